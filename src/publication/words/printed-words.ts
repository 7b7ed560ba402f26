import { writeQuantity } from '../../figures/format.ts';
import { say } from '../../platform/language/messages.ts';
import type { Language } from '../../platform/language/text.ts';
import { reportWords } from '../html/words.ts';
import type { PrintedRow } from '../report-model.ts';

/** A claim of an older report as a reader sees it, under the heads of {@link printedHeads}. */
export function printedCells(row: PrintedRow, language: Language): readonly string[] {
  return [
    claimOf(row),
    row.printed,
    computedOf(row, language),
    reportWords[language].printed.verdicts[row.verdict],
    row.why[language],
    row.place,
  ];
}

/** The heads over the claims of an older report. */
export function printedHeads(language: Language): readonly string[] {
  const { claim, printed, computed, verdict, why, place } = reportWords[language].printed;
  return [claim, printed, computed, verdict, why, place];
}

/** "Klachtencommissie: klachten, 2020". */
function claimOf({ subject, claim, period }: PrintedRow): string {
  return `${subject}: ${claim}${period === '' ? '' : `, ${period}`}`;
}

/** The number that this report publishes, as people write it; a dash where it publishes none. */
function computedOf({ computed, unit }: PrintedRow, language: Language): string {
  return computed === null || unit === null ? '–' : writeQuantity(computed, unit, language);
}

/** The claims by the chapters of that report, in the order of the chapters. */
export function printedByChapter(
  rows: readonly PrintedRow[],
): readonly (readonly [string, readonly PrintedRow[]])[] {
  return [...Map.groupBy(rows, ({ chapter }) => chapter)];
}

/** How many claims there are, and how they stand. */
export function printedCount(rows: readonly PrintedRow[], language: Language): string {
  const equal = rows.filter(({ verdict }) => verdict === 'agrees').length;
  const different = rows.filter(({ verdict }) => verdict === 'contradicts' || verdict === 'differs').length;
  return say(reportWords[language].printed.count, language, {
    count: rows.length,
    equal,
    different,
    cannot: rows.length - equal - different,
  });
}
