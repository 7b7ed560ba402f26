import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { basename, join, relative } from 'node:path';
import type { ClientBase } from 'pg';
import { errorCode } from '../../language/explained-error.ts';
import { type DatabaseConnection, untilItIsBack } from '../coming-back.ts';
import { withClient } from '../databases.ts';
import {
  badName,
  changedMigration,
  duplicateNumber,
  lateNumber,
  newerDatabase,
  otherRunner,
  statementFailed,
  transactionControl,
} from './migration-errors.ts';

/** One step of the schema: a file `NNNN-name.sql` in the room that it belongs to. */
export type Migration = {
  readonly number: number;
  /** File name without folder. */
  readonly name: string;
  /** Path below the folder that was searched. */
  readonly file: string;
  readonly sql: string;
  /** SHA-256 of the text with Unix line ends, in hexadecimals. */
  readonly checksum: string;
};

/** A migration that a database has had. */
export type AppliedMigration = {
  readonly number: number;
  readonly name: string;
  readonly checksum: string;
  readonly appliedAt: Date;
};

/** How far a database is. */
export type MigrationStatus = {
  readonly applied: readonly AppliedMigration[];
  readonly pending: readonly Migration[];
};

const fiveMinutes = 5 * 60_000;
const wellNamed = /^(\d{4})-[a-z0-9]+(?:-[a-z0-9]+)*\.sql$/;

/**
 * Reads the migrations in a folder and all folders below it, in order of number.
 *
 * @throws MigrationError when two have one number, a name does not follow NNNN-name.sql, or a file ends the
 *   transaction that the runner opens
 */
export async function readMigrations(folder: string): Promise<Migration[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile() && /^\d.*\.sql$/i.test(entry.name));
  const migrations = await Promise.all(
    files.map(async (entry): Promise<Migration> => {
      const path = join(entry.parentPath, entry.name);
      const file = relative(folder, path);
      const number = Number(wellNamed.exec(entry.name)?.[1]);
      if (!(number > 0)) throw badName(file);
      const sql = (await readFile(path, 'utf8')).replaceAll('\r\n', '\n');
      refuseTransactionControl(sql, file);
      return {
        number,
        name: basename(path),
        file,
        sql,
        checksum: createHash('sha256').update(sql).digest('hex'),
      };
    }),
  );
  migrations.sort((a, b) => a.number - b.number);
  for (const [index, migration] of migrations.entries()) {
    const previous = migrations[index - 1];
    if (previous?.number === migration.number) throw duplicateNumber(previous.file, migration.file);
  }
  return migrations;
}

function refuseTransactionControl(sql: string, file: string): void {
  // Between dollar quotes the words belong to plpgsql; in texts and comments they are no statements.
  const outside = sql.replace(/(\$\w*\$)[\s\S]*?\1|'(?:[^']|'')*'|"[^"]*"|--.*$|\/\*[\s\S]*?\*\//gm, ' ');
  const found = /(?:^|;)\s*(begin|start\s+transaction|commit|end|rollback|abort)\b[^;]*;/i.exec(outside);
  if (found?.[1]) throw transactionControl(file, found[1]);
}

/**
 * Brings a database up to the migrations in `folder`: each that is missing, in order of number, in a
 * transaction of its own. Two runners at once wait for each other; one that dies leaves nothing half done.
 *
 * @param connection the owner login
 * @param options `patience`: longest wait for locks of other transactions, in milliseconds
 * @returns the names of the files that were applied now
 * @throws MigrationError when a file is not what was applied, the database is newer than this program, or a
 *   statement fails
 */
export async function migrate(
  connection: DatabaseConnection,
  folder: string,
  options: { readonly patience?: number } = {},
): Promise<{ applied: string[] }> {
  const migrations = await readMigrations(folder);
  // What a lost connection cuts short is undone, or was done and is found in the ledger.
  const applied: string[] = [];
  const patience = options.patience ?? fiveMinutes;
  await untilItIsBack(connection, () => applyMissing(connection, migrations, patience, applied));
  return { applied };
}

function applyMissing(
  connection: DatabaseConnection,
  migrations: readonly Migration[],
  patience: number,
  applied: string[],
): Promise<void> {
  return withClient(connection, async (client) => {
    const database = client.database ?? '';
    const before = await readApplied(client);
    const known = before ?? [];
    if (pendingAfter(migrations, known, database).length === 0 && before !== null) return;
    if (before === null) await createLedger(client);
    for (;;) {
      const migration = await applyNext(client, migrations, database, patience);
      if (migration === null) return;
      applied.push(migration.name);
    }
  });
}

/**
 * Tells which migrations a database has had and which it lacks. The runtime login may ask too.
 *
 * @throws MigrationError as {@link migrate}
 */
export async function migrationStatus(
  connection: DatabaseConnection,
  folder: string,
): Promise<MigrationStatus> {
  const migrations = await readMigrations(folder);
  return untilItIsBack(connection, () =>
    withClient(connection, async (client) => {
      const applied = (await readApplied(client)) ?? [];
      return { applied, pending: pendingAfter(migrations, applied, client.database ?? '') };
    }),
  );
}

/** What was applied, or null when the database has no ledger yet. */
async function readApplied(client: ClientBase): Promise<AppliedMigration[] | null> {
  try {
    const answer = await client.query<{ number: number; name: string; checksum: string; applied_at: Date }>(
      'select number, name, checksum, applied_at from migration.applied order by number',
    );
    return answer.rows.map((row) => ({
      number: row.number,
      name: row.name,
      checksum: row.checksum,
      appliedAt: row.applied_at,
    }));
  } catch (error) {
    // 42P01, 3F000: no such table, no such schema.
    if (['42P01', '3F000'].includes(errorCode(error))) return null;
    throw error;
  }
}

/** The migrations still to come; refuses a history that is not a beginning of ours. */
function pendingAfter(
  migrations: readonly Migration[],
  applied: readonly AppliedMigration[],
  database: string,
): Migration[] {
  const byNumber = new Map(migrations.map((migration) => [migration.number, migration]));
  for (const done of applied) {
    const ours = byNumber.get(done.number);
    if (ours === undefined) throw newerDatabase(done.name, done.appliedAt, database);
    if (ours.checksum !== done.checksum) {
      throw changedMigration(ours.file, done.name, done.appliedAt, database);
    }
  }
  const last = applied.at(-1);
  const done = new Set(applied.map(({ number }) => number));
  const pending = migrations.filter(({ number }) => !done.has(number));
  const late = pending.find(({ number }) => last !== undefined && number < last.number);
  if (late === undefined || last === undefined) return pending;
  throw lateNumber(late.file, late.name, last.name, database);
}

const ledger = `
create schema if not exists migration;
comment on schema migration is 'Which steps of the schema this database has had';
create table if not exists migration.lock (
  one_row boolean primary key default true check (one_row)
);
comment on table migration.lock is 'One row; whoever migrates locks it';
create table if not exists migration.applied (
  number integer primary key,
  name text not null,
  checksum text not null,
  applied_at timestamptz not null default now()
);
comment on table migration.applied is 'The migrations that were applied';
comment on column migration.applied.checksum is 'SHA-256 of the file as it was applied';
insert into migration.lock default values on conflict do nothing;
grant usage on schema migration to public;
grant select on migration.applied to public;
`;

async function createLedger(client: ClientBase): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    try {
      await client.query(`begin; ${ledger} commit`);
      return;
    } catch (error) {
      await client.query('rollback');
      // Another runner makes it at this moment: a duplicate, or "tuple concurrently updated".
      if (!['23505', '42P06', '42P07', 'XX000'].includes(errorCode(error)) || attempt === 5) throw error;
    }
  }
}

/** Applies the first missing migration; null when none is missing. */
async function applyNext(
  client: ClientBase,
  migrations: readonly Migration[],
  database: string,
  patience: number,
): Promise<Migration | null> {
  await client.query('begin');
  try {
    await client.query(`select set_config('lock_timeout', $1, true)`, [String(patience)]);
    await lockLedger(client, database);
    // Read again under the lock: another runner may have been here.
    const [next] = pendingAfter(migrations, (await readApplied(client)) ?? [], database);
    if (next === undefined) {
      await client.query('commit');
      return null;
    }
    await runStatements(client, next, database);
    await client.query('insert into migration.applied (number, name, checksum) values ($1, $2, $3)', [
      next.number,
      next.name,
      next.checksum,
    ]);
    await client.query('commit');
    return next;
  } catch (error) {
    await client.query('rollback').catch(() => undefined);
    throw error;
  }
}

async function lockLedger(client: ClientBase, database: string): Promise<void> {
  try {
    await client.query('select from migration.lock for update');
  } catch (error) {
    // 55P03: the lock did not come free within lock_timeout.
    throw errorCode(error) === '55P03' ? otherRunner(database, error) : error;
  }
}

async function runStatements(client: ClientBase, migration: Migration, database: string): Promise<void> {
  try {
    await client.query(migration.sql);
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    const place = `${migration.file}${lineOf(error, migration.sql)}`;
    throw statementFailed(place, migration.name, database, error);
  }
}

/** PostgreSQL counts characters; a person counts lines. */
function lineOf(error: unknown, sql: string): string {
  if (typeof error !== 'object' || error === null || !('position' in error)) return '';
  const position = Number(error.position);
  return position > 0 ? ` line ${sql.slice(0, position - 1).split('\n').length}` : '';
}
