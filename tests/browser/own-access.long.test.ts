import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  appointed,
  openWorkplace,
  setUp,
  type TestAccount,
  type TestWorkplace,
} from '../makers/workplace/workplace.ts';
import { openBrowser, serveWork, violationsOn } from './served.ts';

/* An access token and a review of roles, as people make them in a browser, without JavaScript and by keyboard alone. */

let workplace: TestWorkplace;
let served: Awaited<ReturnType<typeof serveWork>>;
let browser: Browser;

beforeAll(async () => {
  workplace = await openWorkplace();
  [served, browser] = await Promise.all([serveWork(workplace.site, 'werk.veld.localhost'), openBrowser()]);
});
afterAll(async () => {
  await browser?.close();
  await served?.close();
  await workplace?.close();
});

async function opened(account: TestAccount, javaScriptEnabled = false): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, javaScriptEnabled });
  await context.addCookies([
    { name: 'daglicht', value: account.browser.cookie('daglicht') ?? '', url: served.address },
  ]);
  return context.newPage();
}

async function violations(page: Page, name: string): Promise<readonly string[]> {
  const found: string[] = [...(await violationsOn(page))];
  for (const width of [1280, 360, 320]) {
    await page.setViewportSize({ width, height: 900 });
    const wide = await page.evaluate('document.documentElement.scrollWidth - window.innerWidth');
    if (Number(wide) > 0) found.push(`${name}: ${String(wide)} pixels too wide at ${width}`);
  }
  await page.setViewportSize({ width: 1280, height: 900 });
  return found;
}

/** Follows the link, or sends the form, that has the focus. */
async function enter(page: Page): Promise<void> {
  await Promise.all([page.waitForEvent('load'), page.keyboard.press('Enter')]);
}

/** Goes on by keyboard until this has the focus. */
async function tabTo(page: Page, name: string): Promise<void> {
  for (let one = 0; one < 120; one++) {
    await page.keyboard.press('Tab');
    const focused = await page.evaluate(
      `(() => { const one = document.activeElement; return (one?.labels?.[0]?.textContent ?? one?.textContent ?? '').trim(); })()`,
    );
    if (typeof focused === 'string' && focused.startsWith(name)) return;
  }
  throw new Error(`"${name}" is not reached by keyboard`);
}

test('A token is made and revoked by keyboard alone, and shown once', async () => {
  const ina = await setUp(workplace, 'Ina Zand', 'ina@veld.test');
  await appointed(workplace, ina.person, 'central-coordinator');
  const page = await opened(ina);
  await page.goto(`${served.address}/account`);
  const found = [...(await violations(await withScript(ina, '/account'), 'account'))];
  await tabTo(page, 'Sleutel maken');
  await enter(page);
  await page.getByRole('heading', { name: 'Sleutel maken', level: 1 }).waitFor();
  found.push(...(await violations(await withScript(ina, '/account/sleutels/nieuw'), 'sleutel-nieuw')));
  await tabTo(page, 'Sleutel maken');
  await enter(page);
  expect(await page.title()).toMatch(/^Fout: /);
  await tabTo(page, 'Waarvoor is de sleutel');
  await page.keyboard.type('maandelijks inlezen');
  await tabTo(page, 'Zien wat is ingelezen');
  await page.keyboard.press('Space');
  await enter(page);
  await page.getByRole('heading', { name: 'Uw sleutel', level: 1 }).waitFor();
  const token = (await page.locator('code').textContent()) ?? '';
  expect(token).toMatch(/^dl_[\w-]{43}$/);
  await page.reload();
  expect(await page.content()).not.toContain(token);
  await page.goto(`${served.address}/account`);
  expect(await page.getByText('maandelijks inlezen').count()).toBeGreaterThan(0);
  await tabTo(page, 'Intrekken');
  await enter(page);
  await tabTo(page, 'Sleutel intrekken');
  await enter(page);
  await page.getByText('De sleutel is ingetrokken').waitFor();
  found.push(...(await violations(await withScript(ina, '/account'), 'account-daarna')));
  expect(found).toEqual([]);
});

test('The auditor reviews a role by keyboard alone, and explains what somebody may', async () => {
  const aud = await setUp(workplace, 'Aud Berg', 'aud@veld.test');
  await appointed(workplace, aud.person, 'auditor');
  const page = await opened(aud);
  await page.goto(`${served.address}/toegang`);
  await tabTo(page, 'Rollen nakijken');
  await enter(page);
  await tabTo(page, 'centrale integriteits');
  await enter(page);
  await tabTo(page, 'Deze mensen horen deze rol te hebben');
  await page.keyboard.press('Space');
  await tabTo(page, 'Controle ondertekenen');
  await enter(page);
  await page.getByText('De controle is ondertekend').waitFor();
  const found: string[] = [];
  for (const [path, name] of [
    ['/toegang', 'toegang'],
    ['/toegang/rollen', 'rollen'],
    ['/toegang/rollen/central-coordinator', 'rol'],
    [`/toegang/waarom?wie=${aud.person}&wat=see+audit.read`, 'waarom'],
    ['/vastlegging', 'vastlegging'],
  ] as const)
    found.push(...(await violations(await withScript(aud, path), name)));
  expect(found).toEqual([]);
});

async function withScript(account: TestAccount, path: string): Promise<Page> {
  const page = await opened(account, true);
  await page.goto(`${served.address}${path}`);
  return page;
}
