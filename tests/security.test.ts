import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { newDirectory } from '../src/platform/web/front/directory.ts';
import { openFront } from '../src/platform/web/front/front.ts';
import { workRoutes } from '../src/workplace/routes.ts';
import { everythingStored } from './makers/everything-stored.ts';
import { TestBrowser } from './makers/workplace/browser.ts';
import {
  appointed,
  codeOf,
  goodPassword,
  openWorkplace,
  setUp,
  type TestAccount,
  type TestWorkplace,
} from './makers/workplace/workplace.ts';

/* Tests of the security design that are about the whole workplace, each by its number. */

let workplace: TestWorkplace;
let ada: TestAccount;

beforeAll(async () => {
  workplace = await openWorkplace();
  ada = await setUp(workplace, 'Ada Berg', 'ada@veld.test');
  for (const role of ['technical-administrator', 'functional-administrator'] as const)
    await appointed(workplace, ada.person, role);
});
afterAll(() => workplace.close());

const signInForm = (naam: string, wachtwoord: string) => ({ naam, wachtwoord, tijd: '15', naar: '' });

describe('Who comes, is known to nobody by what they come with (08)', () => {
  test('no address, no agent and no password stands in any table, and nothing is said of requests', async () => {
    const canary = new TestBrowser(workplace.site, {
      'User-Agent': 'Mozilla/5.0 (Canary 7.31) CanaryAgent/4.2',
      'X-Forwarded-For': '203.0.113.77',
      Forwarded: 'for=203.0.113.78',
      Referer: 'https://canary.invalid/where-from',
    });
    await canary.get('/aanmelden');
    await canary.post('/aanmelden', signInForm('ada@veld.test', 'canary-wachtwoord-dat-niet-klopt'));
    await canary.post('/aanmelden', signInForm('ada@veld.test', goodPassword));
    await canary.post('/aanmelden/code', { code: codeOf(ada.seed, 1), herstelcode: '' });
    await canary.get('/account');
    const stored = await everythingStored(workplace.database);
    expect(stored.get('account')).toContain('ada@veld.test');
    for (const trace of ['CanaryAgent', '203.0.113', 'canary.invalid', 'canary-wachtwoord', goodPassword])
      expect(
        [...stored].flatMap(([table, rows]) => (rows.includes(trace) ? [table] : [])),
        trace,
      ).toEqual([]);
    expect(workplace.told).toEqual([]);
  });
});

describe('Nothing that is given out tells when or in which order (09)', () => {
  test('cookies are chance alone, and no answer bears a tag or a date of change', async () => {
    const given: string[] = [];
    for (let one = 0; one < 8; one++) {
      const browser = new TestBrowser(workplace.site);
      await browser.post('/aanmelden', signInForm('ada@veld.test', goodPassword));
      given.push(browser.cookie('daglicht') ?? '');
    }
    expect(new Set(given).size).toBe(8);
    for (const cookie of given) expect(cookie).toMatch(/^[A-Za-z0-9_-]{43}$/);
    // No place in which all agree: a time or a count would show in one.
    const same = Array.from({ length: 40 }, (_, at) => new Set(given.map((one) => one[at])).size === 1);
    expect(same.filter(Boolean)).toEqual([]);
    for (const path of ['/', '/account', '/mensen', '/aanmelden']) {
      const { headers } = await ada.browser.get(path);
      for (const header of ['ETag', 'Last-Modified', 'Server', 'X-Powered-By'])
        expect(headers.get(header), `${path} ${header}`).toBeNull();
    }
  });
});

describe('A page runs what is ours and nothing else (31)', () => {
  test('every page of the workplace says so to the browser', async () => {
    const directory = newDirectory();
    const { assets } = workplace.premises;
    directory.open([
      { host: 'werk.test', origin: 'work', organisation: 'veld', site: { app: workplace.site } },
    ]);
    const front = openFront({ origin: 'work', directory, assets, secure: true, tell: () => undefined });
    const cookie = ada.browser.cookie('daglicht') ?? '';
    const pages = workRoutes.filter(({ method, path }) => method === 'GET' && !path.includes(':part'));
    expect(pages.length).toBeGreaterThan(15);
    for (const { path } of pages)
      for (const language of ['', '/en']) {
        const answer = await front(
          new Request(`https://werk.test${language}${path}`, {
            headers: { host: 'werk.test', cookie: `daglicht=${cookie}` },
          }),
        );
        const policy = answer.headers.get('Content-Security-Policy') ?? '';
        expect(policy, path).toContain("default-src 'none'");
        expect(policy, path).not.toMatch(/unsafe-|wasm|\*|data:(?!;)|https?:/);
        // Without a word on scripts there are none; a page with one takes it from its own origin, under Trusted Types.
        if (policy.includes('script-src')) {
          expect(policy, path).toMatch(/script-src 'self'(;|$)/);
          expect(policy, path).toContain("require-trusted-types-for 'script'");
        }
        expect(policy, path).toContain("frame-ancestors 'none'");
        expect(answer.headers.get('X-Content-Type-Options'), path).toBe('nosniff');
        expect(answer.headers.get('Strict-Transport-Security'), path).toContain('max-age');
        expect(answer.headers.get('Referrer-Policy'), path).toMatch(/no-referrer|same-origin/);
        const body = await answer.text();
        expect(body, path).not.toMatch(/<script(?![^>]* src=)|\son[a-z]+=|javascript:/i);
      }
  });
});

describe('What is sent (44)', () => {
  test('ten thousand parts, one part of megabytes, or parts by another name are refused at once', async () => {
    const parts = Object.fromEntries(Array.from({ length: 10_000 }, (_, one) => [`deel${one}`, 'x']));
    expect((await ada.browser.post('/mensen', parts)).status).toBe(400);
    expect((await ada.browser.post('/mensen', { zoek: 'x'.repeat(3 * 1024 * 1024) })).status).toBe(400);
    const many = Array.from({ length: 5000 }, () => 'naam');
    expect((await ada.browser.post('/account/sleutels/nieuw', { naam: many })).status).toBe(400);
    expect((await ada.browser.get('/account')).status).toBe(200);
  });

  test('a body that never ends is given up', async () => {
    const endless = new ReadableStream({
      pull: (controller) => controller.enqueue(Buffer.alloc(64 * 1024, 'a')),
    });
    const asked: RequestInit & { readonly duplex: 'half' } = {
      method: 'POST',
      headers: { 'Content-Type': 'application/x-www-form-urlencoded', Host: 'werk.test' },
      body: endless,
      duplex: 'half',
    };
    const answer = await workplace.site.request('/aanmelden', asked);
    expect(answer.status).toBe(400);
  });
});
