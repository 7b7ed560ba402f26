import { type Period, yearsOf } from '../../../organisation/period.ts';
import { text } from '../../../platform/language/text.ts';
import { type Finding, findingAt, type ImportContext, type InputRow } from '../import-face.ts';

/** Whether a row names a stretch of several reporting years which nobody stated for the file. */
export function isOfTwoYears(period: Period, context: ImportContext): boolean {
  return yearsOf(period).length > 1 && context.period?.key !== period.key;
}

/** A row that is about several years together: it counts in none of them alone. */
export function twoYears(row: InputRow, key: string, { key: years }: Period): Finding {
  return findingAt(
    row,
    'doubtful',
    'period-of-years',
    row.cells[key],
    'Jaar',
    text(
      `„${years}” beslaat twee of meer jaren: deze rij telt in geen daarvan apart, alleen in ${years} samen. Is één jaar bedoeld, vul dat dan in; klopt het, zeg dan --period ${years}.`,
      `“${years}” covers two years or more: this row counts in none of them alone, only in ${years} together. If one year is meant, fill that in; if it is right, say --period ${years}.`,
    ),
  );
}
