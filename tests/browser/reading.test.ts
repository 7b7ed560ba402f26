import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { pagePolicy } from '../../src/platform/web/front/page-policy.ts';
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
    // Signing in has a script for passkeys, a file of its own origin; no other page has any.
    const scripts = await page
      .locator('script')
      .evaluateAll((all) => all.map((one) => one.getAttribute('src')));
    if (address.startsWith(served.work)) expect(scripts).toEqual([expect.stringMatching(/^\/assets\//)]);
    else expect(scripts).toEqual([]);
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

test.each([
  { width: 1280, beside: true },
  { width: 360, beside: false },
])('A footnote stands beside its text where there is room, else under it: $width pixels', async (given) => {
  const { page, close } = await reader(given.width);
  await page.goto(`${served.public}/verslagen/proef`);
  const note = page.locator('#noot-1');
  const [text, box] = await Promise.all([
    page.locator('p:has(#noot-1-plaats)').boundingBox(),
    note.boundingBox(),
  ]);
  if (!text || !box) throw new Error('The text and its note are on the page.');
  if (given.beside) {
    expect(box.x).toBeGreaterThan(text.x + text.width);
    expect(Math.abs(box.y - text.y)).toBeLessThan(20);
  } else {
    expect(box.y).toBeGreaterThan(text.y + text.height - 1);
    expect(box.y - text.y - text.height).toBeLessThan(40);
  }
  await page.getByRole('link', { name: 'voetnoot 1', exact: true }).first().click();
  expect(await note.evaluate((one) => one.matches(':target'))).toBe(true);
  await note.getByRole('link', { name: 'terug naar de tekst (1)' }).click();
  expect(page.url()).toContain('#noot-1-plaats');
  await close();
});

test('Emphasis is set in drawn italics, not in upright letters that the browser slants', async () => {
  const { page, close } = await reader();
  await page.goto(`${served.public}/verslagen/proef`);
  const loaded = await page.evaluate(async () => {
    await document.fonts.ready;
    return [...document.fonts].filter((face) => face.status === 'loaded').map((face) => face.style);
  });
  expect(loaded).toContain('italic');
  await close();
});

test('A figure page tells in words what it counts and which cells were corrected', async () => {
  const { page, close } = await reader();
  await page.goto(`${served.public}/verslagen/proef/cijfers/incidents.by-category`);
  expect(await page.getByText('incidenten, hele organisatie').isVisible()).toBe(true);
  expect(
    await page.getByText('Categorie a: in het verslag 2020 stond 11; nu bekend is 12.').isVisible(),
  ).toBe(true);
  await close();
});

test('The page of components is in one language, but for the summary that says it is in the other', async () => {
  const { page, close } = await reader();
  await page.goto(`${served.workList}/en/bouwstenen`);
  await page.locator('#summary').evaluate((summary) => summary.remove());
  const words = (await page.locator('main').textContent()) ?? '';
  expect(words).toContain('There were 17 incidents');
  expect(words).not.toMatch(/Categorie|niet opgegeven|niet te berekenen|Bijlage|Een noot|februari|Er waren/);
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
    'Een noot',
    'Er waren 17',
    'Onvolledig',
    'Hoe is dit berekend?',
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
