import { z } from 'zod';
import { parsePeriod } from '../../organisation/period.ts';
import { findUnit } from '../../organisation/structure.ts';
import { text } from '../../platform/language/text.ts';
import { type Finding, findingAt, type ImportFace, type InputRow } from '../import/import-face.ts';
import type { RecordName, RecordNames, RegisterSheet } from '../register.ts';
import { keptValues, storeValues } from './return-store.ts';
import { type StoredValue, valueSchema } from './return-value.ts';

const columns = [
  { key: 'field', label: text('Veld van de opgave', 'Return field') },
  { key: 'part', label: text('Deel', 'Part') },
  { key: 'unit', label: text('Sleutel van het onderdeel', 'Unit key') },
  { key: 'period', label: text('Periode', 'Period') },
  { key: 'state', label: text('Toestand', 'State') },
  { key: 'value', label: text('Waarde', 'Value') },
  { key: 'noteNl', label: text('Noot (nl)', 'Note (nl)') },
  { key: 'noteEn', label: text('Noot (en)', 'Note (en)') },
] as const;

/** The present values of a register's returns, one a row: written so that {@link returnRowsImport} reads them. */
export function returnRows(register: string): RegisterSheet {
  return {
    name: 'opgaven',
    headings: columns.map((column) => column.label.nl),
    read: async (database) => {
      const rows = await database
        .selectFrom('reported_value')
        .select(['field', 'part', 'unit', 'period', 'state', 'value', 'note_nl', 'note_en'])
        .where('register', '=', register)
        .where('withdrawn_at', 'is', null)
        .orderBy('field')
        .orderBy('part')
        .orderBy('unit')
        .orderBy('period')
        .execute();
      return rows.map((row) => [
        row.field,
        row.part,
        row.unit,
        row.period,
        row.state,
        row.value,
        row.note_nl,
        row.note_en,
      ]);
    },
  };
}

/** The kind of doubt that leads to a state: of a row with several values, the doubt is about the one in that state. */
const doubts: Readonly<Partial<Record<StoredValue['state'], string>>> = {
  'not-reported': 'value-blank',
  partial: 'value-footnote',
  estimated: 'value-approximate',
};

/** Values of returns are known by what they are about. */
export function returnNames(register: string): RecordNames {
  return async (database) => {
    const rows = await database
      .selectFrom('reported_value')
      .select(['record_id', 'field', 'part', 'unit', 'period', 'state'])
      .where('register', '=', register)
      .where('withdrawn_at', 'is', null)
      .where('record_id', 'is not', null)
      .orderBy('field')
      .orderBy('part')
      .orderBy('unit')
      .orderBy('period')
      .execute();
    return rows.flatMap(({ record_id, field, part, unit, period, state }): RecordName[] => {
      const name = [field, part, unit, period].filter((one) => one !== '').join(' ');
      return record_id === null
        ? []
        : [{ recordId: record_id, name, doubt: doubts[valueSchema.shape.state.parse(state)] }];
    });
  };
}

/** Reads returns one value a row, with state and notes as they are: the form in which `export` writes them. */
export function returnRowsImport(register: string): ImportFace {
  const required: ReadonlySet<string> = new Set(['field', 'unit', 'period', 'state']);
  return {
    ofExports: true,
    name: text('opgaven uit een export', 'returns from an export'),
    columns: columns.map((column) => ({ ...column, aliases: [], required: required.has(column.key) })),
    interpret: (row, context) => {
      const cell = (key: string) => row.cells[key]?.text ?? '';
      const unit = findUnit(context.structure, cell('unit'));
      const stated = {
        register,
        field: cell('field'),
        part: cell('part'),
        unit: unit?.key ?? '',
        period: periodKey(row, context.yearStart),
        state: cell('state'),
        value: cell('value') || null,
        noteNl: cell('noteNl') || null,
        noteEn: cell('noteEn') || null,
      };
      const findings: Finding[] = [];
      if (!unit) findings.push(refuse(row, 'unit', 'unit-unknown'));
      if (stated.period === '') findings.push(refuse(row, 'period', 'period-unclear'));
      if (!stated.field.includes('.')) findings.push(refuse(row, 'field', 'field-unknown'));
      const value = valueSchema.safeParse(stated);
      if (!value.success || (value.data.value !== null) !== hasNumber(value.data.state))
        findings.push(refuse(row, 'state', 'state-contradicts-value'));
      return value.success && findings.length === 0 ? { record: [value.data], findings } : { findings };
    },
    keyed: true,
    store: (database, entries) => storeValues(database, entries),
    kept: keptValues,
  };
}

function hasNumber(state: StoredValue['state']): boolean {
  return ['value', 'nil', 'partial', 'estimated'].includes(state);
}

function periodKey(row: InputRow, yearStart: Parameters<typeof parsePeriod>[1]): string {
  const written = z
    .string()
    .regex(/^\d{4}(-\d{4})?$/)
    .safeParse(row.cells['period']?.text);
  return written.success ? parsePeriod(written.data, yearStart).key : '';
}

function refuse(row: InputRow, key: string, kind: string): Finding {
  const label = columns.find((column) => column.key === key)?.label.nl ?? key;
  return findingAt(
    row,
    'refused',
    kind,
    row.cells[key],
    label,
    text(
      'Deze rij is niet zoals een export haar schrijft. Maak de export opnieuw, of gebruik het opgaveformulier.',
      'This row is not as an export writes it. Make the export again, or use the return form.',
    ),
  );
}
