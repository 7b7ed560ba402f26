import { levelled } from '../../../codes/code-lists.ts';
import { type Period, parsePeriod, writtenPeriod, type YearStart } from '../../../organisation/period.ts';
import type { TableColumn, TableHead } from '../../../platform/spreadsheets/tables/table-block.ts';
import { periodIn } from '../../../platform/spreadsheets/values/dates.ts';
import { asMeant } from '../cells/garbled-letters.ts';
import type { ImportColumn, TableShape } from '../import-face.ts';
import { isFindingsColumn } from './findings-column.ts';
import { isAboutMoment, isPartOfYear, suspectedColumn } from './suspected-columns.ts';

/** A column of the file, and what the register takes it for. */
export interface MatchedColumn {
  readonly column: TableColumn;
  /** As written, header lines joined. */
  readonly heading: string;
  readonly meaning: ImportColumn | undefined;
  /** A year in the heading: the column is about that period. */
  readonly period: Period | undefined;
  /** What it might mean, for a person to confirm. */
  readonly proposal: ImportColumn | undefined;
  /** What it means, where another column before it means that already. */
  readonly again?: ImportColumn;
  /** A person said that it is not to be read. */
  readonly leftOut?: true;
}

/** How a table of a file fits a face of a register. */
export interface TableMatch<Face extends TableShape> {
  readonly face: Face;
  readonly columns: readonly MatchedColumn[];
  readonly missing: readonly ImportColumn[];
}

/** What a sender's headings were confirmed to mean: heading as written to column key, or "-" for none. */
export type ConfirmedColumns = ReadonlyMap<string, string>;

/**
 * The face that fits a table best: one that lacks no required column; else the one of which fewest have no heading that
 * may be theirs, and most columns are known or proposed.
 */
export function matchTable<Face extends TableShape>(
  faces: readonly Face[],
  head: TableHead,
  confirmed: ConfirmedColumns,
  yearStart: YearStart,
): TableMatch<Face> | undefined {
  const matches = faces.map((face) => matchFace(face, head, confirmed, yearStart));
  const known = (match: TableMatch<Face>) => match.columns.filter((column) => column.meaning).length;
  const likely = (match: TableMatch<Face>) =>
    2 * known(match) + match.columns.filter((column) => column.proposal).length;
  const lost = ({ missing, columns }: TableMatch<Face>) =>
    missing.filter(({ key }) => !columns.some(({ proposal }) => proposal?.key === key)).length;
  const unfit = ({ missing }: TableMatch<Face>) => (missing.length > 0 ? 1 : 0);
  return matches.sort(
    (a, b) =>
      unfit(a) - unfit(b) ||
      (unfit(a) === 0 ? known(b) - known(a) : lost(a) - lost(b) || likely(b) - likely(a)),
  )[0];
}

function matchFace<Face extends TableShape>(
  face: Face,
  head: TableHead,
  confirmed: ConfirmedColumns,
  yearStart: YearStart,
): TableMatch<Face> {
  const taken = new Set<string>();
  const columns = head.columns
    .filter((column) => column.path.some((line) => line.trim() !== '') && !isFindingsColumn(column))
    .map((column): MatchedColumn => {
      const heading = column.path.filter((line) => line.trim() !== '').join(' / ');
      const { period, rest } = periodOfHeading(column.path.map(asMeant), yearStart);
      const decided = confirmed.get(heading);
      const meaning =
        decided !== undefined
          ? face.columns.find((one) => isNamed(one, decided))
          : face.columns.find((one) => bearsName(one, levelled(rest)));
      const fits =
        meaning && (!taken.has(meaning.key) || (meaning.perPeriod && period)) ? meaning : undefined;
      if (fits && !(fits.perPeriod && period)) taken.add(fits.key);
      const again = meaning && !fits ? { again: meaning } : {};
      const proposal = meaning || decided !== undefined ? undefined : propose(face, rest, taken);
      return {
        column,
        heading,
        meaning: fits,
        period: fits?.perPeriod ? period : undefined,
        proposal,
        ...again,
        ...(decided !== undefined && !meaning ? { leftOut: true as const } : {}),
      };
    });
  const present = new Set(columns.flatMap((column) => (column.meaning ? [column.meaning.key] : [])));
  const proposed = new Set(columns.flatMap((column) => (column.proposal ? [column.proposal.key] : [])));
  return {
    face,
    columns: columns.map((column) => {
      if (column.meaning || column.proposal || column.again || confirmed.has(column.heading)) return column;
      const lacking = face.columns.filter((one) => !present.has(one.key) && !proposed.has(one.key));
      const suspected = suspectedColumn(column.heading, lacking);
      if (suspected) proposed.add(suspected.key);
      return { ...column, proposal: suspected };
    }),
    missing: face.columns.filter((one) => one.required && !present.has(one.key)),
  };
}

/** Whether a person means this column by a word: its key, or one of its names. */
export function isNamed(column: ImportColumn, word: string): boolean {
  return column.key === word || bearsName(column, levelled(word));
}

function bearsName(column: ImportColumn, plain: string): boolean {
  return plainNames(column).has(plain);
}

/** The names of a column as they are compared, found once: every heading of every file is held against them. */
const namesOfColumns = new WeakMap<ImportColumn, ReadonlySet<string>>();

function plainNames(column: ImportColumn): ReadonlySet<string> {
  const known = namesOfColumns.get(column);
  if (known) return known;
  const plain = new Set(names(column).map(levelled));
  namesOfColumns.set(column, plain);
  return plain;
}

/** Words that say nothing of what a column is about: alike in these alone, two headings are not alike. */
const generic = new Set([
  ...[
    'aantal',
    'aantallen',
    'datum',
    'naam',
    'nummer',
    'soort',
    'totaal',
    'dagen',
    'waarvan',
    'omschrijving',
  ],
  ...['number', 'date', 'name', 'kind', 'total', 'days', 'whom', 'other', 'overig', 'overige'],
]);

function names(column: ImportColumn): readonly string[] {
  return [column.label.nl, column.label.en, ...column.aliases];
}

/** A heading of several lines, or of one line with a year in it: the period, and the words that remain. */
function periodOfHeading(
  path: readonly string[],
  yearStart: YearStart,
): { period: Period | undefined; rest: string } {
  const lines = path.map((line) => line.trim()).filter((line) => line !== '');
  const whole = lines.find((line) => writtenPeriod(line, yearStart) !== undefined);
  if (whole && lines.length > 1) {
    return {
      period: writtenPeriod(whole, yearStart),
      rest: lines.filter((line) => line !== whole).join(' '),
    };
  }
  const joined = lines.join(' ');
  const inside = /^(.*\D)\s*\(?(\d{4})\)?$/.exec(joined);
  if (inside?.[1] && inside[2]) {
    const period = safePeriod(inside[2], yearStart);
    if (period) return { period, rest: inside[1].replace(/[\s(–-]+$/, '').replace(/\s+in$/i, '') };
  }
  return { period: undefined, rest: joined };
}

/** Lines that say when something was printed, exported or changed: their date is not the year of the table. */
const aboutTheFile =
  /afgedrukt|geprint|print|export|uitdraai|versie|version|opgesteld|opgemaakt|bijgewerkt|gegenereerd|generated|created|updated|gewijzigd|peildatum|stand per|d\.\s?d\.|datum\s*:|\d{1,2}[-/. ](\d{1,2}|[a-z]{3,9})[-/. ]\d{4}|\d{4}-\d{2}-\d{2}/i;

/** The reporting period that a tab name or title names, if it names one. */
export function periodNamedIn(text: string, yearStart: YearStart): Period | undefined {
  if (aboutTheFile.test(text)) return undefined;
  const written = /(?<!\d)\d{4}\s*[-–—/]\s*(?:\d{4}|['’]?\d{2})(?!\d)/.exec(text);
  const named = written && writtenPeriod(written[0], yearStart);
  if (named) return named;
  const value = periodIn(text);
  if (value?.precision === 'year') return safePeriod(String(value.year), yearStart);
  if (value?.precision === 'period') return safePeriod(`${value.from}-${value.to}`, yearStart);
  return undefined;
}

function safePeriod(key: string, yearStart: YearStart): Period | undefined {
  try {
    return parsePeriod(key, yearStart);
  } catch {
    return undefined;
  }
}

/** How much a word of a column counts when a word of the heading only begins like it: less than the word itself. */
const beginsAlike = 0.99;
/** Nor is "organisatie" a beginning of "organisatieonderdeel": how near the lengths of words that begin alike must be. */
const likeness = 0.6;

/** A column whose words mostly occur in the heading. */
function propose(face: TableShape, heading: string, taken: ReadonlySet<string>): ImportColumn | undefined {
  const words = new Set(levelled(heading).split(' '));
  let best: { column: ImportColumn; score: number } | undefined;
  const isCount = /^(aantal|aantallen|number of|count)\b/i.test(heading.trim());
  const isNoCount = isAboutMoment(heading) || isPartOfYear(heading);
  for (const column of face.columns) {
    // A date is no number of anything, and a number of a part of a year none of the year.
    if (taken.has(column.key) || (isNoCount && column.perPeriod) || (isCount && !column.perPeriod)) continue;
    for (const name of plainNames(column)) {
      const parts = name.split(' ').filter((word) => word.length > 2);
      const shared = parts.reduce((sum, part) => sum + sharedWith(words, part), 0);
      if (!parts.some((part) => !generic.has(part) && sharedWith(words, part) > 0)) continue;
      const score = parts.length === 0 ? 0 : shared / Math.max(parts.length, words.size);
      if (score >= 0.34 && (!best || score > best.score)) best = { column, score };
    }
  }
  return best?.column;
}

function sharedWith(words: ReadonlySet<string>, part: string): number {
  if (part.length <= 3) return 0;
  if (words.has(part)) return 1;
  const isAlike = (word: string) =>
    word.startsWith(part.slice(0, 5)) &&
    Math.min(word.length, part.length) >= likeness * Math.max(word.length, part.length);
  return [...words].some(isAlike) ? beginsAlike : 0;
}
