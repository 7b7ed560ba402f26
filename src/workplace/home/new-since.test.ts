import { afterAll, beforeAll, expect, test } from 'vitest';
import { openDescribedWorkplace } from '../../../tests/makers/workplace/described.ts';
import {
  appointed,
  asOwner,
  asPerson,
  setUp,
  type TestAccount,
  type TestWorkplace,
} from '../../../tests/makers/workplace/workplace.ts';
import { newId } from '../../platform/database/new-id.ts';

/* What others added or changed in the registers that somebody keeps, since they were here before. */

let workplace: TestWorkplace;
let anna: TestAccount;
let bram: TestAccount;
let cor: TestAccount;
let dora: TestAccount;

beforeAll(async () => {
  workplace = await openDescribedWorkplace();
  anna = await setUp(workplace, 'Anna Centraal', 'anna@oefen.test');
  bram = await setUp(workplace, 'Bram Centraal', 'bram@oefen.test');
  cor = await setUp(workplace, 'Cor Onderdeel', 'cor@oefen.test');
  dora = await setUp(workplace, 'Dora Anders', 'dora@oefen.test');
  for (const { person } of [anna, bram]) await appointed(workplace, person, 'central-coordinator');
  await appointed(workplace, cor.person, 'coordinator', 'PBW');
  await appointed(workplace, dora.person, 'coordinator', 'RDL');
});
afterAll(() => workplace.close());

const title = 'Nieuw sinds uw vorige bezoek';
const home = async ({ browser }: TestAccount) => (await browser.get('/')).body;

async function added({ browser }: TestAccount, description: string): Promise<string> {
  const record = newId();
  const { location, body } = await browser.post('/registers/incidenten/nieuw', {
    ...{ category: 'a', kind: '', unit: 'PBW', description, occurred: '', received: '3-3-2025' },
    ...{ klopt: '', doe: '', versie: record },
  });
  if (!location?.includes('toegevoegd')) throw new Error(body);
  return record;
}

/** Ends the visit of now: the session of later began after it. */
const left = ({ person }: TestAccount) =>
  asOwner(
    workplace,
    `update last_visit set session_begun = session_begun - interval '1 day' where person_id = $1`,
    [person],
  );

/** The link under the title with its count, and how many rows the list has that it opens. */
async function fresh(who: TestAccount): Promise<{ said: string; listed: number } | null> {
  const body = await home(who);
  const part = body.slice(body.indexOf(title));
  const [, href = '', said = ''] = /<a href="([^"]*sinds=[^"]*)">([^<]*)</.exec(part) ?? [];
  if (!body.includes(title) || href === '') return null;
  const list = await who.browser.get(href.replaceAll('&amp;', '&'));
  expect(list.body).toContain('Nieuw of gewijzigd door anderen sinds');
  return { said, listed: [...list.body.matchAll(/<th scope="row"/g)].length };
}

test('On a first visit nothing is new, and after it what others added is, as many as the list that it opens', async () => {
  await added(anna, 'Dit stond er al.');
  expect(await home(bram)).not.toContain(title);
  await left(bram);
  await added(bram, 'Zelf toegevoegd.');
  expect(await home(bram)).toContain('In wat u bijhoudt wijzigden anderen sindsdien niets.');
  const one = await added(anna, 'Door een ander toegevoegd.');
  await added(cor, 'Door nog een ander toegevoegd.');
  expect(await fresh(bram)).toEqual({ said: 'Incidenten: 2', listed: 2 });
  // Reloading ends no visit, and what they change themselves is not new to them.
  expect(await fresh(bram)).toEqual({ said: 'Incidenten: 2', listed: 2 });
  const form = (await bram.browser.get(`/registers/incidenten/${one}/wijzigen/melding`)).body;
  await bram.browser.post(`/registers/incidenten/${one}/wijzigen/melding`, {
    ...{ category: 'a', subcategory: '', kind: '', unit: 'PBW', description: 'Anders.', occurred: '' },
    ...{ received: '3-3-2025', klopt: '', doe: '' },
    versie: /name="versie" value="([^"]*)"/.exec(form)?.[1] ?? '',
  });
  expect(await fresh(bram)).toEqual({ said: 'Incidenten: 1', listed: 1 });
  await left(bram);
  expect(await fresh(bram)).toBeNull();
});

test('Who keeps another unit sees nothing of it, and who keeps no register has no such part', async () => {
  const eva = await setUp(workplace, 'Eva Lezer', 'eva@oefen.test');
  await appointed(workplace, eva.person, 'auditor');
  for (const who of [dora, eva, cor]) {
    await home(who);
    await left(who);
    await home(who);
  }
  await added(anna, 'Nog een.');
  expect(await home(dora)).toContain('wijzigden anderen sindsdien niets');
  expect(await home(eva)).not.toContain(title);
  expect(await fresh(cor)).toEqual({ said: 'Incidenten: 1', listed: 1 });
});

test('The older of two sessions side by side begins no visit of its own', async () => {
  await home(anna);
  await left(anna);
  await home(anna);
  await added(bram, 'Tussen twee bezoeken.');
  expect((await fresh(anna))?.said).toBe('Incidenten: 1');
  // The telephone, on which somebody was signed in since yesterday.
  await asOwner(
    workplace,
    `update session set begun_at = begun_at - interval '2 days' where person_id = $1`,
    [anna.person],
  );
  expect((await fresh(anna))?.said).toBe('Incidenten: 1');
});

test('A moment that is none shows no list rather than all of it', async () => {
  const { status, body } = await anna.browser.get('/registers/incidenten?sinds=gisteren');
  expect(status).toBe(400);
  expect(body).not.toContain('<th scope="row"');
});

test('When somebody was here is read by nobody else, and goes when they are forgotten', async () => {
  await expect(asPerson(workplace, anna, [['select from last_visit']])).rejects.toThrow(/permission denied/);
  const rows = () => asOwner(workplace, 'select from last_visit where person_id = $1', [dora.person]);
  expect(await rows()).toHaveLength(1);
  await asOwner(workplace, 'select forget_sign_ins(array[$1::uuid])', [dora.person]);
  expect(await rows()).toEqual([]);
});
