import { codesOn } from '../../../codes/code-lists.ts';
import { keptFields } from '../../../collection/fields/field.ts';
import { shownValue } from '../../../collection/fields/write-value.ts';
import { linesIn, listIn } from '../../../collection/keeping/missing.ts';
import type { RecordDoubt } from '../../../collection/keeping/record-doubts.ts';
import { readTyped } from '../../../collection/keeping/typed-record.ts';
import type { RecordValues } from '../../../collection/offers/record-pages.ts';
import type { KeptVersion } from '../../../collection/records/read-records.ts';
import type { LinesDescription } from '../../../collection/records/record-description.ts';
import { say } from '../../../platform/language/messages.ts';
import { text } from '../../../platform/language/text.ts';
import { ChoiceField } from '../../../platform/web/components/fields.tsx';
import { Notice } from '../../../platform/web/components/notice.tsx';
import { readForm } from '../../front/forms.ts';
import { type FieldError, FormPage } from '../../front/simple-form.tsx';
import { isId } from '../../front/typed-text.ts';
import { goTo, pageAnswer, type SignedIn } from '../../front/visit.ts';
import { notFound } from '../../front/work-site.tsx';
import { typedContext } from '../held-register.ts';
import {
  capital,
  lineWords,
  type OpenRecord,
  openRecord,
  RecordStrip,
  recordCrumbs,
} from '../record-page.tsx';
import { wholeOf } from '../record-words.ts';
import {
  changedWords,
  DoubtedFields,
  notConfirmed,
  ReasonFields,
  readReason,
  SectionFields,
  standsOf,
  typedOf,
} from './edit-form.tsx';
import { editWords } from './edit-page.tsx';
import { whoRecorded } from './merge-page.tsx';
import { baseOf, saveChange } from './save.ts';

const words = {
  add: text('{line} toevoegen', 'Add {line}'),
  change: text('{line} wijzigen', 'Change {line}'),
  save: text('{line} opslaan', 'Save {line}'),
  remove: text('{line} weghalen', 'Take {line} away'),
  meanwhile: text('{who} wijzigde dit terwijl u bezig was', '{who} changed this while you were at it'),
  meanwhileText: text(
    'Er is nog niets opgeslagen. Hieronder staat uw invoer; bij „{line}” staat nu wat {who} opsloeg: {now}. Slaat u op, dan komt uw invoer daarvoor in de plaats.',
    'Nothing was saved yet. Below stands your input; at “{line}” now stands what {who} saved: {now}. If you save, your input takes its place.',
  ),
  nothing: text('niets', 'nothing'),
  fewer: text(
    '{who} haalde iemand weg terwijl u bezig was. Er is nog niets opgeslagen. Hieronder staat uw invoer. Slaat u op, dan komt zij erbij als „{line}”; wat er staat blijft staan.',
    '{who} took somebody away while you were at it. Nothing was saved yet. Below stands your input. If you save, it is added as “{line}”; what stands there stays.',
  ),
} as const;

/** A line of a record that is edited, or to be added (`index` is then the number of lines). */
interface OpenLine {
  readonly record: OpenRecord;
  readonly key: string;
  readonly described: LinesDescription;
  readonly index: number;
  readonly isNew: boolean;
  readonly place: string;
}

async function opened(visit: SignedIn, part: string, isSent = false): Promise<OpenLine | null> {
  const [path = '', id = '', key = '', which = ''] = part.split('/');
  const record = await openRecord(visit, path, id);
  const all = record?.held.keeping.pages.record.lines ?? {};
  const described = Object.hasOwn(all, key) ? all[key] : undefined;
  if (!record || !described) return null;
  const isNew = which === 'nieuw';
  const lines = linesIn(record.values[key]);
  const index = isNew ? lines.length : Number(which) - 1;
  if (!Number.isSafeInteger(index) || index < 0) return null;
  // A form may be of a line that somebody took away meanwhile.
  if (!isNew && !isSent && index >= lines.length) return null;
  return { record, key, described, index, isNew, place: `${record.place}/${key}/${which}` };
}

function titleOf({ record, key, index }: OpenLine, { language }: SignedIn): string {
  return `${lineWords(record, key)[language]} ${index + 1}`;
}

/** The form of one line. */
export async function showLine(visit: SignedIn, part: string): Promise<Response> {
  const line = await opened(visit, part);
  if (!line) return notFound(visit);
  const { record, key, described, index } = line;
  const context = await typedContext(visit, record.held);
  const values = linesIn(record.values[key])[index] ?? {};
  const fieldKeys = Object.keys(described.fields);
  const shown = typedOf(described.fields, fieldKeys, values, visit.language, context);
  return linePage(visit, line, {
    typed: (name) => shown[name] ?? '',
    chosen: (name) => listIn(values[name]),
    version: record.kept.version.versionId,
    errors: [],
    doubts: [],
    meanwhile: null,
  });
}

interface Shown {
  readonly typed: (field: string) => string;
  readonly chosen: (field: string) => readonly string[];
  readonly version: string;
  readonly errors: readonly FieldError[];
  readonly doubts: readonly RecordDoubt[];
  /** Who changed the same line meanwhile, and what stands now. */
  readonly meanwhile: { readonly who: string; readonly now: string; readonly isFewer: boolean } | null;
}

async function linePage(visit: SignedIn, line: OpenLine, shown: Shown): Promise<Response> {
  const { language } = visit;
  const { record, described, key, index, isNew, place } = line;
  const { held } = record;
  const context = await typedContext(visit, held);
  const values = linesIn(record.values[key])[index] ?? {};
  const called = titleOf(line, visit);
  const { typed, chosen, errors, doubts, meanwhile } = shown;
  return pageAnswer(
    <FormPage
      visit={visit}
      title={
        meanwhile
          ? say(words.meanwhile[language], language, { who: meanwhile.who })
          : say((isNew ? words.add : words.change)[language], language, { line: called })
      }
      action={place}
      errors={errors}
      crumbs={recordCrumbs(visit, record, true)}
      before={
        <>
          <RecordStrip record={record} visit={visit} />
          {meanwhile && (
            <Notice kind="warn" title={capital(called)}>
              <p>
                {say((meanwhile.isFewer ? words.fewer : words.meanwhileText)[language], language, {
                  line: called,
                  who: meanwhile.who,
                  now: meanwhile.now,
                })}
              </p>
            </Notice>
          )}
        </>
      }
      button={say(words.save[language], language, { line: called })}
      hidden={{ versie: shown.version }}
      more={
        !isNew && (
          <button type="submit" name="doe" value="weg" class="dl-button dl-button--second">
            {say(words.remove[language], language, { line: called })}
          </button>
        )
      }
      back={{ href: record.place, label: editWords.leave[language] }}
    >
      {doubts.length > 0 && <DoubtedFields doubts={doubts} language={language} />}
      <SectionFields
        fields={described.fields}
        keys={Object.keys(described.fields)}
        values={values}
        typed={typed}
        errors={errors}
        language={language}
        context={context}
      />
      {Object.entries(described.codes).map(([name, { field }]) => {
        const list = field.kind.is === 'code' ? context.codes.get(field.kind.list) : undefined;
        const valid = list ? codesOn(list, context.day).map(({ code }) => code) : [];
        const had = chosen(name).filter((code) => !valid.includes(code));
        return (
          <ChoiceField
            key={name}
            id={name}
            kind="checkbox"
            label={field.label[language]}
            language={language}
            chosen={chosen(name)}
            choices={[...valid, ...had].map((code) => ({
              value: code,
              label: shownValue(field, code, language, context),
            }))}
          />
        );
      })}
      {held.keeping.pages.asksReason(record.values) && (
        <ReasonFields typed={typed} errors={errors} language={language} />
      )}
    </FormPage>,
    meanwhile ? 409 : errors.length > 0 ? 400 : 200,
  );
}

/** Saves a line, adds one, or takes one away. */
export async function takeLine(visit: SignedIn, part: string): Promise<Response> {
  const line = await opened(visit, part, true);
  if (!line) return notFound(visit);
  const { record, key, described } = line;
  const { held, place } = record;
  const { language } = visit;
  const fieldKeys = Object.keys(described.fields);
  const codeKeys = Object.keys(described.codes);
  const typed = await readForm<string>(
    visit.context,
    [...fieldKeys, ...codeKeys, 'versie', 'reden', 'toelichting', 'klopt', 'getwijfeld', 'doe'],
    codeKeys,
  );
  const base = isId(typed('versie')) ? await baseOf(visit, record, typed('versie')) : null;
  const context = await typedContext(visit, held);
  const baseLines = linesIn(base ? wholeOf(base)[key] : record.values[key]);
  if (!line.isNew && line.index >= baseLines.length) return notFound(visit);
  const before: RecordValues = (line.isNew ? undefined : baseLines[line.index]) ?? {};
  const isTakenAway = typed('doe') === 'weg';
  const read = readTyped(described.fields, fieldKeys, typed, before, context);
  const codes = codeKeys.map(
    (name) => [name, codesTyped(described, name, typed(name), before, context)] as const,
  );
  const why = readReason(typed, held.keeping.pages.asksReason(record.values), language);
  const errors = [
    ...(isTakenAway ? [] : read.errors).map(({ field, message }) => ({ field, message: message[language] })),
    ...why.errors,
  ];
  const again = {
    typed,
    chosen: (name: string) =>
      typed(name)
        .split('\n')
        .filter((code) => code !== ''),
    version: base ? typed('versie') : record.kept.version.versionId,
    doubts: [],
    meanwhile: null,
  };
  if (!base) {
    const changed = { field: 'inhoud', message: changedWords[language] };
    return linePage(visit, line, { ...again, errors: [changed, ...errors] });
  }
  if (errors.length > 0) return linePage(visit, line, { ...again, errors });
  const saved = await saveChange(visit, {
    record,
    base,
    mine: withLine(
      base,
      line,
      isTakenAway ? null : { ...blankLine(described), ...read.values, ...Object.fromEntries(codes) },
    ),
    reason: why.reason,
    stands: standsOf(typed),
  });
  switch (saved.outcome) {
    case 'gone':
      return notFound(visit);
    case 'doubted':
      return linePage(visit, line, { ...again, errors: [notConfirmed(language)], doubts: saved.doubts });
    case 'conflict': {
      const who = await whoRecorded(visit, saved.newest);
      const lines = linesIn(saved.newest.values[key]);
      // Where somebody was taken away the next one stands in their place: nobody is overwritten.
      const isFewer = lines.length < baseLines.length;
      const isNew = line.isNew || isFewer;
      const index = isNew ? lines.length : line.index;
      const now = lines[index];
      return linePage(
        visit,
        {
          ...{ ...line, record: saved.newest, isNew, index },
          place: isNew ? `${record.place}/${key}/nieuw` : line.place,
        },
        {
          ...again,
          version: saved.newest.kept.version.versionId,
          errors: [],
          meanwhile: {
            who,
            isFewer,
            now: now ? lineInWords(described, now, visit, context) : words.nothing[language],
          },
        },
      );
    }
    case 'same':
    case 'saved':
      return goTo(visit, `${place}?gedaan=${saved.outcome === 'same' ? 'gelijk' : 'gewijzigd'}`);
    default:
      return saved satisfies never;
  }
}

/** A line in which nothing is recorded. */
function blankLine({ fields, codes }: LinesDescription): RecordValues {
  return {
    ...Object.fromEntries(keptFields(fields).map(([key]) => [key, null])),
    ...Object.fromEntries(Object.keys(codes).map((key) => [key, []])),
  };
}

/** The codes that were chosen and may be: those of today, and those that the line had. */
function codesTyped(
  { codes }: LinesDescription,
  name: string,
  typed: string,
  before: RecordValues,
  context: Awaited<ReturnType<typeof typedContext>>,
): readonly string[] {
  const kind = codes[name]?.field.kind;
  const list = kind?.is === 'code' ? context.codes.get(kind.list) : undefined;
  const offered = [
    ...(list ? codesOn(list, context.day).map(({ code }) => code) : []),
    ...listIn(before[name]),
  ];
  return typed
    .split('\n')
    .filter((code) => offered.includes(code))
    .sort();
}

/** The record with this line changed, added, or taken away (null). */
function withLine(
  base: KeptVersion,
  { key, index, isNew }: OpenLine,
  values: RecordValues | null,
): RecordValues {
  const lines = linesIn(wholeOf(base)[key]);
  const others =
    values === null
      ? isNew
        ? lines
        : lines.toSpliced(index, 1)
      : isNew
        ? [...lines, values]
        : lines.toSpliced(index, 1, values);
  return { ...wholeOf(base), [key]: others };
}

function lineInWords(
  { fields, codes }: LinesDescription,
  line: RecordValues,
  { language }: SignedIn,
  context: Awaited<ReturnType<typeof typedContext>>,
): string {
  return [
    ...keptFields(fields).map(([key, field]) => {
      const value = line[key];
      return `${field.label[language].toLowerCase()} ${shownValue(field, typeof value === 'string' ? value : null, language, context)}`;
    }),
    ...Object.entries(codes).map(
      ([key, { field }]) =>
        `${field.label[language].toLowerCase()} ${listIn(line[key])
          .map((code) => shownValue(field, code, language, context))
          .join(', ')}`,
    ),
  ].join('; ');
}
