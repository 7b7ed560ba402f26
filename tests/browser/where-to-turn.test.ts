import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { describeWithProfile } from '../../src/codes/profile-versions.ts';
import { openOriginDoors } from '../../src/commands/serving/origin-doors.ts';
import { organisationSchema } from '../../src/organisation/records.ts';
import { concern } from '../../src/platform/access/resource.ts';
import { perform } from '../../src/platform/database/doorways.ts';
import { sheetAddress, sheets } from '../../src/reporting/where-to-turn/sheets.ts';
import { openTestOrganisation, type TestOrganisation, tester } from '../example-organisation.ts';
import { openBrowser, serveOrganisations, violationsOn } from './served.ts';

/* The pages where to turn, as somebody reads them who is afraid: on a telephone, without scripts. */

const described = organisationSchema.parse({
  name: { nl: 'Klein Veld', en: 'Small Veld' },
  profile: 'klein',
  root: 'TOP',
  units: [
    {
      key: 'TOP',
      level: 'organisatie',
      type: 'organisatie',
      names: [{ name: { nl: 'Klein Veld', en: 'Small Veld' } }],
    },
  ],
});

let organisation: TestOrganisation;
let served: Awaited<ReturnType<typeof serveOrganisations>>;
let behind: ReturnType<typeof openOriginDoors>;
let browser: Browser;
let page: Page;
let address: string;
const elsewhere: string[] = [];
const pages = new Map<string, ReadPage>();
const everySheet = [null, ...sheets.keys()];
const addresses = (['nl', 'en'] as const).flatMap((language) =>
  everySheet.map((sheet) => sheetAddress(language, sheet)),
);

beforeAll(async () => {
  organisation = await openTestOrganisation(described);
  const { storage } = organisation.database;
  // As in a running program: the public origin has a login that can take no role but that of the public.
  const own = [{ key: organisation.database.organisation, door: organisation.door }];
  behind = openOriginDoors(storage, own);
  served = await serveOrganisations(storage, own, behind.doors);
  address = served.of(organisation.database.organisation).public;
  browser = await openBrowser();
  page = await (
    await browser.newContext({ viewport: { width: 320, height: 640 }, javaScriptEnabled: false })
  ).newPage();
  page.on('request', (request) => {
    if (!request.url().startsWith(address)) elsewhere.push(request.url());
  });
  for (const path of addresses) pages.set(path, await read(path));
});
afterAll(async () => {
  await browser?.close();
  await served?.close();
  await behind?.close();
  await organisation?.close();
});

/** What a page is and says of itself, as a browser without scripts gets it. */
interface ReadPage {
  readonly status: number | undefined;
  readonly headers: Readonly<Record<string, string>>;
  readonly title: string;
  readonly text: string;
  readonly active: number;
  readonly links: readonly (Readonly<Record<'href' | 'class' | 'rel' | 'target', string | null>> & {
    readonly isMain: boolean;
  })[];
}

async function read(path: string): Promise<ReadPage> {
  const answer = await page.goto(`${address}${path}`);
  const body = page.locator('body');
  return {
    status: answer?.status(),
    headers: (await answer?.allHeaders()) ?? {},
    title: await page.title(),
    text: (await body.textContent()) ?? '',
    active: await page.locator('script, iframe, form, input').count(),
    links: await body.locator('a').evaluateAll((all) =>
      all.map((one) => ({
        href: one.getAttribute('href'),
        class: one.getAttribute('class'),
        rel: one.getAttribute('rel'),
        target: one.getAttribute('target'),
        isMain: one.closest('main, footer') !== null,
      })),
    ),
  };
}

const stylesheets = (): Promise<readonly (string | null)[]> =>
  page.locator('link').evaluateAll((all) => all.map((one) => one.getAttribute('href')));

const textOf = async (path: string): Promise<string> => pages.get(path)?.text ?? (await read(path)).text;

test('No page sets a cookie, runs a script, fetches from elsewhere, may be kept, or says where one came from', async () => {
  const all = [...pages, ['/melden/blad-999', await read('/melden/blad-999')] as const];
  for (const [path, { status, headers, active }] of [
    ...all,
    ['?', await read('/melden?zoek=geheim')] as const,
  ]) {
    expect(status, path).toBe(path.endsWith('999') ? 404 : 200);
    expect(headers['set-cookie'], path).toBeUndefined();
    expect(headers['cache-control'], path).toBe('no-store');
    expect(headers['referrer-policy'], path).toBe('no-referrer');
    expect(headers['content-security-policy'], path).toContain("default-src 'none'");
    for (const telling of ['etag', 'last-modified', 'server', 'x-powered-by', 'server-timing', 'age'])
      expect(headers[telling], `${path} ${telling}`).toBeUndefined();
    expect(active, path).toBe(0);
  }
  expect(elsewhere).toEqual([]);
  // What a browser keeps of the style is what it keeps of any page of the site.
  await page.goto(address);
  const ofSite = await stylesheets();
  await page.goto(`${address}/melden`);
  expect(await stylesheets()).toEqual(ofSite);
  expect(served.told).toEqual([]);
});

test('No title tells what a page is about, in neither language', () => {
  const titles = [...pages.values()].map(({ title }) => title);
  expect(titles[0]).toBe('Wegwijzer – Klein Veld');
  for (const title of titles)
    expect(title).toMatch(/^(Wegwijzer(, blad \d+)?|Signpost(, sheet \d+)?) – (Klein Veld|Small Veld)$/);
  expect(new Set(titles).size).toBe(addresses.length);
});

test('Every page is reached by links from the first, has the way back to it, and the same page in the other language', () => {
  for (const language of ['nl', 'en'] as const) {
    const first = sheetAddress(language, null);
    const found = new Set([first]);
    for (const path of found) {
      const { links = [] } = pages.get(path) ?? {};
      const inside = links.flatMap(({ href, isMain }) => (isMain && href !== null ? [href] : []));
      if (path !== first) expect(inside.filter((link) => link === first).length, path).toBeGreaterThan(1);
      for (const link of inside) if (link.startsWith(first)) found.add(link);
      const other = path.startsWith('/en/') ? path.slice(3) : `/en${path}`;
      expect(links.find((link) => link.class === 'dl-language')?.href).toBe(other);
    }
    expect(found).toEqual(new Set(everySheet.map((sheet) => sheetAddress(language, sheet))));
  }
});

test('The way out stands right behind the skip link on every page, stays in sight, and sends nothing along', async () => {
  for (const [path, { links }] of pages) {
    const [skip, leave] = links;
    expect(skip?.class, path).toBe('dl-skip');
    expect(leave, path).toMatchObject({ href: 'https://www.knmi.nl/', rel: 'noreferrer', target: null });
  }
  const { links } = await read('/melden/blad-999');
  expect(links[1]).toMatchObject({ href: 'https://www.knmi.nl/', rel: 'noreferrer' });
  await page.goto(`${address}${sheetAddress('nl', 3)}`);
  await page.locator('footer a').last().scrollIntoViewIfNeeded();
  const box = await page.locator('.dl-leave a').boundingBox();
  expect(box?.y).toBeGreaterThanOrEqual(0);
  expect(box?.height).toBeGreaterThanOrEqual(44);
});

test('By keyboard everything is reached in order, visibly, and nothing with the focus lies below the way out', async () => {
  const scripted = await (await browser.newContext({ viewport: { width: 320, height: 640 } })).newPage();
  await scripted.goto(`${address}${sheetAddress('nl', 3)}`);
  const wanted = await scripted.locator('a[href]').count();
  const bar = await scripted.locator('.dl-leave').boundingBox();
  const seen = new Set<string>();
  for (let step = 0; step < wanted; step++) {
    await scripted.keyboard.press('Tab');
    const now = await scripted.evaluate(() => {
      const element = document.activeElement;
      if (!element) return null;
      const { top, bottom } = element.getBoundingClientRect();
      return {
        html: element.outerHTML,
        outline: getComputedStyle(element).outlineStyle,
        isBar: element.closest('.dl-leave, .dl-skip') !== null,
        top,
        bottom,
      };
    });
    expect(now?.outline, now?.html).toBe('solid');
    if (now && !now.isBar) expect(now.bottom, now.html).toBeGreaterThan(bar?.height ?? 0);
    seen.add(`${step} ${now?.html}`);
  }
  expect(seen.size).toBe(wanted);
  await scripted.context().close();
});

test('axe finds nothing and no page scrolls sideways, 320 pixels wide, in both languages', async () => {
  const scripted = await (await browser.newContext({ viewport: { width: 320, height: 640 } })).newPage();
  const found: string[] = [];
  for (const path of addresses) {
    await scripted.goto(`${address}${path}`);
    found.push(...(await violationsOn(scripted)).map((one) => `${path}: ${one}`));
    const wide = await scripted.evaluate(() => document.documentElement.scrollWidth);
    if (wide > 320) found.push(`${path}: ${wide} wide`);
  }
  expect(found).toEqual([]);
  await scripted.context().close();
}, 120_000);

test('A signal names each authority outside with its field; every other situation names the police and the Huis', async () => {
  const signal = await textOf(sheetAddress('nl', 3));
  for (const name of [
    '(ACM)',
    '(AFM)',
    '(AP)',
    '(DNB)',
    '(IGJ)',
    '(NZa)',
    '(ANVS)',
    '(NVWA)',
    'Huis voor Klokkenluiders',
  ])
    expect(signal).toContain(name);
  expect(signal).toContain('Nucleaire veiligheid en bescherming tegen straling');
  expect(signal).toContain('088 133 10 00');
  expect(signal).toContain('0900 8844');
  expect(signal).toContain('U mag een misstand altijd melden bij een instantie buiten');
  for (let sheet = 4; sheet <= 10; sheet++) {
    const text = await textOf(sheetAddress('nl', sheet));
    for (const number of ['112', '0900 8844', '088 133 10 00'])
      expect(text, `blad ${sheet}`).toContain(number);
  }
});

test('The page of a signal says that one cannot write here, and nothing promises that one will', async () => {
  expect(await textOf(sheetAddress('nl', 3))).toContain('Op deze site kunt u geen melding schrijven');
  for (const path of addresses)
    expect((await textOf(path)).toLowerCase()).not.toMatch(
      /binnenkort|coming soon|wordt nog|nog niet beschikbaar|soon available/,
    );
});

test('A body without a procedure names no terms of one, and the terms of a complaint follow from its committee', async () => {
  const signal = await textOf(sheetAddress('nl', 3));
  expect(signal).toContain('Deze organisatie heeft geen eigen regeling voor meldingen');
  expect(signal).not.toContain('onder h)');
  const undesirable = await textOf(sheetAddress('nl', 4));
  expect(undesirable).toContain('binnen 10 weken na ontvangst');
  expect(undesirable).not.toContain('binnen 6 weken');
  expect(await textOf(sheetAddress('en', 5))).toContain('within 6 weeks after receipt');
});

test('A desk without an address says so and what to do instead', async () => {
  expect(await textOf(sheetAddress('nl', 8))).toContain('Hoe u dit loket bereikt, staat hier niet');
});

test('The public site and the sign-in page of the workplace lead there', async () => {
  await page.goto(address);
  expect(await page.locator('main a[href="/melden"]').count()).toBe(1);
  expect(await page.locator('footer a[href="/melden"]').count()).toBe(1);
  await page.goto(`${served.of(organisation.database.organisation).work}/en/aanmelden`);
  const link = page.locator(`a[href="${address}/en/melden"]`);
  expect(await link.count()).toBe(1);
  expect(await page.locator('main').textContent()).toContain('Something to report?');
});

test('No staff are listed: what stands on the pages is functions', async () => {
  const file: unknown = JSON.parse(
    readFileSync(join(import.meta.dirname, '..', '..', 'examples', 'oefen', 'where-to-turn.json'), 'utf8'),
  );
  expect(JSON.stringify(file)).not.toMatch(/dhr\.|mevr\.|mw\.|de heer/i);
});

test('An organisation whose profile names no desk says so, and which routes there are instead', async () => {
  const { 'where-to-turn.json': _desks, ...files } = organisation.profile.files;
  await perform(organisation.door, tester, describeWithProfile, concern, {
    description: described,
    profile: { files, from: null },
  });
  await expect
    .poll(async () => (await read(sheetAddress('nl', 8))).text, { timeout: 5000 })
    .toContain('Er staat hier geen loket');
  expect((await read(sheetAddress('nl', 8))).text).toContain(
    'De afdeling Advies van het Huis voor Klokkenluiders praat ook met u',
  );
  for (let sheet = 3; sheet <= 10; sheet++)
    expect((await read(sheetAddress('en', sheet))).text, `sheet ${sheet}`).toContain('No desk is named here');
  expect(await page.locator('.dl-leave a').getAttribute('href')).toBe('https://www.knmi.nl/');
});
