import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { access } from '../../src/app.ts';
import { excludeFromRecord } from '../../src/organisation/access/exclusions.ts';
import { AccessDenied, type AccessRow } from '../../src/platform/access/access-table.ts';
import { type PersonActor, personActor } from '../../src/platform/access/actor.ts';
import { type Relation, type Role, roles, rolesOfEmployment } from '../../src/platform/access/relation.ts';
import {
  concern,
  personResource,
  type Resource,
  recordResource,
  unitResource,
} from '../../src/platform/access/resource.ts';
import { withClient } from '../../src/platform/database/databases.ts';
import {
  type Action,
  closeOrganisation,
  look,
  type OrganisationDoor,
  openOrganisation,
  perform,
  type Question,
} from '../../src/platform/database/doorways.ts';
import { newId } from '../../src/platform/database/new-id.ts';
import { openBron, type TestOrganisation } from '../example-organisation.ts';
import { appointed, asOwner } from './workplace/workplace.ts';

/*
 * The access table against what happens (test 20 of the security design), for everybody there is: each role for the
 * concern, for one unit, and by employment; somebody who was excluded; somebody without any role. Twice: by the
 * doorways, for every deed and question on every kind of resource; and by SQL alone, as if the program let everything
 * through.
 */

let bron: TestOrganisation;
let door: OrganisationDoor;

interface Somebody {
  readonly name: string;
  readonly role: Role | null;
  readonly place: 'concern' | 'unit' | 'employment' | 'nowhere';
  readonly actor: PersonActor;
  readonly isExcluded: boolean;
}

const everybody: Somebody[] = [];
let ownUnit: string;
let otherUnit: string;
/** Employments: of the supervisor's team in the own unit, and of somebody in another unit. */
let records: Readonly<
  Record<'own' | 'team' | 'same unit' | 'other unit' | 'excluded', { id: string; person: string }>
>;

async function person(): Promise<string> {
  const id = newId();
  await asOwner(bron, `insert into person (id) values ('${id}')`);
  return id;
}

async function employed(who: string, unit: string, supervisor: string | null): Promise<string> {
  const id = newId();
  await asOwner(
    bron,
    `insert into employment (version_id, employment_id, person_id, unit, supervisor_id, started_on)
     values (gen_random_uuid(), '${id}', '${who}', '${unit}', ${supervisor ? `'${supervisor}'` : 'null'}, '2020-01-01')`,
  );
  return id;
}

/** What can be asked about, by what it is to the people of this test. */
function resources(): readonly { readonly name: string; readonly resource: Resource }[] {
  return [
    { name: 'the concern', resource: concern },
    { name: 'the own unit', resource: unitResource(ownUnit) },
    { name: 'another unit', resource: unitResource(otherUnit) },
    { name: 'the employee', resource: personResource(records.own.person) },
    { name: 'a stranger', resource: personResource(records['other unit'].person) },
    ...(['own', 'same unit', 'other unit', 'excluded'] as const).map((name) => ({
      name: `a record: ${name}`,
      resource: recordResource('employment', records[name].id),
    })),
    { name: 'a record that never was', resource: recordResource('employment', newId()) },
  ];
}

/** The roles that somebody has: the one of the test, and by employment. */
const rolesOf = ({ role, place }: Somebody): readonly Role[] =>
  place === 'employment'
    ? role === 'supervisor'
      ? ['supervisor', 'employee']
      : ['employee']
    : role
      ? [role]
      : [];

/** Whether somebody has a relation to something, said once more, by the names of this test alone. */
function relates(one: Somebody, role: Role, relation: Relation, what: string): boolean {
  if (!rolesOf(one).includes(role)) return false;
  if (what === 'a record that never was') return false;
  if (what === 'a record: excluded' && one.isExcluded) return false;
  const isOwnUnit = ['the own unit', 'the employee', 'a record: own', 'a record: same unit'].includes(what);
  switch (relation) {
    case 'none':
      return true;
    case 'concern':
      return one.place === 'concern';
    case 'unit':
      return what !== 'the concern' && (one.place === 'concern' || (one.place === 'unit' && isOwnUnit));
    case 'own':
      return one.name === 'employee' && ['the employee', 'a record: own'].includes(what);
    case 'team':
      return one.name === 'supervisor' && ['the employee', 'a record: own'].includes(what);
    case 'assigned':
      return false;
    default:
      return relation satisfies never;
  }
}

const isRole = (who: AccessRow['who']): who is Role => roles.some((role) => role === who);

/** A deed or question of that name that does nothing: what is tested is whether it would be done. */
const deed = (name: string): Action<unknown, 'done'> => ({
  name,
  input: z.unknown(),
  object: () => 'matrix',
  change: async () => ({ result: 'done', audit: null }),
});
const question = (name: string): Question<unknown, 'done'> => ({
  name,
  confidential: false,
  object: () => 'matrix',
  fields: { only: (answer) => answer },
  ask: async () => 'done',
});

async function isDone(
  who: Somebody,
  may: AccessRow['may'],
  what: string,
  resource: Resource,
): Promise<boolean> {
  try {
    const answer =
      may === 'do'
        ? await perform(door, who.actor, deed(what), resource, {})
        : await look(door, who.actor, question(what), resource, {});
    return answer === 'done';
  } catch (error) {
    if (error instanceof AccessDenied) return false;
    throw error;
  }
}

/**
 * Tests the access table.
 *
 * @param step of all combinations of somebody, deed and resource one in so many is tried by the doorways
 */
export function testAccessMatrix(step: number): void {
  beforeAll(async () => {
    bron = await openBron();
    const { storage, organisation } = bron.database;
    door = openOrganisation(organisation, storage.connection(organisation, 'runtime'), access);
    const [root] = await asOwner(bron, `select unit from organisation_root`);
    const below = await asOwner(
      bron,
      `select key from unit u where withdrawn_at is null and valid_until is null
       and exists (select from unit_parent p where p.unit = u.key and p.parent = '${String(root?.['unit'])}' and p.withdrawn_at is null)
     order by key limit 2`,
    );
    [ownUnit, otherUnit] = [String(below[0]?.['key']), String(below[1]?.['key'])];
    const add = async (name: string, role: Role | null, place: Somebody['place'], isExcluded = false) => {
      const id = await person();
      if (role !== null && place === 'concern') await appointed(bron, id, role);
      if (role !== null && place === 'unit') await appointed(bron, id, role, ownUnit);
      const one: Somebody = { name, role, place, actor: personActor(id, 'toets'), isExcluded };
      everybody.push(one);
      return one;
    };
    for (const role of roles.filter((one) => !rolesOfEmployment.includes(one)))
      for (const place of ['concern', 'unit'] as const) await add(`${role} for the ${place}`, role, place);
    await add('somebody without a role', null, 'nowhere');
    const supervisor = await add('supervisor', 'supervisor', 'employment');
    const employee = await add('employee', 'employee', 'employment');
    const excluded = await add('central coordinator, excluded', 'central-coordinator', 'concern', true);
    const stranger = await person();
    const colleague = await person();
    await employed(supervisor.actor.person, ownUnit, null);
    const own = await employed(employee.actor.person, ownUnit, supervisor.actor.person);
    records = {
      own: { id: own, person: employee.actor.person },
      team: { id: own, person: employee.actor.person },
      'same unit': { id: await employed(colleague, ownUnit, null), person: colleague },
      'other unit': { id: await employed(stranger, otherUnit, null), person: stranger },
      excluded: { id: await employed(colleague, otherUnit, null), person: colleague },
    };
    const coordinator = everybody.find(
      ({ role, place }) => role === 'central-coordinator' && place === 'concern',
    );
    if (!coordinator) throw new Error('nobody excludes');
    await asOwner(bron, `update protected_table set excludable = true where table_name = 'employment'`);
    await asOwner(bron, `update protected_table set excludable = true where table_name = 'employment'`);
    await perform(
      door,
      coordinator.actor,
      excludeFromRecord,
      recordResource('employment', records.excluded.id),
      {
        ...{ table: 'employment', record: records.excluded.id, person: excluded.actor.person },
        ...{ withChain: false, reason: 'belang', by: coordinator.actor.person },
      },
    );
  }, 120_000);
  afterAll(async () => {
    await closeOrganisation(door);
    await bron.close();
  });

  describe('Everything that there is to do and to see', () => {
    const names = [...new Map(access.rows.map((row) => [`${row.may} ${row.what}`, row])).values()];

    test('is done by whom the access table names, on the relation that it names, and by nobody else', async () => {
      const wrong: string[] = [];
      let tried = 0;
      let place = 0;
      // A deed with the same rows as another is decided in the same way: one of each kind is tried.
      const kinds = Map.groupBy(names, ({ may, what }) =>
        JSON.stringify(
          access.rows.filter((row) => row.may === may && row.what === what).map(({ who, on }) => [who, on]),
        ),
      );
      for (const [first] of kinds.values()) {
        if (!first) continue;
        const { may, what } = first;
        const rows = access.rows.filter((row) => row.may === may && row.what === what);
        for (const who of everybody)
          for (const { name, resource } of resources()) {
            const expected = rows.some((row) => isRole(row.who) && relates(who, row.who, row.on, name));
            if (place++ % step !== 0) continue;
            tried++;
            if ((await isDone(who, may, what, resource)) !== expected)
              wrong.push(`${who.name} ${may} ${what} on ${name}: ${expected ? 'refused' : 'done'}`);
          }
      }
      expect(wrong).toEqual([]);
      expect(tried).toBeGreaterThan(2000 / step);
    }, 180_000);
  });

  // By SQL everybody asks of every table: the long tests do.
  describe.skipIf(step > 1)('By SQL alone, as if the program let everything through', () => {
    /** Rows of a table that somebody sees, in SQL, whatever the program says. */
    async function asSomebody(
      who: PersonActor,
      statement: string,
    ): Promise<readonly Record<string, unknown>[]> {
      const { storage, organisation } = bron.database;
      return withClient(storage.connection(organisation, 'workplace'), async (client) => {
        await client.query('begin');
        try {
          await client.query(
            `select set_config('role', 'daglicht_person', true), set_config('app.actor_kind', 'person', true),
                  set_config('app.actor', '${who.person}', true), set_config('app.person', '${who.person}', true)`,
          );
          return (await client.query<Record<string, unknown>>(statement)).rows;
        } finally {
          await client.query('rollback');
        }
      });
    }

    test('nobody sees a row of a table that no row of theirs opens, and who is excluded misses that record alone', async () => {
      const tables = await asOwner(
        bron,
        `select p.table_name as name, p.person_column as person, p.unit_column as unit,
         coalesce(array(select a.role || ' ' || a.relation from table_access a
                        where a.table_name in (p.table_name, p.parent_table) and a.may = 'see'), '{}') as opened,
         exists (select from pg_policies y where y.tablename = p.table_name and y.policyname = 'people_read') as open,
         exists (select from pg_policies y where y.tablename = p.table_name and y.policyname = 'staff_see') as staff
       from protected_table p order by 1`,
      );
      expect(tables.length).toBeGreaterThan(45);
      const leaks: string[] = [];
      for (const { name, opened, open, staff, person: personColumn, unit: unitColumn } of tables) {
        const [all] = await asOwner(bron, `select count(*)::int as rows from "${String(name)}"`);
        const whole = Number(all?.['rows']);
        if (whole === 0) continue;
        for (const who of everybody) {
          const seen = await asSomebody(who.actor, `select count(*)::int as rows from "${String(name)}"`)
            .then(([row]) => Number(row?.['rows']))
            // Not opened to anybody: the right itself is missing.
            .catch((error: unknown) => {
              if (String(error).includes('permission denied')) return 0;
              throw error;
            });
          const pairs = Array.isArray(opened) ? opened.map(String) : [];
          const relations = pairs.flatMap((pair) => {
            const [role = '', relation = ''] = pair.split(' ');
            return rolesOf(who).some((one) => one === role) ? [relation] : [];
          });
          const seesAll =
            open === true ||
            (staff === true && who.place !== 'nowhere') ||
            (relations.includes('concern') && who.place === 'concern') ||
            relations.includes('none');
          const bySome =
            relations.includes('own') ||
            relations.includes('team') ||
            (relations.includes('unit') && unitColumn !== null);
          if (seesAll && !who.isExcluded && seen !== whole)
            leaks.push(`${who.name} sees ${seen} of ${whole} in ${String(name)}`);
          if (seesAll && who.isExcluded && name === 'employment' && seen !== whole - 1)
            leaks.push(`${who.name} sees ${seen} of ${whole} in ${String(name)}`);
          if (!seesAll && !bySome && seen !== 0)
            leaks.push(`${who.name} sees ${seen} rows of ${String(name)}`);
          if (!seesAll && bySome && personColumn === null && unitColumn === null && seen !== 0)
            leaks.push(`${who.name} sees ${seen} rows of ${String(name)}`);
        }
      }
      expect(leaks).toEqual([]);
    }, 120_000);

    test('nobody changes a row of a table that no row of theirs opens for it', async () => {
      const columns = await asOwner(
        bron,
        `select table_name as name, min(column_name::text) as column from information_schema.column_privileges
       where grantee = 'daglicht_person' and privilege_type = 'UPDATE' and table_schema = 'public' group by 1 order by 1`,
      );
      const opened = await asOwner(
        bron,
        `select table_name as name, role, relation from table_access where may = 'do'`,
      );
      const children = await asOwner(
        bron,
        `select table_name as name, parent_table as parent from protected_table`,
      );
      const changed: string[] = [];
      for (const { name, column } of columns) {
        const parent = children.find((one) => one['name'] === name)?.['parent'] ?? name;
        for (const who of everybody) {
          const mayChange = opened.some(
            (one) =>
              (one['name'] === name || one['name'] === parent) &&
              rolesOf(who).some((role) => role === one['role']) &&
              (one['relation'] !== 'concern' || who.place === 'concern'),
          );
          if (mayChange) continue;
          const rows = await asSomebody(
            who.actor,
            `update "${String(name)}" set "${String(column)}" = "${String(column)}" returning 1`,
          ).catch((error: unknown) => {
            if (/permission denied|row-level security/.test(String(error))) return [];
            throw error;
          });
          if (rows.length > 0) changed.push(`${who.name} changes ${rows.length} rows of ${String(name)}`);
        }
      }
      expect(columns.length).toBeGreaterThan(20);
      expect(changed).toEqual([]);
    }, 120_000);

    test('without a person, with another kind, or with a name alone nobody sees anything (26)', async () => {
      const { storage, organisation } = bron.database;
      const settings = [
        `set_config('role', 'daglicht_person', true)`,
        `set_config('role', 'daglicht_person', true), set_config('app.actor_kind', 'operator', true)`,
        `set_config('role', 'daglicht_person', true), set_config('app.actor_kind', 'person', true)`,
        `set_config('role', 'daglicht_person', true), set_config('app.actor_kind', 'person', true), set_config('app.person', '${newId()}', true)`,
        `set_config('app.actor_kind', 'person', true), set_config('app.person', '${everybody[0]?.actor.person}', true)`,
      ];
      for (const setting of settings)
        await withClient(storage.connection(organisation, 'workplace'), async (client) => {
          await client.query('begin');
          await client.query(`select ${setting}`);
          for (const table of ['incident', 'employment', 'person_contact', 'import_row']) {
            await client.query('savepoint before');
            const rows = await client.query(`select from ${table}`).catch(async (error: unknown) => {
              expect(String(error)).toContain('permission denied');
              await client.query('rollback to savepoint before');
              return { rows: [] };
            });
            expect(rows.rows, `${table} with ${setting}`).toHaveLength(0);
          }
          await client.query('rollback');
          // A connection that goes back to the pool keeps nothing of who used it.
          const kept = await client.query(
            `select current_user = session_user as same, coalesce(current_setting('app.person', true), '') as person`,
          );
          expect(kept.rows).toEqual([{ same: true, person: '' }]);
        });
    });
  });
}
