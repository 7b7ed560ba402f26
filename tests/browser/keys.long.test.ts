import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { pinRoot } from '../../src/organisation/keys/pins.ts';
import {
  appointed,
  asOwner,
  openWorkplace,
  setUp,
  type TestAccount,
  type TestWorkplace,
} from '../makers/workplace/workplace.ts';
import { openBrowser, serveWork, violationsOn } from './served.ts';

/* The key ceremony of a new organisation in browsers: vaults, officers, the pin, lists, and a change of who receives. */

let workplace: TestWorkplace;
let served: Awaited<ReturnType<typeof serveWork>>;
let browser: Browser;
const faults: string[] = [];

interface Sitting {
  readonly page: Page;
  readonly account: TestAccount;
  readonly name: string;
  code: string;
  passphrase: string;
  fingerprint: string;
}

beforeAll(async () => {
  workplace = await openWorkplace();
  [served, browser] = await Promise.all([serveWork(workplace.site, 'werk.veld.localhost'), openBrowser()]);
});
afterAll(async () => {
  await browser?.close();
  await served?.close();
  await workplace?.close();
});

async function sits(name: string, role: Parameters<typeof appointed>[2]): Promise<Sitting> {
  const account = await setUp(workplace, name, `${name.split(' ')[0]?.toLowerCase()}@veld.test`);
  await appointed(workplace, account.person, role);
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
  const value = account.browser.cookie('daglicht') ?? '';
  await context.addCookies([
    { name: 'daglicht', value, url: served.address, httpOnly: true, sameSite: 'Lax' },
  ]);
  const page = await context.newPage();
  page.on('pageerror', (error) => faults.push(error.message));
  page.on('console', (line) => {
    if (line.type() === 'error' && !line.text().includes('403')) faults.push(line.text());
  });
  return { page, account, name, code: '', passphrase: '', fingerprint: '' };
}

const shots = process.env['SHOTS'];

async function looked(page: Page, name: string): Promise<void> {
  faults.push(...(await violationsOn(page)));
  for (const width of [1280, 360]) {
    await page.setViewportSize({ width, height: 900 });
    const wide = await page.evaluate('document.documentElement.scrollWidth - window.innerWidth');
    if (Number(wide) > 0) faults.push(`${name}: ${wide} pixels too wide at ${width}`);
    if (shots) await page.screenshot({ path: `${shots}/${name}-${width}.png`, fullPage: true });
  }
  await page.setViewportSize({ width: 1280, height: 900 });
}

/** Makes a vault as somebody who notes code and passphrase. */
async function makesVault(one: Sitting): Promise<void> {
  const { page } = one;
  await page.goto(`${served.address}/sleutels/kluis`);
  await page.getByRole('button', { name: 'Kluis maken' }).waitFor();
  one.code = (await page.locator('#code').textContent()) ?? '';
  one.passphrase = (await page.locator('#wachtzin').textContent()) ?? '';
  one.fingerprint = (await page.locator('#vingerafdruk').textContent()) ?? '';
  await page.getByLabel('Typ de code over van uw papier').fill(one.code.toLowerCase().replaceAll('-', ' '));
  await page.getByLabel('Typ de wachtzin over').fill(one.passphrase);
  await page.getByRole('button', { name: 'Kluis maken' }).click();
  await page.getByText('Uw kluis is gemaakt').waitFor();
  // The server says of the keys what the browser did: otherwise somebody exchanged them.
  expect(((await page.locator('dd').first().textContent()) ?? '').trim()).toBe(one.fingerprint);
}

/** Signs what waits: types each fingerprint that is asked, as it was read aloud. */
async function signs(
  one: Sitting,
  aloud: readonly Sitting[],
  unlockWith: 'code' | 'passphrase',
): Promise<void> {
  const { page } = one;
  await page.goto(`${served.address}/sleutels/tekenen`);
  await page.getByRole('button', { name: 'Ondertekenen' }).waitFor();
  for (const other of aloud)
    await page
      .getByLabel(new RegExp(`^Vingerafdruk van ${other.name}`))
      .fill(other.fingerprint.toLowerCase());
  await page.getByLabel('Uw wachtzin of uw gedrukte code').fill(one[unlockWith]);
  await page.getByRole('button', { name: 'Ondertekenen' }).click();
}

test('Officers hold the ceremony, and sign who receives reports', async () => {
  const ada = await sits('Ada Bos', 'functional-administrator');
  const bea = await sits('Bea Klomp', 'central-coordinator');
  const cor = await sits('Cor Duin', 'coordinator');
  const dik = await sits('Dik Vos', 'auditor');
  await ada.page.goto(`${served.address}/sleutels`);
  await ada.page.getByText('Er zijn nog geen sleutelbeheerders.').waitFor();
  await looked(ada.page, 'sleutels-leeg');

  // What was not noted right is said beside its field, and nothing is made.
  await bea.page.goto(`${served.address}/sleutels/kluis`);
  await bea.page.getByRole('button', { name: 'Kluis maken' }).click();
  await bea.page.getByRole('heading', { name: 'Er klopt iets niet' }).waitFor();
  await looked(bea.page, 'kluis-fout');
  expect(await asOwner(workplace, 'select from key_vault')).toEqual([]);

  // The sheet bears code and fingerprint, and not the words for every day; who comes back finds nothing of them.
  await bea.page.emulateMedia({ media: 'print' });
  for (const [id, isPrinted] of [
    ['#code', true],
    ['#vingerafdruk', true],
    ['#wachtzin', false],
    ['#code-over', false],
  ] as const)
    expect([id, await bea.page.locator(id).isVisible()]).toEqual([id, isPrinted]);
  await bea.page.emulateMedia({ media: null });
  const before = await bea.page.locator('#wachtzin').textContent();
  await bea.page.getByLabel('Typ de wachtzin over').fill('niet bewaren');
  await bea.page.getByRole('link', { name: 'Niet doen' }).click();
  await bea.page.goBack();
  await bea.page.getByRole('button', { name: 'Kluis maken' }).waitFor();
  expect(await bea.page.locator('#wachtzin').textContent()).not.toBe(before);
  expect(await bea.page.getByLabel('Typ de wachtzin over').inputValue()).toBe('');

  for (const one of [bea, cor, dik]) await makesVault(one);
  await looked(bea.page, 'sleutels-kluis');

  await ada.page.goto(`${served.address}/sleutels/beheerders`);
  for (const name of ['Bea', 'Cor', 'Dik']) await ada.page.getByLabel(new RegExp(`^${name}`)).check();
  await looked(ada.page, 'beheerders-kiezen');
  await ada.page.getByRole('button', { name: 'Klaarzetten om te tekenen' }).click();
  await ada.page.getByText('Het concept staat klaar').waitFor();

  // A fingerprint that is not the one read aloud is not signed for, and a wrong passphrase opens nothing.
  await signs(bea, [{ ...cor, fingerprint: dik.fingerprint }, dik], 'passphrase');
  await bea.page.getByText('Dit is niet de vingerafdruk van de sleutel van Cor Duin').first().waitFor();
  await looked(bea.page, 'tekenen-fout');
  await signs({ ...bea, passphrase: cor.passphrase }, [cor, dik], 'passphrase');
  await bea.page.getByText('Hiermee gaat uw kluis niet open').first().waitFor();
  expect(await asOwner(workplace, 'select from key_signature')).toEqual([]);

  const onSheet = await bea.page.locator('#wortelafdruk').textContent();
  await signs(bea, [cor, dik], 'passphrase');
  await bea.page.getByText('Uw handtekening is gezet').waitFor();
  await signs(cor, [bea, dik], 'code');
  await cor.page.getByText('Uw handtekening is gezet').waitFor();
  await signs(dik, [bea, cor], 'passphrase');
  await dik.page.getByText('Getekend en vastgelegd').waitFor();
  await dik.page.getByText('hun vingerafdruk staat nog niet op de server').waitFor();
  await dik.page.getByText(String(onSheet)).waitFor();

  // No list is prepared before the root stands outside the database.
  await bea.page.goto(`${served.address}/sleutels/lijsten`);
  await bea.page.getByText('hun vingerafdruk staat nog niet op de server').waitFor();
  const [root] = await asOwner(
    workplace,
    `select encode(hash, 'hex') as hash, (select id from key_organisation) as org from key_root`,
  );
  await pinRoot(workplace.pinFile, String(root?.['org']), String(root?.['hash']));

  await bea.page.goto(`${served.address}/sleutels/lijsten`);
  await bea.page.getByLabel(/^Bea/).selectOption('central-coordinator manage receives');
  await bea.page.getByLabel(/^Cor/).selectOption('coordinator manage receives');
  await looked(bea.page, 'lijsten-voorbereiden');
  await bea.page.getByRole('button', { name: 'Klaarzetten om te tekenen' }).click();
  await signs(bea, [cor], 'passphrase');
  await bea.page.getByText('Uw handtekening is gezet').waitFor();
  await dik.page.goto(`${served.address}/sleutels/tekenen`);
  await looked(dik.page, 'lijsten-tekenen');
  await signs(dik, [bea, cor], 'code');
  await dik.page.getByText('De sleutels zijn in orde').waitFor();
  await looked(dik.page, 'sleutels-open');

  // Whoever checked a key before is not asked for it again; somebody new is.
  const eva = await sits('Eva Stam', 'investigator');
  await makesVault(eva);
  await bea.page.goto(`${served.address}/sleutels/lijsten`);
  await bea.page.getByLabel(/^Eva/).selectOption('investigator read');
  await bea.page.getByRole('button', { name: 'Klaarzetten om te tekenen' }).click();
  await bea.page.getByText('Het concept staat klaar').waitFor();
  await signs(bea, [], 'passphrase');
  await bea.page.getByText('Typ de vingerafdruk die Eva Stam u voorleest').first().waitFor();
  expect(await bea.page.locator('.dl-field--wrong').count()).toBe(1);
  await signs(bea, [eva], 'passphrase');
  await bea.page.getByText('Uw handtekening is gezet').waitFor();
  // What Cor remembers is gone: all fingerprints are asked, and it is said.
  const [kept] = await asOwner(
    workplace,
    `delete from key_own_object where person_id = $1 returning encode(head, 'hex') as head`,
    [cor.account.person],
  );
  expect(kept).toBeDefined();
  await signs(cor, [eva], 'code');
  await cor.page.getByText('wat u toen controleerde staat niet meer op de server').waitFor();
  await looked(cor.page, 'tekenen-vergeten');
  await asOwner(
    workplace,
    `insert into key_own_object (person_id, name, revision, head) values ($1, 'state', 1, decode($2, 'hex'))`,
    [cor.account.person, kept?.['head']],
  );
  // Cor did not sign the first lists, but checked Bea's key at the ceremony.
  await signs(cor, [eva], 'code');
  await cor.page.getByText('Getekend en vastgelegd').waitFor();
  expect(await asOwner(workplace, 'select name, version from key_list order by name, version')).toEqual([
    { name: 'intake', version: 1 },
    { name: 'intake', version: 2 },
    { name: 'people', version: 1 },
    { name: 'people', version: 2 },
  ]);
  expect(faults).toEqual([]);
  expect(served.told).toEqual([]);
}, 300_000);

test('Who is signed out meanwhile keeps the page, signs in elsewhere and makes the same vault', async () => {
  const gus = await sits('Gus Blom', 'coordinator');
  const { page } = gus;
  await page.goto(`${served.address}/sleutels/kluis`);
  const code = (await page.locator('#code').textContent()) ?? '';
  await page.getByLabel('Typ de code over van uw papier').fill(code);
  await page.getByLabel('Typ de wachtzin over').fill((await page.locator('#wachtzin').textContent()) ?? '');
  const [cookie] = await page.context().cookies();
  await page.context().clearCookies();
  await page.getByRole('button', { name: 'Kluis maken' }).click();
  await page.getByText('U bent niet meer aangemeld').waitFor();
  expect(await page.locator('#code').textContent()).toBe(code);
  if (cookie) await page.context().addCookies([cookie]);
  // Printing took longer than five minutes: that is said too, and what stands here stays valid.
  const confirmed = (minutes: number) =>
    asOwner(
      workplace,
      `update session set confirmed_at = now() - make_interval(mins => $2) where person_id = $1`,
      [gus.account.person, minutes],
    );
  await confirmed(6);
  await page.getByRole('button', { name: 'Kluis maken' }).click();
  await page.getByText('Het is te lang geleden dat u liet zien dat u het bent').waitFor();
  expect(await page.locator('#code').textContent()).toBe(code);
  await confirmed(0);
  await page.getByRole('button', { name: 'Kluis maken' }).click();
  await page.getByText('Uw kluis is gemaakt').waitFor();
}, 60_000);

test('A browser that cannot sign is told what it needs, before anybody notes a code', async () => {
  const hil = await sits('Hil Maas', 'coordinator');
  await hil.page.addInitScript(
    `crypto.subtle.generateKey = () => Promise.reject(new DOMException('', 'NotSupportedError'))`,
  );
  await hil.page.goto(`${served.address}/sleutels/kluis`);
  await hil.page.getByText('Dit gaat alleen met JavaScript, in een browser van de laatste jaren').waitFor();
  await hil.page.waitForTimeout(300);
  expect(await hil.page.locator('#code').isVisible()).toBe(false);
}, 60_000);

test('Without a script the pages say that they need one', async () => {
  const fem = await sits('Fem Kok', 'coordinator');
  const context = await browser.newContext({ javaScriptEnabled: false });
  await context.addCookies(await fem.page.context().cookies());
  const page = await context.newPage();
  await page.goto(`${served.address}/sleutels/kluis`);
  await page.getByText('Dit gaat alleen met JavaScript').waitFor();
  expect(await page.getByRole('button', { name: 'Kluis maken' }).isVisible()).toBe(false);
  await context.close();
});
