import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { addExamplePeople } from '../../src/examples/example-people.ts';
import { concern } from '../../src/platform/access/resource.ts';
import { perform } from '../../src/platform/database/doorways.ts';
import { tester } from '../example-organisation.ts';
import { openDescribedWorkplace } from '../makers/workplace/described.ts';
import { asOwner, type TestWorkplace } from '../makers/workplace/workplace.ts';
import { openBrowser, serveOrganisations, violationsOn } from './served.ts';

/* The central coordinator reads files into registers, in a browser. */

let workplace: TestWorkplace;
let served: Awaited<ReturnType<typeof serveOrganisations>>;
let browser: Browser;
let work: string;
let folder: string;

/** Where pictures of the pages go, for who wants to look at them. */
const pictures = process.env['DAGLICHT_PICTURES'];

beforeAll(async () => {
  workplace = await openDescribedWorkplace();
  const { organisation, storage } = workplace.database;
  await perform(workplace.door, tester, addExamplePeople, concern, [
    { role: 'central-coordinator', name: 'Anna Centraal' },
  ]);
  [served, browser] = await Promise.all([
    serveOrganisations(storage, [{ key: organisation, door: workplace.door }]),
    openBrowser(),
  ]);
  work = served.of(organisation).work;
  folder = await mkdtemp(join(tmpdir(), 'daglicht-imports-'));
  if (pictures) await mkdir(pictures, { recursive: true });
});
afterAll(async () => {
  await browser?.close();
  await served?.close();
  await workplace?.close();
  await rm(folder, { recursive: true, force: true });
});

async function visit(javaScriptEnabled: boolean, width = 1280): Promise<Page> {
  const context = await browser.newContext({ viewport: { width, height: 900 }, javaScriptEnabled });
  const page = await context.newPage();
  await page.goto(`${work}/aanmelden`);
  await page.getByRole('button', { name: 'Verder als Anna Centraal' }).click();
  await page.getByRole('heading', { name: 'Uw werk' }).waitFor();
  return page;
}

async function file(name: string, rows: readonly string[]): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, ['Datum melding;Onderdeel;Categorie;Omschrijving;Soort', ...rows].join('\n'));
  return path;
}

const rowsOf = (kind: string, unit: string) => [
  `3-3-2025;PBW;${kind};Iets gezien bij de poort;`,
  `4-3-2025;${unit};a;Bel 06-12345678;`,
  `5-3-2025;${unit};${kind};Nog iets;`,
  ...Array.from({ length: 70 }, (_, n) => `${(n % 27) + 1}-4-2025;DKL;c;Kast ${n} open;`),
];

async function bring(page: Page, path: string): Promise<void> {
  await page.goto(`${work}/registers`);
  await page.getByRole('link', { name: 'Bestand inlezen' }).click();
  await page.getByLabel('Register').selectOption({ label: 'Incidenten' });
  await page.getByLabel('Bestand', { exact: true }).setInputFiles(path);
  await page.getByLabel('Wie houdt het bestand bij?').fill('coördinatie');
  await page.getByRole('button', { name: 'Bestand bekijken' }).click();
}

/** Presses what refreshes the state until nothing is being done any more. */
async function settled(page: Page): Promise<void> {
  for (let turn = 0; turn < 300 && (await page.getByText('Stand vernieuwen').count()) > 0; turn++) {
    await page.waitForTimeout(200);
    await page.getByText('Stand vernieuwen').click();
  }
}

test('Without JavaScript a file is looked at, its questions are answered, it is stored, and taken back', async () => {
  const page = await visit(false);
  await bring(page, await file('meldingen.csv', rowsOf('gedoe', 'Poortgebouw')));
  await settled(page);
  expect(await page.getByRole('heading', { level: 1 }).textContent()).toMatch(/^\d+ oplossen/);
  expect(await page.getByText('06-12345678').count()).toBe(0);
  const download = page.waitForEvent('download');
  await page.getByRole('link', { name: 'Haal het bestand met bevindingen op' }).click();
  const saved = await download;
  expect(saved.suggestedFilename()).toBe('meldingen.csv');
  expect(await readFile(await saved.path(), 'utf8')).toContain('Bevinding bij inlezen');
  await page.getByLabel('„gedoe” is').selectOption({ index: 2 });
  await page.getByLabel('Onderdeel „Poortgebouw” is').selectOption({ label: 'Planbureau voor Weer' });
  await page.getByRole('button', { name: 'Opnieuw bekijken' }).click();
  await settled(page);
  await page.reload();
  expect(await page.getByRole('heading', { level: 1 }).textContent()).toMatch(/^\d+ beslissen/);
  const button = page.getByRole('button', { name: '73 registraties opslaan' });
  await button.click();
  await settled(page);
  expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe('73 registraties opgeslagen');
  await page.getByRole('link', { name: 'Bekijk deze inlezing' }).click();
  await page.getByRole('link', { name: 'Zien wat terugnemen doet' }).click();
  await page.getByRole('button', { name: 'Inlezing terugnemen' }).click();
  expect(await page.getByText('De inlezing is teruggenomen').count()).toBe(1);
  expect(await asOwner(workplace, 'select from incident where withdrawn_at is null')).toEqual([]);
});

test.each([1280, 360, 320])(
  'axe-core finds nothing on the pages of files, and nothing scrolls sideways, %i pixels wide',
  async (width) => {
    const found: string[] = [];
    const page = await visit(true, width);
    const look = async (name: string, path?: string): Promise<void> => {
      if (path !== undefined) await page.goto(`${work}${path}`);
      found.push(...(await violationsOn(page)).map((one) => `${name}: ${one}`));
      const wide = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
      if (wide > 0) found.push(`${name}: ${wide} pixels too wide`);
      if (pictures) await page.screenshot({ path: join(pictures, `${name}-${width}.png`), fullPage: true });
    };
    await look('registers', '/registers');
    await look('inlezen', '/registers/inlezen');
    await page.getByRole('button', { name: 'Bestand bekijken' }).click();
    await look('inlezen-fout');
    const name = `een-bestand-met-een-lange-naam-zonder-spaties-erin-${width}.csv`;
    await bring(page, await file(name, rowsOf(`rommel${width}`, `Atlantis${width}`)));
    await settled(page);
    const path = new URL(page.url()).pathname;
    await look('bevindingen');
    await page.getByLabel(/rommel\d+” is/).selectOption({ index: 2 });
    await page.getByLabel(/Atlantis\d+” is/).selectOption({ label: 'Bureau Zaad' });
    await page.getByText('Hoe het bestand wordt gelezen').click();
    await page.getByLabel('Periode').fill('ooit');
    await page.getByRole('button', { name: 'Opnieuw bekijken' }).click();
    await look('vragen-fout');
    await page.getByLabel('Periode').fill('');
    const same = page.getByLabel(/Zaken die ook/);
    if (await same.isVisible()) await same.selectOption({ label: 'Het zijn andere zaken' });
    await page.getByRole('button', { name: 'Opnieuw bekijken' }).click();
    await settled(page);
    await look('opslaan');
    const id = path.split('/').at(-1);
    await asOwner(workplace, `update kept_file set busy = 'store', busy_since = now() where id = $1`, [id]);
    await look('bezig', path);
    await asOwner(workplace, 'update kept_file set busy = null, busy_since = null where id = $1', [id]);
    await page.goto(`${work}${path}`);
    await page.getByRole('button', { name: /registraties opslaan/ }).click();
    await settled(page);
    await look('opgeslagen');
    await look('ingelezen', '/registers/ingelezen');
    await page.getByRole('link', { name }).click();
    await look('inlezing');
    await page.getByRole('link', { name: 'Zien wat terugnemen doet' }).click();
    await look('terugnemen');
    await look('ingelezen-en', '/en/registers/ingelezen');
    await look('inlezen-en', '/en/registers/inlezen');
    expect(found).toEqual([]);
  },
);

test('A file of a hundred thousand rows has its state on a page of its own while it is looked at', async () => {
  const page = await visit(false);
  const many = Array.from(
    { length: 100_000 },
    (_, n) => `${(n % 27) + 1}-${(n % 12) + 1}-2024;DKL;c;Kast ${n} stond open;`,
  );
  const path = await file('veel.csv', many);
  await bring(page, path);
  expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe('Bezig met bekijken');
  await page.reload();
  await settled(page);
  expect(await page.getByRole('button', { name: '100.000 registraties opslaan' }).count()).toBe(1);
  await page.getByRole('button', { name: '100.000 registraties opslaan' }).click();
  await settled(page);
  expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe('100.000 registraties opgeslagen');
}, 300_000);
