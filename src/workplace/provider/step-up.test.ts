import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { TestBrowser } from '../../../tests/makers/workplace/browser.ts';
import {
  backTo,
  describedField,
  employed,
  goOn,
  hiddenIn,
  setProvider,
  signInElsewhere,
  toProviderAndBack,
  trailOf,
} from '../../../tests/makers/workplace/by-provider.ts';
import {
  ProviderBrowser,
  startProvider,
  type TestProvider,
} from '../../../tests/makers/workplace/sign-in-provider.ts';
import {
  appointed,
  asOwner,
  codeOf,
  invited,
  openWorkplace,
  setUp,
  type TestWorkplace,
} from '../../../tests/makers/workplace/workplace.ts';

/* Showing to be there by signing in elsewhere anew, and the sign-ins that belong to an account. */

let workplace: TestWorkplace;
let provider: TestProvider;
/** A functional administrator whose only way in is the provider. */
let fenna: { readonly person: string; readonly browser: TestBrowser };
/** Whom fenna looks after. */
let other: string;

const known = { sub: 'fenna', email: 'fenna@veld.test', email_verified: true };

beforeAll(async () => {
  [workplace, provider] = await Promise.all([openWorkplace(), startProvider([backTo])]);
  await describedField(workplace);
  await setProvider(workplace, provider);
  const { person, link, code } = await invited(workplace, 'Fenna Zijlstra', 'fenna@veld.test');
  await appointed(workplace, person, 'functional-administrator');
  const browser = new TestBrowser(workplace.site);
  provider.person = known;
  await browser.post(`/uitnodiging/${link}/dienst`, { code });
  await goOn(browser, await toProviderAndBack(provider, await browser.get('/aanmelden/dienst/ga')));
  fenna = { person, browser };
  other = (await invited(workplace, 'Olga Ander', 'olga@veld.test')).person;
});
afterAll(async () => {
  await provider?.close();
  await workplace?.close();
});
beforeEach(async () => {
  provider.person = known;
  provider.lie = null;
  await asOwner(workplace, 'update session set confirmed_at = null, failures = 0');
});

const lastOfTrail = async () => (await trailOf(workplace)).at(-1);
const role = {
  rol: 'coordinator',
  onderdeel: 'top',
  vanaf: '1-11-2026',
  tot: '',
  reden: 'Besluit <12> & "meer" é',
  stap: 'geven',
};
const rolesOf = async (person: string) =>
  (
    await asOwner(
      workplace,
      'select role, reason from appointment where person_id = $1 and withdrawn_at is null',
      [person],
    )
  ).map((row) => [row['role'], row['reason']]);

describe('Somebody who signed in elsewhere and has to show to be there', () => {
  test('goes there from the form and comes back with all that was typed, which then takes effect', async () => {
    const { browser } = fenna;
    const before = browser.cookie('daglicht');
    const form = await browser.post(`/mensen/${other}/aanwijzen`, { ...role, stap: 'controleren' });
    expect(form.body).toContain('name="bevestigen" value="dienst"');
    expect(form.body).not.toContain('type="password"');
    const go = await browser.post(`/mensen/${other}/aanwijzen`, { ...role, bevestigen: 'dienst' });
    expect(go.body).toContain('Wat u invulde is bewaard');
    expect(await rolesOf(other)).toEqual([]);
    const leaving = await browser.get('/aanmelden/dienst/ga');
    expect(new URL(leaving.location ?? '').searchParams.get('max_age')).toBe('0');
    const page = await goOn(browser, await toProviderAndBack(provider, leaving));
    expect(page.body).toContain('Dank u, u bent het zelf');
    expect(browser.cookie('daglicht')).not.toBe(before);
    expect(await lastOfTrail()).toBe('identity.provider-confirm done');
    const kept = hiddenIn(page.body);
    expect(kept).toEqual(role);
    expect(page.body).toContain(`action="/mensen/${other}/aanwijzen"`);
    const done = await browser.post(`/mensen/${other}/aanwijzen`, kept);
    expect(done.location).toBe(`/mensen/${other}?gedaan=aangewezen`);
    expect(await rolesOf(other)).toEqual([['coordinator', role.reden]]);
  });

  test('who stops there has what was typed still', async () => {
    const { browser } = fenna;
    await browser.post(`/mensen/${other}/aanwijzen`, { ...role, rol: 'investigator', bevestigen: 'dienst' });
    const leaving = await browser.get('/aanmelden/dienst/ga');
    const state = new URL(leaving.location ?? '').searchParams.get('state') ?? '';
    const stopped = await browser.get(
      `/aanmelden/dienst/terug?${new URLSearchParams({ error: 'access_denied', state })}`,
    );
    expect(stopped.body).toContain('Wat u invulde staat er nog');
    const again = await browser.post(`/mensen/${other}/aanwijzen`, hiddenIn(stopped.body));
    // Not shown to be there: nothing took effect, and the form stands there as it was filled in.
    expect(again.body).toContain('U hebt nog niet laten zien dat u het bent');
    expect(hiddenIn(again.body)).toMatchObject({ rol: 'investigator', reden: role.reden });
    expect((await rolesOf(other)).map(([one]) => one)).not.toContain('investigator');
  });

  test('keeps what was typed sealed, and for ten minutes', async () => {
    const { browser } = fenna;
    await browser.post(`/mensen/${other}/aanwijzen`, {
      ...role,
      reden: 'een geheim besluit',
      bevestigen: 'dienst',
    });
    const [row] = await asOwner(
      workplace,
      `select encode(kept, 'escape') as kept, expires_at - begun_at as lasts from provider_attempt order by begun_at desc limit 1`,
    );
    expect(String(row?.['kept'])).not.toContain('geheim besluit');
    expect(row?.['lasts']).toMatchObject({ minutes: 10 });
  });

  test('who was signed in there already has to sign in anew', async () => {
    const { browser } = fenna;
    const there = new ProviderBrowser(provider);
    await toProviderAndBack(provider, await new TestBrowser(workplace.site).get('/aanmelden/dienst'), there);
    const interactions = () => provider.asked.filter((path) => path.startsWith('/interaction/')).length;
    const before = interactions();
    const page = await goOn(
      browser,
      await toProviderAndBack(provider, await browser.get('/bevestigen/dienst?naar=%2Faccount'), there),
    );
    expect(page.location).toBe('/account');
    expect(interactions()).toBeGreaterThan(before);
  });

  const stale: readonly (readonly [
    string,
    (claims: Readonly<Record<string, unknown>>) => Readonly<Record<string, unknown>>,
  ])[] = [
    ['with a sign-in of an hour ago', (claims) => ({ ...claims, auth_time: Number(claims['iat']) - 3600 })],
    ['without the time of signing in', ({ auth_time: _none, ...claims }) => claims],
  ];
  test.each(stale)('%s does not show it (test 51)', async (_what, lie) => {
    const { browser } = fenna;
    provider.lie = lie;
    const page = await goOn(
      browser,
      await toProviderAndBack(provider, await browser.get('/bevestigen/dienst?naar=%2Faccount')),
    );
    expect(page.status).toBe(403);
    expect(page.body).toContain('U hebt zich niet opnieuw aangemeld');
    expect(await lastOfTrail()).toBe('identity.provider-refused denied not-fresh');
    const [session] = await asOwner(workplace, 'select confirmed_at from session where person_id = $1', [
      fenna.person,
    ]);
    expect(session?.['confirmed_at']).toBeNull();
  });

  test('as somebody else does not show it, and after five times the session is over (tests 51, 52)', async () => {
    const { link, code } = await invited(workplace, 'Gijs Even', 'gijs@veld.test');
    const browser = new TestBrowser(workplace.site);
    provider.person = { sub: 'gijs' };
    await browser.post(`/uitnodiging/${link}/dienst`, { code });
    await goOn(browser, await toProviderAndBack(provider, await browser.get('/aanmelden/dienst/ga')));
    await asOwner(workplace, 'update session set confirmed_at = null');
    provider.person = known;
    for (let tried = 0; tried < 5; tried++) {
      const leaving = await browser.get('/bevestigen/dienst?naar=%2Faccount');
      const page = await goOn(browser, await toProviderAndBack(provider, leaving));
      expect(page.body).toContain('als iemand anders dan hier is aangemeld');
    }
    expect(await lastOfTrail()).toBe('identity.provider-confirm denied linked');
    expect((await browser.get('/account')).status).toBe(303);
  });

  test('cannot use what was fetched for signing in, nor in another session', async () => {
    const { browser } = fenna;
    const leaving = await browser.get('/bevestigen/dienst?naar=%2Faccount');
    const path = await toProviderAndBack(provider, leaving);
    const cookie = browser.cookie('daglicht') ?? '';
    const stranger = new TestBrowser(workplace.site);
    stranger.setCookie('daglicht-dienst', browser.cookie('daglicht-dienst') ?? '');
    const page = await goOn(stranger, path);
    expect(page.body).toContain('U bent hier niet meer aangemeld');
    expect(stranger.cookie('daglicht')).toBeUndefined();
    expect(browser.cookie('daglicht')).toBe(cookie);
  });
});

describe('With an authentication context instead of the time', () => {
  test('showing to be there needs that context in the token (acrs)', async () => {
    const { browser } = fenna;
    await setProvider(workplace, provider, { acrs: 'c1' });
    const leave = () => browser.get('/bevestigen/dienst?naar=%2Faccount');
    const leaving = await leave();
    const asked = new URL(leaving.location ?? '').searchParams;
    expect(JSON.parse(asked.get('claims') ?? '{}')).toEqual({
      id_token: { acrs: { essential: true, value: 'c1' } },
    });
    expect(asked.get('max_age')).toBeNull();
    const back = await toProviderAndBack(provider, leaving);
    provider.lie = (claims) => ({ ...claims, acrs: ['c2'] });
    expect((await goOn(browser, back)).status).toBe(403);
    provider.lie = (claims) => ({ ...claims, acrs: ['c1', 'c2'] });
    expect((await goOn(browser, await toProviderAndBack(provider, await leave()))).location).toBe('/account');
    await setProvider(workplace, provider);
  });
});

describe('With Entra', () => {
  const tenant = '5b1f9d0e-0f0a-4c5e-9a52-0a4a3f0c7d11';
  test('somebody is the object of the tenant; other tenants and guests are refused', async () => {
    await setProvider(workplace, provider, { tenant });
    const { person } = await setUp(workplace, 'Eva Entra', 'eva-oud@veld.test');
    await asOwner(workplace, `update account set state = 'ended', ended_at = now() where person_id = $1`, [
      person,
    ]);
    const { link, code } = await invited(workplace, '', 'eva@veld.test', 'staff', person);
    const browser = new TestBrowser(workplace.site);
    provider.person = { sub: 'pairwise', oid: 'object-7', tid: tenant };
    provider.lie = (claims) => ({ ...claims, oid: 'object-7', tid: tenant });
    await browser.post(`/uitnodiging/${link}/dienst`, { code });
    await goOn(browser, await toProviderAndBack(provider, await browser.get('/aanmelden/dienst/ga')));
    const [row] = await asOwner(
      workplace,
      `select l.subject from provider_link l join account a on a.id = l.account_id where a.person_id = $1`,
      [person],
    );
    expect(row).toEqual({ subject: 'object-7' });
    const asSomebody = async (more: Readonly<Record<string, unknown>>) => {
      provider.lie = (claims) => ({ ...claims, oid: 'object-7', tid: tenant, ...more });
      const answer = await signInElsewhere(new TestBrowser(workplace.site), provider);
      return answer.status === 303 ? 'in' : ((await lastOfTrail())?.split(' ').at(-1) ?? '');
    };
    expect(await asSomebody({})).toBe('in');
    expect(await asSomebody({ tid: '00000000-0000-4000-8000-000000000000' })).toBe('tenant');
    expect(await asSomebody({ tid: undefined })).toBe('tenant');
    expect(await asSomebody({ oid: undefined })).toBe('answer');
    expect(await asSomebody({ acct: 1 })).toBe('guest');
    expect(await asSomebody({ idp: 'https://sts.windows.net/another/' })).toBe('guest');
    expect(await asSomebody({ preferred_username: 'jan_elders.nl#EXT#@veld.onmicrosoft.com' })).toBe('guest');
    await setProvider(workplace, provider);
  });

  test('a mail address counts as checked only where Entra says that its owner was verified (xms_edov)', async () => {
    await setProvider(workplace, provider, { tenant });
    const { person } = await invited(workplace, 'Mia Mail', 'mia@veld.test');
    await employed(workplace, person);
    const claims = { oid: 'object-8', tid: tenant, email: 'mia@veld.test' };
    provider.person = { sub: 'mia' };
    provider.lie = (right) => ({ ...right, ...claims });
    expect((await signInElsewhere(new TestBrowser(workplace.site), provider)).status).toBe(403);
    provider.lie = (right) => ({ ...right, ...claims, xms_edov: '1' });
    expect((await signInElsewhere(new TestBrowser(workplace.site), provider)).status).toBe(303);
    await setProvider(workplace, provider);
  });
});

describe('On the account page', () => {
  const linkOf = (body: string) => /\/account\/dienst\/([0-9a-f-]{36})\/ontkoppelen/.exec(body)?.[1] ?? '';

  test('an employee with a password links the sign-in after showing to be there, and unlinks it', async () => {
    const nick = await setUp(workplace, 'Nick Werk', 'nick@veld.test');
    await employed(workplace, nick.person);
    provider.person = { sub: 'nick', email: 'n@elders.test' };
    expect((await nick.browser.get('/account')).body).toContain('Koppelen met Veldaccount');
    await asOwner(workplace, 'update session set confirmed_at = null');
    expect((await nick.browser.post('/account/dienst', {})).location).toBe('/bevestigen?naar=%2Faccount');
    await asOwner(workplace, 'update account_secret set totp_step = null');
    await nick.browser.post('/bevestigen', {
      wachtwoord: nick.password,
      code: codeOf(nick.seed),
      naar: '/account',
    });
    expect((await nick.browser.post('/account/dienst', {})).body).toContain('/aanmelden/dienst/ga');
    const done = await goOn(
      nick.browser,
      await toProviderAndBack(provider, await nick.browser.get('/aanmelden/dienst/ga')),
    );
    expect(done.location).toBe('/account?gedaan=gekoppeld');
    const elsewhere = new TestBrowser(workplace.site);
    expect((await signInElsewhere(elsewhere, provider)).location).toBe('/account');
    const link = linkOf((await nick.browser.get('/account')).body);
    const gone = await nick.browser.post(`/account/dienst/${link}/ontkoppelen`, {});
    expect(gone.location).toBe('/account?gedaan=ontkoppeld');
    expect(await lastOfTrail()).toBe('identity.provider-unlink done');
    expect((await elsewhere.get('/account')).status).toBe(303);
    expect((await signInElsewhere(new TestBrowser(workplace.site), provider)).status).toBe(403);
  });

  test('somebody with a role is told that it takes an invitation, and cannot link by a form either', async () => {
    const ria = await setUp(workplace, 'Ria Rol', 'ria@veld.test');
    await employed(workplace, ria.person);
    await appointed(workplace, ria.person, 'counsellor');
    provider.person = { sub: 'ria' };
    expect((await ria.browser.get('/account')).body).toContain(
      'met een uitnodiging van de technisch beheerder',
    );
    await ria.browser.post('/account/dienst', {});
    const refused = await goOn(
      ria.browser,
      await toProviderAndBack(provider, await ria.browser.get('/aanmelden/dienst/ga')),
    );
    expect(refused.body).toContain('Koppelen kan zo niet');
    expect(await lastOfTrail()).toBe('identity.provider-link denied role or employment');
  });

  test('the last way in stays, and that of another cannot be touched', async () => {
    const link = linkOf((await fenna.browser.get('/account')).body);
    expect((await fenna.browser.get(`/account/dienst/${link}/ontkoppelen`)).status).toBe(409);
    await asOwner(workplace, 'update session set confirmed_at = now()');
    expect((await fenna.browser.post(`/account/dienst/${link}/ontkoppelen`, {})).status).toBe(409);
    const bo = await setUp(workplace, 'Bo Vreemd', 'bo@veld.test');
    expect((await bo.browser.post(`/account/dienst/${link}/ontkoppelen`, {})).status).toBe(404);
    expect((await fenna.browser.get('/account')).status).toBe(200);
  });
});
