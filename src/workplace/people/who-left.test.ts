import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { TestBrowser } from '../../../tests/makers/workplace/browser.ts';
import { openDescribedWorkplace } from '../../../tests/makers/workplace/described.ts';
import {
  appointed,
  asOwner,
  asRuntime,
  codeOf,
  invited,
  setUp,
  type TestAccount,
  type TestWorkplace,
} from '../../../tests/makers/workplace/workplace.ts';
import { settleWhoLeft } from '../../organisation/people/who-left.ts';
import { today } from '../../organisation/period.ts';
import { identityActor } from '../../platform/access/actor.ts';
import { concern } from '../../platform/access/resource.ts';
import { perform } from '../../platform/database/doorways.ts';
import { newId } from '../../platform/database/new-id.ts';

/* Somebody leaves: from the day after nothing is theirs any more, whoever forgets to end it. */

let workplace: TestWorkplace;
let fenna: TestAccount;
let cor: TestAccount;
let dik: TestAccount;

const day = (offset: number) =>
  new Date(Date.parse(today()) + offset * 86_400_000).toISOString().slice(0, 10);

/** An employment that a list brought. */
async function employed(person: string, from: string, until: string | null): Promise<void> {
  await asOwner(
    workplace,
    `insert into employment (version_id, employment_id, person_id, unit, started_on, ended_on)
     values (gen_random_uuid(), gen_random_uuid(), $1, 'PBW', $2, $3)`,
    [person, from, until],
  );
}

/** The last day of whoever works here, said as a list says it. */
const lastDay = (person: string, until: string) =>
  asOwner(workplace, `update employment set ended_on = $2 where person_id = $1 and withdrawn_at is null`, [
    person,
    until,
  ]);

beforeAll(async () => {
  workplace = await openDescribedWorkplace();
  fenna = await setUp(workplace, 'Fenna Beheer', 'fenna@oefen.test', 'first');
  cor = await setUp(workplace, 'Cor Zee', 'cor@oefen.test');
  dik = await setUp(workplace, 'Dik Extern', 'dik@elders.test');
  await appointed(workplace, fenna.person, 'functional-administrator');
  await appointed(workplace, cor.person, 'coordinator', 'PBW');
  await appointed(workplace, dik.person, 'complaints-committee');
  await employed(cor.person, '2020-01-01', null);
  await asOwner(
    workplace,
    `insert into record_assignment (id, table_name, record_id, person_id, valid_from, assigned_by, reason)
     select gen_random_uuid(), 'incident', gen_random_uuid(), $1, '2024-01-01', 'toets', 'toets' from generate_series(1, 2)`,
    [cor.person],
  );
});
afterAll(() => workplace.close());

const rolesOf = async (person: string) =>
  (await asOwner(workplace, `select role from roles_of($1) order by 1`, [person])).map((row) => row['role']);

/** Signs in with name and password, as far as the first answer. */
async function tried({ name, password }: TestAccount, as = name) {
  await asOwner(workplace, 'delete from sign_in_delay');
  const browser = new TestBrowser(workplace.site);
  const answer = await browser.post('/aanmelden', { naam: as, wachtwoord: password, naar: '/account' });
  return { browser, answer };
}

const settled = () => perform(workplace.premises.door, identityActor, settleWhoLeft, concern, {});

describe('Who works here until today', () => {
  test('has everything on the last day itself', async () => {
    await lastDay(cor.person, today());
    expect(await rolesOf(cor.person)).toEqual(['coordinator', 'employee']);
    expect((await cor.browser.get('/account')).status).toBe(200);
    expect(await settled()).toEqual({ appointments: 0, records: 0, sessions: 0 });
  });

  test('has no right and no session from the day after, before anybody recorded it', async () => {
    await lastDay(cor.person, day(-1));
    expect(await rolesOf(cor.person)).toEqual([]);
    expect((await cor.browser.get('/account')).location).toContain('/aanmelden');
    const [token] = await asOwner(
      workplace,
      `select has_lapsed(a, today()) as lapsed, cardinality(appointments_held(person_id, array['coordinator'])) as held
       from appointment a where person_id = $1 and withdrawn_at is null`,
      [cor.person],
    );
    expect(token).toEqual({ lapsed: true, held: 0 });
  });

  test('is told what somebody is told who was never here, by the right password too', async () => {
    const { answer } = await tried(cor);
    const unknown = (await tried(cor, 'ooit@oefen.test')).answer;
    expect(answer.status).toBe(unknown.status);
    expect(answer.body).toBe(unknown.body.replaceAll('ooit@oefen.test', cor.name));
  });

  test('is nobody to whatever lets people in: account, session, invitation and access token', async () => {
    await asOwner(
      workplace,
      `insert into access_token (id, account_id, person_id, label, token_hash, scope, appointments, ends_on)
       select gen_random_uuid(), a.id, a.person_id, 'x', '\\x01', '{x}', array(select id from appointment where person_id = a.person_id), today()
       from account a where a.person_id = $1`,
      [cor.person],
    );
    expect(
      await asOwner(workplace, `select token_stands(t) as stands from access_token t where person_id = $1`, [
        cor.person,
      ]),
    ).toEqual([{ stands: false }]);
    for (const table of ['account', 'session', 'invitation'])
      await expect(
        asRuntime(
          workplace,
          `begin; set local role daglicht_identity; set local app.actor_kind = 'identity'; set local app.actor = 'identity';
           do $$ begin
             if exists (select from ${table} where person_id = '${cor.person}') then raise exception 'seen'; end if;
             if not exists (select from ${table} where person_id = '${dik.person}') then raise exception 'nobody seen'; end if;
           end $$; rollback`,
        ),
        table,
      ).resolves.toBeUndefined();
  });

  test('loses it in the record too: the role ends, the work is nobody’s yet, once', async () => {
    expect(await settled()).toEqual({ appointments: 1, records: 2, sessions: 1 });
    expect(await settled()).toEqual({ appointments: 0, records: 0, sessions: 0 });
    expect(
      await asOwner(
        workplace,
        `select valid_until, reason from appointment where person_id = $1 and withdrawn_at is null`,
        [cor.person],
      ),
    ).toEqual([{ valid_until: today(), reason: 'uit dienst' }]);
    expect(
      await asOwner(
        workplace,
        `select role, unit, valid_from from open_work where from_person = $1 group by 1, 2, 3`,
        [cor.person],
      ),
    ).toEqual([{ role: 'coordinator', unit: 'PBW', valid_from: today() }]);
    const noted = await asOwner(
      workplace,
      `select details from audit_entry where action = 'organisation.settle-who-left'`,
    );
    expect(noted).toEqual([{ details: { appointments: 1, records: 2, sessions: 1 } }]);
  });

  test('is shown as such, and neither appointed nor invited before they are somebody here again', async () => {
    const page = (await fenna.browser.get(`/mensen/${cor.person}`)).body;
    expect(page).toContain('Uit dienst');
    const form = {
      rol: 'coordinator',
      onderdeel: 'PBW',
      vanaf: '1-1-2025',
      tot: '',
      reden: 'Toch',
      besluit: '',
      besluitdatum: '',
    };
    const refused = await fenna.browser.post(`/mensen/${cor.person}/aanwijzen`, { ...form, stap: 'geven' });
    expect(refused.body).toContain('uit dienst');
    await expect(invited(workplace, 'Cor Zee', 'cor.zee@oefen.test', 'staff', cor.person)).rejects.toThrow(
      /works here no more/,
    );
  });

  test('who comes back uses the account again, and has no role by that', async () => {
    await employed(cor.person, today(), null);
    expect(await rolesOf(cor.person)).toEqual(['employee']);
    await asOwner(workplace, 'update account_secret set totp_step = null');
    const { browser, answer } = await tried(cor);
    expect(answer.location).toContain('/aanmelden/code');
    const done = await browser.post('/aanmelden/code', { code: codeOf(cor.seed), naar: '/account' });
    expect(done.location).toBe('/account');
    expect((await browser.get('/account')).status).toBe(200);
  });
});

describe('An appointment', () => {
  test('of somebody from outside goes on, also of who left before it was recorded', async () => {
    expect(await rolesOf(dik.person)).toEqual(['complaints-committee']);
    await employed(dik.person, '2010-01-01', '2015-12-31');
    expect(await rolesOf(dik.person)).toEqual(['complaints-committee']);
    expect((await dik.browser.get('/account')).status).toBe(200);
  });

  test('made ahead while somebody worked here does not begin after they left', async () => {
    await asOwner(workplace, `update employment set started_on = '2020-01-01' where person_id = $1`, [
      cor.person,
    ]);
    await lastDay(cor.person, day(-1));
    await asOwner(
      workplace,
      `insert into appointment (id, person_id, role, valid_from, appointed_by, reason, recorded_at)
       values (gen_random_uuid(), $1, 'investigator', today(), 'toets', 'toets', now() - interval '10 days')`,
      [cor.person],
    );
    expect(await rolesOf(cor.person)).toEqual([]);
    await settled();
    expect(
      await asOwner(
        workplace,
        `select 1 from appointment where role = 'investigator' and withdrawn_at is null`,
      ),
    ).toEqual([]);
  });

  test('goes on over a move to another unit, day after day', async () => {
    const eef = await setUp(workplace, 'Eef Maan', 'eef@oefen.test');
    await appointed(workplace, eef.person, 'coordinator', 'PBW');
    await employed(eef.person, '2020-01-01', '2024-12-31');
    await employed(eef.person, '2025-01-01', null);
    expect(await rolesOf(eef.person)).toEqual(['coordinator', 'employee']);
    // A gap ends it for good, however short.
    await asOwner(
      workplace,
      `update employment set started_on = '2025-01-02' where person_id = $1 and ended_on is null`,
      [eef.person],
    );
    expect(await rolesOf(eef.person)).toEqual(['employee']);
    await settled();
  });

  test('of who left leaves the work to whom replaces them on that day', async () => {
    const [gus, hal] = [newId(), newId()];
    await asOwner(workplace, `insert into person (id) values ($1), ($2)`, [gus, hal]);
    await employed(gus, '2020-01-01', null);
    await employed(hal, '2020-01-01', null);
    await appointed(workplace, gus, 'coordinator', 'PBW');
    await asOwner(
      workplace,
      `insert into appointment (id, person_id, role, unit, valid_from, valid_until, appointed_by, reason, replaces)
       values (gen_random_uuid(), $1, 'coordinator', 'PBW', '2026-01-01', $3, 'toets', 'toets', $2)`,
      [hal, gus, day(30)],
    );
    await asOwner(
      workplace,
      `insert into record_assignment (id, table_name, record_id, person_id, valid_from, assigned_by, reason)
       values (gen_random_uuid(), 'incident', gen_random_uuid(), $1, '2024-01-01', 'toets', 'toets')`,
      [gus],
    );
    await lastDay(gus, day(-2));
    await settled();
    expect(
      await asOwner(
        workplace,
        `select person_id, valid_from from record_assignment
         where withdrawn_at is null and valid_until is null and person_id in ($1, $2)`,
        [gus, hal],
      ),
    ).toEqual([{ person_id: hal, valid_from: day(-1) }]);
  });

  test('of the last administrator of a kind stays, with the way in, until there is another', async () => {
    await employed(fenna.person, '2020-01-01', day(-1));
    expect(await rolesOf(fenna.person)).toEqual(['functional-administrator']);
    expect((await settled()).appointments).toBe(0);
    expect((await fenna.browser.get('/mensen')).status).toBe(200);
    await appointed(workplace, dik.person, 'functional-administrator');
    expect(await rolesOf(fenna.person)).toEqual([]);
    expect((await fenna.browser.get('/mensen')).location).toContain('/aanmelden');
    expect((await settled()).appointments).toBe(1);
  });

  test('is asked about leaving by every function that asks who has a role today', async () => {
    const forgetful = await asOwner(
      workplace,
      `select p.proname from pg_proc p
       where p.pronamespace = 'public'::regnamespace and p.prosrc ~ 'from appointment|join appointment'
         and p.prosrc ~ 'today\\(\\) < (a|mine|held|r|other)\\.valid_until' and p.prosrc !~ 'has_lapsed|first_day_gone'
       order by 1`,
    );
    // Whether the terminal may let in somebody new: a role that lapsed makes it stricter.
    expect(forgetful).toEqual([{ proname: 'terminal_may_invite' }]);
  });
});
