import { concern } from '../../../platform/access/resource.ts';
import { look, perform } from '../../../platform/database/doorways.ts';
import { newId } from '../../../platform/database/new-id.ts';
import { say } from '../../../platform/language/messages.ts';
import { type Text, text } from '../../../platform/language/text.ts';
import { ChoiceField, ErrorSummary, TextField } from '../../../platform/web/components/fields.tsx';
import { Notice } from '../../../platform/web/components/notice.tsx';
import { Page } from '../../../platform/web/page.tsx';
import {
  paperQuestion,
  type ReadingContent,
  readingQuestion,
} from '../../../publication/workbench/readings.ts';
import { addRemark, longestRemark, noteSeen } from '../../../publication/workbench/remarks.ts';
import { finishReading, sendBack } from '../../../publication/workbench/route-deeds.ts';
import { readForm } from '../../front/forms.ts';
import { errorOf, errorTitle, type FieldError, FormPage } from '../../front/simple-form.tsx';
import { isId, neededFault, typedFault } from '../../front/typed-text.ts';
import { frameOf, goTo, pageAnswer, type SignedIn } from '../../front/visit.ts';
import { notFound } from '../../front/work-site.tsx';
import { ShownBlocks, ShownFigures } from '../block-preview.tsx';
import { type HeldReport, openReport } from '../held-report.ts';
import { ReportStrip, reportCrumbs } from '../report-parts.tsx';
import { changesSince, lastSeen } from './changes.ts';

const words = {
  title: text('Leesversie {number}', 'Reading version {number}'),
  hash: text('Controlegetal van deze versie: {hash}', 'Check number of this version: {hash}'),
  past: text('Er is een nieuwere leesversie', 'There is a newer reading version'),
  pastText: text('Wat u hier leest, geldt niet meer.', 'What you read here does not stand any more.'),
  newer: text('Naar leesversie {number}', 'To reading version {number}'),
  paper: text('Als PDF, met genummerde blokken', 'As PDF, with numbered blocks'),
  block: text('Blok {number}', 'Block {number}'),
  remark: text('Opmerking maken', 'Make a remark'),
  remarkOf: text('Opmerking maken bij blok {number}', 'Make a remark on block {number}'),
  remarkWhole: text('Opmerking maken bij het hele verslag', 'Make a remark on the whole report'),
  said: text(
    '{count, plural, one {# opmerking} other {# opmerkingen}} bij dit blok',
    '{count, plural, one {# remark} other {# remarks}} on this block',
  ),
  changes: text('Gewijzigd sinds u versie {number} las', 'Changed since you read version {number}'),
  finish: text('Lezen afronden', 'Finish reading'),
  outcome: text('Wat is uw oordeel?', 'What do you conclude?'),
  outcomeMissing: text('Kies wat u vindt.', 'Choose what you conclude.'),
  agreed: text('Akkoord', 'Agreed'),
  remarks: text(
    'Akkoord; mijn opmerkingen hoeven het niet op te houden',
    'Agreed; my remarks need not hold it up',
  ),
  back: text('Terug naar de schrijver', 'Back to the writer'),
  reason: text('Wat moet anders? (bij „terug”)', 'What has to change? (with “back”)'),
  reasonMissing: text('Schrijf wat anders moet.', 'Write what has to change.'),
  changed: text(
    'Er staat een nieuwere leesversie, of deze stap is al afgerond. Er is niets vastgelegd.',
    'There is a newer reading version, or this step was finished already. Nothing was recorded.',
  ),
  remarkTitle: text('Opmerking bij blok {number}', 'Remark on block {number}'),
  remarkTitleWhole: text('Opmerking bij het hele verslag', 'Remark on the whole report'),
  remarkField: text('Uw opmerking', 'Your remark'),
  remarkHint: text(
    'Wie het verslag schrijft, leest en tekent, ziet haar.',
    'Who writes, reads and signs the report sees it.',
  ),
  remarkMissing: text('Schrijf uw opmerking.', 'Write your remark.'),
  behalf: text(
    'Namens wie? (als u haar voor een ander invoert)',
    'On whose behalf? (if you enter it for somebody else)',
  ),
  behalfHint: text('Een functie, bijvoorbeeld: ondernemingsraad', 'A function, for example: works council'),
  save: text('Opmerking plaatsen', 'Place the remark'),
  leave: text('Geen opmerking maken', 'Make no remark'),
  placed: text('De opmerking is geplaatst.', 'The remark was placed.'),
} as const;

interface OpenReading {
  readonly held: HeldReport;
  readonly reading: ReadingContent;
  readonly place: string;
}

async function openReading(visit: SignedIn, part: string): Promise<OpenReading | null> {
  const held = await openReport(visit, part);
  const number = Number(held?.rest[1]);
  if (!held || !Number.isInteger(number) || number < 1) return null;
  const reading = await look(visit.premises.door, visit.actor, readingQuestion, concern, {
    report: held.draft.id,
    number,
  });
  return reading ? { held, reading, place: `${held.place}/leesversies/${number}` } : null;
}

/** A reading version, its blocks numbered, with what its reader can do. */
export async function showReading(visit: SignedIn, part: string): Promise<Response> {
  const opened = await openReading(visit, part);
  if (!opened) return notFound(visit);
  const since = await lastSeen(visit, opened.held, opened.reading.number);
  if (!opened.held.writes && opened.held.draft.endedAs === null)
    await perform(visit.premises.door, visit.actor, noteSeen, concern, {
      report: opened.held.draft.id,
      reading: opened.reading.id,
    });
  return readingPage(visit, opened, since, () => '', []);
}

function readingPage(
  visit: SignedIn,
  { held, reading, place }: OpenReading,
  since: ReadingContent | null,
  typed: (field: 'oordeel' | 'reden') => string,
  errors: readonly FieldError[],
): Response {
  const { language, to, context } = visit;
  const { draft } = held;
  const title = say(words.title[language], language, { number: reading.number });
  const { model } = reading;
  const isPast = held.reading !== null && held.reading.number > reading.number;
  const step = held.route.steps.find(({ act, state }) => act === 'read' && state.kind === 'now');
  const finishes =
    !isPast &&
    step !== undefined &&
    draft.askedAs === 'second-reader' &&
    !draft.isWriter &&
    draft.endedAs === null;
  const changes = since ? changesSince(since, reading, language) : [];
  const isOpen = draft.endedAs === null && !isPast;
  return pageAnswer(
    <Page
      frame={frameOf(visit)}
      here={visit.to(held.place)}
      title={errors.length > 0 ? `${errorTitle[language]}${title}` : title}
      crumbs={reportCrumbs(visit, held)}
      wide
    >
      {errors.length > 0 && <ErrorSummary errors={errors} language={language} />}
      {errors.length === 0 && context.req.query('gedaan') === 'opmerking' && (
        <Notice kind="ok" title={words.placed[language]}>
          {null}
        </Notice>
      )}
      <h1>
        {title}: {model.title}
      </h1>
      <ReportStrip visit={visit} held={held} />
      <p>{say(words.hash[language], language, { hash: reading.hash.slice(0, 16) })}</p>
      {isPast && held.reading && (
        <Notice kind="warn" title={words.past[language]}>
          <p>
            {words.pastText[language]}{' '}
            <a href={to(`${held.place}/leesversies/${held.reading.number}`)}>
              {say(words.newer[language], language, { number: held.reading.number })}
            </a>
          </p>
        </Notice>
      )}
      {since && (
        <section class="dl-flow">
          <h2>{say(words.changes[language], language, { number: since.number })}</h2>
          <ul>
            {changes.map((line) => (
              <li key={line}>{line}</li>
            ))}
          </ul>
        </section>
      )}
      <p>
        <a href={to(`${place}/pdf`)}>{words.paper[language]}</a>
      </p>
      {isOpen && (
        <p>
          <a href={to(`${place}/opmerking`)}>{words.remarkWhole[language]}</a>
        </p>
      )}
      {model.chapters.map((chapter, index) => (
        <section key={chapter.id} id={chapter.id}>
          <h2>{chapter.title}</h2>
          {reading.blocks
            .filter((one) => one.chapter === index)
            .map((one) => {
              const count = draft.remarks.filter(({ block }) => block === one.id).length;
              return (
                <div key={`${one.id} ${one.from}`} class="dl-numbered" id={`blok-${one.number}`}>
                  <p class="dl-numbered__head">
                    {say(words.block[language], language, { number: one.number })}
                    {isOpen && (
                      <>
                        {' · '}
                        <a
                          href={to(`${place}/opmerking?blok=${one.id}`)}
                          aria-label={say(words.remarkOf[language], language, { number: one.number })}
                        >
                          {words.remark[language]}
                        </a>
                      </>
                    )}
                    {count > 0 && (
                      <>
                        {' · '}
                        <a href={to(`${held.place}/opmerkingen`)}>
                          {say(words.said[language], language, { count })}
                        </a>
                      </>
                    )}
                  </p>
                  <ShownBlocks
                    model={{ ...model, language: chapter.language }}
                    blocks={chapter.blocks.slice(one.from, one.from + one.count)}
                    visit={visit}
                  />
                </div>
              );
            })}
        </section>
      ))}
      <ShownFigures model={model} blocks={model.chapters.flatMap(({ blocks }) => blocks)} />
      {finishes && (
        <section class="dl-flow" id="acties">
          <h2>{words.finish[language]}</h2>
          <form method="post" action={to(place)} class="dl-form" novalidate>
            <input type="hidden" name="stap" value={step.id} />
            <ChoiceField
              id="oordeel"
              kind="radio"
              label={words.outcome[language]}
              language={language}
              choices={[
                { value: 'akkoord', label: words.agreed[language] },
                { value: 'opmerkingen', label: words.remarks[language] },
                { value: 'terug', label: words.back[language] },
              ]}
              chosen={[typed('oordeel')]}
              {...errorOf(errors, 'oordeel')}
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
            <button type="submit" class="dl-button">
              {words.finish[language]}
            </button>
          </form>
        </section>
      )}
    </Page>,
    errors.length > 0 ? 400 : 200,
  );
}

/** The longest reason, in characters. */
const longestReason = 1000;

/** Finishes the reading of a second reader. */
export async function takeFinish(visit: SignedIn, part: string): Promise<Response> {
  const opened = await openReading(visit, part);
  if (!opened) return notFound(visit);
  const { held, reading } = opened;
  const { language } = visit;
  const typed = await readForm(visit.context, ['stap', 'oordeel', 'reden']);
  const told = (field: string, message: Text) =>
    readingPage(visit, opened, null, typed, [{ field, message: message[language] }]);
  const reason = typed('reden').trim();
  const chosen = typed('oordeel');
  if (!isId(typed('stap'))) return notFound(visit);
  if (!['akkoord', 'opmerkingen', 'terug'].includes(chosen)) return told('oordeel', words.outcomeMissing);
  if (chosen === 'terug') {
    const fault = neededFault(reason, longestReason, words.reasonMissing);
    if (fault) return told('reden', fault);
  }
  const given = { report: held.draft.id, step: typed('stap'), hash: reading.hash };
  const outcome =
    chosen === 'terug'
      ? await perform(visit.premises.door, visit.actor, sendBack, concern, { ...given, reason })
      : await perform(visit.premises.door, visit.actor, finishReading, concern, {
          ...given,
          outcome: chosen === 'akkoord' ? 'agreed' : 'remarks',
        });
  if (outcome === 'not-yours') return notFound(visit);
  return outcome === 'done' ? goTo(visit, `${held.place}/route`) : told('oordeel', words.changed);
}

/** A reading version as PDF. */
export async function takePaper(visit: SignedIn, part: string): Promise<Response> {
  const held = await openReport(visit, part);
  const number = Number(held?.rest[1]);
  if (!held || !Number.isInteger(number) || number < 1) return notFound(visit);
  const content = await look(visit.premises.door, visit.actor, paperQuestion, concern, {
    report: held.draft.id,
    number,
  });
  if (!content) return notFound(visit);
  return new Response(Buffer.from(content), {
    headers: {
      'Content-Type': 'application/pdf',
      'Content-Disposition': `attachment; filename="${held.draft.slug}-leesversie-${number}.pdf"`,
      'Cache-Control': 'no-store',
    },
  });
}

/** The form for a remark on a block, or on the whole. */
export async function showRemark(visit: SignedIn, part: string): Promise<Response> {
  const opened = await openReading(visit, part);
  if (!opened || opened.held.draft.endedAs !== null) return notFound(visit);
  const block = visit.context.req.query('blok') ?? '';
  const given: Readonly<Record<string, string>> = { blok: block, id: newId() };
  return remarkPage(visit, opened, (field) => given[field] ?? '', []);
}

function remarkPage(
  visit: SignedIn,
  { held, reading, place }: OpenReading,
  typed: (field: 'blok' | 'id' | 'opmerking' | 'namens') => string,
  errors: readonly FieldError[],
): Response {
  const { language, to } = visit;
  const block = reading.blocks.find(({ id }) => id === typed('blok'));
  const title = block
    ? say(words.remarkTitle[language], language, { number: block.number })
    : words.remarkTitleWhole[language];
  return pageAnswer(
    <FormPage
      visit={visit}
      title={title}
      action={`${place}/opmerking`}
      errors={errors}
      crumbs={[
        ...reportCrumbs(visit, held),
        { href: to(place), label: say(words.title[language], language, { number: reading.number }) },
      ]}
      before={
        <>
          <ReportStrip visit={visit} held={held} />
          {block && <p>{block.name}</p>}
        </>
      }
      button={words.save[language]}
      hidden={{ blok: block?.id ?? '', id: typed('id') }}
      back={{ href: place, label: words.leave[language] }}
    >
      <TextField
        id="opmerking"
        label={words.remarkField[language]}
        hint={words.remarkHint[language]}
        language={language}
        value={typed('opmerking')}
        lines={5}
        {...errorOf(errors, 'opmerking')}
      />
      {held.writes && (
        <TextField
          id="namens"
          label={words.behalf[language]}
          hint={words.behalfHint[language]}
          language={language}
          value={typed('namens')}
          optional
          {...errorOf(errors, 'namens')}
        />
      )}
    </FormPage>,
    errors.length > 0 ? 400 : 200,
  );
}

/** The longest function, in characters. */
const longestBehalf = 200;

/** Places a remark. */
export async function takeRemark(visit: SignedIn, part: string): Promise<Response> {
  const opened = await openReading(visit, part);
  if (!opened || opened.held.draft.endedAs !== null) return notFound(visit);
  const { held, reading, place } = opened;
  const { language } = visit;
  const typed = await readForm(visit.context, ['blok', 'id', 'opmerking', 'namens']);
  const remark = typed('opmerking').trim();
  const behalf = typed('namens').trim();
  const fault = neededFault(remark, longestRemark, words.remarkMissing);
  const behalfFault = typedFault(behalf, longestBehalf);
  const errors = [
    ...(fault ? [{ field: 'opmerking', message: fault[language] }] : []),
    ...(behalfFault ? [{ field: 'namens', message: behalfFault[language] }] : []),
  ];
  if (errors.length > 0) return remarkPage(visit, opened, typed, errors);
  if (!isId(typed('id'))) return notFound(visit);
  const block = reading.blocks.find(({ id }) => id === typed('blok'));
  await perform(visit.premises.door, visit.actor, addRemark, concern, {
    report: held.draft.id,
    reading: reading.id,
    id: typed('id'),
    block: block?.id ?? null,
    remark,
    behalf: held.writes && behalf !== '' ? behalf : null,
  });
  return goTo(visit, `${place}?gedaan=opmerking${block ? `#blok-${block.number}` : ''}`);
}
