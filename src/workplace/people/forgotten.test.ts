import { afterAll, beforeAll, expect, test } from 'vitest';
import { everythingStored } from '../../../tests/makers/everything-stored.ts';
import { TestAuthenticator } from '../../../tests/makers/workplace/authenticator.ts';
import { workAddress } from '../../../tests/makers/workplace/by-provider.ts';
import { openDescribedWorkplace } from '../../../tests/makers/workplace/described.ts';
import {
  appointed,
  asOwner,
  invited,
  setUp,
  type TestAccount,
  type TestWorkplace,
} from '../../../tests/makers/workplace/workplace.ts';
import { newId } from '../../platform/database/new-id.ts';

/* Who left long ago is forgotten by the retention rule, wherever their name, address or sign-in stood. */

let workplace: TestWorkplace;
let fenna: TestAccount;
let gone: TestAccount;

/** What stands of somebody in all tables: where, and which line. */
async function whereStands(words: RegExp): Promise<readonly string[]> {
  const stored = await everythingStored(workplace.database);
  return [...stored].flatMap(([table, lines]) =>
    lines
      .split('\n')
      .filter((line) => words.test(line))
      .map((line) => `${table}: ${line}`),
  );
}

beforeAll(async () => {
  workplace = await openDescribedWorkplace();
  fenna = await setUp(workplace, 'Fenna Beheer', 'fenna@oefen.test', 'first');
  await appointed(workplace, fenna.person, 'functional-administrator');
  gone = await setUp(workplace, 'Quirijn Zwaluwenburg', 'quirijn@oefen.test');
  // A passkey, a sign-in elsewhere, a token, a search, and an invitation that was never opened: all bear the name.
  const device = new TestAuthenticator(workAddress);
  const { said } = await gone.browser.postJson('/account/passkeys/nieuw/begin', {});
  const credential = device.create(said.options);
  await gone.browser.postJson('/account/passkeys/nieuw', { credential, naam: 'telefoon Zwaluwenburg' });
  await asOwner(
    workplace,
    `insert into provider_link (id, account_id, issuer, subject, label, means)
     select gen_random_uuid(), id, 'https://elders.test', 'quirijn-1', 'Quirijn', 'account' from account where person_id = $1`,
    [gone.person],
  );
  await asOwner(
    workplace,
    `insert into access_token (id, account_id, person_id, label, token_hash, scope, appointments, ends_on)
     select gen_random_uuid(), id, person_id, 'sleutel Quirijn', '\\x01', '{x}', array[gen_random_uuid()], today()
     from account where person_id = $1`,
    [gone.person],
  );
  await invited(workplace, 'Quirijn', 'quirijn.tweede@oefen.test', 'staff', gone.person);
  // Another account of the same person that ended long before.
  await asOwner(
    workplace,
    `insert into account (id, person_id, sign_in_name, state, ended_at)
     values (gen_random_uuid(), $1, 'q.zwaluwenburg@oefen.test', 'ended', now())`,
    [gone.person],
  );
  await asOwner(
    workplace,
    `insert into employment (version_id, employment_id, person_id, unit, started_on, ended_on)
     values (gen_random_uuid(), gen_random_uuid(), $1, 'PBW', '2010-01-01', '2020-01-01')`,
    [gone.person],
  );
});
afterAll(() => workplace.close());

const name = /quirijn|zwaluwenburg/i;

/** A list of people, applied by the functional administrator: with it, who left long ago is forgotten. */
async function applyList(): Promise<void> {
  const content = 'Personeelsnummer;Naam;E-mail;Onderdeel;In dienst\n1;Eef Pot;eef@oefen.test;PBW;1-1-2020';
  const [year, month, day] = new Date().toISOString().slice(0, 10).split('-');
  const form = { lijst: newId(), systeem: 'hr', dag: `${Number(day)}-${Number(month)}-${year}` };
  const file = { field: 'bestand', name: 'lijst.csv', content };
  const path = (await fenna.browser.upload('/mensen/lijsten', form, file)).location ?? '';
  const { body } = await fenna.browser.get(path);
  const versie = /name="versie" value="([^"]+)"/.exec(body)?.[1] ?? '';
  expect((await fenna.browser.post(path, { stap: 'doorvoeren', versie })).status).toBe(303);
}

test('A name that a person is signed in to stands nowhere once the retention rule forgot them', async () => {
  const before = await whereStands(name);
  expect(new Set(before.map((line) => line.split(':')[0]))).toEqual(
    new Set([
      ...[
        'account',
        'access_token',
        'invitation',
        'passkey',
        'person_contact',
        'person_word',
        'provider_link',
      ],
    ]),
  );
  const trail = () =>
    asOwner(
      workplace,
      `select id, action, object, actor, about, details from audit_entry
       where position($1 in audit_entry::text) > 0 order by at, id`,
      [gone.person],
    );
  const accounts = () =>
    asOwner(workplace, 'select id from account where person_id = $1 order by id', [gone.person]);
  const [kept, known] = [await trail(), await accounts()];
  expect(kept.length).toBeGreaterThan(3);
  await applyList();
  expect(await whereStands(name)).toEqual([]);
  // What the trail says of them it still says, and what it refers to is there.
  expect((await trail()).slice(0, kept.length)).toEqual(kept);
  expect(await accounts()).toEqual(known);
  const states = await asOwner(
    workplace,
    'select state, sign_in_name, id from account where person_id = $1',
    [gone.person],
  );
  for (const { state, sign_in_name: called, id } of states)
    expect([state, called]).toEqual(['ended', `vergeten ${id}`]);
  expect(await asOwner(workplace, 'select from session where person_id = $1', [gone.person])).toEqual([]);
  // Others are as they were.
  expect((await fenna.browser.get('/account')).status).toBe(200);
  expect(await whereStands(/fenna@oefen\.test/)).not.toEqual([]);
});
