import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Fault, TestAuthenticator } from '../../../tests/makers/workplace/authenticator.ts';
import { TestBrowser } from '../../../tests/makers/workplace/browser.ts';
import {
  asOwner,
  openWorkplace,
  setUp,
  type TestAccount,
  type TestWorkplace,
} from '../../../tests/makers/workplace/workplace.ts';
import { newDirectory } from '../../platform/web/front/directory.ts';
import { openFront } from '../../platform/web/front/front.ts';

let workplace: TestWorkplace;
let anna: TestAccount;
let device: TestAuthenticator;

const origin = 'http://werk.test';

beforeAll(async () => {
  workplace = await openWorkplace();
  anna = await setUp(workplace, 'Anna de Vries', 'anna@veld.test');
  device = await withPasskey(anna, 'laptop van het werk');
});
afterAll(() => workplace.close());

const fresh = () => new TestBrowser(workplace.site);

/** Adds a passkey to an account whose person showed to be there. */
async function withPasskey(
  account: TestAccount,
  label: string,
  at: string = origin,
): Promise<TestAuthenticator> {
  const made = new TestAuthenticator(at);
  const { said } = await account.browser.postJson('/account/passkeys/nieuw/begin', {});
  const credential = made.create(said.options);
  const answer = await account.browser.postJson('/account/passkeys/nieuw', { credential, naam: label });
  if (answer.said.onTo !== '/account?gedaan=passkey') throw new Error(answer.body);
  return made;
}

async function begun(browser: TestBrowser, address = '/aanmelden/passkey'): Promise<unknown> {
  return (await browser.postJson(`${address}/begin`, {})).said.options;
}

const signInForm = (credential: unknown, more = {}) => ({ credential, tijd: '', naar: '/account', ...more });

/** Tries to sign in, with an answer that is wrong in some way. */
async function tried(browser: TestBrowser, fault: Fault, by: TestAuthenticator = device) {
  const options = await begun(browser);
  return browser.postJson('/aanmelden/passkey', signInForm(by.sign(options, fault)));
}

async function lastDeed(): Promise<Record<string, unknown> | undefined> {
  const [row] = await asOwner(
    workplace,
    `select action, outcome, details from audit_entry order by at desc limit 1`,
  );
  return row;
}

describe('A passkey', () => {
  test('signs in at once, remembers the browser, and keeps the time that was chosen', async () => {
    const browser = fresh();
    const options = await begun(browser);
    const short = await browser.postJson('/aanmelden/passkey', signInForm(device.sign(options)));
    expect(short.said).toEqual({ onTo: '/account' });
    expect(browser.cookie('daglicht-bekend')).toBeDefined();
    expect(browser.cookie('daglicht-passkey')).toBeUndefined();
    expect((await browser.get('/account')).body).toContain('laptop van het werk');
    const other = fresh();
    const long = signInForm(device.sign(await begun(other)), { tijd: '150', naar: 'https://elders.test/' });
    expect((await other.postJson('/aanmelden/passkey', long)).said).toEqual({ onTo: '/' });
    const sessions = await asOwner(
      workplace,
      `select stage, idle_minutes from session where means = 'passkey' order by begun_at`,
    );
    expect(sessions).toEqual([
      { stage: 'full', idle_minutes: 15 },
      { stage: 'full', idle_minutes: 150 },
    ]);
    expect(await lastDeed()).toMatchObject({ action: 'identity.passkey-sign-in', outcome: 'done' });
    const [used] = await asOwner(workplace, 'select last_used_on = today() as today from passkey');
    expect(used).toEqual({ today: true });
  });

  test('is asked for without naming any, with user verification, for this host alone', async () => {
    expect(await begun(fresh())).toMatchObject({
      rpId: 'werk.test',
      userVerification: 'required',
      timeout: 300_000,
    });
    expect(await begun(fresh())).not.toHaveProperty('allowCredentials.0');
    const creation = await begun(anna.browser, '/account/passkeys/nieuw');
    expect(creation).toMatchObject({
      rp: { id: 'werk.test' },
      attestation: 'none',
      authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
      excludeCredentials: [{ id: device.id }],
    });
    expect(creation).not.toHaveProperty('extensions.prf');
  });

  test('shows that it is you, with a new token for the session', async () => {
    const bea = await setUp(workplace, 'Bea Klomp', 'bea@veld.test');
    const own = await withPasskey(bea, 'telefoon');
    await unconfirmed(bea);
    const asked = await bea.browser.get('/account/passkeys/nieuw');
    expect(asked.location).toBe('/bevestigen?naar=%2Faccount%2Fpasskeys%2Fnieuw');
    expect((await bea.browser.get(asked.location ?? '')).body).toContain(
      'data-address="/bevestigen/passkey"',
    );
    // Nothing is added before.
    expect((await bea.browser.postJson('/account/passkeys/nieuw/begin', {})).status).toBe(403);
    const before = bea.browser.cookie('daglicht');
    // A passkey of somebody else proves nothing here.
    const foreign = device.sign(await begun(bea.browser, '/bevestigen/passkey'));
    const naar = '/account/passkeys/nieuw';
    const refused = await bea.browser.postJson('/bevestigen/passkey', { credential: foreign, naar });
    expect(refused.status).toBe(403);
    expect(await lastDeed()).toMatchObject({ action: 'identity.passkey-confirm', outcome: 'denied' });
    const right = own.sign(await begun(bea.browser, '/bevestigen/passkey'));
    const done = await bea.browser.postJson('/bevestigen/passkey', { credential: right, naar });
    expect(done.said).toEqual({ onTo: naar });
    expect(bea.browser.cookie('daglicht')).not.toBe(before);
    expect((await bea.browser.get(naar)).status).toBe(200);
    const english = { credential: own.sign(await begun(bea.browser, '/bevestigen/passkey')), naar };
    expect((await bea.browser.postJson('/en/bevestigen/passkey', english)).said.onTo).toBe(`/en${naar}`);
  });

  test('that answers wrong five times ends the session that it should confirm', async () => {
    const coen = await setUp(workplace, 'Coen Dijk', 'coen@veld.test');
    for (let time = 0; time < 5; time++) {
      const credential = device.sign(await begun(coen.browser, '/bevestigen/passkey'));
      await coen.browser.postJson('/bevestigen/passkey', { credential, naar: '/' });
    }
    expect((await coen.browser.get('/account')).location).toContain('/aanmelden');
  });

  test('is removed after a question, and ends what was signed in to by a passkey elsewhere', async () => {
    const dora = await setUp(workplace, 'Dora Prins', 'dora@veld.test');
    const own = await withPasskey(dora, 'oude telefoon');
    const elsewhere = fresh();
    await tried(elsewhere, {}, own);
    expect((await elsewhere.get('/account')).status).toBe(200);
    const path = await removalOf(dora);
    expect((await anna.browser.get(path)).status).toBe(404);
    expect((await anna.browser.post(path, {})).status).toBe(404);
    expect((await dora.browser.get(path)).body).toContain('oude telefoon');
    expect((await dora.browser.post(path, {})).location).toBe('/account?gedaan=passkey-weg');
    expect((await dora.browser.get('/account')).body).toContain('nog geen passkey');
    expect((await elsewhere.get('/account')).location).toContain('/aanmelden');
    expect((await tried(fresh(), {}, own)).status).toBe(403);
  });

  test('that is the last way in is never removed', async () => {
    const eef = await setUp(workplace, 'Eef Tol', 'eef@veld.test');
    await withPasskey(eef, 'sleutel');
    await asOwner(
      workplace,
      `update account_secret c set password_hash = null from account a
       where a.id = c.account_id and a.person_id = $1`,
      [eef.person],
    );
    const path = await removalOf(eef);
    expect((await eef.browser.get(path)).status).toBe(409);
    expect((await eef.browser.post(path, {})).body).toContain('enige manier');
    await withPasskey(eef, 'tweede sleutel');
    // Both at the same moment: one of them stays.
    const paths = [await removalOf(eef), await removalOf(eef, 1)];
    const answers = await Promise.all(paths.map((one) => eef.browser.post(one, {})));
    expect(answers.map(({ status }) => status).toSorted()).toEqual([303, 409]);
  });

  test('is one of ten at most, and the page says so', async () => {
    const fien = await setUp(workplace, 'Fien Baas', 'fien@veld.test');
    for (let one = 0; one < 10; one++) await withPasskey(fien, `nummer ${one}`);
    expect((await fien.browser.get('/account')).body).toContain('10 passkeys, meer kan niet');
    await expect(withPasskey(fien, 'elf')).rejects.toThrow(/kon niet worden toegevoegd/);
  });
});

describe('Signing in with a passkey is refused', () => {
  const faults: readonly (readonly [string, Fault, string])[] = [
    ['for another origin', { origin: 'http://werk.test:81' }, 'not right'],
    ['for an origin with https instead of http', { origin: 'https://werk.test' }, 'not right'],
    ['for another host', { host: 'elders.test' }, 'not right'],
    ['without user verification', { isUnverified: true }, 'not right'],
    ['without anybody present', { isAbsent: true }, 'not right'],
    ['for a challenge of its own', { challenge: Buffer.alloc(32, 7).toString('base64url') }, 'challenge'],
    ['for the making of a passkey', { type: 'webauthn.create' }, 'not right'],
    ['within a page of another site', { crossOrigin: true }, 'not right'],
    [
      'under the name of another account',
      { userHandle: Buffer.alloc(16, 1).toString('base64url') },
      'not right',
    ],
    ['with another key', { otherKey: true }, 'not right'],
    ['with a counter that went back', { countFrom: 1 }, 'not right'],
  ];

  test('whatever is wrong: the same bytes, no session, and the trail says why (test 54)', async () => {
    await tried(fresh(), { countFrom: 50 });
    const unknown = await tried(fresh(), { userHandle: device.userHandle }, new TestAuthenticator(origin));
    expect(unknown.status).toBe(403);
    expect(await lastDeed()).toMatchObject({ outcome: 'denied', details: { why: 'unknown' } });
    for (const [what, fault, why] of faults) {
      const browser = fresh();
      const answer = await tried(browser, { countFrom: 60, ...fault });
      expect([what, answer.status, answer.body]).toEqual([what, 403, unknown.body]);
      expect([what, browser.cookie('daglicht'), browser.cookie('daglicht-bekend')]).toEqual([
        what,
        undefined,
        undefined,
      ]);
      expect([what, await lastDeed()]).toMatchObject([
        what,
        { action: 'identity.passkey-sign-in', outcome: 'denied', details: { why } },
      ]);
    }
    // None of these spoilt the passkey.
    expect((await tried(fresh(), { countFrom: 70 })).status).toBe(200);
  });

  test('when a challenge was answered before, is of another browser, or is too old', async () => {
    const browser = fresh();
    const options = await begun(browser);
    const holder = browser.cookie('daglicht-passkey') ?? '';
    const once = signInForm(device.sign(options, { countFrom: 80 }));
    expect((await browser.postJson('/aanmelden/passkey', once)).status).toBe(200);
    const replay = fresh();
    replay.setCookie('daglicht-passkey', holder);
    expect((await replay.postJson('/aanmelden/passkey', once)).status).toBe(403);
    // Also a wrong answer spends it.
    const wrong = fresh();
    const spent = await begun(wrong);
    const kept = wrong.cookie('daglicht-passkey') ?? '';
    await wrong.postJson(
      '/aanmelden/passkey',
      signInForm(device.sign(spent, { countFrom: 81, isAbsent: true })),
    );
    wrong.setCookie('daglicht-passkey', kept);
    const after = signInForm(device.sign(spent, { countFrom: 82 }));
    expect((await wrong.postJson('/aanmelden/passkey', after)).status).toBe(403);
    const stolen = signInForm(device.sign(await begun(fresh()), { countFrom: 83 }));
    const thief = fresh();
    await begun(thief);
    expect((await thief.postJson('/aanmelden/passkey', stolen)).status).toBe(403);
    expect((await fresh().postJson('/aanmelden/passkey', stolen)).status).toBe(403);
    const slow = fresh();
    const late = signInForm(device.sign(await begun(slow), { countFrom: 84 }));
    await asOwner(workplace, `update passkey_challenge set expires_at = now() - interval '1 second'`);
    expect((await slow.postJson('/aanmelden/passkey', late)).status).toBe(403);
    expect(await lastDeed()).toMatchObject({ details: { why: 'challenge' } });
  });

  test('with a challenge that was given for something else', async () => {
    const options = await begun(anna.browser, '/bevestigen/passkey');
    const browser = fresh();
    browser.setCookie('daglicht-passkey', anna.browser.cookie('daglicht') ?? '');
    const answer = signInForm(device.sign(options, { countFrom: 90 }));
    expect((await browser.postJson('/aanmelden/passkey', answer)).status).toBe(403);
  });

  test('of an account that ended', async () => {
    const gijs = await setUp(workplace, 'Gijs Kok', 'gijs@veld.test');
    const own = await withPasskey(gijs, 'telefoon');
    expect((await tried(fresh(), {}, own)).status).toBe(200);
    await asOwner(workplace, `update account set state = 'ended', ended_at = now() where person_id = $1`, [
      gijs.person,
    ]);
    expect((await tried(fresh(), {}, own)).status).toBe(403);
    expect(await lastDeed()).toMatchObject({ details: { why: 'unknown' } });
  });

  test('over https for an origin without it; there the cookies are bound to their host', async () => {
    const secure = await openWorkplace({ secure: true });
    try {
      const eva = await setUp(secure, 'Eva Lind', 'eva@veld.test');
      const own = await withPasskey(eva, 'telefoon', 'https://werk.test');
      const plain = await tried(new TestBrowser(secure.site), { origin: 'http://werk.test' }, own);
      expect(plain.status).toBe(403);
      const browser = new TestBrowser(secure.site);
      expect((await tried(browser, {}, own)).said).toEqual({ onTo: '/account' });
      expect(browser.cookie('__Host-daglicht')).toBeDefined();
      expect((await browser.get('/en/account')).status).toBe(200);
    } finally {
      await secure.close();
    }
  });

  test('of another organisation, also under the same host', async () => {
    const other = await openWorkplace();
    try {
      const browser = new TestBrowser(other.site);
      const answer = await browser.postJson(
        '/aanmelden/passkey',
        signInForm(device.sign(await begun(browser), { countFrom: 100 })),
      );
      expect(answer.status).toBe(403);
    } finally {
      await other.close();
    }
  });
});

describe('A passkey is not added', () => {
  test.each<[string, Fault]>([
    ['for another origin', { origin: 'http://elders.test' }],
    ['for another host', { host: 'elders.test' }],
    ['without user verification', { isUnverified: true }],
    ['for another challenge', { challenge: 'AAAA' }],
    ['from the answer to a sign-in', { type: 'webauthn.get' }],
    ['within a page of another site', { crossOrigin: true }],
  ])('%s', async (_, fault) => {
    const options = await begun(anna.browser, '/account/passkeys/nieuw');
    const credential = new TestAuthenticator(origin).create(options, fault);
    const answer = await anna.browser.postJson('/account/passkeys/nieuw', { credential, naam: 'x' });
    expect(answer.status).toBe(403);
    expect(answer.said.message).toContain('Er is niets gewijzigd');
    expect(await lastDeed()).toMatchObject({ action: 'identity.passkey-add', outcome: 'denied' });
  });

  test('twice, nor with a name that is too long', async () => {
    const options = await begun(anna.browser, '/account/passkeys/nieuw');
    const again = await anna.browser.postJson('/account/passkeys/nieuw', {
      credential: device.create(options),
      naam: 'nog eens',
    });
    expect(again.status).toBe(403);
    const long = await anna.browser.postJson('/account/passkeys/nieuw', {
      credential: new TestAuthenticator(origin).create(options),
      naam: 'x'.repeat(61),
    });
    expect(long.said.message).toContain('60 tekens');
  });
});

describe('What a script sends', () => {
  test('is refused when it is not exactly what the page asks: fields, results of extensions, kind, size (test 54)', async () => {
    const browser = fresh();
    const good = device.sign(await begun(browser), { countFrom: 110 });
    const wrong: readonly unknown[] = [
      signInForm({ ...good, clientExtensionResults: { prf: { results: { first: 'AAAA' } } } }),
      signInForm({ ...good, rawId: good.id }),
      signInForm({ ...good, id: 'a'.repeat(2000) }),
      signInForm(good, { rol: 'head' }),
      signInForm(good, { tijd: '1500' }),
      signInForm(good, { naar: 'a\u0000b' }),
      signInForm(good, { naar: 'a'.repeat(300_000) }),
      [],
      null,
    ];
    for (const content of wrong)
      expect((await browser.postJson('/aanmelden/passkey', content)).status).toBe(400);
    const form = await browser.post('/aanmelden/passkey', { naar: '/' });
    expect(form.status).toBe(400);
    const broken = await workplace.site.request('/aanmelden/passkey', {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: '{"credential":',
    });
    expect(broken.status).toBe(400);
    expect((await browser.postJson('/aanmelden', {})).status).toBe(400);
    expect(workplace.told).toEqual([]);
    // Nothing of it was used: the challenge still stands.
    expect((await browser.postJson('/aanmelden/passkey', signInForm(good))).status).toBe(200);
  });

  test('is taken from pages of this origin alone, and only their own script runs there', async () => {
    const directory = newDirectory();
    directory.open([
      { host: 'werk.test', origin: 'work', organisation: 'werk', site: { app: workplace.site } },
    ]);
    const { assets } = workplace.premises;
    const front = openFront({ origin: 'work', directory, assets, secure: false, tell: () => undefined });
    const begin = (headers: Record<string, string>) =>
      front(
        new Request(`${origin}/aanmelden/passkey/begin`, {
          method: 'POST',
          headers: { Host: 'werk.test', 'Content-Type': 'application/json', ...headers },
          body: '{}',
        }),
      );
    expect((await begin({ Origin: 'http://elders.test' })).status).toBe(403);
    expect((await begin({ Origin: origin, 'Sec-Fetch-Site': 'same-site' })).status).toBe(403);
    expect((await begin({})).status).toBe(403);
    expect((await begin({ Origin: origin, 'Sec-Fetch-Site': 'same-origin' })).status).toBe(200);
    const page = await front(new Request(`${origin}/aanmelden`, { headers: { Host: 'werk.test' } }));
    expect(page.headers.get('Content-Security-Policy')).toContain("script-src 'self'; connect-src 'self'");
    expect(page.headers.get('Content-Security-Policy')).toContain("trusted-types 'none'");
    const script = assets.files.get(assets.passkeyScript.replace('/assets/', ''));
    expect(script?.gzip?.length).toBeLessThan(4096);
  });
});

async function unconfirmed({ person }: TestAccount): Promise<void> {
  await asOwner(
    workplace,
    `update session set confirmed_at = now() - interval '6 minutes' where person_id = $1`,
    [person],
  );
}

/** Where a passkey of an account is removed. */
async function removalOf({ browser }: TestAccount, at = 0): Promise<string> {
  const { body } = await browser.get('/account');
  const found = [...body.matchAll(/href="(\/account\/passkeys\/[0-9a-f-]+\/verwijderen)"/g)];
  return found[at]?.[1] ?? '';
}
