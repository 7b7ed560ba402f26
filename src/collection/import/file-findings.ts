import { createHash } from 'node:crypto';
import { type Language, type Text, text } from '../../platform/language/text.ts';
import { READ_LIMITS } from '../../platform/spreadsheets/limits.ts';
import { describeError } from '../../platform/spreadsheets/messages.ts';
import { chunksOf, openSource } from '../../platform/spreadsheets/packed/byte-source.ts';
import type { SpreadsheetError } from '../../platform/spreadsheets/spreadsheet-error.ts';
import { type Finding, fileFinding, type InputRow } from './import-face.ts';
import type { SplitMatter } from './matters/matters.ts';
import type { ReadRow } from './tables/read-rows.ts';

/** What the kind of a finding begins with where a file cannot be read at all. */
const unreadableKind = 'file-';

/** Whether a finding says that the file cannot be read at all: nothing about it can be answered, and no row of it given back. */
export function isUnreadable({ weight, kind }: Pick<Finding, 'weight' | 'kind'>): boolean {
  return weight === 'refused' && kind.startsWith(unreadableKind);
}

/** A file that cannot be read at all, as a finding with its name and its place. */
export function unreadable(error: SpreadsheetError, fileName: string): Finding {
  const { nl, en } = { nl: describeError(error, 'nl'), en: describeError(error, 'en') };
  return {
    weight: 'refused',
    kind: `${unreadableKind}${error.code}`,
    sheet: error.where.sheet ?? '',
    row: error.where.row ?? 0,
    column: error.where.column ?? '',
    value: fileName,
    advice: text(`${nl.what} ${nl.next}`, `${en.what} ${en.next}`),
  };
}

/** Records that are gone from the file and that people changed here since: they stand. */
export function changedHereStands(count: number, fileName: string): Finding {
  return fileFinding(
    'note',
    'changed-here-stands',
    '',
    0,
    fileName,
    text(
      `${count} registraties staan niet meer in het bestand, maar zijn hier gewijzigd of beoordeeld: zij blijven staan. Hoort er een weg, trek haar dan in op de werkplek.`,
      `${count} records are not in the file any more, but were changed or assessed here: they stand. If one has to go, withdraw it in the workplace.`,
    ),
  );
}

/** A table with headings and nothing under them. */
export const noRows = {
  kind: 'no-rows',
  sheet: '',
  row: 0,
  column: '',
  advice: text(
    'De tabel heeft koppen, maar geen rijen om in te lezen. Is er niets te melden, vul dan per onderdeel 0 of „nihil” in; was er bij incidenten niets, lees de lege lijst dan in met --covers en het jaar.',
    'The table has headings but no rows to read. If there is nothing to report, fill in 0 or “nil” for each unit; of incidents, read the empty list with --covers and the year.',
  ),
};

/** Where a row stands. */
export interface RowPlace {
  readonly sheet: string;
  readonly row: number;
}

/** The number of a matter on rows that stand far apart. */
export function numberApart({ number, first, row: { input } }: SplitMatter): Finding {
  return fileFinding(
    'refused',
    'number-apart',
    input.sheet,
    input.number,
    number,
    text(
      `Nummer ${number} staat op rij ${first} en, ver daarvandaan, op rij ${input.number}. Gaat het om één zaak, zet de rijen dan onder elkaar; gaat het om twee, geef dan elk een eigen nummer.`,
      `Number ${number} stands on row ${first} and, far from it, on row ${input.number}. If it is one matter, put the rows together; if there are two, give each its own number.`,
    ),
  );
}

/** The rows of one number that were read as one matter. */
export function rowsJoined(number: string, rows: readonly InputRow[]): Finding {
  return fileFinding(
    'note',
    'rows-joined',
    rows[0]?.sheet ?? '',
    rows[0]?.number ?? 0,
    number,
    text(
      `Dit nummer staat op ${rowsNamed(rows, 'nl')}: gelezen als één zaak met ${rows.length} regels.`,
      `This number stands on ${rowsNamed(rows, 'en')}: read as one matter with ${rows.length} lines.`,
    ),
  );
}

/** Rows of one number that contradict each other. */
export function rowsDiffer(number: string, rows: readonly InputRow[], columns: readonly Text[]): Finding {
  const named = { nl: columns.map((one) => `„${one.nl}”`), en: columns.map((one) => `“${one.en}”`) };
  return fileFinding(
    'refused',
    'rows-differ',
    rows[0]?.sheet ?? '',
    rows[0]?.number ?? 0,
    number,
    text(
      `Zaak ${number} staat op ${rowsNamed(rows, 'nl')}, en daar verschilt ${named.nl.join(', ')}. Is het één zaak met meer betrokkenen, maak die kolommen dan gelijk (of leeg onder de eerste rij); zijn het verschillende zaken, geef dan elk een eigen nummer.`,
      `Matter ${number} stands on ${rowsNamed(rows, 'en')}, and there ${named.en.join(', ')} differs. If it is one matter with several subjects, make those columns equal (or blank below the first row); if these are several matters, give each its own number.`,
    ),
  );
}

/** A sheet that holds the rows of another and no more. */
export function sheetCopied(copy: {
  readonly first: string;
  readonly again: string;
  readonly rows: number;
}): Finding {
  const { first, again, rows } = copy;
  return fileFinding(
    'refused',
    'sheet-copied',
    again,
    0,
    '',
    text(
      `Alles op dit blad staat ook op blad „${first}” (${rows === 1 ? 'één rij' : `${rows} rijen`}): zo zou het twee keer tellen. Haal een van beide bladen weg, of lees er één: --sheet '${first}'.`,
      `All of this sheet stands on sheet “${first}” too (${rows === 1 ? 'one row' : `${rows} rows`}): it would be counted twice. Take one of the sheets away, or read one: --sheet '${first}'.`,
    ),
  );
}

const mostRows = 12;
function rowsNamed(rows: readonly InputRow[], language: Language): string {
  const numbers = rows.slice(0, mostRows).map((row) => `${row.number}`);
  const and = { nl: 'en', en: 'and' }[language];
  const word = { nl: 'rij', en: 'rows' }[language];
  const last =
    rows.length > mostRows
      ? `${rows.length - mostRows} ${{ nl: 'meer', en: 'more' }[language]}`
      : numbers.pop();
  return `${word} ${numbers.join(', ')} ${and} ${last}`;
}

/** A row that stands twice: an error, or a second person. */
export function sameRowTwice({ input }: ReadRow, first: RowPlace): Finding {
  const isElsewhere = first.sheet !== input.sheet;
  const at = text(
    isElsewhere ? `${first.sheet}, rij ${first.row}` : `rij ${first.row}`,
    isElsewhere ? `${first.sheet}, row ${first.row}` : `row ${first.row}`,
  );
  return fileFinding(
    'doubtful',
    'same-row-twice',
    input.sheet,
    input.number,
    at.nl,
    text(
      `Gelijk aan ${at.nl}. Beide zijn bewaard: is dit een vergissing, of gaat het om een tweede persoon?`,
      `Equal to ${at.en}. Both are kept: is this an error, or a second person?`,
    ),
  );
}

/**
 * The hash by which a file is known. Throws a SpreadsheetError when the file cannot be read, is empty or is too large
 * to be a register.
 */
export async function fileHash(file: string): Promise<string> {
  const source = await openSource(file, READ_LIMITS);
  try {
    const hash = createHash('sha256');
    for await (const piece of chunksOf(source)) hash.update(piece);
    return hash.digest('hex');
  } finally {
    await source.close();
  }
}
