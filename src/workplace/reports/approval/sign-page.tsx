import { concern } from '../../../platform/access/resource.ts';
import { look, perform } from '../../../platform/database/doorways.ts';
import { say } from '../../../platform/language/messages.ts';
import { type Text, text } from '../../../platform/language/text.ts';
import { ChoiceField, ErrorSummary, TextField } from '../../../platform/web/components/fields.tsx';
import { Page } from '../../../platform/web/page.tsx';
import { type ReadingContent, readingQuestion } from '../../../publication/workbench/readings.ts';
import { type RouteOutcome, sendBack, signReport } from '../../../publication/workbench/route-deeds.ts';
import { readForm } from '../../front/forms.ts';
import { errorOf, errorTitle, type FieldError } from '../../front/simple-form.tsx';
import { neededFault } from '../../front/typed-text.ts';
import { frameOf, goTo, pageAnswer, type SignedIn } from '../../front/visit.ts';
import { notFound } from '../../front/work-site.tsx';
import { bearsStep, type HeldReport, openReport, whoWords } from '../held-report.ts';
import { ReportStrip, reportCrumbs } from '../report-parts.tsx';
import { changesSince, lastSeen } from './changes.ts';

/** Said where somebody read a version that does not stand any more. */
export const changedMeanwhile = text(
  'Er staat een nieuwere leesversie, of deze stap is al afgerond. Er is niets vastgelegd. Lees de versie die nu geldt.',
  'There is a newer reading version, or this step was finished already. Nothing was recorded. Read the version that stands now.',
);

const words = {
  title: text('Verslag tekenen', 'Sign the report'),
  as: text('U tekent als {step}', 'You sign as {step}'),
  changes: text('Gewijzigd sinds u versie {number} las', 'Changed since you read version {number}'),
  noChanges: text('Wat er is gewijzigd', 'What was changed'),
  first: text('Dit is de eerste versie die u leest.', 'This is the first version that you read.'),
  missing: text('Wie iets niet opgaf', 'Who did not return something'),
  nothingMissing: text('Alle onderdelen gaven alles op.', 'All units returned everything.'),
  decided: text('Waarschuwingen die zijn blijven staan', 'Warnings that were left'),
  undecided: text('nog niet beslist', 'not decided yet'),
  because: text(
    '{message} Blijft staan, want: {reason} ({who})',
    '{message} Stays, because: {reason} ({who})',
  ),
  noneDecided: text('Er staan geen waarschuwingen.', 'There are no warnings.'),
  openRemarks: text('Opmerkingen die nog open staan', 'Remarks that are still open'),
  noneOpen: text('Er staan geen opmerkingen open.', 'No remarks are open.'),
  hidden: text('Afgeschermde getallen', 'Suppressed numbers'),
  hiddenText: text(
    '{hidden, plural, one {# getal} other {# getallen}} van {cells} {hidden, plural, one {is} other {zijn}} afgeschermd.',
    '{hidden, plural, one {# number} other {# numbers}} of {cells} {hidden, plural, one {is} other {are}} suppressed.',
  ),
  corrections: text('Verbeteringen van eerdere verslagen', 'Corrections to earlier reports'),
  noCorrections: text('Er wordt niets verbeterd.', 'Nothing is corrected.'),
  correction: text('{title}: {was} wordt {now}', '{title}: {was} becomes {now}'),
  text: text('De tekst', 'The text'),
  read: text('Leesversie {number} lezen', 'Read reading version {number}'),
  outcome: text('Wat doet u?', 'What do you do?'),
  sign: text('Ik las deze versie ({hash}) en teken haar', 'I read this version ({hash}) and sign it'),
  back: text('Terug met opmerkingen', 'Back with remarks'),
  outcomeMissing: text('Kies of u tekent of terugstuurt.', 'Choose whether you sign or send back.'),
  reason: text('Wat moet anders? (bij „terug”)', 'What has to change? (with “back”)'),
  reasonMissing: text('Schrijf wat anders moet.', 'Write what has to change.'),
  effect: text(
    'Na ondertekenen kan het verslag niet meer worden gewijzigd zonder nieuwe handtekeningen.',
    'After signing the report cannot be changed any more without new signatures.',
  ),
  button: text('Vastleggen', 'Record it'),
  leave: text('Niet tekenen', 'Do not sign'),
} as const;

/** A step of a route that somebody opened, under the version that stands. */
export interface AtStep {
  readonly held: HeldReport;
  readonly step: HeldReport['route']['steps'][number];
  readonly hash: string;
  readonly number: number;
}

/** Opens a step of a route by the last part of an address; null where there is none, and while there is nothing to read. */
export async function openStep(visit: SignedIn, part: string): Promise<AtStep | null> {
  const held = await openReport(visit, part);
  const step = held?.route.steps.find(({ id }) => id === held.rest[1]);
  if (!held?.reading?.hash || !step || held.draft.endedAs !== null) return null;
  return { held, step, hash: held.reading.hash, number: held.reading.number };
}

/** What somebody signs, in the order in which it matters, and the way to sign or send back. */
export async function showSign(visit: SignedIn, part: string): Promise<Response> {
  const at = await openStep(visit, part);
  if (!at || !bearsStep(visit, at.held, at.step.id)) return notFound(visit);
  return signPage(visit, at, () => '', []);
}

async function signPage(
  visit: SignedIn,
  at: AtStep,
  typed: (field: 'besluit' | 'reden') => string,
  errors: readonly FieldError[],
): Promise<Response> {
  const { language, to } = visit;
  const { held, step, number, hash } = at;
  const { draft, place } = held;
  const reading = await look(visit.premises.door, visit.actor, readingQuestion, concern, {
    report: draft.id,
    number,
  });
  if (!reading) return notFound(visit);
  const since = await lastSeen(visit, held, number);
  const isNow = step.state.kind === 'now';
  return pageAnswer(
    <Page
      frame={frameOf(visit)}
      here={visit.to(held.place)}
      title={errors.length > 0 ? `${errorTitle[language]}${words.title[language]}` : words.title[language]}
      crumbs={reportCrumbs(visit, held)}
    >
      {errors.length > 0 && <ErrorSummary errors={errors} language={language} />}
      <h1>{words.title[language]}</h1>
      <ReportStrip visit={visit} held={held} />
      <p class="dl-lead">{say(words.as[language], language, { step: held.stepName(step) })}.</p>
      <WhatIsSigned visit={visit} held={held} reading={reading} since={since} />
      <section class="dl-flow">
        <h2>{words.text[language]}</h2>
        <p>
          <a href={to(`${place}/leesversies/${number}`)}>{say(words.read[language], language, { number })}</a>
        </p>
      </section>
      {isNow && (
        <form method="post" action={to(`${place}/tekenen/${step.id}`)} class="dl-form" novalidate>
          <input type="hidden" name="gelezen" value={hash} />
          <ChoiceField
            id="besluit"
            kind="radio"
            label={words.outcome[language]}
            language={language}
            choices={[
              { value: 'teken', label: say(words.sign[language], language, { hash: hash.slice(0, 16) }) },
              { value: 'terug', label: words.back[language] },
            ]}
            chosen={[typed('besluit')]}
            {...errorOf(errors, 'besluit')}
          />
          <TextField
            id="reden"
            label={words.reason[language]}
            language={language}
            value={typed('reden')}
            lines={3}
            optional
            {...errorOf(errors, 'reden')}
          />
          <p>{words.effect[language]}</p>
          <div class="dl-buttons">
            <button type="submit" class="dl-button">
              {words.button[language]}
            </button>
            <a href={to(`${place}/route`)}>{words.leave[language]}</a>
          </div>
        </form>
      )}
    </Page>,
    errors.length > 0 ? 400 : 200,
  );
}

function WhatIsSigned({
  visit: { language },
  held: { draft },
  reading,
  since,
}: {
  visit: SignedIn;
  held: HeldReport;
  reading: ReadingContent;
  since: ReadingContent | null;
}) {
  const { method, figures } = reading.model;
  const open = draft.remarks.filter(({ answer }) => answer === null);
  const decided = reading.warnings
    .filter(({ kind }) => kind === 'decide')
    .map(({ key, message }) => {
      const why = draft.decisions.get(key);
      return why
        ? say(words.because[language], language, {
            message: message[language],
            reason: why.reason,
            who: whoWords(draft, why.by, language),
          })
        : `${message[language]} (${words.undecided[language]})`;
    });
  const corrections = figures.flatMap(({ title, restated }) =>
    restated.map(({ was, now }) =>
      say(words.correction[language], language, { title: title[language], was, now }),
    ),
  );
  const parts: readonly (readonly [string, readonly string[], string])[] = [
    [
      since ? say(words.changes[language], language, { number: since.number }) : words.noChanges[language],
      since ? changesSince(since, reading, language) : [],
      words.first[language],
    ],
    [
      words.missing[language],
      method.completeness.map((one) => one[language]),
      words.nothingMissing[language],
    ],
    [words.decided[language], decided, words.noneDecided[language]],
    [words.openRemarks[language], open.map(({ remark }) => remark), words.noneOpen[language]],
    [
      words.hidden[language],
      [
        say(words.hiddenText[language], language, {
          hidden: method.audit.hidden,
          cells: method.audit.cells,
        }),
      ],
      '',
    ],
    [words.corrections[language], [...new Set(corrections)], words.noCorrections[language]],
  ];
  return (
    <>
      {parts.map(([heading, lines, none]) => (
        <section key={heading} class="dl-flow">
          <h2>{heading}</h2>
          {lines.length === 0 ? (
            <p>{none}</p>
          ) : (
            <ul>
              {lines.map((line, index) => (
                <li key={index}>{line}</li>
              ))}
            </ul>
          )}
        </section>
      ))}
    </>
  );
}

/** The longest reason, in characters. */
const longestReason = 1000;

/** Signs a version, or sends it back. */
export async function takeSign(visit: SignedIn, part: string): Promise<Response> {
  const at = await openStep(visit, part);
  if (!at || !bearsStep(visit, at.held, at.step.id)) return notFound(visit);
  const { held, step } = at;
  const typed = await readForm(visit.context, ['gelezen', 'besluit', 'reden']);
  const told = (field: string, message: Text) =>
    signPage(visit, at, typed, [{ field, message: message[visit.language] }]);
  const reason = typed('reden').trim();
  const chosen = typed('besluit');
  if (chosen !== 'teken' && chosen !== 'terug') return told('besluit', words.outcomeMissing);
  if (chosen === 'terug') {
    const fault = neededFault(reason, longestReason, words.reasonMissing);
    if (fault) return told('reden', fault);
  }
  if (!/^[0-9a-f]{64}$/.test(typed('gelezen'))) return notFound(visit);
  const given = { report: held.draft.id, step: step.id, hash: typed('gelezen') };
  const outcome =
    chosen === 'teken'
      ? await perform(visit.premises.door, visit.actor, signReport, concern, given)
      : await perform(visit.premises.door, visit.actor, sendBack, concern, { ...given, reason });
  return ended(visit, held, outcome, () => told('besluit', changedMeanwhile));
}

/** Where somebody goes on after a deed on the route. */
export async function ended(
  visit: SignedIn,
  held: HeldReport,
  outcome: RouteOutcome,
  changed: () => Promise<Response> | Response,
): Promise<Response> {
  switch (outcome) {
    case 'done':
      return goTo(visit, `${held.place}/route`);
    case 'not-yours':
      return notFound(visit);
    case 'changed':
      return changed();
    default:
      return outcome satisfies never;
  }
}
