import { text } from '../../../platform/language/text.ts';
import { dateText, parseDate } from '../../../platform/spreadsheets/values/dates.ts';
import { type Finding, findingAt, type InputRow } from '../import-face.ts';

/** The day that a row states in a column, as an ISO date; null when the cell is blank. What is no day is refused. */
export function readDay(row: InputRow, key: string, label: string, found: Finding[]): string | null {
  const written = row.cells[key]?.text ?? '';
  if (written === '') return null;
  const reading = parseDate(written);
  if (reading.ok && reading.value.precision === 'day') return dateText(reading.value);
  found.push(dayMissing(row, key, label));
  return null;
}

/** A cell that must hold a day and holds none. */
export function dayMissing(row: InputRow, key: string, label: string): Finding {
  const cell = row.cells[key];
  const written = cell?.text ?? '';
  const advice =
    written === ''
      ? text('Vul een dag in, bijvoorbeeld 3-11-2025.', 'Fill in a day, for example 3-11-2025.')
      : text(
          `„${written}” is geen dag. Schrijf bijvoorbeeld 3-11-2025.`,
          `“${written}” is no day. Write for example 3-11-2025.`,
        );
  return findingAt(row, 'refused', 'date-unclear', cell, label, advice);
}
