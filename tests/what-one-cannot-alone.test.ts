import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { access } from '../src/app.ts';
import { excludeFromRecord } from '../src/organisation/access/exclusions.ts';
import { addPerson } from '../src/organisation/people/persons.ts';
import { type PersonActor, personActor } from '../src/platform/access/actor.ts';
import { concern, recordResource } from '../src/platform/access/resource.ts';
import { withClient } from '../src/platform/database/databases.ts';
import {
  closeOrganisation,
  type OrganisationDoor,
  openOrganisation,
  perform,
} from '../src/platform/database/doorways.ts';
import { newId } from '../src/platform/database/new-id.ts';
import { invite } from '../src/platform/identity/accounts/invitations.ts';
import { openBron, type TestOrganisation, tester } from './example-organisation.ts';
import { appointed, asOwner } from './makers/workplace/workplace.ts';

/* What an attack found that the terminal, or one person alone, could do. By SQL, as if the program let everything through. */

let bron: TestOrganisation;
let door: OrganisationDoor;
let ina: PersonActor;
let bo: PersonActor;
let incident: string;

beforeAll(async () => {
  bron = await openBron();
  const { storage, organisation } = bron.database;
  door = openOrganisation(organisation, storage.connection(organisation, 'runtime'), access);
  ina = await somebody('Ina Zand');
  bo = await somebody('Bo Kust');
  for (const one of [ina, bo]) await appointed(bron, one.person, 'central-coordinator');
  const [row] = await asOwner(bron, 'select incident_id as id from incident order by 1 limit 1');
  incident = String(row?.['id']);
  await asOwner(
    bron,
    `insert into account (id, person_id, sign_in_name, state) values (gen_random_uuid(), '${bo.person}', 'bo@bron.test', 'active')`,
  );
}, 60_000);
afterAll(async () => {
  await closeOrganisation(door);
  await bron.close();
});

async function somebody(name: string): Promise<PersonActor> {
  const input = { number: null, name, mail: `${name.slice(0, 2)}@bron.test`, telephone: null };
  return personActor((await perform(bron.door, tester, addPerson, concern, input)).person, 'workplace');
}

/** A statement under a role of the database, kept. */
async function under(kind: string, statement: string, person = ''): Promise<number> {
  const { storage, organisation } = bron.database;
  return withClient(storage.connection(organisation, 'runtime'), async (client) => {
    await client.query('begin');
    await client.query(
      `select set_config('role', 'daglicht_${kind}', true), set_config('app.actor_kind', '${kind}', true),
              set_config('app.actor', '${person || 'x'}', true), set_config('app.person', '${person}', true)`,
    );
    const done = await client.query(statement);
    await client.query('commit');
    return done.rowCount ?? 0;
  });
}

const invitation = (person: string, purpose: 'first' | 'recovery' | 'staff') => ({
  person,
  signInName: `x${newId().slice(0, 8)}@bron.test`,
  purpose,
  linkHash: Buffer.from(newId()),
  codeHash: Buffer.from(newId()),
  invitedBy: 'root',
});

describe('From the first account on the terminal', () => {
  test('lets in nobody who has a role, works here or has an account, for no purpose', async () => {
    for (const person of [ina, bo])
      await expect(
        perform(door, tester, invite, concern, invitation(person.person, 'first')),
      ).rejects.toMatchObject({ code: 'somebody-already' });
    for (const purpose of ['recovery', 'staff'] as const)
      for (const { person } of [ina, bo])
        await expect(
          under(
            'operator',
            `insert into invitation (id, person_id, sign_in_name, purpose, link_hash, code_hash, expires_at, invited_by)
             values (gen_random_uuid(), '${person}', 'y${newId()}@bron.test', '${purpose}', '${newId()}', 'x', now() + interval '1 hour', 'root')`,
          ),
        ).rejects.toThrow(/terminal may not/);
  });

  test('makes no account, and changes no address', async () => {
    await expect(
      under(
        'operator',
        `insert into account (id, person_id, sign_in_name, state) values (gen_random_uuid(), '${ina.person}', 'z', 'active')`,
      ),
    ).rejects.toThrow(/row-level security/);
    expect(await under('operator', `update person_contact set withdrawn_at = now()`)).toBe(0);
  });

  test('is not let back in by an account that goes back to being set up', async () => {
    for (const kind of ['identity', 'operator'])
      await under(kind, `update account set state = 'setting-up'`).catch((error: unknown) =>
        expect(String(error)).toMatch(/never back|permission denied/),
      );
    const [stand] = await asOwner(bron, 'select accounts_stand() as stand');
    expect(stand?.['stand']).toBe(true);
  });
});

describe('Nobody alone', () => {
  const excluding = (by: PersonActor, table: string, record: string, whom: string, withChain = false) =>
    perform(door, by, excludeFromRecord, recordResource(table, record), {
      ...{ table, record, person: whom, withChain, reason: 'belang', by: by.person },
    });

  test('excludes somebody from what says who has which role, or who works where', async () => {
    const [own] = await asOwner(bron, `select id from appointment where person_id = '${ina.person}'`);
    await expect(excluding(ina, 'appointment', String(own?.['id']), bo.person)).rejects.toThrow(
      /record of this kind|toegangstabel|access table/,
    );
    await expect(
      under(
        'person',
        `insert into record_exclusion (id, table_name, record_id, person_id, with_chain, reason, excluded_by)
         values (gen_random_uuid(), 'appointment', '${String(own?.['id'])}', '${bo.person}', false, 'x', '${ina.person}')`,
        ina.person,
      ),
    ).rejects.toThrow(/record of this kind/);
  });

  test('leaves a record without anybody who keeps it', async () => {
    await excluding(ina, 'incident', incident, bo.person);
    await expect(excluding(ina, 'incident', incident, ina.person)).rejects.toMatchObject({
      code: 'nobody-remains',
    });
  });

  test('learns by excluding whether somebody is excluded already', async () => {
    const tried = (record: string) =>
      under(
        'person',
        `insert into record_exclusion (id, table_name, record_id, person_id, with_chain, reason, excluded_by)
         values (gen_random_uuid(), 'incident', '${record}', '${bo.person}', false, 'x', '${bo.person}')`,
        bo.person,
      );
    await expect(tried(incident)).rejects.toThrow(/row-level security/);
  });

  test('learns which roles somebody has by trying to appoint them', async () => {
    const anybody = await somebody('Eef Niemand');
    const counsellor = await somebody('Vera Vertrouwen');
    await appointed(bron, counsellor.person, 'counsellor');
    const errors = await Promise.all(
      [counsellor.person, anybody.person].map((whom) =>
        under(
          'person',
          `insert into appointment (id, person_id, role, valid_from, appointed_by, reason)
           values (gen_random_uuid(), '${whom}', 'coordinator', current_date, 'x', 'x')`,
          anybody.person,
        ).catch((error: unknown) => String(error)),
      ),
    );
    expect(errors[0]).toBe(errors[1]);
    expect(errors[0]).toMatch(/row-level security/);
  });

  test('makes names be forgotten without looking after people', async () => {
    const anybody = await somebody('Gijs Niemand');
    await expect(under('person', 'select forget_who_left(6)', anybody.person)).rejects.toThrow(
      /looks after people/,
    );
  });

  test('writes from the public site that somebody’s data were looked at', async () => {
    await expect(
      under(
        'public',
        `insert into audit_entry (id, actor_kind, actor, action, object, outcome, origin, about, details)
         values (gen_random_uuid(), 'public', 'x', 'organisation.person', 'person', 'done', 'x', '${ina.person}', '{}')`,
      ),
    ).rejects.toThrow(/row-level security/);
  });

  test('stays above who was excluded by ending an employment', async () => {
    const cas = await somebody('Cas Duin');
    const dir = await somebody('Dir Wad');
    await appointed(bron, dir.person, 'central-coordinator');
    const [unit] = await asOwner(bron, 'select unit from organisation_root');
    for (const [who, above] of [
      [dir.person, 'null'],
      [cas.person, `'${dir.person}'`],
    ] as const)
      await asOwner(
        bron,
        `insert into employment (version_id, employment_id, person_id, unit, supervisor_id, started_on)
         values (gen_random_uuid(), gen_random_uuid(), '${who}', '${String(unit?.['unit'])}', ${above}, '2020-01-01')`,
      );
    const [other] = await asOwner(bron, 'select incident_id as id from incident order by 1 offset 1 limit 1');
    const record = String(other?.['id']);
    await excluding(ina, 'incident', record, cas.person, true);
    const seen = () =>
      under(
        'person',
        `select from incident where incident_id = '${record}' and withdrawn_at is null`,
        dir.person,
      );
    expect(await seen()).toBe(0);
    await asOwner(bron, `update employment set withdrawn_at = now() where person_id = '${cas.person}'`);
    expect(await seen()).toBe(0);
  });
});
