import fc from 'fast-check';
import { Client } from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { makeMatterTable, storeWorld, type WorldIds } from '../../../tests/makers/access-rows.ts';
import {
  type AccessWorld,
  accessWorld,
  allRoles,
  type Matter,
  reached,
  relates,
  relations,
  under,
  workplaces,
} from '../../../tests/makers/access-world.ts';
import { type FreshDatabase, freshDatabase } from '../../../tests/makers/database.ts';

let fresh: FreshDatabase;
let owner: Client;
let runtime: Client;
beforeAll(async () => {
  fresh = await freshDatabase();
  owner = new Client(fresh.storage.connection(fresh.organisation, 'owner'));
  runtime = new Client(fresh.storage.connection(fresh.organisation, 'runtime'));
  await owner.connect();
  await runtime.connect();
  await makeMatterTable(owner);
  // What somebody reaches is tested for every pair of roles, also those that nobody may have together.
  await owner.query('alter table appointment disable trigger incompatible_roles');
  await owner.query('alter table appointment disable trigger replacements_replace');
  // The grants of a table are made once; which rows they reach is what is tested.
  await owner.query(
    `call open_table('matter', 'coordinator', 'unit', 'see'); call open_table('matter', 'coordinator', 'unit', 'do')`,
  );
});
afterAll(async () => {
  await owner.end();
  await runtime.end();
  await fresh.drop();
});

async function asPerson<T>(person: string, work: () => Promise<T>): Promise<T> {
  await runtime.query('begin');
  try {
    await runtime.query(
      `select set_config('role', 'daglicht_person', true), set_config('app.actor_kind', 'person', true), set_config('app.person', $1, true)`,
      [person],
    );
    return await work();
  } finally {
    await runtime.query('rollback');
  }
}

async function ids(statement: string): Promise<readonly string[]> {
  return (await runtime.query<{ id: string }>(statement)).rows.map((row) => row.id).sort();
}

/** Everything that a person may ask about, with its numbers for the plain evaluation. */
function matters(world: AccessWorld, stored: WorldIds): readonly { resource: object; matter: Matter }[] {
  const none = { units: [], person: null, record: null };
  return [
    { resource: { about: 'concern' }, matter: none },
    ...stored.units.map((unit, index) => ({
      resource: { about: 'unit', unit },
      matter: { ...none, units: [index] },
    })),
    ...stored.people.map((person, index) => ({
      resource: { about: 'person', person },
      matter: { ...none, person: index, units: workplaces(world, index) },
    })),
    ...stored.records.map((id, index) => {
      const { unit = null, person = null } = world.records[index] ?? {};
      return {
        resource: { about: 'record', table: 'matter', id },
        matter: { units: unit === null ? [] : [unit], person, record: index },
      };
    }),
  ];
}

test('What the database lets through is what the rules say, for every relation and every reorganisation', async () => {
  const asked = allRoles.flatMap((role) => relations.map((relation) => ({ role, relation })));
  await fc.assert(
    fc.asyncProperty(accessWorld, async (world) => {
      const stored = await storeWorld(owner, world);
      const named = (records: readonly number[]) =>
        records.map((record) => stored.records[record] ?? '').sort();
      for (const [top, key] of stored.units.entries()) {
        const { rows } = await owner.query<{ units: string[] }>('select units_below($1) as units', [[key]]);
        const belonging = stored.units.filter((_, unit) => under(world, unit, top));
        expect({ top, units: rows[0]?.units.sort() }).toEqual({ top, units: belonging });
      }
      for (const [index, person] of stored.people.entries()) {
        const seen = reached(world, index, 'see');
        const changed = reached(world, index, 'do').filter((record) => seen.includes(record));
        await asPerson(person, async () => {
          expect(await ids('select id from matter')).toEqual(named(seen));
          expect(await ids('select m.id from matter_line l join matter m using (version_id)')).toEqual(
            named(seen),
          );
          expect(await ids(`update matter set note = 'seen' returning id`)).toEqual(named(changed));
          for (const { resource, matter } of matters(world, stored)) {
            const { rows } = await runtime.query<{ place: number }>(
              'select place from rows_that_hold($1, $2) as place order by place',
              [JSON.stringify(asked), JSON.stringify(resource)],
            );
            expect({ resource, holds: rows.map(({ place }) => place) }).toEqual({
              resource,
              holds: asked.flatMap(({ role, relation }, place) =>
                relates(world, index, role, relation, matter) ? [place] : [],
              ),
            });
          }
        });
      }
    }),
    { numRuns: process.env['DAGLICHT_LONG'] === '1' ? 100 : 8 },
  );
}, 300_000);
