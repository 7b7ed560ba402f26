import { request } from 'node:http';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { access } from '../../src/app.ts';
import { addExamplePeople } from '../../src/examples/example-people.ts';
import { operator } from '../../src/platform/access/actor.ts';
import { concern } from '../../src/platform/access/resource.ts';
import { withClient } from '../../src/platform/database/databases.ts';
import {
  closeOrganisation,
  type OrganisationDoor,
  openOrganisation,
  perform,
} from '../../src/platform/database/doorways.ts';
import { type FreshDatabase, freshDatabase } from '../makers/database.ts';
import { openBrowser, serveOrganisations, violationsOn } from './served.ts';

/* The workplace of an example, in a browser without JavaScript, by who works there. */

let database: FreshDatabase;
let door: OrganisationDoor;
let served: Awaited<ReturnType<typeof serveOrganisations>>;
let browser: Browser;
let work: string;

beforeAll(async () => {
  database = await freshDatabase();
  const { organisation, storage } = database;
  await withClient(storage.connection(organisation, 'owner'), (client) =>
    client.query(
      `insert into unit (key, level, type) values ('top', 'concern', 'concern'), ('zuid', 'dienst', 'dienst');
       insert into unit_name (unit, name_nl, name_en) values ('top', 'Concern Proef', 'Trial'), ('zuid', 'Dienst Zuid', 'South');
       insert into unit_parent (unit, parent, origin) values ('zuid', 'top', 'added');
       insert into organisation_root (unit, name_nl, name_en, profile) values ('top', 'Concern Proef', 'Trial', 'gemeente')`,
    ),
  );
  door = openOrganisation(organisation, storage.connection(organisation, 'runtime'), access);
  await perform(door, operator('toets'), addExamplePeople, concern, [
    { role: 'coordinator', name: 'Noor Visser', unit: 'zuid' },
    { role: 'auditor', name: 'Lina Bakker' },
    { role: 'functional-administrator', name: 'Pieter Jansma' },
    { role: 'functional-administrator', name: 'Quinten Oud' },
    { role: 'technical-administrator', name: 'Eva Lindeman' },
  ]);
  [served, browser] = await Promise.all([
    serveOrganisations(storage, [{ key: organisation, door }]),
    openBrowser(),
  ]);
  work = served.of(organisation).work;
});
afterAll(async () => {
  await browser?.close();
  await served?.close();
  await closeOrganisation(door);
  await database?.drop();
});

async function visit(name: string, javaScriptEnabled = false): Promise<Page> {
  const page = await (
    await browser.newContext({ viewport: { width: 1280, height: 900 }, javaScriptEnabled })
  ).newPage();
  await page.goto(`${work}/aanmelden`);
  await page.getByRole('button', { name: `Verder als ${name}` }).click();
  await page.getByRole('heading', { name: 'Uw werk' }).waitFor();
  return page;
}

const placesOf = (page: Page) =>
  page.getByRole('navigation', { name: 'Hoofdmenu' }).getByRole('link').allInnerTexts();

test('Without JavaScript each role comes in with one click, sees its own places, and goes out', async () => {
  const places = {
    'Noor Visser': ['Uw werk', 'Registers', 'Cijfers', 'Uitvraag', 'Account'],
    'Lina Bakker': ['Uw werk', 'Cijfers', 'Toegang', 'Vastlegging', 'Account'],
    'Pieter Jansma': ['Uw werk', 'Mensen', 'Voorstellen', 'Indeling', 'Instellingen', 'Toegang', 'Account'],
    'Eva Lindeman': ['Uw werk', 'Mensen', 'Toegang', 'Gezondheid', 'Account'],
  };
  for (const [name, expected] of Object.entries(places)) {
    const page = await visit(name);
    expect(await placesOf(page)).toEqual(expected);
    await page.getByRole('button', { name: 'Afmelden' }).first().click();
    expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe('Aanmelden');
    expect(await page.getByText('U bent afgemeld').count()).toBe(1);
    await page.context().close();
  }
});

test('Without JavaScript a role that gives much goes from one administrator to the other, and the auditor reads it', async () => {
  const pieter = await visit('Pieter Jansma');
  await pieter.getByRole('link', { name: 'Mensen' }).first().click();
  await pieter.getByLabel('Naam, e-mailadres of nummer').fill('visser noor');
  await pieter.keyboard.press('Enter');
  await pieter.getByRole('link', { name: 'Noor Visser' }).click();
  await pieter.getByRole('link', { name: 'Rol geven' }).click();
  await pieter.getByRole('button', { name: 'Controleren' }).click();
  expect(await pieter.title()).toMatch(/^Fout: /);
  await pieter.getByLabel(/^privacy officer/).check();
  await pieter.getByLabel('Voor welk onderdeel?').selectOption({ label: 'hele organisatie' });
  await pieter.getByLabel('Besluit of reden').fill('Besluit 7');
  await pieter.getByRole('button', { name: 'Controleren' }).click();
  await pieter.getByRole('button', { name: 'Rol geven' }).click();
  expect(await pieter.getByText('Voorgesteld: een andere functioneel beheerder').count()).toBe(1);

  const quinten = await visit('Quinten Oud');
  await quinten.getByRole('link', { name: 'Voorstellen' }).first().click();
  await quinten.getByRole('button', { name: 'Voorstel goedkeuren' }).click();
  expect(await quinten.getByText('Goedgekeurd: de rol geldt').count()).toBe(1);

  const lina = await visit('Lina Bakker');
  await lina.getByRole('link', { name: 'Vastlegging' }).first().click();
  const rows = await lina.getByRole('row').allTextContents();
  expect(rows.join('\n')).toContain('Quinten Oud (functioneel beheerder)');
  expect(rows.join('\n')).toContain('besliste over een voorstel');
  expect(rows.join('\n')).not.toContain('Noor Visser');
  // Whom it concerned sees that it happened, and by which function; no names.
  const noor = await visit('Noor Visser');
  await noor.goto(`${work}/account/inzage`);
  const seen = await noor.locator('main').textContent();
  expect(seen).toContain('functioneel beheerder: bekeek de gegevens van een persoon');
  expect(seen).not.toContain('Pieter');
});

/** The narrowest screen here; the widest in the long tests. */
const widths = process.env['DAGLICHT_LONG'] === '1' ? [1280] : [320];
test.each(widths)(
  'axe-core finds nothing in the workplace, and nothing scrolls sideways, %i pixels wide',
  async (width) => {
    const found: string[] = [];
    const look = async (page: Page, path: string): Promise<void> => {
      await page.goto(`${work}${path}`);
      found.push(...(await violationsOn(page)).map((one) => `${path}: ${one}`));
      const wide = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
      if (wide > 0) found.push(`${path}: ${wide} pixels too wide`);
    };
    const page = await visit('Pieter Jansma', true);
    await page.setViewportSize({ width, height: 900 });
    for (const path of [
      '/',
      '/mensen',
      '/mensen/nieuw',
      '/voorstellen',
      '/account',
      '/account/inzage',
      '/nergens',
      '/en/mensen',
    ])
      await look(page, path);
    await page.goto(`${work}/mensen`);
    await page.getByLabel('Naam, e-mailadres of nummer').fill('noor');
    await page.keyboard.press('Enter');
    const address = await page.getByRole('link', { name: 'Noor Visser' }).getAttribute('href');
    await look(page, `${address}`);
    await look(page, `${address}/aanwijzen`);
    const others: readonly (readonly [string, readonly string[]])[] = [
      [
        'Lina Bakker',
        [
          '/vastlegging',
          '/vastlegging?van=x&tot=y',
          '/toegang',
          '/toegang?rol=auditor',
          '/en/toegang?rol=counsellor',
          '/toegang/rollen',
          '/toegang/rollen/coordinator',
          '/toegang/rollen/coordinator?op=gisteren',
          '/toegang/waarom',
          `/toegang/waarom?wie=${`${address}`.slice(-36)}&wat=see+audit.read`,
          '/en/toegang/rollen/auditor',
        ],
      ],
      [
        'Eva Lindeman',
        [
          '/toestand',
          `${address}`,
          `${address}/uitnodigen`,
          '/gezondheid',
          '/en/gezondheid',
          '/gezondheid/post',
          '/gezondheid/post/instellen',
          '/en/gezondheid/post/instellen',
          '/gezondheid/taken',
          '/gezondheid/vastleggen/oefening',
          '/account/berichten',
        ],
      ],
    ];
    for (const [name, paths] of others) {
      const other = await visit(name, true);
      await other.setViewportSize({ width, height: 900 });
      for (const path of paths) await look(other, path);
    }
    const outside = await (await browser.newContext({ viewport: { width, height: 900 } })).newPage();
    for (const path of ['/aanmelden', '/en/aanmelden', '/aanmelden?af=1', `/uitnodiging/${'x'.repeat(43)}`])
      await look(outside, path);
    expect(found).toEqual([]);
    expect(served.told).toEqual([]);
  },
  // Every page of the workplace, on a machine that does other work too.
  180_000,
);

test('Nobody continues as an invented person through a proxy, or where somebody has an account', async () => {
  // Only a browser knows that every name under localhost is this machine.
  const { host, port } = new URL(work);
  const asked = (headers: Record<string, string>) =>
    new Promise<string>((resolve, reject) => {
      request(
        { host: '127.0.0.1', port, path: '/aanmelden', headers: { ...headers, Host: host } },
        (answer) => {
          let body = '';
          answer.setEncoding('utf8');
          answer.on('data', (part: string) => {
            body += part;
          });
          answer.on('end', () => resolve(body));
        },
      )
        .on('error', reject)
        .end();
    });
  expect(await asked({})).toContain('Verder als');
  for (const header of ['Forwarded', 'X-Forwarded-For', 'X-Forwarded-Host', 'Via'])
    expect(await asked({ [header]: '203.0.113.7' })).not.toContain('Verder als');
  const page = await visit('Noor Visser');
  await withClient(database.storage.connection(database.organisation, 'owner'), (client) =>
    client.query(
      `insert into account (id, person_id, sign_in_name, state) select gen_random_uuid(), id, 'x', 'active' from person limit 1`,
    ),
  );
  expect(await asked({})).not.toContain('Verder als');
  await page.goto(`${work}/`);
  expect(page.url()).toContain('/aanmelden');
});
