import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { daysAfter } from '../../src/platform/encryption/documents/lists.ts';
import { answeredBy, readByMember } from '../makers/reporting/handling.ts';
import { type KeyHolder, newLists, type TestKeyring } from '../makers/reporting/keyring.ts';
import { asOwner } from '../makers/workplace/workplace.ts';
import { asksAt, postsAt, type ReportingServed, serveReporting } from './reporting-served.ts';
import { openBrowser, violationsOn } from './served.ts';

/* A report of somebody whose browser runs no script, on a borrowed or an old machine. */

let reporting: ReportingServed;
let served: ReportingServed['served'];
let browser: Browser;
let address: string;
let keyring: TestKeyring;
const faults: string[] = [];
const world = () => reporting.world;
const readBy = (who: KeyHolder, text: string) => readByMember(world(), keyring, who, text);
const writing = '/melden/zonder-script';
const mailbox = '/melden/postvak/zonder-script';

beforeAll(async () => {
  [reporting, browser] = await Promise.all([
    serveReporting({ nl: 'Stil Veld', en: 'Quiet Veld' }),
    openBrowser(),
  ]);
  ({ served, address, keyring } = reporting);
});
afterAll(async () => {
  await browser?.close();
  await reporting?.close();
});

const quiet = (): Promise<BrowserContext> =>
  browser.newContext({ viewport: { width: 360, height: 740 }, javaScriptEnabled: false });

async function opened(path: string, context?: BrowserContext): Promise<Page> {
  const page = await (context ?? (await quiet())).newPage();
  page.setDefaultTimeout(6_000);
  page.on('request', (asked) => {
    if (!asked.url().startsWith(address)) faults.push(`elsewhere: ${asked.url()}`);
  });
  await page.goto(`${address}${path}`);
  return page;
}

const shots = process.env['SHOTS'];

/** Looks at a page as a browser with scripts shows it: axe is one, and it reads nothing else. */
async function looked(page: Page, name: string): Promise<void> {
  for (const width of [320, 360, 1280]) {
    await page.setViewportSize({ width, height: 740 });
    if (shots && width > 320)
      await page.screenshot({ path: `${shots}/plain-${name}-${width}.png`, fullPage: true });
  }
  await page.setViewportSize({ width: 360, height: 740 });
  const beside = await (await browser.newContext({ viewport: { width: 320, height: 740 } })).newPage();
  await beside.route(`${address}/looked`, async (route) =>
    route.fulfill({ contentType: 'text/html; charset=utf-8', body: await page.content() }),
  );
  await beside.goto(`${address}/looked`);
  faults.push(...(await violationsOn(beside)).map((one) => `${name}: ${one}`));
  const wide = await beside.evaluate('document.documentElement.scrollWidth - window.innerWidth');
  if (Number(wide) > 0) faults.push(`${name}: ${wide} pixels too wide at 320`);
  await beside.context().close();
}

const presses = (page: Page, name: string): Promise<void> =>
  page.getByRole('button', { name, exact: true }).click();
const says = async (page: Page): Promise<string> => (await page.locator('h1').textContent()) ?? '';
const shownCode = async (page: Page): Promise<string> =>
  (await page.locator('.dl-code-shown').textContent()) ?? '';

/** Writes up to the code. @returns the code */
async function writes(page: Page, text: string): Promise<string> {
  await page.locator('#over').selectOption('nee');
  await page.locator('#wat').fill(text);
  await presses(page, 'Verder');
  return shownCode(page);
}

async function sends(page: Page, code: string): Promise<void> {
  await page.locator('#groep').fill(code.slice(-4).toLowerCase());
  await presses(page, 'Melding versturen');
}

async function sentReport(text: string): Promise<string> {
  const page = await opened(writing);
  const code = await writes(page, text);
  await presses(page, 'Verder');
  await sends(page, code);
  expect(await says(page)).toBe('Uw melding is ontvangen');
  await page.context().close();
  return code;
}

async function opensMailbox(page: Page, code: string): Promise<void> {
  await page.locator('#code').fill(code.toLowerCase().replaceAll('-', ' '));
  await presses(page, 'Postvak openen');
}

const canary = 'Kanarie-8R5 & <b>kade</b> 3.';

describe('Without a script a report', () => {
  test('is written on one page, checked, sent, read by handlers, answered, and read back with its code', async () => {
    const page = await opened(writing);
    expect(await says(page)).not.toBe('');
    expect(await page.getByText('De server leest haar dan mee').count()).toBe(1);
    expect(await page.context().cookies()).toEqual([]);
    await looked(page, 'vragen');
    // Everything that is missing is told at once, and what was typed stands.
    await page.locator('#waar').fill('Op de kade');
    await presses(page, 'Verder');
    expect(await page.locator('.dl-error-summary a').count()).toBe(2);
    expect(await page.locator('#waar').inputValue()).toBe('Op de kade');
    await looked(page, 'vragen-fout');
    const code = await writes(page, canary);
    expect(code).toMatch(/^([0-9A-Z]{4}-){5}[0-9A-Z]{4}$/);
    await looked(page, 'code');
    await presses(page, 'Terug naar de vragen');
    expect(await page.locator('#wat').inputValue()).toBe(canary);
    const second = await writes(page, canary);
    expect(second).not.toBe(code);
    await presses(page, 'Verder');
    const check = (await page.locator('main').textContent()) ?? '';
    expect(check).toContain(canary);
    expect(check).toContain('Op de kade');
    expect(check).toContain('centrale coördinator');
    expect(check).not.toContain(second.slice(-4));
    expect(await page.locator('main b').count()).toBe(0);
    // No page of it holds what was typed but the check itself; the field that travels is sealed.
    expect(await page.locator('input[name=bewaard]').getAttribute('value')).toMatch(/^[0-9a-f]+$/);
    await looked(page, 'controle');
    await sends(page, code);
    expect(await page.locator('#groep-fout').textContent()).toContain('niet de laatste groep');
    await sends(page, second);
    expect(await says(page)).toBe('Uw melding is ontvangen');
    await looked(page, 'klaar');
    expect(await page.context().cookies()).toEqual([]);
    for (const who of keyring.receivers) {
      const read = await readBy(who, canary);
      expect(read?.shown[0]).toHaveProperty('text', expect.stringContaining('Geschreven zonder JavaScript'));
    }
    const [bea, cor] = keyring.receivers as [KeyHolder, KeyHolder];
    await answeredBy(world(), keyring, bea, { report: canary, text: 'Dank u. Wij lezen dit vandaag.' });
    await page.getByRole('link', { name: 'Naar het postvak' }).click();
    await looked(page, 'postvak');
    await opensMailbox(page, second);
    expect(await page.locator('.dl-thread').textContent()).toContain('Dank u. Wij lezen dit vandaag.');
    expect(await page.locator('.dl-thread').textContent()).toContain('centrale coördinator, ');
    expect(await page.locator('main').textContent()).toContain('Een behandelaar las uw melding');
    await looked(page, 'gelezen');
    await presses(page, 'Bericht versturen');
    expect(await page.locator('#bericht-fout').count()).toBe(1);
    await page.locator('#bericht').fill('Het was kade <b>4</b>.');
    await presses(page, 'Bericht versturen');
    expect(await page.locator('.dl-thread li').count()).toBe(3);
    expect(await page.locator('.dl-thread b').count()).toBe(0);
    expect(await readBy(cor, 'Het was kade <b>4</b>.')).not.toBeNull();
    await presses(page, 'Postvak sluiten');
    expect(await page.content()).not.toContain('kade');
    expect(await page.context().cookies()).toEqual([]);
    await page.context().close();
  }, 90_000);

  test('is found in clear nowhere in the database', async () => {
    const rows = await asOwner(
      world(),
      `select string_agg(encode(head, 'escape'), '') as heads from box_object`,
    );
    expect(String(rows[0]?.['heads']).length).toBeGreaterThan(1_000);
    expect(String(rows[0]?.['heads'])).not.toContain('Kanarie');
    expect(served.told.join('\n')).not.toContain('Kanarie');
  });

  test('passes by whom it is about, and says so when too few are left', async () => {
    const page = await opened(writing);
    await page.locator('#over').selectOption({ label: 'Ja, over wie ik hieronder kies' });
    await page.locator('#wat').fill('Over de coördinator.');
    await presses(page, 'Verder');
    expect(await page.locator('#functie-fout').count()).toBe(1);
    await page.getByLabel('centrale coördinator', { exact: true }).check();
    await presses(page, 'Verder');
    const code = await shownCode(page);
    await presses(page, 'Verder');
    expect(await page.locator('main').textContent()).toContain('Krijgt geen sleutel: centrale coördinator');
    await sends(page, code);
    const [bea, cor] = keyring.receivers as [KeyHolder, KeyHolder];
    expect(await readBy(cor, 'Over de coördinator.')).not.toBeNull();
    expect(await readBy(bea, 'Over de coördinator.')).toBeNull();
    await page.goto(`${address}${writing}`);
    await page.locator('#over').selectOption({ label: 'Ja, over wie ik hieronder kies' });
    await page.locator('#wat').fill('Over iedereen.');
    await page.getByLabel('centrale coördinator', { exact: true }).check();
    await page.getByLabel('controleur', { exact: true }).check();
    await presses(page, 'Verder');
    expect(await says(page)).toBe('Kies hiervoor een andere weg');
    await looked(page, 'stop');
    await page.context().close();
  }, 60_000);

  test('that is sent twice is there once', async () => {
    const context = await quiet();
    const page = await opened(writing, context);
    const code = await writes(page, 'Twee keer verstuurd.');
    await presses(page, 'Verder');
    const [cookie] = await context.cookies();
    const kept = await page.locator('input[name=bewaard]').getAttribute('value');
    const form = new URLSearchParams({ 'stap-versturen': '', bewaard: kept ?? '', groep: code.slice(-4) });
    const send = () =>
      asks(writing, 'POST', form.toString(), { cookie: `${cookie?.name}=${cookie?.value}`, origin: address });
    const before = await asOwner(world(), 'select count(*)::int as count from box');
    const told = await Promise.all([send(), send(), send()]);
    for (const { status, body } of told) {
      expect(status).toBe(200);
      expect(body).toContain('Uw melding is ontvangen');
    }
    const after = await asOwner(world(), 'select count(*)::int as count from box');
    expect(Number(after[0]?.['count']) - Number(before[0]?.['count'])).toBe(1);
    await context.close();
  });

  test('in English, from the page that needs a script', async () => {
    const page = await opened('/en/melden/schrijven');
    await page.getByRole('link', { name: 'Go on without JavaScript' }).click();
    await page.locator('#over').selectOption({ label: 'No' });
    await page.locator('#wat').fill('Written without a script.');
    await presses(page, 'Go on');
    const code = await shownCode(page);
    await presses(page, 'Go on');
    await page.locator('#groep').fill(code.slice(-4));
    await presses(page, 'Send the report');
    expect(await says(page)).toBe('Your report was received');
    await page.context().close();
  });
});

describe('What goes wrong without a script', () => {
  test('A browser that keeps no cookie is told so, and nothing was sent', async () => {
    const context = await quiet();
    const page = await opened(writing, context);
    await writes(page, 'Zonder cookie.');
    await context.clearCookies();
    await presses(page, 'Verder');
    expect(await page.locator('main').textContent()).toContain('Er is niets verstuurd');
    expect(await readBy(keyring.receivers[0] as KeyHolder, 'Zonder cookie.')).toBeNull();
    await context.close();
  });

  test('What one browser was given opens in no other, and what was changed opens nowhere', async () => {
    const [one, other] = [await quiet(), await quiet()];
    const page = await opened(writing, one);
    await writes(page, 'Van de een.');
    const kept = (await page.locator('input[name=bewaard]').getAttribute('value')) ?? '';
    await writes(await opened(writing, other), 'Van de ander.');
    const [cookie] = await other.cookies();
    const asOther = await posted(writing, { 'stap-controle': '', bewaard: kept }, cookie);
    expect(asOther.body).not.toContain('Van de een.');
    const [own] = await one.cookies();
    const last = kept.endsWith('0') ? '1' : '0';
    const changed = await posted(writing, { 'stap-controle': '', bewaard: kept.slice(0, -1) + last }, own);
    expect(changed.body).not.toContain('Van de een.');
    expect((await posted(writing, { 'stap-controle': '', bewaard: kept }, own)).body).toContain(
      'Van de een.',
    );
    await Promise.all([one.close(), other.close()]);
  });

  test('A mailbox that was left open asks for its code again, and what was typed stands there after it', async () => {
    const code = await sentReport('Open laten staan.');
    const context = await quiet();
    const page = await opened(mailbox, context);
    await opensMailbox(page, code);
    await page.locator('#bericht').fill('Half getypt & bewaard.');
    await context.clearCookies();
    await presses(page, 'Bericht versturen');
    expect(await page.locator('main').textContent()).toContain('Vul uw code opnieuw in');
    expect(await page.locator('main').textContent()).not.toContain('Open laten staan.');
    await looked(page, 'opnieuw');
    await opensMailbox(page, 'ABCD');
    await opensMailbox(page, code);
    expect(await page.locator('#bericht').inputValue()).toBe('Half getypt & bewaard.');
    // A quarter of an hour later the same holds, by the clock of the server.
    vi.useFakeTimers({ now: Date.now() + 16 * 60_000, toFake: ['Date'] });
    try {
      await presses(page, 'Bericht versturen');
      expect(await page.locator('main').textContent()).toContain('Vul uw code opnieuw in');
    } finally {
      vi.useRealTimers();
    }
    await opensMailbox(page, code);
    await presses(page, 'Bericht versturen');
    expect(await page.locator('.dl-thread li').count()).toBe(2);
    await context.close();
  }, 60_000);

  test('A message stays when its code was replaced in another tab, and when handlers close the report', async () => {
    const code = await sentReport('In twee tabs.');
    const context = await quiet();
    const [one, other] = [await opened(mailbox, context), await opened(mailbox, context)];
    await opensMailbox(one, code);
    await one.locator('#bericht').fill('Uit het eerste tabblad.');
    await opensMailbox(other, code);
    await presses(other, 'Een nieuwe code nemen');
    const next = await shownCode(other);
    await other.locator('#groep').fill(` ${next.slice(-4).toLowerCase()}-`);
    await presses(other, 'Nieuwe code in gebruik nemen');
    await presses(one, 'Bericht versturen');
    expect(await one.locator('#code-fout').count()).toBe(1);
    // Whoever finds this page reads nothing of it.
    expect(await one.content()).not.toContain('eerste tabblad');
    await opensMailbox(one, next);
    expect(await one.locator('#bericht').inputValue()).toBe('Uit het eerste tabblad.');
    await asOwner(
      world(),
      `update box set state = 'closed' where id = (select id from box order by ctid desc limit 1)`,
    );
    await presses(one, 'Bericht versturen');
    expect(await one.locator('main').textContent()).toContain('Dit bericht is niet verstuurd');
    expect(await one.locator('#bericht').textContent()).toBe('Uit het eerste tabblad.');
    await looked(one, 'gesloten');
    await context.close();
  }, 60_000);

  test('What was sealed for one step opens no other', async () => {
    const context = await quiet();
    const page = await opened(writing, context);
    const code = await writes(page, 'Ene stap.');
    const kept = (await page.locator('input[name=bewaard]').getAttribute('value')) ?? '';
    const [cookie] = await context.cookies();
    await posted(writing, { 'stap-versturen': '', bewaard: kept, groep: code.slice(-4) }, cookie);
    const asVisit = await posted(mailbox, { 'stap-lezen': '', bewaard: kept }, cookie);
    expect(asVisit.body).not.toContain('Ene stap.');
    expect(asVisit.body).toContain('Vul uw code opnieuw in');
    await context.close();
  });

  test('A form that cannot be taken is answered with a page that says what to do', async () => {
    const long = await posted(writing, { 'stap-code': '', wat: 'x'.repeat(3_200_000) });
    expect(long.status).toBe(400);
    expect(long.body).toContain('Er is niets verstuurd');
    const odd = await asks(`/en${mailbox}`, 'POST', '{}', {
      'content-type': 'application/json',
      origin: address,
    });
    expect(odd.status).toBe(400);
    expect(odd.body).toContain('Nothing was sent');
  });

  test('A code that is wrong or never was tells which, and a new one replaces the old', async () => {
    const code = await sentReport('Nieuwe code zonder script.');
    const page = await opened(mailbox);
    await opensMailbox(page, 'ABCD');
    expect(await page.locator('#code-fout').textContent()).toContain('Dit kan geen code zijn');
    await opensMailbox(page, code);
    await presses(page, 'Een nieuwe code nemen');
    const next = await shownCode(page);
    await page.locator('#groep').fill('0000');
    await presses(page, 'Nieuwe code in gebruik nemen');
    expect(await page.locator('#groep-fout').count()).toBe(1);
    expect(await shownCode(page)).toBe(next);
    await looked(page, 'nieuwe-code');
    await page.locator('#groep').fill(next.slice(-4));
    await presses(page, 'Nieuwe code in gebruik nemen');
    expect(await page.locator('main').textContent()).toContain('Uw nieuwe code geldt');
    await presses(page, 'Postvak sluiten');
    await opensMailbox(page, code);
    expect(await page.locator('#code-fout').textContent()).toContain('Bij deze code is niets te vinden');
    await opensMailbox(page, next);
    expect(await page.locator('.dl-thread').textContent()).toContain('Nieuwe code zonder script.');
    await page.context().close();
  }, 60_000);

  test('What was written while the list ended comes back with what is wrong; mailboxes are read', async () => {
    const code = await sentReport('Lijst loopt straks af.');
    const page = await opened(writing);
    keyring = await newLists(world(), keyring, keyring.receivers, daysAfter(keyring.today, -3));
    await expect.poll(async () => (await asks(writing)).status, { timeout: 5_000 }).toBe(404);
    await page.locator('#over').selectOption('nee');
    await page.locator('#wat').fill('Net te laat.');
    await presses(page, 'Verder');
    expect(await page.locator('.dl-error-summary').textContent()).toContain(
      'Deze site neemt nu geen meldingen aan',
    );
    expect(await page.locator('#wat').inputValue()).toBe('Net te laat.');
    await page.goto(`${address}${mailbox}`);
    await opensMailbox(page, code);
    expect(await page.locator('.dl-thread').textContent()).toContain('Lijst loopt straks af.');
    await page.context().close();
    keyring = await newLists(world(), keyring, keyring.receivers);
    await expect.poll(async () => (await asks(writing)).status, { timeout: 5_000 }).toBe(200);
  }, 60_000);
});

const asks = (path: string, method = 'GET', body = '', headers: Record<string, string> = {}) =>
  asksAt(address, path, method, body, {
    ...(method === 'POST' ? { 'content-type': 'application/x-www-form-urlencoded' } : {}),
    ...headers,
  });

const posted = (
  path: string,
  fields: Readonly<Record<string, string>>,
  cookie?: { readonly name: string; readonly value: string },
) => postsAt(address, path, fields, cookie ? { cookie: `${cookie.name}=${cookie.value}` } : {});

describe('The addresses without a script', () => {
  test('run none, keep nothing, and take forms of the plainest browsers but of no other site', async () => {
    for (const path of [writing, mailbox, `/en${writing}`, `/en${mailbox}`]) {
      const { headers, body } = await asks(path);
      const policy = String(headers['content-security-policy']);
      expect(policy).toContain("default-src 'none'");
      expect(policy).not.toContain('script-src');
      expect(body).not.toContain('<script');
      expect(headers['set-cookie']).toBeUndefined();
      expect(headers['cache-control']).toBe('no-store');
      // Browsers that say nothing of where a form comes from are taken: the oldest, and those of text alone.
      expect((await posted(path, { 'stap-code': '' })).status).toBe(200);
      const elsewhere = await asks(path, 'POST', 'stap-code=', { origin: 'https://elders.invalid' });
      expect(elsewhere.status).toBe(403);
      const cross = await asks(path, 'POST', 'stap-code=', { 'sec-fetch-site': 'cross-site' });
      expect(cross.status).toBe(403);
      expect((await asks(path, 'PUT')).status).toBe(405);
      const json = await asks(path, 'POST', '{}', { 'content-type': 'application/json', origin: address });
      expect(json.status).toBe(400);
    }
    // Only there.
    expect((await asks('/melden/verstuur', 'POST', '{}')).status).toBe(403);
  });

  test('answer nonsense with the form, whatever it is', async () => {
    const odd = ['', '__proto__', 'constructor', 'a'.repeat(10_000), '\u0000', '\uFFFD', '%'];
    for (const stap of [
      'code',
      'controle',
      'versturen',
      'vragen',
      'openen',
      'schrijven',
      'bevestigen',
      ...odd,
    ])
      for (const other of odd)
        for (const path of [writing, mailbox]) {
          const fields = {
            [`stap-${stap}`]: '',
            bewaard: other,
            over: other,
            functie: other,
            code: other,
            groep: other,
          };
          const { status } = await posted(path, fields);
          expect([200, 400], `${path} ${stap} ${other}`).toContain(status);
        }
    const long = await posted(writing, { 'stap-code': '', over: 'nee', wat: 'x'.repeat(400_001) });
    expect(long.body).toContain('Alles samen is te lang');
    expect((await posted(writing, { 'stap-code': '', wat: 'x'.repeat(3_200_000) })).status).toBe(400);
  }, 60_000);

  test('showed no fault of a page in all of this', () => {
    expect(faults).toEqual([]);
    expect(served.told).toEqual([]);
  });
});
