import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { TestBrowser } from '../../../tests/makers/workplace/browser.ts';
import {
  backTo,
  describedField,
  hiddenIn,
  setProvider,
} from '../../../tests/makers/workplace/by-provider.ts';
import { startProvider, type TestProvider } from '../../../tests/makers/workplace/sign-in-provider.ts';
import {
  appointed,
  asOwner,
  asRuntime,
  openWorkplace,
  setUp,
  type TestAccount,
  type TestWorkplace,
} from '../../../tests/makers/workplace/workplace.ts';
import { operator } from '../../platform/access/actor.ts';
import { concern } from '../../platform/access/resource.ts';
import { perform } from '../../platform/database/doorways.ts';
import { removeProvider } from '../../platform/identity/provider/records.ts';

/* How it is set by what people sign in elsewhere: who sees it, who tries it, who approves it. */

let workplace: TestWorkplace;
let provider: TestProvider;
let tess: TestAccount;
let finn: TestAccount;
let els: TestAccount;

beforeAll(async () => {
  [workplace, provider] = await Promise.all([openWorkplace(), startProvider([backTo])]);
  await describedField(workplace);
  tess = await setUp(workplace, 'Tess Techniek', 'tess@veld.test');
  finn = await setUp(workplace, 'Finn Functie', 'finn@veld.test');
  els = await setUp(workplace, 'Els Coördinator', 'els@veld.test');
  await appointed(workplace, tess.person, 'technical-administrator');
  await appointed(workplace, finn.person, 'functional-administrator');
  await appointed(workplace, els.person, 'central-coordinator');
});
afterAll(async () => {
  await provider?.close();
  await workplace?.close();
});

const day = (days: number) =>
  new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Amsterdam' }).format(Date.now() + days * 86_400_000);
const remove = () => perform(workplace.door, operator('toets'), removeProvider, concern, {});

describe('Before a provider is set', () => {
  test('its page says how, and the sign-in page offers nothing', async () => {
    const page = await tess.browser.get('/aanmelddienst');
    expect(page.body).toContain('Er is geen aanmelddienst ingesteld');
    expect(page.body).toContain(backTo);
    const signIn = await new TestBrowser(workplace.site).get('/aanmelden');
    expect(signIn.body).not.toContain('/aanmelden/dienst');
    expect((await new TestBrowser(workplace.site).get('/aanmelden/dienst')).location).toBe('/aanmelden');
    expect((await tess.browser.post('/aanmelddienst', {})).status).toBe(200);
  });

  test('nobody but the administrators comes to its page', async () => {
    expect((await els.browser.get('/aanmelddienst')).status).toBe(404);
    expect((await els.browser.post('/aanmelddienst', {})).status).toBe(404);
    expect((await finn.browser.post('/aanmelddienst', {})).status).toBe(200);
  });
});

describe('A provider that is set', () => {
  test('holds at once while nobody else could approve, and shows all but its secret', async () => {
    expect(await setProvider(workplace, provider)).toBe('stands');
    const page = await tess.browser.get('/aanmelddienst');
    for (const shown of ['Veldaccount: Geldt', provider.issuer, 'veld.test', '127.0.0.1, ::1', 'toets'])
      expect(page.body).toContain(shown);
    expect(page.body).not.toContain(provider.clientSecret);
  });

  test('is tried by its page, which is recorded', async () => {
    expect((await tess.browser.post('/aanmelddienst', {})).body).toContain('De verbinding werkt');
    const [row] = await asOwner(
      workplace,
      `select actor from audit_entry where action = 'identity.try-provider'`,
    );
    expect(row?.['actor']).toBe(tess.person);
    await setProvider(workplace, provider, { secret: 'another' });
    expect((await tess.browser.post('/aanmelddienst', {})).body).toContain('Meestal is het verlopen');
    await setProvider(workplace, provider, { privateAddresses: [] });
    expect((await tess.browser.post('/aanmelddienst', {})).body).toContain('geen openbaar adres met https');
    await setProvider(workplace, provider, { certificates: null });
    expect((await tess.browser.post('/aanmelddienst', {})).body).toContain('certificaat');
    await setProvider(workplace, provider, { issuer: `${provider.issuer}/anders` });
    expect((await tess.browser.post('/aanmelddienst', {})).body).toContain('De verbinding werkt niet');
  });

  test('that says it is another is not believed (test 52)', async () => {
    await setProvider(workplace, provider);
    provider.answers.set('/.well-known/openid-configuration', (response) =>
      response.setHeader('Content-Type', 'application/json').end(
        JSON.stringify({
          issuer: 'https://elders.test',
          authorization_endpoint: 'https://elders.test/auth',
        }),
      ),
    );
    expect((await tess.browser.post('/aanmelddienst', {})).body).toContain('klopt niet met de instellingen');
    const leaving = await new TestBrowser(workplace.site).get('/aanmelden/dienst');
    expect([leaving.status, leaving.location]).toEqual([403, null]);
    expect(leaving.body).toContain('Op een andere manier aanmelden');
    provider.answers.clear();
  });

  const places: readonly (readonly [string, string])[] = [
    ['http', 'http://127.0.0.1/auth'],
    ['a script', 'javascript:alert(1)'],
  ];
  test.each(places)('that leads browsers to %s is not followed (test 53)', async (_what, place) => {
    await setProvider(workplace, provider);
    provider.answers.set('/.well-known/openid-configuration', (response) =>
      response
        .setHeader('Content-Type', 'application/json')
        .end(JSON.stringify({ issuer: provider.issuer, authorization_endpoint: place })),
    );
    const leaving = await new TestBrowser(workplace.site).get('/aanmelden/dienst');
    expect(leaving.location).toBeNull();
    provider.answers.clear();
  });

  test('whose exchange is at an address of this machine is not asked there (test 53)', async () => {
    await setProvider(workplace, provider);
    let hit = false;
    provider.answers.set('/hidden', (response) => {
      hit = true;
      response.end('{}');
    });
    provider.answers.set('/.well-known/openid-configuration', (response) =>
      response.setHeader('Content-Type', 'application/json').end(
        JSON.stringify({
          issuer: provider.issuer,
          authorization_endpoint: `${provider.issuer}/auth`,
          token_endpoint: `https://127.0.0.2:${provider.port}/hidden`,
          jwks_uri: `${provider.issuer}/jwks`,
        }),
      ),
    );
    expect((await tess.browser.post('/aanmelddienst', {})).body).toContain('geen openbaar adres met https');
    expect(hit).toBe(false);
    provider.answers.clear();
  });

  test('is warned of at 60, 30 and 7 days before its secret ends, to the technical administrator', async () => {
    const told: readonly (readonly [number, string | null])[] = [
      [61, null],
      [60, 'verloopt binnen 60 dagen'],
      [30, 'verloopt binnen 30 dagen'],
      [7, 'verloopt binnen een week'],
      [-1, 'is verlopen'],
    ];
    for (const [days, words] of told) {
      await setProvider(workplace, provider, { secretEndsOn: day(days) });
      for (const page of ['/', '/aanmelddienst']) {
        const { body } = await tess.browser.get(page);
        if (words === null)
          expect([days, body.includes('Het geheim van Veldaccount')]).toEqual([days, false]);
        else expect(body).toContain(`Het geheim van Veldaccount ${words}`);
      }
      expect((await els.browser.get('/')).body).not.toContain('Het geheim van');
    }
  });

  test('is gone when it is removed', async () => {
    await setProvider(workplace, provider);
    await remove();
    expect((await new TestBrowser(workplace.site).get('/aanmelden')).body).not.toContain('Veldaccount');
  });
});

describe('From the moment that two could approve', () => {
  let gerd: TestAccount;
  beforeAll(async () => {
    await setProvider(workplace, provider, { name: 'Oude dienst' });
    gerd = await setUp(workplace, 'Gerd Functie', 'gerd@veld.test');
    await appointed(workplace, gerd.person, 'functional-administrator');
  });

  const named = async () =>
    /Aanmelden met ([^<]+)<\/a>/.exec((await new TestBrowser(workplace.site).get('/aanmelden')).body)?.[1];

  test('settings wait for one of them, and what was there holds until then', async () => {
    expect(await setProvider(workplace, provider, { name: 'Nieuwe dienst' })).toBe('waits');
    expect(await named()).toBe('Oude dienst');
    expect((await tess.browser.get('/aanmelddienst')).body).toContain('Wacht op goedkeuring');
    const page = await finn.browser.get('/voorstellen');
    expect(page.body).toContain('Voorstel voor het aanmelden: Nieuwe dienst');
    expect(page.body).toContain(provider.issuer);
    const { voorstel = '', versie = '' } = hiddenIn(page.body);
    // Who looks after accounts does not decide about it, nor does anybody about another version than was shown.
    expect(
      (await tess.browser.post('/voorstellen/aanmelddienst', { voorstel, versie, besluit: 'goed' })).status,
    ).toBe(404);
    const other = await finn.browser.post('/voorstellen/aanmelddienst', {
      voorstel,
      versie: 'x',
      besluit: 'goed',
    });
    expect([other.status, await named()]).toEqual([409, 'Oude dienst']);
    const done = await finn.browser.post('/voorstellen/aanmelddienst', { voorstel, versie, besluit: 'goed' });
    expect(done.location).toBe('/voorstellen?gedaan=aanmelddienst');
    expect(await named()).toBe('Nieuwe dienst');
    const again = await gerd.browser.post('/voorstellen/aanmelddienst', {
      voorstel,
      versie,
      besluit: 'niet',
    });
    expect([again.status, await named()]).toEqual([409, 'Nieuwe dienst']);
  });

  test('a new secret alone holds at once: who approves may come in by it', async () => {
    expect(await setProvider(workplace, provider, { name: 'Nieuwe dienst', secret: 'vernieuwd' })).toBe(
      'stands',
    );
    const given = { name: 'Nieuwe dienst', secretEndsOn: day(400) };
    expect(await setProvider(workplace, provider, given)).toBe('stands');
    for (const other of [
      { mailDomains: ['elders.test'] },
      { privateAddresses: ['10.0.0.1'] },
      { acrs: 'c1' },
      { certificates: null },
    ])
      expect(await setProvider(workplace, provider, { ...given, ...other })).toBe('waits');
    expect(await named()).toBe('Nieuwe dienst');
    expect(await setProvider(workplace, provider, given)).toBe('stands');
  });

  test('settings that are refused, replaced or removed never hold', async () => {
    await setProvider(workplace, provider, { name: 'Eerste' });
    const first = hiddenIn((await finn.browser.get('/voorstellen')).body);
    await setProvider(workplace, provider, { name: 'Tweede' });
    const page = (await finn.browser.get('/voorstellen')).body;
    expect(page).not.toContain('Eerste');
    const late = await finn.browser.post('/voorstellen/aanmelddienst', {
      voorstel: first['voorstel'] ?? '',
      versie: first['versie'] ?? '',
      besluit: 'goed',
    });
    expect([late.status, await named()]).toEqual([409, 'Nieuwe dienst']);
    const { voorstel = '', versie = '' } = hiddenIn(page);
    await finn.browser.post('/voorstellen/aanmelddienst', { voorstel, versie, besluit: 'niet' });
    expect(await named()).toBe('Nieuwe dienst');
    expect((await tess.browser.get('/aanmelddienst')).body).toContain('Tweede: Niet goedgekeurd');
    await remove();
    expect(await named()).toBeUndefined();
    expect(await setProvider(workplace, provider)).toBe('waits');
  });

  test('the database refuses settings that nobody approved, whoever makes them', async () => {
    const acting = (kind: string, actor: string, statement: string) =>
      asRuntime(
        workplace,
        `begin; select set_config('role', 'daglicht_${kind}', true), set_config('app.actor_kind', '${kind}', true),
           set_config('app.actor', '${actor}', true), set_config('app.person', '${kind === 'person' ? actor : ''}', true);
         ${statement}; commit`,
      );
    const insert = (
      proposal: string,
    ) => `insert into sign_in_provider (id, name, issuer, client_id, client_secret, mail_domains,
      private_addresses, settings_hash, proposal_id, recorded_by)
      values ('00000000-0000-4000-8000-00000000000a', 'x', 'https://x.test', 'x', 'x', '{}', '{}', 'x', ${proposal}, 'x')`;
    const refused = /another has to approve|permission denied|not made so|may not|row-level security/;
    await expect(acting('operator', 'toets', insert('null'))).rejects.toThrow(refused);
    await expect(acting('identity', 'identity', insert('null'))).rejects.toThrow(refused);
    await expect(acting('person', tess.person, insert('null'))).rejects.toThrow(refused);
    const proposed = (
      outcome: string,
    ) => `insert into proposal (id, kind, payload, payload_hash, reason, proposed_by, expires_at,
      outcome, decided_at, decided_by) values ('00000000-0000-4000-8000-00000000000b', 'sign-in-provider', '{}', 'x', 'x', 'x',
      now() + interval '1 hour', ${outcome})`;
    await expect(
      acting('operator', 'toets', proposed(`'approved', now(), '${finn.person}'`)),
    ).rejects.toThrow(refused);
    await expect(acting('person', finn.person, proposed('null, null, null'))).rejects.toThrow(refused);
    // A proposal of other settings serves none.
    await expect(
      acting(
        'operator',
        'toets',
        `${proposed('null, null, null')}; ${insert(`'00000000-0000-4000-8000-00000000000b'`)}`,
      ),
    ).rejects.toThrow(refused);
    for (const change of [`issuer = 'https://y.test'`, `proposal_id = null`, 'withdrawn_at = null'])
      for (const [kind, actor] of [
        ['operator', 'toets'],
        ['identity', 'identity'],
        ['person', tess.person],
      ] as const) {
        if (kind === 'operator' && change.startsWith('withdrawn')) continue;
        await expect(acting(kind, actor, `update sign_in_provider set ${change}`)).rejects.toThrow(refused);
      }
    await expect(acting('person', tess.person, 'select client_secret from sign_in_provider')).rejects.toThrow(
      refused,
    );
    for (const table of ['provider_link', 'provider_attempt'])
      for (const kind of ['person', 'operator', 'public'])
        await expect(acting(kind, tess.person, `select * from ${table}`)).rejects.toThrow(refused);
  });
});
