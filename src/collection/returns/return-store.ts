import { z } from 'zod';
import type { Database } from '../../platform/database/doorways.ts';
import { type InsertColumn, insertRows, newRows } from '../../platform/database/insert-rows.ts';
import { newId } from '../../platform/database/new-id.ts';
import { type Text, text } from '../../platform/language/text.ts';
import { type Finding, type KeptIn, type StoredEntry, StoreRefused } from '../import/import-face.ts';
import { type StoredValue, valueSchema } from './return-value.ts';
import { stateInWords } from './state-in-words.ts';

type NewValue = StoredValue & { readonly id: string; readonly recordId: string };

const valueColumns: readonly InsertColumn<NewValue>[] = [
  ['id', 'uuid', (row) => row.id],
  ['register', 'text', (row) => row.register],
  ['field', 'text', (row) => row.field],
  ['part', 'text', (row) => row.part],
  ['unit', 'text', (row) => row.unit],
  ['period', 'text', (row) => row.period],
  ['state', 'text', (row) => row.state],
  ['value', 'text', (row) => row.value],
  ['note_nl', 'text', (row) => row.noteNl],
  ['note_en', 'text', (row) => row.noteEn],
  ['record_id', 'uuid', (row) => row.recordId],
];

/**
 * Writes values of returns; what is known already is left out. Throws {@link StoreRefused} when something else is known.
 *
 * @param labels what people call the fields, by key
 */
export async function storeValues(
  database: Database,
  entries: readonly StoredEntry[],
  labels: ReadonlyMap<string, string> = new Map(),
): Promise<void> {
  const stated = entries.flatMap((entry) =>
    z
      .array(valueSchema)
      .parse(entry.record)
      .map((value) => ({ ...value, id: newId(), recordId: entry.recordId })),
  );
  const fresh = await withoutKnown(database, stated, labels);
  await insertRows(database, newRows('reported_value', valueColumns, fresh));
}

/** Leaves out what is known already; throws {@link StoreRefused} when something else is known. */
async function withoutKnown<V extends StoredValue>(
  database: Database,
  stated: readonly V[],
  labels: ReadonlyMap<string, string>,
): Promise<readonly V[]> {
  const keyOf = (value: { field: string; part: string; unit: string; period: string }) =>
    [value.field, value.part, value.unit, value.period].join('|');
  const known = await database
    .selectFrom('reported_value')
    .select(['field', 'part', 'unit', 'period', 'state', 'value'])
    .where('withdrawn_at', 'is', null)
    .where('field', 'in', [...new Set(stated.map((value) => value.field)), ''])
    .execute();
  const current = new Map(known.map((value) => [keyOf(value), { state: value.state, value: value.value }]));
  const kept: V[] = [];
  const conflicts: Finding[] = [];
  for (const value of stated) {
    const before = current.get(keyOf(value));
    if (!before) {
      kept.push(value);
      current.set(keyOf(value), { state: value.state, value: value.value });
    } else if (before.state !== value.state || before.value !== value.value) {
      const advice = text(
        `Over ${value.unit} in ${value.period} is al „${inWords(before).nl}” opgegeven, en nu „${inWords(value).nl}”. Geen van beide gaat voor: verbeter het bestand waarin de onjuiste waarde staat, en lees dat opnieuw in met --replace.`,
        `For ${value.unit} in ${value.period}, “${inWords(before).en}” was stated before, and now “${inWords(value).en}”. Neither goes before the other: correct the file with the wrong value and import it again with --replace.`,
      );
      conflicts.push({
        weight: 'refused',
        kind: 'stated-twice',
        sheet: '',
        row: 0,
        column: labels.get(value.field) ?? value.field,
        value: value.unit,
        advice,
      });
    }
  }
  if (conflicts.length > 0) throw new StoreRefused(conflicts);
  return kept;
}

/** A number as it stands, or the words for why there is none. */
function inWords({ state, value }: { readonly state: string; readonly value: string | null }): Text {
  return value === null ? stateInWords(state) : text(value, value);
}

/** Where values of returns stand. */
export const keptValues: KeptIn = { table: 'reported_value', record: 'record_id', row: 'id' };
