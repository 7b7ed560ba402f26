import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { TestBrowser } from './makers/workplace/browser.ts';
import {
  goodPassword,
  openWorkplace,
  setUp,
  type TestAccount,
  type TestWorkplace,
} from './makers/workplace/workplace.ts';

/* What costs much time of the tests of the security design, each by its number. */

vi.setConfig({ testTimeout: 300_000 });

let workplace: TestWorkplace;
let ada: TestAccount;

beforeAll(async () => {
  workplace = await openWorkplace();
  ada = await setUp(workplace, 'Ada Berg', 'ada@veld.test');
});
afterAll(() => workplace.close());

const signInForm = (naam: string, wachtwoord: string) => ({ naam, wachtwoord, tijd: '15', naar: '' });

test('Many at once (43): two hundred wrong passwords at the same time are answered or told to wait, and who is right comes in', async () => {
  const strangers = Array.from({ length: 200 }, (_, one) =>
    new TestBrowser(workplace.site).post(
      '/aanmelden',
      signInForm(`iemand${one}@veld.test`, 'een wachtwoord van niemand'),
    ),
  );
  const page = await new TestBrowser(workplace.site).get('/aanmelden');
  expect(page.status).toBe(200);
  expect((await ada.browser.get('/account')).status).toBe(200);
  const answers = await Promise.all(strangers);
  const statuses = new Set(answers.map(({ status }) => status));
  expect([...statuses].every((status) => [200, 400, 503].includes(status))).toBe(true);
  expect(statuses.has(503)).toBe(true);
  expect(answers.find(({ status }) => status === 503)?.body).toContain(
    'Er melden zich nu te veel mensen tegelijk aan',
  );
  expect(answers.find(({ status }) => status === 503)?.headers.get('Retry-After')).toBe('5');
  const right = await new TestBrowser(workplace.site).post(
    '/aanmelden',
    signInForm('ada@veld.test', goodPassword),
  );
  expect(right.location).toContain('/aanmelden/code');
});
