import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { TestBrowser } from '../../../tests/makers/workplace/browser.ts';
import {
  appointed,
  asOwner,
  goodPassword,
  invited,
  openWorkplace,
  setUp,
  type TestAccount,
  type TestWorkplace,
} from '../../../tests/makers/workplace/workplace.ts';

let workplace: TestWorkplace;
let ada: TestAccount;
let otto: TestAccount;

beforeAll(async () => {
  workplace = await openWorkplace();
  ada = await setUp(workplace, 'Ada Berg', 'ada@veld.test');
  otto = await setUp(workplace, 'Otto Zee', 'otto@veld.test');
  await appointed(workplace, ada.person, 'technical-administrator');
  await appointed(workplace, ada.person, 'functional-administrator');
  await appointed(workplace, otto.person, 'auditor');
});
afterAll(async () => {
  expect(workplace.told).toEqual([]);
  await workplace.close();
});

/** All in one text, so that each page is asked once. */
const hostile = [
  `<script>alert(1)</script>`,
  `"><img src=x onerror=alert(1)>`,
  `'-alert(1)-'`,
  `</title><svg onload=alert(1)>`,
  `javascript:alert(1)`,
  `{{7*7}} \${7*7} $& $' {name}`,
].join(' ');

describe('What is typed', () => {
  test('is shown as it was typed wherever it stands, and never run (test 30)', async () => {
    const { location } = await ada.browser.post('/mensen/nieuw', {
      naam: hostile,
      mail: '',
      telefoon: hostile.slice(0, 50),
    });
    const id = location?.slice(8, 44) ?? '';
    const role = { rol: 'coordinator', onderdeel: '*', vanaf: '1-11-2026', tot: '', reden: hostile };
    const pages = [
      await ada.browser.post(`/mensen/${id}/aanwijzen`, { ...role, stap: 'controleren' }),
      await ada.browser.post(`/mensen/${id}/aanwijzen`, {
        ...role,
        rol: hostile,
        onderdeel: hostile,
        vanaf: hostile,
        tot: hostile,
        stap: hostile,
      }),
      await ada.browser.post(`/mensen/${id}/aanwijzen`, { ...role, stap: 'geven' }),
      await ada.browser.get(`/mensen/${id}`),
      await ada.browser.get(`/mensen/${id}?gedaan=toegevoegd`),
      await ada.browser.get(`/mensen/${id}/gegevens`),
      await ada.browser.get(`/mensen/${id}/uitnodigen`),
      await ada.browser.post(`/mensen/${id}/uitnodigen`, { naam: hostile, voor: hostile }),
      await ada.browser.get((await ada.browser.post('/mensen', { zoek: hostile })).location ?? ''),
      await new TestBrowser(workplace.site).post('/aanmelden', {
        naam: hostile,
        wachtwoord: hostile,
        naar: hostile,
      }),
      await otto.browser.get(
        `/vastlegging?van=${encodeURIComponent(hostile)}&tot=${encodeURIComponent(hostile)}`,
      ),
    ];
    for (const { status, body } of pages) {
      expect(status).toBeLessThan(500);
      for (const raw of ['<script>alert', '<img src=x', '<svg onload', 'href="javascript:'])
        expect(body).not.toContain(raw);
    }
    await asOwner(workplace, 'delete from sign_in_delay');
  });

  test('with characters that turn round or hide is refused where it stands, with the character named (test 35)', async () => {
    for (const hidden of ['\u202e', '\u200b', '\u2066', '\u00ad', '\ue000']) {
      const form = { naam: `Jan${hidden}Bos`, mail: '', telefoon: `06${hidden}1` };
      const answer = await ada.browser.post('/mensen/nieuw', form);
      expect(answer.body).toContain('id="naam-fout"');
      expect(answer.body).toContain('id="telefoon-fout"');
      expect(answer.body).toContain('U+');
      const role = {
        rol: 'coordinator',
        onderdeel: '*',
        vanaf: '1-11-2026',
        tot: '',
        reden: `x${hidden}`,
        stap: 'geven',
      };
      expect((await ada.browser.post(`/mensen/${otto.person}/aanwijzen`, role)).body).toContain(
        'id="reden-fout"',
      );
      const invited = await ada.browser.post(`/mensen/${otto.person}/uitnodigen`, {
        naam: `x${hidden}yz`,
        voor: '',
      });
      expect(invited.body).toContain('id="naam-fout"');
    }
  });

  test('that is too long is said to be, and nothing of it is cut off in silence', async () => {
    const long = await ada.browser.post('/mensen/nieuw', {
      naam: 'a'.repeat(201),
      mail: '',
      telefoon: '1'.repeat(51),
    });
    expect(long.body).toContain('Dit is te lang');
    expect(long.body).toContain('id="telefoon-fout"');
    const role = {
      rol: 'coordinator',
      onderdeel: '*',
      vanaf: '1-11-2026',
      tot: '',
      reden: 'x'.repeat(1001),
      stap: 'geven',
    };
    expect((await ada.browser.post(`/mensen/${otto.person}/aanwijzen`, role)).body).toContain(
      'Dit is te lang',
    );
  });

  test('may be huge or strange, and is answered within half a second (tests 35, 45)', async () => {
    const words = Array.from({ length: 10_000 }, () => 'ab').join(' ');
    const tries: readonly (readonly [string, Record<string, string>])[] = [
      ['/mensen', { zoek: words }],
      ['/mensen', { zoek: '%_\\%' }],
      ['/mensen/nieuw', { naam: ' '.repeat(200_000), mail: `${'a'.repeat(100_000)}@`, telefoon: '' }],
      ['/mensen/nieuw', { naam: 'x', mail: 'a.'.repeat(100_000), telefoon: '' }],
      ['/mensen/nieuw', Object.fromEntries(Array.from({ length: 10_000 }, (_, i) => [`f${i}`, '']))],
      ['/mensen/nieuw', { naam: 'x', mail: '', telefoon: '', __proto__x: '1', constructor: '2' }],
    ];
    for (const [path, form] of tries) {
      const begun = performance.now();
      const answer = await ada.browser.post(path, form);
      expect(answer.status).toBeLessThan(500);
      // Of the processor: the machine may be busy.
      expect(performance.now() - begun).toBeLessThan(2500);
    }
    const found = await ada.browser.get((await ada.browser.post('/mensen', { zoek: '%' })).location ?? '');
    expect(found.body).not.toContain('<bdi>Ada Berg</bdi>');
  });

  test('as a day that is none, or lies before or after any, is said at its field (test 35)', async () => {
    for (const day of [
      '0000-00-00',
      '0000-01-01',
      '1-1-0001',
      '9999-12-31',
      '99999-01-01',
      '31-2-2026',
      '-1-1-2026',
    ]) {
      const role = { rol: 'coordinator', onderdeel: '*', vanaf: day, tot: day, reden: 'x', stap: 'geven' };
      const answer = await ada.browser.post(`/mensen/${otto.person}/aanwijzen`, role);
      expect(answer.body).toContain('id="vanaf-fout"');
      expect((await otto.browser.get(`/vastlegging?van=${day}&tot=${day}`)).status).toBe(200);
    }
    for (const after of ['2026-99-99 99:99:99+00', '0000-00-00 00:00+00'])
      for (const id of [otto.person, '-'.repeat(36)])
        expect(
          (await otto.browser.get(`/vastlegging?na=${encodeURIComponent(`${after} ${id}`)}`)).status,
        ).toBe(200);
  });
});

describe('What names something', () => {
  const none = [
    '-',
    'a',
    '-'.repeat(36),
    'f'.repeat(36),
    '00000000-0000-0000-0000-000000000000',
    'g',
    "'",
    '..%2f',
    '%27',
  ];

  test('by an id that is none is found nowhere, and is no fault (test 21)', async () => {
    for (const id of none) {
      for (const path of [
        '',
        '/gegevens',
        '/aanwijzen',
        '/uitnodigen',
        `/beeindigen/${id}`,
        `/account/${id}`,
      ])
        expect((await ada.browser.get(`/mensen/${id}${path}`)).status).toBe(404);
      for (const path of [
        '/gegevens',
        '/aanwijzen',
        '/uitnodigen',
        '/code',
        `/beeindigen/${id}`,
        `/account/${id}`,
      ])
        expect((await ada.browser.post(`/mensen/${id}${path}`, {})).status).toBe(404);
      expect((await ada.browser.get(`/mensen?zoek=${id}`)).status).toBe(200);
      for (const [path, form] of [
        ['/voorstellen', { voorstel: id, versie: id, besluit: 'goed' }],
        ['/beheerders', { voorstel: id, besluit: 'goed' }],
        ['/account/sessies', { sessie: id }],
      ] as const)
        expect([303, 409]).toContain((await ada.browser.post(path, form)).status);
    }
  });

  test('elsewhere is not gone on to after signing in, in either language (open redirect)', async () => {
    for (const naar of [
      '//elders.nl',
      '/\\elders.nl',
      'https://elders.nl',
      '/%2f/elders.nl\n',
      '/x:@elders.nl',
      '\t//elders.nl',
      '/en//elders.nl:80',
    ])
      for (const [page, start] of [
        ['/aanmelden', '/'],
        ['/en/aanmelden', '/en'],
      ] as const) {
        const { location } = await ada.browser.get(`${page}?naar=${encodeURIComponent(naar)}`);
        expect([start, '/en/']).toContain(location);
      }
  });
});

describe('A session', () => {
  test('whose cookie comes twice is none: another site of the host may have set one (test 50)', async () => {
    const own = ada.browser.cookie('daglicht') ?? '';
    const twice = new TestBrowser(workplace.site, { Cookie: `daglicht=${own}; daglicht=${'x'.repeat(43)}` });
    expect((await twice.get('/account')).status).toBe(303);
    expect((await ada.browser.get('/account')).status).toBe(200);
  });

  test('is held by a cookie of this host alone where people come by https, which no script reads (test 50)', async () => {
    const secure = await openWorkplace({ secure: true });
    const { link, code } = await invited(secure, 'Eva Bos', 'eva@veld.test');
    const browser = new TestBrowser(secure.site);
    const form = { naam: '', code, wachtwoord: goodPassword, herhaling: goodPassword };
    // Under the name that http has, or planted before, a token is not taken.
    browser.setCookie('__Host-daglicht', 'x'.repeat(43));
    const { headers, status } = await browser.post(`/uitnodiging/${link}`, form);
    expect(status).toBe(303);
    const [cookie = ''] = headers.getSetCookie();
    expect(cookie).toMatch(/^__Host-daglicht=[\w-]{43}; /);
    for (const flag of ['Path=/', 'HttpOnly', 'Secure', 'SameSite=Lax']) expect(cookie).toContain(flag);
    expect(cookie).not.toMatch(/domain=/i);
    const plain = new TestBrowser(secure.site);
    plain.setCookie('daglicht', browser.cookie('__Host-daglicht') ?? '');
    expect((await plain.get('/aanmelden/instellen')).location).toBe('/aanmelden');
    await secure.close();
  });

  test('ends after five wrong passwords where the password is changed, each recorded (tests 49, 55)', async () => {
    const pim = await setUp(workplace, 'Pim Bos', 'pim@veld.test');
    const wrong = { nu: 'verkeerd', nieuw: 'x', herhaling: 'x' };
    expect((await pim.browser.post('/account/wachtwoord', wrong)).body).toContain(
      'niet uw wachtwoord van nu',
    );
    expect(
      await asOwner(workplace, 'select failures from session where person_id = $1', [pim.person]),
    ).toEqual([{ failures: 1 }]);
    await asOwner(workplace, 'update session set failures = 4 where person_id = $1', [pim.person]);
    await pim.browser.post('/account/wachtwoord', wrong);
    expect((await pim.browser.get('/account')).status).toBe(303);
    const rows = await asOwner(
      workplace,
      `select 1 from audit_entry where action = 'identity.confirm-presence' and outcome = 'denied'`,
    );
    expect(rows).toHaveLength(2);
  });

  test('is kept by nobody: every answer says so, and a HEAD or a GET changes nothing (tests 33, 59)', async () => {
    for (const path of [
      '/',
      '/account',
      '/mensen',
      `/mensen/${ada.person}`,
      '/aanmelden',
      '/afmelden',
      '/niets',
      '/bevestigen',
      '/en/account',
    ]) {
      const signedOut = await new TestBrowser(workplace.site).get(path);
      const inside = await ada.browser.get(path);
      for (const one of [signedOut, inside]) expect(one.headers.get('Cache-Control'), path).toBe('no-store');
    }
    expect((await ada.browser.get('/account')).status).toBe(200);
  });

  test('ends when another begins in the same browser (test 50)', async () => {
    const own = ada.browser.cookie('daglicht') ?? '';
    const same = new TestBrowser(workplace.site);
    same.setCookie('daglicht', own);
    await same.post('/aanmelden', { naam: otto.name, wachtwoord: otto.password, naar: '/' });
    expect(same.cookie('daglicht')).not.toBe(own);
    expect((await ada.browser.get('/account')).status).toBe(303);
  });
});
