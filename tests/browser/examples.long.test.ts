import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { loadExampleOf } from '../../src/examples/example-steps.ts';
import { openWorkplace, type Workplace } from '../command-line.ts';
import { openBrowser, serveOrganisations, violationsOn } from './served.ts';

/* The pages that the examples publish: real reports, with all that a small sample has not. */

let place: Workplace;
let served: Awaited<ReturnType<typeof serveOrganisations>>;
let browser: Browser;
let page: Page;
beforeAll(async () => {
  place = await openWorkplace();
  for (const key of ['oefen', 'bron']) await loadExampleOf(place.daglicht, key, () => undefined);
  const organisations = await Promise.all(['oefen', 'bron'].map((key) => place.daglicht.organisation(key)));
  served = await serveOrganisations(place.daglicht.storage, organisations);
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
