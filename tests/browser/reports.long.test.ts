import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { addExamplePeople } from '../../src/examples/example-people.ts';
import { operator } from '../../src/platform/access/actor.ts';
import { concern } from '../../src/platform/access/resource.ts';
import { perform } from '../../src/platform/database/doorways.ts';
import { doJobs, newHolder } from '../../src/platform/jobs/do-jobs.ts';
import { ReportMaker } from '../../src/publication/workbench/making/maker.ts';
import { reportJobs } from '../../src/publication/workbench/making/report-jobs.ts';
import { examples, openTestOrganisation, type TestOrganisation } from '../example-organisation.ts';
import { openBrowser, serveOrganisations, violationsOn } from './served.ts';

/* A report in a browser without JavaScript, from its first block to the public site; judged by axe-core on the way. */

let bron: TestOrganisation;
let maker: ReportMaker;
let makers: ReadonlyMap<string, ReportMaker>;
let served: Awaited<ReturnType<typeof serveOrganisations>>;
let browser: Browser;
let work = '';
let report = '';

beforeAll(async () => {
  bron = await openTestOrganisation(join(examples, 'bron', 'organisation.json'), 'bron');
  await bron.import('complaints', join(examples, 'bron', 'complaints-2019-2021.csv'));
  await bron.import('outside-activities', join(examples, 'bron', 'outside-activities-2020-2021.csv'));
  await perform(bron.door, operator('toets'), addExamplePeople, concern, [
    { role: 'central-coordinator', name: 'Carla Dijk' },
    { role: 'privacy-officer', name: 'Bert Lezer' },
    { role: 'head', name: 'Henk Bosman' },
  ]);
  maker = new ReportMaker(bron, null, () => undefined);
  makers = new Map([[bron.key, maker]]);
  [served, browser] = await Promise.all([
    serveOrganisations(bron.database.storage, [bron], undefined, makers),
    openBrowser(),
  ]);
  work = served.of('bron').work;
});
afterAll(async () => {
  await browser?.close();
  await served?.close();
  await bron?.close();
});

async function visit(name: string, javaScriptEnabled = false, width = 1280): Promise<Page> {
  const page = await (
    await browser.newContext({ viewport: { width, height: 900 }, javaScriptEnabled })
  ).newPage();
  await page.goto(`${work}/aanmelden`);
  await page.getByRole('button', { name: `Verder als ${name}` }).click();
  await page.getByRole('heading', { name: 'Uw werk' }).waitFor();
  return page;
}

/** Presses what sends a form, waits for what the program makes, and for what the page says then. */
async function press(page: Page, button: string, says: string): Promise<void> {
  await page.getByRole('button', { name: button, exact: true }).click();
  await page.waitForLoadState();
  await doJobs(bron, reportJobs(makers), newHolder());
  await maker.rest();
  await page.reload();
  await page.getByText(says).first().waitFor();
}

/** What axe-core finds on pages, and which are wider than their window. */
async function faultsOn(name: string, paths: readonly string[]): Promise<readonly string[]> {
  const found: string[] = [];
  for (const width of [1280, 320]) {
    const page = await visit(name, true, width);
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

test('Without JavaScript a report is begun, written, read, signed and published', async () => {
  const carla = await visit('Carla Dijk');
  await carla.getByRole('link', { name: 'Verslagen', exact: true }).first().click();
  await carla.getByRole('link', { name: 'Verslag beginnen' }).click();
  await carla.getByLabel('Over welke periode gaat het?').fill('2021');
  await carla.getByLabel(/^Een document met elk cijfer/).check();
  await carla.getByRole('button', { name: 'Verslag beginnen' }).click();
  await carla.getByText('Het verslag is begonnen').waitFor();
  report = new URL(carla.url()).pathname;
  await press(carla, 'Cijfers berekenen', 'Cijfers van ');
  await carla.getByRole('link', { name: 'Vooraf' }).click();
  await carla.getByLabel('Tekst van dit blok').fill('# Vooraf {#vooraf}\n\nWij kregen 78 opgaven.');
  await carla.getByRole('button', { name: 'Bewaren en tonen' }).click();
  await carla.getByText(/„78” is een getal/).waitFor();
  await carla.getByLabel('Tekst van dit blok').fill('# Vooraf {#vooraf}\n\nDit verslag gaat over :period.');
  await carla.getByRole('button', { name: 'Opslaan en terug' }).click();
  await carla.getByRole('link', { name: 'Leesversies, lezers en handtekeningen' }).click();
  await press(carla, 'Leesversie maken', 'geldt nu');
  await carla.getByRole('link', { name: 'Lezers vragen of laten gaan' }).click();
  await carla.getByLabel('Naam').fill('lezer');
  await carla.getByRole('button', { name: 'Persoon zoeken' }).click();
  await carla.getByLabel(/^Bert Lezer/).check();
  await carla.getByLabel('tweede lezer').check();
  await carla.getByRole('button', { name: 'Lezer vragen' }).click();

  const bert = await visit('Bert Lezer');
  await bert.getByRole('link', { name: /^Lezen als tweede lezer/ }).click();
  await bert.getByRole('link', { name: 'Opmerking maken bij blok 1', exact: true }).click();
  await bert.getByLabel('Uw opmerking').fill('Noem hier ook het doel.');
  await bert.getByRole('button', { name: 'Opmerking plaatsen' }).click();
  await bert.getByText('De opmerking is geplaatst').waitFor();
  await bert.getByLabel('Akkoord', { exact: true }).check();
  await bert.getByRole('button', { name: 'Lezen afronden' }).click();

  const henk = await visit('Henk Bosman');
  await henk.getByRole('link', { name: /^Lezen en tekenen/ }).click();
  await henk.getByLabel(/^Ik las deze versie/).check();
  await henk.getByRole('button', { name: 'Vastleggen' }).click();
  await henk.getByText('Akkoord; klaar om te publiceren').first().waitFor();
  expect(
    await faultsOn('Carla Dijk', [
      '/verslagen',
      '/verslagen/nieuw',
      report,
      ...[
        '/titel',
        '/stoppen',
        '/waarschuwingen',
        '/voorbeeld',
        '/cijfers',
        '/route',
        '/lezers',
        '/embargo',
      ].map((rest) => `${report}${rest}`),
      `${report}/blok/nieuw`,
      `${report}/opmerkingen`,
      `${report}/publiceren`,
      `/en${report}/route`,
    ]),
  ).toEqual([]);
  expect(
    await faultsOn('Bert Lezer', [report, `${report}/leesversies/1`, `${report}/leesversies/1/opmerking`]),
  ).toEqual([]);

  await carla.goto(`${work}${report}/publiceren`);
  await carla.getByLabel(/^Over welke periode gaat het volgende/).fill('2022');
  await press(carla, 'Verslag publiceren', 'Het verslag is gepubliceerd');
  const site = await browser.newPage();
  await site.goto(`${served.of('bron').public}/verslagen/2021`);
  await site.getByText('Wie dit verslag tekende').waitFor();
  await site.getByText('Het volgende verslag gaat over 2022.').waitFor();
  expect(await violationsOn(site)).toEqual([]);
  expect(served.told).toEqual([]);
}, 300_000);

test('With JavaScript what is typed is shown while it is typed, and pages that wait show what was made', async () => {
  const carla = await visit('Carla Dijk', true);
  const faults: string[] = [];
  carla.on('pageerror', (error) => faults.push(String(error)));
  carla.on('console', (line) => line.type() === 'error' && faults.push(line.text()));
  await carla.goto(`${work}/verslagen/nieuw`);
  await carla.getByLabel('Over welke periode gaat het?').fill('2020');
  await carla.getByLabel(/^Een document met elk cijfer/).check();
  await carla.getByRole('button', { name: 'Verslag beginnen' }).click();
  const place = new URL(carla.url()).pathname;
  await carla.getByRole('link', { name: 'Vooraf' }).click();
  const field = carla.getByLabel('Tekst van dit blok');
  await field.fill('# Vooraf {#vooraf}\n\nNog niet bewaard.');
  // What was typed is saved before the figures are computed; then only the part that shows the block changes.
  await carla.getByRole('button', { name: 'Blok bewaren en cijfers berekenen' }).click();
  await field.fill('# Vooraf {#vooraf}\n\nHieraan wordt doorgeschreven.');
  await carla.getByText(/^Cijfers van /).waitFor();
  expect(await field.inputValue()).toContain('doorgeschreven');
  await field.fill('# Vooraf {#vooraf}\n\nWij kregen 78 opgaven.');
  await carla.getByText(/„78” is een getal/).waitFor();
  await field.fill('# Vooraf {#vooraf}\n\nDit gaat over :period.');
  await carla.getByText('Dit gaat over 2020.').waitFor();
  expect(await field.inputValue()).toBe('# Vooraf {#vooraf}\n\nDit gaat over :period.');
  await carla.reload();
  expect(await field.inputValue()).toContain('Nog niet bewaard.');

  await carla.goto(`${work}${place}/route`);
  await carla.getByRole('button', { name: 'Leesversie maken' }).click();
  await doJobs(bron, reportJobs(makers), newHolder());
  // Nobody loads the page again.
  await carla.getByText('geldt nu').first().waitFor();
  expect(faults).toEqual([]);
}, 300_000);
