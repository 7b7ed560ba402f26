import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { TestBrowser } from '../../../tests/makers/workplace/browser.ts';
import {
  appointed,
  asOwner,
  asRuntime,
  codeOf,
  goodPassword,
  invited,
  openWorkplace,
  setUp,
  type TestAccount,
  type TestWorkplace,
} from '../../../tests/makers/workplace/workplace.ts';

/* What one administrator cannot do alone: not by the pages, and not by a fault in the program either, for the database
   refuses it of whoever acts as a person. */

let workplace: TestWorkplace;
let ada: TestAccount;
let bas: TestAccount;
let cor: TestAccount;
let fay: TestAccount;

const both = ['technical-administrator', 'functional-administrator'] as const;

beforeAll(async () => {
  workplace = await openWorkplace();
  await asOwner(
    workplace,
    `insert into unit (key, level, type) values ('top', 'concern', 'concern');
     insert into unit_name (unit, name_nl, name_en) values ('top', 'Waterschap Veld', 'Veld');
     insert into organisation_root (unit, name_nl, name_en, profile) values ('top', 'Waterschap Veld', 'Veld', 'gemeente')`,
  );
  ada = await setUp(workplace, 'Ada Berg', 'ada@veld.test');
  bas = await setUp(workplace, 'Bas Idrissi', 'bas@veld.test');
  cor = await setUp(workplace, 'Cor Snel', 'cor@veld.test');
  fay = await setUp(workplace, 'Fay Zon', 'fay@veld.test');
  for (const role of both) {
    await appointed(workplace, ada.person, role);
    await appointed(workplace, bas.person, role);
  }
});
afterAll(() => workplace.close());

/** What a fault in the program could do while somebody acts: any statement, with the role that people have. */
const acting = (person: string, statement: string) =>
  asRuntime(
    workplace,
    `begin; select set_config('role', 'daglicht_person', true), set_config('app.actor_kind', 'person', true),
       set_config('app.actor', '${person}', true), set_config('app.person', '${person}', true);
     ${statement}; commit`,
  );

const refused =
  /permission denied|may not|another has to approve|row-level security|so from now|nothing else|remains/;

const inForm = (body: string, name: string): string =>
  new RegExp(`name="${name}" value="([^"]+)"`).exec(body)?.[1] ?? '';

const role = (rol: string, reden = 'Besluit 12') => ({
  rol,
  onderdeel: '*',
  vanaf: '1-11-2026',
  tot: '',
  reden,
  stap: 'geven',
});

/** The standing appointment of somebody in a role. */
async function appointmentOf(person: string, inRole: string): Promise<string> {
  const [row] = await asOwner(
    workplace,
    'select id from appointment where person_id = $1 and role = $2 and withdrawn_at is null',
    [person, inRole],
  );
  return String(row?.['id']);
}

describe('The database refuses of an administrator', () => {
  test('a proposal that somebody else seems to have approved (test 28)', async () => {
    const insert = (columns: string, values: string) =>
      acting(
        ada.person,
        `insert into proposal (id, kind, payload, payload_hash, beneficiary, reason, expires_at, ${columns})
         values (gen_random_uuid(), 'appoint', '{"person":"${cor.person}","role":"head"}', 'x', '${cor.person}', 'x', now() + interval '1 hour', ${values})`,
      );
    await expect(
      insert(
        'proposed_by, proposer, outcome, decided_by, decided_at',
        `'x', '${ada.person}', 'approved', '${bas.person}', now()`,
      ),
    ).rejects.toThrow(refused);
    // In another's name, so that she herself could approve it.
    await expect(insert('proposed_by, proposer', `'${bas.person}', '${bas.person}'`)).rejects.toThrow(
      refused,
    );
    await insert('proposed_by, proposer', `'${ada.person}', '${ada.person}'`);
    for (const decider of [ada, bas])
      await expect(
        acting(
          ada.person,
          `update proposal set outcome = 'approved', decided_by = '${decider.person}', decided_at = now()`,
        ),
      ).rejects.toThrow(refused);
    await expect(acting(ada.person, `update proposal set proposer = '${bas.person}'`)).rejects.toThrow(
      refused,
    );
    // An expired one is decided by nobody.
    await asOwner(workplace, `update proposal set expires_at = now() - interval '1 minute'`);
    await expect(
      acting(
        bas.person,
        `update proposal set outcome = 'approved', decided_by = '${bas.person}', decided_at = now()`,
      ),
    ).rejects.toThrow(refused);
    await asOwner(workplace, 'delete from proposal');
  });

  test('an appointment that becomes another, or stands again after it ended (test 27)', async () => {
    await appointed(workplace, fay.person, 'coordinator', 'top');
    const id = await appointmentOf(fay.person, 'coordinator');
    for (const change of [
      `role = 'head'`,
      'unit = null',
      `person_id = '${ada.person}'`,
      `valid_until = '2030-01-01'`,
    ])
      await expect(acting(ada.person, `update appointment set ${change} where id = '${id}'`)).rejects.toThrow(
        refused,
      );
    await acting(ada.person, `update appointment set withdrawn_at = now() where id = '${id}'`);
    await expect(
      acting(ada.person, `update appointment set withdrawn_at = null where id = '${id}'`),
    ).rejects.toThrow(refused);
  });

  test('an account that becomes another’s, an invitation as first administrator, and what invitations hold (tests 21, 27)', async () => {
    await expect(
      acting(ada.person, `update account set person_id = '${bas.person}' where person_id = '${ada.person}'`),
    ).rejects.toThrow(refused);
    await expect(
      acting(ada.person, `update account set sign_in_name = 'x' where person_id = '${bas.person}'`),
    ).rejects.toThrow(refused);
    const invitation = (purpose: string, person: string, by: string, code = `'b'`) =>
      acting(
        ada.person,
        `insert into invitation (id, person_id, sign_in_name, purpose, link_hash, code_hash, expires_at, invited_by)
         values (gen_random_uuid(), '${person}', 'x@y', '${purpose}', sha256('${purpose}'), ${code}, now() + interval '1 hour', '${by}')`,
      );
    await expect(invitation('first', cor.person, ada.person)).rejects.toThrow(refused);
    await expect(invitation('staff', cor.person, bas.person)).rejects.toThrow(refused);
    // Of two administrators each lets the other in alone, by recovery; that it was so is held against approvals.
    await invitation('recovery', bas.person, ada.person);
    await asOwner(workplace, 'delete from invitation where sign_in_name = $1', ['x@y']);
    for (const column of ['link_hash', 'code_hash'])
      await expect(acting(ada.person, `select ${column} from invitation`)).rejects.toThrow(refused);
    for (const table of ['account_secret', 'session', 'recovery_code', 'passkey', 'known_browser'])
      await expect(acting(ada.person, `select * from ${table}`)).rejects.toThrow(refused);
  });
});

describe('One administrator does not decide alone by taking the other’s place', () => {
  test('not by ending the other’s role first: then nobody approves, and that is said (test 28)', async () => {
    const end = `/mensen/${bas.person}/beeindigen/${await appointmentOf(bas.person, 'functional-administrator')}`;
    expect((await ada.browser.post(end, { vanaf: '30-11-2026', reden: 'Weg' })).location).toContain(
      'beeindigd',
    );
    for (const [person, which] of [
      [cor.person, 'functional-administrator'],
      [ada.person, 'functional-administrator'],
    ] as const) {
      const answer = await ada.browser.post(`/mensen/${person}/aanwijzen`, role(which));
      expect(answer.status).toBe(409);
    }
    const answer = await ada.browser.post(`/mensen/${cor.person}/aanwijzen`, role('head'));
    expect(answer.body).toContain('invite --first');
    await expect(
      acting(
        ada.person,
        `insert into appointment (id, person_id, role, valid_from, appointed_by, reason)
         values (gen_random_uuid(), '${cor.person}', 'head', '2026-11-01', 'x', 'x')`,
      ),
    ).rejects.toThrow(refused);
  });

  test('nor does the last one of a kind end: nobody could appoint any more', async () => {
    const id = await appointmentOf(ada.person, 'functional-administrator');
    const answer = await ada.browser.post(`/mensen/${ada.person}/beeindigen/${id}`, {
      vanaf: '30-11-2026',
      reden: 'Weg',
    });
    expect(answer.status).toBe(409);
    expect(answer.body).toContain('Wijs eerst iemand anders aan');
    await expect(
      acting(ada.person, `update appointment set withdrawn_at = now() where id = '${id}'`),
    ).rejects.toThrow(refused);
  });

  test('the terminal lets in another then, whom the one that stands approves, and nobody else', async () => {
    const dag = await setUp(workplace, 'Dag Moor', 'dag@veld.test', 'first');
    const evi = await setUp(workplace, 'Evi Laan', 'evi@veld.test', 'first');
    // Two whom the terminal invited do not approve each other where an administrator stands.
    const home = (await dag.browser.get('/')).body;
    expect(home).not.toContain('Evi Laan als beheerder goedkeuren');
    const [own] = await asOwner(
      workplace,
      'select id from proposal where beneficiary = $1 and outcome is null',
      [evi.person],
    );
    await dag.browser.post('/beheerders', { voorstel: String(own?.['id']), besluit: 'goed' });
    expect(await appointmentOf(evi.person, 'functional-administrator')).toBe('undefined');
    await ada.browser.post('/beheerders', { voorstel: String(own?.['id']), besluit: 'goed' });
    expect(await appointmentOf(evi.person, 'functional-administrator')).not.toBe('undefined');
    // Bas looks after appointments again, for what follows.
    await asOwner(
      workplace,
      `update proposal set outcome = 'refused', decided_at = now() where outcome is null`,
    );
    await asOwner(
      workplace,
      `update appointment set withdrawn_at = now() where person_id = $1 and role = 'functional-administrator'`,
      [bas.person],
    );
    await appointed(workplace, bas.person, 'functional-administrator');
  });

  test('nor by letting oneself in as the other: one makes the link, another the code', async () => {
    for (const voor of ['herstel', '']) {
      const naam = voor === '' ? 'bas-twee@veld.test' : bas.name;
      const made = await ada.browser.post(`/mensen/${bas.person}/uitnodigen`, { naam, voor });
      const link = /\/uitnodiging\/([\w-]{43})/.exec(made.body)?.[1] ?? '';
      expect(made.body).not.toMatch(/\d{3} \d{3}</);
      expect(made.body).toContain('maakt een andere technisch beheerder');
      // Neither who made the link nor whom it is for makes the code.
      for (const one of [ada, bas]) {
        expect((await one.browser.post(`/mensen/${bas.person}/code`, {})).body).not.toMatch(/\d{3} \d{3}/);
        await expect(
          acting(
            one.person,
            `update invitation set code_hash = sha256('123456'), code_by = '${one.person}'
             where person_id = '${bas.person}' and withdrawn_at is null and spent_at is null`,
          ),
        ).rejects.toThrow(refused);
      }
      const form = { naam: '', wachtwoord: goodPassword, herhaling: goodPassword };
      const guess = await new TestBrowser(workplace.site).post(`/uitnodiging/${link}`, {
        ...form,
        code: '123456',
      });
      expect(guess.body).toContain('hoort niet bij deze link');
    }
  });

  test('and with a code of another the link works, as it was made', async () => {
    const gus = await setUp(workplace, 'Gus Wit', 'gus@veld.test');
    await appointed(workplace, gus.person, 'technical-administrator');
    const made = await ada.browser.post(`/mensen/${bas.person}/uitnodigen`, {
      naam: bas.name,
      voor: 'herstel',
    });
    const link = /\/uitnodiging\/([\w-]{43})/.exec(made.body)?.[1] ?? '';
    expect((await gus.browser.get(`/mensen/${bas.person}`)).body).toContain('Code maken');
    const page = await gus.browser.post(`/mensen/${bas.person}/code`, {});
    expect(page.body).not.toContain(link);
    const code = (/(\d{3}) (\d{3})/.exec(page.body) ?? []).slice(1).join('');
    expect(code).toHaveLength(6);
    // Once: a second code would let a third in.
    expect((await gus.browser.post(`/mensen/${bas.person}/code`, {})).location).toBe(`/mensen/${bas.person}`);
    const form = { naam: '', wachtwoord: goodPassword, herhaling: goodPassword, code };
    const taken = await new TestBrowser(workplace.site).post(`/uitnodiging/${link}`, form);
    expect(taken.location).toBe('/aanmelden/instellen');
  });
});

describe('Whoever was let in by one alone', () => {
  test('does not approve what that one proposes, for three days, by page or database (test 28)', async () => {
    const lot = await setUp(workplace, 'Lot Wit', 'lot@veld.test');
    await appointed(workplace, lot.person, 'functional-administrator');
    await asOwner(workplace, 'update invitation set invited_by = $1 where person_id = $2', [
      ada.person,
      lot.person,
    ]);
    await ada.browser.post(`/mensen/${cor.person}/aanwijzen`, role('privacy-officer'));
    const page = (await lot.browser.get('/voorstellen')).body;
    const form = { voorstel: inForm(page, 'voorstel'), versie: inForm(page, 'versie'), besluit: 'goed' };
    const answer = await lot.browser.post('/voorstellen', form);
    expect(answer.status).toBe(409);
    expect(answer.body).toContain('als enige binnen');
    await expect(
      acting(
        lot.person,
        `update proposal set outcome = 'approved', decided_by = '${lot.person}', decided_at = now() where outcome is null`,
      ),
    ).rejects.toThrow(refused);
    await asOwner(
      workplace,
      `update invitation set spent_at = now() - interval '73 hours' where person_id = $1`,
      [lot.person],
    );
    expect((await lot.browser.post('/voorstellen', form)).location).toContain('gedaan=approved');
  });
});

describe('What comes at once', () => {
  test('two approvals of one proposal appoint once; roles that do not go together come one at a time (test 56)', async () => {
    const hal = await setUp(workplace, 'Hal Vos', 'hal@veld.test');
    const evi = await setUp(workplace, 'Ine Vos', 'ine@veld.test');
    await appointed(workplace, evi.person, 'functional-administrator');
    await ada.browser.post(`/mensen/${hal.person}/aanwijzen`, role('privacy-officer'));
    const page = (await evi.browser.get('/voorstellen')).body;
    const form = { voorstel: inForm(page, 'voorstel'), versie: inForm(page, 'versie'), besluit: 'goed' };
    const answers = await Promise.all([1, 2, 3].map(() => evi.browser.post('/voorstellen', form)));
    expect(answers.map(({ status }) => status).sort()).toEqual([303, 409, 409]);
    const jo = await setUp(workplace, 'Jo Mol', 'jo@veld.test');
    const address = `/mensen/${jo.person}/aanwijzen`;
    const given = await Promise.all(
      ['counsellor', 'coordinator', 'hr-adviser', 'counsellor'].map((rol) =>
        ada.browser.post(address, role(rol)),
      ),
    );
    expect(given.some(({ status }) => status === 500)).toBe(false);
    const stand = await asOwner(
      workplace,
      `select role, count(*)::int as rows from appointment where person_id = $1 and withdrawn_at is null group by role`,
      [jo.person],
    );
    expect(stand.every(({ rows }) => rows === 1)).toBe(true);
    expect(stand.some(({ role: one }) => one === 'counsellor') && stand.length > 1).toBe(false);
  });
});

describe('What is sent twice', () => {
  test('makes one proposal and one person', async () => {
    const form = role('protection-officer');
    await Promise.all([1, 2].map(() => ada.browser.post(`/mensen/${cor.person}/aanwijzen`, form)));
    expect(
      await asOwner(workplace, `select 1 from proposal where payload ->> 'role' = 'protection-officer'`),
    ).toHaveLength(1);
    const wie = inForm((await ada.browser.get('/mensen/nieuw')).body, 'wie');
    const person = { naam: 'Nel Zaal', mail: '', telefoon: '', wie };
    const [one, other] = await Promise.all([1, 2].map(() => ada.browser.post('/mensen/nieuw', person)));
    expect(one?.location).toBe(other?.location);
    expect(await asOwner(workplace, `select 1 from person_contact where name = 'Nel Zaal'`)).toHaveLength(1);
  });

  test('lets somebody in once: an invitation, a recovery code (tests 55, 56)', async () => {
    const { link, code } = await invited(workplace, 'Ole Dam', 'ole@veld.test');
    const form = { naam: '', wachtwoord: goodPassword, herhaling: goodPassword, code };
    const used = await Promise.all(
      [1, 2].map(() => new TestBrowser(workplace.site).post(`/uitnodiging/${link}`, form)),
    );
    expect(used.map(({ status }) => status).sort()).toEqual([303, 404]);
    const browsers = [new TestBrowser(workplace.site), new TestBrowser(workplace.site)];
    for (const browser of browsers)
      await browser.post('/aanmelden', { naam: fay.name, wachtwoord: fay.password, naar: '/' });
    const [recovery = ''] = fay.recoveryCodes;
    const inside = await Promise.all(
      browsers.map((browser) => browser.post('/aanmelden/code', { code: recovery, naar: '/' })),
    );
    expect(inside.map(({ status }) => status).sort()).toEqual([200, 303]);
  });
});

describe('Showing to be there', () => {
  const stale = () => asOwner(workplace, `update session set confirmed_at = now() - interval '1 hour'`);

  test('is asked for a role given or ended, a link made and an account ended; nothing typed is lost (test 51)', async () => {
    const kim = await setUp(workplace, 'Kim Hout', 'kim@veld.test');
    await appointed(workplace, kim.person, 'coordinator', 'top');
    const [account] = await asOwner(workplace, 'select id from account where person_id = $1', [kim.person]);
    const end = await appointmentOf(kim.person, 'coordinator');
    await stale();
    await asOwner(workplace, 'update account_secret set totp_step = null');
    const tries: readonly (readonly [string, Record<string, string>, string])[] = [
      ['aanwijzen', role('hr-adviser', 'Een lange reden'), 'Een lange reden'],
      [`beeindigen/${end}`, { vanaf: '30-11-2026', reden: 'Einde opdracht' }, 'Einde opdracht'],
      ['uitnodigen', { naam: 'kim-anders@veld.test', voor: 'herstel' }, 'kim-anders@veld.test'],
      [`account/${String(account?.['id'])}`, {}, 'kim@veld.test'],
    ];
    for (const [path, form, kept] of tries) {
      const answer = await ada.browser.post(`/mensen/${kim.person}/${path}`, form);
      expect(answer.status).toBe(200);
      expect(answer.body).toContain('Bent u het zelf?');
      expect(answer.body).toContain(kept);
    }
    expect(
      await asOwner(workplace, `select 1 from account where id = $1 and state = 'active'`, [account?.['id']]),
    ).toHaveLength(1);
    // To leave it open is no wrong answer; a wrong one keeps what was typed as well.
    expect(
      await asOwner(workplace, 'select 1 from session where failures > 0 and person_id = $1', [ada.person]),
    ).toEqual([]);
    const wrong = { ...role('hr-adviser', 'Een lange reden'), wachtwoord: 'verkeerd', code: '000000' };
    expect((await ada.browser.post(`/mensen/${kim.person}/aanwijzen`, wrong)).body).toContain(
      'Een lange reden',
    );
    const right = { wachtwoord: ada.password, code: codeOf(ada.seed) };
    const before = ada.browser.cookie('daglicht');
    const given = await ada.browser.post(`/mensen/${kim.person}/aanwijzen`, {
      ...role('hr-adviser'),
      ...right,
    });
    expect(given.location).toContain('gedaan=aangewezen');
    expect(ada.browser.cookie('daglicht')).not.toBe(before);
    // The next needs no code for five minutes.
    expect(
      (await ada.browser.post(`/mensen/${kim.person}/beeindigen/${end}`, { vanaf: '30-11-2026', reden: 'x' }))
        .location,
    ).toContain('beeindigd');
  });
});

test('Who showed to be there in a form that is refused afterwards stays signed in', async () => {
  const gus = await setUp(workplace, 'Vera Vast', 'vast@veld.test');
  await appointed(workplace, gus.person, 'functional-administrator');
  await appointed(workplace, fay.person, 'counsellor');
  await asOwner(workplace, `update session set confirmed_at = null where person_id = $1`, [gus.person]);
  await asOwner(
    workplace,
    'update account_secret set totp_step = null where account_id in (select id from account where person_id = $1)',
    [gus.person],
  );
  const proof = { wachtwoord: goodPassword, code: codeOf(gus.seed) };
  const refusal = await gus.browser.post(`/mensen/${fay.person}/aanwijzen`, {
    ...role('investigator'),
    ...proof,
  });
  expect(refusal.status).toBe(409);
  expect((await gus.browser.get('/account')).status).toBe(200);
});
