import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openDescribedWorkplace } from '../../../tests/makers/workplace/described.ts';
import {
  appointed,
  asOwner,
  setUp,
  type TestAccount,
  type TestWorkplace,
} from '../../../tests/makers/workplace/workplace.ts';
import { today } from '../../organisation/period.ts';
import { newId } from '../../platform/database/new-id.ts';

/* Appointments with their act, replacement during absence, certificates, and open work that goes on to somebody. */

let workplace: TestWorkplace;
let fenna: TestAccount;
let kim: TestAccount;
const known = new Map<string, string>();

beforeAll(async () => {
  workplace = await openDescribedWorkplace();
  fenna = await setUp(workplace, 'Fenna Beheer', 'fenna@oefen.test', 'first');
  kim = await setUp(workplace, 'Kim Luister', 'kim@oefen.test');
  await appointed(workplace, fenna.person, 'functional-administrator');
  for (const naam of ['Bo Smit', 'Cor Zee', 'Dia Kok']) {
    const mail = `${naam.split(' ')[0]?.toLowerCase()}@oefen.test`;
    const { location } = await fenna.browser.post('/mensen/nieuw', { naam, mail, telefoon: '' });
    known.set(naam, location?.slice(8, 44) ?? '');
  }
});
afterAll(() => workplace.close());

const person = (name: string) => known.get(name) ?? '';
const day = (offset: number) =>
  new Date(Date.parse(today()) + offset * 86_400_000).toISOString().slice(0, 10);
const typedDay = (offset: number) => {
  const [year = '', month = '', date = ''] = day(offset).split('-');
  return `${Number(date)}-${Number(month)}-${year}`;
};

async function appointment(name: string, role: string): Promise<string> {
  const [row] = await asOwner(
    workplace,
    `select id from appointment where person_id = $1 and role = $2 and withdrawn_at is null`,
    [person(name), role],
  );
  return String(row?.['id']);
}

/** Gives work without asking anybody: no register gives any yet. */
const given = (name: string, records: number) =>
  asOwner(
    workplace,
    `insert into record_assignment (id, table_name, record_id, person_id, valid_from, assigned_by, reason)
     select gen_random_uuid(), 'incident', gen_random_uuid(), $1, '2024-01-01', 'toets', 'toets' from generate_series(1, $2)`,
    [person(name), records],
  );

async function post(path: string, form: Readonly<Record<string, string>>) {
  return fenna.browser.post(path, form);
}

describe('An appointment', () => {
  test('says by which act it was made', async () => {
    const form = {
      rol: 'coordinator',
      onderdeel: 'PBW',
      vanaf: '1-1-2026',
      tot: '',
      reden: 'Benoemd',
      besluit: 'B-2026/14',
      besluitdatum: '',
      stap: 'controleren',
    };
    const half = await post(`/mensen/${person('Bo Smit')}/aanwijzen`, form);
    expect(half.body).toContain('id="besluitdatum-fout"');
    expect(half.body).toContain('value="B-2026/14"');
    const whole = { ...form, besluitdatum: '15-12-2025', stap: 'geven' };
    expect((await post(`/mensen/${person('Bo Smit')}/aanwijzen`, whole)).location).toContain('aangewezen');
    expect((await fenna.browser.get(`/mensen/${person('Bo Smit')}`)).body).toContain('B-2026/14');
    expect(
      await asOwner(workplace, `select act_reference, act_date from appointment where role = 'coordinator'`),
    ).toEqual([{ act_reference: 'B-2026/14', act_date: '2025-12-15' }]);
  });

  test('is borne by a replacement while the absence lasts, and by nobody for ever', async () => {
    const path = `/mensen/${person('Bo Smit')}/vervangen/${await appointment('Bo Smit', 'coordinator')}`;
    const form = { wie: 'cor@oefen.test', vanaf: typedDay(-1), tot: typedDay(30), reden: 'Verlof' };
    const wrong = await post(path, { ...form, wie: 'wie?', tot: '' });
    for (const field of ['wie', 'tot']) expect(wrong.body).toContain(`id="${field}-fout"`);
    expect((await post(path, { ...form, wie: 'bo@oefen.test' })).status).toBe(409);
    expect((await post(path, form)).location).toContain('aangewezen');
    const page = await fenna.browser.get(`/mensen/${person('Cor Zee')}`);
    expect(page.body).toContain('Vervangt Bo Smit.');
    expect(
      await asOwner(
        workplace,
        `select role, unit, valid_until from appointment where person_id = $1 and replaces = $2`,
        [person('Cor Zee'), person('Bo Smit')],
      ),
    ).toEqual([{ role: 'coordinator', unit: 'PBW', valid_until: day(30) }]);
    // Who replaces is not replaced: a chain would hide who has the role.
    const chain = `/mensen/${person('Cor Zee')}/vervangen/${await appointment('Cor Zee', 'coordinator')}`;
    expect((await fenna.browser.get(chain)).status).toBe(404);
  });

  test('that ends hands its open work to who is chosen, and asks when nobody is', async () => {
    await given('Bo Smit', 3);
    const path = `/mensen/${person('Bo Smit')}/beeindigen/${await appointment('Bo Smit', 'coordinator')}`;
    const page = await fenna.browser.get(path);
    expect(page.body).toContain('Er staan 3 zaken op deze naam.');
    expect(page.body).toMatch(/<option value="nobody".*<option value="[0-9a-f-]+"[^>]*>Cor Zee/s);
    const form = { vanaf: typedDay(0), reden: 'Andere baan' };
    const unasked = await post(path, form);
    expect(unasked.body).toContain('id="werk-fout"');
    expect(unasked.body).toContain('value="Andere baan"');
    expect((await post(path, { ...form, werk: person('Cor Zee') })).location).toContain('beeindigd');
    expect(
      await asOwner(
        workplace,
        `select p.name, count(*)::integer as n from record_assignment g join person_contact p using (person_id)
         where g.withdrawn_at is null and (g.valid_until is null or g.valid_until > today()) group by 1`,
      ),
    ).toEqual([{ name: 'Cor Zee', n: 3 }]);
  });

  test('may leave work that is nobody’s yet, which stands on “Uw werk” until somebody gets it', async () => {
    const path = `/mensen/${person('Cor Zee')}/beeindigen/${await appointment('Cor Zee', 'coordinator')}`;
    await post(path, { vanaf: typedDay(0), reden: 'Weg', werk: 'nobody' });
    expect((await fenna.browser.get('/')).body).toContain('3 zaken zijn nog van niemand');
    const open = await fenna.browser.get('/mensen/open-werk');
    expect(open.body).toContain('3 zaken van Cor Zee');
    expect(open.body).toContain('Niemand heeft deze rol nu');
    await appointed(workplace, person('Dia Kok'), 'coordinator');
    const form = { van: person('Cor Zee'), rol: 'coordinator', naar: person('Dia Kok') };
    // Never to oneself: that would be a way to records.
    await appointed(workplace, fenna.person, 'investigator');
    expect((await post('/mensen/open-werk', { ...form, naar: fenna.person })).location).toBe(
      '/mensen/open-werk',
    );
    expect((await post('/mensen/open-werk', form)).location).toContain('overgedragen');
    expect((await fenna.browser.get('/')).body).not.toContain('nog van niemand');
    expect(
      await asOwner(
        workplace,
        `select person_id from record_assignment where withdrawn_at is null and valid_until is null`,
      ),
    ).toEqual(Array.from({ length: 3 }, () => ({ person_id: person('Dia Kok') })));
  });
});

describe('A counsellor', () => {
  test('without a certificate is told of, on “Uw werk” of both', async () => {
    await appointed(workplace, kim.person, 'counsellor');
    expect((await fenna.browser.get('/')).body).toContain('geen certificaat vertrouwenspersoon vastgelegd');
    expect((await kim.browser.get('/')).body).toContain('geen certificaat vertrouwenspersoon vastgelegd');
  });

  test.each([
    [-1, 'is afgelopen op'],
    [80, 'loopt binnen drie maanden af'],
    [300, 'loopt binnen een jaar af'],
    [500, null],
  ])('whose certificate ends in %i days: %s', async (offset, words) => {
    const path = `/mensen/${kim.person}/certificaat`;
    const form = { soort: 'confidential-counsellor', behaald: '1-1-2020', tot: typedDay(offset) };
    expect((await post(path, { ...form, behaald: typedDay(offset + 1) })).body).toContain('id="tot-fout"');
    expect((await post(path, form)).location).toBe(`/mensen/${kim.person}?gedaan=certificaat`);
    const again = (await post(path, form)).location ?? '';
    expect(again).toBe(`/mensen/${kim.person}?gedaan=stond`);
    expect((await fenna.browser.get(again)).body).toContain('dit certificaat stond er al');
    for (const { browser } of [fenna, kim]) {
      const { body } = await browser.get('/');
      if (words === null) expect(body).not.toContain('certificaat vertrouwenspersoon');
      else expect(body).toContain(words);
    }
  });
});

test('Who left by a list is followed by the replacement of that day, and else the work is nobody’s yet', async () => {
  const heads = 'Personeelsnummer;Naam;E-mail;Onderdeel;In dienst';
  const rows = [
    '1;Eef Pot;eef@oefen.test;PBW;1-1-2020',
    '2;Gé Mol;ge@oefen.test;PBW;1-1-2020',
    '3;Ko Ree;;PBW;1-1-2020',
  ];
  const bring = async (lines: readonly string[]) => {
    const file = { field: 'bestand', name: 'lijst.csv', content: [heads, ...lines].join('\n') };
    const form = { lijst: newId(), systeem: 'hr', dag: typedDay(0) };
    const path = (await fenna.browser.upload('/mensen/lijsten', form, file)).location ?? '';
    const { body } = await fenna.browser.get(path);
    const versie = /name="versie" value="([^"]+)"/.exec(body)?.[1] ?? '';
    await post(path, { stap: 'doorvoeren', versie });
    return fenna.browser.get(path);
  };
  await bring(rows);
  for (const name of ['Eef Pot', 'Gé Mol', 'Ko Ree']) {
    const [row] = await asOwner(
      workplace,
      'select person_id from person_contact where name = $1 and withdrawn_at is null',
      [name],
    );
    known.set(name, String(row?.['person_id']));
  }
  await appointed(workplace, person('Eef Pot'), 'investigator');
  await appointed(workplace, person('Gé Mol'), 'investigator');
  await asOwner(
    workplace,
    `insert into appointment (id, person_id, role, valid_from, valid_until, appointed_by, reason, replaces)
     values (gen_random_uuid(), $1, 'investigator', '2026-01-01', '2030-01-01', 'toets', 'toets', $2)`,
    [person('Ko Ree'), person('Eef Pot')],
  );
  await given('Eef Pot', 2);
  await given('Gé Mol', 1);
  await bring(rows.slice(2));
  expect(
    await asOwner(
      workplace,
      `select p.name, count(*)::integer as n from record_assignment g
       join person_contact p on p.person_id = g.person_id and p.withdrawn_at is null
       where g.withdrawn_at is null and g.valid_until is null and g.person_id = any($1::uuid[]) group by 1`,
      [['Eef Pot', 'Gé Mol', 'Ko Ree'].map(person)],
    ),
  ).toEqual([{ name: 'Ko Ree', n: 2 }]);
  expect(await asOwner(workplace, 'select from_person from open_work where settled_at is null')).toEqual([
    { from_person: person('Gé Mol') },
  ]);
  expect(
    await asOwner(
      workplace,
      `select count(*)::integer as n from appointment where person_id = any($1::uuid[]) and withdrawn_at is null
       and (valid_until is null or valid_until > today())`,
      [['Eef Pot', 'Gé Mol'].map(person)],
    ),
  ).toEqual([{ n: 0 }]);
});
