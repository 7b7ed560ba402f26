import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openDescribedWorkplace } from '../../../tests/makers/workplace/described.ts';
import {
  appointed,
  asOwner,
  asRuntime,
  codeOf,
  setUp,
  type TestAccount,
  type TestWorkplace,
} from '../../../tests/makers/workplace/workplace.ts';
import { newId } from '../../platform/database/new-id.ts';

/* A functional administrator brings in a list of people, sees what it changes, and applies it. */

let workplace: TestWorkplace;
let fenna: TestAccount;
let ties: TestAccount;

beforeAll(async () => {
  workplace = await openDescribedWorkplace();
  fenna = await setUp(workplace, 'Fenna Beheer', 'fenna@oefen.test', 'first');
  ties = await setUp(workplace, 'Ties Techniek', 'ties@oefen.test', 'first');
  await appointed(workplace, fenna.person, 'functional-administrator');
  await appointed(workplace, ties.person, 'technical-administrator');
});
afterAll(() => workplace.close());

const headings =
  'Personeelsnummer;Naam;E-mail;Onderdeel;Functie;Leidinggevende;Aanstelling;In dienst;Uit dienst';
const people = [
  '1;Anna Berg;anna@oefen.test;PBW;Hoofd;;Vast;1-1-2015;',
  '2;Bo Smit;bo@oefen.test;PBW;Tekenaar;1;Vast;1-3-2020;',
  '3;Cor Zee;cor@oefen.test;DKL;Tekenaar;1;Inhuur;1-3-2024;',
];
const csv = (rows: readonly string[]) => ({
  field: 'bestand',
  name: 'mensen.csv',
  content: [headings, ...rows].join('\n'),
});

let counter = 0;
const sent = (rows: readonly string[], by = fenna) =>
  by.browser.upload('/mensen/lijsten', { lijst: newId(), systeem: 'hr', dag: '1-6-2026' }, csv(rows));
const hashIn = (body: string) => /name="versie" value="([^"]+)"/.exec(body)?.[1] ?? '';

/** Applies as somebody does who showed to be there. */
async function applied(path: string, body: string) {
  return fenna.browser.post(path, {
    stap: 'doorvoeren',
    versie: hashIn(body),
    wachtwoord: fenna.password,
    code: codeOf(fenna.seed, ++counter),
  });
}

describe('A list of people in the workplace', () => {
  test('asks for a file, a system and a day, and keeps what was typed', async () => {
    const answer = await fenna.browser.upload(
      '/mensen/lijsten',
      { lijst: newId(), systeem: 'Mijn HR', dag: 'ooit' },
      null,
    );
    expect(answer.status).toBe(400);
    for (const part of ['id="bestand-fout"', 'id="dag-fout"', 'value="Mijn HR"', 'value="ooit"'])
      expect(answer.body).toContain(part);
  });

  test('is shown by kind before anything changes, and applied once it is right', async () => {
    const { location } = await sent(people);
    expect(location).toMatch(/^\/mensen\/lijsten\/[0-9a-f-]{36}$/);
    const path = location ?? '';
    const shown = await fenna.browser.get(`${path}?soort=joined`);
    expect(shown.body).toContain('3 wijzigingen');
    expect(shown.body).toContain('Anna Berg, 1');
    expect(await asOwner(workplace, 'select 1 from employment')).toEqual([]);
    const unconfirmed = await fenna.browser.post(path, { stap: 'doorvoeren', versie: hashIn(shown.body) });
    expect(unconfirmed.status === 400 || unconfirmed.status === 303).toBe(true);
    if (unconfirmed.status === 400) expect((await applied(path, shown.body)).location).toBe(path);
    const done = await fenna.browser.get(path);
    expect(done.body).toContain('De lijst is doorgevoerd');
    expect(await asOwner(workplace, 'select count(*)::integer as n from employment')).toEqual([{ n: 3 }]);
    // The file and the names in it are gone; counts stay.
    expect(
      await asOwner(
        workplace,
        'select content is null as gone, (select count(*)::integer from people_difference) as n from people_list',
      ),
    ).toEqual([{ gone: true, n: 0 }]);
  });

  test('that leaves a question is answered on the page, and not applied before', async () => {
    const rows = people.map((one) => one.replace('DKL', 'Atlantis'));
    const path = (await sent(rows)).location ?? '';
    const asked = await fenna.browser.get(path);
    expect(asked.body).toContain('Atlantis');
    expect(asked.body).not.toContain('value="doorvoeren"');
    const wrong = await fenna.browser.post(path, {
      stap: 'opnieuw',
      antwoorden: 'zomaar wat',
      dag: '1-6-2026',
    });
    expect(wrong.body).toContain('id="antwoorden-fout"');
    expect(wrong.body).toContain('zomaar wat');
    const given = { stap: 'opnieuw', antwoorden: "--map 'unit:Atlantis=BZD'", dag: '1-6-2026' };
    expect((await fenna.browser.post(path, given)).location).toBe(`${path}?gedaan=opnieuw`);
    const shown = await fenna.browser.get(`${path}?soort=moved`);
    expect(shown.body).toContain('Cor Zee');
    expect((await applied(path, shown.body)).location).toBe(path);
  });

  test('that would change something else by now is shown again and not applied', async () => {
    const rows = people.map((one) => one.replace('DKL', 'BZD').replace('Bo Smit', 'Bo Nieuw'));
    const path = (await sent(rows)).location ?? '';
    const body = (await fenna.browser.get(path)).body;
    await asOwner(workplace, `update person_contact set name = 'Bo Anders' where name = 'Bo Smit'`);
    expect((await applied(path, body)).location).toBe(`${path}?gedaan=opnieuw`);
    expect(await asOwner(workplace, `select 1 from person_contact where name = 'Bo Nieuw'`)).toEqual([]);
    const { location } = await fenna.browser.post(path, { stap: 'wegdoen' });
    expect(location).toBe('/mensen/lijsten?gedaan=weggedaan');
  });

  test('is paged when it is long', async () => {
    const many = Array.from({ length: 120 }, (_, n) => `${100 + n};Naam${n} Lang;;PBW;;;Vast;1-1-2020;`);
    const rest = people.map((one) => one.replace('DKL', 'BZD'));
    const path = (await sent([...rest, ...many])).location ?? '';
    const second = await fenna.browser.get(`${path}?soort=joined&blad=2`);
    expect(second.body).toContain('Naam50 Lang');
    expect(second.body).not.toContain('Naam49 Lang');
    expect((await fenna.browser.get(`${path}?soort=joined&blad=99`)).body).toContain('Naam119 Lang');
    await fenna.browser.post(path, { stap: 'wegdoen' });
  });

  test('of which nobody is left is asked, with how many are gone', async () => {
    const path = (await sent([...people.slice(0, 1), '9;Zo Iemand;;PBW;;;Vast;1-1-2020;'])).location ?? '';
    // Two of three: few enough to be believed.
    expect((await fenna.browser.get(path)).body).toContain('value="doorvoeren"');
    await fenna.browser.post(path, { stap: 'wegdoen' });
    expect((await fenna.browser.get((await sent([])).location ?? '')).body).toContain('geen rijen');
  });
});

test('By a list nobody becomes a supervisor by their own hand', async () => {
  const [row] = await asOwner(workplace, 'select gen_random_uuid() as id');
  await asOwner(
    workplace,
    `insert into person_number (id, person_id, sender, number) values ($1, $2, 'hr', '50')`,
    [String(row?.['id']), fenna.person],
  );
  const rows = [
    ...people.map((one) => one.replace('DKL', 'BZD')),
    '50;Fenna Beheer;fenna@oefen.test;PBW;Hoofd;;Vast;1-1-2015;',
    '51;Wim Wit;wim@oefen.test;PBW;Bouwer;50;Vast;1-1-2015;',
  ];
  const path = (await sent(rows)).location ?? '';
  const answer = await applied(path, (await fenna.browser.get(path)).body);
  expect([answer.status, answer.body.includes('wordt u zelf leidinggevende')]).toEqual([409, true]);
  expect(await asOwner(workplace, `select 1 from person_contact where name = 'Wim Wit'`)).toEqual([]);
  await fenna.browser.post(path, { stap: 'wegdoen' });
});

describe('Who does not look after people', () => {
  test('finds no page of it and brings nothing in, also not past the program', async () => {
    const path = (await sent(people)).location ?? '';
    for (const address of ['/mensen/lijsten', path, `${path}?soort=joined`])
      expect((await ties.browser.get(address)).status).toBe(404);
    expect((await sent(people, ties)).status).toBe(404);
    expect((await ties.browser.post(path, { stap: 'wegdoen' })).status).toBe(404);
  });

  const asPerson = (person: string, statement: string) =>
    asRuntime(
      workplace,
      `begin; set local role daglicht_person;
       select set_config('app.actor_kind', 'person', true), set_config('app.person', '${person}', true);
       ${statement}; rollback`,
    );
  const refuses = (table: string) =>
    `do $$ begin if exists (select from ${table}) then raise exception 'seen'; end if; end $$`;

  test('sees in the database no list, no difference, no employment and no certificate', async () => {
    for (const table of [
      'people_list',
      'people_difference',
      'employment',
      'employment_statement',
      'certificate',
      'open_work',
      'record_assignment',
      'person_number',
      `remembered_mapping where register = 'people'`,
    ])
      await asPerson(ties.person, refuses(table));
    await expect(asPerson(fenna.person, refuses('people_list'))).rejects.toThrow('seen');
    await expect(
      asPerson(fenna.person, refuses(`remembered_mapping where register <> 'people'`)),
    ).resolves.toBeUndefined();
  });

  test('changes nothing of an employment past the program but by withdrawing it, nor does who does', async () => {
    for (const statement of [
      `update employment set unit = 'DKL'`,
      `update employment set withdrawn_at = '2020-01-01'`,
      `delete from employment`,
      `delete from people_list`,
      `insert into record_assignment (id, table_name, record_id, person_id, valid_from, assigned_by, reason)
       values (gen_random_uuid(), 'incident', gen_random_uuid(), '${fenna.person}', '2026-01-01', 'x', 'x')`,
      `insert into open_work (id, table_name, record_id, from_person, role, valid_from)
       values (gen_random_uuid(), 'incident', gen_random_uuid(), '${ties.person}', 'head', '2026-01-01')`,
      `insert into people_list (id, sender, file_name, given, outcome, brought_by)
       values (gen_random_uuid(), 'x', 'x', '{}', '{}', '${ties.person}')`,
    ])
      await expect(asPerson(fenna.person, statement), statement).rejects.toThrow();
  });
});

test('What is no form, or too much of one, is refused', async () => {
  const odd = await fenna.browser.upload('/mensen/lijsten', { iets: 'anders' }, csv(people));
  expect(odd.status).toBe(400);
  const large = { field: 'bestand', name: 'groot.csv', content: new Uint8Array(65 * 1024 * 1024) };
  const form = { lijst: newId(), systeem: 'hr', dag: '1-6-2026' };
  expect((await fenna.browser.upload('/mensen/lijsten', form, large)).status).toBe(400);
  // Bytes that are no text of any encoding are told, and end nothing.
  const noise = Uint8Array.from({ length: 400 }, (_, n) => (n * 89) % 256);
  const sentNoise = await fenna.browser.upload(
    '/mensen/lijsten',
    { ...form, lijst: newId() },
    { field: 'bestand', name: '\u202Efdp.csv', content: noise },
  );
  const told = await fenna.browser.get(sentNoise.location ?? '');
  expect(told.status).toBe(200);
  expect(told.body).not.toContain('value="doorvoeren"');
  const twice = await fenna.browser.post('/mensen/lijsten', {
    lijst: newId(),
    systeem: 'hr',
    dag: '1-6-2026',
  });
  expect(twice.status).toBe(400);
});
