import { parsePeriod, today, writtenPeriod } from '../../../organisation/period.ts';
import { concern } from '../../../platform/access/resource.ts';
import { perform } from '../../../platform/database/doorways.ts';
import { momentInWords } from '../../../platform/language/dates.ts';
import { say } from '../../../platform/language/messages.ts';
import { text } from '../../../platform/language/text.ts';
import { TextField } from '../../../platform/web/components/fields.tsx';
import { Notice } from '../../../platform/web/components/notice.tsx';
import { Page } from '../../../platform/web/page.tsx';
import { embargoOf } from '../../../publication/workbench/route.ts';
import {
  askPublication,
  brokenAfter,
  liftEmbargo,
  setEmbargo,
} from '../../../publication/workbench/route-deeds.ts';
import { readForm } from '../../front/forms.ts';
import { RenewScript, renewingAnswer, WaitsFor } from '../../front/renewed.tsx';
import { errorOf, type FieldError, FormPage } from '../../front/simple-form.tsx';
import { neededFault } from '../../front/typed-text.ts';
import { frameOf, goTo, pageAnswer, type SignedIn } from '../../front/visit.ts';
import { notFound } from '../../front/work-site.tsx';
import { dayTyped, momentTyped } from '../../people/day-typed.ts';
import { profileOf } from '../../people-lists/profile-of.ts';
import { type HeldReport, openReport } from '../held-report.ts';
import { ReportStrip, reportCrumbs } from '../report-parts.tsx';
import { failedWords, Lines } from './failed-words.tsx';

const words = {
  title: text('Verslag publiceren', 'Publish the report'),
  effect: text(
    'Leesversie {number} komt op de publieke site, als pagina, PDF en open data. Dat is niet terug te nemen; een verbetering komt er als nieuwe versie naast te staan.',
    'Reading version {number} comes onto the public site, as page, PDF and open data. That cannot be taken back; a correction comes beside it as a new version.',
  ),
  checks: text(
    'Eerst worden de cijfers nog eens berekend. Zijn ze anders dan wat is getekend, dan wordt er niets gepubliceerd. Dat duurt enkele minuten.',
    'First the figures are computed once more. If they are other than what was signed, nothing is published. That takes some minutes.',
  ),
  next: text('Over welke periode gaat het volgende verslag?', 'About which period is the next report?'),
  nextHint: text('Komt op de site te staan. Bijvoorbeeld 2026.', 'Stands on the site. For example 2026.'),
  nextWrong: text(
    '„{typed}” is geen periode. Schrijf een jaar, of twee jaren met een streepje ertussen.',
    '“{typed}” is no period. Write a year, or two years with a dash between them.',
  ),
  day: text('Wanneer verschijnt het uiterlijk?', 'By when does it appear?'),
  dayHint: text('bijvoorbeeld 1-5-2027', 'for example 1-5-2027'),
  dayWrong: text(
    '„{typed}” is geen dag. Schrijf bijvoorbeeld 1-5-2027.',
    '“{typed}” is no day. Write for example 1-5-2027.',
  ),
  leave: text('Niet publiceren', 'Do not publish'),
  notDone: text('Nog niet iedereen is akkoord', 'Not everybody has agreed yet'),
  notDoneText: text(
    'Het verslag kan pas uit als alle stappen van de route klaar zijn.',
    'The report can go out when all steps of the route are done.',
  ),
  toRoute: text('Naar lezen en tekenen', 'To reading and signing'),
  embargo: text('Er is een embargo tot {moment}', 'There is an embargo until {moment}'),
  embargoText: text('Daarvoor wordt er niets gepubliceerd.', 'Nothing is published before.'),
  busy: text('Het verslag wordt gepubliceerd', 'The report is being published'),
  busyText: text(
    'Begonnen op {moment}. Cijfers berekenen, beschermen, van buiten aanvallen, en alle bestanden maken. U hoeft hier niet op te wachten.',
    'Begun on {moment}. Computing the figures, protecting them, attacking them from outside, and making all files. You need not wait for it here.',
  ),
  refresh: text('Stand vernieuwen', 'Refresh the state'),
  failed: text('Er is niets gepubliceerd', 'Nothing was published'),
  published: text('Het verslag is gepubliceerd', 'The report is published'),
  publishedText: text(
    'Versie {version} staat op de publieke site, met wie tekende en wanneer.',
    'Version {version} is on the public site, with who signed and when.',
  ),
  changed: text(
    'Er staat een nieuwere leesversie. Er is niets gepubliceerd.',
    'There is a newer reading version. Nothing was published.',
  ),
  embargoTitle: text('Embargo instellen', 'Set an embargo'),
  liftTitle: text('Embargo opheffen', 'Lift the embargo'),
  until: text('Niet publiceren voor', 'Do not publish before'),
  untilHint: text('Dag en uur, bijvoorbeeld 3-3-2026 10.00', 'Day and hour, for example 3-3-2026 10.00'),
  untilWrong: text(
    'Schrijf een dag en een uur, bijvoorbeeld 3-3-2026 10.00.',
    'Write a day and an hour, for example 3-3-2026 10.00.',
  ),
  stands: text('Nu geldt: niet voor {moment}.', 'Now: not before {moment}.'),
  why: text('Waarom heft u het op?', 'Why do you lift it?'),
  whyMissing: text('Schrijf waarom.', 'Write why.'),
  notSet: text('Niet wijzigen', 'Do not change'),
} as const;

/** How far the publication of a report is, and the form that begins it. */
export async function showPublish(visit: SignedIn, part: string): Promise<Response> {
  const held = await openReport(visit, part);
  if (!held?.writes) return notFound(visit);
  return publishPage(visit, held, () => '', []);
}

function publishPage(
  visit: SignedIn,
  held: HeldReport,
  typed: (field: 'volgend' | 'dag') => string,
  errors: readonly FieldError[],
): Response {
  const { language, to } = visit;
  const { draft, place, reading, route } = held;
  const last = draft.events.findLast(({ kind }) => ['publishing', 'failed', 'published'].includes(kind));
  const embargo = embargoOf(draft.events);
  const holds = embargo !== null && Date.parse(embargo) > Date.now();
  const isRunning =
    last?.kind === 'publishing' &&
    Date.now() - Date.parse(last.at) < brokenAfter * 60_000 &&
    draft.endedAs === null;
  const page = (body: preact.ComponentChildren) =>
    renewingAnswer(
      <Page
        frame={frameOf(visit)}
        here={visit.to(held.place)}
        title={words.title[language]}
        crumbs={reportCrumbs(visit, held)}
      >
        <h1>{words.title[language]}</h1>
        <ReportStrip visit={visit} held={held} />
        {body}
      </Page>,
    );
  if (draft.endedAs === 'published')
    return page(
      <Notice kind="ok" title={words.published[language]}>
        <p>
          {say(words.publishedText[language], language, {
            version: draft.events.findLast(({ kind }) => kind === 'published')?.version ?? '',
          })}
        </p>
      </Notice>,
    );
  if (isRunning)
    return page(
      <WaitsFor>
        <Notice kind="info" title={words.busy[language]}>
          <p>
            {say(words.busyText[language], language, { moment: momentInWords(new Date(last.at), language) })}{' '}
            <a href={to(`${place}/publiceren`)}>{words.refresh[language]}</a>
          </p>
        </Notice>
        <RenewScript visit={visit} />
      </WaitsFor>,
    );
  const failed = last?.kind === 'failed' && (
    <Notice kind="danger" title={words.failed[language]}>
      <Lines words={failedWords(last.failed)} language={language} />
    </Notice>
  );
  if (!reading || !route.isDone || draft.endedAs !== null)
    return page(
      <>
        {failed}
        <Notice kind="warn" title={words.notDone[language]}>
          <p>
            {words.notDoneText[language]} <a href={to(`${place}/route`)}>{words.toRoute[language]}</a>
          </p>
        </Notice>
      </>,
    );
  if (holds)
    return page(
      <Notice
        kind="warn"
        title={say(words.embargo[language], language, { moment: momentInWords(new Date(embargo), language) })}
      >
        <p>
          {words.embargoText[language]} <a href={to(`${place}/route`)}>{words.toRoute[language]}</a>
        </p>
      </Notice>,
    );
  return pageAnswer(
    <FormPage
      visit={visit}
      title={words.title[language]}
      action={`${place}/publiceren`}
      errors={errors}
      crumbs={reportCrumbs(visit, held)}
      before={
        <>
          <ReportStrip visit={visit} held={held} />
          {failed}
          <p>{say(words.effect[language], language, { number: reading.number })}</p>
          <p>{words.checks[language]}</p>
        </>
      }
      button={words.title[language]}
      hidden={{ gelezen: reading.hash ?? '' }}
      back={{ href: `${place}/route`, label: words.leave[language] }}
    >
      <TextField
        id="volgend"
        label={words.next[language]}
        hint={words.nextHint[language]}
        language={language}
        value={typed('volgend')}
        short
        optional
        {...errorOf(errors, 'volgend')}
      />
      <TextField
        id="dag"
        label={words.day[language]}
        hint={words.dayHint[language]}
        language={language}
        value={typed('dag')}
        short
        optional
        {...errorOf(errors, 'dag')}
      />
    </FormPage>,
    errors.length > 0 ? 400 : 200,
  );
}

/** Asks to publish a report, which the program then does. */
export async function takePublish(visit: SignedIn, part: string): Promise<Response> {
  const held = await openReport(visit, part);
  if (!held?.writes) return notFound(visit);
  const { language } = visit;
  const typed = await readForm(visit.context, ['gelezen', 'volgend', 'dag']);
  const { yearStart } = await profileOf(visit);
  const next = typed('volgend').trim();
  const period = next === '' ? undefined : writtenPeriod(next, yearStart);
  const day = typed('dag').trim() === '' ? null : dayTyped(typed('dag'));
  const errors: FieldError[] = [
    ...(next !== '' && !period
      ? [
          {
            field: 'volgend',
            message: say(words.nextWrong[language], language, { typed: next.slice(0, 40) }),
          },
        ]
      : []),
    ...(day === undefined
      ? [
          {
            field: 'dag',
            message: say(words.dayWrong[language], language, { typed: typed('dag').slice(0, 40) }),
          },
        ]
      : []),
  ];
  if (errors.length > 0) return publishPage(visit, held, typed, errors);
  const hash = typed('gelezen');
  if (!/^[0-9a-f]{64}$/.test(hash)) return notFound(visit);
  const nextPeriod = period ? parsePeriod(period.key, yearStart).key : null;
  const outcome = await perform(visit.premises.door, visit.actor, askPublication, concern, {
    report: held.draft.id,
    hash,
    nextPeriod,
    nextDay: day ?? null,
  });
  if (outcome.kind === 'changed')
    return publishPage(visit, held, typed, [{ field: 'volgend', message: words.changed[language] }]);
  return goTo(visit, `${held.place}/publiceren`);
}

/** The form that holds a report back until a moment, or holds it back no longer. */
export async function showEmbargo(visit: SignedIn, part: string): Promise<Response> {
  const held = await openReport(visit, part);
  if (!held?.writes || held.draft.endedAs !== null) return notFound(visit);
  return embargoPage(visit, held, () => '', []);
}

function embargoPage(
  visit: SignedIn,
  held: HeldReport,
  typed: (field: 'tot' | 'reden') => string,
  errors: readonly FieldError[],
): Response {
  const { language } = visit;
  const embargo = embargoOf(held.draft.events);
  const title = embargo === null ? words.embargoTitle : words.liftTitle;
  return pageAnswer(
    <FormPage
      visit={visit}
      title={title[language]}
      action={`${held.place}/embargo`}
      errors={errors}
      crumbs={reportCrumbs(visit, held)}
      before={
        <>
          <ReportStrip visit={visit} held={held} />
          {embargo !== null && (
            <p>
              {say(words.stands[language], language, { moment: momentInWords(new Date(embargo), language) })}
            </p>
          )}
        </>
      }
      button={title[language]}
      hidden={{ doe: embargo === null ? 'instellen' : 'opheffen' }}
      back={{ href: `${held.place}/route`, label: words.notSet[language] }}
    >
      {embargo === null ? (
        <TextField
          id="tot"
          label={words.until[language]}
          hint={words.untilHint[language]}
          language={language}
          value={typed('tot')}
          short
          {...errorOf(errors, 'tot')}
        />
      ) : (
        <TextField
          id="reden"
          label={words.why[language]}
          language={language}
          value={typed('reden')}
          lines={2}
          {...errorOf(errors, 'reden')}
        />
      )}
    </FormPage>,
    errors.length > 0 ? 400 : 200,
  );
}

/** The longest reason, in characters. */
const longestReason = 1000;

/** Holds a report back until a moment, or holds it back no longer. */
export async function takeEmbargo(visit: SignedIn, part: string): Promise<Response> {
  const held = await openReport(visit, part);
  if (!held?.writes || held.draft.endedAs !== null) return notFound(visit);
  const { language } = visit;
  const { door } = visit.premises;
  const typed = await readForm(visit.context, ['doe', 'tot', 'reden']);
  if (typed('doe') === 'opheffen') {
    const reason = typed('reden').trim();
    const fault = neededFault(reason, longestReason, words.whyMissing);
    if (fault) return embargoPage(visit, held, typed, [{ field: 'reden', message: fault[language] }]);
    await perform(door, visit.actor, liftEmbargo, concern, { report: held.draft.id, reason });
  } else {
    const until = momentTyped(typed('tot'));
    if (until === undefined || until.toISOString().slice(0, 10) < today())
      return embargoPage(visit, held, typed, [{ field: 'tot', message: words.untilWrong[language] }]);
    await perform(door, visit.actor, setEmbargo, concern, {
      report: held.draft.id,
      until: until.toISOString(),
    });
  }
  return goTo(visit, `${held.place}/route`);
}
