import { codeList } from '../../codes/code-lists.ts';
import type { AnyValue, Field } from '../fields/field.ts';
import { fieldReader } from '../fields/read-row.ts';
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
import type { LinesDescription } from './record-description.ts';

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
  const ofFields = Object.entries(fields).map(([key, field]) => [key, partReader(key, field)] as const);
  const ofCodes = Object.entries(codes).map(
    ([key, { importKey, field }]) => [key, importKey, partReader(importKey, field)] as const,
  );
  return (row, context, found) => readLines(ofFields, ofCodes, row, context, found);
}

const none: readonly KeptLine[] = [];

function readLines(
  ofFields: readonly (readonly [key: string, read: PartReader])[],
  ofCodes: readonly (readonly [key: string, importKey: string, read: PartReader])[],
  row: InputRow,
  context: ImportContext,
  found: Finding[],
): readonly KeptLine[] {
  const isFilled = (key: string) => (row.cells[key]?.text ?? '') !== '';
  if (!ofFields.some(([key]) => isFilled(key)) && !ofCodes.some(([, importKey]) => isFilled(importKey)))
    return none;
  const perField = ofFields.map(([key, read]) => [key, read, partsOf(row.cells[key])] as const);
  const perCodes = ofCodes.map(
    ([key, importKey, read]) => [key, read, partsOf(row.cells[importKey])] as const,
  );
  let count = 0;
  for (const [, , parts] of perField) count = Math.max(count, parts.length);
  for (const [, , parts] of perCodes) count = Math.max(count, parts.length);
  const lines: KeptLine[] = [];
  // Key by key, without lists in between: nearly every row of a large file has a line.
  for (let index = 0; index < count; index++) {
    const line: Record<string, KeptLine[string]> = {};
    for (const [key, read, parts] of perField) line[key] = read(row, parts[index], context, found);
    for (const [key, read, parts] of perCodes) line[key] = codesOf(read, row, parts[index], context, found);
    lines.push(line);
  }
  return lines;
}

/** The codes of one line. */
function codesOf(
  read: PartReader,
  row: InputRow,
  part: string | undefined,
  context: ImportContext,
  found: Finding[],
): readonly string[] {
  if (part === undefined || part === '') return [];
  return part.split(codeSeparator).flatMap((one) => {
    const value = read(row, one.trim(), context, found);
    return typeof value === 'string' ? [value] : [];
  });
}

function partsOf(cell: InputCell | undefined): readonly string[] {
  return cell && cell.text !== '' ? cell.text.split(lineSeparator).map((part) => part.trim()) : [];
}

/** Reads one part of a cell: that of one line. */
type PartReader = (
  row: InputRow,
  written: string | undefined,
  context: ImportContext,
  found: Finding[],
) => AnyValue;

function partReader(key: string, field: Field): PartReader {
  const { kind, label } = field;
  if (kind.is === 'code')
    return ofPart(key, (row, cell, text, context, found) =>
      readCodeLabel(row, { ...cell, text }, codeList(context.codes, kind.list), context, found),
    );
  if (kind.is === 'choice')
    return ofPart(key, (row, cell, text, _context, found) => {
      const reading = readChoice(text, kind);
      if (reading.ok) return reading.value;
      found.push(findingAt(row, 'refused', reading.kind, cell, label.nl, reading.advice));
      return null;
    });
  const read = fieldReader(key, field);
  return ofPart(key, (row, cell, text, context, found) =>
    read({ ...row, cells: { ...row.cells, [key]: { ...cell, text } } }, context, found, {}),
  );
}

function ofPart(
  key: string,
  read: (row: InputRow, cell: InputCell, text: string, context: ImportContext, found: Finding[]) => AnyValue,
): PartReader {
  return (row, written, context, found) => {
    const cell = row.cells[key];
    return cell && written !== undefined && written !== '' ? read(row, cell, written, context, found) : null;
  };
}
