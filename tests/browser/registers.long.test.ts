import { execFileSync } from 'node:child_process';
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

/* Registers kept in a browser without JavaScript and by keyboard, and judged by axe-core on wide and narrow screens. */

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
      `insert into unit (key, level, type) values ('top', 'gemeente', 'gemeente'), ('zuid', 'dienst', 'dienst');
       insert into unit_name (unit, name_nl, name_en) values ('top', 'Gemeente Proef', 'Trial'), ('zuid', 'Dienst Zuid', 'South');
       insert into unit_parent (unit, parent, origin) values ('zuid', 'top', 'added');
       insert into organisation_root (unit, name_nl, name_en, profile) values ('top', 'Gemeente Proef', 'Trial', 'gemeente');
       insert into incident (version_id, incident_id, reference, unit, category, received_from, received_until, received_precision)
         select gen_random_uuid(), gen_random_uuid(), 'R' || n, 'top', 'a', date '2025-01-01' + n, date '2025-01-02' + n, 'day'
         from generate_series(1, 230) n`,
    ),
  );
  door = openOrganisation(organisation, storage.connection(organisation, 'runtime'), access);
  const { files } = await readProfile(join(profilesFolder, 'gemeente'));
  await perform(door, operator('toets'), recordProfile, concern, { files, from: null });
  await perform(door, operator('toets'), addExamplePeople, concern, [
    { role: 'central-coordinator', name: 'Carla Dijk' },
    { role: 'coordinator', name: 'Noor Visser', unit: 'zuid' },
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

/** Goes on by Tab to what bears this name, as who uses no mouse does. */
async function tabTo(page: Page, name: string): Promise<void> {
  for (let steps = 0; steps < 120; steps++) {
    await page.keyboard.press('Tab');
    const focused = await page.evaluate(() => {
      const element = document.activeElement;
      const label = element?.id ? document.querySelector(`label[for="${CSS.escape(element.id)}"]`) : null;
      return (label ?? element)?.textContent?.trim() ?? '';
    });
    if (focused === name) return;
  }
  throw new Error(`Tab does not reach “${name}”`);
}

test('Without JavaScript, by keyboard alone, an incident is registered, completed, closed and found again', async () => {
  const page = await visit('Noor Visser');
  await tabTo(page, 'Incident registreren');
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { level: 1, name: 'Incident registreren' }).waitFor();
  await page.getByLabel('Categorie').selectOption({ index: 1 });
  await page.getByLabel('Onderdeel').selectOption('zuid');
  await page.getByLabel('Datum ontvangst').fill('3 maart 2025');
  await page.keyboard.press('Enter');
  await page.getByText('De registratie is toegevoegd').first().waitFor();
  await page.getByRole('link', { name: 'Wijzig onderzoek en besluit' }).click();
  await page.getByLabel('Datum kwalificatie').fill('10-3-2025');
  await page.getByLabel(/^Onderzoek \(|^Onderzoek$/).selectOption({ index: 1 });
  await page.getByLabel('Toelichting afronding').fill('Besproken met het team.');
  await page.getByRole('button', { name: 'Wijziging opslaan' }).click();
  await page.getByText('De wijziging is opgeslagen').first().waitFor();
  await page.getByRole('link', { name: 'Betrokkene toevoegen' }).click();
  await page.getByLabel('Bevinding').selectOption({ label: 'aangetoond' });
  await page.getByLabel('Waarschuwing', { exact: true }).check();
  await page.getByLabel('nieuwe feiten').check();
  await page.getByRole('button', { name: 'Betrokkene 1 opslaan' }).click();
  await page.getByText('De wijziging is opgeslagen').first().waitFor();
  await page.getByRole('link', { name: 'Incident afsluiten' }).click();
  await page.getByLabel('Datum afsluiting').fill('1-5-2025');
  await page.getByRole('button', { name: 'Incident afsluiten' }).click();
  await page.getByText('De stand is gewijzigd').first().waitFor();
  expect(await page.getByText('Afgesloten').first().isVisible()).toBe(true);
  await page.getByRole('link', { name: 'Incidenten' }).click();
  expect(await page.locator('#lijst').textContent()).toContain('1 registratie,');
  expect(served.told).toEqual([]);
});

test('A long list is paged, put in order and printed whole', async () => {
  const page = await visit('Carla Dijk');
  await page.goto(`${work}/registers/incidenten?volgorde=received`);
  expect(await page.locator('#lijst').textContent()).toContain('23');
  expect(await page.locator('th[aria-sort="ascending"]').textContent()).toContain('Datum ontvangst');
  expect(await page.locator('tbody tr').first().textContent()).toContain('2 januari 2025');
  await page.getByRole('link', { name: 'Pagina 5' }).click();
  expect(await page.locator('tbody tr').count()).toBeLessThan(50);
  await page.goto(`${work}/registers/incidenten?weergave=afdruk`);
  expect(await page.locator('tbody tr').count()).toBeGreaterThanOrEqual(230);
});

test.each([1280, 320])(
  'axe-core finds nothing in the registers, and nothing scrolls sideways, %i pixels wide',
  async (width) => {
    const page = await visit('Carla Dijk', true);
    await page.setViewportSize({ width, height: 900 });
    const found: string[] = [];
    await page.goto(`${work}/registers/incidenten?unit=zuid`);
    const record = await page.locator('tbody th a').first().getAttribute('href');
    for (const path of [
      '/',
      '/registers',
      '/registers/incidenten',
      '/registers/incidenten?category=a&jaar=2025&volgorde=-unit',
      '/registers/incidenten?category=zzz',
      '/registers/incidenten?jaar=1999',
      '/registers/incidenten/nieuw',
      '/registers/incidenten/ingetrokken',
      '/registers/nevenwerkzaamheden',
      `${record}`,
      `${record}/wijzigen/melding`,
      `${record}/subjects/1`,
      `${record}/stand/heropenen`,
      `${record}/stand/intrekken`,
      `${record}/geschiedenis`,
      `${record}/geschiedenis?op=1-1-2020`,
      `/en${record}`,
    ]) {
      await page.goto(`${work}${path}`);
      found.push(...(await violationsOn(page)).map((one) => `${path}: ${one}`));
      const wide = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
      if (wide > 0) found.push(`${path}: ${wide} pixels too wide`);
    }
    expect(found).toEqual([]);
  },
);

test('On paper every sheet says which it is of how many and who printed it; heads come back and nothing is cut off', async () => {
  const page = await visit('Carla Dijk');
  for (const [path, language] of [
    ['/registers/incidenten', 'nl'],
    ['/en/registers/incidenten', 'en'],
  ] as const) {
    await page.goto(`${work}${path}?weergave=afdruk`);
    const sheets = sheetsOf(await page.pdf({ preferCSSPageSize: true, printBackground: false }));
    expect(sheets.length).toBeGreaterThan(3);
    for (const [index, sheet] of sheets.entries()) {
      const number = `${index + 1} ${language === 'nl' ? 'van' : 'of'} ${sheets.length}`;
      expect(sheet).toContain(`${language === 'nl' ? 'bladzijde' : 'page'} ${number}`);
      expect(sheet).toContain(
        language === 'nl'
          ? 'Vertrouwelijk · afgedrukt door centrale integriteitscoördinator'
          : 'Confidential · printed by central integrity coordinator',
      );
      // The last sheet may hold the foot of the page alone.
      if (index < sheets.length - 1) expect(sheet).toContain(language === 'nl' ? 'Kenmerk' : 'Reference');
    }
    const whole = sheets.join('\n');
    for (let number = 1; number <= 230; number++) expect(whole).toMatch(new RegExp(`\\bR${number}\\b`));
  }
  await page.goto(`${work}/registers/incidenten`);
  await page.getByRole('link', { name: 'R230', exact: true }).click();
  await page.getByRole('link', { name: 'Afdrukken met geschiedenis' }).click();
  const record = sheetsOf(await page.pdf({ preferCSSPageSize: true }));
  for (const [index, sheet] of record.entries()) {
    expect(sheet).toContain('Vertrouwelijk · afgedrukt door centrale integriteitscoördinator');
    expect(sheet).toContain(`bladzijde ${index + 1} van ${record.length}`);
  }
});

/** The text of each sheet of a PDF. */
function sheetsOf(pdf: Uint8Array): readonly string[] {
  const text = execFileSync('pdftotext', ['-layout', '-', '-'], { input: pdf }).toString();
  return text.split('\f').slice(0, -1);
}
