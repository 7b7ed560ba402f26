import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  appointed,
  asOwner,
  asRuntime,
  invited,
  openWorkplace,
  setUp,
  type TestAccount,
  type TestWorkplace,
} from '../../../tests/makers/workplace/workplace.ts';
import { newId } from '../../platform/database/new-id.ts';

/* Two people begin an organisation, appoint others, and each sees what that role sees. */

let workplace: TestWorkplace;
let ada: TestAccount;
let bas: TestAccount;

const inForm = (body: string, name: string): string =>
  new RegExp(`name="${name}" value="([^"]+)"`).exec(body)?.[1] ?? '';

beforeAll(async () => {
  workplace = await openWorkplace();
  await asOwner(
    workplace,
    `insert into unit (key, level, type) values ('top', 'concern', 'concern'), ('zuid', 'dienst', 'dienst');
     insert into unit_name (unit, name_nl, name_en) values ('top', 'Waterschap Veld', 'Veld'), ('zuid', 'Dienst Zuid', 'South');
     insert into unit_parent (unit, parent, origin) values ('zuid', 'top', 'added');
     insert into organisation_root (unit, name_nl, name_en, profile) values ('top', 'Waterschap Veld', 'Veld', 'gemeente')`,
  );
  ada = await setUp(workplace, 'Ada van der Berg', 'ada@veld.test', 'first');
  bas = await setUp(workplace, 'Bas el Idrissi', 'bas@veld.test', 'first');
});
afterAll(() => workplace.close());

describe('The first two administrators', () => {
  test('can do nothing before the other approved them', async () => {
    const home = await ada.browser.get('/');
    expect(home.body).toContain('Een tweede beheerder moet u nog goedkeuren');
    expect(home.body).toContain('Bas el Idrissi als beheerder goedkeuren');
    expect((await ada.browser.get('/mensen')).status).toBe(404);
  });

  test('do not approve themselves, and nobody else approves them (test 28)', async () => {
    const cor = await setUp(workplace, 'Cor Snel', 'cor@veld.test', 'staff');
    const [own] = await asOwner(workplace, 'select id from proposal where beneficiary = $1', [ada.person]);
    for (const browser of [ada.browser, cor.browser])
      await browser.post('/beheerders', { voorstel: String(own?.['id']), besluit: 'goed' });
    expect(await asOwner(workplace, 'select 1 from appointment')).toEqual([]);
  });

  test('approve each other, after which the way by the terminal is closed for good', async () => {
    for (const [one, other] of [
      [ada, bas],
      [bas, ada],
    ] as const) {
      const voorstel = inForm((await one.browser.get('/')).body, 'voorstel');
      const answer = await one.browser.post('/beheerders', { voorstel, besluit: 'goed' });
      expect(answer.location).toBe('/?gedaan=goedgekeurd');
      expect((await other.browser.get('/mensen')).status).toBe(200);
    }
    await expect(invited(workplace, 'Nog iemand', 'nog@veld.test', 'first')).rejects.toThrow(
      /two administrators already/,
    );
    await asOwner(
      workplace,
      `update appointment set valid_until = '2020-01-02', valid_from = '2020-01-01' where false`,
    );
  });
});

/** Searches as somebody does, and answers the page that is shown. */
async function found(words: string): Promise<string> {
  const { location } = await ada.browser.post('/mensen', { zoek: words });
  expect(location).not.toContain(encodeURIComponent(words));
  return (await ada.browser.get(location ?? '')).body;
}

describe('People', () => {
  test('are found by words in any order, without accents or “van”, by mail address or number', async () => {
    for (const words of ['berg ada', 'Ada Berg', 'ADA VAN DER BERG', 'bérg', 'ada@veld.test'])
      expect(await found(words)).toContain('<bdi>Ada van der Berg</bdi>');
    expect(await found('idrissi')).toContain('<bdi>Bas el Idrissi</bdi>');
    expect(await found('jansen')).toContain('Niemand gevonden');
    expect(await found('%')).not.toContain('<bdi>Ada van der Berg</bdi>');
  });

  test('that somebody searched for stand in no address, and are theirs alone', async () => {
    const { location } = await ada.browser.post('/mensen', { zoek: 'ada' });
    expect((await bas.browser.get(location ?? '')).body).not.toContain('<bdi>Ada van der Berg</bdi>');
  });

  test('are added by hand, with what is wrong said at the field and nothing lost', async () => {
    const wrong = await ada.browser.post('/mensen/nieuw', {
      naam: 'Dora Zon',
      mail: 'geen adres',
      telefoon: '',
    });
    expect(wrong.body).toContain('id="mail-fout"');
    expect(wrong.body).toContain('value="Dora Zon"');
    const right = await ada.browser.post('/mensen/nieuw', {
      naam: 'Dora  Zon',
      mail: 'dora@veld.test',
      telefoon: '',
    });
    expect(right.location).toMatch(/^\/mensen\/[0-9a-f-]{36}\?gedaan=toegevoegd$/);
    const page = await ada.browser.get(right.location ?? '');
    expect(page.body).toContain('Dora Zon');
    const id = right.location?.slice(8, 44);
    const changed = { naam: 'Dora Zonneveld', mail: '', telefoon: '06 1' };
    expect((await ada.browser.post(`/mensen/${id}/gegevens`, changed)).status).toBe(303);
    const versions = await asOwner(
      workplace,
      'select name, withdrawn_at is null as stands from person_contact where person_id = $1 order by recorded_at',
      [id],
    );
    expect(versions).toEqual([
      { name: 'Dora Zon', stands: false },
      { name: 'Dora Zonneveld', stands: true },
    ]);
    const same = await ada.browser.post(`/mensen/${id}/gegevens`, { ...changed, naam: ' Dora  Zonneveld' });
    expect(same.location).toBe(`/mensen/${id}?gedaan=niets`);
    expect((await ada.browser.get(same.location ?? '')).body).toContain('Er is niets gewijzigd');
    const after = await asOwner(workplace, 'select from person_contact where person_id = $1', [id]);
    expect(after).toHaveLength(versions.length);
  });

  test('are not seen by who has no role for it, whatever the address (test 21)', async () => {
    const eef = await setUp(workplace, 'Eef Kraan', 'eef@veld.test');
    await appointed(workplace, eef.person, 'central-coordinator');
    const missing = await eef.browser.get(`/mensen/${newId()}`);
    expect(missing.status).toBe(404);
    for (const path of [
      `/mensen/${ada.person}`,
      `/mensen/${ada.person}/aanwijzen`,
      `/mensen/${ada.person}/uitnodigen`,
      `/mensen/${ada.person}/gegevens`,
    ]) {
      const answer = await eef.browser.get(path);
      expect(answer.status).toBe(404);
      expect(answer.body.replaceAll(path, '/x')).toBe(
        missing.body.replaceAll(/\/mensen\/[0-9a-f-]{36}(?=")/g, '/x'),
      );
    }
    const form = { rol: 'head', onderdeel: '*', vanaf: '1-1-2026', tot: '', reden: 'zo maar', stap: 'geven' };
    expect((await eef.browser.post(`/mensen/${eef.person}/aanwijzen`, form)).status).toBe(404);
    expect(await asOwner(workplace, `select 1 from appointment where role = 'head'`)).toEqual([]);
  });
});

describe('A role', () => {
  const form = (rol: string, onderdeel: string, stap = 'geven') => ({
    rol,
    onderdeel,
    vanaf: '1-11-2026',
    tot: '',
    reden: 'Besluit 12',
    stap,
  });

  test('is shown for checking, then given, and holds at once', async () => {
    const flip = await setUp(workplace, 'Flip Moor', 'flip@veld.test');
    const address = `/mensen/${flip.person}/aanwijzen`;
    const empty = await ada.browser.post(address, { ...form('', ''), vanaf: '31-2-2026', reden: '' });
    for (const field of ['rol', 'onderdeel', 'vanaf', 'reden'])
      expect(empty.body).toContain(`id="${field}-fout"`);
    const check = await ada.browser.post(address, form('coordinator', 'zuid', 'controleren'));
    expect(check.body).toContain('Controleer deze rol');
    expect(check.body).toContain('Dienst Zuid');
    expect((await ada.browser.post(address, form('coordinator', 'zuid'))).location).toContain(
      'gedaan=aangewezen',
    );
    expect((await flip.browser.get('/')).body).toContain('U werkt als integriteitscoördinator');
    // The same again is refused, in words.
    expect((await ada.browser.post(address, form('coordinator', 'zuid'))).body).toContain(
      'heeft die rol daar',
    );
  });

  test('that does not go with another is refused, and the rule is named', async () => {
    const gijs = await setUp(workplace, 'Gijs Duin', 'gijs@veld.test');
    const address = `/mensen/${gijs.person}/aanwijzen`;
    await ada.browser.post(address, form('counsellor', '*'));
    const refused = await ada.browser.post(address, form('coordinator', 'zuid'));
    expect(refused.status).toBe(409);
    expect(refused.body).toContain('Een vertrouwenspersoon is onafhankelijk');
    // The database refuses it too.
    await expect(appointed(workplace, gijs.person, 'coordinator', 'zuid')).rejects.toThrow(
      /one person does not have/,
    );
  });

  test('that gives much is proposed by one and approved by another, as it was shown (test 28)', async () => {
    const hugo = await setUp(workplace, 'Hugo Laan', 'hugo@veld.test');
    const address = `/mensen/${hugo.person}/aanwijzen`;
    expect((await ada.browser.post(address, form('auditor', '*'))).location).toContain('gedaan=voorgesteld');
    expect((await hugo.browser.get('/')).body).not.toContain('U werkt als auditor');
    const page = (await bas.browser.get('/voorstellen')).body;
    const [voorstel, versie] = [inForm(page, 'voorstel'), inForm(page, 'versie')];
    const decide = (browser: typeof ada.browser, besluit: string, shown = versie) =>
      browser.post('/voorstellen', { voorstel, versie: shown, besluit });
    expect((await decide(ada.browser, 'goed')).status).toBe(409);
    expect((await decide(bas.browser, 'goed', 'a'.repeat(64))).body).toContain('een ander dan u zag');
    await asOwner(
      workplace,
      `update proposal set payload = jsonb_set(payload, '{role}', '"head"') where id = $1`,
      [voorstel],
    );
    expect((await decide(bas.browser, 'goed')).body).toContain('een ander dan u zag');
    await asOwner(
      workplace,
      `update proposal set payload = jsonb_set(payload, '{role}', '"auditor"') where id = $1`,
      [voorstel],
    );
    expect((await decide(bas.browser, 'goed')).location).toBe('/voorstellen?gedaan=approved');
    expect((await hugo.browser.get('/')).body).toContain('U werkt als auditor');
    // Once more is over (replayed).
    expect((await decide(bas.browser, 'goed')).body).toContain('al beslist');
  });

  test('for oneself waits for another too', async () => {
    const answer = await ada.browser.post(`/mensen/${ada.person}/aanwijzen`, form('protection-officer', '*'));
    // An administrator of accounts has no role with content at all.
    expect(answer.body).toContain('ziet geen inhoud');
  });

  test('ends on a day, and with it what the person could see', async () => {
    const [row] = await asOwner(
      workplace,
      `select a.id, a.person_id from appointment a where a.role = 'coordinator' and withdrawn_at is null`,
    );
    const address = `/mensen/${String(row?.['person_id'])}/beeindigen/${String(row?.['id'])}`;
    expect((await ada.browser.get(address)).body).toContain('Rol beëindigen');
    expect((await ada.browser.post(address, { vanaf: 'morgen', reden: '' })).body).toContain(
      'id="vanaf-fout"',
    );
    const answer = await ada.browser.post(address, { vanaf: '15-11-2026', reden: 'Andere baan' });
    expect(answer.location).toContain('gedaan=beeindigd');
    expect((await ada.browser.get(address)).status).toBe(404);
  });

  test('that gives much is taken away by one alone', async () => {
    const [row] = await asOwner(
      workplace,
      `select a.id, a.person_id from appointment a where a.role = 'auditor' and withdrawn_at is null`,
    );
    const address = `/mensen/${String(row?.['person_id'])}/beeindigen/${String(row?.['id'])}`;
    const answer = await ada.browser.post(address, { vanaf: '30-11-2026', reden: 'Einde opdracht' });
    expect(answer.location).toContain('gedaan=beeindigd');
    // The same row once more, longer, is an appointment again, and needs another.
    const again = asRuntime(
      workplace,
      `begin; select set_config('role', 'daglicht_person', true), set_config('app.actor_kind', 'person', true),
         set_config('app.person', '${ada.person}', true);
       insert into appointment (id, person_id, role, valid_from, appointed_by, reason)
       values (gen_random_uuid(), '${String(row?.['person_id'])}', 'auditor', '2026-12-01', 'zelf', 'zelf'); commit`,
    );
    await expect(again).rejects.toThrow(/another has to approve/);
  });
});

describe('An account', () => {
  test('is invited for by who looks after accounts, with link and code shown once', async () => {
    const { location } = await ada.browser.post('/mensen/nieuw', {
      naam: 'Iris Wit',
      mail: 'iris@veld.test',
      telefoon: '',
    });
    const id = location?.slice(8, 44) ?? '';
    expect((await ada.browser.get(`/mensen/${id}/uitnodigen`)).body).toContain('value="iris@veld.test"');
    const made = await ada.browser.post(`/mensen/${id}/uitnodigen`, { naam: 'iris@veld.test', voor: '' });
    expect(made.body).toMatch(/http:\/\/werk\.test\/uitnodiging\/[\w-]{43}/);
    expect(made.body).toMatch(/\d{3} \d{3}/);
    const taken = await ada.browser.post(`/mensen/${id}/uitnodigen`, { naam: 'bas@veld.test', voor: '' });
    expect(taken.body).toContain('meldt iemand anders zich al aan');
    expect((await ada.browser.get(`/mensen/${id}`)).body).toContain('Uitgenodigd');
  });

  test('ends at once, wherever its person is signed in', async () => {
    const jip = await setUp(workplace, 'Jip Hout', 'jip@veld.test');
    const [row] = await asOwner(workplace, 'select id from account where person_id = $1', [jip.person]);
    const address = `/mensen/${jip.person}/account/${String(row?.['id'])}`;
    expect((await bas.browser.get(address)).body).toContain('Account beëindigen');
    expect((await bas.browser.post(address, {})).location).toContain('gedaan=account');
    expect((await jip.browser.get('/')).location).toBe('/aanmelden');
    expect(workplace.told).toEqual([]);
  });
});
