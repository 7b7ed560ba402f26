import { concern } from '../../../platform/access/resource.ts';
import { perform } from '../../../platform/database/doorways.ts';
import { dateInWords, momentInWords } from '../../../platform/language/dates.ts';
import { say } from '../../../platform/language/messages.ts';
import { text } from '../../../platform/language/text.ts';
import { Notice } from '../../../platform/web/components/notice.tsx';
import { TextTable } from '../../../platform/web/components/text-table.tsx';
import { Page } from '../../../platform/web/page.tsx';
import type { ReadingLine } from '../../../publication/workbench/read-drafts.ts';
import { requestReading } from '../../../publication/workbench/readings.ts';
import { embargoOf, type RouteEvent } from '../../../publication/workbench/route.ts';
import { RenewScript, renewingAnswer, WaitsFor } from '../../front/renewed.tsx';
import { frameOf, goTo, type SignedIn } from '../../front/visit.ts';
import { notFound } from '../../front/work-site.tsx';
import { bearsStep, byWhom, type HeldReport, openReport, whoWords } from '../held-report.ts';
import { ReportStrip, reportCrumbs, stepWords } from '../report-parts.tsx';
import { failedWords, Lines } from './failed-words.tsx';

const words = {
  title: text('Lezen en tekenen', 'Reading and signing'),
  versions: text('Leesversies', 'Reading versions'),
  versionsText: text(
    'Een leesversie legt tekst en cijfers van dit moment vast. Wie leest en wie tekent, leest die versie.',
    'A reading version fixes the text and figures of this moment. Who reads and who signs reads that version.',
  ),
  make: text('Leesversie maken', 'Make a reading version'),
  number: text('Versie', 'Version'),
  made: text('Gemaakt', 'Made'),
  hash: text('Controlegetal', 'Check number'),
  state: text('Stand', 'State'),
  read: text('Leesversie {number}', 'Reading version {number}'),
  busy: text('wordt gemaakt', 'being made'),
  failed: text('niet gemaakt', 'not made'),
  stands: text('geldt nu', 'stands now'),
  past: text('vervangen', 'replaced'),
  busyTitle: text('Leesversie {number} wordt gemaakt', 'Reading version {number} is being made'),
  busyText: text(
    'Cijfers berekenen, beschermen en op papier zetten. Dat duurt een halve minuut of langer. U hoeft hier niet op te wachten.',
    'Computing the figures, protecting them and setting them on paper. That takes half a minute or longer. You need not wait for it here.',
  ),
  refresh: text('Stand vernieuwen', 'Refresh the state'),
  failedTitle: text(
    'Leesversie {number} kon niet worden gemaakt',
    'Reading version {number} could not be made',
  ),
  toWarnings: text('Waarschuwingen nalopen', 'Go through the warnings'),
  none: text('Er is nog geen leesversie.', 'There is no reading version yet.'),
  route: text('Route', 'Route'),
  step: text('Stap', 'Step'),
  with: text('Bij wie', 'With whom'),
  what: text('Wat is er gebeurd', 'What happened'),
  nobody: text('niemand aangewezen', 'nobody appointed'),
  asked: text('nog niemand gevraagd', 'nobody asked yet'),
  replaces: text('{who}, namens {for}', '{who}, on behalf of {for}'),
  agreed: text('Akkoord. {who}', 'Agreed. {who}'),
  remarks: text('Akkoord, met opmerkingen. {who}', 'Agreed, with remarks. {who}'),
  signed: text('Getekend. {who}', 'Signed. {who}'),
  paper: text(
    'Op papier getekend door {signer} op {day}, kenmerk {reference}. Ingevoerd: {who}',
    'Signed on paper by {signer} on {day}, reference {reference}. Entered: {who}',
  ),
  returned: text('Terug: {reason} {who}', 'Back: {reason} {who}'),
  toSign: text('Lezen en tekenen', 'Read and sign'),
  toPaper: text('Handtekening op papier invoeren', 'Enter a signature on paper'),
  toConfirm: text('Handtekening op papier bevestigen', 'Confirm a signature on paper'),
  toRead: text('Lezen en afronden', 'Read and finish'),
  readers: text('Lezers', 'Readers'),
  readersLink: text('Lezers vragen of laten gaan', 'Ask readers or let them go'),
  opinions: text('Opmerkingen', 'Remarks'),
  opinionsCount: text(
    '{open, plural, =0 {Geen opmerkingen open} one {# opmerking open} other {# opmerkingen open}}, {all} in totaal.',
    '{open, plural, =0 {No remarks open} one {# remark open} other {# remarks open}}, {all} in all.',
  ),
  opinionsLink: text('Opmerkingen bekijken', 'See the remarks'),
  embargo: text('Embargo', 'Embargo'),
  until: text('Niet publiceren voor {moment}.', 'Do not publish before {moment}.'),
  noEmbargo: text('Er is geen embargo.', 'There is no embargo.'),
  embargoLink: text('Embargo instellen of opheffen', 'Set or lift the embargo'),
  seen: text('Wie deze versie zag', 'Who saw this version'),
  publish: text('Verslag publiceren', 'Publish the report'),
  voided: text(
    '{count, plural, one {# handtekening onder een vorige versie is vervallen} other {# handtekeningen onder een vorige versie zijn vervallen}}',
    '{count, plural, one {# signature under an earlier version is void} other {# signatures under earlier versions are void}}',
  ),
  voidedText: text(
    'Leesversie {number} kwam ervoor in de plaats.',
    'Reading version {number} took its place.',
  ),
  returnedTitle: text('Teruggestuurd met opmerkingen', 'Sent back with remarks'),
  returnedText: text(
    'Pas het verslag aan en maak een nieuwe leesversie.',
    'Change the report and make a new reading version.',
  ),
} as const;

/** The reading versions of a report, who is to agree to it, and how far that is. */
export async function showRoute(visit: SignedIn, part: string): Promise<Response> {
  const held = await openReport(visit, part);
  if (!held) return notFound(visit);
  const { language, to } = visit;
  const { draft, place, reading, route, writes } = held;
  const isOpen = draft.endedAs === null;
  const last = draft.readings.at(-1);
  const making = last && last.madeAt === null && last.failed === null ? last : undefined;
  const embargo = embargoOf(draft.events);
  const open = draft.remarks.filter(({ answer }) => answer === null).length;
  const voided = draft.events.filter(
    (event) => ['signed', 'confirmed'].includes(event.kind) && event.reading !== reading?.id,
  ).length;
  const seen = draft.events.filter(({ kind, reading: of }) => kind === 'seen' && of === reading?.id);
  return renewingAnswer(
    <Page
      frame={frameOf(visit)}
      here={visit.to(held.place)}
      title={words.title[language]}
      crumbs={reportCrumbs(visit, held, writes)}
    >
      <h1>{writes ? words.title[language] : draft.title}</h1>
      <ReportStrip visit={visit} held={held} />
      {making && (
        <WaitsFor>
          <Notice kind="info" title={say(words.busyTitle[language], language, { number: making.number })}>
            <p>
              {words.busyText[language]} <a href={to(`${place}/route`)}>{words.refresh[language]}</a>
            </p>
          </Notice>
          <RenewScript visit={visit} />
        </WaitsFor>
      )}
      {last?.failed != null && writes && (
        <Notice kind="danger" title={say(words.failedTitle[language], language, { number: last.number })}>
          <Lines words={failedWords(last.failed)} language={language} />
          <p>
            <a href={to(`${place}/waarschuwingen`)}>{words.toWarnings[language]}</a>
          </p>
        </Notice>
      )}
      {isOpen && voided > 0 && reading && (
        <Notice kind="warn" title={say(words.voided[language], language, { count: voided })}>
          <p>{say(words.voidedText[language], language, { number: reading.number })}</p>
        </Notice>
      )}
      {isOpen && route.returned && (
        <Notice kind="warn" title={words.returnedTitle[language]}>
          <p>{route.returned.reason}</p>
          {writes && <p>{words.returnedText[language]}</p>}
        </Notice>
      )}
      <section class="dl-flow">
        <h2>{words.versions[language]}</h2>
        <p>{words.versionsText[language]}</p>
        {draft.readings.length === 0 ? (
          <p>{words.none[language]}</p>
        ) : (
          <TextTable
            caption={words.versions[language]}
            captionHidden
            heads={[words.number, words.state, words.made, words.hash].map((one) => one[language])}
            rows={draft.readings.toReversed().map((one) => versionRow(visit, held, one))}
          />
        )}
        {writes && isOpen && !making && (
          <form method="post" action={to(`${place}/leesversies`)}>
            <button type="submit" class={route.isDone ? 'dl-button dl-button--second' : 'dl-button'}>
              {words.make[language]}
            </button>
          </form>
        )}
      </section>
      <section class="dl-flow">
        <h2>{words.route[language]}</h2>
        <ol class="dl-steps">
          {route.steps.map((step) => (
            <li key={step.id} aria-current={step.state.kind === 'now' ? 'step' : undefined}>
              <Step visit={visit} held={held} step={step} />
            </li>
          ))}
        </ol>
        {writes && isOpen && route.isDone && (
          <p>
            <a class="dl-button" href={to(`${place}/publiceren`)}>
              {words.publish[language]}
            </a>
          </p>
        )}
      </section>
      <section class="dl-flow">
        <h2>{words.opinions[language]}</h2>
        <p>{say(words.opinionsCount[language], language, { open, all: draft.remarks.length })}</p>
        <p>
          <a href={to(`${place}/opmerkingen`)}>{words.opinionsLink[language]}</a>
        </p>
      </section>
      {writes && (
        <section class="dl-flow">
          <h2>{words.readers[language]}</h2>
          <p>
            <a href={to(`${place}/lezers`)}>{words.readersLink[language]}</a>
          </p>
        </section>
      )}
      <section class="dl-flow">
        <h2>{words.embargo[language]}</h2>
        <p>
          {embargo === null
            ? words.noEmbargo[language]
            : say(words.until[language], language, { moment: momentInWords(new Date(embargo), language) })}
        </p>
        {writes && isOpen && (
          <p>
            <a href={to(`${place}/embargo`)}>{words.embargoLink[language]}</a>
          </p>
        )}
      </section>
      {writes && seen.length > 0 && (
        <section class="dl-flow">
          <h2>{words.seen[language]}</h2>
          <ul>
            {seen.map((event) => (
              <li key={event.id}>{byWhom(draft, event.by, event.at, language)}</li>
            ))}
          </ul>
        </section>
      )}
    </Page>,
  );
}

function versionRow(visit: SignedIn, { draft, place, reading }: HeldReport, one: ReadingLine) {
  const { language, to } = visit;
  const label = say(words.read[language], language, { number: one.number });
  const state =
    one.failed != null
      ? words.failed
      : one.madeAt === null
        ? words.busy
        : one.id === reading?.id
          ? words.stands
          : words.past;
  return [
    one.madeAt === null ? (
      label
    ) : (
      <a key={one.id} href={to(`${place}/leesversies/${one.number}`)}>
        {label}
      </a>
    ),
    state[language],
    byWhom(draft, one.by, one.madeAt ?? one.at, language),
    one.hash === null ? '' : <code key="hash">{one.hash.slice(0, 16)}</code>,
  ];
}

function Step({
  visit,
  held,
  step,
}: {
  visit: SignedIn;
  held: HeldReport;
  step: HeldReport['route']['steps'][number];
}) {
  const { language, to, session } = visit;
  const { draft, place, stepName, writes, reading } = held;
  const people =
    step.act === 'read'
      ? draft.readers
          .filter(({ part }) => part === 'second-reader')
          .map(({ person }) => whoWords(draft, person, language))
      : (draft.bearers.get(step.id) ?? []).map(({ person, name, replaces }) =>
          replaces === null
            ? (name ?? whoWords(draft, person, language))
            : say(words.replaces[language], language, {
                who: name ?? '',
                for: whoWords(draft, replaces, language),
              }),
        );
  const isMine = bearsStep(visit, held, step.id);
  const reads = draft.askedAs === 'second-reader' && !draft.isWriter;
  const isNow = step.state.kind === 'now' && draft.endedAs === null;
  const links = [
    ...(isNow && step.act === 'sign' && isMine ? [[`tekenen/${step.id}`, words.toSign] as const] : []),
    ...(isNow && step.act === 'read' && reads && reading
      ? [[`leesversies/${reading.number}`, words.toRead] as const]
      : []),
    ...(isNow && step.act === 'sign' && writes ? [[`papier/${step.id}`, words.toPaper] as const] : []),
    ...(step.state.kind === 'to-confirm' && step.state.event.by !== session.person
      ? [[`bevestigen/${step.id}`, words.toConfirm] as const]
      : []),
  ];
  return (
    <>
      <strong>{stepName(step)}</strong>: {stepWords[step.state.kind][language]}
      {(writes || people.length > 0) && (
        <p>
          {words.with[language]}:{' '}
          {people.join('; ') || (step.act === 'read' ? words.asked : words.nobody)[language]}
        </p>
      )}
      {'event' in step.state && <p>{eventWords(held, step.state.event, language)}</p>}
      {links.map(([rest, label]) => (
        <p key={rest}>
          <a href={to(`${place}/${rest}`)}>{label[language]}</a>
        </p>
      ))}
    </>
  );
}

function eventWords({ draft }: HeldReport, event: RouteEvent, language: 'nl' | 'en'): string {
  const by = byWhom(draft, event.by, event.at, language);
  const who =
    event.replaces === null
      ? by
      : say(words.replaces[language], language, { who: by, for: whoWords(draft, event.replaces, language) });
  if (event.kind === 'read')
    return say(words[event.outcome === 'remarks' ? 'remarks' : 'agreed'][language], language, { who });
  if (event.kind === 'signed') return say(words.signed[language], language, { who });
  if (event.kind === 'paper')
    return say(words.paper[language], language, {
      signer: event.signer ?? '',
      day: event.day === null ? '' : dateInWords(event.day, language),
      reference: event.reference ?? '',
      who,
    });
  return say(words.returned[language], language, { reason: event.reason ?? '', who });
}

/** Asks for a reading version, which the program then makes. */
export async function takeRequest(visit: SignedIn, part: string): Promise<Response> {
  const held = await openReport(visit, part);
  if (!held?.writes) return notFound(visit);
  await perform(visit.premises.door, visit.actor, requestReading, concern, { report: held.draft.id });
  return goTo(visit, `${held.place}/route`);
}
