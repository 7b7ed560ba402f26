import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { pagePolicy } from '../../src/platform/web/security-headers.ts';
import { everyPage, openBrowser, type Served, serveSample } from './served.ts';

let served: Served;
let browser: Browser;

beforeAll(async () => {
  [served, browser] = await Promise.all([serveSample(), openBrowser()]);
});
afterAll(async () => {
  await browser?.close();
  await served?.close();
});

/** A reader without JavaScript; tells of everything that was fetched and refused. */
async function reader(
  width = 1280,
): Promise<{ page: Page; fetched: string[]; refused: string[]; close: () => Promise<void> }> {
  const context = await browser.newContext({ viewport: { width, height: 800 }, javaScriptEnabled: false });
  const page = await context.newPage();
  const fetched: string[] = [];
  const refused: string[] = [];
  page.on('request', (request) => fetched.push(request.url()));
  page.on('requestfailed', (request) => {
    const why = request.failure()?.errorText ?? '';
    // Going to the next page before the icon has come is no refusal.
    if (why !== 'net::ERR_ABORTED') refused.push(`${request.url()}: ${why}`);
  });
  page.on('console', (message) => refused.push(message.text()));
  return { page, fetched, refused, close: () => context.close() };
}

test('A reader goes from the start to the report, to how a number was computed, and back', async () => {
  const { page, close } = await reader();
  await page.goto(served.public);
  await page.getByRole('link', { name: 'Lees het verslag' }).click();
  expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe('Proefverslag');
  await page.getByRole('link', { name: '17 incidenten' }).first().click();
  expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe('Incidenten naar categorie');
  expect(await page.getByText('Alle ontvangen incidenten.').isVisible()).toBe(true);
  await page.getByRole('link', { name: 'Het begin' }).click();
  expect(page.url()).toContain('#begin');
  await close();
});

test('The table behind a chart opens by a press', async () => {
  const { page, close } = await reader();
  await page.goto(`${served.public}/verslagen/proef`);
  const table = page.getByRole('table', { name: 'Er waren 17 incidenten' });
  expect(await table.isVisible()).toBe(false);
  await page.getByText('Tabel', { exact: true }).click();
  expect(await table.isVisible()).toBe(true);
  expect(await table.getByRole('cell').allTextContents()).toContain('niet opgegeven');
  await close();
});

test('An earlier version says that there is a newer one, and what became known later', async () => {
  const { page, close } = await reader();
  await page.goto(`${served.public}/verslagen/proef/v1`);
  expect(await page.getByText('Eén onderdeel gaf later opgave.').isVisible()).toBe(true);
  await page.getByRole('link', { name: 'Lees de nieuwste versie' }).click();
  expect(new URL(page.url()).pathname).toBe('/verslagen/proef');
  await close();
});

test('The language switch keeps the page, and says the language of each text', async () => {
  const { page, close } = await reader();
  await page.goto(`${served.public}/verslagen/proef`);
  await page.getByRole('link', { name: 'English' }).click();
  expect(new URL(page.url()).pathname).toBe('/en/verslagen/proef');
  expect(await page.locator('html').getAttribute('lang')).toBe('en');
  expect(await page.locator('h1').getAttribute('lang')).toBe('nl');
  expect(
    await page.locator('#begin').locator('xpath=ancestor-or-self::*[@lang][1]').getAttribute('lang'),
  ).toBe('nl');
  expect(
    await page.locator('#summary').locator('xpath=ancestor-or-self::*[@lang][1]').getAttribute('lang'),
  ).toBe('en');
  await page.getByRole('link', { name: 'Read the English summary' }).click();
  expect(page.url()).toContain('#summary');
  await page.getByRole('link', { name: 'Nederlands' }).click();
  expect(new URL(page.url()).pathname).toBe('/verslagen/proef');
  await close();
});

test('What a page is refused by its policy is noticed', async () => {
  const { page, refused, close } = await reader();
  await page.route('**/over', (route) =>
    route.fulfill({
      contentType: 'text/html',
      headers: { 'Content-Security-Policy': pagePolicy },
      body: '<!doctype html><title>x</title><style>p { color: red }</style><p>x</p>',
    }),
  );
  await page.goto(`${served.public}/over`);
  expect(refused.join()).toContain('style-src');
  await close();
});

test('No page runs a script, sets a cookie, is refused anything, or fetches from elsewhere', async () => {
  const { page, fetched, refused, close } = await reader();
  for (const address of everyPage(served)) {
    fetched.length = 0;
    const answer = await page.goto(address);
    expect(await answer?.headerValue('set-cookie')).toBeNull();
    expect(await answer?.headerValue('content-security-policy')).toContain("default-src 'none'");
    expect(await page.locator('script').count()).toBe(0);
    for (const url of fetched) expect(url.startsWith(new URL(address).origin), url).toBe(true);
  }
  expect(refused.filter((line) => !line.includes('status of 404'))).toEqual([]);
  expect(served.told).toEqual([]);
  await close();
});

test('No page scrolls sideways on a screen of 320 pixels', async () => {
  const { page, close } = await reader(320);
  for (const address of everyPage(served)) {
    await page.goto(address);
    for (const summary of await page.locator('summary').all()) await summary.click();
    expect(await page.evaluate(() => document.documentElement.scrollWidth), address).toBeLessThanOrEqual(320);
  }
  await close();
});

test('On paper every table is open and nothing is cut off', async () => {
  const { page, close } = await reader();
  await page.goto(`${served.public}/verslagen/proef`);
  await page.emulateMedia({ media: 'print' });
  expect(await page.locator('#figuur-1 table').isVisible()).toBe(true);
  expect(await page.getByRole('navigation', { name: 'Hoofdmenu' }).isVisible()).toBe(false);
  expect((await page.pdf({ format: 'A4' })).byteLength).toBeGreaterThan(10_000);
  await close();
});

test('Without styles the report reads in order, with one drawing of each chart', async () => {
  const { page, close } = await reader();
  await page.route('**/*.css', (route) => route.abort());
  await page.goto(`${served.public}/verslagen/proef`);
  const words = (await page.locator('body').textContent()) ?? '';
  let place = -1;
  for (const next of [
    'Direct naar de inhoud',
    'Start',
    'Proefverslag',
    'Kenmerk',
    'Inhoud',
    'Het begin',
    'Eerste deel',
    'Er waren 17',
    'Onvolledig',
    'Hoe is dit berekend?',
    'Een noot',
    'Iemand deed iets',
    'De controle is geslaagd',
    'All in all',
    'Gemaakt met Daglicht',
  ]) {
    const found = words.indexOf(next, place + 1);
    expect(found, next).toBeGreaterThan(place);
    place = found;
  }
  expect(await page.locator('#figuur-1 svg[role=img]').filter({ visible: true }).count()).toBe(1);
  await close();
});
