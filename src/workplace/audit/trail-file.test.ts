import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  appointed,
  asOwner,
  openWorkplace,
  setUp,
  type TestAccount,
  type TestWorkplace,
} from '../../../tests/makers/workplace/workplace.ts';

let workplace: TestWorkplace;
let aud: TestAccount;
let eef: TestAccount;

beforeAll(async () => {
  workplace = await openWorkplace();
  aud = await setUp(workplace, 'Aud Berg', 'aud@veld.test');
  eef = await setUp(workplace, 'Eef Kust', 'eef@veld.test');
  await appointed(workplace, aud.person, 'auditor');
});
afterAll(() => workplace.close());

const whole = 'van=1-1-2020&tot=31-12-2199';

test('The auditor takes a period along as a file, and that is recorded', async () => {
  const answer = await aud.browser.get(`/vastlegging/bestand?${whole}`);
  expect(answer.status).toBe(200);
  expect(answer.headers.get('content-disposition')).toContain('vastlegging-2020-01-01-2199-12-31.csv');
  expect(answer.headers.get('cache-control')).toBe('no-store');
  expect(answer.body.split('\r\n')[0]).toContain('tijd;soort;wie;rollen;handeling');
  expect(answer.body).toContain('identity.activate');
  const [row] = await asOwner(
    workplace,
    `select actor, object from audit_entry where action = 'audit.export' order by at desc limit 1`,
  );
  expect(row).toEqual({ actor: aud.person, object: 'audit 2020-01-01 2199-12-31' });
});

test('What stands in a row can do nothing in a spreadsheet or a terminal (34, 48)', async () => {
  const hostile = ['=1+1', '+cmd|x', '-1', '@x', '\tx', 'a\r\nb', '\u001b[31mrood', '"; drop', '\u202Eom'];
  for (const object of hostile)
    await asOwner(
      workplace,
      `insert into audit_entry (id, actor_kind, actor, action, object, outcome, origin, details)
       values (gen_random_uuid(), 'operator', 'x', 'imports.list', $1, 'done', 'command line', '{}')`,
      [object],
    );
  const { body } = await aud.browser.get(`/vastlegging/bestand?${whole}&wat=imports.list`);
  const fields = body.split('\r\n').slice(1).join('\n');
  for (const begin of ['=', '+', '@'])
    expect(fields, begin).not.toMatch(new RegExp(`(^|;)"?\\${begin}`, 'm'));
  expect(fields).not.toContain('\u001b');
  const page = (await aud.browser.get(`/vastlegging?${whole}&wat=imports.list`)).body;
  expect(page).not.toContain('\u001b[31m');
  expect(page).not.toMatch(/a\r?\nb/);
  expect(page).not.toContain('\u202E');
});

test('The trail is read by deed', async () => {
  const { body } = await aud.browser.get(`/vastlegging?${whole}&wat=identity.activate`);
  const rows = body.slice(body.indexOf('<tbody'));
  expect(rows).toContain('nam een account in gebruik');
  expect(rows).not.toContain('bekeek wat is ingelezen');
});

test('Who has not shown to be there does so first; for anybody else it is not there', async () => {
  await asOwner(workplace, `update session set confirmed_at = now() - interval '6 minutes'`);
  expect((await aud.browser.get(`/vastlegging/bestand?${whole}`)).location).toContain('/bevestigen?naar=');
  await asOwner(workplace, `update session set confirmed_at = now()`);
  expect((await eef.browser.get(`/vastlegging/bestand?${whole}`)).status).toBe(404);
  expect((await aud.browser.get('/vastlegging/bestand?van=gisteren&tot=')).location).toContain(
    '/vastlegging?',
  );
});
