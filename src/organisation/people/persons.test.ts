import { randomUUID } from 'node:crypto';
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { type FreshDatabase, freshDatabase } from '../../../tests/makers/database.ts';
import { accessTable } from '../../platform/access/access-table.ts';
import { operator } from '../../platform/access/actor.ts';
import { concern } from '../../platform/access/resource.ts';
import {
  type Action,
  closeOrganisation,
  type OrganisationDoor,
  openOrganisation,
  perform,
} from '../../platform/database/doorways.ts';
import { migrate, readMigrations } from '../../platform/database/migrations/migrations.ts';
import { knowNumbers } from './persons.ts';

const source = join(import.meta.dirname, '../..');

/** The numbers, each with its sender and the person it names, as "sender number" to the person's id. */
async function numbersIn(owner: Client): Promise<Readonly<Record<string, string>>> {
  const { rows } = await owner.query<{ known: string; person_id: string }>(
    `select sender || ' ' || number as known, person_id from person_number where withdrawn_at is null`,
  );
  return Object.fromEntries(rows.map(({ known, person_id }) => [known, person_id]));
}

describe('The number of a person', () => {
  let fresh: FreshDatabase;
  let door: OrganisationDoor;
  let owner: Client;
  const learn: Action<readonly [string, readonly string[]], null> = {
    name: 'test.learn',
    input: z.tuple([z.string(), z.array(z.string())]),
    object: ([sender]) => sender,
    change: async (database, [sender, numbers]) => {
      await knowNumbers(database, sender, numbers);
      return { result: null, audit: {} };
    },
  };
  beforeAll(async () => {
    fresh = await freshDatabase();
    const connection = fresh.storage.connection(fresh.organisation, 'runtime');
    const rows = [{ who: 'operator', may: 'do', what: learn.name, on: 'concern', because: 'test' }] as const;
    door = openOrganisation('numbers', connection, accessTable(rows));
    owner = new Client(fresh.storage.connection(fresh.organisation, 'owner'));
    await owner.connect();
  });
  afterAll(async () => {
    await closeOrganisation(door);
    await owner.end();
    await fresh.drop();
  });
  const learned = (sender: string, ...numbers: string[]) =>
    perform(door, operator('test'), learn, concern, [sender, numbers]);

  test('names one person, however often and by whomever it is sent', async () => {
    await learned('west', '100', '101', '100');
    await learned('west', '101');
    await learned('east', '101', '102');
    const known = await numbersIn(owner);
    expect(Object.keys(known).sort()).toEqual(['east 101', 'east 102', 'west 100', 'west 101']);
    expect(known['east 101']).toBe(known['west 101']);
    expect(new Set(Object.values(known)).size).toBe(3);
    expect((await owner.query('select from person')).rowCount).toBe(3);
  });

  test('that two senders gave to two persons names somebody new to a third', async () => {
    const other = randomUUID();
    await owner.query(`insert into person (id) values ('${other}');
      insert into person_number (id, person_id, sender, number) values (gen_random_uuid(), '${other}', 'south', '100')`);
    await learned('north', '100');
    const known = await numbersIn(owner);
    expect(new Set([known['west 100'], known['south 100'], known['north 100']]).size).toBe(3);
  });

  test('that came in twice at one moment names one person', async () => {
    await Promise.all([learned('west', '900'), learned('west', '900'), learned('east', '900')]);
    const known = await numbersIn(owner);
    expect(known['west 900']).toBe(known['east 900']);
  });
});

test('Numbers that were a person’s own become those of the senders whose lists named them; nobody is lost', async () => {
  const fresh = await freshDatabase({ migrated: false });
  const before = await mkdtemp(join(tmpdir(), 'daglicht-migrations-'));
  const owner = new Client(fresh.storage.connection(fresh.organisation, 'owner'));
  try {
    for (const { number, file, name } of await readMigrations(source))
      if (number < 23) await cp(join(source, file), join(before, name));
    await migrate(fresh.storage.connection(fresh.organisation, 'owner'), before);
    await owner.connect();
    const [worker, boss, loose, job] = [randomUUID(), randomUUID(), randomUUID(), randomUUID()];
    await owner.query(`
      insert into unit (key, level, type) values ('U', 'unit', 'unit');
      insert into person (id, number) values ('${worker}', '1'), ('${boss}', '2'), ('${loose}', '3');
      insert into employment (version_id, employment_id, person_id, unit, supervisor_id, started_on)
        values (gen_random_uuid(), '${job}', '${worker}', 'U', '${boss}', '2020-01-01');
      insert into import_source (id, register, sender, file_name, sha256) values ('${job}', 'staff', 'hr', 'f', 'x');
      insert into import_row (id, source_id, register, sender, file_name, row_hash, occurrence, row_number, sheet, original, record_id)
        values (gen_random_uuid(), '${job}', 'staff', 'hr', 'f', 'h', 1, 2, 's', '{}', '${job}')`);
    const { applied } = await migrate(fresh.storage.connection(fresh.organisation, 'owner'), source);
    expect(applied[0]).toBe('0023-persons.sql');
    expect(await numbersIn(owner)).toEqual({ 'hr 1': worker, 'hr 2': boss, ' 3': loose });
    expect((await owner.query('select from employment')).rowCount).toBe(1);
  } finally {
    await owner.end();
    await rm(before, { recursive: true });
    await fresh.drop();
  }
});
