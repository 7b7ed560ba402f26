import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  appointed,
  asOwner,
  asRuntime,
  openWorkplace,
  setUp,
  type TestAccount,
  type TestWorkplace,
} from '../../../tests/makers/workplace/workplace.ts';

/* Who checks access: who has which role, now and on an earlier day, half-yearly signed; and why somebody may something. */

let workplace: TestWorkplace;
let aud: TestAccount;
let fay: TestAccount;
let ina: TestAccount;
let eef: TestAccount;

beforeAll(async () => {
  workplace = await openWorkplace();
  await asOwner(
    workplace,
    `insert into unit (key, level, type) values ('top', 'concern', 'concern'), ('zuid', 'dienst', 'dienst');
     insert into unit_name (unit, name_nl, name_en) values ('top', 'Waterschap Veld', 'Veld'), ('zuid', 'Dienst Zuid', 'South');
     insert into unit_parent (unit, parent, origin) values ('zuid', 'top', 'added');
     insert into organisation_root (unit, name_nl, name_en, profile) values ('top', 'Waterschap Veld', 'Veld', 'gemeente')`,
  );
  aud = await setUp(workplace, 'Aud Berg', 'aud@veld.test');
  fay = await setUp(workplace, 'Fay Zon', 'fay@veld.test');
  ina = await setUp(workplace, 'Ina Zand', 'ina@veld.test');
  eef = await setUp(workplace, 'Eef Kust', 'eef@veld.test');
  await appointed(workplace, aud.person, 'auditor');
  await appointed(workplace, fay.person, 'functional-administrator');
  await appointed(workplace, ina.person, 'central-coordinator');
  await appointed(workplace, eef.person, 'coordinator', 'zuid');
});
afterAll(() => workplace.close());

const list = (body: string): string => /name="lijst" value="([^"]+)"/.exec(body)?.[1] ?? '';
const formOf = async (role: string) => ({
  lijst: list((await aud.browser.get(`/toegang/rollen/${role}`)).body),
  uitkomst: 'right',
  opmerking: '',
  wachtwoord: '',
  code: '',
});

describe('The review of roles', () => {
  test('shows the auditor which roles are due, and who has each', async () => {
    const overview = await aud.browser.get('/toegang/rollen');
    expect(overview.status).toBe(200);
    expect(overview.body).toContain('4 rollen zijn aan de beurt');
    const { body } = await aud.browser.get('/toegang/rollen/coordinator');
    for (const words of ['Eef Kust', 'Dienst Zuid', '1 januari 2020', 'geen einddatum', 'toets'])
      expect(body).toContain(words);
  });

  test('is signed, kept as it was shown, and due again after half a year', async () => {
    const answer = await aud.browser.post('/toegang/rollen/coordinator', await formOf('coordinator'));
    expect(answer.location).toBe('/toegang/rollen?gedaan=ondertekend');
    expect((await aud.browser.get('/toegang/rollen')).body).toContain('3 rollen zijn aan de beurt');
    const [kept] = await asOwner(
      workplace,
      `select holders, signed_by from access_review where role = 'coordinator'`,
    );
    expect(kept).toMatchObject({ signed_by: aud.person, holders: [{ name: 'Eef Kust', unit: 'zuid' }] });
    await asOwner(workplace, `update access_review set recorded_at = now() - interval '6 months 1 day'`);
    expect((await aud.browser.get('/toegang/rollen')).body).toContain('4 rollen zijn aan de beurt');
  });

  test('asks what has to change, and keeps what was typed', async () => {
    const form = { ...(await formOf('head')), uitkomst: 'to-correct' };
    const empty = await aud.browser.post('/toegang/rollen/head', form);
    expect([empty.status, empty.body.includes('Schrijf op wat er moet veranderen')]).toEqual([400, true]);
    const none = await aud.browser.post('/toegang/rollen/head', {
      ...form,
      uitkomst: '',
      opmerking: 'wie is dit?',
    });
    expect(none.body).toContain('Kies wat u vond');
    expect(none.body).toContain('wie is dit?');
  });

  test('is not signed for a list that changed meanwhile', async () => {
    const form = {
      ...(await formOf('central-coordinator')),
      uitkomst: 'to-correct',
      opmerking: 'Ina is weg',
    };
    await appointed(workplace, eef.person, 'central-coordinator');
    const answer = await aud.browser.post('/toegang/rollen/central-coordinator', form);
    expect(answer.status).toBe(409);
    expect(answer.body).toContain('is gewijzigd nadat u de lijst opende');
    expect(answer.body).toContain('Ina is weg');
    expect(await asOwner(workplace, `select from access_review where role = 'central-coordinator'`)).toEqual(
      [],
    );
  });

  test('shows who had a role on an earlier day, as it was recorded then', async () => {
    await asOwner(
      workplace,
      `update appointment set recorded_at = '2026-01-01', withdrawn_at = '2026-03-01' where person_id = '${ina.person}'`,
    );
    const on = async (day: string) =>
      (await aud.browser.get(`/toegang/rollen/central-coordinator?op=${day}`)).body;
    expect(await on('1-2-2026')).toContain('Ina Zand');
    expect(await on('1-4-2026')).not.toContain('Ina Zand');
    expect(await on('31-12-2025')).toContain('Niemand heeft deze rol');
    expect(await on('gisteren')).toContain('Vul een dag in');
    expect(await on('1-2-2026')).not.toContain('Controle ondertekenen');
  });

  test('is read by who gives access, and signed by the auditor alone; for anybody else it is not there', async () => {
    const form = await formOf('coordinator');
    expect((await fay.browser.get('/toegang/rollen/coordinator')).status).toBe(200);
    expect((await fay.browser.get('/toegang/rollen/coordinator')).body).not.toContain(
      'Controle ondertekenen',
    );
    expect((await fay.browser.post('/toegang/rollen/coordinator', form)).status).toBe(404);
    for (const path of ['/toegang/rollen', '/toegang/rollen/coordinator', '/toegang/waarom'])
      expect((await eef.browser.get(path)).status, path).toBe(404);
    expect((await aud.browser.get('/toegang/rollen/employee')).status).toBe(404);
    expect((await aud.browser.get('/toegang/rollen/keizer')).status).toBe(404);
  });

  test('is never signed by who has the role', async () => {
    const form = { lijst: 'x', uitkomst: 'right', opmerking: '', wachtwoord: '', code: '' };
    expect((await aud.browser.get('/toegang/rollen/auditor')).body).not.toContain('Controle ondertekenen');
    expect((await aud.browser.post('/toegang/rollen/auditor', form)).status).toBe(404);
    await expect(
      asRuntime(
        workplace,
        `begin; select set_config('role', 'daglicht_person', true), set_config('app.actor_kind', 'person', true),
           set_config('app.actor', '${aud.person}', true), set_config('app.person', '${aud.person}', true);
         insert into access_review (id, role, outcome, remark, signed_by)
         values (gen_random_uuid(), 'auditor', 'right', '', '${aud.person}'); commit`,
      ),
    ).rejects.toThrow(/row-level security/);
  });

  test('is signed in nobody else’s name, by whatever statement', async () => {
    await expect(
      asRuntime(
        workplace,
        `begin; select set_config('role', 'daglicht_person', true), set_config('app.actor_kind', 'person', true),
           set_config('app.actor', '${aud.person}', true), set_config('app.person', '${aud.person}', true);
         insert into access_review (id, role, outcome, remark, signed_by)
         values (gen_random_uuid(), 'central-coordinator', 'right', '', '${fay.person}'); commit`,
      ),
    ).rejects.toThrow(/row-level security/);
  });
});

describe('Why somebody may do something', () => {
  const why = async (who: string, what: string, op = '') =>
    (await fay.browser.get(`/toegang/waarom?wie=${who}&wat=${encodeURIComponent(what)}&op=${op}`)).body;

  test('is said with the row, the role and what is missing of it', async () => {
    expect(await why(aud.person, 'see audit.read')).toContain('Ja, dit mag.');
    const no = await why(eef.person, 'see audit.read');
    expect(no).toContain('Nee, dit mag niet.');
    expect(no).toContain('nee: heeft deze rol niet');
    expect(await why(fay.person, 'see publication.frozen')).toContain('Geen enkele rol mag dit');
    expect(no).toContain('Dat staat hier nooit');
  });

  test('says of a role for a unit that the row asks it for the concern', async () => {
    const nora = await setUp(workplace, 'Nora Vliet', 'nora@veld.test');
    await appointed(workplace, nora.person, 'auditor', 'zuid');
    const body = await why(nora.person, 'see audit.read');
    expect(body).toContain('voor een onderdeel, niet voor de hele organisatie');
    expect(body).toContain('Nee, dit mag niet.');
  });

  test('goes by the roles of the day that is asked', async () => {
    expect(await why(ina.person, 'do incidents.import', '1-2-2026')).toContain('Ja, dit mag.');
    expect(await why(ina.person, 'do incidents.import')).toContain('Nee, dit mag niet.');
  });

  test('asks for a person first, and invents none', async () => {
    expect((await fay.browser.get('/toegang/waarom')).body).toContain('Zoek de persoon op');
    expect((await fay.browser.get("/toegang/waarom?wie=' or 1=1")).body).toContain('Zoek de persoon op');
    expect(await why('00000000-0000-4000-8000-000000000000', 'see audit.read')).toContain(
      'onbekende persoon',
    );
  });
});

test('The access table is read by role and by kind of data', async () => {
  const { body } = await eef.browser.get('/toegang?rol=central-coordinator&soort=gifts');
  expect(body).toContain('2 regels');
  expect(body).toContain('ook door een programma, met een sleutel');
  expect((await eef.browser.get('/toegang?rol=operator&soort=gifts')).body).toContain(
    'tot het eerste account',
  );
  expect((await eef.browser.get('/toegang?rol=employee&soort=incidents')).body).toContain('mag hier niets');
});
