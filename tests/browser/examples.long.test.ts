import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readExample } from '../../src/examples/example-files.ts';
import { loadExampleOf } from '../../src/examples/example-steps.ts';
import { doJobs, newHolder } from '../../src/platform/jobs/do-jobs.ts';
import { ReportMaker } from '../../src/publication/workbench/making/maker.ts';
import { reportJobs } from '../../src/publication/workbench/making/report-jobs.ts';
import { openWorkplace, type Workplace } from '../command-line.ts';
import { openBrowser, serveOrganisations, violationsOn } from './served.ts';

/* The pages that the examples publish: real reports, with all that a small sample has not; and the work of their people. */

let place: Workplace;
let served: Awaited<ReturnType<typeof serveOrganisations>>;
let browser: Browser;
let page: Page;
let makers: ReadonlyMap<string, ReportMaker>;
beforeAll(async () => {
  place = await openWorkplace();
  for (const key of ['oefen', 'bron']) await loadExampleOf(place.daglicht, key, () => undefined);
  const organisations = await Promise.all(['oefen', 'bron'].map((key) => place.daglicht.organisation(key)));
  makers = new Map(
    await Promise.all(
      organisations.map(async (one): Promise<[string, ReportMaker]> => {
        const notice = (await readExample(one.key))?.notice ?? null;
        return [one.key, new ReportMaker(one, notice, () => undefined)];
      }),
    ),
  );
  served = await serveOrganisations(place.daglicht.storage, organisations, undefined, makers);
  browser = await openBrowser();
  page = await (await browser.newContext({ viewport: { width: 1280, height: 900 } })).newPage();
}, 180_000);
afterAll(async () => {
  await browser?.close();
  await served?.close();
  await place?.close();
});

const paths: readonly (readonly [organisation: string, path: string])[] = [
  ['bron', '/verslagen/2020-2021'],
  ['bron', '/gegevens'],
  ['bron', '/verslagen/2020-2021/cijfers'],
  ['bron', '/verslagen/2020-2021/cijfers/outside-activities.share-of-staff'],
  ['oefen', '/verslagen/2025'],
  ['oefen', '/gegevens'],
  ['oefen', '/verslagen/2025/cijfers'],
  ['oefen', '/verslagen/2025/cijfers/incidents.by-finding'],
  ['oefen', '/en/verslagen/2025/cijfers/incidents.acknowledged-share'],
];

test.each(
  [1280, 360].flatMap((width) => paths.map(([organisation, path]) => [organisation, path, width] as const)),
)(
  'axe-core finds nothing on %s%s, %i pixels wide: no target is too small',
  async (organisation, path, width) => {
    await page.setViewportSize({ width, height: 900 });
    const answer = await page.goto(`${served.of(organisation).public}${path}`);
    expect(answer?.status()).toBe(200);
    expect(await violationsOn(page)).toEqual([]);
  },
  60_000,
);

/** Goes to a stop of the tour from “Uw werk”, into the role that it asks. */
async function toStop(visitor: Page, number: number): Promise<void> {
  await visitor.goto(`${served.of('oefen').work}/`);
  const stop = visitor
    .locator('section', { hasText: 'Rondleiding' })
    .locator('ol > li')
    .nth(number - 1);
  await stop
    .getByText(/^(Naar deze halte|Verder als)/)
    .first()
    .click();
  await visitor.waitForLoadState();
}

test('A newcomer follows the tour of Oefen without a script, from a signal to a published report', async () => {
  const visitor = await (await browser.newContext({ javaScriptEnabled: false })).newPage();
  const { work, public: site } = served.of('oefen');
  await visitor.goto(`${work}/aanmelden`);
  await visitor.getByRole('button', { name: 'Verder als Ellen Brouwer' }).click();
  await toStop(visitor, 1);
  await visitor.getByLabel('Wanneer was het?').fill('vorige week');
  await visitor.getByRole('button', { name: 'Afhandeling doorgeven' }).click();
  await visitor.getByText('Er klopt iets niet').waitFor();
  await visitor.getByLabel('Wanneer was het?').fill(String(new Date().getFullYear()));
  await visitor.getByLabel('Bij welk onderdeel?').selectOption('BZD');
  await visitor.getByLabel('Corrigerend gesprek').check();
  await visitor.getByLabel('Nee', { exact: true }).check();
  await visitor.getByRole('button', { name: 'Afhandeling doorgeven' }).click();
  await visitor.getByText('De coördinator kijkt ernaar').first().waitFor();

  await toStop(visitor, 2);
  await visitor.locator('tbody a').first().click();
  await visitor.getByRole('link', { name: 'Registratie maken' }).click();
  await visitor.getByLabel('Categorie').selectOption({ index: 1 });
  await visitor.getByRole('button', { name: 'Incident registreren' }).click();
  await visitor.getByText('De registratie is toegevoegd').waitFor();

  await toStop(visitor, 3);
  await visitor.locator('tbody a').first().click();
  await visitor
    .getByRole('link', { name: /^Beslissen over/ })
    .first()
    .waitFor();

  await toStop(visitor, 4);
  await visitor.locator('tbody a').first().click();
  await visitor.getByText('Planbureau voor Weer').first().waitFor();

  await toStop(visitor, 5);
  await visitor.locator('tbody a').first().click();
  await visitor.getByText('Bureau Zaad').first().waitFor();

  await toStop(visitor, 6);
  await visitor.getByRole('heading', { name: 'Bestand inlezen' }).waitFor();

  await toStop(visitor, 7);
  await visitor.getByRole('link', { name: /^Lezen als tweede lezer/ }).click();
  await visitor.getByLabel('Akkoord', { exact: true }).check();
  await visitor.getByRole('button', { name: 'Lezen afronden' }).click();

  await toStop(visitor, 8);
  await visitor.getByRole('link', { name: /^Lezen en tekenen/ }).click();
  await visitor.getByLabel(/^Ik las deze versie/).check();
  await visitor.getByRole('button', { name: 'Vastleggen' }).click();

  await toStop(visitor, 9);
  await visitor.getByRole('link', { name: 'Wie er meldt, en waarover' }).click();
  await visitor.goto(`${new URL(visitor.url()).origin}${new URL(visitor.url()).pathname}/publiceren`);
  await visitor.getByRole('button', { name: 'Verslag publiceren' }).click();
  const oefen = await place.daglicht.organisation('oefen');
  expect(await doJobs(oefen, reportJobs(makers), newHolder())).toEqual([]);
  await visitor.reload();
  await visitor.getByText('Het verslag is gepubliceerd').waitFor();
  expect((await visitor.goto(`${site}/verslagen/2024-2025-melden`))?.status()).toBe(200);

  await toStop(visitor, 10);
  await visitor.getByRole('heading', { name: 'Vastlegging' }).waitFor();
  expect(served.told).toEqual([]);
}, 240_000);
