import { afterAll, beforeAll, expect, test } from 'vitest';
import { openDescribedWorkplace } from '../../../tests/makers/workplace/described.ts';
import {
  appointed,
  setUp,
  type TestAccount,
  type TestWorkplace,
} from '../../../tests/makers/workplace/workplace.ts';
import { newId } from '../../platform/database/new-id.ts';

/* One search over what somebody keeps: no word of it stands in an address, and nothing of others is found. */

let workplace: TestWorkplace;
let anna: TestAccount;
let cor: TestAccount;
let lina: TestAccount;

beforeAll(async () => {
  workplace = await openDescribedWorkplace();
  await setUp(workplace, 'Fenna Beheer', 'fenna@oefen.test', 'first');
  anna = await setUp(workplace, 'Anna Centraal', 'anna@oefen.test');
  cor = await setUp(workplace, 'Cor Onderdeel', 'cor@oefen.test');
  lina = await setUp(workplace, 'Lina Audit', 'lina@oefen.test');
  await appointed(workplace, anna.person, 'central-coordinator');
  await appointed(workplace, cor.person, 'coordinator', 'PBW');
  await appointed(workplace, lina.person, 'auditor');
  for (const [unit, description] of [
    ['PBW', 'Een doos met kantoorspullen bij de achterdeur.'],
    ['CDI', 'Een kantoorsleutel is zoek.'],
  ] as const)
    await anna.browser.post('/registers/incidenten/nieuw', {
      ...{ category: 'a', kind: '', unit, description, occurred: '', received: '3-3-2025' },
      ...{ klopt: '', doe: '', versie: newId() },
    });
});
afterAll(() => workplace.close());

async function found(who: TestAccount, words: string): Promise<string> {
  const { location } = await who.browser.post('/zoeken', { zoek: words });
  expect(location).not.toContain(words);
  return (await who.browser.get(location ?? '')).body;
}

test('What is kept is found from “Uw werk”, and how many there are', async () => {
  expect((await anna.browser.get('/')).body).toContain('action="/zoeken"');
  const body = await found(anna, 'kantoor');
  expect(body).toContain('Incidenten: 2');
  expect(body.match(/href="\/registers\/incidenten\/[0-9a-f-]{36}"/g)).toHaveLength(2);
});

test('Of other units nothing is found, nor counted', async () => {
  const body = await found(cor, 'kantoor');
  expect(body).toContain('Incidenten: 1');
  expect(body).not.toContain('Centrale Dienst ICT');
});

test('Units are found by their names, written with or without marks', async () => {
  expect(await found(anna, 'WÉER planbureau')).toContain('href="/indeling/PBW"');
});

test('Nothing found says so, and a search of another has lapsed', async () => {
  expect(await found(anna, 'zeppelin')).toContain('Niets gevonden');
  const { location } = await anna.browser.post('/zoeken', { zoek: 'kantoor' });
  const body = (await cor.browser.get(location ?? '')).body;
  expect(body).toContain('Deze zoekvraag is verlopen');
  expect(body).not.toContain('kantoor');
});

test('Who keeps nothing has no search', async () => {
  expect((await lina.browser.get('/zoeken')).status).toBe(404);
  expect((await lina.browser.post('/zoeken', { zoek: 'x' })).status).toBe(404);
  expect((await lina.browser.get('/')).body).not.toContain('action="/zoeken"');
});
