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

/* Figures within the organisation in a browser without JavaScript, on a wide and a narrow screen; judged by axe-core. */

let oefen: TestOrganisation;
let maker: ReportMaker;
let makers: ReadonlyMap<string, ReportMaker>;
let served: Awaited<ReturnType<typeof serveOrganisations>>;
let browser: Browser;
let work = '';

beforeAll(async () => {
  oefen = await openTestOrganisation(join(examples, 'oefen', 'organisation.json'), 'oefen');
  const data = (name: string) => join(examples, 'oefen', 'data', name);
  await oefen.import('outside-activities', data('nevenwerkzaamheden-2022-2025.csv'));
  await oefen.import('complaints', data('klachten-2022-2025.csv'));
  await oefen.import('incidents', data('incidenten-2024.csv'));
  await oefen.import('incidents', data('incidenten-2025.csv'));
  await perform(oefen.door, operator('toets'), addExamplePeople, concern, [
    { role: 'central-coordinator', name: 'Carla Dijk' },
    { role: 'coordinator', name: 'Cor Visser', unit: 'IWK' },
    { role: 'head', name: 'Henk Bosman' },
  ]);
  maker = new ReportMaker(oefen, null, () => undefined);
  makers = new Map([[oefen.key, maker]]);
  [served, browser] = await Promise.all([
    serveOrganisations(oefen.database.storage, [oefen], undefined, makers),
    openBrowser(),
  ]);
  work = served.of('oefen').work;
});
afterAll(async () => {
  await browser?.close();
  await served?.close();
  await oefen?.close();
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

/** Loads a page until nothing on it waits to be computed. */
async function open(page: Page, path: string): Promise<number | undefined> {
  for (;;) {
    const answer = await page.goto(`${work}${path}`);
    if ((await page.getByText('worden berekend').count()) === 0) return answer?.status();
    await maker.inside.rest();
  }
}

/** What axe-core finds on pages, and which are wider than their window. */
async function faultsOn(name: string, paths: readonly string[]): Promise<readonly string[]> {
  const found: string[] = [];
  for (const width of [1280, 360]) {
    const page = await visit(name, true, width);
    for (const path of paths) {
      const status = await open(page, path);
      if (status !== 200) found.push(`${path}: ${status}`);
      found.push(...(await violationsOn(page)).map((one) => `${width} ${path}: ${one}`));
      const wide = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
      if (wide > 0) found.push(`${path}: ${wide} pixels too wide at ${width}`);
      if (process.env['SHOTS'])
        await page.screenshot({
          path: `${process.env['SHOTS']}/${name.split(' ')[0]}-${width}-${path.replace(/[^a-z0-9]+/gi, '_')}.png`,
          fullPage: true,
        });
    }
    await page.context().close();
  }
  return found;
}

test('who may see every record goes from a number to the records that it counts', async () => {
  const page = await visit('Carla Dijk');
  await page.getByRole('link', { name: 'Cijfers', exact: true }).first().click();
  await page.getByLabel('Periode').selectOption('2025');
  await page.getByRole('button', { name: 'Cijfers tonen' }).click();
  await maker.inside.rest();
  await page.getByRole('link', { name: 'Alle cijfers: Incidenten' }).click();
  await open(page, new URL(page.url()).pathname + new URL(page.url()).search);
  const number = page.getByRole('link', { name: /Toon deze registraties$/ }).first();
  const count = (await number.textContent())?.trim();
  await number.focus();
  await page.keyboard.press('Enter');
  await page.getByText(new RegExp(`^${count} registraties?,`)).waitFor();
  await page.getByText('Cijfer „').first().waitFor();
  await page.context().close();
});

test('who may see no records has the protected figures made', async () => {
  const page = await visit('Henk Bosman');
  await open(page, '/cijfers?periode=2025');
  await page.getByRole('button', { name: 'Beschermde cijfers maken' }).click();
  await page.getByText('De beschermde cijfers worden gemaakt').waitFor();
  await doJobs(oefen, reportJobs(makers), newHolder());
  await page.getByRole('link', { name: 'Stand vernieuwen' }).first().click();
  await page.getByText('Stand van').first().waitFor();
  expect(await page.getByRole('link', { name: /Toon deze registraties/ }).count()).toBe(0);
  await page.context().close();
});

test('on paper every figure stands with its table', async () => {
  const page = await visit('Carla Dijk');
  expect(await open(page, '/registers/incidenten/cijfers?periode=2025&weergave=afdruk')).toBe(200);
  expect(await page.locator('details:not([open])').count()).toBe(0);
  expect(await page.locator('.dl-figure').count()).toBeGreaterThan(30);
  await page.context().close();
});

test.each([
  [
    'Carla Dijk',
    [
      '/cijfers?periode=2025',
      '/registers/incidenten/cijfers?periode=2025',
      '/registers/incidenten/cijfers?periode=2024-2025',
      '/registers/incidenten/cijfers?periode=2019',
      '/registers/incidenten/cijfers/incidents.category-by-unit?periode=2025',
    ],
  ],
  [
    'Carla Dijk',
    [
      '/registers/klachten/cijfers?periode=2025',
      '/en/registers/incidenten/cijfers?periode=2025',
      '/registers/incidenten?cijfer=incidents.total~2025~year%3D2025',
      '/registers/incidenten?cijfer=onzin',
    ],
  ],
  [
    'Cor Visser',
    ['/cijfers?periode=2025', '/registers/incidenten/cijfers?periode=2025', '/registers/incidenten/cijfers'],
  ],
  [
    'Henk Bosman',
    [
      '/cijfers?periode=2025',
      '/registers/incidenten/cijfers?periode=2025',
      '/registers/incidenten/cijfers/incidents.by-unit?periode=2025',
      '/registers/incidenten/cijfers?periode=2024',
      '/registers/incidenten/cijfers?periode=2026',
    ],
  ],
] as const)('the pages of figures of %s can be used by everybody', async (name, paths) => {
  const faults = await faultsOn(name, paths);
  expect(faults.filter((one) => !one.includes('cijfer=onzin: 400'))).toEqual([]);
});

test('a public summary is written by one and agreed to by another, without JavaScript', async () => {
  const carla = await visit('Carla Dijk');
  await carla.goto(`${work}/registers/incidenten?unit=IWK`);
  await carla.locator('table a').filter({ hasNotText: /[▲▼]/ }).nth(3).click();
  await carla.getByRole('link', { name: 'Openbare samenvatting schrijven of lezen' }).click();
  const place = new URL(carla.url()).pathname;
  await carla
    .getByLabel('Samenvatting', { exact: true })
    .fill('Op 3 maart sprak een medewerker iemand onheus aan.');
  await carla.getByRole('button', { name: 'Samenvatting laten lezen' }).click();
  await carla.getByText('Wijzig „3 maart” in de tekst').first().waitFor();
  if (process.env['SHOTS'])
    await carla.screenshot({ path: `${process.env['SHOTS']}/samenvatting-fout.png`, fullPage: true });
  await carla.getByLabel(/^Waarom mag „3 maart”/).fill('de datum stond in de krant');
  await carla.getByRole('button', { name: 'Samenvatting laten lezen' }).focus();
  await carla.keyboard.press('Enter');
  await carla.getByText('De samenvatting wacht op een tweede lezer').first().waitFor();
  await carla.context().close();

  const cor = await visit('Cor Visser');
  await cor.getByRole('link', { name: '1 openbare samenvatting lezen' }).click();
  await cor.getByRole('link', { name: /^Samenvatting van/ }).click();
  await cor.getByRole('button', { name: 'Akkoord geven' }).waitFor();
  await cor.context().close();
  expect(
    await faultsOn('Cor Visser', [place, '/registers/incidenten/samenvattingen', `/en${place}?taal=en`]),
  ).toEqual([]);
  const again = await visit('Cor Visser');
  await again.goto(`${work}${place}`);
  await again.getByRole('button', { name: 'Akkoord geven' }).click();
  await again.getByText('U gaf akkoord').first().waitFor();
  if (process.env['SHOTS'])
    await again.screenshot({ path: `${process.env['SHOTS']}/samenvatting-akkoord.png`, fullPage: true });
  await again.context().close();
});
