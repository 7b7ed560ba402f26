import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { everythingStored } from '../../../tests/makers/everything-stored.ts';
import { TestBrowser } from '../../../tests/makers/workplace/browser.ts';
import {
  appointed,
  asOwner,
  codeOf,
  codesIn,
  goodPassword,
  invited,
  openWorkplace,
  seedIn,
  setUp,
  type TestAccount,
  type TestWorkplace,
} from '../../../tests/makers/workplace/workplace.ts';

let workplace: TestWorkplace;
let anna: TestAccount;

beforeAll(async () => {
  workplace = await openWorkplace();
  anna = await setUp(workplace, 'Anna de Vries', 'anna@veld.test');
});
afterAll(() => workplace.close());

const fresh = () => new TestBrowser(workplace.site);

/** Name and password, up to the second factor. */
async function withPassword(browser: TestBrowser, name: string, password: string) {
  return browser.post('/aanmelden', { naam: name, wachtwoord: password, naar: '/account' });
}

/** A code is taken once: what an account used is forgotten, so that the next test need not wait for the clock. */
const forgetStep = () => asOwner(workplace, 'update account_secret set totp_step = null');
const forgetDelays = () => asOwner(workplace, 'delete from sign_in_delay');

describe('An invitation', () => {
  test('is spent by submitting it with its code, never by being opened', async () => {
    const { link, code } = await invited(workplace, 'Bram Smit', 'bram@veld.test');
    const scanner = fresh();
    for (let opened = 0; opened < 3; opened++)
      expect((await scanner.get(`/uitnodiging/${link}`)).status).toBe(200);
    const form = { naam: '', wachtwoord: goodPassword, herhaling: goodPassword, code };
    expect((await fresh().post(`/uitnodiging/${link}`, form)).location).toBe('/aanmelden/instellen');
    expect((await fresh().post(`/uitnodiging/${link}`, form)).status).toBe(404);
    expect((await fresh().get(`/uitnodiging/${link}`)).status).toBe(404);
  });

  test('ends after five wrong codes, and says the same then as one that never was', async () => {
    const { link, code } = await invited(workplace, 'Cato Prins', 'cato@veld.test');
    const wrong = code === '000000' ? '000001' : '000000';
    const form = { naam: '', wachtwoord: goodPassword, herhaling: goodPassword };
    for (let tried = 0; tried < 4; tried++)
      expect((await fresh().post(`/uitnodiging/${link}`, { ...form, code: wrong })).body).toContain(
        'hoort niet bij deze link',
      );
    const last = await fresh().post(`/uitnodiging/${link}`, { ...form, code: wrong });
    expect(last.status).toBe(404);
    const right = await fresh().post(`/uitnodiging/${link}`, { ...form, code });
    const never = await fresh().get(`/uitnodiging/${'x'.repeat(43)}`);
    expect(right.body.replaceAll(link, 'x'.repeat(43))).toBe(never.body);
  });

  test('refuses a password that is short, known, or made of the own name, and keeps the code', async () => {
    const { link, code } = await invited(workplace, 'Dirk Mol', 'dirk.mol@veld.test');
    for (const password of ['kort', 'wachtwoord12345', 'dirk.mol@veld.test', 'aaaaaaaaaaaaaaaaaaaa']) {
      const form = { naam: '', code, wachtwoord: password, herhaling: password };
      const answer = await fresh().post(`/uitnodiging/${link}`, form);
      expect(answer.body).toContain('id="wachtwoord-fout"');
      expect(answer.body).toContain(`value="${code}"`);
    }
    const apart = { naam: '', code, wachtwoord: goodPassword, herhaling: `${goodPassword}!` };
    expect((await fresh().post(`/uitnodiging/${link}`, apart)).body).toContain('niet gelijk');
  });

  test('that is followed by another for the same person works no more', async () => {
    const first = await invited(workplace, 'Els Vos', 'els@veld.test');
    await invited(workplace, 'Els Vos', 'els@veld.test', 'staff', first.person);
    expect((await fresh().get(`/uitnodiging/${first.link}`)).status).toBe(404);
  });

  test('is refused for a name with which somebody else signs in', async () => {
    await expect(invited(workplace, 'Iemand anders', 'ANNA@veld.test')).rejects.toThrow(
      /Somebody else signs in/,
    );
  });

  test('to restore a way in ends the account that was there, with all its sessions', async () => {
    const frank = await setUp(workplace, 'Frank Bos', 'frank@veld.test');
    const { link, code } = await invited(workplace, 'Frank Bos', frank.name, 'recovery', frank.person);
    expect((await frank.browser.get('/account')).status).toBe(200);
    const form = { naam: '', code, wachtwoord: `${goodPassword} twee`, herhaling: `${goodPassword} twee` };
    const browser = fresh();
    expect((await browser.post(`/uitnodiging/${link}`, form)).location).toBe('/aanmelden/instellen');
    expect((await frank.browser.get('/account')).location).toContain('/aanmelden');
    expect((await withPassword(fresh(), frank.name, frank.password)).body).toContain('klopt niet');
    const seed = seedIn((await browser.get('/aanmelden/instellen')).body);
    expect(codesIn((await browser.post('/aanmelden/instellen', { code: codeOf(seed) })).body)).toHaveLength(
      10,
    );
    const stored = await asOwner(
      workplace,
      `select 1 from account where state = 'active' and person_id = $1`,
      [frank.person],
    );
    expect(stored).toHaveLength(1);
  });
});

describe('Signing in', () => {
  test('asks a password and a code, and gives a new session at each step (test 50)', async () => {
    await forgetStep();
    const browser = fresh();
    browser.setCookie('daglicht', 'a'.repeat(43));
    const first = await withPassword(browser, 'ANNA@veld.test ', anna.password);
    expect(first.location).toBe('/aanmelden/code?naar=%2Faccount');
    const half = browser.cookie('daglicht');
    expect(half).not.toBe('a'.repeat(43));
    // Half a session opens nothing.
    expect((await browser.get('/account')).location).toContain('/aanmelden');
    const second = await browser.post('/aanmelden/code', { code: codeOf(anna.seed), naar: '/account' });
    expect(second.location).toBe('/account');
    expect(browser.cookie('daglicht')).not.toBe(half);
    expect((await browser.get('/account')).status).toBe(200);
    const planted = fresh();
    planted.setCookie('daglicht', half ?? '');
    expect((await planted.get('/account')).location).toContain('/aanmelden');
  });

  test('answers an unknown name and a wrong password alike (test 55)', async () => {
    const unknown = await withPassword(fresh(), 'niemand@veld.test', 'een heel verkeerd wachtwoord');
    const wrong = await withPassword(fresh(), anna.name, 'een heel verkeerd wachtwoord');
    expect(unknown.status).toBe(wrong.status);
    expect(unknown.body.replaceAll('niemand@veld.test', anna.name)).toBe(wrong.body);
    await forgetDelays();
  });

  test('makes who fails wait longer and longer, by a name that is there or not', async () => {
    for (const name of ['niemand@veld.test', anna.name]) {
      await forgetDelays();
      for (let tried = 0; tried < 5; tried++)
        expect((await withPassword(fresh(), name, 'fout fout fout fout')).body).toContain('klopt niet');
      const waits = await withPassword(fresh(), name, 'fout fout fout fout');
      expect(waits.body).toContain('te vaak een verkeerd wachtwoord');
    }
    await forgetDelays();
  });

  test('is not delayed in a browser that signed in before, when strangers guess', async () => {
    await forgetDelays();
    for (let tried = 0; tried < 6; tried++) await withPassword(fresh(), anna.name, 'fout fout fout fout');
    expect((await withPassword(fresh(), anna.name, anna.password)).body).toContain('te vaak');
    expect((await withPassword(anna.browser, anna.name, anna.password)).location).toContain(
      '/aanmelden/code',
    );
    await forgetDelays();
  });

  test('takes a code of the app once (test 55)', async () => {
    await forgetStep();
    const code = codeOf(anna.seed);
    const first = fresh();
    await withPassword(first, anna.name, anna.password);
    expect((await first.post('/aanmelden/code', { code, naar: '/' })).status).toBe(303);
    const second = fresh();
    await withPassword(second, anna.name, anna.password);
    expect((await second.post('/aanmelden/code', { code, naar: '/' })).body).toContain('al gebruikt');
  });

  test('begins again after five wrong codes (test 55)', async () => {
    const browser = fresh();
    await withPassword(browser, anna.name, anna.password);
    for (let tried = 0; tried < 4; tried++)
      expect((await browser.post('/aanmelden/code', { code: '12345', naar: '/' })).body).toContain(
        'klopt niet',
      );
    expect((await browser.post('/aanmelden/code', { code: '12345', naar: '/' })).location).toBe('/aanmelden');
    expect((await browser.post('/aanmelden/code', { code: codeOf(anna.seed), naar: '/' })).location).toBe(
      '/aanmelden',
    );
  });

  test('takes a recovery code once, however it is typed', async () => {
    const [code = ''] = anna.recoveryCodes;
    const typed = code.toUpperCase().replaceAll('-', ' ');
    const browser = fresh();
    await withPassword(browser, anna.name, anna.password);
    expect((await browser.post('/aanmelden/code', { code: typed, naar: '/' })).status).toBe(303);
    const again = fresh();
    await withPassword(again, anna.name, anna.password);
    expect((await again.post('/aanmelden/code', { code, naar: '/' })).body).toContain('al gebruikt');
  });

  test('leads on to a page of this workplace and nowhere else', async () => {
    for (const naar of ['//elders.test', 'https://elders.test', '/\\elders.test', '/aanmelden', '/a\r\nb'])
      expect((await fresh().post('/aanmelden', { naam: '', wachtwoord: '', naar })).body).toContain(
        'name="naar" value="/"',
      );
  });
});

describe('A session', () => {
  test('ends on the server when somebody signs out (test 50)', async () => {
    await forgetStep();
    const browser = fresh();
    await withPassword(browser, anna.name, anna.password);
    await browser.post('/aanmelden/code', { code: codeOf(anna.seed), naar: '/' });
    const kept = browser.cookie('daglicht') ?? '';
    expect((await browser.post('/afmelden', {})).location).toBe('/aanmelden?af=1');
    const thief = fresh();
    thief.setCookie('daglicht', kept);
    expect((await thief.get('/account')).location).toContain('/aanmelden');
  });

  test('ends when its account ends, or nobody did anything for too long, or after eight hours (test 50)', async () => {
    const greet = await setUp(workplace, 'Greet Kok', 'greet@veld.test');
    const isIn = async () => (await greet.browser.get('/account')).status === 200;
    const change = (what: string) =>
      asOwner(workplace, `update session set ${what} where person_id = $1`, [greet.person]);
    expect(await isIn()).toBe(true);
    await change(`seen_at = now() - interval '16 minutes'`);
    expect(await isIn()).toBe(false);
    await change(`idle_minutes = 150`);
    expect(await isIn()).toBe(true);
    await change(`ends_at = now()`);
    expect(await isIn()).toBe(false);
    await change(`ends_at = now() + interval '1 hour'`);
    await asOwner(workplace, `update account set state = 'ended', ended_at = now() where person_id = $1`, [
      greet.person,
    ]);
    expect(await isIn()).toBe(false);
  });

  test('of one’s own elsewhere is seen and ended; another’s is not', async () => {
    await forgetStep();
    const elsewhere = fresh();
    await withPassword(elsewhere, anna.name, anna.password);
    await elsewhere.post('/aanmelden/code', { code: codeOf(anna.seed), naar: '/' });
    const here = await elsewhere.get('/account');
    expect(here.body).toContain('Firefox, Linux');
    const hans = await setUp(workplace, 'Hans Pol', 'hans@veld.test');
    const [row] = await asOwner(workplace, 'select id from session where person_id = $1', [hans.person]);
    await elsewhere.post('/account/sessies', { sessie: String(row?.['id']) });
    expect((await hans.browser.get('/account')).status).toBe(200);
    await elsewhere.post('/account/sessies', {});
    expect((await elsewhere.get('/account')).status).toBe(200);
    const left = await asOwner(workplace, 'select 1 from session where person_id = $1', [anna.person]);
    expect(left).toHaveLength(1);
  });

  test('asks for password and code anew before what changes the way in, and gets a new token (test 51)', async () => {
    const ida = await setUp(workplace, 'Ida Roos', 'ida@veld.test');
    await asOwner(
      workplace,
      `update session set confirmed_at = now() - interval '6 minutes' where person_id = $1`,
      [ida.person],
    );
    const asked = await ida.browser.post('/account/herstelcodes', {});
    expect(asked.location).toBe('/bevestigen?naar=%2Faccount');
    await forgetStep();
    const before = ida.browser.cookie('daglicht');
    const wrong = { wachtwoord: 'fout', code: codeOf(ida.seed), naar: '/account' };
    expect((await ida.browser.post('/bevestigen', wrong)).body).toContain('klopt niet');
    const right = { wachtwoord: ida.password, code: codeOf(ida.seed), naar: '/account' };
    expect((await ida.browser.post('/bevestigen', right)).location).toBe('/account');
    expect(ida.browser.cookie('daglicht')).not.toBe(before);
    const codes = codesIn((await ida.browser.post('/account/herstelcodes', {})).body);
    expect(codes).toHaveLength(10);
    expect(codes).not.toEqual(ida.recoveryCodes);
  });

  test('ends everywhere else when the password changes', async () => {
    const jan = await setUp(workplace, 'Jan Maas', 'jan@veld.test');
    await forgetStep();
    const elsewhere = fresh();
    await withPassword(elsewhere, jan.name, jan.password);
    await elsewhere.post('/aanmelden/code', { code: codeOf(jan.seed), naar: '/' });
    const next = 'zeven paarse wolken boven Zwolle';
    const wrong = { nu: 'fout', nieuw: 'kort', herhaling: '' };
    const refused = await jan.browser.post('/account/wachtwoord', wrong);
    expect(refused.body).toContain('id="nu-fout"');
    expect(refused.body).toContain('id="nieuw-fout"');
    const right = { nu: jan.password, nieuw: next, herhaling: next };
    expect((await jan.browser.post('/account/wachtwoord', right)).location).toBe(
      '/account?gedaan=wachtwoord',
    );
    expect((await elsewhere.get('/account')).location).toContain('/aanmelden');
    expect((await withPassword(fresh(), jan.name, next)).location).toContain('/aanmelden/code');
  });
});

test('Who signs in in English goes on in English, and every link home leads there', async () => {
  const otto = await setUp(workplace, 'Otto Kramer', 'otto@veld.test');
  await forgetStep();
  const browser = fresh();
  const page = await browser.get('/en/aanmelden');
  expect(page.body).toContain('<a class="dl-brand" href="/en">');
  await browser.post('/en/aanmelden', { naam: otto.name, wachtwoord: otto.password, naar: '/' });
  const done = await browser.post('/en/aanmelden/code', { code: codeOf(otto.seed), naar: '/' });
  expect(done.location).toBe('/en');
  expect((await browser.get('/en')).body).toContain('<h1>Your work</h1>');
  const again = await browser.get('/en/aanmelden?naar=%2Fen%2Faccount');
  expect(again.location).toBe('/en/account');
});

describe('What comes in', () => {
  test('is refused when it is no form of ours: other fields, twice the same, control characters (tests 27, 35)', async () => {
    const body = (content: string, type = 'application/x-www-form-urlencoded') =>
      workplace.site.request('/aanmelden', {
        method: 'POST',
        headers: { 'Content-Type': type },
        body: content,
      });
    for (const content of [
      'naam=a&wachtwoord=b&role=head',
      'naam=a&naam=b',
      'naam=a%00b',
      'naam=a%1Bb',
      'naam=%ED%A0%80',
      `naam=${'a'.repeat(300_000)}`,
    ])
      expect((await body(content)).status).toBe(400);
    expect((await body('{"naam":"a"}', 'text/plain')).status).toBe(400);
    expect((await body('{"naam":"a"}', 'application/json')).status).toBe(400);
    expect(workplace.told).toEqual([]);
  });

  test('changes nothing by being asked for (test 33)', async () => {
    const paths = ['/afmelden', '/account/sessies', '/account/herstelcodes', '/beheerders'];
    const nel = await setUp(workplace, 'Nel Vink', 'nel@veld.test');
    for (const path of paths) expect((await nel.browser.get(path)).status).toBe(404);
    expect((await nel.browser.get('/account')).status).toBe(200);
  });

  test('of a page that may not be seen is answered as one that is not there: the same bytes (test 23)', async () => {
    const kees = await setUp(workplace, 'Kees Lam', 'kees@veld.test');
    const denied = await kees.browser.get('/toestand');
    const missing = await kees.browser.get('/nergens');
    expect(denied.status).toBe(404);
    expect(denied.body.replaceAll('/toestand', '/nergens')).toBe(missing.body);
    await appointed(workplace, kees.person, 'auditor');
    expect((await kees.browser.get('/toestand')).status).toBe(404);
  });
});

test('Passwords, seeds, codes and tokens stand nowhere in the database in clear (canary)', async () => {
  const lot = await setUp(workplace, 'Lot Berg', 'lot@veld.test');
  const all = [...(await everythingStored(workplace.database)).values()].join('\n');
  expect(all).toContain('lot@veld.test');
  const hex = (value: string) => Buffer.from(value).toString('hex');
  for (const secret of [
    lot.password,
    lot.seed,
    ...lot.recoveryCodes,
    ...lot.recoveryCodes.map((code) => code.replaceAll('-', '')),
    lot.browser.cookie('daglicht') ?? 'none',
    lot.browser.cookie('daglicht-bekend') ?? 'none',
  ]) {
    expect(all).not.toContain(secret);
    expect(all).not.toContain(hex(secret));
  }
});
