import { countProgress, progressOf, worstFirst } from '../../collection/annual-call/call-state.ts';
import { callPeople, callsQuestion } from '../../collection/annual-call/read-calls.ts';
import { today } from '../../organisation/period.ts';
import { concern } from '../../platform/access/resource.ts';
import { look } from '../../platform/database/doorways.ts';
import { momentInWords } from '../../platform/language/dates.ts';
import { say } from '../../platform/language/messages.ts';
import { text } from '../../platform/language/text.ts';
import { Notice } from '../../platform/web/components/notice.tsx';
import { SortedTable } from '../../platform/web/components/sorted-table.tsx';
import { Page } from '../../platform/web/page.tsx';
import { frameOf, hasRole, pageAnswer, type SignedIn } from '../front/visit.ts';
import { notFound } from '../front/work-site.tsx';
import { dayInWords, dueIn, peopleWords, stateWords } from './call-words.ts';
import { askedOf, callYear, unitName } from './held-call.ts';

const words = {
  title: text('Uitvraag over {year}', 'Annual call for {year}'),
  calls: text('Uitvraag', 'Annual call'),
  counts: text(
    '{done} van {all} klaar, {busy} bezig, {notBegun} niet begonnen, {late} te laat; sluit {day} ({due}).',
    '{done} of {all} done, {busy} in hand, {notBegun} not begun, {late} late; closes {day} ({due}).',
  ),
  unit: text('Onderdeel', 'Unit'),
  state: text('Stand', 'State'),
  until: text('Uiterlijk', 'Not later than'),
  people: text('Bij wie', 'With whom'),
  moved: text('Laatste beweging', 'Last movement'),
  open: text('Open vragen', 'Open questions'),
  none: text('nog niets', 'nothing yet'),
  matrix: text('Stand per register en per vraag', 'State by register and by question'),
  withdraw: text('Uitvraag intrekken', 'Withdraw the call'),
  extend: text('Termijn verlengen', 'Extend the term'),
  opened: text('De uitvraag is geopend', 'The call is open'),
  openedText: text(
    'De onderdelen zien hun opgave bij „Uw werk”. U ziet hier wie nog niet antwoordde.',
    'Units see their return under “Your work”. You see here who has not answered yet.',
  ),
  extended: text('De termijn is verlengd', 'The term was extended'),
  extendedText: text(
    'De nieuwe dag staat bij elke opgave, met de reden.',
    'The new day stands with every return, with the reason.',
  ),
  message: text('Tekst bij de uitvraag', 'Text with the call'),
} as const;

/** How far a call is: the units, the worst first. */
export async function showOverview(visit: SignedIn, key: string): Promise<Response> {
  const { language, to, context } = visit;
  if (!hasRole(visit, 'central-coordinator', 'coordinator', 'head')) return notFound(visit);
  const at = await callYear(visit, key);
  if (!at) return notFound(visit);
  const [call] = await look(visit.premises.door, visit.actor, callsQuestion, concern, { period: key });
  if (!call || call.units.length === 0) return notFound(visit);
  const people = await look(visit.premises.door, visit.actor, callPeople, concern, {
    units: call.units.map(({ unit }) => unit),
  });
  const day = today();
  const rows = call.units
    .map((own) => ({ own, progress: progressOf(own, askedOf(at, own.unit, own.registers), day) }))
    .sort((one, other) => worstFirst(one.progress, other.progress));
  const counts = countProgress(rows.map(({ progress }) => progress));
  const title = say(words.title[language], language, { year: at.name });
  const done = context.req.query('gedaan');
  return pageAnswer(
    <Page
      frame={frameOf(visit)}
      title={title}
      crumbs={[{ href: to('/uitvraag'), label: words.calls[language] }]}
    >
      {done === 'geopend' && (
        <Notice kind="ok" title={words.opened[language]}>
          <p>{words.openedText[language]}</p>
        </Notice>
      )}
      {done === 'verlengd' && (
        <Notice kind="ok" title={words.extended[language]}>
          <p>{words.extendedText[language]}</p>
        </Notice>
      )}
      <h1>{title}</h1>
      <p class="dl-lead">
        {say(words.counts[language], language, {
          ...counts,
          all: rows.length,
          day: dayInWords(call.deadline, language),
          due: dueIn(call.deadline, day, language),
        })}
      </p>
      {call.message !== '' && (
        <p>
          <strong>{words.message[language]}:</strong> {call.message}
        </p>
      )}
      <div class="dl-full">
        <SortedTable
          caption={title}
          language={language}
          heads={[words.unit, words.state, words.until, words.people, words.moved, words.open].map((one) => ({
            label: one[language],
          }))}
          rows={rows.map(({ own, progress }) => [
            <a key={own.unit} href={to(`/uitvraag/${key}/${own.unit}`)}>
              {unitName(at, own.unit, language)}
            </a>,
            stateWords(progress, language),
            dayInWords(own.deadline, language),
            peopleWords(
              people.filter(({ unit }) => unit === own.unit),
              language,
            ),
            progress.moved === null
              ? words.none[language]
              : momentInWords(new Date(progress.moved), language),
            String(progress.open),
          ])}
        />
      </div>
      {hasRole(visit, 'central-coordinator') && (
        <ul>
          <li>
            <a href={to(`/uitvraag/${key}/stand`)}>{words.matrix[language]}</a>
          </li>
          <li>
            <a href={to(`/uitvraag/${key}/verlengen`)}>{words.extend[language]}</a>
          </li>
          {call.units.every(({ events }) => events.every(({ kind }) => kind !== 'signed')) && (
            <li>
              <a href={to(`/uitvraag/${key}/intrekken`)}>{words.withdraw[language]}</a>
            </li>
          )}
        </ul>
      )}
    </Page>,
  );
}
