import { afterAll, beforeAll, expect, test } from 'vitest';
import { openDescribedWorkplace } from '../../../tests/makers/workplace/described.ts';
import {
  appointed,
  asOwner,
  codeOf,
  setUp,
  type TestAccount,
  type TestWorkplace,
} from '../../../tests/makers/workplace/workplace.ts';
import { retentionKinds, retentionOfKind } from '../../codes/retention.ts';
import { newId } from '../../platform/database/new-id.ts';

/* "Uw werk": what waits for whoever is signed in, what waits for others, and what can be done today. */

let workplace: TestWorkplace;
let ada: TestAccount;
let bas: TestAccount;
let cor: TestAccount;
let pia: TestAccount;
let noor: TestAccount;

beforeAll(async () => {
  workplace = await openDescribedWorkplace();
  ada = await setUp(workplace, 'Ada Berg', 'ada@oefen.test');
  bas = await setUp(workplace, 'Bas Idrissi', 'bas@oefen.test');
  cor = await setUp(workplace, 'Cor Snel', 'cor@oefen.test');
  pia = await setUp(workplace, 'Pia Roos', 'pia@oefen.test');
  noor = await setUp(workplace, 'Noor Visser', 'noor@oefen.test');
  for (const { person } of [ada, bas]) await appointed(workplace, person, 'functional-administrator');
  await appointed(workplace, cor.person, 'central-coordinator');
  await appointed(workplace, pia.person, 'privacy-officer');
});
afterAll(() => workplace.close());

const home = async (who: TestAccount, language = '') =>
  (await who.browser.get(language === '' ? '/' : language)).body;

/** A proposal as the pages write it. */
const proposed = (kind: string, proposer: string, payload: object, beneficiary: string | null = null) =>
  asOwner(
    workplace,
    `insert into proposal (id, kind, payload, payload_hash, beneficiary, reason, proposed_by, proposer, expires_at)
     values ($1, $2, $3, 'x', $5, 'toets', $4::uuid::text, $4::uuid, now() + interval '70 hours')`,
    [newId(), kind, JSON.stringify(payload), proposer, beneficiary],
  );

test('Where nothing waits the page says so, and what somebody without a role can do', async () => {
  expect(await home(ada)).toContain('Er wacht nu niets op u.');
  expect(await home(ada)).not.toContain('Wacht op anderen');
  expect(await home(noor)).toContain('De functioneel beheerder kan u aanwijzen');
});

test('Who keeps the registers is told how they do that today; with a token once there is one', async () => {
  const before = await home(cor);
  expect(before).toContain('U hebt nog geen sleutel die werkt');
  expect(before).toContain('href="/account/sleutels/nieuw"');
  expect(before).toContain('href="/voorstellen/export"');
  await asOwner(
    workplace,
    `insert into access_token (id, account_id, person_id, label, token_hash, scope, appointments, ends_on)
     select gen_random_uuid(), a.id, a.person_id, 'inlezen', '\\x02', '{incidents.import}',
       array(select id from appointment where person_id = a.person_id), today() + 30
     from account a where a.person_id = $1`,
    [cor.person],
  );
  expect(await home(cor)).toContain('„inlezen” werkt tot en met');
  for (const other of [ada, pia, noor]) expect(await home(other)).not.toContain('id="registers"');
  expect(await home(cor, '/en')).toContain('Explaining figures, verifying');
});

test('An export that is proposed waits for who decides, and stands with its proposer as waiting for others', async () => {
  await proposed('export-all', cor.person, { registers: 'all' });
  for (const decider of [ada, bas, pia])
    expect(await home(decider)).toContain('Beslis over een voorstel: een export van alle registers');
  const own = await home(cor);
  expect(own).toContain('Uw voorstel: een export van alle registers');
  expect(own).not.toContain('Beslis over een voorstel');
  expect(await home(noor)).not.toContain('voorstel:');
});

test('A role that is proposed waits for another than who proposed it or gains by it', async () => {
  await proposed(
    'appoint',
    ada.person,
    {
      person: bas.person,
      role: 'auditor',
      unit: null,
      from: '2026-01-01',
      until: null,
      appointedBy: ada.person,
      reason: 'toets',
    },
    bas.person,
  );
  expect(await home(ada)).toContain('Uw voorstel: auditor, Bas Idrissi');
  expect(await home(bas)).not.toContain('auditor, Bas Idrissi');
  const eva = await setUp(workplace, 'Eva Lind', 'eva@oefen.test');
  await appointed(workplace, eva.person, 'functional-administrator');
  expect(await home(eva)).toContain('Beslis over een voorstel: auditor, Bas Idrissi');
});

test('Retention terms wait for the privacy officer where an administrator proposed them', async () => {
  const fields = Object.fromEntries(
    retentionKinds.flatMap((kind) => {
      const { months, source } = retentionOfKind[kind].usual;
      return [
        [`termijn-${kind}`, String(months)],
        [`bron-${kind}`, source],
      ];
    }),
  );
  await asOwner(workplace, 'update account_secret set totp_step = null');
  const answer = await ada.browser.post('/bewaartermijnen', {
    ...fields,
    'termijn-incidents': '36',
    vanaf: '1-1-2030',
    reden: 'Besluit 3',
    stap: 'voorstellen',
    wachtwoord: ada.password,
    code: codeOf(ada.seed),
  });
  expect(answer.location).toContain('voorgesteld');
  expect(await home(pia)).toContain('Beslis over een voorstel: andere bewaartermijnen');
  expect(await home(bas)).not.toContain('andere bewaartermijnen');
  expect(await home(ada)).toContain('Uw voorstel: andere bewaartermijnen');
});

test('What lapsed or was decided waits for nobody', async () => {
  await asOwner(
    workplace,
    `update proposal set expires_at = now() - interval '1 hour' where outcome is null`,
  );
  for (const who of [ada, bas, pia, cor]) expect(await home(who)).not.toContain('voorstel:');
});
