import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { everyPage, openBrowser, type Served, serveSample, violationsOn } from './served.ts';

let served: Served;
let browser: Browser;
let page: Page;

beforeAll(async () => {
  [served, browser] = await Promise.all([serveSample(), openBrowser()]);
  // axe-core is a script; it is put in from outside, past the policy of the page.
  page = await (await browser.newContext({ viewport: { width: 1280, height: 900 } })).newPage();
});
afterAll(async () => {
  await browser?.close();
  await served?.close();
});

const violations = () => violationsOn(page);

test('axe-core finds what is wrong on a page that is wrong', async () => {
  await page.setContent('<html lang="nl"><title>x</title><main><h1>x</h1><img src="x"></main>');
  expect((await violations()).join()).toContain('image-alt');
});

/** A telephone here; a desk in the long tests. */
const widths = process.env['DAGLICHT_LONG'] === '1' ? [1280] : [360];
test.each(widths)('axe-core finds nothing on any kind of page, %i pixels wide', async (width) => {
  await page.setViewportSize({ width, height: 900 });
  const found: string[] = [];
  for (const address of everyPage(served)) {
    await page.goto(address);
    found.push(...(await violations()).map((one) => `${address}: ${one}`));
  }
  expect(found).toEqual([]);
});

test('By keyboard: the skip link comes first, shows itself, and leads past the menu', async () => {
  await page.setViewportSize({ width: 1280, height: 900 });
  await page.goto(`${served.public}/verslagen/proef`);
  await page.keyboard.press('Tab');
  const skip = page.locator('.dl-skip');
  expect(await skip.evaluate((element) => element === document.activeElement)).toBe(true);
  expect((await skip.boundingBox())?.y).toBeGreaterThanOrEqual(0);
  await page.keyboard.press('Enter');
  await page.keyboard.press('Tab');
  expect(await page.evaluate(() => document.activeElement?.closest('main') !== null)).toBe(true);
});

test('By keyboard: every link, summary and scrolling region is reached in the order of the page, visibly', async () => {
  await page.goto(`${served.public}/verslagen/proef`);
  const wanted = await page.evaluate(() =>
    [...document.querySelectorAll('a[href], summary, [tabindex="0"]')]
      .filter((element) => element.checkVisibility({ contentVisibilityAuto: true }))
      .map((element) => element.outerHTML.slice(0, 80)),
  );
  expect(wanted.length).toBeGreaterThan(20);
  const reached: string[] = [];
  for (let step = 0; step < wanted.length; step++) {
    await page.keyboard.press('Tab');
    const now = await page.evaluate(() => {
      const element = document.activeElement;
      if (!element) return { html: '', outline: '' };
      return { html: element.outerHTML.slice(0, 80), outline: getComputedStyle(element).outlineStyle };
    });
    expect(now.outline, now.html).toBe('solid');
    reached.push(now.html);
  }
  expect(reached).toEqual(wanted);
});

test('By keyboard: Enter opens the table of a chart', async () => {
  await page.goto(`${served.public}/verslagen/proef`);
  await page.locator('#figuur-1 summary').first().focus();
  await page.keyboard.press('Enter');
  expect(await page.locator('#figuur-1 table').isVisible()).toBe(true);
  expect(await violations()).toEqual([]);
});

test('With forced colours the words are still there and charts keep their own ground', async () => {
  await page.emulateMedia({ forcedColors: 'active' });
  await page.goto(`${served.public}/verslagen/proef`);
  expect(await page.getByRole('heading', { level: 1 }).isVisible()).toBe(true);
  expect(
    await page
      .locator('.dl-chart--wide svg')
      .first()
      .evaluate((svg) => getComputedStyle(svg).backgroundColor),
  ).toBe('rgb(255, 255, 255)');
  await page.emulateMedia({ forcedColors: 'none' });
});
