import { z } from 'zod';
import { codeList, matchLabel } from '../../codes/code-lists.ts';
import { type Period, writtenPeriod } from '../../organisation/period.ts';
import { type Text, text } from '../../platform/language/text.ts';
import { normalisedLabel, unknownLabel } from '../import/cells/cell-code.ts';
import { readUnit } from '../import/cells/cell-unit.ts';
import { isOfTwoYears, twoYears } from '../import/cells/two-years.ts';
import {
  type Finding,
  findingAt,
  type ImportContext,
  type ImportFace,
  type InputRow,
  type Interpretation,
  labelKey,
} from '../import/import-face.ts';
import type { ReturnField } from '../register.ts';
import { keptValues, storeValues } from './return-store.ts';
import { readValue, type StoredValue, valueSchema } from './return-value.ts';

export interface ReturnSheet {
  readonly register: string;
  readonly name: Text;
  /** The fields of this sheet, in the order of its columns. */
  readonly fields: readonly ReturnField[];
  /** Headings of the column with the unit; without one, rows are about the whole concern. */
  readonly unitColumn?: readonly string[];
  /** For fields divided by a code list: the name of the column with the code, its headings in files, and the list. */
  readonly partColumn?: { readonly label: Text; readonly headings: readonly string[]; readonly list: string };
}

/** The face by which a register reads yearly return sheets: a row a unit (and year), a column a field. */
export function returnImport(sheet: ReturnSheet): ImportFace {
  return {
    name: sheet.name,
    columns: [
      ...(sheet.unitColumn
        ? [
            {
              key: 'unit',
              label: text('Onderdeel', 'Unit'),
              aliases: sheet.unitColumn,
              required: true,
              about: 'unit' as const,
            },
          ]
        : []),
      {
        key: 'period',
        label: text('Jaar', 'Year'),
        aliases: ['Periode', 'Verslagjaar', 'Year', 'Period', 'Kalenderjaar'],
        required: false,
        about: 'period' as const,
      },
      ...(sheet.partColumn
        ? [
            {
              key: 'part',
              label: sheet.partColumn.label,
              aliases: sheet.partColumn.headings,
              required: true,
              list: sheet.partColumn.list,
            },
          ]
        : []),
      ...sheet.fields.map(({ key, label, imported }) => ({
        key,
        label,
        aliases: imported.names,
        required: imported.required,
        perPeriod: true,
      })),
      {
        key: 'note',
        label: text('Voetnoot', 'Footnote'),
        aliases: ['Noot', 'Opmerking', 'Toelichting', 'Note', 'Remark'],
        required: false,
      },
    ],
    interpret: (row, context) => interpretReturn(sheet, row, context),
    keyed: true,
    periods: (record) => [...new Set(valuesSchema.parse(record).map(({ period }) => period))],
    store: (database, entries) =>
      storeValues(database, entries, new Map(sheet.fields.map(({ key, label }) => [key, label.nl]))),
    kept: keptValues,
  };
}

const valuesSchema = z.array(valueSchema.pick({ period: true }).loose());

function interpretReturn(sheet: ReturnSheet, row: InputRow, context: ImportContext): Interpretation {
  const found: Finding[] = [];
  if (isTotal(sheet, row)) return { findings: [noteTotals(row)] };
  const period = periodOfRow(row, context, found);
  const unit = unitOfRow(sheet, row, context, { period, found });
  const part = partOfRow(sheet, row, context, found);
  if (unit === undefined || period === undefined || part === undefined) return { findings: found };
  const note = row.cells['note']?.text ?? null;
  const values: StoredValue[] = [];
  for (const field of sheet.fields) {
    const cell = row.cells[field.key];
    if (!cell && !field.imported.required) continue;
    const read = readValue(row, cell, field.label.nl, note, found);
    if (read) {
      values.push({
        register: sheet.register,
        field: field.key,
        part: field.part === undefined ? '' : part,
        unit,
        period: period.key,
        ...read,
      });
    }
  }
  return values.length > 0 ? { record: values, findings: found } : { findings: found };
}

function isTotal(sheet: ReturnSheet, row: InputRow): boolean {
  const written = row.cells['unit']?.text;
  return (
    sheet.unitColumn !== undefined && written !== undefined && /^(eind)?(totaal|total|som)\b/i.test(written)
  );
}

function unitOfRow(
  sheet: ReturnSheet,
  row: InputRow,
  context: ImportContext,
  { period, found }: { readonly period: Period | undefined; readonly found: Finding[] },
): string | undefined {
  if (!sheet.unitColumn) return context.structure.root;
  const cell = row.cells['unit'];
  if (cell && cell.text !== '') return readUnit(row, context, found, 'unit', period)?.key;
  const advice = text('Vul in over welk onderdeel deze rij gaat.', 'Fill in which unit this row is about.');
  found.push(findingAt(row, 'refused', 'unit-missing', cell, 'Onderdeel', advice));
  return undefined;
}

function periodOfRow(row: InputRow, context: ImportContext, found: Finding[]): Period | undefined {
  const cell = row.cells['period'];
  if (!cell) {
    const period = row.period ?? context.period;
    if (period) return period;
    found.push(
      findingAt(
        row,
        'refused',
        'period-missing',
        cell,
        'Jaar',
        text(
          'Deze rij noemt geen jaar. Voeg een kolom Jaar toe, of zeg de periode: --period 2020-2021.',
          'This row names no year. Add a column Year, or state the period: --period 2020-2021.',
        ),
      ),
    );
    return undefined;
  }
  const period = writtenPeriod(cell.text, context.yearStart);
  if (period) {
    if (isOfTwoYears(period, context)) found.push(twoYears(row, 'period', period));
    return period;
  }
  found.push(
    findingAt(
      row,
      'refused',
      'period-unclear',
      cell,
      'Jaar',
      text(
        `„${cell.text}” is geen jaar. Schrijf bijvoorbeeld 2021 of 2020-2021.`,
        `“${cell.text}” is no year. Write for example 2021 or 2020-2021.`,
      ),
    ),
  );
  return undefined;
}

function partOfRow(
  sheet: ReturnSheet,
  row: InputRow,
  context: ImportContext,
  found: Finding[],
): string | undefined {
  if (!sheet.partColumn) return '';
  const cell = row.cells['part'];
  const list = codeList(context.codes, sheet.partColumn.list);
  const meant = context.labels.get(labelKey(list.key, cell?.text ?? ''));
  const match = meant === undefined ? cell && matchLabel(list, cell.text) : undefined;
  const code = meant ?? (match && match.how !== 'near' ? match.code.code : undefined);
  if (code === undefined) found.push(unknownLabel(row, cell, sheet.partColumn.label.nl, list, match));
  else if (match && match.how !== 'exact' && cell) found.push(normalisedLabel(row, cell, 'note', match));
  return code;
}

function noteTotals(row: InputRow): Finding {
  return findingAt(
    row,
    'note',
    'totals-row',
    row.cells['unit'],
    'Onderdeel',
    text(
      'Rij met totalen: niet ingelezen, totalen worden berekend.',
      'Row of totals: not read, totals are computed.',
    ),
  );
}
