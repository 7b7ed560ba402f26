import { codeList } from '../../codes/code-lists.ts';
import type { AnyValue, Field } from '../fields/field.ts';
import { readChoice } from '../fields/read-value.ts';
import { readCodeLabel } from '../import/cells/cell-code.ts';
import {
  type Finding,
  findingAt,
  type ImportContext,
  type InputCell,
  type InputRow,
} from '../import/import-face.ts';
import type { KeptLine } from './read-records.ts';
import type { CodesOfLine, LinesDescription } from './record-description.ts';

/** Lines stand side by side in one row, parted by ";"; the codes of one line by "+". */
export const lineSeparator = ';';
export const codeSeparator = '+';

/**
 * Reads the lines of a record from one row: "medewerker; leidinggevende" under the subject and "talk + warning; none"
 * under the measures are two lines, the first with two measures.
 */
export function linesReader({
  fields,
  codes,
}: LinesDescription): (row: InputRow, context: ImportContext, found: Finding[]) => readonly KeptLine[] {
  const ofFields = Object.entries(fields);
  const ofCodes = Object.entries(codes);
  return (row, context, found) => readLines(ofFields, ofCodes, row, context, found);
}

const none: readonly KeptLine[] = [];

function readLines(
  ofFields: readonly (readonly [key: string, field: Field])[],
  ofCodes: readonly (readonly [key: string, codes: CodesOfLine])[],
  row: InputRow,
  context: ImportContext,
  found: Finding[],
): readonly KeptLine[] {
  const isFilled = (key: string) => (row.cells[key]?.text ?? '') !== '';
  if (!ofFields.some(([key]) => isFilled(key)) && !ofCodes.some(([, one]) => isFilled(one.importKey)))
    return none;
  const perField = ofFields.map(([key, field]) => [key, field, key, partsOf(row.cells[key])] as const);
  const perCodes = ofCodes.map(
    ([key, { field, importKey }]) => [key, field, importKey, partsOf(row.cells[importKey])] as const,
  );
  const count = [...perField, ...perCodes].reduce((most, [, , , parts]) => Math.max(most, parts.length), 0);
  return Array.from({ length: count }, (_, index) => ({
    ...Object.fromEntries(
      perField.map(([key, field, , parts]) => [key, readPart(row, key, field, parts[index], context, found)]),
    ),
    ...Object.fromEntries(
      perCodes.map(([key, field, importKey, parts]) => [
        key,
        (parts[index] ?? '')
          .split(codeSeparator)
          .map((one) => one.trim())
          .filter((one) => one !== '')
          .flatMap((label) => {
            const value = readPart(row, importKey, field, label, context, found);
            return typeof value === 'string' ? [value] : [];
          }),
      ]),
    ),
  }));
}

function partsOf(cell: InputCell | undefined): readonly string[] {
  return cell && cell.text !== '' ? cell.text.split(lineSeparator).map((part) => part.trim()) : [];
}

function readPart(
  row: InputRow,
  key: string,
  { kind, label }: Field,
  written: string | undefined,
  context: ImportContext,
  found: Finding[],
): AnyValue {
  const cell = row.cells[key];
  if (!cell || written === undefined || written === '') return null;
  if (kind.is === 'code')
    return readCodeLabel(row, { ...cell, text: written }, codeList(context.codes, kind.list), context, found);
  if (kind.is !== 'choice') return written;
  const reading = readChoice(written, kind);
  if (reading.ok) return reading.value;
  found.push(findingAt(row, 'refused', reading.kind, cell, label.nl, reading.advice));
  return null;
}
