import { z } from 'zod';
import { placeOf } from '../../../collection/annual-call/answers.ts';
import { longestNote } from '../../../collection/annual-call/given-answer.ts';
import type { Parted } from '../../../collection/annual-call/merging.ts';
import {
  type BookFault,
  type FilledBook,
  NoBook,
  readBook,
} from '../../../collection/annual-call/workbook/read-book.ts';
import { bookFile } from '../../../collection/annual-call/workbook/write-book.ts';
import { today } from '../../../organisation/period.ts';
import { momentInWords } from '../../../platform/language/dates.ts';
import { say } from '../../../platform/language/messages.ts';
import { text } from '../../../platform/language/text.ts';
import { SpreadsheetError } from '../../../platform/spreadsheets/spreadsheet-error.ts';
import { writeXlsx } from '../../../platform/spreadsheets/xlsx/xlsx-write.ts';
import { ErrorSummary, FileField } from '../../../platform/web/components/fields.tsx';
import { Notice } from '../../../platform/web/components/notice.tsx';
import { TextTable } from '../../../platform/web/components/text-table.tsx';
import { Page } from '../../../platform/web/page.tsx';
import { readForm, readUpload, type Typed } from '../../front/forms.ts';
import { errorOf, errorTitle, type FieldError } from '../../front/simple-form.tsx';
import { typedFault } from '../../front/typed-text.ts';
import { frameOf, goTo, pageAnswer, type SignedIn } from '../../front/visit.ts';
import { notFound } from '../../front/work-site.tsx';
import { sheetDownload } from '../../imports/downloads.ts';
import { valueWords } from '../call-words.ts';
import type { BookSubject, Standing } from './book-subjects.ts';
import { type BookDoubt, bookLines, judgeBook } from './check-book.ts';
import { KeepForm } from './keep-form.tsx';

const words = {
  title: text('Invullen in een werkmap', 'Fill in a workbook'),
  lead: text(
    'Vul de opgave buiten Daglicht in, bijvoorbeeld samen met een collega, en lees haar weer in.',
    'Fill in the return outside Daglicht, together with a colleague for instance, and read it back.',
  ),
  get: text('Werkmap ophalen (XLSX)', 'Get the workbook (XLSX)'),
  getText: text(
    'Met alle vragen en wat er tot nu toe is ingevuld.',
    'With all questions and what was filled in so far.',
  ),
  back: text('Ingevulde werkmap inlezen', 'Read the filled workbook'),
  file: text('Bestand', 'File'),
  fileHint: text(
    'De werkmap die u hier ophaalde. U ziet eerst wat erin staat; er wordt nog niets bewaard.',
    'The workbook that you got here. You see first what is in it; nothing is kept yet.',
  ),
  noFile: text('Kies het bestand.', 'Choose the file.'),
  other: text(
    'Dit bestand is van een andere opgave. Haal de werkmap van deze opgave op.',
    'This file is of another return. Get the workbook of this return.',
  ),
  read: text('Bestand bekijken', 'Look at the file'),
  leave: text('Terug naar de vragen', 'Back to the questions'),
  faults: text(
    '{count, plural, one {# ding} other {# dingen}} op te lossen in het bestand',
    '{count, plural, one {# thing} other {# things}} to solve in the file',
  ),
  faultsText: text(
    'Er is niets bewaard. Verbeter dit in de werkmap en lees haar opnieuw in.',
    'Nothing was kept. Mend this in the workbook and read it anew.',
  ),
  place: text('Waar', 'Where'),
  value: text('Wat er staat', 'What stands there'),
  what: text('Wat u doet', 'What to do'),
  row: text('rij {row}, kolom {column}', 'row {row}, column {column}'),
  onlyRow: text('rij {row}', 'row {row}'),
  whole: text('het bestand', 'the file'),
  name: text('opgave', 'return'),
  gone: text('De vragen zijn intussen gestopt.', 'The questions have stopped meanwhile.'),
} as const;

/** Where a workbook is got and read back. */
export function bookPage(
  visit: SignedIn,
  subject: BookSubject,
  errors: readonly FieldError[],
  faults: readonly BookFault[] = [],
): Response {
  const { language, to } = visit;
  return pageAnswer(
    <Page
      frame={frameOf(visit)}
      title={errors.length > 0 ? `${errorTitle[language]}${words.title[language]}` : words.title[language]}
      crumbs={subject.crumbs}
    >
      {errors.length > 0 && <ErrorSummary errors={errors} language={language} />}
      <h1>{words.title[language]}</h1>
      <p class="dl-lead">{subject.title}</p>
      {faults.length > 0 && <Faults visit={visit} faults={faults} />}
      <p>{words.lead[language]}</p>
      <p>
        <a href={to(`${subject.path}/werkmap/ophalen`)}>{words.get[language]}</a>. {words.getText[language]}
      </p>
      <h2>{words.back[language]}</h2>
      <form
        method="post"
        action={to(`${subject.path}/werkmap`)}
        enctype="multipart/form-data"
        class="dl-form"
        novalidate
      >
        <FileField
          id="bestand"
          label={words.file[language]}
          hint={words.fileHint[language]}
          language={language}
          accept=".xlsx,.ods"
          {...errorOf(errors, 'bestand')}
        />
        <div class="dl-buttons">
          <button type="submit" class="dl-button">
            {words.read[language]}
          </button>
          <a href={to(subject.path)}>{words.leave[language]}</a>
        </div>
      </form>
    </Page>,
    errors.length > 0 || faults.length > 0 ? 400 : 200,
  );
}

function Faults({ visit: { language }, faults }: { visit: SignedIn; faults: readonly BookFault[] }) {
  const placeWords = ({ row, column }: BookFault) =>
    row === 0
      ? words.whole[language]
      : say((column === '' ? words.onlyRow : words.row)[language], language, { row: String(row), column });
  return (
    <Notice kind="danger" title={say(words.faults[language], language, { count: faults.length })}>
      <p>{words.faultsText[language]}</p>
      <TextTable
        caption={say(words.faults[language], language, { count: faults.length })}
        captionHidden
        heads={[words.place, words.value, words.what].map((one) => one[language])}
        rows={[...faults]
          .sort((one, other) => one.row - other.row)
          .map((fault, index) => [
            placeWords(fault),
            fault.value === '' ? '' : <bdi key={`waarde ${index}`}>{fault.value.slice(0, 120)}</bdi>,
            fault.what[language],
          ])}
      />
    </Notice>
  );
}

/** The workbook of a subject, with what was answered so far. */
export function giveBook({ language, premises }: SignedIn, subject: BookSubject): Response {
  const lines = bookLines(subject.registers, subject.answers, language);
  const file = bookFile(subject.of, lines, {
    title: subject.title,
    creator: premises.name[language],
    day: today(),
    language,
  });
  return sheetDownload(`${words.name[language]} ${subject.title}`, writeXlsx(file));
}

/** Reads a workbook that comes back, and shows what is in it. Nothing is kept. */
export async function takeBook(visit: SignedIn, subject: BookSubject): Promise<Response> {
  const { language } = visit;
  const { file } = await readUpload(visit.context, [], 'bestand');
  const again = (message: string) => bookPage(visit, subject, [{ field: 'bestand', message }]);
  if (file === null) return again(words.noFile[language]);
  let book: FilledBook;
  try {
    book = await readBook(file.content);
  } catch (error) {
    if (error instanceof SpreadsheetError || error instanceof NoBook)
      return again(error.words[language].replaceAll('\n', ' '));
    throw error;
  }
  if (book.of !== null && book.of.key !== subject.of.key) return again(words.other[language]);
  const { faults, doubts } = judgeBook(subject.registers, book, new Map(), language);
  const all = [...book.faults, ...faults];
  if (all.length > 0 || book.of === null) return bookPage(visit, subject, [], all);
  return showKeep(visit, subject, {
    given: { version: book.of.version, lines: book.lines, letters: book.letters },
    doubts,
    typed: () => '',
    errors: [],
  });
}

const cell = z.string().max(40_000);
const givenSchema = z.strictObject({
  version: z.string().max(100),
  lines: z
    .array(
      z.strictObject({
        row: z.number().int(),
        key: cell,
        state: cell,
        number: cell,
        note: cell,
        stands: cell,
      }),
    )
    .max(5000),
  letters: z.partialRecord(
    z.enum(['register', 'question', 'last', 'state', 'number', 'note', 'stands', 'key']),
    z.string().max(3),
  ),
});
type GivenBook = Pick<FilledBook, 'lines' | 'letters'> & { readonly version: string };

interface ToKeep {
  readonly given: GivenBook;
  readonly doubts: readonly BookDoubt[];
  readonly typed: Typed<string>;
  readonly errors: readonly FieldError[];
}

async function showKeep(visit: SignedIn, subject: BookSubject, to: ToKeep, status?: 409): Promise<Response> {
  // What is unlikely is shown among what would change, before it is explained.
  const explained = new Map(to.doubts.map(({ place }) => [place, to.typed(`klopt-${place}`).trim() || '…']));
  const { answers } = judgeBook(subject.registers, to.given, explained, visit.language);
  const parted = await subject.compare(to.given.version, answers);
  if (!parted) return notFound(visit);
  return pageAnswer(
    <KeepForm
      visit={visit}
      subject={subject}
      parted={parted}
      given={JSON.stringify(to.given)}
      doubts={to.doubts}
      answers={answers}
      typed={to.typed}
      errors={to.errors}
    />,
    status ?? (to.errors.length > 0 ? 400 : 200),
  );
}

/** Keeps what a workbook holds, all of it or nothing: what is unlikely was explained, what changed meanwhile was chosen. */
export async function keepBook(visit: SignedIn, subject: BookSubject): Promise<Response> {
  const { language, context } = visit;
  const places = subject.registers.flatMap(({ key, questions }) => [
    placeOf({ register: key, field: '', part: '' }),
    ...questions.map(placeOf),
  ]);
  const typed = await readForm<string>(context, [
    'werkmap',
    ...places.flatMap((place) => [`klopt-${place}`, `kies-${place}`, `gezien-${place}`]),
  ]);
  const given = bookGiven(typed('werkmap'));
  if (!given) return bookPage(visit, subject, [{ field: 'bestand', message: words.noFile[language] }]);
  const explained = new Map(
    places.flatMap((place) => {
      const why = typed(`klopt-${place}`).trim();
      return why === '' ? [] : [[place, why] as const];
    }),
  );
  const { faults, doubts, answers } = judgeBook(subject.registers, given, explained, language);
  if (faults.length > 0) return bookPage(visit, subject, [], faults);
  const parted = await subject.compare(given.version, answers);
  if (!parted) return notFound(visit);
  const errors: FieldError[] = doubts.map(({ place, message }) => ({ field: `klopt-${place}`, message }));
  for (const [place, why] of explained) {
    const fault = typedFault(why, longestNote);
    if (fault) errors.push({ field: `klopt-${place}`, message: fault[language] });
  }
  const chosen = choicesOf(visit, parted, typed, errors);
  const shown = { given, doubts: explainedDoubts(subject, given, language), typed, errors };
  if (errors.length > 0) return showKeep(visit, subject, shown);
  const kept = answers.filter((one) => !chosen.left.has(placeOf(one)));
  const saved = await subject.save(given.version, kept, chosen.over);
  switch (saved) {
    case 'gone':
      return notFound(visit);
    case 'conflict':
      return showKeep(visit, subject, shown, 409);
    case 'same':
      return goTo(visit, `${subject.path}?gedaan=gelijk`);
    case 'saved':
      return goTo(visit, `${subject.path}?gedaan=bewaard`);
    case 'voided':
      return goTo(visit, `${subject.path}?gedaan=vervallen`);
    default:
      return saved satisfies never;
  }
}

/** What is unlikely in the file itself: it stays on the page with its explanation, so that this can be mended. */
function explainedDoubts(
  subject: BookSubject,
  given: GivenBook,
  language: SignedIn['language'],
): readonly BookDoubt[] {
  return judgeBook(subject.registers, given, new Map(), language).doubts;
}

function bookGiven(written: string): GivenBook | null {
  try {
    const parsed = givenSchema.safeParse(JSON.parse(written));
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
}

const meanwhile = text(
  'Op de pagina is dit intussen gewijzigd ({moment}): {value}. Kies wat moet blijven.',
  'On the page this was changed meanwhile ({moment}): {value}. Choose what is to stay.',
);

/** What was chosen where the page says something else meanwhile: another than was seen is asked anew. */
function choicesOf(
  { language }: SignedIn,
  { theirs }: Parted<Standing>,
  typed: Typed<string>,
  errors: FieldError[],
): { readonly over: readonly string[]; readonly left: ReadonlySet<string> } {
  const over: string[] = [];
  const left = new Set<string>();
  for (const one of theirs) {
    const place = placeOf(one);
    const choice = typed(`gezien-${place}`) === one.id ? typed(`kies-${place}`) : '';
    if (choice === 'bestand') over.push(one.id);
    else if (choice === 'pagina') left.add(place);
    else
      errors.push({
        field: `kies-${place}`,
        message: say(meanwhile[language], language, {
          moment: momentInWords(new Date(one.at), language),
          value: valueWords(one, language),
        }),
      });
  }
  return { over, left };
}
