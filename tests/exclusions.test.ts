import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { access } from '../src/app.ts';
import { exportTo } from '../src/collection/export/export-folder.ts';
import { endExclusion, excludeFromRecord, exclusionsOf } from '../src/organisation/access/exclusions.ts';
import { addPerson } from '../src/organisation/people/persons.ts';
import { AccessDenied } from '../src/platform/access/access-table.ts';
import { type PersonActor, personActor } from '../src/platform/access/actor.ts';
import { concern, recordResource } from '../src/platform/access/resource.ts';
import { withClient } from '../src/platform/database/databases.ts';
import {
  closeOrganisation,
  look,
  type OrganisationDoor,
  openOrganisation,
  perform,
} from '../src/platform/database/doorways.ts';
import { newId } from '../src/platform/database/new-id.ts';
import { requestPublication } from '../src/publication/publish.ts';
import { gatherInputs, publishReport } from '../src/publication/publishing.ts';
import { publicationList } from '../src/publication/records.ts';
import { recordedStatements, recordStatement } from '../src/publication/statement/records.ts';
import { examples, openBron, type TestOrganisation, tester } from './example-organisation.ts';
import { appointed, asOwner } from './makers/workplace/workplace.ts';

/* Conflict of interest (tests 22, 23, 24 of the security design, as far as there are records): of a record somebody is
   excluded from nothing shows, and what shows is the same as of a record that never was. */

let bron: TestOrganisation;
let door: OrganisationDoor;
let ina: PersonActor;
let bo: PersonActor;
let incident: string;

beforeAll(async () => {
  bron = await openBron();
  const { storage, organisation } = bron.database;
  door = openOrganisation(organisation, storage.connection(organisation, 'runtime'), access);
  [ina, bo] = [await coordinator('Ina Zand'), await coordinator('Bo Kust')];
  const [row] = await asOwner(
    bron,
    `select incident_id as id from incident where withdrawn_at is null order by 1 limit 1`,
  );
  incident = String(row?.['id']);
}, 60_000);
afterAll(async () => {
  await closeOrganisation(door);
  await bron.close();
});

async function coordinator(name: string): Promise<PersonActor> {
  const input = { number: null, name, mail: `${name.slice(0, 2)}@bron.test`, telephone: null };
  const { person } = await perform(bron.door, tester, addPerson, concern, input);
  await appointed(bron, person, 'central-coordinator');
  return personActor(person, 'workplace');
}

const of = (record: string) => recordResource('incident', record);

async function excludes(
  by: PersonActor,
  whom: PersonActor,
  record = incident,
  withChain = false,
): Promise<string> {
  const { exclusion } = await perform(door, by, excludeFromRecord, of(record), {
    ...{ table: 'incident', record, person: whom.person, withChain, reason: 'belang', by: by.person },
  });
  return exclusion;
}

const seenBy = (actor: PersonActor, record = incident) =>
  look(door, actor, exclusionsOf, of(record), { table: 'incident', record });

/** Asks the database in somebody's name, as the program does; nothing of it stays. */
async function asThem<T>(actor: PersonActor, work: (client: Client) => Promise<T>): Promise<T> {
  const { storage, organisation } = bron.database;
  return withClient(storage.connection(organisation, 'workplace'), async (client) => {
    await client.query('begin');
    await client.query(
      `select set_config('role', 'daglicht_person', true), set_config('app.actor_kind', 'person', true),
              set_config('app.actor', '${actor.person}', true), set_config('app.person', '${actor.person}', true)`,
    );
    const answer = await work(client);
    await client.query('rollback');
    return answer;
  });
}

/** What somebody finds when the program asks anything at all in their name. */
const inDatabase = (actor: PersonActor, statement: string): Promise<readonly Record<string, unknown>[]> =>
  asThem(actor, async (client) => (await client.query<Record<string, unknown>>(statement)).rows);

/** Every table of which somebody may read a row that mentions a record. */
async function mentions(actor: PersonActor, record: string): Promise<readonly string[]> {
  const tables = await asOwner(
    bron,
    `select c.relname as name from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind = 'r'`,
  );
  return asThem(actor, async (client) => {
    const found: string[] = [];
    for (const { name } of tables) {
      await client.query('savepoint before');
      const asked = client.query(
        `select 1 from "${String(name)}" t where t::text like '%${record}%' limit 1`,
      );
      const count = await asked.then(
        ({ rowCount }) => rowCount,
        () => 0,
      );
      if (count === 1) found.push(String(name));
      await client.query('rollback to before');
    }
    return found;
  });
}

describe('Somebody who was excluded from a record (22)', () => {
  test('finds nothing of it in any table, nor of the exclusion', async () => {
    expect(await mentions(ina, incident)).toContain('incident');
    const count = async (actor: PersonActor) =>
      Number(
        (await inDatabase(actor, 'select count(*) from incident where withdrawn_at is null'))[0]?.['count'],
      );
    const before = await count(ina);
    const exclusion = await excludes(bo, ina);
    expect(await mentions(ina, incident)).toEqual([]);
    expect(await mentions(ina, exclusion)).toEqual([]);
    expect(await count(ina)).toBe(before - 1);
    expect(await count(bo)).toBe(before);
    expect((await seenBy(bo)).map(({ person }) => person)).toEqual([ina.person]);
  });

  test('changes nothing of it either, whatever the statement', async () => {
    for (const statement of [
      `update incident set change_reason = 'x' where incident_id = '${incident}' returning 1`,
      `update record_exclusion set withdrawn_at = now() where person_id = '${ina.person}' returning 1`,
    ])
      expect(await inDatabase(ina, statement), statement).toEqual([]);
  });

  test('reads in no file, which would add again what they do not see; another does', async () => {
    const action = bron.catalogue.importInto('complaints', bron.profile);
    if (!action) throw new Error('no import');
    const file = join(examples, 'bron/complaints-2019-2021.csv');
    const input = { file, sender: 'nieuw', period: null, mapping: {}, replace: true, dryRun: true };
    await expect(perform(door, ina, action, concern, input)).rejects.toMatchObject({
      code: 'another-does-it',
    });
    await expect(perform(door, bo, action, concern, input)).rejects.toMatchObject({ name: 'ImportStopped' });
  });

  test('makes no report, draft or published, which beside what they see would tell it; another does', async () => {
    const request = { document: documentOf('2020-2021'), publishedOn: '2026-11-24', notice: null };
    const organisation = { ...bron, door };
    await expect(gatherInputs(organisation, ina, request)).rejects.toMatchObject({ code: 'another-does-it' });
    await expect(publishReport(organisation, ina, request)).rejects.toMatchObject({
      code: 'another-does-it',
    });
    const version = { slug: 'proef', version: 1 };
    await expect(perform(door, ina, requestPublication, concern, version)).rejects.toMatchObject({
      code: 'another-does-it',
    });
    const [mine, whole] = [
      await gatherInputs(organisation, bo, request),
      await gatherInputs(organisation, tester, request),
    ];
    expect(mine.figures.facts).toEqual(whole.figures.facts);
    expect(mine.figures.facts.size).toBeGreaterThan(3);
    const trail = await asOwner(
      bron,
      `select distinct outcome, details from audit_entry where actor = '${ina.person}' and action = 'figures.report'`,
    );
    expect(trail).toEqual([{ outcome: 'denied', details: { refused: 'another-does-it' } }]);
  });

  test('reads on what was published, and the whole list of it', async () => {
    expect(await look(door, ina, publicationList, concern, {})).toEqual(
      await look(door, bo, publicationList, concern, {}),
    );
  });

  test('writes no export, of one register or of all, and leaves no file behind', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'daglicht-excluded-'));
    const organisation = { ...bron, door };
    for (const register of ['incidents', 'outside-activities', undefined])
      await expect(exportTo(join(folder, 'export'), organisation, ina, register)).rejects.toMatchObject({
        code: 'another-does-it',
      });
    expect(await readdir(folder)).toEqual([]);
    expect(await exportTo(join(folder, 'export'), organisation, bo, 'incidents')).not.toEqual([]);
    await rm(folder, { recursive: true });
  });

  test('records no statement as sent; another does, and each sees what they may', async () => {
    const question = { until: '2021' };
    await expect(
      look(door, ina, recordedStatements, concern, { ...question, toRecord: true }),
    ).rejects.toMatchObject({ code: 'another-does-it' });
    expect(await look(door, bo, recordedStatements, concern, { ...question, toRecord: true })).toEqual([]);
    expect(await look(door, ina, recordedStatements, concern, question)).toEqual([]);
    const recorded = {
      ...{ statement: { year: '2021', rows: [] }, mapping: {}, madeOn: '2026-11-24' },
      ...{ programVersion: 'x', content: '{}' },
    };
    await expect(perform(door, ina, recordStatement, concern, recorded)).rejects.toMatchObject({
      code: 'another-does-it',
    });
    expect(await asOwner(bron, 'select from statement')).toEqual([]);
  });

  test('is refused each of these in the trail: file, report, publication, export, statement', async () => {
    const trail = await asOwner(
      bron,
      `select distinct action, outcome from audit_entry
       where actor = '${ina.person}' and details ->> 'refused' = 'another-does-it' order by 1`,
    );
    expect(trail).toEqual(
      [
        'complaints.import',
        'figures.report',
        'incidents.export',
        'outside-activities.export',
        'publication.request',
        'statement.record',
        'statement.recorded',
      ].map((action) => ({ action, outcome: 'denied' })),
    );
  });
});

const documentOf = (period: string) =>
  `---\ntitle: Verslag\nslug: proef\nperiod: ${period}\nlanguage: nl\n---\n\n# Cijfers\n\n::table{figure="incidents.by-category"}\n`;

describe('A record from which somebody was excluded and one that never was (23)', () => {
  test('are refused in the same words, and leave the same trace', async () => {
    const never = newId();
    const attempts = [incident, never].map(async (record) => {
      const errors = [
        await seenBy(ina, record).catch((error: unknown) => error),
        await excludes(ina, bo, record).catch((error: unknown) => error),
        await perform(door, ina, endExclusion, of(record), {
          ...{ table: 'incident', record, exclusion: newId() },
        }).catch((error: unknown) => error),
      ];
      for (const error of errors) expect(error).toBeInstanceOf(AccessDenied);
      return errors.map((error) => (error instanceof AccessDenied ? error.words : null));
    });
    const [excluded, unknown] = [await attempts[0], await attempts[1]];
    expect(excluded).toEqual(unknown);
    const trail = await asOwner(
      bron,
      `select action, object, outcome, details, count(*)::int as times from audit_entry
       where actor = '${ina.person}' and outcome = 'denied' and action like 'records.%' group by 1, 2, 3, 4 order by 1`,
    );
    expect(trail).toHaveLength(3);
    for (const row of trail) expect(row).toMatchObject({ object: '', details: {}, times: 2 });
  });
});

describe('An exclusion', () => {
  test('holds from the next request on, and ends when it is ended (24)', async () => {
    const [other] = await asOwner(
      bron,
      `select incident_id as id from incident where withdrawn_at is null order by 1 offset 1 limit 1`,
    );
    const record = String(other?.['id']);
    expect(await seenBy(ina, record)).toEqual([]);
    const exclusion = await excludes(bo, ina, record);
    await expect(seenBy(ina, record)).rejects.toBeInstanceOf(AccessDenied);
    const ended = { table: 'incident', record, exclusion };
    expect(await perform(door, bo, endExclusion, of(record), ended)).toBe(true);
    expect(await seenBy(ina, record)).toEqual([]);
    expect(await perform(door, bo, endExclusion, of(record), ended)).toBe(false);
  });

  test('is made once, and somebody may exclude themselves', async () => {
    const [third] = await asOwner(
      bron,
      `select incident_id as id from incident where withdrawn_at is null order by 1 offset 2 limit 1`,
    );
    const record = String(third?.['id']);
    await excludes(ina, ina, record);
    await expect(seenBy(ina, record)).rejects.toBeInstanceOf(AccessDenied);
    await expect(excludes(bo, ina, record)).rejects.toMatchObject({ code: 'excluded-already' });
  });

  test('goes up with who supervises, also after a reorganisation', async () => {
    const [fourth] = await asOwner(
      bron,
      `select incident_id as id from incident where withdrawn_at is null order by 1 offset 3 limit 1`,
    );
    const record = String(fourth?.['id']);
    const cas = await coordinator('Cas Duin');
    const dir = await coordinator('Dir Wad');
    await excludes(bo, cas, record, true);
    expect(await seenBy(dir, record)).toHaveLength(1);
    const [unit] = await asOwner(bron, `select unit from organisation_root`);
    const employs = (whom: PersonActor, supervisor: PersonActor | null) =>
      asOwner(
        bron,
        `insert into employment (version_id, employment_id, person_id, unit, supervisor_id, started_on)
         values (gen_random_uuid(), gen_random_uuid(), '${whom.person}', '${String(unit?.['unit'])}',
                 ${supervisor ? `'${supervisor.person}'` : 'null'}, '2020-01-01')`,
      );
    await employs(dir, null);
    await employs(cas, dir);
    await expect(seenBy(dir, record)).rejects.toBeInstanceOf(AccessDenied);
    await asOwner(bron, `update employment set withdrawn_at = now() where person_id = '${cas.person}'`);
    expect(await seenBy(dir, record)).toHaveLength(1);
  });
});
