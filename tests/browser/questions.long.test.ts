import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { addExamplePeople } from '../../src/examples/example-people.ts';
import { operator } from '../../src/platform/access/actor.ts';
import { concern } from '../../src/platform/access/resource.ts';
import { perform } from '../../src/platform/database/doorways.ts';
import { examples, openTestOrganisation, type TestOrganisation } from '../example-organisation.ts';
import { openBrowser, serveOrganisations, violationsOn } from './served.ts';

/* A question about one incident, asked, answered and decided in a browser; every page judged by axe-core on the way. */

let oefen: TestOrganisation;
let served: Awaited<ReturnType<typeof serveOrganisations>>;
let browser: Browser;
let work = '';

beforeAll(async () => {
  oefen = await openTestOrganisation(join(examples, 'oefen', 'organisation.json'), 'oefen');
  await perform(oefen.door, operator('toets'), addExamplePeople, concern, [
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

const faults: string[] = [];

/** Judges a page as it stands, at two widths; axe-core needs a script, the page needs none. */
async function judged(page: Page, heading: string | RegExp): Promise<void> {
  await page.getByRole('heading', { name: heading }).first().waitFor();
  const html = await page.content();
  const address = new URL(page.url()).pathname.split('/').slice(0, 3).join('/');
  for (const width of [1280, 320]) {
    const other = await (await browser.newContext({ viewport: { width, height: 900 } })).newPage();
    await other.route('**/*', (route) =>
      route.request().resourceType() === 'document'
        ? route.fulfill({ contentType: 'text/html; charset=utf-8', body: html })
        : route.continue(),
    );
    await other.goto(page.url());
    faults.push(...(await violationsOn(other)).map((one) => `${width} ${address}: ${one}`));
    const wide = await other.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    if (wide > 0) faults.push(`${address}: ${wide} pixels too wide at ${width}`);
    await other.close();
  }
}

const opened = async (width: number) =>
  (await browser.newContext({ viewport: { width, height: 900 }, javaScriptEnabled: false })).newPage();

test('Without JavaScript and by keyboard it is asked, answered on a telephone, and taken over', async () => {
  const carla = await opened(1280);
  await carla.goto(`${work}/aanmelden`);
  await carla.getByRole('button', { name: 'Verder als Carla Dijk' }).click();
  await carla.goto(`${work}/registers/incidenten/nieuw`);
  await carla.getByLabel('Categorie').selectOption({ index: 1 });
  await carla.getByLabel('Onderdeel').selectOption('PBW');
  await carla.getByLabel('Datum ontvangst').fill('3-3-2026');
  await carla.getByRole('button', { name: 'Incident registreren' }).click();
  await carla.getByRole('link', { name: 'Betrokkene toevoegen' }).click();
  await carla.getByRole('button', { name: 'Betrokkene 1 opslaan' }).click();
  await carla.getByRole('heading', { name: 'Betrokkene 1' }).waitFor();
  await carla.getByText('De wijziging is opgeslagen').waitFor();
  const record = new URL(carla.url()).pathname;

  await carla.getByRole('link', { name: 'Vraag stellen aan wie het weet' }).focus();
  await carla.keyboard.press('Enter');
  await judged(carla, 'Een vraag stellen over dit incident');
  await carla.getByRole('button', { name: 'Link en code maken' }).press('Enter');
  await carla.getByText('Schrijf uw vraag.').first().waitFor();
  await judged(carla, 'Er klopt iets niet');
  await carla.getByLabel('Uw vraag').fill('Is de maatregel uitgevoerd?');
  await carla.getByLabel('Betrokkene 1: maatregel').focus();
  await carla.keyboard.press('Space');
  await carla.getByLabel('Toelichting afronding').check();
  await carla.getByLabel('Naam van wie antwoordt').fill('Gijs Geschenk');
  await carla.getByLabel('Functie').fill('hoofd personeel');
  await carla.getByLabel('Tot en met welke dag?').fill('1-2-2199');
  await carla.getByRole('button', { name: 'Link en code maken' }).press('Enter');
  await carla.getByText('U ziet deze link en code alleen nu').waitFor();
  await judged(carla, 'Link en code voor uw vraag');
  const shown = await carla.content();
  const link = /\/vraag\/([A-Za-z0-9_-]{43})/.exec(shown)?.[1] ?? '';
  const code = (/>(\d{3} \d{3})</.exec(shown) ?? [])[1] ?? '';

  const gijs = await opened(320);
  await gijs.goto(`${work}/vraag/${link}`);
  await judged(gijs, 'Een vraag voor u');
  await gijs.getByLabel('Code van zes cijfers').fill(code);
  await gijs.keyboard.press('Enter');
  await gijs.getByText('Is de maatregel uitgevoerd?').waitFor();
  await judged(gijs, 'De vraag');
  await gijs.getByLabel('Corrigerend gesprek').check();
  await gijs.getByLabel('Toelichting afronding').fill('Gesproken in mei.');
  await gijs.getByRole('button', { name: 'Bewaren en nakijken' }).press('Enter');
  await gijs.getByText('Er is nog niets verstuurd').waitFor();
  await judged(gijs, 'Antwoord nakijken en versturen');
  await gijs.getByRole('button', { name: 'Antwoord versturen' }).press('Enter');
  await gijs.getByRole('heading', { name: 'Uw antwoord is verstuurd' }).waitFor();

  await carla.goto(`${work}/`);
  await judged(carla, 'Uw werk');
  await carla.getByRole('link', { name: 'Beslissen over het antwoord van Gijs Geschenk' }).click();
  await judged(carla, 'Antwoord van Gijs Geschenk');
  for (const choice of await carla.getByLabel('Overnemen in het register').all()) await choice.check();
  await carla.getByRole('button', { name: 'Beslissing vastleggen' }).press('Enter');
  await carla.getByText('Uw beslissing is vastgelegd').waitFor();
  await judged(carla, 'Wat er is besloten');
  await carla.goto(`${work}${record}`);
  await carla.getByText('Gesproken in mei.').waitFor();
  await judged(carla, 'Vragen aan anderen');
  expect(faults).toEqual([]);
}, 180_000);
