import { z } from 'zod';
import type { Question } from '../platform/database/doorways.ts';
import { type InsertColumn, insertRows, newRows } from '../platform/database/insert-rows.ts';
import { type Text, text } from '../platform/language/text.ts';
import { type Finding, findingAt, type ImportFace, StoreRefused } from './import/import-face.ts';
import { endRecords } from './import/matters/ended-records.ts';
import type { RecordName, RecordNames, RegisterSheet } from './register.ts';

/** How many records carry each kind of flag. */
export interface FlagCount {
  readonly register: string;
  readonly kind: string;
  readonly count: number;
}

/** Flags that stand with current records, most frequent first. */
export const flagCounts: Question<Record<string, never>, readonly FlagCount[]> = {
  name: 'flags.counts',
  confidential: false,
  object: () => 'flags',
  ask: async (database) => {
    const rows = await database
      .selectFrom('record_flag')
      .select(['register', 'kind', ({ fn }) => fn.countAll<string>().as('count')])
      .where('withdrawn_at', 'is', null)
      .groupBy(['register', 'kind'])
      .orderBy('count', 'desc')
      .orderBy('register')
      .orderBy('kind')
      .execute();
    return rows.map((row) => ({ ...row, count: Number(row.count) }));
  },
};

/** A flag as it is written with its record. */
export interface FlagRow {
  readonly id: string;
  readonly register: string;
  readonly recordId: string;
  readonly kind: string;
  readonly weight: string;
  readonly column: string;
  readonly value: string;
  readonly advice: Text;
}

/** How flags are written. */
export const flagColumns: readonly InsertColumn<FlagRow>[] = [
  ['id', 'uuid', (flag) => flag.id],
  ['register', 'text', (flag) => flag.register],
  ['record_id', 'uuid', (flag) => flag.recordId],
  ['kind', 'text', (flag) => flag.kind],
  ['weight', 'text', (flag) => flag.weight],
  ['column_name', 'text', (flag) => flag.column],
  ['value', 'text', (flag) => flag.value],
  ['advice_nl', 'text', (flag) => flag.advice.nl],
  ['advice_en', 'text', (flag) => flag.advice.en],
];

const columns = [
  { key: 'record', label: text('Twijfel over', 'Doubt about'), required: true },
  { key: 'kind', label: text('Soort twijfel', 'Kind of doubt'), required: true },
  { key: 'weight', label: text('Gewicht', 'Weight'), required: true },
  { key: 'column', label: text('Kolom', 'Column'), required: false },
  { key: 'value', label: text('Waarde in de bron', 'Value in the source'), required: false },
  { key: 'adviceNl', label: text('Advies (nl)', 'Advice (nl)'), required: true },
  { key: 'adviceEn', label: text('Advies (en)', 'Advice (en)'), required: true },
] as const;

/** The flags that stand with present records, each by the name of its record. */
export function flagSheet(register: string, names: RecordNames): RegisterSheet {
  return {
    name: 'twijfels',
    headings: columns.map((column) => column.label.nl),
    read: async (database) => {
      const flags = await database
        .selectFrom('record_flag')
        .select(['record_id', 'kind', 'weight', 'column_name', 'value', 'advice_nl', 'advice_en'])
        .where('register', '=', register)
        .where('withdrawn_at', 'is', null)
        .orderBy('column_name')
        .orderBy('value')
        .execute();
      if (flags.length === 0) return [];
      const nameOf = namesToFlags(await names(database));
      return flags
        .flatMap(({ record_id, kind, weight, column_name, value, advice_nl, advice_en }) => {
          const name = nameOf(record_id, kind);
          return name === undefined
            ? []
            : [[name, kind, weight, column_name || null, value || null, advice_nl, advice_en]];
        })
        .sort(byText);
    },
  };
}

/** Answers for each flag the name of its record: of several names one that the flag is about, each in turn. */
function namesToFlags(names: readonly RecordName[]): (recordId: string, kind: string) => string | undefined {
  const byRecord = new Map<string, RecordName[]>();
  for (const one of names) byRecord.set(one.recordId, [...(byRecord.get(one.recordId) ?? []), one]);
  const given = new Map<string, number>();
  return (recordId, kind) => {
    const all = byRecord.get(recordId) ?? [];
    const meant = all.filter((one) => one.doubt === kind);
    const turn = given.get(`${recordId} ${kind}`) ?? 0;
    given.set(`${recordId} ${kind}`, turn + 1);
    return (meant[turn % meant.length] ?? all[0])?.name;
  };
}

function byText(a: readonly (string | null)[], b: readonly (string | null)[]): number {
  const [one, other] = [JSON.stringify(a), JSON.stringify(b)];
  return one < other ? -1 : one > other ? 1 : 0;
}

const flagSchema = z.strictObject({
  record: z.string(),
  kind: z.string(),
  weight: z.enum(['doubtful', 'note']),
  column: z.string(),
  value: z.string(),
  advice: z.strictObject({ nl: z.string(), en: z.string() }),
});

/**
 * Reads flags in the form of {@link flagSheet}. A record that the file names gets the flags that the file gives it,
 * instead of those that it had; flags of a record that the register does not hold are refused.
 */
export function flagsImport(register: string, names: RecordNames): ImportFace {
  return {
    ofExports: true,
    name: text('twijfels uit een export', 'doubts from an export'),
    columns: columns.map((column) => ({ ...column, aliases: [] })),
    interpret: (row) => {
      const cell = (key: string) => row.cells[key]?.text ?? '';
      const flag = flagSchema.safeParse({
        record: cell('record'),
        kind: cell('kind'),
        weight: cell('weight'),
        column: cell('column'),
        value: cell('value'),
        advice: { nl: cell('adviceNl'), en: cell('adviceEn') },
      });
      if (flag.success && flag.data.record !== '' && flag.data.kind !== '')
        return { record: flag.data, findings: [] };
      const advice = text(
        'Deze rij is niet zoals een export haar schrijft. Maak de export opnieuw.',
        'This row is not as an export writes it. Make the export again.',
      );
      return {
        findings: [findingAt(row, 'refused', 'flag-unclear', row.cells['weight'], 'Gewicht', advice)],
      };
    },
    keyed: true,
    store: async (database, entries) => {
      const ids = new Map((await names(database)).map((one) => [one.name, one.recordId]));
      const unknown = new Set<string>();
      const flags = entries.flatMap((entry): FlagRow[] => {
        const { record, ...flag } = flagSchema.parse(entry.record);
        const recordId = ids.get(record);
        if (recordId === undefined) unknown.add(record);
        return recordId === undefined ? [] : [{ id: entry.recordId, register, recordId, ...flag }];
      });
      if (unknown.size > 0) throw new StoreRefused([...unknown].map(unknownRecord));
      await endRecords(database, { table: 'record_flag', record: 'record_id' }, [
        ...new Set(flags.map((flag) => flag.recordId)),
      ]);
      await insertRows(database, newRows('record_flag', flagColumns, flags));
    },
    kept: { table: 'record_flag', record: 'id', row: 'id' },
  };
}

function unknownRecord(name: string): Finding {
  return {
    weight: 'refused',
    kind: 'record-unknown',
    sheet: '',
    row: 0,
    column: 'Twijfel over',
    value: name,
    advice: text(
      'Dit register houdt niets met deze naam. Lees eerst de registraties en opgaven van dezelfde export in.',
      'This register holds nothing of this name. First import the records and returns of the same export.',
    ),
  };
}
