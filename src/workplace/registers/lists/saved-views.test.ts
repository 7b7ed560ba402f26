import { afterAll, beforeAll, expect, test } from 'vitest';
import { openDescribedWorkplace } from '../../../../tests/makers/workplace/described.ts';
import {
  appointed,
  asOwner,
  asRuntime,
  setUp,
  type TestAccount,
  type TestWorkplace,
} from '../../../../tests/makers/workplace/workplace.ts';
import { newId } from '../../../platform/database/new-id.ts';

/* Lists that somebody saves under a name. */

let workplace: TestWorkplace;
let anna: TestAccount;
let bram: TestAccount;

beforeAll(async () => {
  workplace = await openDescribedWorkplace();
  await setUp(workplace, 'Fenna Beheer', 'fenna@oefen.test', 'first');
  anna = await setUp(workplace, 'Anna Centraal', 'anna@oefen.test');
  bram = await setUp(workplace, 'Bram Centraal', 'bram@oefen.test');
  await appointed(workplace, anna.person, 'central-coordinator');
  await appointed(workplace, bram.person, 'central-coordinator');
});
afterAll(() => workplace.close());

const list = '/registers/incidenten';
const saved = (query: string, naam: string, { browser }: TestAccount = anna) =>
  browser.post(`${list}/bewaren${query}`, { naam });
const views = () => asOwner(workplace, 'select id, sealed from saved_view order by recorded_at');
const asPerson = ({ person }: TestAccount, statement: string) =>
  asRuntime(
    workplace,
    `begin; select set_config('app.actor_kind', 'person', true), set_config('app.person', '${person}', true);
     set local role daglicht_person; ${statement}; commit`,
  );

test('A list with filters is saved under a name, stands above the list, and is renamed and removed', async () => {
  const filtered = await anna.browser.get(`${list}?category=a&stand=ontvangen`);
  expect(filtered.body).toContain(`href="${list}/bewaren?category=a&amp;stand=ontvangen"`);
  expect((await anna.browser.get(list)).body).not.toContain('/bewaren');
  const answer = await saved('?category=a&stand=ontvangen&pagina=3', 'Nieuw bij a');
  expect(answer.location).toBe(`${list}?category=a&stand=ontvangen`);
  expect((await anna.browser.get(list)).body).toContain('<bdi>Nieuw bij a</bdi>');
  expect((await anna.browser.get(answer.location ?? '')).body).not.toContain('Deze lijst bewaren');
  // The same form twice is one list.
  await saved('?category=a&stand=ontvangen', 'Nieuw bij a');
  const [view, ...others] = await views();
  expect(others).toEqual([]);
  expect(String(view?.['sealed'])).not.toContain('Nieuw');
  const place = `${list}/bewaard/${view?.['id']}`;
  expect((await anna.browser.get(place)).body).toContain('value="Nieuw bij a"');
  await anna.browser.post(place, { stap: 'naam', naam: 'Nog te doen' });
  expect((await anna.browser.get(`${list}/bewaard`)).body).toContain('<bdi>Nog te doen</bdi>');
  await anna.browser.post(place, { stap: 'weg', naam: '' });
  expect(await views()).toEqual([]);
  expect((await anna.browser.get(`${list}/bewaard`)).body).toContain('U hebt geen bewaarde lijsten');
});

test('Words that are searched for are kept sealed, stand in no address, and go on working', async () => {
  const { location } = await anna.browser.post(`${list}/zoeken`, { zoek: 'Jansen kwitantie' });
  const answer = await saved(location?.replace(list, '') ?? '', 'Van de kas');
  expect(answer.location).not.toContain('Jansen');
  const [view] = await views();
  expect(answer.location).toBe(`${list}?zoek=${view?.['id']}`);
  await asOwner(workplace, `delete from kept_text where purpose = 'search'`);
  const page = await anna.browser.get(answer.location ?? '');
  expect(page.status).toBe(200);
  expect(page.body).toContain('value="Jansen kwitantie"');
  expect((await bram.browser.get(answer.location ?? '')).body).not.toContain('Jansen');
  await anna.browser.post(`${list}/bewaard/${view?.['id']}`, { stap: 'weg', naam: '' });
});

test('A name is needed, at most sixty characters, and once; of a register ten lists are saved', async () => {
  for (const [naam, said] of [
    [' ', 'Schrijf hoe de lijst heet.'],
    ['x'.repeat(61), 'Dit is te lang.'],
  ] as const) {
    const answer = await saved('?category=a', naam);
    expect(answer.status).toBe(400);
    expect(answer.body).toContain(said);
  }
  for (let number = 1; number <= 10; number++)
    await saved(`?category=a&jaar=${2010 + number}`, `Jaar ${number}`);
  expect((await saved('?category=b', 'JAAR 3')).body).toContain('Zo heet al een bewaarde lijst.');
  const full = await saved('?category=b', 'Elfde');
  expect(full.status).toBe(400);
  expect(full.body).toContain('U hebt al 10 bewaarde lijsten');
  expect(full.body).toContain('value="Elfde"');
  expect(await views()).toHaveLength(10);
  await expect(
    asPerson(anna, `insert into saved_view (id, register, sealed) values ('${newId()}', 'incidents', 'x')`),
  ).rejects.toThrow('ten lists');
});

test('A saved list is of who saved it alone, whatever form or SQL is sent, and goes when that person is forgotten', async () => {
  const [view] = await views();
  const id = String(view?.['id']);
  expect((await bram.browser.get(list)).body).not.toContain('Jaar 1');
  expect((await bram.browser.get(`${list}/bewaard/${id}`)).status).toBe(404);
  expect((await bram.browser.post(`${list}/bewaard/${id}`, { stap: 'weg', naam: '' })).status).toBe(404);
  await asPerson(
    bram,
    `do $$ begin if exists (select from saved_view) then raise exception 'seen'; end if; end $$`,
  );
  await asPerson(bram, `delete from saved_view`);
  await asPerson(bram, `update saved_view set sealed = 'x'`);
  expect(await views()).toHaveLength(10);
  await asOwner(workplace, 'delete from person_contact where person_id = $1', [anna.person]);
  expect(await views()).toEqual([]);
});
