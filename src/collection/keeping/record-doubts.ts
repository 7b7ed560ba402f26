import { sql } from 'kysely';
import { z } from 'zod';
import { today } from '../../organisation/period.ts';
import type { Database } from '../../platform/database/doorways.ts';
import { insertRows, newRows } from '../../platform/database/insert-rows.ts';
import { newId } from '../../platform/database/new-id.ts';
import { text } from '../../platform/language/text.ts';
import type { Doubt, DoubtContext } from '../doubt.ts';
import { copied } from '../fields/privacy.ts';
import { isSpan } from '../fields/span.ts';
import { fileValue } from '../fields/write-value.ts';
import { type FlagRow, flagColumns } from '../flags.ts';
import { type RecordPages, type RecordValues, valueAt } from '../offers/record-pages.ts';
import { flagsOf } from './one-record.ts';

/** A doubt about a record as it is written: its kind, and the column with the value that is doubted. */
export const doubtSchema = z.strictObject({
  kind: z.string(),
  column: z.string(),
  value: z.string(),
  advice: z.strictObject({ nl: z.string(), en: z.string() }),
});
export type RecordDoubt = z.infer<typeof doubtSchema>;

/** All that is doubtful about a record that somebody filled in: what its register doubts, and a moment that has yet to come. */
export function doubtsAbout(
  pages: RecordPages,
  values: RecordValues,
  context: DoubtContext,
): readonly RecordDoubt[] {
  return [...pages.doubtsOf(values, context), ...momentToCome(pages, values)].map(
    ({ kind, field, advice }) => {
      const described = pages.record.fields[field];
      return {
        kind,
        column: described?.label.nl ?? field,
        value: copied(described?.privacy ?? 'free-text', 'doubt', fileValue(valueAt(values, field)) ?? ''),
        advice,
      };
    },
  );
}

function momentToCome({ moment }: RecordPages, values: RecordValues): readonly Doubt[] {
  const value = valueAt(values, moment);
  const from = isSpan(value) ? value.from : typeof value === 'string' ? value : '';
  if (from <= today()) return [];
  const advice = text(
    'Deze dag moet nog komen. Klopt het jaar?',
    'This day has yet to come. Is the year right?',
  );
  return [{ kind: 'moment-to-come', field: moment, advice }];
}

/** The doubts that are the same whichever way they are raised. */
export function sameDoubt(
  one: Pick<RecordDoubt, 'kind' | 'column'>,
  other: Pick<RecordDoubt, 'kind' | 'column'>,
): boolean {
  return one.kind === other.kind && one.column === other.column;
}

/** What becomes of the doubts about a record that got another version. */
interface DoubtChange {
  readonly register: string;
  readonly record: string;
  /** All that is doubtful about the record as it is now. */
  readonly doubts: readonly RecordDoubt[];
  /** What of it is doubtful since this version. */
  readonly raised: readonly RecordDoubt[];
  /** The kinds that follow from a record: those that are not raised any more are over. */
  readonly kinds: readonly string[];
  /** The labels of the fields that changed: what a file was doubted for in them is over. */
  readonly changed: readonly string[];
  /** Why what is doubted now is right all the same, of who was asked; null where nobody was. */
  readonly stands: string | null;
}

/** Ends the doubts that are over and writes those that are new; who said that one is right decided it. */
export async function settleDoubts(database: Database, change: DoubtChange): Promise<void> {
  const { register, record, doubts, raised, kinds, changed, stands } = change;
  const standing = await flagsOf(database, register, record);
  const over = standing.filter((flag) =>
    kinds.includes(flag.kind)
      ? !doubts.some((doubt) => sameDoubt(doubt, flag))
      : changed.includes(flag.column),
  );
  await endFlags(
    database,
    over.map(({ id }) => id),
  );
  const decided = await decidedDoubts(database, register, record);
  const fresh = raised.filter(
    (doubt) =>
      !standing.some((flag) => sameDoubt(doubt, flag)) &&
      !decided.some((one) => sameDoubt(doubt, one) && one.value === doubt.value),
  );
  const flags = fresh.map((doubt) => flagRow(register, record, doubt));
  await insertRows(database, newRows('record_flag', flagColumns, flags));
  if (stands !== null)
    for (const { id } of flags) await decideFlag(database, { register, record, flag: id, reason: stands });
}

export function flagRow(
  register: string,
  record: string,
  { kind, column, value, advice }: RecordDoubt,
): FlagRow {
  return { id: newId(), register, recordId: record, kind, weight: 'doubtful', column, value, advice };
}

/** Ends doubts: they were decided, or are over. */
async function endFlags(database: Database, flags: readonly string[]): Promise<void> {
  if (flags.length === 0) return;
  await sql`update record_flag set withdrawn_at = now() where id = any(${flags}::uuid[]) and withdrawn_at is null`.execute(
    database,
  );
}

/** Records that something doubtful is right as it stands. */
export async function decideFlag(
  database: Database,
  { register, record, flag, reason }: { register: string; record: string; flag: string; reason: string },
): Promise<void> {
  await sql`insert into record_decision (id, register, record_id, kind, flag_id, reason)
    values (${newId()}, ${register}, ${record}, 'stands', ${flag}, ${reason})`.execute(database);
  await endFlags(database, [flag]);
}

/** The doubts of a record that somebody decided, and that nobody opened again. */
async function decidedDoubts(
  database: Database,
  register: string,
  record: string,
): Promise<readonly Pick<RecordDoubt, 'kind' | 'column' | 'value'>[]> {
  const { rows } = await sql<{ kind: string; column: string; value: string }>`
    select f.kind, f.column_name as "column", f.value from record_decision d join record_flag f on f.id = d.flag_id
    where d.register = ${register} and d.record_id = ${record}::uuid and d.kind = 'stands'
      and not exists (select from record_decision later where later.flag_id = d.flag_id and later.kind = 'reopened')`.execute(
    database,
  );
  return rows;
}

/** What becomes of the doubts about one of many records that got another version. */
export interface ManyChanged {
  readonly record: string;
  /** What was doubtful about it before. */
  readonly known: readonly RecordDoubt[];
  /** What is doubtful about it now. */
  readonly doubts: readonly RecordDoubt[];
  /** The labels of the fields that changed. */
  readonly changed: readonly string[];
}

/**
 * As {@link settleDoubts}, of many records of a register: what is doubtful since stands undecided, since nobody was
 * asked about each.
 */
export async function settleMany(
  database: Database,
  {
    register,
    kinds,
    changes,
  }: {
    readonly register: string;
    readonly kinds: readonly string[];
    readonly changes: readonly ManyChanged[];
  },
): Promise<void> {
  const byRecord = new Map(changes.map((one) => [one.record, one]));
  const records = [...byRecord.keys()];
  const { rows: standing } = await sql<Standing>`
    select id::text as id, record_id::text as record, kind, column_name as "column", value from record_flag
    where register = ${register} and withdrawn_at is null and record_id = any(${records}::uuid[])`.execute(
    database,
  );
  const over = standing.filter(({ record, kind, column }) => {
    const change = byRecord.get(record);
    if (!change) return false;
    return kinds.includes(kind)
      ? !change.doubts.some((doubt) => sameDoubt(doubt, { kind, column }))
      : change.changed.includes(column);
  });
  await endFlags(
    database,
    over.map(({ id }) => id),
  );
  const isSame = (one: Omit<Standing, 'id' | 'record'>, doubt: RecordDoubt) =>
    sameDoubt(one, doubt) && one.value === doubt.value;
  const raised = changes.flatMap(({ record, known, doubts }) =>
    doubts
      .filter(
        (doubt) =>
          !known.some((one) => isSame(one, doubt)) &&
          !standing.some((flag) => flag.record === record && sameDoubt(doubt, flag)),
      )
      .map((doubt) => ({ record, doubt })),
  );
  if (raised.length === 0) return;
  const { rows: decided } = await sql<Omit<Standing, 'id'>>`
    select d.record_id::text as record, f.kind, f.column_name as "column", f.value
    from record_decision d join record_flag f on f.id = d.flag_id
    where d.register = ${register} and d.record_id = any(${raised.map(({ record }) => record)}::uuid[])
      and d.kind = 'stands'
      and not exists (select from record_decision later where later.flag_id = d.flag_id and later.kind = 'reopened')`.execute(
    database,
  );
  const flags = raised
    .filter(({ record, doubt }) => !decided.some((one) => one.record === record && isSame(one, doubt)))
    .map(({ record, doubt }) => flagRow(register, record, doubt));
  await insertRows(database, newRows('record_flag', flagColumns, flags));
}

interface Standing {
  readonly id: string;
  readonly record: string;
  readonly kind: string;
  readonly column: string;
  readonly value: string;
}
