import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { dayFromToday, fill, makeMatterTable } from '../../../tests/makers/access-rows.ts';
import { type FreshDatabase, freshDatabase } from '../../../tests/makers/database.ts';
import { AccessDenied, type AccessRow, accessTable } from '../../platform/access/access-table.ts';
import { personActor } from '../../platform/access/actor.ts';
import { concern, personResource, recordResource, unitResource } from '../../platform/access/resource.ts';
import {
  type Action,
  closeOrganisation,
  look,
  type OrganisationDoor,
  openOrganisation,
  perform,
  type Question,
} from '../../platform/database/doorways.ts';
import { fieldsOfRows } from '../../platform/database/permission.ts';

interface MatterRow {
  readonly id: string;
  readonly unit: string | null;
  readonly secret: string;
}

const list: Question<unknown, readonly Partial<MatterRow>[]> = {
  name: 'matters.list',
  confidential: false,
  object: () => 'matters',
  fields: fieldsOfRows<MatterRow>('id', 'unit', 'secret'),
  ask: async (database) =>
    (await sql<MatterRow>`select id, unit, secret from matter order by unit`.execute(database)).rows,
};
const whole: Question<unknown, number> = {
  name: 'matters.count',
  confidential: true,
  object: () => 'matters',
  ask: async (database) => (await list.ask(database, null)).length,
};
const write: Action<{ id: string; unit?: string | undefined; note?: string | undefined }, number> = {
  name: 'matters.write',
  input: z.strictObject({ id: z.uuid(), unit: z.string().optional(), note: z.string().optional() }),
  object: () => 'matter',
  change: async (database, { id, unit, note }) => {
    const done =
      await sql`update matter set unit = coalesce(${unit ?? null}, unit), note = coalesce(${note ?? null}, note)
                           where id = ${id}`.execute(database);
    return { result: Number(done.numAffectedRows ?? 0), audit: {} };
  },
};
const add: Action<{ unit: string }, null> = {
  name: 'matters.add',
  input: z.strictObject({ unit: z.string() }),
  object: () => 'matter',
  change: async (database, { unit }) => {
    await sql`insert into matter (version_id, id, unit) values (${randomUUID()}, ${randomUUID()}, ${unit})`.execute(
      database,
    );
    return { result: null, audit: {} };
  },
};

const because = 'test';
const rows: readonly AccessRow[] = [
  { who: 'coordinator', may: 'see', what: list.name, on: 'unit', because },
  { who: 'coordinator', may: 'see', what: whole.name, on: 'unit', because },
  { who: 'coordinator', may: 'do', what: add.name, on: 'unit', because },
  { who: 'coordinator', may: 'do', what: write.name, on: 'unit', because },
  { who: 'supervisor', may: 'see', what: list.name, on: 'team', fields: ['id', 'unit'], because },
  { who: 'employee', may: 'see', what: list.name, on: 'own', fields: ['id'], because },
  { who: 'employee', may: 'see', what: whole.name, on: 'own', fields: ['id'], because },
  { who: 'employee', may: 'do', what: write.name, on: 'own', fields: ['id', 'note'], because },
];

// West was split on the day before yesterday; of South, which ended too, nobody took over.
const [east, west, north] = ['EAST', 'WEST', 'NORTH'];
const people = Object.fromEntries(
  ['coordinator', 'expired', 'future', 'mistaken', 'boss', 'worker', 'stranger', 'central'].map((name) => [
    name,
    randomUUID(),
  ]),
);
const actor = (name: string) => personActor(people[name] ?? '', 'test');
const matters = Object.fromEntries(['EAST', 'WEST', 'NORTH', 'SOUTH'].map((unit) => [unit, randomUUID()]));
const matterOf = (unit: string) => recordResource('matter', matters[unit] ?? '');

let fresh: FreshDatabase;
let door: OrganisationDoor;
let owner: Client;
beforeAll(async () => {
  fresh = await freshDatabase();
  door = openOrganisation(
    'people',
    fresh.storage.connection(fresh.organisation, 'runtime'),
    accessTable(rows),
  );
  owner = new Client(fresh.storage.connection(fresh.organisation, 'owner'));
  await owner.connect();
  await makeMatterTable(owner);
  const unit = (key: string, until: number | null = null) => ({
    key,
    level: 'unit',
    type: 'unit',
    valid_until: dayFromToday(until),
  });
  await fill(owner, 'unit', [unit('TOP'), unit('EAST'), unit('NORTH'), unit('WEST', -2), unit('SOUTH', -9)]);
  await fill(owner, 'organisation_root', [{ unit: 'TOP', profile: 'rijk', name_nl: 'T', name_en: 'T' }]);
  const placed = (one: string, parent: string, until: number | null = null) => ({
    unit: one,
    parent,
    origin: 'source',
    valid_until: dayFromToday(until),
  });
  await fill(owner, 'unit_parent', [
    placed('EAST', 'TOP'),
    placed('NORTH', 'TOP'),
    placed('WEST', 'TOP'),
    placed('SOUTH', 'NORTH', -9),
  ]);
  await fill(owner, 'unit_succession', [
    { kind: 'split', from_unit: 'WEST', to_unit: 'EAST', on_day: dayFromToday(-2) },
  ]);
  await fill(
    owner,
    'person',
    Object.values(people).map((id) => ({ id })),
  );
  const employed = (who: string, supervisor: string | null) => ({
    version_id: randomUUID(),
    employment_id: randomUUID(),
    person_id: people[who],
    unit: 'NORTH',
    supervisor_id: supervisor && people[supervisor],
    started_on: '2020-01-01',
  });
  await fill(owner, 'employment', [employed('boss', null), employed('worker', 'boss')]);
  const appointed = (
    who: string,
    at: string | null,
    from: number,
    until: number | null,
    withdrawn: string | null = null,
  ) => ({
    id: randomUUID(),
    person_id: people[who],
    role: 'coordinator',
    unit: at,
    valid_from: dayFromToday(from),
    valid_until: dayFromToday(until),
    appointed_by: 'test',
    reason: 'test',
    withdrawn_at: withdrawn,
  });
  await fill(owner, 'appointment', [
    appointed('coordinator', 'EAST', -5, null),
    appointed('expired', 'EAST', -5, 0),
    appointed('future', 'EAST', 1, null),
    appointed('mistaken', 'EAST', -5, null, '2026-01-01'),
    appointed('central', null, -5, null),
  ]);
  await fill(
    owner,
    'matter',
    Object.entries(matters).map(([unitOf, id]) => ({
      version_id: randomUUID(),
      id,
      unit: unitOf,
      person_id: unitOf === 'NORTH' ? people['worker'] : null,
      note: '',
      secret: `secret of ${unitOf}`,
    })),
  );
  for (const deed of ['see', 'do'])
    for (const [role, relation] of [
      ['coordinator', 'unit'],
      ['supervisor', 'team'],
      ['employee', 'own'],
    ])
      await owner.query('call open_table($1, $2, $3, $4)', ['matter', role, relation, deed]);
});
afterAll(async () => {
  await closeOrganisation(door);
  await owner.end();
  await fresh.drop();
});

describe('A coordinator of one unit', () => {
  test('sees the records of that unit and of the unit that it succeeded, and no others', async () => {
    const seen = await look(door, actor('coordinator'), list, unitResource('EAST'), {});
    expect(seen.map((one) => one.unit)).toEqual([east, west]);
    expect(await look(door, actor('coordinator'), whole, matterOf('WEST'), {})).toBe(2);
  });

  test.each([
    ['another unit', unitResource('NORTH')],
    ['the unit above', unitResource('TOP')],
    ['the whole concern', concern],
    ['a record of another unit', matterOf('NORTH')],
    ['a record that is not there', recordResource('matter', randomUUID())],
    ['a table that holds no records', recordResource('unit', randomUUID())],
    ['an id that is none', recordResource('matter', "' or true --")],
    ['somebody elsewhere', personResource(people['worker'] ?? '')],
  ])('is denied what is about %s, which is kept in the audit trail', async (_what, resource) => {
    await expect(look(door, actor('coordinator'), list, resource, {})).rejects.toThrow(AccessDenied);
    const { rows: kept } = await owner.query(
      `select outcome, action, object from audit_entry where actor = $1 order by at desc limit 1`,
      [people['coordinator']],
    );
    expect(kept).toEqual([{ outcome: 'denied', action: 'matters.list', object: '' }]);
  });

  test('reaches no record of another unit through one of the own: the database holds them apart', async () => {
    const other = { id: matters['NORTH'], note: 'changed' };
    expect(await perform(door, actor('coordinator'), write, matterOf('EAST'), other)).toBe(0);
  });

  test('adds no record to another unit, and moves none there', async () => {
    await expect(
      perform(door, actor('coordinator'), add, unitResource('EAST'), { unit: north }),
    ).rejects.toThrow(/row-level security/);
    const moved = { id: matters['EAST'], unit: north };
    await expect(perform(door, actor('coordinator'), write, matterOf('EAST'), moved)).rejects.toThrow(
      /row-level security/,
    );
  });
});

describe('An appointment', () => {
  test.each(['expired', 'future', 'mistaken', 'stranger'])('that is %s gives nothing', async (who) => {
    await expect(look(door, actor(who), list, unitResource('EAST'), {})).rejects.toThrow(AccessDenied);
  });

  test('for the concern reaches every unit, those that ended too', async () => {
    const seen = await look(door, actor('central'), list, unitResource('TOP'), {});
    expect(seen.map((one) => one.unit)).toEqual([east, north, 'SOUTH', west]);
  });
});

describe('The fields of a row of the access table', () => {
  test('are all that an employee sees of what is about them', async () => {
    const own = personResource(people['worker'] ?? '');
    expect(await look(door, actor('worker'), list, own, {})).toEqual([{ id: matters['NORTH'] }]);
  });

  test('are all that a supervisor sees of what is about the team', async () => {
    expect(await look(door, actor('boss'), list, personResource(people['worker'] ?? ''), {})).toEqual([
      { id: matters['NORTH'], unit: north },
    ]);
    await expect(look(door, actor('worker'), list, personResource(people['boss'] ?? ''), {})).rejects.toThrow(
      AccessDenied,
    );
  });

  test('keep a question shut that does not part its answer', async () => {
    const own = personResource(people['worker'] ?? '');
    await expect(look(door, actor('worker'), whole, own, {})).rejects.toThrow(AccessDenied);
  });

  test('are all that may be changed', async () => {
    const id = matters['NORTH'];
    const record = matterOf('NORTH');
    expect(await perform(door, actor('worker'), write, record, { id, note: 'own words' })).toBe(1);
    await expect(perform(door, actor('worker'), write, record, { id, unit: 'EAST' })).rejects.toThrow(
      AccessDenied,
    );
  });
});

describe('The database', () => {
  test('tells a person nothing from tables that were not opened', async () => {
    const rowsOf = (table: string) => {
      const ask: Question<unknown, number> = {
        name: list.name,
        confidential: false,
        object: () => table,
        ask: async (database) => (await sql`select from ${sql.table(table)}`.execute(database)).rows.length,
      };
      return look(door, actor('coordinator'), ask, unitResource('EAST'), {});
    };
    for (const table of ['publication_input', 'account_secret', 'session', 'access_token'])
      await expect(rowsOf(table)).rejects.toThrow(/permission denied/);
    // Opened to others than this role: there is nothing in them for who has another.
    for (const table of [
      'incident',
      'appointment',
      'employment',
      'record_assignment',
      'person',
      'audit_entry',
      'account',
      'proposal',
    ])
      expect(await rowsOf(table)).toBe(0);
  });

  test('takes an audit row under the name of who acts and under no other', async () => {
    const forge: Action<{ unit: string }, null> = {
      ...add,
      change: async (database) => {
        await database
          .insertInto('audit_entry')
          .values({
            id: randomUUID(),
            actor_kind: 'person',
            actor: people['boss'] ?? '',
            action: 'x',
            object: '',
            outcome: 'done',
            origin: '',
            details: '{}',
          })
          .execute();
        return { result: null, audit: {} };
      },
    };
    await expect(
      perform(door, actor('coordinator'), forge, unitResource('EAST'), { unit: 'EAST' }),
    ).rejects.toThrow(/row-level security/);
  });

  test('works out what a person reaches once per query, not for each row', async () => {
    const plan: Question<unknown, string> = {
      name: whole.name,
      confidential: false,
      object: () => 'plan',
      ask: async (database) =>
        JSON.stringify((await sql`explain (verbose) select * from matter`.execute(database)).rows),
    };
    const text = await look(door, actor('coordinator'), plan, unitResource('EAST'), {});
    expect(text).toContain('InitPlan');
    expect(text.match(/Filter: [^"]*/)?.[0]).not.toMatch(/reache[sd]_/);
  });

  test('has an index for every way in which a row is reached, so that none makes it read all rows', async () => {
    const plan: Question<unknown, string> = {
      name: whole.name,
      confidential: false,
      object: () => 'plan',
      ask: async (database) => {
        await sql`set local enable_seqscan = off`.execute(database);
        return JSON.stringify((await sql`explain select * from matter`.execute(database)).rows);
      },
    };
    const text = await look(door, actor('coordinator'), plan, unitResource('EAST'), {});
    expect(text).toContain('BitmapOr');
    expect(text).not.toContain('Seq Scan');
  });
});
