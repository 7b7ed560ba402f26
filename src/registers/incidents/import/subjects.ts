import { codeList, levelled } from '../../../codes/code-lists.ts';
import {
  type Finding,
  findingAt,
  type ImportContext,
  type InputCell,
  type InputRow,
} from '../../../collection/import/import-face.ts';
import { type Text, text } from '../../../platform/language/text.ts';
import { findingLabels, findings, type Incident, relationLabels, relations } from '../rules.ts';
import { codeFor } from './codes.ts';

/** Subject lines side by side in one row are parted by ";", measures of one line by "+". */
export function subjectsOf(row: InputRow, context: ImportContext, found: Finding[]): Incident['subjects'] {
  const relation = parts(row.cells['relation'], ';');
  const grade = parts(row.cells['grade'], ';');
  const finding = parts(row.cells['finding'], ';');
  const measure = parts(row.cells['measure'], ';');
  const count = Math.max(relation.length, grade.length, finding.length, measure.length);
  return Array.from({ length: count }, (_, index) => ({
    relation: fixedCode(row, 'relation', relation[index], relations, relationLabels, found),
    grade: listCode(row, 'grade', grade[index], 'grade-bands', context, found),
    finding: fixedCode(row, 'finding', finding[index], findings, findingLabels, found),
    measures: (measure[index] ?? '')
      .split('+')
      .map((one) => one.trim())
      .filter((one) => one !== '')
      .flatMap((label) => listCode(row, 'measure', label, 'measures', context, found) ?? []),
  }));
}

/** The code of a list that one part of a cell means. */
function listCode(
  row: InputRow,
  key: string,
  written: string | undefined,
  list: string,
  context: ImportContext,
  found: Finding[],
): string | null {
  const cell = row.cells[key];
  if (!cell || written === undefined || written === '') return null;
  return codeFor(row, { ...cell, text: written }, codeList(context.codes, list), context, found);
}

function parts(cell: InputCell | undefined, separator: string): readonly string[] {
  return cell && cell.text !== '' ? cell.text.split(separator).map((part) => part.trim()) : [];
}

function fixedCode<C extends string>(
  row: InputRow,
  key: string,
  written: string | undefined,
  codes: readonly C[],
  labels: Readonly<Record<C, Text>>,
  found: Finding[],
): C | null {
  if (written === undefined || written === '') return null;
  const plain = levelled(written);
  const code = codes.find(
    (one) => one === written || levelled(labels[one].nl) === plain || levelled(labels[one].en) === plain,
  );
  if (code) return code;
  const choices = codes.map((one) => labels[one].nl).join(', ');
  found.push(
    findingAt(
      row,
      'refused',
      'label-unknown',
      row.cells[key],
      key,
      text(
        `„${written}” is hier niet bekend. Kies uit: ${choices}.`,
        `“${written}” is not known here. Choose from: ${codes.map((one) => labels[one].en).join(', ')}.`,
      ),
    ),
  );
  return null;
}
