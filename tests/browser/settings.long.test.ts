import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { access, profilesFolder } from '../../src/app.ts';
import { readProfile } from '../../src/codes/profile.ts';
import { recordProfile } from '../../src/codes/profile-versions.ts';
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

/* The settings in a browser without JavaScript, by two who look after them. */

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
      `insert into unit (key, level, type) values ('top', 'gemeente', 'gemeente');
       insert into unit_name (unit, name_nl, name_en) values ('top', 'Gemeente Proef', 'Trial');
       insert into organisation_root (unit, name_nl, name_en, profile) values ('top', 'Gemeente Proef', 'Trial', 'gemeente');
       insert into incident (version_id, incident_id, reference, unit, channel)
         select gen_random_uuid(), gen_random_uuid(), n::text, 'top', 'phone' from generate_series(1, 12) n`,
    ),
  );
  door = openOrganisation(organisation, storage.connection(organisation, 'runtime'), access);
  const { files } = await readProfile(join(profilesFolder, 'gemeente'));
  await perform(door, operator('toets'), recordProfile, concern, { files, from: null });
  await perform(door, operator('toets'), addExamplePeople, concern, [
    { role: 'functional-administrator', name: 'Pieter Jansma' },
    { role: 'functional-administrator', name: 'Quinten Oud' },
    { role: 'central-coordinator', name: 'Carla Dijk' },
    { role: 'privacy-officer', name: 'Petra Vos' },
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
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, javaScriptEnabled });
  const page = await context.newPage();
  await page.goto(`${work}/aanmelden`);
  await page.getByRole('button', { name: `Verder als ${name}` }).click();
  await page.getByRole('heading', { name: 'Uw werk' }).waitFor();
  return page;
}

/** Asks for a change of a list, up to the page that says what it does. */
async function preview(page: Page, day: string): Promise<void> {
  await page.getByRole('link', { name: 'Instellingen' }).first().click();
  await page.getByRole('link', { name: 'Ontvangen via' }).click();
  await page.getByRole('link', { name: 'Laat vervallen van phone' }).click();
  await page.getByRole('button', { name: 'Gevolgen bekijken' }).click();
  expect(await page.title()).toMatch(/^Fout: /);
  await page.getByLabel('Welke code komt ervoor in de plaats?').selectOption('written');
  await page.getByLabel('Eerste dag van de wijziging').fill(day);
  await page.getByRole('button', { name: 'Gevolgen bekijken' }).click();
}

test('Without JavaScript a code retires on a day to come, after a page that says what follows, and that is undone', async () => {
  const page = await visit('Pieter Jansma');
  await preview(page, '1-3-2090');
  expect(await page.getByRole('row').allTextContents()).toContain('IncidentenRijen: 12');
  await page.getByRole('button', { name: 'Wijziging vastleggen' }).click();
  expect(await page.getByText('Er komt een wijziging').count()).toBe(1);
  await page.getByRole('link', { name: 'Instellingen' }).first().click();
  await page.getByRole('link', { name: /^Ongedaan maken/ }).click();
  await page.getByRole('button', { name: 'Wijziging ongedaan maken' }).click();
  expect(await page.getByText('De wijziging is ongedaan gemaakt').count()).toBe(1);
  expect(await page.getByText('Er komt geen wijziging.').count()).toBe(1);
});

test('Without JavaScript holidays, names of levels, titles and texts change, each after a page that says how', async () => {
  const page = await visit('Pieter Jansma');
  const change = async (link: string, fill: () => Promise<void>, said: string): Promise<void> => {
    await page.getByRole('link', { name: 'Instellingen' }).first().click();
    await page.getByRole('link', { name: link }).click();
    await fill();
    await page.getByRole('button', { name: 'Gevolgen bekijken' }).click();
    expect(await page.title()).toMatch(/^Fout: /);
    await page.getByLabel('Eerste dag van de wijziging').fill('1-2-2090');
    await page.getByRole('button', { name: 'Gevolgen bekijken' }).click();
    expect(await page.getByRole('listitem').allTextContents()).toContain(said);
    await page.getByRole('button', { name: 'Wijziging vastleggen' }).click();
    expect(await page.getByText('De wijziging is vastgelegd').count()).toBe(1);
  };
  const group = (name: string) => page.getByRole('group', { name, exact: true });
  const another = () => page.getByRole('group', { name: 'Nog een feestdag' }).first();
  const next = new Date().getFullYear() + 1;
  await change(
    `Feestdagen ${next} wijzigen`,
    async () => {
      await another().getByLabel('Dag').fill(`6-12-${next}`);
      await another().getByLabel('In het Nederlands').fill('Sint');
      await another().getByLabel('In het Engels').fill('Saint');
    },
    `Feestdag erbij: 6 december ${next} (Sint).`,
  );
  await change(
    'Namen van niveaus wijzigen',
    () => group('Niveau team').getByLabel('In het Nederlands', { exact: true }).fill('groep'),
    'Niveau team: „groep”, was „team”.',
  );
  await change(
    'Titels wijzigen',
    () => group('Wie beslist').getByLabel('In het Nederlands').fill('directeur'),
    'Wie beslist: „directeur”, was „gemeentesecretaris”.',
  );
  await change(
    'Teksten wijzigen',
    () => group('Verslagjaar').getByLabel('In het Nederlands').fill('boekjaar'),
    'Jaar: „boekjaar”, was „kalenderjaar”.',
  );
  for (let left = 4; left > 0; left--) {
    await page.getByRole('link', { name: 'Instellingen' }).first().click();
    await page
      .getByRole('link', { name: /^Ongedaan maken/ })
      .last()
      .click();
    await page.getByRole('button', { name: 'Wijziging ongedaan maken' }).click();
    expect(await page.getByText('De wijziging is ongedaan gemaakt').count()).toBe(1);
  }
  expect(await page.getByText('Er komt geen wijziging.').count()).toBe(1);
});

test('Without JavaScript thresholds go from one to the other, and an export from who makes it to the privacy officer', async () => {
  const pieter = await visit('Pieter Jansma');
  await pieter.getByRole('link', { name: 'Instellingen' }).first().click();
  await pieter.getByRole('link', { name: 'Drempels wijzigen' }).click();
  await pieter.getByLabel('Grens voor geschenken (euro)').fill('75');
  await pieter.getByLabel('Eerste dag van de wijziging').fill('1-3-2090');
  await pieter.getByLabel('Besluit of reden').fill('Besluit 12');
  await pieter.getByRole('button', { name: 'Gevolgen bekijken' }).click();
  await pieter.getByRole('button', { name: 'Drempels voorstellen' }).click();
  expect(await pieter.getByText('De drempels zijn voorgesteld').count()).toBe(1);
  const quinten = await visit('Quinten Oud');
  await quinten.getByRole('link', { name: 'Voorstellen' }).first().click();
  await quinten.getByRole('button', { name: 'Voorstel goedkeuren' }).click();
  expect(await quinten.getByText('Goedgekeurd: de drempels zijn vastgelegd').count()).toBe(1);

  const carla = await visit('Carla Dijk');
  await carla.getByRole('link', { name: 'Voorstellen' }).first().click();
  await carla.getByRole('link', { name: 'Export van alle registers voorstellen' }).click();
  await carla.getByLabel('Waarvoor?').fill('Overdracht aan het archief');
  await carla.getByRole('button', { name: 'Export van alle registers voorstellen' }).click();
  const petra = await visit('Petra Vos');
  await petra.getByRole('link', { name: 'Voorstellen' }).first().click();
  await petra.getByRole('button', { name: 'Voorstel goedkeuren' }).click();
  expect(await petra.getByText('Goedgekeurd: de export kan').count()).toBe(1);
});

test('Without JavaScript retention terms go from an administrator to the privacy officer, and to nobody else', async () => {
  const pieter = await visit('Pieter Jansma');
  await pieter.getByRole('link', { name: 'Instellingen' }).first().click();
  await pieter.getByRole('link', { name: 'Bewaartermijnen wijzigen' }).click();
  await pieter.getByLabel('Beveiligings- of datalek: maanden').fill('12');
  await pieter.getByLabel('Registratie van een incident: maanden').fill('36');
  await pieter.getByLabel('Eerste dag van de wijziging').fill('1-3-2090');
  await pieter.getByLabel('Besluit of reden').fill('Besluit 14');
  await pieter.getByRole('button', { name: 'Gevolgen bekijken' }).click();
  expect(await pieter.title()).toMatch(/^Fout: /);
  await pieter.getByLabel('Beveiligings- of datalek: maanden').fill('60');
  await pieter.getByRole('button', { name: 'Gevolgen bekijken' }).click();
  expect(await pieter.getByRole('row').count()).toBe(3);
  await pieter.getByRole('button', { name: 'Bewaartermijnen voorstellen' }).click();
  expect(await pieter.getByText('Voorgesteld: een ander beslist binnen 72 uur').count()).toBe(1);
  const quinten = await visit('Quinten Oud');
  await quinten.getByRole('link', { name: 'Voorstellen' }).first().click();
  expect(await quinten.getByText('Hierover beslist de privacy officer.').count()).toBe(1);
  const petra = await visit('Petra Vos');
  await petra.getByRole('link', { name: /^Beslis over een voorstel: andere bewaartermijnen/ }).click();
  await petra.getByRole('button', { name: 'Voorstel goedkeuren' }).click();
  expect(await petra.getByText('Goedgekeurd: de bewaartermijnen zijn vastgelegd').count()).toBe(1);
});

test.each([1280, 320])(
  'axe-core finds nothing in the settings, and nothing scrolls sideways, %i pixels wide',
  async (width) => {
    const found: string[] = [];
    const judge = async (page: Page, path: string): Promise<void> => {
      found.push(...(await violationsOn(page)).map((one) => `${path}: ${one}`));
      const wide = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
      if (wide > 0) found.push(`${path}: ${wide} pixels too wide`);
    };
    const page = await visit('Pieter Jansma', true);
    await page.setViewportSize({ width, height: 900 });
    for (const path of [
      '/instellingen',
      '/indeling',
      '/indeling/PBW',
      '/indeling/PBW/naam',
      '/indeling/PBW/splitsen',
      '/indeling/nieuw',
      '/en/instellingen',
      '/instellingen/codes/incident-categories',
      '/instellingen/codes/intake-channels/nieuw',
      '/instellingen/codes/intake-channels/naam?code=phone',
      '/instellingen/codes/intake-channels/vervallen?code=phone',
      '/instellingen/profiel/teksten',
      '/en/instellingen/profiel/teksten',
      '/instellingen/profiel/niveaus',
      '/instellingen/profiel/titels',
      '/instellingen/profiel/feestdagen/2027',
      '/instellingen/drempels',
      '/bewaartermijnen',
      '/en/bewaartermijnen',
      '/instellingen/instemming/channel',
      '/voorstellen',
    ]) {
      await page.goto(`${work}${path}`);
      await judge(page, path);
    }
    await page.goto(`${work}/instellingen`);
    await page.getByRole('link', { name: '1 maart 2090' }).first().click();
    await judge(page, 'a version to come');
    await preview(page, '1-4-2090');
    await judge(page, 'what a change does');
    await page.goto(`${work}/instellingen/profiel/titels`);
    await page.getByLabel('In het Nederlands').first().fill('directeur');
    await page.getByRole('button', { name: 'Gevolgen bekijken' }).click();
    await judge(page, 'what is wrong in another title');
    await page.getByLabel('Eerste dag van de wijziging').fill('1-4-2090');
    await page.getByRole('button', { name: 'Gevolgen bekijken' }).click();
    await judge(page, 'what another title does');
    const carla = await visit('Carla Dijk', true);
    await carla.setViewportSize({ width, height: 900 });
    for (const path of ['/', '/voorstellen', '/voorstellen/export']) {
      await carla.goto(`${work}${path}`);
      await judge(carla, path);
    }
    expect(found).toEqual([]);
    expect(served.told).toEqual([]);
  },
);
