import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { TestBrowser } from '../../../tests/makers/workplace/browser.ts';
import { openDescribedWorkplace } from '../../../tests/makers/workplace/described.ts';
import {
  appointed,
  asOwner,
  codeOf,
  goodPassword,
  invited,
  seedIn,
  setUp,
  type TestAccount,
  type TestWorkplace,
} from '../../../tests/makers/workplace/workplace.ts';
import { today } from '../../organisation/period.ts';

/* The clock of the program goes back or forward between two steps. Every time is set and asked by the database: nothing
   that somebody does hangs on it. */

let workplace: TestWorkplace;
let fenna: TestAccount;
let gerda: TestAccount;
let hilde: TestAccount;

const hour = 3_600_000;
const jumps = [-5 * 24, -1, 1, 5 * 24] as const;

/** From here on the clock of this process, not that of the database, is off by so many hours. */
function jumped(hours: number): void {
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + hours * hour });
}

beforeAll(async () => {
  workplace = await openDescribedWorkplace();
  fenna = await setUp(workplace, 'Fenna Beheer', 'fenna@oefen.test', 'first');
  gerda = await setUp(workplace, 'Gerda Beheer', 'gerda@oefen.test');
  hilde = await setUp(workplace, 'Hilde Beheer', 'hilde@oefen.test');
  for (const { person } of [fenna, gerda, hilde])
    await appointed(workplace, person, 'functional-administrator');
});
afterAll(() => workplace.close());
afterEach(() => vi.useRealTimers());

const typedDay = (day: string) => day.split('-').map(Number).reverse().join('-');
const dayFrom = (offset: number) =>
  new Date(Date.parse(today()) + offset * 24 * hour).toISOString().slice(0, 10);

describe.each(jumps)('A clock of the program that is off by %i hours', (hours) => {
  test('ends no session and lets none go on, and takes each code of an app once', async () => {
    await asOwner(workplace, 'update account_secret set totp_step = null');
    const code = codeOf(gerda.seed);
    const half = new TestBrowser(workplace.site);
    const form = { naam: gerda.name, wachtwoord: gerda.password, naar: '/account' };
    await half.post('/aanmelden', form);
    const again = new TestBrowser(workplace.site);
    await again.post('/aanmelden', form);
    jumped(hours);
    expect((await fenna.browser.get('/account')).status).toBe(200);
    const done = await half.post('/aanmelden/code', { code, naar: '/account' });
    expect(done.location).toBe('/account');
    expect((await half.get('/account')).status).toBe(200);
    // The clock comes back: the code was taken, also for another who saw it.
    vi.useRealTimers();
    expect((await again.post('/aanmelden/code', { code, naar: '/account' })).body).toContain(
      'id="code-fout"',
    );
    const { person } = gerda;
    await asOwner(workplace, `update session set ends_at = now() where person_id = $1`, [person]);
    jumped(hours);
    expect((await half.get('/account')).location).toContain('/aanmelden');
  });

  test('ends no invitation that holds, opens none that lapsed, and sets an account up', async () => {
    const mail = `nieuw${hours + 1000}@oefen.test`;
    const { link, code } = await invited(workplace, 'Nieuw', mail);
    const lapsed = await invited(workplace, 'Oud', `oud${hours + 1000}@oefen.test`);
    await asOwner(
      workplace,
      `update invitation set expires_at = now() - interval '1 second' where person_id = $1`,
      [lapsed.person],
    );
    jumped(hours);
    expect((await new TestBrowser(workplace.site).get(`/uitnodiging/${lapsed.link}`)).body).not.toContain(
      'name="code"',
    );
    const browser = new TestBrowser(workplace.site);
    const form = { naam: mail, code, wachtwoord: goodPassword, herhaling: goodPassword };
    expect((await browser.post(`/uitnodiging/${link}`, form)).location).toBe('/aanmelden/instellen');
    const seed = seedIn((await browser.get('/aanmelden/instellen')).body);
    vi.useRealTimers();
    const right = codeOf(seed);
    jumped(-hours);
    expect((await browser.post('/aanmelden/instellen', { code: right })).body).toContain('herstelcodes');
  });

  test('neither ends a proposal before its 72 hours nor lets one go on after', async () => {
    const form = {
      ...{ bedrag: String(60 + hours / 2), aantal: '5', tegen: 'singletons', vanaf: typedDay(dayFrom(20)) },
      ...{ reden: 'Besluit', stap: 'vastleggen', wachtwoord: fenna.password },
    };
    const proposed = await fenna.browser.post('/instellingen/drempels', form);
    expect(proposed.location).toBe('/instellingen?gedaan=voorgesteld');
    const [{ id = null } = {}] = await asOwner(
      workplace,
      `select id from proposal where outcome is null and kind = 'thresholds' and expires_at > now()`,
    );
    jumped(hours);
    expect((await hilde.browser.get('/voorstellen')).body).toContain(String(id));
    await asOwner(workplace, `update proposal set expires_at = now() - interval '1 second' where id = $1`, [
      id,
    ]);
    const { body } = await hilde.browser.get('/voorstellen');
    expect(body).toContain('<h1>Voorstellen</h1>');
    expect(body).not.toContain(String(id));
  });
});

describe('A change of settings begins on the day of the database', () => {
  const change = (vanaf: string, name: string) => ({
    ...{ welke: 'phone', naam: name, name, vanaf: typedDay(vanaf), stap: 'vastleggen' },
  });
  const path = '/instellingen/codes/intake-channels/naam';
  const versions = () =>
    asOwner(
      workplace,
      'select id, valid_from from profile_version where withdrawn_at is null order by recorded_at',
    );
  const base = async (form: Readonly<Record<string, string>>) => {
    const { body } = await fenna.browser.post(path, { ...form, stap: 'bekijken' });
    return /name="basis" value="([^"]+)"/.exec(body)?.[1] ?? '';
  };

  test('also where the clock of the program lags: what is over does not change', async () => {
    const before = await versions();
    const yesterday = dayFrom(-1);
    jumped(-3 * 24);
    const form = change(yesterday, 'Per bericht');
    const answer = await fenna.browser.post(path, { ...form, basis: await base(form) });
    expect(answer.body).toContain('id="vanaf-fout"');
    expect(await versions()).toEqual(before);
  });

  test('and is undone until then, also where the clock of the program is ahead', async () => {
    const before = await versions();
    const form = change(dayFrom(2), 'Per bericht');
    const made = await fenna.browser.post(path, { ...form, basis: await base(form) });
    expect(made.location).toContain('gedaan=gewijzigd');
    const [added] = (await versions()).slice(-1);
    jumped(10 * 24);
    const undone = await fenna.browser.post(`/instellingen/versies/${String(added?.['id'])}`, {});
    expect(undone.location).toBe('/instellingen?gedaan=ongedaan');
    expect(await versions()).toEqual(before);
  });
});

test('The last day of an access token is held against the day of the database, in words', async () => {
  await appointed(workplace, gerda.person, 'central-coordinator');
  const far = typedDay(dayFrom(366 + 3));
  jumped(20 * 24);
  const answer = await fenna.browser.post('/account/sleutels/nieuw', {
    ...{ naam: 'lijst', einde: far, mag: ['organisation.describe'] },
  });
  expect(answer.body).toContain('id="einde-fout"');
});
