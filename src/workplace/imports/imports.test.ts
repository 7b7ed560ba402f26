import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openDescribedWorkplace } from '../../../tests/makers/workplace/described.ts';
import {
  appointed,
  asOwner,
  asRuntime,
  setUp,
  type TestAccount,
  type TestWorkplace,
} from '../../../tests/makers/workplace/workplace.ts';
import { newId } from '../../platform/database/new-id.ts';

/* The central coordinator reads files into registers in the workplace. */

let workplace: TestWorkplace;
let anna: TestAccount;
let bram: TestAccount;
let fenna: TestAccount;

beforeAll(async () => {
  workplace = await openDescribedWorkplace();
  fenna = await setUp(workplace, 'Fenna Beheer', 'fenna@oefen.test', 'first');
  anna = await setUp(workplace, 'Anna Centraal', 'anna@oefen.test');
  bram = await setUp(workplace, 'Bram Centraal', 'bram@oefen.test');
  await appointed(workplace, anna.person, 'central-coordinator');
  await appointed(workplace, bram.person, 'central-coordinator');
});
afterAll(() => workplace.close());

const chosen = { na: '', sender: 'coördinatie', period: '', unit: '', years: '', sheet: '' };

/** Sends a file; answers the address where it waits. */
async function sent(
  register: string,
  content: string | Uint8Array,
  given: Readonly<Record<string, string>> = {},
  name = `${newId()}.csv`,
  { browser }: TestAccount = anna,
): Promise<string> {
  const form = { ...chosen, versie: newId(), register, ...given };
  const answer = await browser.upload('/registers/inlezen', form, { field: 'bestand', name, content });
  if (answer.status !== 303 || !answer.location) throw new Error(`Not kept: ${answer.status} ${answer.body}`);
  return answer.location;
}

/** The page of a file, once nothing is being done with it. */
async function page(path: string, { browser }: TestAccount = anna): Promise<string> {
  for (let turn = 0; ; turn++) {
    const { body, status } = await browser.get(path);
    if (status !== 200) throw new Error(`${path}: ${status}`);
    if (!body.includes('Stand vernieuwen') || turn > 100) return mainOf(body);
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}

const mainOf = (body: string) => /<main[^>]*>(.*)<\/main>/s.exec(body)?.[1] ?? '';
const heading = (body: string) => /<h1[^>]*>(?:<bdi>)?([^<]*)/.exec(body)?.[1];
const versionIn = (body: string) => /name="versie" value="([^"]+)"/.exec(body)?.[1] ?? '';
/** Stores a file as its page shows it, and waits until that is done. */
async function store(path: string, body: string, account: TestAccount = anna) {
  const answer = await account.browser.post(path, { stap: 'opslaan', versie: versionIn(body) });
  await page(path, account);
  return answer;
}
const how = {
  sender: 'coördinatie',
  period: '',
  unit: '',
  years: '',
  sheet: '',
  dates: '',
  same: '',
  versionOf: '',
};

const incidents = (rows: readonly string[]) =>
  ['Nummer;Datum melding;Onderdeel;Categorie;Omschrijving', ...rows].join('\n');
const gifts = (rows: readonly string[]) =>
  ['Onderdeel;Jaar;Aangeboden boven 50 euro;Aangenomen boven 50 euro', ...rows].join('\n');

describe('A file into a register of records', () => {
  test('is looked at first, stored once, and shown in the list of the register', async () => {
    const path = await sent('incidents', incidents(['A-1;3-3-2025;PBW;a;Poort', 'A-2;4-3-2025;DKL;c;Kast']));
    const body = await page(path);
    expect(body).toContain('2 registraties opslaan');
    expect(body).toContain('heel Concern Oefen');
    expect(await asOwner(workplace, 'select from incident')).toHaveLength(0);
    const [first, second] = await Promise.all([store(path, body), store(path, body)]);
    expect([first.location?.startsWith(path), second.location?.startsWith(path)]).toEqual([true, true]);
    const done = await page(path);
    expect(heading(done)).toBe('2 registraties opgeslagen');
    expect(done).toContain('href="/registers/incidenten"');
    const rows = await asOwner(workplace, 'select recorded_by from incident');
    expect(rows).toEqual([{ recorded_by: anna.person }, { recorded_by: anna.person }]);
    expect((await store(path, body)).location).toBe(path);
    expect(await asOwner(workplace, 'select from incident')).toHaveLength(2);
    const [trail] = await asOwner(
      workplace,
      `select origin, object, details from audit_entry where action = 'incidents.import' and outcome = 'done'`,
    );
    expect(trail).toMatchObject({ origin: 'workplace', details: { rows: 2, added: 2, outcome: 'imported' } });
    expect((await anna.browser.get('/registers/incidenten')).body).toContain('Planbureau voor Weer');
  });

  test('asks what an unknown word means, once for all rows, and remembers the answer', async () => {
    const rows = ['B-1;3-4-2025;PBW;gedoe;Een', 'B-2;4-4-2025;Poortgebouw;gedoe;Twee'];
    const path = await sent('incidents', incidents(rows));
    const asked = await page(path);
    expect(heading(asked)).toMatch(/^2 oplossen/);
    expect(asked).toContain('„gedoe” is');
    expect(asked).toContain('2 keer: rij 2, 3.');
    expect(asked).toContain('Onderdeel „Poortgebouw” is');
    expect(asked).not.toContain('--map');
    expect(asked).not.toContain('registraties opslaan');
    const about = [...asked.matchAll(/name="over-(\d)" value="([^"]+)"/g)].map(([, at = '', over = '']) => [
      over,
      at,
    ]);
    const at = Object.fromEntries(about);
    const list = Object.keys(at).find((one) => one.endsWith(':gedoe')) ?? '';
    const answer = await anna.browser.post(path, {
      ...how,
      stap: 'bekijken',
      [`over-${at[list]}`]: list,
      [`soort-${at[list]}`]: 'meaning',
      [`antwoord-${at[list]}`]: 'a',
      [`over-${at['unit:Poortgebouw']}`]: 'unit:Poortgebouw',
      [`soort-${at['unit:Poortgebouw']}`]: 'meaning',
      [`antwoord-${at['unit:Poortgebouw']}`]: 'PBW',
    });
    expect(answer.location).toBe(`${path}?gedaan=bekeken`);
    const ready = await page(path);
    expect(ready).toContain('2 registraties opslaan');
    await store(path, ready);
    expect(heading(await page(path))).toBe('2 registraties opgeslagen');
    const next = await page(await sent('incidents', incidents(['C-1;3-5-2025;Poortgebouw;gedoe;Drie'])));
    expect(next).toContain('1 registratie opslaan');
  });

  test('a changed file is stored only by who says that it is a newer version', async () => {
    const name = 'zelfde.csv';
    const first = await sent(
      'incidents',
      incidents(['D-1;3-6-2025;PBW;a;Een', 'D-2;4-6-2025;PBW;a;Twee']),
      {},
      name,
    );
    await store(first, await page(first));
    const path = await sent('incidents', incidents(['D-1;3-6-2025;PBW;a;Anders']), {}, name);
    const asked = await page(path);
    expect(asked).toContain('1 gewijzigd en 1 verdwenen');
    expect(asked).not.toContain('value="opslaan"');
    await anna.browser.post(path, { ...how, stap: 'bekijken', replace: 'ja' });
    const ready = await page(path);
    expect(ready).toContain('1 registratie opslaan');
    await store(path, ready);
    const standing = await asOwner(
      workplace,
      `select description from incident where withdrawn_at is null and description in ('Een', 'Twee', 'Anders') and received_from >= '2025-06-01'`,
    );
    expect(standing).toEqual([{ description: 'Anders' }]);
  });
});

describe('A file into a register of returns', () => {
  test('is looked at, stored, listed and taken back', async () => {
    const path = await sent('gifts', gifts(['PBW;2024;3;1', 'DKL;2024;0;0']), {}, 'geschenken.csv');
    const body = await page(path);
    expect(body).toContain('2 registraties opslaan');
    await store(path, body);
    const done = await page(path);
    const source = /\/registers\/ingelezen\/([0-9a-f-]+)/.exec(done)?.[1] ?? '';
    const list = await anna.browser.get('/registers/ingelezen');
    for (const part of ['geschenken.csv', 'coördinatie', '2024', 'staat in het register'])
      expect(list.body).toContain(part);
    const one = `/registers/ingelezen/${source}`;
    expect((await anna.browser.get(one)).body).toContain('Anna Centraal');
    const values = () =>
      asOwner(workplace, `select from reported_value where register = 'gifts' and withdrawn_at is null`);
    const before = (await values()).length;
    expect(before).toBeGreaterThan(0);
    const preview = await anna.browser.get(`${one}/terugnemen`);
    expect(preview.body).toContain('Wat terugnemen doet');
    expect(preview.body).toContain('2 registraties');
    expect(await values()).toHaveLength(before);
    for (const _time of [1, 2])
      expect((await anna.browser.post(`${one}/terugnemen`, {})).location).toBe(`${one}?gedaan=teruggenomen`);
    expect(await values()).toHaveLength(0);
    expect((await anna.browser.get(one)).body).toContain('teruggenomen');
  });

  test('rows without a year are asked for the period, which is stored with them', async () => {
    const content = 'Onderdeel;Aangeboden boven 50 euro;Aangenomen boven 50 euro\nRDL;3;1';
    const path = await sent('gifts', content);
    const asked = await page(path);
    expect(asked).toContain('Jaar ontbreekt');
    expect(asked).not.toContain('--period');
    await anna.browser.post(path, { ...how, stap: 'bekijken', period: '2023' });
    const ready = await page(path);
    expect(ready).toContain('2023 (1 rij)');
    await store(path, ready);
    const rows = await asOwner(
      workplace,
      `select distinct period from reported_value where unit = 'RDL' and register = 'gifts'`,
    );
    expect(rows).toEqual([{ period: '2023' }]);
  });

  test('what another import built on stands in the way of taking back, in words', async () => {
    const name = 'later.csv';
    const first = await sent('gifts', gifts(['IWK;2022;3;1']), {}, name);
    await store(first, await page(first));
    const source = /\/registers\/ingelezen\/([0-9a-f-]+)/.exec(await page(first))?.[1] ?? '';
    const second = await sent('gifts', gifts(['IWK;2022;4;1']), {}, name);
    await page(second);
    await anna.browser.post(second, { ...how, stap: 'bekijken', replace: 'ja' });
    await store(second, await page(second));
    expect(heading(await page(second))).toBe('1 registratie opgeslagen');
    const { body } = await anna.browser.get(`/registers/ingelezen/${source}/terugnemen`);
    expect(body).toContain('Deze inlezing kan niet worden teruggenomen');
    expect(body).not.toContain('--replace');
    expect(body).not.toContain('>Inlezing terugnemen</button>');
  });
});

/** What stands in front of a workbook with a password. */
const withPassword = Buffer.concat([
  Buffer.from('d0cf11e0a1b11ae1', 'hex'),
  Buffer.alloc(504),
  Buffer.from('EncryptedPackage\0', 'utf16le'),
]);

describe('A file that is not right', () => {
  test('is printed with every finding and nothing to fill in', async () => {
    const rows = Array.from({ length: 60 }, (_, index) => `a;31-2-2026;PBW;geval ${index + 1}`);
    const path = await sent(
      'incidents',
      `Categorie;Datum ontvangst;Onderdeel;Omschrijving\n${rows.join('\n')}\n`,
    );
    const shown = await page(path);
    expect(shown).toContain(`href="${path}?weergave=afdruk"`);
    expect(shown).not.toContain('rij 61');
    const paper = await page(`${path}?weergave=afdruk`);
    for (let row = 2; row <= 61; row += 1) expect(paper).toContain(`>rij ${row}<`);
    for (const words of ['Afgedrukt op', 'Bevindingen naar soort']) expect(paper).toContain(words);
    const whole = (await anna.browser.get(`${path}?weergave=afdruk`)).body;
    expect(whole).toContain('data-sheet="Vertrouwelijk · afgedrukt door');
    for (const field of ['<select', '<textarea', 'Wie houdt het bestand bij?', 'type="file"'])
      expect(paper).not.toContain(field);
    await anna.browser.post(path, { stap: 'wegdoen' });
  });

  test('is told in words, kept, and stores nothing', async () => {
    for (const [content, said] of [
      ['', 'leeg'],
      [Buffer.from('%PDF-1.7 iets'), 'PDF'],
      [withPassword, 'wachtwoord'],
      [Buffer.from('PK\u0003\u0004kapot'), 'eschadigd'],
      ['niets;wat;past\n1;2;3', 'Welke kop is „Onderdeel”?'],
    ] as const) {
      const path = await sent('gifts', content);
      const body = await page(path);
      expect(body).toContain(said);
      expect(body).toContain('In het register is niets gewijzigd.');
      expect(body).not.toContain('value="opslaan"');
      await anna.browser.post(path, { stap: 'wegdoen' });
    }
  });

  test('that cannot be read at all offers nothing that cannot be done: another file is the way on', async () => {
    const png = Buffer.from('89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c489', 'hex');
    for (const content of [png, withPassword, '']) {
      const path = await sent('gifts', content, {}, 'foto.csv');
      const body = await page(path);
      expect(heading(body)).toBe('Dit bestand kon niet worden ingelezen');
      for (const offered of ['/bestand"', 'Opnieuw bekijken', 'hier, of in het bestand'])
        expect(body).not.toContain(offered);
      const primary = [...body.matchAll(/class="dl-button"[^>]*>\s*([^<]*)</g)].map(([, words]) => words);
      expect(primary).toEqual(['Een ander bestand inlezen']);
      expect(body).toContain(`href="/registers/inlezen?na=${path.split('/').at(-1)}"`);
      await anna.browser.post(path, { stap: 'wegdoen' });
    }
  });

  test('fields that are wrong are said at each field, and the file is kept meanwhile', async () => {
    const path = await sent('gifts', gifts(['RWP;2024;3;1']), { sender: '', period: 'ooit' });
    const body = await page(path);
    expect((await anna.browser.get(path)).body).toContain('<title>Fout: ');
    expect(body).toContain('Vul in wie het bestand bijhoudt.');
    expect(body).toContain('value="ooit"');
    const wrong = await anna.browser.post(path, { ...how, stap: 'bekijken', years: 'nooit' });
    expect(wrong.status).toBe(400);
    expect(wrong.body).toContain('value="nooit"');
    expect(await page(path)).toContain('value="nooit"');
    await anna.browser.post(path, { ...how, stap: 'bekijken' });
    expect(await page(path)).toContain('1 registratie opslaan');
  });

  test('without a file what was typed stays', async () => {
    const answer = await anna.browser.upload(
      '/registers/inlezen',
      { ...chosen, versie: newId(), register: 'gifts' },
      null,
    );
    expect(answer.status).toBe(400);
    expect(answer.body).toContain('id="bestand-fout"');
    expect(answer.body).toContain('value="coördinatie"');
  });

  test('names of files that are formulas, paths or very long are names', async () => {
    for (const name of [
      '=HYPERLINK("http://x","y").csv',
      '../../etc/passwd',
      '..',
      `${'é'.repeat(400)}.csv`,
      '<img src=x>.csv',
    ]) {
      const path = await sent('gifts', gifts([`RWP-N;${2000 + (name.length % 20)};3;1`]), {}, name);
      const body = await page(path);
      expect(body).toContain('1 registratie opslaan');
      expect(body).not.toContain('<img');
      const download = await anna.browser.get(`${path}/bestand`);
      expect([200, 404]).toContain(download.status);
      await anna.browser.post(path, { stap: 'wegdoen' });
    }
  });

  test('comes back with what was found, in rows of the same number, and reads back as if it had not', async () => {
    const name = 'terug.csv';
    const path = await sent(
      'incidents',
      incidents(['E-1;3-7-2025;PBW;onbekend woord;Een', 'E-2;4-7-2025;PBW;a;=1+1']),
      {},
      name,
    );
    await page(path);
    const { body, headers } = await anna.browser.get(`${path}/bestand`);
    expect(headers.get('content-disposition')).toContain('filename="terug.csv"');
    const lines = body.split('\r\n');
    expect(lines[0]).toContain('Bevinding bij inlezen');
    expect(lines[1]).toContain('Oplossen: ');
    expect(lines[2]).not.toContain('Oplossen');
    const mended = body.replace('onbekend woord', 'a');
    const again = await sent('incidents', mended, {}, name);
    await store(again, await page(again));
    const found = await asOwner(
      workplace,
      `select description from incident where description = '=1+1' and withdrawn_at is null`,
    );
    expect(found).toHaveLength(1);
    // The same rows without the column are the same rows.
    const plain = incidents(['E-1;3-7-2025;PBW;a;Een', 'E-2;4-7-2025;PBW;a;=1+1']);
    const same = await page(await sent('incidents', plain, {}, name));
    expect(same).toContain('Vastleggen dat dit bestand is gelezen');
  });

  test('what may lead to a person is not repeated', async () => {
    const path = await sent('incidents', incidents(['F-1;3-8-2025;PBW;bel 06-12345678;Een']));
    const body = await page(path);
    expect(body).not.toContain('06-12345678');
    expect(heading(body)).toMatch(/oplossen/);
  });
});

describe('A file that waits', () => {
  test('belongs to who brought it in alone, sealed', async () => {
    const path = await sent('gifts', gifts(['CDI;2024;3;1']), {}, 'geheim.csv');
    await page(path);
    for (const account of [bram, fenna]) {
      expect((await account.browser.get(path)).status).toBe(404);
      expect((await account.browser.get(`${path}/bestand`)).status).toBe(404);
      expect((await account.browser.post(path, { stap: 'wegdoen' })).status).toBe(404);
    }
    const [row] = await asOwner(
      workplace,
      `select sealed_content, sealed_given, sealed_outcome from kept_file where id = $1`,
      [path.split('/').at(-1)],
    );
    for (const part of Object.values(row ?? {})) {
      expect(Buffer.isBuffer(part)).toBe(true);
      expect(String(part)).not.toMatch(/CDI|geheim/);
    }
    await anna.browser.post(path, { stap: 'wegdoen' });
    expect((await anna.browser.get(path)).status).toBe(404);
  });

  test('is of nobody else for a program that takes the role of a person either', async () => {
    const path = await sent('gifts', gifts(['CDI;2021;3;1']));
    const asPerson = (person: string) =>
      asRuntime(
        workplace,
        `begin; set local role daglicht_person; select set_config('app.actor_kind', 'person', true),
           set_config('app.person', '${person}', true);
         do $$ begin if exists (select from kept_file) then raise exception 'seen'; end if; end $$; commit`,
      );
    await expect(asPerson(anna.person)).rejects.toThrow('seen');
    await expect(asPerson(bram.person)).resolves.toBeUndefined();
    await anna.browser.post(path, { stap: 'wegdoen' });
  });

  test('whose work was broken off says so, and can be looked at again', async () => {
    const path = await sent('gifts', gifts(['SDH;2024;3;1']));
    await page(path);
    const id = path.split('/').at(-1);
    await asOwner(workplace, `update kept_file set busy = 'store', busy_since = now() where id = $1`, [id]);
    const busy = await anna.browser.get(path);
    expect(heading(busy.body)).toBe('Bezig met opslaan');
    expect((await anna.browser.post(path, { ...how, stap: 'bekijken' })).location).toBe(path);
    await asOwner(workplace, `update kept_file set busy_since = now() - interval '1 hour' where id = $1`, [
      id,
    ]);
    expect((await anna.browser.get(path)).body).toContain('Uw bestand en uw antwoorden staan er nog');
    await anna.browser.post(path, { ...how, stap: 'bekijken' });
    expect(await page(path)).toContain('1 registratie opslaan');
    await anna.browser.post(path, { stap: 'wegdoen' });
  });

  test('stores nothing when something changed since it was shown', async () => {
    const path = await sent('gifts', gifts(['NVD;2020;3;1']), {}, 'een.csv');
    const body = await page(path);
    const other = await sent('gifts', gifts(['NVD;2020;5;1']), {}, 'ander.csv', bram);
    await store(other, await page(other, bram), bram);
    expect((await store(path, body)).location?.startsWith(path)).toBe(true);
    const shown = await page(path);
    expect(shown).toMatch(/<h1[^>]*>[^<]*oplossen/);
    expect(
      await asOwner(workplace, `select from kept_file where stored_at is not null and id = $1`, [
        path.split('/').at(-1),
      ]),
    ).toEqual([]);
  });

  test('is begun work on the home page of who brought it in', async () => {
    const path = await sent('gifts', gifts(['KD-MVD;2024;3;1']), {}, 'begonnen.csv');
    expect((await anna.browser.get('/')).body).toContain(`href="${path}"`);
    expect((await bram.browser.get('/')).body).not.toContain(path);
    await anna.browser.post(path, { stap: 'wegdoen' });
  });

  test('goes after thirty days', async () => {
    const path = await sent('gifts', gifts(['KD-MVD;2021;3;1']));
    const id = path.split('/').at(-1);
    await asOwner(workplace, `update kept_file set recorded_at = now() - interval '31 days' where id = $1`, [
      id,
    ]);
    expect((await anna.browser.get(path)).status).toBe(404);
    const other = await sent('gifts', gifts(['KD-MVD;2022;3;1']));
    expect(await asOwner(workplace, 'select from kept_file where id = $1', [id])).toEqual([]);
    await anna.browser.post(other, { stap: 'wegdoen' });
  });

  test('survives a session that ends between the steps', async () => {
    const path = await sent('gifts', gifts(['BZD;2024;3;1']));
    await page(path);
    await asOwner(workplace, `update session set ends_at = now() where person_id = $1`, [anna.person]);
    const out = await anna.browser.get(path);
    expect(out.location).toContain(encodeURIComponent(path));
    await asOwner(workplace, `update session set ends_at = now() + interval '1 hour' where person_id = $1`, [
      anna.person,
    ]);
    expect(await page(path)).toContain('1 registratie opslaan');
  });
});

test('Nobody but who may read files sees the pages', async () => {
  for (const path of ['/registers/inlezen', '/registers/ingelezen', '/registers/inlezen/invulbestand/gifts'])
    expect((await fenna.browser.get(path)).status).toBe(404);
  const form = { ...chosen, versie: newId(), register: 'gifts' };
  const file = { field: 'bestand', name: 'x.csv', content: gifts(['PBW;2024;1;1']) };
  expect((await fenna.browser.upload('/registers/inlezen', form, file)).status).toBe(404);
  expect((await fenna.browser.get('/registers')).status).toBe(404);
});

test('A template of each register can be downloaded as a workbook', async () => {
  const { body } = await anna.browser.get('/registers/inlezen');
  const templates = [...body.matchAll(/href="(\/registers\/inlezen\/invulbestand\/[a-z-]+)"/g)].map(
    ([, href = '']) => href,
  );
  expect(templates.length).toBeGreaterThan(5);
  for (const href of templates) {
    const { status, headers } = await anna.browser.get(href);
    expect(status).toBe(200);
    expect(headers.get('content-type')).toContain('spreadsheetml');
    expect(headers.get('content-disposition')).toContain(`invulbestand-${href.split('/').at(-1)}.xlsx`);
  }
});

test('Who is excluded from a record reads and takes back no file, and is told that another does', async () => {
  const carla = await setUp(workplace, 'Carla Centraal', 'carla@oefen.test');
  await appointed(workplace, carla.person, 'central-coordinator');
  const [one] = await asOwner(workplace, 'select incident_id as id from incident where withdrawn_at is null');
  await asOwner(
    workplace,
    `insert into record_exclusion (id, table_name, record_id, person_id, with_chain, reason, excluded_by)
     values ($1, 'incident', $2, $3, false, 'toets', 'toets')`,
    [newId(), one?.['id'], carla.person],
  );
  const path = await sent('gifts', gifts(['PBW;2019;3;1']), {}, 'carla.csv', carla);
  const body = await page(path, carla);
  expect(body).toContain('Bestanden worden nu niet door u ingelezen');
  expect(body).not.toContain('value="opslaan"');
  const [source] = await asOwner(
    workplace,
    `select id from import_source where withdrawn_at is null limit 1`,
  );
  const undo = await carla.browser.get(`/registers/ingelezen/${source?.['id']}/terugnemen`);
  expect(undo.body).toContain('Bestanden worden nu niet door u ingelezen');
});
