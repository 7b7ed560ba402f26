import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  appointed,
  asOwner,
  codeOf,
  openWorkplace,
  setUp,
  type TestAccount,
  type TestWorkplace,
} from '../../../tests/makers/workplace/workplace.ts';

/* A person has two accounts at most. */

let workplace: TestWorkplace;
let tess: TestAccount;
let bo: TestAccount;

beforeAll(async () => {
  workplace = await openWorkplace();
  tess = await setUp(workplace, 'Tess Techniek', 'tess@veld.test', 'first');
  bo = await setUp(workplace, 'Bo Smit', 'bo@veld.test');
  await appointed(workplace, tess.person, 'technical-administrator');
});
afterAll(() => workplace.close());

/** Invites Bo as Tess does; answers what the page says. */
async function invitedAs(name: string) {
  await asOwner(workplace, 'update account_secret set totp_step = null');
  return tess.browser.post(`/mensen/${bo.person}/uitnodigen`, {
    naam: name,
    voor: '',
    wachtwoord: tess.password,
    code: codeOf(tess.seed),
  });
}

const accountOf = (name: string) =>
  asOwner(
    workplace,
    `insert into account (id, person_id, sign_in_name, state) values (gen_random_uuid(), $1, $2, 'active')`,
    [bo.person, name],
  );

test('Somebody is invited for a second account, with another name to sign in with', async () => {
  expect((await tess.browser.get(`/mensen/${bo.person}`)).body).toContain('voor een tweede account');
  const form = (await tess.browser.get(`/mensen/${bo.person}/uitnodigen`)).body;
  expect(form).toContain('een eigen aanmeldnaam');
  expect(form).not.toContain('value="bo@veld.test"');
  expect((await invitedAs('bo@veld.test')).body).toContain('heeft al een account');
  expect((await invitedAs('bo-beheer@veld.test')).body).toContain('Link en code');
});

test('A third is refused, with what to do; by the database too', async () => {
  await accountOf('bo-beheer@veld.test');
  expect((await tess.browser.get(`/mensen/${bo.person}`)).body).toContain('Deze persoon heeft twee accounts');
  expect((await invitedAs('bo-drie@veld.test')).body).toContain('Beëindig eerst een van beide');
  await expect(accountOf('bo-drie@veld.test')).rejects.toThrow('two accounts at most');
  // What ended counts no more.
  await asOwner(
    workplace,
    `update account set state = 'ended', ended_at = now() where sign_in_name = 'bo-beheer@veld.test'`,
  );
  await expect(accountOf('bo-drie@veld.test')).resolves.toBeDefined();
});

test('Which of two accounts is restored stands in the form', async () => {
  const [second] = await asOwner(
    workplace,
    `select id from account where sign_in_name = 'bo-drie@veld.test'`,
  );
  const form = await tess.browser.get(
    `/mensen/${bo.person}/uitnodigen?voor=herstel&account=${String(second?.['id'])}`,
  );
  expect(form.body).toContain('value="bo-drie@veld.test"');
});
