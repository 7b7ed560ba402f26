import { doubtWords } from '../../collection/doubt-words.ts';
import { keptFields } from '../../collection/fields/field.ts';
import { shownValue } from '../../collection/fields/write-value.ts';
import { lineOfRecord } from '../../collection/in-the-line/line-notices.ts';
import { linesIn, listIn, type Missing, missingOf } from '../../collection/keeping/missing.ts';
import type { KeptRecord, RecordFlag } from '../../collection/keeping/one-record.ts';
import { type RecordValues, stateOf, valueAt } from '../../collection/offers/record-pages.ts';
import { questionStates } from '../../collection/record-questions/asking.ts';
import { AccessDenied } from '../../platform/access/access-table.ts';
import { concern, recordResource } from '../../platform/access/resource.ts';
import { look } from '../../platform/database/doorways.ts';
import { momentInWords } from '../../platform/language/dates.ts';
import { say } from '../../platform/language/messages.ts';
import { type Text, text } from '../../platform/language/text.ts';
import { DefinitionList } from '../../platform/web/components/definition-list.tsx';
import { Notice } from '../../platform/web/components/notice.tsx';
import { Page } from '../../platform/web/page.tsx';
import { isId } from '../front/typed-text.ts';
import { confidentialSheet, frameOf, pageAnswer, type SignedIn } from '../front/visit.ts';
import { notFound } from '../front/work-site.tsx';
import { type HeldRegister, heldRegister } from './held-register.ts';
import { draftPlaces } from './kept-words.ts';
import { AnswersWait, RecordQuestions } from './questions/question-words.tsx';
import { recordName, wholeOf } from './record-words.ts';
import { besideOf } from './summaries/summary-states.ts';

const words = {
  registers: text('Registers', 'Registers'),
  toActions: text('Naar de acties', 'To the actions'),
  done: {
    toegevoegd: text('De registratie is toegevoegd', 'The record was added'),
    gewijzigd: text('De wijziging is opgeslagen', 'The change was saved'),
    gelijk: text('Er is niets gewijzigd', 'Nothing was changed'),
    stand: text('De stand is gewijzigd', 'The state was changed'),
    twijfel: text('De twijfel is beslist', 'The doubt was decided'),
    heropend: text('De twijfel staat weer open', 'The doubt is open again'),
    hersteld: text('De registratie staat weer in het register', 'The record stands in the register again'),
    concept: text('Concept bewaard', 'Draft kept'),
  },
  doneText: {
    toegevoegd: text(
      'Hieronder staat wat nog nodig is. Cijfers tellen haar vanaf nu mee.',
      'Below stands what is needed still. Figures count it from now on.',
    ),
    gewijzigd: text(
      'Wat er stond is te vinden in de geschiedenis.',
      'What stood there is found in the history.',
    ),
    gelijk: text('Wat u invulde stond er al zo.', 'What you filled in stood there like that already.'),
    stand: text('De geschiedenis zegt wie dat deed en wanneer.', 'The history says who did that and when.'),
    twijfel: text('Zij komt terug als de waarde verandert.', 'It comes back when the value changes.'),
    heropend: text('Beslis opnieuw, of verbeter de registratie.', 'Decide anew, or correct the record.'),
    hersteld: text('Zij telt weer mee.', 'It counts again.'),
    concept: text(
      'U maakt het later af; het concept blijft dertig dagen staan en alleen u ziet het.',
      'You finish it later; the draft stays for thirty days and only you see it.',
    ),
  },
  needed: text(
    '{count, plural, one {Nog # ding nodig om af te sluiten} other {Nog # dingen nodig om af te sluiten}}',
    '{count, plural, one {# thing needed still to close} other {# things needed still to close}}',
  ),
  ofLine: text('{field}, {line}', '{field}, {line}'),
  doubts: text(
    '{count, plural, one {# twijfel} other {# twijfels}}',
    '{count, plural, one {# doubt} other {# doubts}}',
  ),
  decide: text('Beslissen over „{doubt}”', 'Decide about “{doubt}”'),
  change: text('Wijzig {section}', 'Change {section}'),
  line: text('Betrokkene', 'Subject'),
  addLine: text('{line} toevoegen', 'Add {line}'),
  noLines: text('Nog niemand vastgelegd.', 'Nobody recorded yet.'),
  actions: text('Acties', 'Actions'),
  summary: text('Openbare samenvatting schrijven of lezen', 'Write or read the public summary'),
  ask: text('Vraag stellen aan wie het weet', 'Ask who knows'),
  withdraw: text('Registratie intrekken', 'Withdraw the record'),
  history: text('Geschiedenis van deze registratie', 'History of this record'),
  print: text('Afdrukken met geschiedenis', 'Print with history'),
  source: text('Herkomst', 'Where it came from'),
  fromFile: text('{file}, {sheet} rij {row}', '{file}, {sheet} row {row}'),
  matter: text('zaaknummer {matter}', 'case number {matter}'),
  fromLine: text('Doorgegeven vanuit de lijn', 'Told from the line'),
  recorded: text('Deze versie is vastgelegd op {moment}.', 'This version was recorded on {moment}.'),
  draft: text('U hebt hier een concept', 'You have a draft here'),
  goOn: text('Verder met het concept', 'Go on with the draft'),
} as const;

/** What happened before this page was shown, by its word in the address. */
function doneOf(asked: string | undefined): keyof typeof words.done | undefined {
  const all = Object.keys(words.done);
  return isDone(asked) && all.includes(asked) ? asked : undefined;
}

function isDone(asked: string | undefined): asked is keyof typeof words.done {
  return asked !== undefined && Object.hasOwn(words.done, asked);
}

/** A record with its register, as it stands; null where it does not, or is not for them. */
export interface OpenRecord {
  readonly held: HeldRegister;
  readonly kept: KeptRecord;
  readonly values: RecordValues;
  /** Its place, without language. */
  readonly place: string;
  readonly name: string;
}

/** Opens a record at "incidenten/<id>"; null where none stands that is theirs to keep. */
export async function openRecord(visit: SignedIn, path: string, id: string): Promise<OpenRecord | null> {
  const held = isId(id) ? await heldRegister(visit, path) : null;
  if (!held) return null;
  const { keeping, place } = held;
  try {
    const resource = recordResource(keeping.pages.record.table, id);
    const kept = await look(visit.premises.door, visit.actor, keeping.record, resource, { record: id });
    if (!kept) return null;
    return {
      held,
      kept,
      values: wholeOf(kept.version),
      place: `${place}/${id}`,
      name: recordName(keeping.pages, kept.version),
    };
  } catch (error) {
    if (error instanceof AccessDenied) return null;
    throw error;
  }
}

/** What a page about a record says first: the register, the record, its state. */
export function RecordStrip({ record, visit }: { record: OpenRecord; visit: SignedIn }) {
  const { language } = visit;
  const { held, name, values } = record;
  const { pages } = held.keeping;
  const state = stateOf(pages, values);
  const unitField = pages.record.fields['unit'];
  return (
    <div class="dl-strip">
      <p>
        {pages.one[language]} <strong>{name}</strong>
      </p>
      {unitField && <p>{shownValue(unitField, valueAt(values, 'unit'), language, held.words)}</p>}
      {state && (
        <p>
          <strong>{state.label[language]}</strong>. {state.means[language]}
        </p>
      )}
    </div>
  );
}

/** The crumbs of a page about a record. */
export function recordCrumbs(visit: SignedIn, { held, place, name }: OpenRecord, isDeeper: boolean) {
  const { language, to } = visit;
  return [
    { href: to('/registers'), label: words.registers[language] },
    { href: to(held.place), label: held.register.name[language] },
    ...(isDeeper ? [{ href: to(place), label: name }] : []),
  ];
}

/** A record as it stands: what is needed, its sections and lines, and what can be done. */
export async function showRecord(visit: SignedIn, part: string): Promise<Response> {
  const [path = '', id = ''] = part.split('/');
  const record = await openRecord(visit, path, id);
  if (!record) return notFound(visit);
  const { language, to, context } = visit;
  const { held, kept, values, place, name } = record;
  const { pages } = held.keeping;
  const done = doneOf(context.req.query('gedaan'));
  const title = `${capital(pages.one[language])} ${name}`;
  const drafts = (await draftPlaces(visit)).filter((draft) => draft.place.startsWith(`${place}/`));
  const missing = pages.transitions.some(({ needs }) => needs === 'closing')
    ? missingOf(pages, values, 'closing', closingFields(record))
    : [];
  const questions =
    pages.askable.length === 0
      ? []
      : await look(visit.premises.door, visit.actor, questionStates, concern, {
          register: held.register.key,
          record: kept.version.id,
        });
  return pageAnswer(
    <Page
      frame={frameOf(visit)}
      title={done ? `${words.done[done][language]}: ${title}` : title}
      here={to('/registers')}
      crumbs={recordCrumbs(visit, record, false)}
      wide
      sheet={confidentialSheet(visit)}
    >
      {done && (
        <Notice kind="ok" title={words.done[done][language]}>
          <p>{words.doneText[done][language]}</p>
        </Notice>
      )}
      <h1>{title}</h1>
      <RecordStrip record={record} visit={visit} />
      <p>
        <a href="#acties">{words.toActions[language]}</a>
      </p>
      {drafts.map((draft) => (
        <Notice key={draft.place} kind="info" title={words.draft[language]}>
          <p>
            {momentInWords(new Date(draft.at), language)}.{' '}
            <a href={to(draft.place)}>{words.goOn[language]}</a>
          </p>
        </Notice>
      ))}
      {kept.flags.length > 0 && <Doubts record={record} visit={visit} />}
      {missing.length > 0 && stateOf(pages, values)?.key !== closedState(record) && (
        <Needed record={record} visit={visit} missing={missing} />
      )}
      <AnswersWait visit={visit} place={place} questions={questions} />
      <RecordSections record={record} visit={visit} />
      <RecordLines record={record} visit={visit} />
      <RecordQuestions visit={visit} place={place} questions={questions} />
      <Actions record={record} visit={visit} />
      <Provenance record={record} visit={visit} told={await toldOf(visit, record)} />
    </Page>,
  );
}

/** The fields that closing itself asks: they are not lacking before it. */
function closingFields({ held }: OpenRecord): readonly string[] {
  return held.keeping.pages.transitions
    .filter(({ needs }) => needs === 'closing')
    .flatMap(({ asks }) => asks);
}

function closedState({ held }: OpenRecord): string | undefined {
  return held.keeping.pages.transitions.find(({ needs }) => needs === 'closing')?.to;
}

export function capital(written: string): string {
  return `${written.slice(0, 1).toUpperCase()}${written.slice(1)}`;
}

interface RecordParts {
  readonly record: OpenRecord;
  readonly visit: SignedIn;
}

function Doubts({ record: { held, kept, place }, visit: { language, to } }: RecordParts) {
  const shown = (flag: RecordFlag) => doubtWords(flag.kind, language, held.register.doubts);
  return (
    <Notice kind="warn" title={say(words.doubts[language], language, { count: kept.flags.length })}>
      <ul>
        {kept.flags.map((flag) => (
          <li key={flag.id}>
            <strong>{capital(shown(flag))}</strong>
            {flag.value !== '' && (
              <>
                {' '}
                („<bdi>{flag.value}</bdi>”)
              </>
            )}
            . {flag.advice[language]}{' '}
            <a href={to(`${place}/twijfel/${flag.id}`)}>
              {say(words.decide[language], language, { doubt: shown(flag) })}
            </a>
          </li>
        ))}
      </ul>
    </Notice>
  );
}

function Needed({
  record: { held, place },
  visit: { language, to },
  missing,
}: RecordParts & { missing: readonly Missing[] }) {
  const lines = Object.keys(held.keeping.pages.record.lines);
  const hrefOf = ({ where, line, field }: Missing) =>
    lines.includes(where)
      ? to(`${place}/${where}/${line ?? 'nieuw'}`)
      : `${to(`${place}/wijzigen/${where}`)}#${field}`;
  return (
    <Notice kind="info" title={say(words.needed[language], language, { count: missing.length })}>
      <ul>
        {missing.map((one) => (
          <li key={`${one.where} ${one.line ?? ''} ${one.field}`}>
            <a href={hrefOf(one)}>
              {one.line === undefined
                ? one.label[language]
                : say(words.ofLine[language], language, {
                    field: one.label[language],
                    line: `${words.line[language].toLowerCase()} ${one.line}`,
                  })}
            </a>
          </li>
        ))}
      </ul>
    </Notice>
  );
}

/** The sections of a record; `still` without what can be changed, for paper and for what was. */
export function RecordSections({
  record: { held, values, place },
  visit: { language, to },
  still,
}: RecordParts & { still?: boolean }) {
  const { pages } = held.keeping;
  const { fields } = pages.record;
  return (
    <>
      {pages.sections.map((section) => (
        <section key={section.key} class="dl-flow dl-record" aria-labelledby={`deel-${section.key}`}>
          <h2 id={`deel-${section.key}`}>{section.label[language]}</h2>
          <DefinitionList
            items={section.fields.flatMap((key) => {
              const field = fields[key];
              if (!field || field.kind.is === 'row') return [];
              return [
                {
                  term: field.label[language],
                  text: (
                    <bdi class={valueAt(values, key) === null ? 'dl-unknown' : undefined}>
                      {shownValue(field, valueAt(values, key), language, held.words)}
                    </bdi>
                  ),
                },
              ];
            })}
          />
          {!still && (
            <p>
              <a href={to(`${place}/wijzigen/${section.key}`)}>
                {say(words.change[language], language, { section: section.label[language].toLowerCase() })}
              </a>
            </p>
          )}
        </section>
      ))}
    </>
  );
}

/** What the lines of a record are called: by their first field. */
export function lineWords(record: Pick<OpenRecord, 'held'>, key: string): Text {
  const lines = record.held.keeping.pages.record.lines[key];
  const [first] = lines ? keptFields(lines.fields) : [];
  return first?.[1].label ?? words.line;
}

/** The lines of a record, each with its fields and codes. */
export function RecordLines({ record, visit: { language, to }, still }: RecordParts & { still?: boolean }) {
  const { held, values, place } = record;
  return (
    <>
      {Object.entries(held.keeping.pages.record.lines).map(([key, described]) => {
        const lines = linesIn(values[key]);
        const called = lineWords(record, key)[language];
        return (
          <section key={key} class="dl-flow" aria-labelledby={`lijst-${key}`}>
            <h2 id={`lijst-${key}`}>{called}</h2>
            {lines.length === 0 && <p>{words.noLines[language]}</p>}
            {lines.map((line, index) => (
              <article key={index} class="dl-flow" aria-labelledby={`${key}-${index + 1}`}>
                <h3 id={`${key}-${index + 1}`}>
                  {called} {index + 1}
                </h3>
                <DefinitionList
                  items={[
                    ...keptFields(described.fields).map(([name, field]) => ({
                      term: field.label[language],
                      text: shownValue(field, valueAt(line, name), language, held.words),
                    })),
                    ...Object.entries(described.codes).map(([name, { field }]) => ({
                      term: field.label[language],
                      text:
                        listIn(line[name])
                          .map((code) => shownValue(field, code, language, held.words))
                          .join(', ') || shownValue(field, null, language, held.words),
                    })),
                  ]}
                />
                {!still && (
                  <p>
                    <a href={to(`${place}/${key}/${index + 1}`)}>
                      {say(words.change[language], language, {
                        section: `${called.toLowerCase()} ${index + 1}`,
                      })}
                    </a>
                  </p>
                )}
              </article>
            ))}
            {!still && (
              <p>
                <a href={to(`${place}/${key}/nieuw`)}>
                  {say(words.addLine[language], language, { line: called })}
                </a>
              </p>
            )}
          </section>
        );
      })}
    </>
  );
}

function Actions({ record: { held, values, place }, visit: { language, to } }: RecordParts) {
  const { pages } = held.keeping;
  const state = stateOf(pages, values)?.key ?? '';
  const steps = pages.transitions.filter(({ from }) => from.includes(state));
  return (
    <section class="dl-flow" aria-labelledby="acties">
      <h2 id="acties">{words.actions[language]}</h2>
      <ul>
        {steps.map((step) => (
          <li key={step.key}>
            <a href={to(`${place}/stand/${step.key}`)}>{step.label[language]}</a>
          </li>
        ))}
        {besideOf(held) && (
          <li>
            <a href={to(`${place}/samenvatting`)}>{words.summary[language]}</a>
          </li>
        )}
        {pages.askable.length > 0 && (
          <li>
            <a href={to(`${place}/vraag/nieuw`)}>{words.ask[language]}</a>
          </li>
        )}
        <li>
          <a href={to(`${place}/stand/intrekken`)}>{words.withdraw[language]}</a>
        </li>
        <li>
          <a href={to(`${place}/geschiedenis`)}>{words.history[language]}</a>
        </li>
        <li>
          <a href={to(`${place}/geschiedenis?weergave=afdruk`)}>{words.print[language]}</a>
        </li>
      </ul>
    </section>
  );
}

/** The notice of what was handled in the line that a record was made of; null where it was made otherwise. */
async function toldOf({ premises, actor }: SignedIn, { held, kept }: OpenRecord): Promise<string | null> {
  if (held.keeping.pages.inTheLine === null) return null;
  return look(premises.door, actor, lineOfRecord, concern, { record: kept.version.id });
}

function Provenance({
  record: { held, kept },
  visit: { language, to },
  told,
}: RecordParts & { told: string | null }) {
  return (
    <section class="dl-flow" aria-labelledby="herkomst">
      <h2 id="herkomst">{words.source[language]}</h2>
      <ul>
        {kept.sources.map(({ file, sheet, row, matter }) => (
          <li key={`${file} ${sheet} ${row}`}>
            {say(words.fromFile[language], language, { file, sheet, row })}
            {matter !== null && `, ${say(words.matter[language], language, { matter })}`}
          </li>
        ))}
        {told !== null && (
          <li>
            <a href={to(`${held.place}/in-de-lijn/${told}`)}>{words.fromLine[language]}</a>
          </li>
        )}
        <li>
          {say(words.recorded[language], language, {
            moment: momentInWords(new Date(kept.version.recordedAt), language),
          })}
        </li>
      </ul>
    </section>
  );
}
