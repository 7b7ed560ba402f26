import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { TestAuthenticator } from '../../../tests/makers/workplace/authenticator.ts';
import { TestBrowser } from '../../../tests/makers/workplace/browser.ts';
import {
  backTo,
  describedField,
  employed,
  goOn,
  setProvider,
  signInElsewhere,
  toProviderAndBack,
  trailOf,
  workAddress,
} from '../../../tests/makers/workplace/by-provider.ts';
import { startProvider, type TestProvider } from '../../../tests/makers/workplace/sign-in-provider.ts';
import {
  asOwner,
  codeOf,
  goodPassword,
  invited,
  openWorkplace,
  seedIn,
  setUp,
  type TestAccount,
  type TestWorkplace,
} from '../../../tests/makers/workplace/workplace.ts';
import { addPerson } from '../../organisation/people/persons.ts';
import { today } from '../../organisation/period.ts';
import { operator } from '../../platform/access/actor.ts';
import { concern } from '../../platform/access/resource.ts';
import { perform } from '../../platform/database/doorways.ts';

/* Every way in, on the last day of somebody and on the day after: the same request, sent to the same pages. */

let workplace: TestWorkplace;
let provider: TestProvider;
let people = 0;

const yesterday = () => new Date(Date.parse(today()) - 86_400_000).toISOString().slice(0, 10);
const fresh = () => new TestBrowser(workplace.site);

beforeAll(async () => {
  [workplace, provider] = await Promise.all([openWorkplace(), startProvider([backTo])]);
  await describedField(workplace);
  await setProvider(workplace, provider);
});
afterAll(async () => {
  await provider?.close();
  await workplace?.close();
});
beforeEach(async () => {
  provider.person = null;
  await asOwner(workplace, 'delete from sign_in_delay');
});

/** Somebody with an account whose last day is today. */
async function lastDayOf(): Promise<TestAccount> {
  people++;
  const account = await setUp(workplace, `Mens ${people}`, `mens${people}@veld.test`);
  await employed(workplace, account.person, today());
  return account;
}

/** The day after. */
const leaves = (person: string) =>
  asOwner(workplace, 'update employment set ended_on = $2 where person_id = $1', [person, yesterday()]);

/** How many sessions there are of somebody, half ones among them, and when each was last used. */
const sessionsOf = async (person: string) =>
  (await asOwner(workplace, 'select stage from session where person_id = $1', [person])).length;

async function withPasskey({ browser }: TestAccount): Promise<TestAuthenticator> {
  const made = new TestAuthenticator(workAddress);
  const { said } = await browser.postJson('/account/passkeys/nieuw/begin', {});
  const credential = made.create(said.options);
  const answer = await browser.postJson('/account/passkeys/nieuw', { credential, naam: 'laptop' });
  expect(answer.said.onTo).toBe('/account?gedaan=passkey');
  return made;
}

async function byPasskey(browser: TestBrowser, device: TestAuthenticator, userHandle: string) {
  const { said } = await browser.postJson('/aanmelden/passkey/begin', {});
  const credential = device.sign(said.options, { userHandle });
  return browser.postJson('/aanmelden/passkey', { credential, tijd: '', naar: '/account' });
}

/** A browser in which the password was right, and that waits for a code. */
async function halfWay({ name, password }: TestAccount): Promise<TestBrowser> {
  const browser = fresh();
  const answer = await browser.post('/aanmelden', { naam: name, wachtwoord: password, naar: '/account' });
  expect(answer.location).toContain('/aanmelden/code');
  return browser;
}

describe('Who left is let in by no way', () => {
  test('by no passkey, and is told what is told of one that nobody has', async () => {
    const account = await lastDayOf();
    const device = await withPasskey(account);
    expect((await byPasskey(fresh(), device, device.userHandle)).said).toEqual({ onTo: '/account' });
    await leaves(account.person);
    const browser = fresh();
    const refused = await byPasskey(browser, device, device.userHandle);
    const unknown = await byPasskey(fresh(), new TestAuthenticator(workAddress), device.userHandle);
    expect([refused.status, refused.body]).toEqual([403, unknown.body]);
    expect(browser.cookie('daglicht')).toBeUndefined();
  });

  test('by no provider, linked or by mail, also who was underway on the last day', async () => {
    people++;
    const mail = `mens${people}@veld.test`;
    const { person } = await perform(workplace.door, operator('toets'), addPerson, concern, {
      ...{ number: null, name: `Mens ${people}`, mail, telephone: null },
    });
    await employed(workplace, person, today());
    const known = { sub: `sub-${people}`, email: mail, email_verified: true };
    provider.person = known;
    expect((await signInElsewhere(fresh(), provider)).location).toBe('/account');
    const underway = fresh();
    const back = await toProviderAndBack(provider, await underway.get('/aanmelden/dienst?naar=%2Faccount'));
    await leaves(person);
    const before = await sessionsOf(person);
    for (const [browser, answer] of [
      [underway, await goOn(underway, back)],
      ...(await Promise.all(
        [fresh()].map(async (one) => [one, await signInElsewhere(one, provider)] as const),
      )),
    ] as const) {
      expect(answer.location).not.toBe('/account');
      expect(answer.status).toBe(403);
      expect(browser.cookie('daglicht')).toBeUndefined();
    }
    expect(await sessionsOf(person)).toBe(before);
    expect((await trailOf(workplace)).at(-1)).toMatch(/^identity\.provider-sign-in denied/);
    // Under another subject the mail address gives no new account either.
    provider.person = { ...known, sub: 'somebody else' };
    expect((await signInElsewhere(fresh(), provider)).status).toBe(403);
    const accounts = await asOwner(workplace, 'select from account where person_id = $1', [person]);
    expect(accounts).toHaveLength(1);
  });

  test.each(['staff', 'recovery'] as const)('by no invitation that was still open: %s', async (purpose) => {
    people++;
    const mail = `mens${people}@veld.test`;
    const known = purpose === 'recovery' ? (await lastDayOf()).person : undefined;
    const name = purpose === 'recovery' ? `mens${people}@veld.test` : mail;
    const { person, link, code } = await invited(workplace, `Mens ${people}`, name, purpose, known);
    if (known === undefined) await employed(workplace, person, today());
    const opened = await fresh().get(`/uitnodiging/${link}`);
    expect(opened.body).toContain('name="code"');
    await leaves(person);
    const never = link.replace(/^.{8}/, 'AAAAAAAA');
    const [refused, unknown] = [
      await fresh().get(`/uitnodiging/${link}`),
      await fresh().get(`/uitnodiging/${never}`),
    ];
    expect([refused.status, refused.body.replaceAll(link, never)]).toEqual([unknown.status, unknown.body]);
    const browser = fresh();
    const form = { naam: name, code, wachtwoord: goodPassword, herhaling: goodPassword };
    const sent = await browser.post(`/uitnodiging/${link}`, form);
    expect(sent.location).not.toBe('/aanmelden/instellen');
    expect(browser.cookie('daglicht')).toBeUndefined();
    provider.person = { sub: `sub-${people}`, email: mail, email_verified: true };
    const elsewhere = await fresh().post(`/uitnodiging/${link}/dienst`, { code, naam: name });
    expect(elsewhere.location ?? '').not.toContain(provider.issuer);
    const spent = await asOwner(workplace, 'select spent_at from invitation where person_id = $1', [person]);
    expect(spent.at(-1)).toEqual({ spent_at: null });
  });

  test('by no account that was being set up on the last day', async () => {
    people++;
    const mail = `mens${people}@veld.test`;
    const { person, link, code } = await invited(workplace, `Mens ${people}`, mail);
    await employed(workplace, person, today());
    const browser = fresh();
    const form = { naam: mail, code, wachtwoord: goodPassword, herhaling: goodPassword };
    expect((await browser.post(`/uitnodiging/${link}`, form)).location).toBe('/aanmelden/instellen');
    const seed = seedIn((await browser.get('/aanmelden/instellen')).body);
    await leaves(person);
    const done = await browser.post('/aanmelden/instellen', { code: codeOf(seed) });
    expect(done.location).toBe('/aanmelden');
    expect((await browser.get('/account')).location).toContain('/aanmelden');
    expect(await asOwner(workplace, 'select state from account where person_id = $1', [person])).toEqual([
      { state: 'setting-up' },
    ]);
  });

  test('by no code and no recovery code, half-way through signing in', async () => {
    const account = await lastDayOf();
    const [first = '', second = ''] = account.recoveryCodes;
    const right = await halfWay(account);
    expect((await right.post('/aanmelden/code', { code: first, naar: '/account' })).location).toBe(
      '/account',
    );
    const [byCode, byRecovery] = [await halfWay(account), await halfWay(account)];
    await leaves(account.person);
    await asOwner(workplace, 'update account_secret set totp_step = null');
    for (const [browser, code] of [
      [byCode, codeOf(account.seed)],
      [byRecovery, second],
    ] as const) {
      expect((await browser.post('/aanmelden/code', { code, naar: '/account' })).location).toBe('/aanmelden');
      expect((await browser.get('/account')).location).toContain('/aanmelden');
    }
    // The password is not asked half-way any more either: nobody learns that it is right.
    const again = await fresh().post('/aanmelden', {
      ...{ naam: account.name, wachtwoord: account.password, naar: '/account' },
    });
    expect([again.status, again.location]).toEqual([200, null]);
  });

  test('by no session that was open: nothing is shown and nothing is done', async () => {
    const { person, browser } = await lastDayOf();
    expect((await browser.get('/account')).status).toBe(200);
    await leaves(person);
    const made = async () =>
      asOwner(
        workplace,
        `select (select count(*) from access_token) as tokens, (select count(*) from passkey) as passkeys,
           (select count(*) from recovery_code) as codes, (select sum(length(password_hash)) from account_secret) as passwords`,
      );
    const before = await made();
    for (const path of ['/', '/account', '/account/sleutels/nieuw', '/mensen'])
      expect((await browser.get(path)).location, path).toContain('/aanmelden');
    for (const path of ['/account/herstelcodes', '/account/sleutels/nieuw', '/bevestigen'])
      expect((await browser.post(path, { wachtwoord: goodPassword })).location ?? '', path).toContain(
        '/aanmelden',
      );
    expect((await browser.postJson('/account/passkeys/nieuw/begin', {})).said.options).toBeUndefined();
    expect(await made()).toEqual(before);
  });
});
