import type { RecordStory } from '../../collection/keeping/one-record.ts';
import type { KeptVersion } from '../../collection/records/read-records.ts';
import { dayOf } from '../../organisation/period.ts';
import { concern, recordResource } from '../../platform/access/resource.ts';
import { look } from '../../platform/database/doorways.ts';
import { dateInWords, momentInWords } from '../../platform/language/dates.ts';
import { say } from '../../platform/language/messages.ts';
import { text } from '../../platform/language/text.ts';
import { TextField } from '../../platform/web/components/fields.tsx';
import { Notice } from '../../platform/web/components/notice.tsx';
import { Page } from '../../platform/web/page.tsx';
import { isId } from '../front/typed-text.ts';
import { confidentialSheet, frameOf, pageAnswer, type SignedIn } from '../front/visit.ts';
import { notFound } from '../front/work-site.tsx';
import { dayTyped } from '../people/day-typed.ts';
import { type HeldRegister, heldRegister } from './held-register.ts';
import {
  capital,
  lineWords,
  type OpenRecord,
  openRecord,
  RecordLines,
  RecordSections,
  RecordStrip,
  recordCrumbs,
} from './record-page.tsx';
import { recordName, wholeOf } from './record-words.ts';
import { type StoryEntry, storyEntries } from './story.ts';

const words = {
  title: text('Geschiedenis van {record}', 'History of {record}'),
  asOf: text('Toon de registratie zoals zij was op', 'Show the record as it was on'),
  asOfHint: text(
    'Bijvoorbeeld 3-11-2025. Aan het eind van die dag.',
    'For example 3-11-2025. At the end of that day.',
  ),
  asOfButton: text('Toon die dag', 'Show that day'),
  asOfWrong: text('Dit is geen dag. Schrijf hem als 3-11-2025.', 'This is no day. Write it as 3-11-2025.'),
  was: text('{record} zoals vastgelegd op {day}', '{record} as recorded on {day}'),
  wasNot: text(
    'Op die dag stond deze registratie niet in het register',
    'On that day this record did not stand in the register',
  ),
  wasNotText: text('De geschiedenis hieronder zegt sinds wanneer.', 'The history below says since when.'),
  notHere: text(
    'Op die dag stond deze registratie niet bij u, of niet in het register',
    'On that day this record was not with you, or not in the register',
  ),
  elsewhere: text('Dit is niet de hele geschiedenis', 'This is not the whole history'),
  elsewhereText: text(
    'Deze registratie stond eerder bij een ander onderdeel. Wat daar is vastgelegd, ziet u hier niet. Wie het register voor de hele organisatie bijhoudt, ziet alles.',
    'This record was with another unit before. What was recorded there you do not see here. Who keeps the register for the whole organisation sees all of it.',
  ),
  elsewhereThen: text(
    'Zij stond eerder bij een ander onderdeel; wat daar is vastgelegd ziet u hier niet.',
    'It was with another unit before; what was recorded there you do not see here.',
  ),
  wasText: text(
    'Wat u hier ziet is niet wat er nu staat. U kunt het hier niet wijzigen.',
    'What you see here is not what stands now. You cannot change it here.',
  ),
  by: text('door {who}', 'by {who}'),
  program: text('het programma, uit een bestand', 'the program, from a file'),
  nameless: text('iemand van wie de naam niet meer bekend is', 'somebody whose name is not known any more'),
  because: text('Reden: {reason}', 'Reason: {reason}'),
  reopen: text('Twijfel weer openen', 'Open the doubt again'),
  now: text('Terug naar de registratie', 'Back to the record'),
} as const;

/** All that became of a record that stands; null where it is not theirs. */
export async function recordStory(
  { premises, actor }: SignedIn,
  { held: { keeping }, kept }: OpenRecord,
): Promise<RecordStory | null> {
  const { id } = kept.version;
  const resource = recordResource(keeping.pages.record.table, id);
  return look(premises.door, actor, keeping.history, resource, { record: id });
}

/** What became of a record, the newest first; and the record as it was on a day. */
export async function showHistory(visit: SignedIn, part: string): Promise<Response> {
  const [path = '', id = ''] = part.split('/');
  const record = await openRecord(visit, path, id);
  if (!record) return notFound(visit);
  const story = await recordStory(visit, record);
  if (!story) return notFound(visit);
  return visit.context.req.query('weergave') === 'afdruk'
    ? printed(visit, record, story)
    : historyPage(visit, record, story, visit.context.req.query('op'));
}

function historyPage(
  visit: SignedIn,
  record: OpenRecord,
  story: RecordStory,
  asked: string | undefined,
): Response {
  const { language, to } = visit;
  const { held, place } = record;
  const called = `${held.keeping.pages.one[language]} ${record.name}`;
  const day = asked === undefined || asked.trim() === '' ? null : dayTyped(asked);
  const was = typeof day === 'string' ? versionOn(story.versions, day) : null;
  const title =
    typeof day === 'string'
      ? say(words.was[language], language, { record: capital(called), day: dateInWords(day, language) })
      : say(words.title[language], language, { record: called });
  return pageAnswer(
    <Page
      frame={frameOf(visit)}
      title={title}
      here={to('/registers')}
      crumbs={recordCrumbs(visit, record, true)}
      sheet={confidentialSheet(visit)}
    >
      <h1>{title}</h1>
      {day === null && <RecordStrip record={record} visit={visit} />}
      {typeof day === 'string' && (
        <Notice
          kind="warn"
          title={(was ? words.wasText : story.cameFromElsewhere ? words.notHere : words.wasNot)[language]}
        >
          <p>
            {!was && (story.cameFromElsewhere ? words.elsewhereThen : words.wasNotText)[language]}{' '}
            <a href={to(place)}>{words.now[language]}</a>
          </p>
        </Notice>
      )}
      {was && <AsItWas visit={visit} record={record} was={was} />}
      <form method="get" action={to(`${place}/geschiedenis`)} class="dl-search" novalidate>
        <TextField
          id="op"
          label={words.asOf[language]}
          hint={words.asOfHint[language]}
          language={language}
          short
          value={asked ?? ''}
          {...(day === undefined ? { error: words.asOfWrong[language] } : {})}
        />
        <button type="submit" class="dl-button dl-button--second">
          {words.asOfButton[language]}
        </button>
      </form>
      <FromElsewhere story={story} visit={visit} />
      <Entries entries={entriesOf(visit, held, story)} visit={visit} place={place} />
    </Page>,
    day === undefined ? 400 : 200,
  );
}

/** Said above a history of which the beginning belongs to another unit. */
export function FromElsewhere({
  story,
  visit: { language },
}: {
  story: RecordStory;
  visit: Pick<SignedIn, 'language'>;
}) {
  if (!story.cameFromElsewhere) return null;
  return (
    <Notice kind="info" title={words.elsewhere[language]}>
      <p>{words.elsewhereText[language]}</p>
    </Notice>
  );
}

/** The version that stood at the end of a day, as days are counted here. */
function versionOn(versions: readonly KeptVersion[], day: string): KeptVersion | null {
  return (
    versions.findLast(
      ({ recordedAt, withdrawnAt }) =>
        dayOf(new Date(recordedAt)) <= day && (withdrawnAt === null || dayOf(new Date(withdrawnAt)) > day),
    ) ?? null
  );
}

function AsItWas({ visit, record, was }: { visit: SignedIn; record: OpenRecord; was: KeptVersion }) {
  const then: OpenRecord = { ...record, values: wholeOf(was) };
  return (
    <>
      <RecordSections record={then} visit={visit} still />
      <RecordLines record={then} visit={visit} still />
    </>
  );
}

/** What became of a record, for a list of entries. */
export function entriesOf(
  { language }: SignedIn,
  held: HeldRegister,
  story: RecordStory,
): readonly StoryEntry[] {
  return storyEntries(
    held.keeping.pages.record,
    story,
    (key) => lineWords({ held }, key),
    language,
    held.words,
  );
}

/** The entries of a history by day; a decided doubt can be opened again where the record stands. */
export function Entries({
  entries,
  visit: { language, to },
  place,
}: {
  entries: readonly StoryEntry[];
  visit: SignedIn;
  /** Where the record stands; null for one that does not. */
  place: string | null;
}) {
  return (
    <ol class="dl-flow" reversed>
      {entries.map((entry) => (
        <li key={`${entry.at} ${entry.sentences[0]}`}>
          <p>
            <strong>{momentInWords(new Date(entry.at), language)}</strong>,{' '}
            {say(words.by[language], language, {
              who: entry.who ?? (entry.isByPerson ? words.nameless : words.program)[language],
            })}
          </p>
          <ul>
            {entry.sentences.map((sentence) => (
              <li key={sentence}>
                <bdi>{sentence}</bdi>
              </li>
            ))}
          </ul>
          {entry.reason !== null && (
            <p>
              <bdi>{say(words.because[language], language, { reason: entry.reason })}</bdi>
            </p>
          )}
          {entry.decided !== null && place !== null && (
            <p>
              <a href={to(`${place}/heropenen/${entry.decided}`)}>{words.reopen[language]}</a>
            </p>
          )}
        </li>
      ))}
    </ol>
  );
}

/** The whole record on paper, with its history. */
function printed(visit: SignedIn, record: OpenRecord, story: RecordStory): Response {
  const { language } = visit;
  const title = `${capital(record.held.keeping.pages.one[language])} ${record.name}`;
  return pageAnswer(
    <Page frame={frameOf(visit)} title={title} sheet={confidentialSheet(visit)}>
      <h1>{title}</h1>
      <RecordStrip record={record} visit={visit} />
      <RecordSections record={record} visit={visit} still />
      <RecordLines record={record} visit={visit} still />
      <h2>{say(words.title[language], language, { record: record.name })}</h2>
      <FromElsewhere story={story} visit={visit} />
      <Entries entries={entriesOf(visit, record.held, story)} visit={visit} place={null} />
    </Page>,
  );
}

/** What became of a record that was withdrawn. */
export async function withdrawnStory(
  visit: SignedIn,
  path: string,
  id: string,
): Promise<{ readonly held: HeldRegister; readonly story: RecordStory; readonly name: string } | null> {
  const held = isId(id) ? await heldRegister(visit, path) : null;
  if (!held) return null;
  const { keeping } = held;
  const story = await look(visit.premises.door, visit.actor, keeping.withdrawnHistory, concern, {
    record: id,
  });
  const last = story?.versions.at(-1);
  // What stands is no withdrawn record: its own page shows it, on the relation to it. What a file ended is none either.
  const decided = story?.decisions.findLast(({ kind }) => kind === 'withdrawn' || kind === 'restored');
  if (decided?.kind !== 'withdrawn') return null;
  if (!story || !last || story.versions.some(({ withdrawnAt }) => withdrawnAt === null)) return null;
  return { held, story, name: recordName(keeping.pages, last) };
}
