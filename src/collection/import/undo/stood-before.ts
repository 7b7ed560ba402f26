import { sql } from 'kysely';
import type { Database } from '../../../platform/database/doorways.ts';
import { newId } from '../../../platform/database/new-id.ts';
import type { KeptIn } from '../import-face.ts';

/*
 * Back to what stood before a moment: what was recorded since ends, and what ended since stands again as a new row.
 * Nothing is overwritten, so that the register of any moment can still be seen.
 */

/** Rows of a table that are about something, and from when on they are to be as they were. */
export interface Scope {
  /** The column by which rows are chosen, and its values. */
  readonly column: string;
  readonly ids: readonly string[];
  /** A moment as PostgreSQL writes it, to the microsecond. */
  readonly moment: string;
}

/** What ended and what stands again: the ids of records. */
export interface BroughtBack {
  readonly ended: readonly string[];
  readonly returned: readonly string[];
  /** The new id of each record that is the row itself. */
  readonly newIds: ReadonlyMap<string, string>;
}

/** Ends the rows that were recorded since; answers a column of them. */
export async function endSince(
  database: Database,
  table: string,
  answered: string,
  { column, ids, moment }: Scope,
): Promise<readonly string[]> {
  const { rows } = await sql<{ id: string }>`update ${sql.table(table)} set withdrawn_at = now()
    where ${sql.ref(column)} = any(${ids}::uuid[]) and withdrawn_at is null and recorded_at >= ${moment}::timestamptz
    returning ${sql.ref(answered)} as id`.execute(database);
  return [...new Set(rows.map(({ id }) => id))];
}

/** The rows that stood just before the moment and ended since. */
export async function endedSince(
  database: Database,
  table: string,
  row: string,
  { column, ids, moment }: Scope,
): Promise<readonly string[]> {
  const { rows } = await sql<{ id: string }>`select ${sql.ref(row)} as id from ${sql.table(table)}
    where ${sql.ref(column)} = any(${ids}::uuid[]) and recorded_at < ${moment}::timestamptz
      and withdrawn_at >= ${moment}::timestamptz`.execute(database);
  return rows.map(({ id }) => id);
}

/** What differs in each copy: column to value, by the id of the row that is copied. */
type Changes = ReadonlyMap<string, Readonly<Record<string, string>>>;

/** Writes rows anew, recorded now and standing; columns that a table does not have are left out. */
export async function copyRows(
  database: Database,
  table: string,
  row: string,
  changes: Changes,
): Promise<void> {
  if (changes.size === 0) return;
  const copies = JSON.stringify([...changes].map(([id, values]) => ({ id, values })));
  await sql`insert into ${sql.table(table)}
    select (jsonb_populate_record(null::${sql.table(table)}, to_jsonb(t) || c.values
      || jsonb_build_object('recorded_at', now(), 'withdrawn_at', null, 'recorded_by', acting_person()))).*
    from ${sql.table(table)} t join jsonb_to_recordset(${copies}::jsonb) as c(id uuid, values jsonb)
      on c.id = t.${sql.ref(row)}`.execute(database);
}

/**
 * Brings records back to what they were before the moment, with their lines.
 *
 * @param reason why, for their history
 */
export async function bringBack(
  database: Database,
  { table, record, row, lines = [] }: KeptIn,
  recordIds: readonly string[],
  moment: string,
  reason: string,
): Promise<BroughtBack> {
  const scope = { column: record, ids: recordIds, moment };
  const stood = await endedSince(database, table, row, scope);
  const ended = await endSince(database, table, record, scope);
  const copies = new Map(stood.map((id) => [id, newId()]));
  await copyRows(
    database,
    table,
    row,
    new Map([...copies].map(([id, copy]) => [id, { [row]: copy, change_reason: reason }])),
  );
  for (const one of lines) {
    const copied = await copyOf(database, one.table, 'version_id', copies, {});
    for (const code of one.codes)
      await copyOf(database, code.table, code.lineColumn, copied.ids, { version_id: copied.versions });
  }
  const isRow = record === row;
  const returned = isRow ? stood : await recordsOf(database, table, record, row, stood);
  return { ended, returned, newIds: isRow ? copies : new Map() };
}

/** Copies the rows that belong to copied ones: their parent is the copy of it. */
async function copyOf(
  database: Database,
  table: string,
  parent: string,
  parents: ReadonlyMap<string, string>,
  { version_id: versions }: { readonly version_id?: ReadonlyMap<string, string> },
): Promise<{ readonly ids: ReadonlyMap<string, string>; readonly versions: ReadonlyMap<string, string> }> {
  const { rows } = await sql<{ id: string; parent: string }>`
    select id, ${sql.ref(parent)} as parent from ${sql.table(table)}
    where ${sql.ref(parent)} = any(${[...parents.keys()]}::uuid[])`.execute(database);
  const ids = new Map(rows.map(({ id }) => [id, newId()]));
  const changes = rows.map(({ id, parent: was }) => {
    const version = versions?.get(was);
    const values = { id: ids.get(id) ?? id, [parent]: parents.get(was) ?? was };
    return [id, version === undefined ? values : { ...values, version_id: version }] as const;
  });
  await copyRows(database, table, 'id', new Map(changes));
  return { ids, versions: new Map(rows.map(({ id, parent: was }) => [id, parents.get(was) ?? was])) };
}

async function recordsOf(
  database: Database,
  table: string,
  record: string,
  row: string,
  rowIds: readonly string[],
): Promise<readonly string[]> {
  if (rowIds.length === 0) return [];
  const { rows } = await sql<{ id: string }>`select distinct ${sql.ref(record)} as id from ${sql.table(table)}
    where ${sql.ref(row)} = any(${rowIds}::uuid[])`.execute(database);
  return rows.map(({ id }) => id);
}
