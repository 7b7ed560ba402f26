import { Hono } from 'hono';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { runsScripts } from '../../src/platform/web/front/page-policy.ts';
import { openBrowser, serveWork } from './served.ts';

/* What the rules of the work origin do in a browser: forms without a script, and scripts where a page asks for them. */

const form = (action: string) =>
  `<!doctype html><title>f</title><form method="post" action="${action}"><input name="a" value="b"><button>Bewaren</button></form>`;

const script = `
  document.body.dataset.ran = 'yes';
  try { document.body.innerHTML = '<b>x</b>'; } catch (error) { document.body.dataset.refused = error.name; }`;

let browser: Browser;
let work: string;
let elsewhere: string;
const ends: (() => Promise<void>)[] = [];

async function servedAt(app: Hono): Promise<string> {
  const { address, close } = await serveWork(app, 'werk.localhost');
  ends.push(close);
  return address;
}

beforeAll(async () => {
  browser = await openBrowser();
  ends.push(() => browser.close());
  work = await servedAt(
    new Hono()
      .get('/', (context) => context.html(form('/')))
      .post('/', async (context) => context.text(`ontvangen: ${(await context.req.parseBody())['a']}`))
      .get('/script.js', (context) => context.body(script, 200, { 'Content-Type': 'text/javascript' }))
      .get('/with', (context) => runsScripts(context.html(withScript), {}))
      .get('/without', (context) => context.html(withScript)),
  );
  elsewhere = await servedAt(new Hono().get('/', (context) => context.html(form(`${work}/`))));
});
afterAll(async () => {
  for (const end of ends.reverse()) await end();
});

const withScript =
  '<!doctype html><title>s</title><body><p>tekst<script>document.body.dataset.inline = "yes"</script><script src="/script.js"></script>';

async function on<T>(javaScriptEnabled: boolean, look: (page: Page) => Promise<T>): Promise<T> {
  const context = await browser.newContext({ javaScriptEnabled });
  try {
    return await look(await context.newPage());
  } finally {
    await context.close();
  }
}

test('A form without a script is received from a page of the origin itself', async () => {
  const said = await on(false, async (page) => {
    await page.goto(`${work}/`);
    await page.getByRole('button').click();
    return page.textContent('body');
  });
  expect(said).toBe('ontvangen: b');
});

test('A form of a site next door, on another port of this machine, is refused', async () => {
  const answer = await on(false, async (page) => {
    // A hostile site has no policy that keeps its forms at home.
    await page.route(`${elsewhere}/`, (route) =>
      route.fulfill({ contentType: 'text/html', body: form(`${work}/`) }),
    );
    await page.goto(`${elsewhere}/`);
    const [received] = await Promise.all([
      page.waitForResponse((one) => one.url() === `${work}/`),
      page.getByRole('button').click(),
    ]);
    return { status: received.status(), text: await page.textContent('h1') };
  });
  expect(answer).toEqual({ status: 403, text: 'Dit formulier kwam van een andere site' });
});

test('Scripts run only on a page that asks for them, only from a file, and cannot make text into a page', async () => {
  const look = (path: string) =>
    on(true, async (page) => {
      await page.goto(`${work}${path}`);
      return page.evaluate('({ ...document.body.dataset })');
    });
  expect(await look('/with')).toEqual({ ran: 'yes', refused: 'TypeError' });
  expect(await look('/without')).toEqual({});
});
