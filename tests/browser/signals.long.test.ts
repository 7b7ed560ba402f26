import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type KeyedWorkplace, openKeyedWorkplace } from '../makers/workplace/keyed-workplace.ts';
import type { TestVault } from '../makers/workplace/vaults.ts';
import { asOwner } from '../makers/workplace/workplace.ts';
import { openBrowser, serveWork, violationsOn } from './served.ts';

/* A report that came in is read, answered and shared in browsers; nobody else finds it. */

let keyed: KeyedWorkplace;
let served: Awaited<ReturnType<typeof serveWork>>;
let browser: Browser;
const faults: string[] = [];
const shots = process.env['SHOTS'];

beforeAll(async () => {
  keyed = await openKeyedWorkplace();
  [served, browser] = await Promise.all([
    serveWork(keyed.workplace.site, 'werk.veld.localhost'),
    openBrowser(),
  ]);
});
afterAll(async () => {
  await browser?.close();
  await served?.close();
  await keyed?.close();
});

async function at({ account }: Pick<TestVault, 'account'>, path: string): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
  const value = account.browser.cookie('daglicht') ?? '';
  await context.addCookies([
    { name: 'daglicht', value, url: served.address, httpOnly: true, sameSite: 'Lax' },
  ]);
  const page = await context.newPage();
  page.on('pageerror', (error) => faults.push(error.message));
  page.on('console', (line) => {
    if (line.type() === 'error' && !/40[349]/.test(line.text())) faults.push(line.text());
  });
  await page.goto(`${served.address}${path}`);
  return page;
}

async function looked(page: Page, name: string): Promise<void> {
  faults.push(...(await violationsOn(page)));
  for (const width of [1280, 360, 320]) {
    await page.setViewportSize({ width, height: 900 });
    const wide = await page.evaluate('document.documentElement.scrollWidth - window.innerWidth');
    if (Number(wide) > 0) faults.push(`${name}: ${wide} pixels too wide at ${width}`);
    if (shots && width !== 320)
      await page.screenshot({ path: `${shots}/${name}-${width}.png`, fullPage: true });
  }
  await page.setViewportSize({ width: 1280, height: 900 });
}

async function unlocks(page: Page, code: string): Promise<void> {
  await page.getByLabel('Uw wachtzin of uw gedrukte code').fill(code);
  await page.getByRole('button', { name: 'Melding openen' }).click();
}

test('A report is read by who receives it, answered, shared with another, and taken from who is removed', async () => {
  const [bea, cor] = keyed.receivers;
  const { box } = await keyed.report(
    'In de loods wordt ’s nachts gelost.\nIk zag het zelf. <script>alert(1)</script>',
  );
  const page = await at(bea, '/meldingen');
  await page.getByText('nog niet bevestigd').waitFor();
  await looked(page, 'meldingen');
  await page.getByRole('link', { name: box.slice(0, 8).toUpperCase() }).click();
  await page.getByText('Deze melding is op slot').waitFor();
  await looked(page, 'melding-op-slot');
  await unlocks(page, String(cor.codes[0]));
  await page.getByText('Hiermee gaat uw kluis niet open').first().waitFor();
  await unlocks(page, String(bea.codes[0]));
  await page.getByText('In de loods wordt ’s nachts gelost.').waitFor();
  await page.getByText('<script>alert(1)</script>').waitFor();
  await looked(page, 'melding-open');

  await page.getByRole('button', { name: 'Bericht aan de melder versturen' }).click();
  await page.getByText('Typ eerst uw bericht').first().waitFor();
  await page.getByLabel('Uw bericht').fill('Dank voor uw melding. Wij kijken ernaar.');
  await page.getByRole('button', { name: 'Bericht aan de melder versturen' }).click();
  await page.locator('#gesprek').getByText('Dank voor uw melding.').waitFor();
  expect(await page.getByLabel('Uw bericht').inputValue()).toBe('');
  const rows = await asOwner(keyed.workplace, 'select count(*)::int as n from box_object where box_id = $1', [
    box,
  ]);
  expect(rows).toEqual([{ n: 2 }]);

  // A note is for handlers alone, in a view of its own; the first makes its box.
  await page.getByRole('button', { name: 'Notities voor behandelaars', exact: true }).click();
  await page.getByText('Er zijn nog geen notities.').waitFor();
  expect(await page.getByLabel('Uw bericht').isVisible()).toBe(false);
  await page.getByLabel('Uw notitie').fill('Bellen met de terreinbeheerder.');
  await page.getByRole('button', { name: 'Notitie voor behandelaars bewaren' }).click();
  await page.locator('#notities').getByText('Bellen met de terreinbeheerder.').waitFor();
  await looked(page, 'melding-notities');
  const kinds = await asOwner(
    keyed.workplace,
    'select kind, (select count(*)::int from box_wrap w where w.box_id = b.id) as readers from box b order by kind',
  );
  expect(kinds).toEqual([
    { kind: 'file', readers: 2 },
    { kind: 'post', readers: 3 },
  ]);

  // The auditor may be invited, and reads what is there already; until then it is not there for them.
  const refused = await at(keyed.auditor, `/meldingen/${box}`);
  await refused.getByText('Deze pagina is er niet').first().waitFor();
  await page.getByLabel(/^Dik Vos/).check();
  await page.getByRole('button', { name: 'Lezers vastleggen' }).click();
  await page.getByText('Deze melding is op slot').waitFor();
  const invited = await at(keyed.auditor, `/meldingen/${box}`);
  await unlocks(invited, String(keyed.auditor.codes[0]));
  await invited.locator('#gesprek').getByText('Dank voor uw melding.').waitFor();
  await invited.getByRole('button', { name: 'Notities voor behandelaars', exact: true }).click();
  await invited.locator('#notities').getByText('Bellen met de terreinbeheerder.').waitFor();
  // Who may only read invites nobody.
  expect(await invited.getByRole('button', { name: 'Lezers vastleggen' }).isVisible()).toBe(false);

  // Cor is taken out: from the next request on it is not there any more.
  await unlocks(page, String(bea.codes[0]));
  await page.locator('#gesprek').getByText('Dank voor uw melding.').waitFor();
  await page.getByLabel(/^Cor Duin/).uncheck();
  await page.getByRole('button', { name: 'Lezers vastleggen' }).click();
  await page.getByText('Deze melding is op slot').waitFor();
  const removed = await at(cor, `/meldingen/${box}`);
  await removed.getByText('Deze pagina is er niet').first().waitFor();
  await unlocks(page, String(bea.codes[0]));
  await page.locator('#lezers').getByText('centrale integriteitscoördinator').waitFor();
  expect(await page.locator('#lezers li').count()).toBe(3);
  expect(faults).toEqual([]);
  expect(served.told).toEqual([]);
}, 300_000);

test('What the server changed, left out or turned back is not shown as if it were whole', async () => {
  const [bea] = keyed.receivers;
  const { box } = await keyed.report('Nog een melding.');
  const page = await at(bea, `/meldingen/${box}`);
  await unlocks(page, String(bea.codes[0]));
  await page.locator('#gesprek').getByText('Nog een melding.').waitFor();
  await page.getByLabel('Uw bericht').fill('Ontvangen.');
  await page.getByRole('button', { name: 'Bericht aan de melder versturen' }).click();
  await page.locator('#gesprek').getByText('Ontvangen.').waitFor();
  await asOwner(keyed.workplace, 'delete from box_object where box_id = $1 and seq = 2', [box]);
  await page.reload();
  await unlocks(page, String(bea.codes[0]));
  await page.getByText('De server toont minder of iets anders dan u eerder las').first().waitFor();
  await page.context().close();
}, 120_000);
