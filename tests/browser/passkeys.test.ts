import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  asOwner,
  openWorkplace,
  setUp,
  type TestAccount,
  type TestWorkplace,
} from '../makers/workplace/workplace.ts';
import { openBrowser, serveWork, violationsOn } from './served.ts';

/* Passkeys in a browser, with a device of its own that knows its owner. */

let workplace: TestWorkplace;
let anna: TestAccount;
let served: Awaited<ReturnType<typeof serveWork>>;
let browser: Browser;

beforeAll(async () => {
  workplace = await openWorkplace();
  anna = await setUp(workplace, 'Anna de Vries', 'anna@veld.test');
  // A host without an underscore, which the key of a test organisation has.
  [served, browser] = await Promise.all([serveWork(workplace.site, 'werk.veld.localhost'), openBrowser()]);
});
afterAll(async () => {
  await browser?.close();
  await served?.close();
  await workplace?.close();
});

/** A page of a browser, in which somebody may be signed in already. */
async function opened(javaScriptEnabled: boolean, signedIn?: TestAccount): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, javaScriptEnabled });
  if (signedIn) {
    const value = signedIn.browser.cookie('daglicht') ?? '';
    await context.addCookies([
      { name: 'daglicht', value, url: served.address, httpOnly: true, sameSite: 'Lax' },
    ]);
  }
  const page = await context.newPage();
  page.on('pageerror', (error) => faults.push(error.message));
  page.on('console', (line) => {
    if (line.type() === 'error' && !line.text().includes('403')) faults.push(line.text());
  });
  return page;
}
const faults: string[] = [];

/** Gives the browser a device that holds passkeys and whose owner always proves to be there. */
async function withDevice(context: BrowserContext, page: Page) {
  const session = await context.newCDPSession(page);
  await session.send('WebAuthn.enable');
  const { authenticatorId } = await session.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  });
  return {
    isVerified: (isUserVerified: boolean) =>
      session.send('WebAuthn.setUserVerified', { authenticatorId, isUserVerified }),
    forget: () => session.send('WebAuthn.clearCredentials', { authenticatorId }),
  };
}

async function violations(page: Page): Promise<readonly string[]> {
  const found = [...(await violationsOn(page))];
  for (const width of [1280, 360]) {
    await page.setViewportSize({ width, height: 900 });
    const wide = await page.evaluate('document.documentElement.scrollWidth - window.innerWidth');
    if (Number(wide) > 0) found.push(`${page.url()}: ${wide} pixels too wide at ${width}`);
  }
  return found;
}

const signInButton = (page: Page) => page.getByRole('button', { name: 'Aanmelden met een passkey' });

test('A passkey is added, signs in after signing out, shows that it is you, and is removed', async () => {
  const page = await opened(true, anna);
  const device = await withDevice(page.context(), page);
  const found: string[] = [];
  await page.goto(`${served.address}/account`);
  await page.getByRole('link', { name: 'Passkey toevoegen' }).click();
  await page.getByLabel('Naam van de passkey').fill('laptop van het werk');
  const add = page.getByRole('button', { name: 'Passkey toevoegen' });
  await add.waitFor();
  found.push(...(await violations(page)));
  await add.click();
  await page.getByText('Uw passkey is toegevoegd').waitFor();
  expect(await page.locator('main').textContent()).toMatch(
    /laptop van het werk: toegevoegd op .* nog niet gebruikt/,
  );
  found.push(...(await violations(page)));

  // The same device makes no second one.
  await page.goto(`${served.address}/account/passkeys/nieuw`);
  await add.click();
  await page.getByText('Dit apparaat heeft al een passkey').waitFor();

  await page.getByRole('button', { name: 'Afmelden' }).first().click();
  await signInButton(page).waitFor();
  found.push(...(await violations(page)));
  await page.goto(`${served.address}/account`);
  await page.getByLabel('Ik heb meer tijd nodig').check();
  await signInButton(page).click();
  await page.getByRole('heading', { name: 'Account', level: 1 }).waitFor();
  expect(await page.locator('main').textContent()).toMatch(
    /laptop van het werk: toegevoegd op .*, laatst gebruikt op/,
  );
  const sessions = `select means, stage, idle_minutes from session where means = 'passkey'`;
  expect(await asOwner(workplace, sessions)).toEqual([
    { means: 'passkey', stage: 'full', idle_minutes: 150 },
  ]);

  await asOwner(workplace, `update session set confirmed_at = now() - interval '6 minutes'`);
  await page.goto(`${served.address}/en/account`);
  await page.getByRole('link', { name: /^Remove/ }).click();
  const show = page.getByRole('button', { name: 'Show it with a passkey' });
  await show.waitFor();
  found.push(...(await violations(page)));
  await show.click();
  await page.getByRole('button', { name: 'Remove the passkey' }).click();
  await page.getByText('The passkey was removed').waitFor();

  // What the server no longer knows, and what the owner did not prove, both leave the password.
  await page.getByRole('button', { name: 'Sign out' }).first().click();
  await page.getByRole('button', { name: 'Sign in with a passkey' }).click();
  await page.getByText('Signing in with this passkey did not work').waitFor();
  found.push(...(await violations(page)));
  await device.forget();
  await page.getByRole('button', { name: 'Sign in with a passkey' }).click();
  await page.getByText('No passkey was used').waitFor();
  expect(found).toEqual([]);
  expect(faults).toEqual([]);
  expect(served.told).toEqual([]);
  await page.context().close();
});

test('Without JavaScript no button shows that does nothing; the page to add says what it needs', async () => {
  const outside = await opened(false);
  await outside.goto(`${served.address}/aanmelden`);
  expect(await outside.getByRole('button').allTextContents()).toEqual(['Aanmelden']);
  expect(await outside.getByText(/passkey/i).count()).toBe(0);
  await outside.context().close();
  const bea = await setUp(workplace, 'Bea Klomp', 'bea@veld.test');
  const inside = await opened(false, bea);
  await inside.goto(`${served.address}/account/passkeys/nieuw`);
  expect(await inside.getByRole('button').allTextContents()).not.toContain('Passkey toevoegen');
  expect(await inside.getByText('kan alleen met JavaScript').isVisible()).toBe(true);
  await inside.context().close();
});

test('When the script does not come, the password still signs in', async () => {
  const page = await opened(true);
  await page.route('**/assets/passkeys-*', (route) => route.abort());
  await page.goto(`${served.address}/aanmelden`);
  expect(await signInButton(page).count()).toBe(0);
  await page.getByLabel('Aanmeldnaam').fill(anna.name);
  await page.getByLabel('Wachtwoord').fill(anna.password);
  await page.getByRole('button', { name: 'Aanmelden' }).click();
  await page.getByRole('heading', { name: 'Code uit uw app' }).waitFor();
  await page.context().close();
});
