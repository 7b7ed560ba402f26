import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type TestAnswer, TestBrowser } from '../../../../tests/makers/workplace/browser.ts';
import { openDescribedWorkplace } from '../../../../tests/makers/workplace/described.ts';
import {
  appointed,
  asOwner,
  setUp,
  type TestAccount,
  type TestWorkplace,
} from '../../../../tests/makers/workplace/workplace.ts';
import { wholeCatalogue } from '../../../app.ts';
import { isAskable } from '../../../collection/annual-call/asked.ts';
import { withClient } from '../../../platform/database/databases.ts';
import { newId } from '../../../platform/database/new-id.ts';
import { streamRows } from '../../../platform/spreadsheets/reading/read.ts';

/* How far a call is, per unit, register and question; and a call that was opened by mistake. */

let workplace: TestWorkplace;
let anna: TestAccount;
let cor: TestAccount;
let dirk: TestAccount;

beforeAll(async () => {
  workplace = await openDescribedWorkplace();
  await setUp(workplace, 'Fenna Beheer', 'fenna@oefen.test', 'first');
  anna = await setUp(workplace, 'Anna Centraal', 'anna@oefen.test');
  cor = await setUp(workplace, 'Cor Onderdeel', 'cor@oefen.test');
  dirk = await setUp(workplace, 'Dirk Elders', 'dirk@oefen.test');
  await appointed(workplace, anna.person, 'central-coordinator');
  await appointed(workplace, cor.person, 'coordinator', 'PBW');
  await appointed(workplace, dirk.person, 'coordinator', 'RDL');
});
afterAll(() => workplace.close());

async function opened(jaar: string): Promise<void> {
  const answer = await anna.browser.post('/uitvraag/nieuw', {
    jaar,
    uiterlijk: '27-2-2199',
    tekst: '',
    ...Object.fromEntries(
      wholeCatalogue.registers.filter(isAskable).map(({ key }) => [`vraag-${key}`, 'niet']),
    ),
    'vraag-gifts': 'onderdelen',
    'vraag-incidents': 'onderdelen',
    onderdelen: ['PBW', 'RDL', 'DKL'],
    stap: 'openen',
  });
  if (answer.location !== `/uitvraag/${jaar}?gedaan=geopend`) throw new Error(`Not opened: ${answer.body}`);
}

const place = (jaar: string, unit = 'PBW') => `/uitvraag/${jaar}/${unit}`;
const hiddenIn = ({ body }: TestAnswer, name: string) =>
  new RegExp(`name="${name}" value="([^"]*)"`).exec(body)?.[1] ?? '';

async function answered(
  who: TestAccount,
  jaar: string,
  unit: string,
  given: Readonly<Record<string, string>>,
) {
  const page = await who.browser.get(`${place(jaar, unit)}/begin`);
  return who.browser.post(`${place(jaar, unit)}/begin`, { ...given, versie: hiddenIn(page, 'versie') });
}

const plain = (body: string) => body.replaceAll(/<[^>]*>/g, ' ').replaceAll(/\s+/g, ' ');

describe('The state of a call', () => {
  test('shows each unit with each register, the worst first, with whom questions are, and each question', async () => {
    await opened('2025');
    await answered(cor, '2025', 'PBW', { 'is-gifts': 'answered', 'is-incidents': 'nil' });
    await cor.browser.post(`${place('2025')}/gifts`, {
      versie: hiddenIn(await cor.browser.get(`${place('2025')}/gifts`), 'versie'),
      'aantal-gifts.offered': '12',
    });
    await answered(dirk, '2025', 'RDL', { 'is-gifts': 'nil', 'is-incidents': 'nil' });
    const read = hiddenIn(await dirk.browser.get(`${place('2025', 'RDL')}/nakijken`), 'gelezen');
    await dirk.browser.post(`${place('2025', 'RDL')}/nakijken`, { gelezen: read, akkoord: 'ja' });
    const handed = await cor.browser.post(`${place('2025')}/doorgeven`, {
      sleutel: newId(),
      'deel-gifts': ['gifts.value|'],
      naam: 'Gijs Geschenk',
      functie: 'inkoop',
      hoe: 'link',
      uiterlijk: '1-2-2199',
    });
    expect(handed.status).toBe(200);
    const page = await anna.browser.get('/uitvraag/2025/stand');
    const shown = plain(page.body);
    expect(shown).toContain('1 van 3 klaar, 1 bezig, 1 niet begonnen, 0 te laat.');
    expect(shown).toContain('nog 4 open · bij Gijs Geschenk');
    const order = ['/uitvraag/2025/DKL"', '/uitvraag/2025/PBW"', '/uitvraag/2025/RDL"'].map((one) =>
      page.body.indexOf(one),
    );
    expect(order.every((one) => one > 0)).toBe(true);
    expect(order).toEqual(order.toSorted((one, other) => one - other));
    const questions = plain((await anna.browser.get('/uitvraag/2025/stand/gifts')).body);
    expect(questions).toContain('Aangeboden boven de grens: 12');
    expect(questions).toContain('Te laat gemeld: niet opgegeven');
    expect(questions).toContain('Te laat gemeld: nihil (0)');
    const paper = (await anna.browser.get('/uitvraag/2025/stand?weergave=afdruk')).body;
    expect(paper).toContain('Afgedrukt op');
    expect(paper).toContain('Vertrouwelijk · afgedrukt door');
    expect(paper).not.toContain('weergave=afdruk');
    for (const path of ['stand', 'stand/gifts', 'stand/ophalen', 'intrekken'])
      expect((await cor.browser.get(`/uitvraag/2025/${path}`)).status).toBe(404);
    expect((await anna.browser.get('/uitvraag/2025/stand/advice')).status).toBe(404);
  });

  test('is taken along as a sheet with the same words', async () => {
    const { site } = workplace;
    const answer = await site.request('/uitvraag/2025/stand/ophalen', {
      headers: {
        ...new TestBrowser(site).headers,
        Cookie: `daglicht=${anna.browser.cookie('daglicht') ?? ''}`,
      },
    });
    const rows: string[] = [];
    for await (const batch of streamRows(new Uint8Array(await answer.arrayBuffer())))
      for (const row of batch.rows)
        rows.push(`${batch.sheet.name}: ${row.cells.map((one) => one.text).join(' | ')}`);
    expect(rows.filter((row) => row.startsWith('Stand: '))).toHaveLength(4);
    expect(rows.some((row) => row.includes('nog 4 open · bij Gijs Geschenk'))).toBe(true);
    expect(rows.some((row) => /^Vragen: .*\| Aangeboden boven de grens \| 12$/.test(row))).toBe(true);
    // Three units, two registers: whether there was anything, and the five questions about gifts.
    expect(rows.filter((row) => row.startsWith('Vragen: '))).toHaveLength(1 + 3 * (1 + 1 + 5));
  });
});

describe('A call that was opened by mistake', () => {
  test('is withdrawn with a reason, is not there for anybody any more, and the year is called for again', async () => {
    await opened('2022');
    await answered(cor, '2022', 'PBW', { 'is-gifts': 'nil' });
    const handed = await cor.browser.post(`${place('2022')}/doorgeven`, {
      sleutel: newId(),
      registers: ['gifts'],
      naam: 'Gijs',
      functie: 'inkoop',
      hoe: 'link',
      uiterlijk: '1-2-2199',
    });
    const link = /\/deel\/([A-Za-z0-9_-]{43})/.exec(handed.body)?.[1] ?? '';
    const code = (/>(\d{3}) (\d{3})</.exec(handed.body) ?? []).slice(1).join('');
    const page = await anna.browser.get('/uitvraag/2022/intrekken');
    expect(page.body).toContain('1 onderdeel vulde al iets in.');
    expect((await anna.browser.post('/uitvraag/2022/intrekken', { reden: ' ' })).body).toContain(
      'Schrijf waarom.',
    );
    expect((await cor.browser.post('/uitvraag/2022/intrekken', { reden: 'x' })).status).toBe(404);
    const before = await asOwner(
      workplace,
      `select count(*)::integer as n from call_answer where period = '2022' and withdrawn_at is null`,
    );
    expect(before[0]?.['n']).toBeGreaterThan(0);
    const done = await anna.browser.post('/uitvraag/2022/intrekken', { reden: 'Verkeerd jaar.' });
    expect(done.location).toBe('/uitvraag?gedaan=ingetrokken');
    expect((await anna.browser.get(done.location ?? '')).body).toContain('want: Verkeerd jaar.');
    expect((await cor.browser.get(place('2022'))).status).toBe(404);
    expect((await cor.browser.get('/')).body).not.toContain('over 2022');
    expect((await new TestBrowser(workplace.site).post(`/deel/${link}`, { code })).body).toContain(
      'Met deze code gaat deze link niet open',
    );
    expect(
      await asOwner(workplace, `select from call_answer where period = '2022' and withdrawn_at is null`),
    ).toEqual([]);
    expect((await anna.browser.post('/uitvraag/2022/intrekken', { reden: 'Nog eens.' })).status).toBe(404);
    await opened('2022');
    expect((await cor.browser.get(`${place('2022')}/begin`)).body).toContain('was er in 2022 iets te melden');
    expect(hiddenIn(await cor.browser.get(`${place('2022')}/begin`), 'versie')).toBe('');
  });

  test('is not withdrawn once a return was signed, also when it was reopened', async () => {
    expect((await anna.browser.get('/uitvraag/2025')).body).not.toContain('/uitvraag/2025/intrekken');
    await anna.browser.post(`${place('2025', 'RDL')}/heropenen`, { reden: 'Nog iets.' });
    const refused = await anna.browser.post('/uitvraag/2025/intrekken', { reden: 'Toch niet.' });
    expect(refused.body).toContain('Een opgave is al ondertekend');
    expect(
      await asOwner(workplace, `select from annual_call where period = '2025' and withdrawn_at is null`),
    ).toHaveLength(1);
  });

  test('the database itself withdraws nothing that was signed or for who answers, and takes nothing for what was', async () => {
    const withdraw = (jaar: string) =>
      `update annual_call set withdrawn_at = now(), withdrawn_by = acting_person(), withdrawn_reason = 'x'
       where period = '${jaar}' and withdrawn_at is null returning id`;
    expect(await asPerson(anna.person, withdraw('2025'))).toEqual([]);
    expect(await asPerson(cor.person, withdraw('2022'))).toEqual([]);
    expect(await asPerson(anna.person, withdraw('2022'))).toHaveLength(1);
    const back = `update annual_call set withdrawn_at = null, withdrawn_by = null, withdrawn_reason = null
      where period = '2022' and withdrawn_at is not null returning id`;
    expect(await asPerson(anna.person, back)).toEqual([]);
    const old = `(select id from annual_call where period = '2022' and withdrawn_at is not null)`;
    for (const statement of [
      `insert into annual_call_answer (id, call_id, unit, register, state) values ('${newId()}', ${old}, 'PBW', 'gifts', 'nil')`,
      `insert into annual_call_event (id, call_id, unit, kind, acting_as, declared_hash, declared)
         values ('${newId()}', ${old}, 'PBW', 'signed', 'central-coordinator', repeat('a', 64), '{}')`,
      `insert into annual_call_delegation (delegation_id, call_id, unit, given_to, given_function, asked, heading, last_day)
         values ('${newId()}', ${old}, 'PBW', 'X', 'Y', '[{"register":"gifts","field":"","part":""}]', '{}', today())`,
    ])
      await expect(asPerson(anna.person, statement), statement).rejects.toThrow(/row-level security/);
  });
});

/** Runs a statement as somebody who is signed in, as the login of the workplace does. */
async function asPerson(person: string, statement: string): Promise<readonly Record<string, unknown>[]> {
  const { storage, organisation } = workplace.database;
  return withClient(storage.connection(organisation, 'workplace'), async (client) => {
    await client.query('begin');
    await client.query(
      `select set_config('role', 'daglicht_person', true), set_config('app.actor_kind', 'person', true),
         set_config('app.actor', $1, true), set_config('app.person', $1, true)`,
      [person],
    );
    const { rows } = await client.query<Record<string, unknown>>(statement);
    await client.query('rollback');
    return rows;
  });
}
