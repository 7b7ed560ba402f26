import { sql } from 'kysely';
import { nameKey } from '../../../organisation/people/names.ts';
import { settleLeaving } from '../../../organisation/people/who-left.ts';
import { recordedDay } from '../../../organisation/recorded-day.ts';
import type { Database } from '../../../platform/database/doorways.ts';
import { type InsertColumn, insertRows, newRows } from '../../../platform/database/insert-rows.ts';
import { newId } from '../../../platform/database/new-id.ts';
import type { PeoplePlan } from '../comparing/compare-people.ts';

/** Rows in one statement. */
const batch = 5000;

/** How changes are recorded. */
export interface ApplyOptions {
  readonly sender: string;
  readonly day: string;
  /** Who applies: in appointments that end. */
  readonly by: string;
  /** Why, for the histories. */
  readonly reason: string;
  /** For how many months names are kept of who left. */
  readonly namesKeptMonths: number;
}

/** What applying a list did beside what it states. */
export interface AppliedPeople {
  /** The roles that stay though their bearer left, since nobody else has them. */
  readonly keptRoles: readonly string[];
  /** How many people who left long ago lost their name and address. */
  readonly forgotten: number;
}

/**
 * Writes what a list changes. Everything is written in sets; what stood is withdrawn and stays. Names of who left long
 * ago go at the same time.
 */
export async function applyPeople(
  database: Database,
  plan: PeoplePlan,
  { sender, day, by, reason, namesKeptMonths }: ApplyOptions,
): Promise<AppliedPeople> {
  await inBatches(plan.endedNumbers, (ids) =>
    sql`update person_number set valid_until = ${day}::date where id = any(${ids}::uuid[])`.execute(database),
  );
  await inBatches(plan.endedVersions, (ids) =>
    sql`update employment set withdrawn_at = now() where version_id = any(${ids}::uuid[])`.execute(database),
  );
  await inBatches(plan.endedStatements, (ids) =>
    sql`update employment_statement set withdrawn_at = now() where id = any(${ids}::uuid[])`.execute(
      database,
    ),
  );
  await inBatches(
    plan.contacts.map(({ person }) => person),
    (ids) =>
      sql`update person_contact set withdrawn_at = now()
          where person_id = any(${ids}::uuid[]) and withdrawn_at is null`.execute(database),
  );
  await add(database, 'person', plan.newPersons, [['id', 'uuid', (id) => id]]);
  await add(database, 'person_number', plan.newNumbers, [
    ['id', 'uuid', () => newId()],
    ['person_id', 'uuid', ({ person }) => person],
    ['sender', 'text', () => sender],
    ['number', 'text', ({ number }) => number],
  ]);
  await add(database, 'person_contact', plan.contacts, [
    ['version_id', 'uuid', () => newId()],
    ['person_id', 'uuid', ({ person }) => person],
    ['name', 'text', ({ name }) => name],
    ['name_key', 'text', ({ name }) => nameKey(name)],
    ['mail', 'text', ({ mail }) => mail],
    ['telephone', 'text', ({ telephone }) => telephone],
  ]);
  await add(database, 'employment', plan.versions, [
    ['version_id', 'uuid', () => newId()],
    ['employment_id', 'uuid', ({ employment }) => employment],
    ['person_id', 'uuid', ({ person }) => person],
    ['unit', 'text', ({ unit }) => unit],
    ['function', 'text', ({ function: job }) => job],
    ['supervisor_id', 'uuid', ({ supervisor }) => supervisor],
    ['weekly_hours', 'numeric', ({ hours }) => hours],
    ['kind', 'text', ({ kind }) => kind],
    ['started_on', 'date', ({ started }) => started],
    ['ended_on', 'date', ({ ended }) => ended],
    ['change_reason', 'text', () => reason],
  ]);
  await add(database, 'employment_statement', plan.statements, [
    ['id', 'uuid', () => newId()],
    ['employment_id', 'uuid', ({ employment }) => employment],
    ['sender', 'text', () => sender],
    ['stated_start', 'date', ({ start }) => start],
  ]);
  await settleLeaving(database, by);
  const forgotten = await sql<{ people: number }>`
    select forget_who_left(${namesKeptMonths}) as people`.execute(database);
  return { keptRoles: await rolesKept(database, plan), forgotten: forgotten.rows[0]?.people ?? 0 };
}

/** Roles that stay though their bearer left, since nobody else has them. */
async function rolesKept(database: Database, { endings }: PeoplePlan): Promise<readonly string[]> {
  const day = await recordedDay(database);
  const over = endings.filter(({ until }) => until <= day);
  const kept = await sql<{ role: string }>`
    select role from appointment where id = any(${over.map(({ appointment }) => appointment.appointment)}::uuid[])
      and withdrawn_at is null order by role`.execute(database);
  return kept.rows.map(({ role }) => role);
}

async function inBatches<One>(all: readonly One[], work: (some: One[]) => Promise<unknown>): Promise<void> {
  for (let at = 0; at < all.length; at += batch) await work(all.slice(at, at + batch));
}

/** Adds rows to a table; while the database writes some, the next are made ready. */
async function add<Row>(
  database: Database,
  table: string,
  rows: readonly Row[],
  columns: readonly InsertColumn<Row>[],
): Promise<void> {
  let writing = Promise.resolve();
  for (let at = 0; at < rows.length; at += batch) {
    const ready = newRows(table, columns, rows.slice(at, at + batch));
    await writing;
    writing = insertRows(database, ready);
    // A failure shows at the next turn.
    writing.catch(() => undefined);
  }
  await writing;
}
