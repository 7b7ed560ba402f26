import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { access, profilesFolder, wholeCatalogue } from '../src/app.ts';
import { readProfile } from '../src/codes/profile.ts';
import type { Fields } from '../src/collection/fields/field.ts';
import { figuresDividedBy } from '../src/figures/divided-by.ts';
import { consentUses } from '../src/organisation/consent/consented-on.ts';
import { withClient } from '../src/platform/database/databases.ts';
import { type FreshDatabase, freshDatabase } from './makers/database.ts';

/* What the database says of settings beside what the program says: they are written twice, and mean the same. */

let database: FreshDatabase;
beforeAll(async () => {
  database = await freshDatabase();
});
afterAll(() => database.drop());

const ask = async (statement: string) =>
  withClient(
    database.storage.connection(database.organisation, 'owner'),
    async (client) => (await client.query<Record<string, string>>(statement)).rows,
  );

const administrator = '00000000-0000-4000-8000-000000000001';

/** Asks as somebody who signed in. */
async function rowsWith(person: string, list: string, code: string): Promise<readonly unknown[]> {
  return withClient(database.storage.connection(database.organisation, 'runtime'), async (client) => {
    await client.query(
      `set role daglicht_person; set app.actor_kind = 'person'; set app.person = '${person}'`,
    );
    return (await client.query('select * from rows_with_code($1, $2)', [list, code])).rows;
  });
}

/** The columns of a table that hold codes of a list of the profile. */
function codedIn(table: string, fields: Fields): readonly string[] {
  return Object.values(fields).flatMap(({ kind, column }) =>
    kind.is === 'code' ? `${kind.list} ${table}.${column}` : [],
  );
}

describe('The database counts rows with a code', () => {
  test('in every column of records, and in every field of returns, that holds codes of a list', async () => {
    const described = wholeCatalogue.registers.flatMap(({ records = [], fields }) => [
      ...records.flatMap((one) => [
        ...codedIn(one.table, one.fields),
        ...Object.values(one.lines).flatMap((line) => [
          ...codedIn(line.table, line.fields),
          ...Object.values(line.codes).flatMap((codes) => codedIn(codes.table, { code: codes.field })),
        ]),
      ]),
      ...fields.flatMap(({ key, part }) => (part === undefined ? [] : `${part} reported_value.part ${key}`)),
    ]);
    const known = await ask(
      `select trim(list || ' ' || table_name || '.' || column_name || ' ' || field) as one from coded_column`,
    );
    expect(known.map(({ one }) => one).sort()).toEqual(described.sort());
  });

  test('for every list, also where it stands in lines of a record, without what was corrected or taken back', async () => {
    await ask(`
      insert into unit (key, level, type) values ('top', 'x', 'x');
      insert into unit_name (unit, name_nl, name_en) values ('top', 'x', 'x');
      insert into organisation_root (unit, profile, name_nl, name_en) values ('top', 'x', 'x', 'x');
      insert into person (id) values ('${administrator}');
      insert into appointment (id, person_id, role, valid_from, appointed_by, reason)
        values (gen_random_uuid(), '${administrator}', 'functional-administrator', '2020-01-01', 'x', 'x');
      insert into incident (version_id, incident_id, reference, unit, category, withdrawn_at)
        select gen_random_uuid(), gen_random_uuid(), n::text, 'top', 'a', case when n > 6 then now() end
        from generate_series(1, 8) n;
      insert into incident_subject (id, version_id, line, grade)
        select gen_random_uuid(), version_id, 1, 'low' from incident;
      insert into incident_measure (id, version_id, subject_id, measure)
        select gen_random_uuid(), version_id, id, 'talk' from incident_subject`);
    const columns = await ask('select distinct list from coded_column');
    expect(columns.length).toBeGreaterThan(10);
    const told = [];
    for (const { list } of columns) told.push(...(await rowsWith(administrator, list ?? '', 'none')));
    expect(told).toHaveLength((await ask('select 1 from coded_column')).length);
    for (const one of told) expect(one).toMatchObject({ rows: 0 });
    expect(await rowsWith(administrator, 'grade-bands', 'low')).toEqual([
      { table_name: 'incident_subject', rows: 6 },
    ]);
    expect(await rowsWith(administrator, 'measures', 'talk')).toEqual([
      { table_name: 'incident_measure', rows: 6 },
    ]);
    const [one] = await ask('select incident_id from incident where withdrawn_at is null');
    // From what somebody is excluded, they know in no count.
    await ask(`insert into record_exclusion (id, table_name, record_id, person_id, with_chain, reason, excluded_by)
               values (gen_random_uuid(), 'incident', '${one?.['incident_id']}', '${administrator}', false, 'x', 'x')`);
    expect(await rowsWith(administrator, 'measures', 'talk')).toEqual([
      { table_name: 'incident_measure', rows: 5 },
    ]);
  });

  test('for nobody but who looks after lists', async () => {
    expect(await rowsWith('00000000-0000-4000-8000-000000000002', 'measures', 'talk')).toEqual([]);
  });
});

test('Who proposes and who decides is the same for the program and for the database', async () => {
  const kinds = await ask(
    `select kind, string_agg(distinct role, ' ' order by role) as roles from proposal_kind group by kind order by kind`,
  );
  const rolesOf = (deed: string) =>
    [...new Set(access.rows.filter(({ what }) => what === `organisation.${deed}`).map(({ who }) => who))]
      .sort()
      .join(' ');
  expect(kinds).toEqual([
    { kind: 'appoint', roles: rolesOf('decide-proposal') },
    { kind: 'export-all', roles: rolesOf('decide-export-all') },
    { kind: 'retention', roles: rolesOf('decide-retention') },
    { kind: 'sign-in-provider', roles: 'functional-administrator' },
    { kind: 'thresholds', roles: rolesOf('decide-thresholds') },
  ]);
  const proposers = await ask(`select role from proposal_kind where kind = 'export-all' and may = 'propose'`);
  expect(proposers.map(({ role }) => role).join(' ')).toBe(rolesOf('propose-export-all'));
});

test('What needs consent of the works council is the same for both', async () => {
  const [row] = await ask(
    `select pg_get_constraintdef(oid) as check from pg_constraint where conrelid = 'works_council_consent'::regclass and contype = 'c'
     and pg_get_constraintdef(oid) like '%use%'`,
  );
  expect([...(row?.['check'] ?? '').matchAll(/'([a-z-]+)'/g)].map(([, use]) => use)).toEqual([
    ...consentUses,
  ]);
});

test('The figures that a list divides are found without counting anything', async () => {
  const { codes } = await readProfile(join(profilesFolder, 'gemeente'));
  const dividedBy = (list: string) =>
    figuresDividedBy(wholeCatalogue.figures, codes, list).map(({ id }) => id);
  expect(dividedBy('incident-kinds')).toEqual(['incidents.by-kind', 'incidents.closed-by-kind']);
  expect(dividedBy('intake-channels')).toEqual(['incidents.by-channel']);
  expect(dividedBy('incident-categories')).toContain('incidents.category-by-unit');
  expect(dividedBy('session-kinds')).toEqual([
    'activities.sessions-by-kind',
    'activities.participants-by-kind',
  ]);
});
