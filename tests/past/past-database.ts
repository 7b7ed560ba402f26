import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliCompressSync, brotliDecompressSync, constants } from 'node:zlib';
import type { ClientBase } from 'pg';
import type { DatabaseConnection } from '../../src/platform/database/coming-back.ts';
import { withClient } from '../../src/platform/database/databases.ts';
import { migrate, readMigrations } from '../../src/platform/database/migrations/migrations.ts';
import { quoteName } from '../../src/platform/database/roles.ts';

/*
 * A database of an earlier version of the program, kept as a file: the migrations that it had, and the rows of
 * every table. Any PostgreSQL that the program runs on can load it, as the owner login and without psql.
 */

/** The contents of a database, whole: which migrations it had, and its tables in the order in which they load. */
export interface PastDatabase {
  readonly migrations: readonly {
    readonly number: number;
    readonly name: string;
    readonly checksum: string;
  }[];
  readonly tables: readonly PastTable[];
}

interface PastTable {
  readonly table: string;
  /** As PostgreSQL writes them in JSON; bytes in hexadecimals. */
  readonly rows: readonly Readonly<Record<string, unknown>>[];
}

/** The bytes under which a past database is kept. */
export function packPast(past: PastDatabase): Buffer {
  return brotliCompressSync(JSON.stringify(past), {
    params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_LGWIN]: 24 },
  });
}

export function unpackPast(packed: Uint8Array): PastDatabase {
  return JSON.parse(brotliDecompressSync(packed).toString('utf8'));
}

/**
 * Reads a database whole.
 *
 * @param connection the owner login
 */
export function readPast(connection: DatabaseConnection): Promise<PastDatabase> {
  return withClient(connection, async (client) => {
    const migrations = await appliedMigrations(client);
    const names = await tablesInOrder(client);
    // Row-level security binds the owner too; it is lifted in this transaction alone, which changes nothing.
    await client.query('begin');
    const tables: PastTable[] = [];
    for (const table of names) {
      await client.query(`alter table ${quoteName(table)} no force row level security`);
      const { rows } = await client.query<{ row: Record<string, unknown> }>(
        `select to_jsonb(t) as row from ${quoteName(table)} t order by to_jsonb(t)::text collate "C"`,
      );
      tables.push({ table, rows: rows.map(({ row }) => row) });
    }
    await client.query('rollback');
    return { migrations, tables };
  });
}

/**
 * Fills an empty database with a past one: first the tables as they were, then the rows. It ends at the schema of
 * that version; `migrate` brings it to today's.
 *
 * @param connection the owner login
 * @param folder where the migrations of today stand; those of the past are among them, unchanged
 * @throws Error when a migration of the past is no longer what it was
 */
export async function loadPast(
  connection: DatabaseConnection,
  folder: string,
  past: PastDatabase,
): Promise<void> {
  await migrateAsThen(connection, folder, past);
  await withClient(connection, async (client) => {
    await client.query('begin');
    for (const { table } of past.tables)
      await client.query(`alter table ${quoteName(table)} no force row level security`);
    for (const { table, rows } of past.tables)
      await client.query(
        `insert into ${quoteName(table)} select * from jsonb_populate_recordset(null::${quoteName(table)}, $1::jsonb)`,
        [JSON.stringify(rows)],
      );
    for (const { table } of past.tables)
      await client.query(`alter table ${quoteName(table)} force row level security`);
    await client.query('commit');
  });
}

async function migrateAsThen(
  connection: DatabaseConnection,
  folder: string,
  { migrations }: PastDatabase,
): Promise<void> {
  const today = await readMigrations(folder);
  const then = await mkdtemp(join(tmpdir(), 'daglicht-past-'));
  try {
    for (const { number, name, checksum } of migrations) {
      const same = today.find((one) => one.number === number);
      if (same?.checksum !== checksum) throw new Error(`Migration ${name} is not what it was.`);
      await writeFile(join(then, name), same.sql);
    }
    await migrate(connection, then);
  } finally {
    await rm(then, { recursive: true });
  }
}

async function appliedMigrations(client: ClientBase): Promise<PastDatabase['migrations']> {
  const { rows } = await client.query<PastDatabase['migrations'][number]>(
    'select number, name, checksum from migration.applied order by number',
  );
  return rows;
}

/** Every table, those first that others refer to. */
async function tablesInOrder(client: ClientBase): Promise<readonly string[]> {
  const tables = await client.query<{ name: string; needs: string[] }>(
    `select c.relname as name, array(
       select distinct f.confrelid::regclass::text from pg_constraint f
       where f.contype = 'f' and f.conrelid = c.oid and f.confrelid <> c.oid) as needs
     from pg_class c where c.relkind = 'r' and c.relnamespace = 'public'::regnamespace order by 1`,
  );
  const waiting = new Map(tables.rows.map(({ name, needs }) => [name, needs]));
  const ordered: string[] = [];
  while (waiting.size > 0) {
    const ready = [...waiting].filter(([, needs]) => needs.every((one) => !waiting.has(one)));
    if (ready.length === 0) throw new Error(`Tables refer to each other: ${[...waiting.keys()].join(', ')}.`);
    for (const [name] of ready) {
      waiting.delete(name);
      ordered.push(name);
    }
  }
  return ordered;
}
