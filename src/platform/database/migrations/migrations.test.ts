import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import fc from 'fast-check';
import { afterAll, afterEach, describe, expect, it } from 'vitest';
import { type FreshDatabase, freshDatabase } from '../../../../tests/makers/database.ts';
import { withClient } from '../databases.ts';
import { MigrationError } from '../errors.ts';
import { migrate, migrationStatus, readMigrations } from './migrations.ts';

const folders: string[] = [];
const databases: FreshDatabase[] = [];

function sources(files: Record<string, string>): string {
  const folder = mkdtempSync(join(tmpdir(), 'daglicht-migrations-'));
  folders.push(folder);
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
  return folder;
}

async function emptyDatabase() {
  const fresh = await freshDatabase({ migrated: false });
  databases.push(fresh);
  return {
    owner: fresh.storage.connection(fresh.organisation, 'owner'),
    runtime: fresh.storage.connection(fresh.organisation, 'runtime'),
  };
}

async function refusal(promise: Promise<unknown>): Promise<MigrationError> {
  const error: unknown = await promise.then(
    () => null,
    (reason: unknown) => reason,
  );
  if (error instanceof MigrationError) return error;
  throw error ?? new Error('it was not refused');
}

afterEach(async () => {
  for (const database of databases.splice(0)) await database.drop();
});
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true });
});

describe('A database', () => {
  it('gets every migration once, in order of number over all rooms', async () => {
    const folder = sources({
      'gifts/0002-b.sql': 'insert into steps values (2);',
      'audit/0001-a.sql': 'create table steps (step int); insert into steps values (1);',
      'audit/notes.sql': 'this is no migration',
    });
    const { owner, runtime } = await emptyDatabase();
    expect((await migrationStatus(owner, folder)).pending.map(({ name }) => name)).toEqual([
      '0001-a.sql',
      '0002-b.sql',
    ]);
    expect(await migrate(owner, folder)).toEqual({ applied: ['0001-a.sql', '0002-b.sql'] });
    expect(await migrate(owner, folder)).toEqual({ applied: [] });
    const rows = await withClient(owner, (client) => client.query('select step from steps'));
    expect(rows.rows).toEqual([{ step: 1 }, { step: 2 }]);
    writeFileSync(join(folder, 'gifts', '0003-c.sql'), 'insert into steps values (3);');
    expect(await migrate(owner, folder)).toEqual({ applied: ['0003-c.sql'] });
    const seen = await migrationStatus(runtime, folder);
    expect(seen.applied.map(({ number }) => number)).toEqual([1, 2, 3]);
    expect(seen.pending).toEqual([]);
  });

  it('keeps nothing of a migration that fails, and all of those before it', async () => {
    const folder = sources({
      '0001-a.sql': 'create table first (a int);',
      '0002-b.sql':
        'create table second (a int);\ninsert into second values (1);\nselect wrong from second;\n',
      '0003-c.sql': 'create table third (a int);',
    });
    const { owner } = await emptyDatabase();
    const error = await refusal(migrate(owner, folder));
    expect(error.code).toBe('statement-failed');
    expect(error.message).toContain('0002-b.sql line 3');
    expect(error.message).toContain('column "wrong" does not exist');
    expect(error.inLanguage('nl')).toContain('Van deze migratie is niets bewaard');
    const status = await migrationStatus(owner, folder);
    expect(status.applied.map(({ name }) => name)).toEqual(['0001-a.sql']);
    const tables = await withClient(owner, (client) =>
      client.query(`select tablename from pg_tables where schemaname = 'public' order by 1`),
    );
    expect(tables.rows).toEqual([{ tablename: 'first' }]);
    writeFileSync(join(folder, '0002-b.sql'), 'create table second (a int);');
    expect(await migrate(owner, folder)).toEqual({ applied: ['0002-b.sql', '0003-c.sql'] });
  });

  it('is migrated once when many runners come at the same moment', async () => {
    const names = Array.from({ length: 8 }, (_, index) => `000${index + 1}-step.sql`);
    const folder = sources(
      Object.fromEntries(
        names.map((name, index) => [name, `create table step_${index} (a int); select pg_sleep(0.02);`]),
      ),
    );
    const { owner } = await emptyDatabase();
    const runs = await Promise.all(Array.from({ length: 6 }, () => migrate(owner, folder)));
    expect(runs.flatMap(({ applied }) => applied).sort()).toEqual(names);
  });

  it('has nothing half-done when the process that migrates it is killed', async () => {
    const { owner } = await emptyDatabase();
    const slow = `create table second (a int); select pg_sleep(1); insert into second values (1);`;
    const folder = sources({ '0001-a.sql': 'create table first (a int);', '0002-b.sql': slow });
    const module = new URL('./migrations.ts', import.meta.url).href;
    const program = `import { migrate } from ${JSON.stringify(module)};
      await migrate(JSON.parse(process.argv[1]), process.argv[2]);`;
    const words = ['--input-type=module', '--eval', program, JSON.stringify(owner), folder];
    const child = spawn(process.execPath, words, { stdio: 'inherit' });
    const applied = async () => (await migrationStatus(owner, folder)).applied.length;
    await expect.poll(applied, { timeout: 10_000, interval: 20 }).toBe(1);
    child.kill('SIGKILL');
    const before = await withClient(owner, (client) => client.query(`select to_regclass('second') as found`));
    expect(before.rows).toEqual([{ found: null }]);
    expect(await migrate(owner, folder)).toEqual({ applied: ['0002-b.sql'] });
    const after = await withClient(owner, (client) =>
      client.query('select count(*)::int as rows from second'),
    );
    expect(after.rows).toEqual([{ rows: 1 }]);
  });

  it('that a newer version migrated is refused', async () => {
    const { owner } = await emptyDatabase();
    await migrate(owner, sources({ '0001-a.sql': 'select 1;', '0002-newer.sql': 'select 2;' }));
    const error = await refusal(migrate(owner, sources({ '0001-a.sql': 'select 1;' })));
    expect(error.code).toBe('newer-database');
    expect(error.message).toContain('0002-newer.sql');
  });

  it('whose migration was changed afterwards is refused; another line end is no change', async () => {
    const { owner } = await emptyDatabase();
    await migrate(owner, sources({ 'a/0001-a.sql': 'select 1;\nselect 2;\n' }));
    expect(await migrate(owner, sources({ 'b/0001-a.sql': 'select 1;\r\nselect 2;\r\n' }))).toEqual({
      applied: [],
    });
    const error = await refusal(migrate(owner, sources({ 'a/0001-a.sql': 'select 1;\nselect 3;\n' })));
    expect(error.code).toBe('changed-migration');
    expect(error.message).toContain(join('a', '0001-a.sql'));
  });

  it('is refused a migration numbered before one that it has had', async () => {
    const { owner } = await emptyDatabase();
    const folder = sources({ '0001-a.sql': 'select 1;', '0005-e.sql': 'select 5;' });
    await migrate(owner, folder);
    writeFileSync(join(folder, '0003-c.sql'), 'select 3;');
    expect((await refusal(migrate(owner, folder))).code).toBe('late-number');
  });

  it('that another runner has locked is waited for no longer than told', async () => {
    const { owner } = await emptyDatabase();
    const folder = sources({ '0001-a.sql': 'select 1;' });
    await migrate(owner, folder);
    writeFileSync(join(folder, '0002-b.sql'), 'select 2;');
    await withClient(owner, async (other) => {
      await other.query('begin');
      await other.query('select from migration.lock for update');
      const error = await refusal(migrate(owner, folder, { patience: 200 }));
      expect(error.code).toBe('other-runner');
      await other.query('rollback');
    });
    expect(await migrate(owner, folder)).toEqual({ applied: ['0002-b.sql'] });
  });
});

describe('The files of migrations', () => {
  it('have one number range over all rooms', async () => {
    const folder = sources({ 'gifts/0007-a.sql': '', 'oaths/0007-b.sql': '' });
    const error = await refusal(readMigrations(folder));
    expect(error.code).toBe('duplicate-number');
    expect(error.message).toContain(join('gifts', '0007-a.sql'));
    expect(error.message).toContain(join('oaths', '0007-b.sql'));
  });

  it.each([
    '0000-a.sql',
    '1-a.sql',
    '00001-a.sql',
    '0001_a.sql',
    '0001-A.sql',
    '0001-a.SQL',
    '0001-.sql',
    '0001.sql',
  ])('may not be called %s', async (name) => {
    expect((await refusal(readMigrations(sources({ [name]: '' })))).code).toBe('bad-name');
  });

  it.each([
    'commit;',
    'select 1;\n  COMMIT ;',
    'begin;',
    'select 1; rollback;',
    'start transaction;',
    '/* x */ commit;',
  ])('may not end the transaction of the runner: %j', async (sql) => {
    expect((await refusal(readMigrations(sources({ '0001-a.sql': sql })))).code).toBe('transaction-control');
  });

  it('may speak of transactions in function bodies, texts and comments', async () => {
    const sql = `
      -- commit;
      /* rollback; */
      create function f() returns int language plpgsql as $body$
      begin
        return 1;
      end;
      $body$;
      comment on function f() is 'first; commit; then';`;
    expect(await readMigrations(sources({ '0001-a.sql': sql }))).toHaveLength(1);
  });

  it('are read in order of number, wherever they stand', async () => {
    const numbers = fc.uniqueArray(fc.integer({ min: 1, max: 9999 }), { minLength: 1, maxLength: 12 });
    const rooms = fc.array(fc.constantFrom('a', 'b', 'c/d', 'e'), { minLength: 12, maxLength: 12 });
    await fc.assert(
      fc.asyncProperty(numbers, rooms, async (chosen, places) => {
        const files = chosen.map(
          (number, index) => `${places[index]}/${String(number).padStart(4, '0')}-x.sql`,
        );
        const found = await readMigrations(
          sources(Object.fromEntries(files.map((file) => [file, 'select 1;']))),
        );
        expect(found.map(({ number }) => number)).toEqual([...chosen].sort((one, other) => one - other));
      }),
      { numRuns: 25 },
    );
  });
});
