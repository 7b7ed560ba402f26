import type { Profile } from '../../codes/profile.ts';
import type { Asked } from '../../collection/import/import-face.ts';
import type { ImportReport, ToldFinding } from '../../collection/import/import-report.ts';
import type { HowToRead } from '../../collection/kept-files/how-to-read.ts';
import type { Register } from '../../collection/register.ts';
import { say } from '../../platform/language/messages.ts';
import type { Language, Text } from '../../platform/language/text.ts';
import { Disclosure } from '../../platform/web/components/disclosure.tsx';
import { type Choice, ChoiceField, SelectField, TextField } from '../../platform/web/components/fields.tsx';
import type { Typed } from '../front/forms.ts';
import { errorOf, type FieldError } from '../front/simple-form.tsx';
import type { SignedIn } from '../front/visit.ts';
import { CoversFields, longestLine } from './bring-file.tsx';
import { importWords as words } from './import-words.ts';

/** A question about a file, with what may be chosen; of a heading that lacks, the headings. */
interface Question {
  /** What is asked about: a heading or word as `--map` takes it; of a column that lacks, its key. */
  readonly about: string;
  readonly of: Asked['of'];
  readonly label: string;
  readonly hint: string;
  readonly choices: readonly Choice[];
  readonly chosen: string;
}

/** Questions on a page; the others come when these are answered. */
const mostQuestions = 200;

/** What is known while questions are made. */
export interface Asking {
  readonly register: Register;
  readonly profile: Profile;
  readonly units: ReadonlyMap<string, string>;
  readonly language: Language;
}

/** The questions that an outcome asks, and those that were answered before. */
export function questionsOf(
  report: ImportReport | null,
  { answers }: HowToRead,
  asking: Asking,
): readonly Question[] {
  const asked = new Map<string, Question>();
  for (const finding of report?.findings ?? [])
    for (const question of questionsIn(finding, answers, asking))
      if (!asked.has(`${question.of} ${question.about}`))
        asked.set(`${question.of} ${question.about}`, question);
  for (const [written, meaning] of Object.entries(answers)) {
    const key = `meaning ${written}`;
    const question = asked.get(key) ?? meaningOf(written, words.answeredBefore[asking.language], asking);
    asked.set(key, { ...question, chosen: meaning });
  }
  return [...asked.values()].slice(0, mostQuestions);
}

function questionsIn(
  { asks, rows, row, column }: ToldFinding,
  answers: HowToRead['answers'],
  asking: Asking,
): readonly Question[] {
  const { language } = asking;
  if (!asks) return [];
  if (asks.of === 'heading') {
    const columns = columnsOf(asking);
    return asks.lacking
      .filter((key) => columns.has(key))
      .map((key) => ({
        about: key,
        of: asks.of,
        label: say(words.whichHeading[language], language, { column: columns.get(key)?.[language] ?? key }),
        hint: '',
        choices: asks.headings
          .filter((heading) => !(heading in answers))
          .map((heading) => ({ value: heading, label: heading })),
        chosen: '',
      }));
  }
  const inColumn = column === '' ? '' : `${say(words.inColumn[language], language, { column })} `;
  const where = `${inColumn}${say(words.whereFound[language], language, {
    count: rows?.count ?? 1,
    rows: rows ? rows.first.join(', ') + (rows.count > rows.first.length ? ' …' : '') : String(row),
  })}`;
  const question = meaningOf(asks.written, where, asking);
  const near = question.choices.find(({ value }) => value === asks.proposed);
  return [
    near
      ? { ...question, hint: `${where} ${say(words.resembles[language], language, { choice: near.label })}` }
      : question,
  ];
}

/** The question what a heading or a word means. */
function meaningOf(written: string, hint: string, asking: Asking): Question {
  const { language, units } = asking;
  const label = /^([a-z][a-z-]*):(.+)$/s.exec(written);
  const [, list = '', word = written] = label ?? [];
  const own = (() => {
    if (list === 'unit') return [...units].map(([key, name]) => ({ value: key, label: name }));
    if (list !== '') return codesOf(list, asking);
    return [...columnsOf(asking)].map(([key, name]) => ({ value: key, label: name[language] }));
  })();
  const ask = list === 'unit' ? words.whatIsUnit : list === '' ? words.whatIsHeading : words.whatIsWord;
  return {
    about: written,
    of: 'meaning',
    label: say(ask[language], language, { written: word }),
    hint,
    choices: [...own, ...(list === 'unit' ? [] : [{ value: '-', label: words.leaveOut[language] }])],
    chosen: '',
  };
}

/** The columns that people fill in, by key. */
function columnsOf({ register }: Asking): ReadonlyMap<string, Text> {
  const faces = register.imports.filter(({ ofExports }) => !ofExports);
  return new Map(faces.flatMap(({ columns }) => columns.map(({ key, label }) => [key, label] as const)));
}

function codesOf(list: string, { profile, language }: Asking): readonly Choice[] {
  const codes = profile.codes.get(list)?.codes ?? [];
  return codes.map(({ code, label, parent }) => {
    const group = codes.find((one) => one.code === parent)?.label[language];
    return { value: code, label: label[language], ...(group === undefined ? {} : { group }) };
  });
}

const numbers = Array.from({ length: mostQuestions }, (_, index) => index);

/** The fields of the form with questions. */
export const questionFields = [
  'stap',
  'sender',
  'period',
  'unit',
  'years',
  'sheet',
  'dates',
  'same',
  'versionOf',
  'replace',
  ...numbers.flatMap((at) => [`over-${at}`, `soort-${at}`, `antwoord-${at}`]),
];

/** How a file is to be read, as the form says. */
export function howTyped(typed: Typed<string>, before: HowToRead): HowToRead {
  const answers: Record<string, string> = {};
  for (const at of numbers) {
    const [about, answer] = [typed(`over-${at}`), typed(`antwoord-${at}`)];
    if (about === '' || answer === '') continue;
    if (typed(`soort-${at}`) === 'heading') answers[answer] = about;
    else answers[about] = answer;
  }
  const line = (field: string) => typed(field).slice(0, longestLine);
  return {
    fileName: before.fileName,
    sender: line('sender'),
    period: line('period'),
    unit: line('unit'),
    years: line('years'),
    sheet: line('sheet'),
    dates: line('dates'),
    same: line('same'),
    versionOf: line('versionOf'),
    replace: typed('replace') === 'ja',
    answers,
  };
}

/** Kinds of findings that the fields of a file answer. */
const answeredBy = {
  period: [
    'period-missing',
    'several-years',
    'part-of-year',
    'period-of-years',
    'period-unclear',
    'moment-missing',
  ],
  covers: ['coverage-one-unit', 'coverage-year-between', 'coverage-unclear', 'coverage-not-kept', 'no-rows'],
  sheet: ['sheet-copied', 'no-such-sheet', 'rows-on-two-sheets', 'hidden-sheet-left-out'],
  dates: ['date-order'],
  same: ['number-elsewhere', 'rows-elsewhere', 'rows-alike-elsewhere', 'numbers-alike'],
} as const;

/** The form with the questions of a file, and how it is read: one form, so that no answer is lost by another. */
export function QuestionForm({
  visit,
  action,
  how,
  report,
  questions,
  units,
  errors,
  primary,
}: {
  visit: SignedIn;
  action: string;
  how: HowToRead;
  report: ImportReport | null;
  questions: readonly Question[];
  units: ReadonlyMap<string, string>;
  errors: readonly FieldError[];
  /** Whether its button is the one that the page is for. */
  primary: boolean;
}) {
  const { language, to } = visit;
  const kinds = new Set((report?.kinds ?? []).map(({ kind }) => kind));
  const asks = (field: keyof typeof answeredBy) => answeredBy[field].some((kind) => kinds.has(kind));
  const isOther = report !== null && report.changed + report.vanished > 0;
  const files = (report?.findings ?? [])
    .filter(({ kind, advice }) => kind.endsWith('-elsewhere') && advice.nl.includes('--version-of'))
    .map(({ value }) => value);
  const wrong = (...fields: readonly string[]) => errors.some(({ field }) => fields.includes(field));
  const fields = {
    period: (
      <TextField
        key="period"
        id="period"
        label={words.period[language]}
        hint={words.periodHint[language]}
        language={language}
        value={how.period}
        short
        optional
        autocomplete="off"
        {...errorOf(errors, 'period')}
      />
    ),
    covers: <CoversFields key="covers" visit={visit} value={how} units={units} errors={errors} />,
    sheet: (
      <TextField
        key="sheet"
        id="sheet"
        label={words.sheet[language]}
        hint={words.sheetHint[language]}
        language={language}
        value={how.sheet}
        optional
        autocomplete="off"
        {...errorOf(errors, 'sheet')}
      />
    ),
    dates: (
      <SelectField
        key="dates"
        id="dates"
        label={words.dates[language]}
        language={language}
        value={how.dates}
        choices={[
          { value: '', label: words.asFileSays[language] },
          { value: 'dmy', label: words.dmy[language] },
          { value: 'mdy', label: words.mdy[language] },
        ]}
      />
    ),
    same: (
      <SelectField
        key="same"
        id="same"
        label={words.same[language]}
        language={language}
        value={how.same}
        choices={[
          { value: '', label: words.sameAsk[language] },
          { value: 'newer', label: words.sameNewer[language] },
          { value: 'other', label: words.sameOther[language] },
        ]}
      />
    ),
  };
  const keys = ['period', 'covers', 'sheet', 'dates', 'same'] as const;
  const isAsked = (key: (typeof keys)[number]) =>
    asks(key) || (key === 'covers' ? wrong('unit', 'years') : wrong(key));
  const asked = keys.filter(isAsked);
  const versions = [...new Set([...files, ...(how.versionOf === '' ? [] : [how.versionOf])])];
  const hasQuestions =
    questions.length > 0 ||
    asked.length > 0 ||
    isOther ||
    how.replace ||
    versions.length > 0 ||
    wrong('sender');
  return (
    <form method="post" action={to(action)} class="dl-form" novalidate>
      {hasQuestions && (
        <>
          <h2 id="vragen">{words.questions[language]}</h2>
          {questions.length > 0 && <p>{words.questionsText[language]}</p>}
        </>
      )}
      {questions.map(({ about, of, label, hint, choices, chosen }, at) => (
        <div key={`${of} ${about}`}>
          <input type="hidden" name={`over-${at}`} value={about} />
          <input type="hidden" name={`soort-${at}`} value={of} />
          <SelectField
            id={`antwoord-${at}`}
            label={label}
            {...(hint === '' ? {} : { hint })}
            language={language}
            value={chosen}
            choices={[{ value: '', label: words.choose[language] }, ...choices]}
          />
        </div>
      ))}
      {asked.map((key) => fields[key])}
      {versions.length > 0 ? (
        <SelectField
          id="versionOf"
          label={words.versionOf[language]}
          language={language}
          value={how.versionOf}
          choices={[
            { value: '', label: words.noVersion[language] },
            ...versions.map((name) => ({ value: name, label: name })),
          ]}
        />
      ) : null}
      {(isOther || how.replace) && (
        <ChoiceField
          kind="checkbox"
          id="replace"
          label={words.replace[language]}
          hint={[
            say(words.replaceHint[language], language, {
              changed: report?.changed ?? 0,
              vanished: report?.vanished ?? 0,
            }),
            ...(report && report.rows > 0 && report.unchanged === 0 && isOther
              ? [words.replaceOther[language]]
              : []),
          ].join(' ')}
          language={language}
          choices={[{ value: 'ja', label: words.replaceYes[language] }]}
          chosen={how.replace ? ['ja'] : []}
        />
      )}
      {wrong('sender') && senderField(how, language, errors)}
      <Disclosure title={words.howTitle[language]}>
        <div class="dl-form">
          {!wrong('sender') && senderField(how, language, errors)}
          {keys.filter((key) => !isAsked(key)).map((key) => fields[key])}
        </div>
      </Disclosure>
      <div class="dl-buttons">
        <button
          type="submit"
          name="stap"
          value="bekijken"
          class={primary ? 'dl-button' : 'dl-button dl-button--second'}
        >
          {words.again[language]}
        </button>
      </div>
    </form>
  );
}

function senderField(how: HowToRead, language: Language, errors: readonly FieldError[]) {
  return (
    <TextField
      id="sender"
      label={words.sender[language]}
      hint={words.senderHint[language]}
      language={language}
      value={how.sender}
      autocomplete="off"
      {...errorOf(errors, 'sender')}
    />
  );
}
