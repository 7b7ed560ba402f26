import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { describedField, employed, setProvider } from '../makers/workplace/by-provider.ts';
import { startProvider, type TestProvider } from '../makers/workplace/sign-in-provider.ts';
import {
  appointed,
  asOwner,
  invited,
  openWorkplace,
  setUp,
  type TestWorkplace,
} from '../makers/workplace/workplace.ts';
import { openBrowser, serveWork, violationsOn } from './served.ts';

/* Signing in elsewhere as people do it: by links and forms of a browser, which holds our pages to their policy. */

let workplace: TestWorkplace;
let provider: TestProvider;
let served: Awaited<ReturnType<typeof serveWork>>;
let browser: Browser;

beforeAll(async () => {
  workplace = await openWorkplace();
  await describedField(workplace);
  [served, browser] = await Promise.all([serveWork(workplace.site, 'werk.veld.localhost'), openBrowser()]);
  provider = await startProvider([`${served.address}/aanmelden/dienst/terug`]);
  await setProvider(workplace, provider);
});
afterAll(async () => {
  await browser?.close();
  await served?.close();
  await provider?.close();
  await workplace?.close();
});

const faults: string[] = [];

async function opened(javaScriptEnabled: boolean): Promise<Page> {
  const context = await browser.newContext({
    viewport: { width: 1280, height: 900 },
    javaScriptEnabled,
    ignoreHTTPSErrors: true,
  });
  const page = await context.newPage();
  page.on('pageerror', (error) => faults.push(error.message));
  page.on('console', (line) => {
    if (line.type() === 'error' && !line.text().includes('403')) faults.push(line.text());
  });
  return page;
}

async function violations(page: Page): Promise<readonly string[]> {
  const found = [...(await violationsOn(page))];
  for (const width of [1280, 360, 320]) {
    await page.setViewportSize({ width, height: 900 });
    const wide = await page.evaluate('document.documentElement.scrollWidth - window.innerWidth');
    if (Number(wide) > 0) found.push(`${page.url()}: ${wide} pixels too wide at ${width}`);
  }
  await page.setViewportSize({ width: 1280, height: 900 });
  return found;
}

const heading = (page: Page, name: string | RegExp) =>
  page.getByRole('heading', { name, level: 1 }).waitFor();

test('Somebody is invited, comes in by the provider, gives a role after showing to be there, and nothing typed is lost', async () => {
  const { person, link, code } = await invited(workplace, 'Fenna Zijlstra', 'fenna@veld.test');
  await appointed(workplace, person, 'functional-administrator');
  await appointed(workplace, person, 'technical-administrator');
  const other = await setUp(workplace, 'Olga Ander', 'olga@veld.test');
  provider.person = { sub: 'fenna', email: 'fenna@veld.test', email_verified: true };
  const page = await opened(true);
  const found: string[] = [];

  await page.goto(`${served.address}/uitnodiging/${link}`);
  found.push(...(await violations(page)));
  await page.getByLabel('Code van zes cijfers').fill(code);
  await page.getByRole('button', { name: 'Geen wachtwoord: aanmelden met Veldaccount' }).click();
  await heading(page, 'Naar Veldaccount');
  found.push(...(await violations(page)));
  await page.getByRole('link', { name: 'Verder naar Veldaccount' }).click();
  await heading(page, 'U bent terug van Veldaccount');
  found.push(...(await violations(page)));
  await page.getByRole('button', { name: 'Verder' }).click();
  await heading(page, 'Uw werk');

  await asOwner(workplace, `update session set confirmed_at = null`);
  await page.goto(`${served.address}/mensen/${other.person}/aanwijzen`);
  await page.locator('input[name="rol"][value="coordinator"]').check();
  await page.getByLabel('Voor welk onderdeel?').selectOption('top');
  await page.getByLabel('Besluit of reden').fill('Besluit 12 & "meer"');
  await page.getByRole('button', { name: 'Controleren' }).click();
  await heading(page, 'Controleer deze rol');
  found.push(...(await violations(page)));
  await page.getByRole('button', { name: 'Laten zien bij Veldaccount' }).click();
  await page.getByRole('link', { name: 'Verder naar Veldaccount' }).click();
  await heading(page, 'U bent terug van Veldaccount');
  await page.getByRole('button', { name: 'Verder' }).click();
  await heading(page, 'Dank u, u bent het zelf');
  found.push(...(await violations(page)));
  await page.getByRole('button', { name: 'Verder' }).click();
  await heading(page, 'Olga Ander');
  expect(await page.locator('main').textContent()).toContain('Besluit 12 & "meer"');

  for (const path of ['/account', '/aanmelddienst', '/en/aanmelddienst']) {
    await page.goto(`${served.address}${path}`);
    found.push(...(await violations(page)));
  }
  await page.goto(`${served.address}/aanmelddienst`);
  await page.getByRole('button', { name: 'Verbinding testen' }).click();
  await page.getByText('De verbinding werkt', { exact: true }).waitFor();
  await asOwner(workplace, `update session set confirmed_at = null`);
  await page.goto(`${served.address}/bevestigen?naar=/account`);
  found.push(...(await violations(page)));
  expect(found).toEqual([]);
  expect(faults).toEqual([]);
  expect(served.told).toEqual([]);
  await page.context().close();
});

test('Without JavaScript an employee comes in by the mail address, where they were going; who stops is told what next', async () => {
  const { person } = await invited(workplace, 'Wim Werker', 'wim@veld.test');
  await employed(workplace, person);
  const page = await opened(false);
  provider.person = null;
  await page.goto(`${served.address}/account`);
  await page.getByRole('link', { name: 'Aanmelden met Veldaccount' }).click();
  await heading(page, 'U bent niet aangemeld');
  provider.person = { sub: 'wim', email: 'wim@veld.test', email_verified: true };
  await page.getByRole('link', { name: 'Opnieuw proberen' }).click();
  await page.getByRole('button', { name: 'Verder' }).click();
  await heading(page, 'Account');
  expect(await page.locator('main').textContent()).toContain('wim@veld.test');
  await page.getByRole('button', { name: 'Afmelden' }).first().click();
  await heading(page, 'Aanmelden');
  await page.context().close();
});
