import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { withClient } from './databases.ts';
import { migrate, migrationStatus } from './migrations.ts';
import { type FreshDatabase, freshDatabase } from './testing.ts';

const folders: string[] = [];

function sources(files: Record<string, string>): string {
  const folder = mkdtempSync(join(tmpdir(), 'daglicht-migrations-'));
  folders.push(folder);
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
  return folder;
}

let fresh: FreshDatabase;
beforeAll(async () => {
  fresh = await freshDatabase({ migrated: false });
});
afterAll(async () => {
  await fresh?.drop();
  for (const folder of folders) rmSync(folder, { recursive: true });
});

describe('A database', () => {
  it('gets every migration once, in order of number over all rooms', async () => {
    const folder = sources({
      'gifts/0002-b.sql': 'insert into steps values (2);',
      'audit/0001-a.sql': 'create table steps (step int); insert into steps values (1);',
    });
    const owner = fresh.storage.connection(fresh.organisation, 'owner');
    expect(await migrate(owner, folder)).toEqual({ applied: ['0001-a.sql', '0002-b.sql'] });
    expect(await migrate(owner, folder)).toEqual({ applied: [] });
    const rows = await withClient(owner, (client) => client.query('select step from steps'));
    expect(rows.rows).toEqual([{ step: 1 }, { step: 2 }]);
    expect((await migrationStatus(owner, folder)).pending).toEqual([]);
  });
});
