import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { addExamplePeople } from '../../src/examples/example-people.ts';
import { operator } from '../../src/platform/access/actor.ts';
import { concern } from '../../src/platform/access/resource.ts';
import { perform } from '../../src/platform/database/doorways.ts';
import { examples, openTestOrganisation, type TestOrganisation } from '../example-organisation.ts';
import { openBrowser, serveOrganisations, violationsOn } from './served.ts';

/* What was handled in the line, told and decided about in a browser without JavaScript; judged by axe-core on the way. */

let oefen: TestOrganisation;
let served: Awaited<ReturnType<typeof serveOrganisations>>;
let browser: Browser;
let work = '';

beforeAll(async () => {
  oefen = await openTestOrganisation(join(examples, 'oefen', 'organisation.json'), 'oefen');
  await perform(oefen.door, operator('toets'), addExamplePeople, concern, [
    { role: 'hr-adviser', name: 'Hanna Advies', unit: 'PBW' },
    { role: 'central-coordinator', name: 'Carla Dijk' },
  ]);
  [served, browser] = await Promise.all([serveOrganisations(oefen.database.storage, [oefen]), openBrowser()]);
  work = served.of('oefen').work;
});
afterAll(async () => {
  await browser?.close();
  await served?.close();
  await oefen?.close();
});

async function visit(name: string, width: number): Promise<Page> {
  const page = await (
    await browser.newContext({ viewport: { width, height: 900 }, javaScriptEnabled: false })
  ).newPage();
  await page.goto(`${work}/aanmelden`);
  await page.getByRole('button', { name: `Verder als ${name}` }).click();
  await page.getByRole('heading', { name: 'Uw werk' }).waitFor();
  return page;
}

/** What axe-core finds on pages of somebody, with a script, at two widths. */
async function faultsOn(name: string, paths: readonly string[]): Promise<readonly string[]> {
  const found: string[] = [];
  for (const width of [1280, 320]) {
    const page = await (await browser.newContext({ viewport: { width, height: 900 } })).newPage();
    await page.goto(`${work}/aanmelden`);
    await page.getByRole('button', { name: `Verder als ${name}` }).click();
    for (const path of paths) {
      const answer = await page.goto(`${work}${path}`);
      if (answer?.status() !== 200) found.push(`${path}: ${answer?.status()}`);
      found.push(...(await violationsOn(page)).map((one) => `${width} ${path}: ${one}`));
      const wide = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
      if (wide > 0) found.push(`${path}: ${wide} pixels too wide at ${width}`);
    }
    await page.close();
  }
  return found;
}

test('On a telephone and by keyboard it is told in four answers, and becomes a record', async () => {
  const hanna = await visit('Hanna Advies', 360);
  await hanna.getByRole('link', { name: 'In de lijn afgehandeld doorgeven' }).focus();
  await hanna.keyboard.press('Enter');
  await hanna.getByLabel('Wanneer was het?').fill('maart 2026');
  await hanna.getByLabel('Bij welk onderdeel?').selectOption('PBW');
  await hanna.getByLabel('Corrigerend gesprek').focus();
  await hanna.keyboard.press('Space');
  await hanna.getByLabel('Nee', { exact: true }).focus();
  await hanna.keyboard.press('Space');
  await hanna.getByRole('button', { name: 'Afhandeling doorgeven' }).press('Enter');
  await hanna.getByText('De coördinator kijkt ernaar').waitFor();

  const carla = await visit('Carla Dijk', 1280);
  await carla.getByRole('link', { name: /Beslissen over wat in de lijn is afgehandeld/ }).click();
  await carla.getByRole('table').getByRole('link').first().click();
  const place = new URL(carla.url()).pathname;
  expect(await faultsOn('Carla Dijk', ['/registers/incidenten/in-de-lijn', place, `${place}/niet`])).toEqual(
    [],
  );
  await carla.getByRole('link', { name: 'Registratie maken' }).click();
  await carla.getByLabel('Categorie').selectOption({ index: 1 });
  await carla.getByRole('button', { name: 'Incident registreren' }).click();
  await carla.getByText('De registratie is toegevoegd').waitFor();
  await carla.getByText('Corrigerend gesprek').waitFor();
  await hanna.reload();
  await hanna.getByText('In het register opgenomen').waitFor();
});

test('Its pages have no fault that axe-core finds, and none is wider than its window', async () => {
  expect(await faultsOn('Hanna Advies', ['/', '/in-de-lijn', '/in-de-lijn/incidenten/nieuw'])).toEqual([]);
  expect(await faultsOn('Carla Dijk', ['/registers/incidenten/in-de-lijn?stand=beslist'])).toEqual([]);
});
