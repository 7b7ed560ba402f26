import type { Server } from 'node:http';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { close, listen } from '../../src/commands/serving/listening.ts';
import { readAssets } from '../../src/platform/web/assets.ts';
import { openBrowser } from './served.ts';

/* A page that shows what was made meanwhile leaves alone whoever is busy on it. */

const { renewScript, files } = readAssets();
const script = files.get(renewScript.replace('/assets/', ''))?.plain ?? '';

let isMade = false;
let address = '';
let server: Server;
let browser: Browser;
let page: Page;

/** The menu of figures while they are computed, and after that: a filter, a choice, and what waits. */
function body(part: string): string {
  const menu = isMade ? '<p>Alle cijfers</p>' : `<div data-renew="${part}"><p>Wordt berekend</p></div>`;
  return `<!doctype html><html lang="nl"><title>Cijfers</title><main>
    <form method="get"><label>Zoek <input id="naam" name="naam" value=""></label>
      <label>Jaar <select id="jaar"><option>2024</option><option>2025</option></select></label>
      <button>Zoeken</button></form>
    <a id="elders" href="#elders">Elders</a>
    <div id="deel">${menu}<form><textarea id="noot"></textarea></form></div></main>
    <script type="module" src="/renew.js"></script></html>`;
}

beforeAll(async () => {
  const front = ({ url }: Request) => {
    const { pathname } = new URL(url);
    return pathname === '/renew.js'
      ? new Response(String(script), { headers: { 'Content-Type': 'text/javascript' } })
      : new Response(body(pathname === '/deel' ? 'deel' : ''), {
          headers: { 'Content-Type': 'text/html; charset=utf-8' },
        });
  };
  server = await listen(front, 0, '127.0.0.1');
  const at = server.address();
  address = `http://127.0.0.1:${typeof at === 'object' && at ? at.port : 0}`;
  browser = await openBrowser();
  page = await browser.newPage();
});
afterAll(async () => {
  await browser?.close();
  if (server) await close(server);
});
beforeEach(() => {
  isMade = false;
});

/** Longer than a page waits before it asks again. */
const aWhile = 4500;

test('while a filter is typed, or is typed and not sent, the page stays; when it is empty again it is shown anew', async () => {
  await page.goto(`${address}/`);
  await page.locator('#naam').focus();
  isMade = true;
  await page.waitForTimeout(aWhile);
  expect(await page.textContent('main')).toContain('Wordt berekend');
  await page.keyboard.type('gesch');
  await page.locator('#elders').focus();
  await page.waitForTimeout(aWhile);
  expect(await page.inputValue('#naam')).toBe('gesch');
  expect(await page.textContent('main')).toContain('Wordt berekend');
  await page.fill('#naam', '');
  await page.selectOption('#jaar', '2025');
  await page.locator('#elders').focus();
  await page.waitForTimeout(aWhile);
  expect(await page.inputValue('#jaar')).toBe('2025');
  await page.selectOption('#jaar', '2024');
  await page.locator('#elders').focus();
  await page.getByText('Alle cijfers').waitFor({ timeout: 2 * aWhile });
}, 60_000);

test('a part is shown anew beside what is typed elsewhere, and not while something is typed in it', async () => {
  await page.goto(`${address}/deel`);
  await page.fill('#noot', 'Nog niet af');
  await page.locator('#naam').focus();
  await page.keyboard.type('gesch');
  isMade = true;
  await page.waitForTimeout(aWhile);
  expect(await page.inputValue('#noot')).toBe('Nog niet af');
  await page.fill('#noot', '');
  await page.locator('#naam').focus();
  await page.getByText('Alle cijfers').waitFor({ timeout: 2 * aWhile });
  expect(await page.inputValue('#naam')).toBe('gesch');
}, 60_000);
