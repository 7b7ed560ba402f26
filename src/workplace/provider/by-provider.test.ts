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
import { startProvider, type TestProvider } from '../../../tests/makers/workplace/sign-in-provider.ts';
import {
  appointed,
  asOwner,
  invited,
  openWorkplace,
  setUp,
  type TestWorkplace,
} from '../../../tests/makers/workplace/workplace.ts';
import { addPerson } from '../../organisation/people/persons.ts';
import { operator } from '../../platform/access/actor.ts';
import { concern } from '../../platform/access/resource.ts';
import { perform } from '../../platform/database/doorways.ts';

/* Signing in by a real provider that runs on this machine, and what it may say wrongly. */

let workplace: TestWorkplace;
let provider: TestProvider;
let people = 0;

beforeAll(async () => {
  [workplace, provider] = await Promise.all([openWorkplace(), startProvider([backTo])]);
  await describedField(workplace);
  await setProvider(workplace, provider);
});
afterAll(async () => {
  await provider?.close();
  await workplace?.close();
});
beforeEach(() => {
  provider.person = null;
  provider.lie = null;
  provider.signsWith = 'own';
  provider.answers.clear();
});

const fresh = () => new TestBrowser(workplace.site);

/** Somebody who works here, and what the provider says of them. */
async function worker(
  given: { readonly until?: string; readonly isEmployed?: boolean; readonly mail?: string } = {},
) {
  people++;
  const mail = given.mail ?? `mens${people}@veld.test`;
  const { person } = await perform(workplace.door, operator('toets'), addPerson, concern, {
    number: null,
    name: `Mens ${people}`,
    mail,
    telephone: null,
  });
  if (given.isEmployed !== false) await employed(workplace, person, given.until ?? null);
  return { person, mail, known: { sub: `sub-${people}`, email: mail, email_verified: true } };
}

const lastOfTrail = async () => (await trailOf(workplace)).at(-1);
const accountsOf = async (person: string) =>
  asOwner(
    workplace,
    `select a.id, a.state, l.means, l.subject from account a left join provider_link l on l.account_id = a.id
                      where a.person_id = $1 order by a.created_at`,
    [person],
  );

describe('Somebody who works here', () => {
  test('gets an account once by a verified mail address of a trusted domain, and comes in by it from then on', async () => {
    const { person, known } = await worker();
    provider.person = known;
    const browser = fresh();
    expect((await browser.get('/aanmelden?naar=%2Faccount')).body).toContain(
      'href="/aanmelden/dienst?naar=%2Faccount">Aanmelden met Veldaccount</a>',
    );
    const done = await signInElsewhere(browser, provider);
    expect([done.status, done.location]).toEqual([303, '/account']);
    const account = await browser.get('/account');
    expect(account.body).toContain('Aanmelden met Veldaccount');
    expect(account.body).toContain(known.email);
    expect(account.body).not.toContain('Wachtwoord wijzigen');
    expect(await accountsOf(person)).toMatchObject([{ state: 'active', means: 'mail', subject: known.sub }]);
    expect(await lastOfTrail()).toBe('identity.provider-sign-in done mail');

    // The mail address is not asked any more: issuer and subject are who it is.
    provider.person = { sub: known.sub, email: 'iemand@elders.test', email_verified: false };
    expect((await signInElsewhere(fresh(), provider)).location).toBe('/account');
    expect(await accountsOf(person)).toHaveLength(1);
    expect(await lastOfTrail()).toBe('identity.provider-sign-in done');
  });

  test('comes in in English when they left in English, and goes on where they were', async () => {
    const { known } = await worker();
    provider.person = known;
    const browser = fresh();
    const leaving = await browser.get('/en/aanmelden/dienst?naar=%2Fen%2Faccount');
    const back = await browser.get(await toProviderAndBack(provider, leaving));
    expect(back.body).toContain('You are back from Veldaccount');
    expect(back.body).toContain('action="/en/aanmelden/dienst/verder"');
    const done = await browser.post('/en/aanmelden/dienst/verder', { ...hiddenIn(back.body), tijd: '150' });
    expect(done.location).toBe('/en/account');
    const [session] = await asOwner(
      workplace,
      'select idle_minutes, means from session order by begun_at desc limit 1',
    );
    expect(session).toEqual({ idle_minutes: 150, means: 'provider' });
  });

  const refusals: readonly (readonly [string, () => Promise<object>, string])[] = [
    [
      'whose mail address the provider did not check',
      async () => ({ ...(await worker()).known, email_verified: false }),
      'no mail',
    ],
    ['without a mail address', async () => ({ sub: 'no-mail' }), 'no mail'],
    [
      'with a mail address of a domain that is not trusted',
      async () => (await worker({ mail: 'vreemd@elders.test' })).known,
      'domain',
    ],
    [
      'with a mail address of a domain that only begins or ends like a trusted one',
      async () => (await worker({ mail: 'sub@a.veld.test' })).known,
      'domain',
    ],
    [
      'whom nobody knows here',
      async () => ({ sub: 'x', email: 'onbekend@veld.test', email_verified: true }),
      'unknown',
    ],
    [
      'whose employment ended',
      async () => (await worker({ until: '2024-01-31' })).known,
      'role or employment',
    ],
    ['who never worked here', async () => (await worker({ isEmployed: false })).known, 'role or employment'],
  ];
  test.each(refusals)('%s is let in by an invitation only', async (_who, made, why) => {
    const known = await made();
    provider.person = { sub: 'nobody', ...known };
    const browser = fresh();
    const refused = await signInElsewhere(browser, provider);
    expect(refused.status).toBe(403);
    expect(refused.body).toContain('U hebt hiermee nog geen toegang');
    expect(browser.cookie('daglicht')).toBeUndefined();
    expect(await lastOfTrail()).toBe(`identity.provider-sign-in denied ${why}`);
  });

  test('who got the mail address of somebody before is not taken for that person', async () => {
    const first = await worker();
    provider.person = first.known;
    await signInElsewhere(fresh(), provider);
    // The same address under another subject: whoever has it now.
    provider.person = { ...first.known, sub: 'another-subject' };
    expect((await signInElsewhere(fresh(), provider)).status).toBe(403);
    expect(await lastOfTrail()).toBe('identity.provider-sign-in denied has account');
    const second = await worker({ mail: first.mail.toUpperCase() });
    provider.person = { ...second.known, email: first.mail };
    expect((await signInElsewhere(fresh(), provider)).status).toBe(403);
    expect(await lastOfTrail()).toBe('identity.provider-sign-in denied several');
    expect(await accountsOf(second.person)).toEqual([]);
  });

  test('whose account was ended does not come back by a mail address', async () => {
    const { person, known } = await worker();
    provider.person = known;
    const browser = fresh();
    await signInElsewhere(browser, provider);
    await asOwner(workplace, `update account set state = 'ended', ended_at = now() where person_id = $1`, [
      person,
    ]);
    expect((await browser.get('/account')).location).toBe('/aanmelden?naar=%2Faccount');
    expect((await signInElsewhere(fresh(), provider)).status).toBe(403);
    expect(await lastOfTrail()).toBe('identity.provider-sign-in denied has account');
  });

  test('and gets a role is let in by an invitation from then on, at once', async () => {
    const { person, known } = await worker();
    provider.person = known;
    const browser = fresh();
    await signInElsewhere(browser, provider);
    expect((await browser.get('/account')).status).toBe(200);
    await appointed(workplace, person, 'counsellor');
    expect((await browser.get('/account')).location).toBe('/aanmelden?naar=%2Faccount');
    const refused = await signInElsewhere(fresh(), provider);
    // Whoever has the account elsewhere does not learn that there is a role.
    expect(refused.body).toContain('U hebt hiermee nog geen toegang');
    expect(await lastOfTrail()).toBe('identity.provider-sign-in denied link');
  });

  test('twice at one moment gets one account', async () => {
    const { person, known } = await worker();
    provider.person = known;
    const ways = await Promise.all(
      [fresh(), fresh()].map(async (browser) => {
        const leaving = await browser.get('/aanmelden/dienst');
        return { browser, path: await toProviderAndBack(provider, leaving) };
      }),
    );
    const done = await Promise.all(ways.map(({ browser, path }) => goOn(browser, path)));
    expect(done.map(({ status }) => status)).toContain(303);
    expect(await accountsOf(person)).toHaveLength(1);
  });
});

describe('Somebody who is invited', () => {
  test('gets an account by code and provider, without a password, whatever their role', async () => {
    const { person, link, code } = await invited(workplace, 'Vera Vertrouwen', 'vera@veld.test');
    await appointed(workplace, person, 'counsellor');
    provider.person = { sub: 'vera', email: 'v.vertrouwen@elders.test' };
    const browser = fresh();
    const page = await browser.get(`/uitnodiging/${link}`);
    expect(page.body).toContain(`formaction="/uitnodiging/${link}/dienst"`);
    const empty = { naam: 'vera@veld.test', wachtwoord: '', herhaling: '' };
    const wrong = code === '000000' ? '000001' : '000000';
    expect((await browser.post(`/uitnodiging/${link}/dienst`, { ...empty, code: wrong })).body).toContain(
      'hoort niet bij deze link',
    );
    const go = await browser.post(`/uitnodiging/${link}/dienst`, { ...empty, code });
    expect(go.body).toContain('href="/aanmelden/dienst/ga"');
    const back = await toProviderAndBack(provider, await browser.get('/aanmelden/dienst/ga'));
    expect((await goOn(browser, back)).location).toBe('/');
    expect((await browser.get('/')).body).toContain('vertrouwenspersoon');
    expect(await lastOfTrail()).toBe('identity.provider-accept-invitation done invitation');
    // The invitation is spent, and the sign-in serves from now on.
    expect((await fresh().get(`/uitnodiging/${link}`)).status).toBe(404);
    expect((await signInElsewhere(fresh(), provider)).location).toBe('/account');
    expect(await accountsOf(person)).toMatchObject([{ state: 'active', means: 'invitation' }]);
  });

  test('cannot take the sign-in of another, and keeps the invitation', async () => {
    const other = await worker();
    provider.person = other.known;
    await signInElsewhere(fresh(), provider);
    const { link, code } = await invited(workplace, 'Wim Ander', 'wim@veld.test');
    const browser = fresh();
    await browser.post(`/uitnodiging/${link}/dienst`, { code });
    const back = await toProviderAndBack(provider, await browser.get('/aanmelden/dienst/ga'));
    const refused = await goOn(browser, back);
    expect([refused.status, browser.cookie('daglicht')]).toEqual([403, undefined]);
    expect((await fresh().get(`/uitnodiging/${link}`)).status).toBe(200);
  });

  test('as one of the first administrators waits for the other, as with a password', async () => {
    const { person, link, code } = await invited(workplace, 'Ada Eerst', 'ada@veld.test', 'first');
    provider.person = { sub: 'ada' };
    const browser = fresh();
    await browser.post(`/uitnodiging/${link}/dienst`, { code });
    await goOn(browser, await toProviderAndBack(provider, await browser.get('/aanmelden/dienst/ga')));
    expect((await browser.get('/')).body).toContain('Een tweede beheerder moet u nog goedkeuren');
    expect(
      await asOwner(workplace, 'select kind from proposal where beneficiary = $1', [person]),
    ).toHaveLength(1);
  });

  test('to restore the way in gets the old account ended, and may link the same sign-in', async () => {
    const account = await setUp(workplace, 'Rik Herstel', 'rik@veld.test');
    const { link, code } = await invited(workplace, '', 'rik@veld.test', 'recovery', account.person);
    provider.person = { sub: 'rik' };
    const browser = fresh();
    await browser.post(`/uitnodiging/${link}/dienst`, { code });
    await goOn(browser, await toProviderAndBack(provider, await browser.get('/aanmelden/dienst/ga')));
    expect((await browser.get('/account')).status).toBe(200);
    expect((await account.browser.get('/account')).status).toBe(303);
    const again = await invited(workplace, '', 'rik@veld.test', 'recovery', account.person);
    await browser.post(`/uitnodiging/${again.link}/dienst`, { code: again.code });
    await goOn(browser, await toProviderAndBack(provider, await browser.get('/aanmelden/dienst/ga')));
    expect((await browser.get('/account')).status).toBe(200);
    expect((await accountsOf(account.person)).map(({ state, means }) => [state, means])).toEqual([
      ['ended', null],
      ['ended', null],
      ['active', 'invitation'],
    ]);
  });
});

describe('What comes back from the provider', () => {
  test('is used once, by the browser that left, with the state that it left with (test 52)', async () => {
    const { known } = await worker();
    provider.person = known;
    const browser = fresh();
    const path = await toProviderAndBack(provider, await browser.get('/aanmelden/dienst'));
    const query = new URL(path, 'http://werk.test').searchParams;
    // Another browser, to which an attacker sent the address.
    expect((await fresh().get(path)).status).toBe(403);
    expect((await fresh().post('/aanmelden/dienst/verder', Object.fromEntries(query))).status).toBe(403);
    // Another state spends nothing.
    const forged = path.replace(/state=[^&]+/, `state=${'x'.repeat(43)}`);
    expect((await browser.get(forged)).body).toContain('Dit antwoord hoort niet bij wat u begon');
    expect((await browser.get(path)).body).toContain('action="/aanmelden/dienst/verder"');
    const fields = hiddenIn((await browser.get(path)).body);
    expect((await browser.post('/aanmelden/dienst/verder', fields)).status).toBe(303);
    // Replayed: it is gone, and so is the cookie; with a cookie of now it is of another state.
    expect((await browser.post('/aanmelden/dienst/verder', fields)).body).toContain(
      'Dit aanmelden is voorbij',
    );
    const later = fresh();
    await later.get('/aanmelden/dienst');
    expect((await later.post('/aanmelden/dienst/verder', fields)).body).toContain('hoort niet bij');
  });

  test('may be a code that was used before: nobody comes in by it (test 52)', async () => {
    const { known } = await worker();
    provider.person = known;
    const browser = fresh();
    const path = await toProviderAndBack(provider, await browser.get('/aanmelden/dienst'));
    const { code = '' } = hiddenIn((await browser.get(path)).body);
    await goOn(browser, path);
    const second = fresh();
    const other = await toProviderAndBack(provider, await second.get('/aanmelden/dienst'));
    const refused = await goOn(second, other, { code });
    expect(refused.status).toBe(403);
    expect(refused.body).toContain('al gebruikt of te oud');
    expect(second.cookie('daglicht')).toBeUndefined();
  });

  const lies: readonly (readonly [string, Partial<Pick<TestProvider, 'lie' | 'signsWith'>>])[] = [
    ['a nonce of another sign-in (test 52)', { lie: (claims) => ({ ...claims, nonce: 'x'.repeat(43) }) }],
    ['no nonce (test 52)', { lie: ({ nonce, ...claims }) => claims }],
    ['a token for another program (test 52)', { lie: (claims) => ({ ...claims, aud: 'another' }) }],
    [
      'a token for two programs, made for the other (test 52)',
      { lie: (claims) => ({ ...claims, aud: ['daglicht', 'another'], azp: 'another' }) },
    ],
    ['a token of another issuer (test 52)', { lie: (claims) => ({ ...claims, iss: 'https://elders.test' }) }],
    ['a token without a signature (test 52)', { lie: (claims) => claims, signsWith: 'none' }],
    ['a token signed by another (test 52)', { lie: (claims) => claims, signsWith: 'other' }],
    [
      'a token signed with the shared secret (test 52)',
      { lie: (claims) => claims, signsWith: 'shared secret' },
    ],
    ['a token without a subject', { lie: ({ sub, ...claims }) => claims }],
    ['a subject that is no text', { lie: (claims) => ({ ...claims, sub: 7 }) }],
  ];
  test.each(lies)('may be %s: nobody comes in by it', async (_what, lie) => {
    const { person, known } = await worker();
    provider.person = known;
    Object.assign(provider, lie);
    const browser = fresh();
    const refused = await signInElsewhere(browser, provider);
    expect(refused.status).toBe(403);
    expect(refused.body).toContain('Het antwoord van Veldaccount klopt niet');
    expect(browser.cookie('daglicht')).toBeUndefined();
    expect(await accountsOf(person)).toEqual([]);
    expect(await lastOfTrail()).toBe('identity.provider-refused denied answer');
  });

  test('may be another subject where its person is described (test 52)', async () => {
    const { known } = await worker();
    provider.person = known;
    provider.answers.set('/me', (response) =>
      response
        .setHeader('Content-Type', 'application/json')
        .end(JSON.stringify({ ...known, sub: 'another' })),
    );
    expect((await signInElsewhere(fresh(), provider)).status).toBe(403);
    expect(await lastOfTrail()).toBe('identity.provider-refused denied answer');
  });

  test('may name another issuer than the one that was asked (test 52)', async () => {
    const { known } = await worker();
    provider.person = known;
    const browser = fresh();
    const path = await toProviderAndBack(provider, await browser.get('/aanmelden/dienst'));
    const refused = await goOn(browser, path, { iss: 'https://elders.test' });
    expect(refused.status).toBe(403);
    const second = fresh();
    const without = await toProviderAndBack(provider, await second.get('/aanmelden/dienst'));
    // The provider says that it always names itself.
    expect((await goOn(second, without, { iss: '' })).status).toBe(403);
  });

  test('may be a token of another day, by a clock that is wrong: told so', async () => {
    provider.person = (await worker()).known;
    provider.lie = (claims) => ({ ...claims, exp: Math.floor(Date.now() / 1000) - 3600 });
    expect((await signInElsewhere(fresh(), provider)).body).toContain('verschillen te veel');
    expect(await lastOfTrail()).toBe('identity.provider-refused denied clock');
  });

  const told: readonly (readonly [string, string, string])[] = [
    ['access_denied', 'afgebroken', 'access_denied'],
    ['login_required', 'Meld u eerst aan bij Veldaccount', 'login_required'],
    ['temporarily_unavailable', 'meldt een storing', 'temporarily_unavailable'],
    ['invalid_scope', 'niet goed ingesteld', 'invalid_scope'],
    ['<script>alert(1)</script>', 'klopt niet', 'answer'],
  ];
  test.each(told)('may be an error (%s), told in words that help', async (error, words, why) => {
    const browser = fresh();
    const leaving = await browser.get('/aanmelden/dienst?naar=%2Faccount');
    const state = new URL(leaving.location ?? '').searchParams.get('state') ?? '';
    const answer = await browser.get(
      `/aanmelden/dienst/terug?${new URLSearchParams({ error, state, error_description: '<b>kwaad</b>' })}`,
    );
    expect(answer.body).toContain(words);
    expect(answer.body).not.toContain('kwaad');
    expect(answer.body).not.toContain('<script>');
    expect(answer.body).toContain('%2Faccount');
    expect(await lastOfTrail()).toBe(`identity.provider-refused denied ${why}`);
  });

  test('is nothing when somebody stops there', async () => {
    const stopped = await signInElsewhere(fresh(), provider);
    expect(stopped.status).toBe(403);
    expect(stopped.body).toContain('afgebroken');
  });

  test('leads nowhere but to pages of this workplace', async () => {
    const { known } = await worker();
    provider.person = known;
    for (const onTo of ['https://kwaad.test/', '//kwaad.test', '/\\kwaad.test', 'javascript:alert(1)']) {
      const done = await signInElsewhere(fresh(), provider, onTo);
      expect([onTo, done.location]).toEqual([onTo, '/']);
    }
  });
});

test.each([
  ['the exchange', { token_endpoint: 'https://169.254.169.254/token' }],
  ['the keys', { jwks_uri: 'https://127.0.0.2/jwks' }],
  ['what it says of people', { userinfo_endpoint: 'https://10.0.0.1/me' }],
])(
  'A provider that puts %s at an address of a machine of the organisation is not followed there (test 53)',
  async (_what, place) => {
    provider.person = (await worker()).known;
    await setProvider(workplace, provider);
    provider.answers.set('/.well-known/openid-configuration', (response) =>
      response.setHeader('Content-Type', 'application/json').end(
        JSON.stringify({
          issuer: provider.issuer,
          authorization_endpoint: `${provider.issuer}/auth`,
          token_endpoint: `${provider.issuer}/token`,
          jwks_uri: `${provider.issuer}/jwks`,
          userinfo_endpoint: `${provider.issuer}/me`,
          ...place,
        }),
      ),
    );
    const browser = fresh();
    const refused = await signInElsewhere(browser, provider);
    expect(refused.status).toBe(403);
    expect(refused.body).toContain('geen openbaar adres met https');
    expect(browser.cookie('daglicht')).toBeUndefined();
    expect(await lastOfTrail()).toBe('identity.provider-refused denied address');
    provider.answers.clear();
    await setProvider(workplace, provider);
  },
);

describe('A provider that is down', () => {
  const faults: readonly (readonly [
    string,
    string,
    (response: Parameters<Parameters<TestProvider['answers']['set']>[1]>[0]) => void,
    string,
  ])[] = [
    ['fails at the exchange', '/token', (response) => response.writeHead(503).end(), 'meldt een storing'],
    [
      'does not know the secret',
      '/token',
      (response) =>
        response.writeHead(401, { 'Content-Type': 'application/json' }).end('{"error":"invalid_client"}'),
      'Meestal is het verlopen',
    ],
    [
      'leads on elsewhere at the exchange (test 53)',
      '/token',
      (response) => response.writeHead(307, { Location: 'https://127.0.0.1/' }).end(),
      'klopt niet',
    ],
    [
      'says what is no JSON',
      '/token',
      (response) => response.writeHead(200, { 'Content-Type': 'text/html' }).end('<p>Onderhoud</p>'),
      'klopt niet',
    ],
    ['cuts the connection', '/token', (response) => response.destroy(), 'kwam geen verbinding'],
  ];
  test.each(faults)('and %s is told of in words that help', async (_what, path, answer, words) => {
    provider.person = (await worker()).known;
    const browser = fresh();
    const back = await toProviderAndBack(provider, await browser.get('/aanmelden/dienst'));
    provider.answers.set(path, answer);
    const refused = await goOn(browser, back);
    expect(refused.status).toBeGreaterThanOrEqual(403);
    expect(refused.body).toContain(words);
    expect(browser.cookie('daglicht')).toBeUndefined();
  });
});

test('Nothing of tokens is kept or told, and no secret stands in clear', async () => {
  const { known } = await worker();
  provider.person = known;
  const tokens: string[] = [];
  provider.lie = (claims) => {
    tokens.push(String(claims['nonce']), String(claims['at_hash']));
    return claims;
  };
  const browser = fresh();
  const path = await toProviderAndBack(provider, await browser.get('/aanmelden/dienst'));
  const { code = '', state = '' } = hiddenIn((await browser.get(path)).body);
  await goOn(browser, path);
  expect(tokens).toHaveLength(2);
  const secrets = [provider.clientSecret, code, state, ...tokens, browser.cookie('daglicht') ?? ''];
  const tables = await asOwner(
    workplace,
    `select c.relname as name from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind = 'r'`,
  );
  for (const { name } of tables) {
    const rows = JSON.stringify(await asOwner(workplace, `select t::text from "${String(name)}" t`));
    const held = secrets.filter(
      (secret) => rows.includes(secret) || rows.includes(Buffer.from(secret).toString('hex')),
    );
    expect([name, held]).toEqual([name, []]);
  }
  expect(workplace.told.join('\n')).toBe('');
});
