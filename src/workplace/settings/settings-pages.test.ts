import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import {
  appointed,
  asOwner,
  asRuntime,
  codeOf,
  openWorkplace,
  setUp,
  type TestAccount,
  type TestWorkplace,
} from '../../../tests/makers/workplace/workplace.ts';
import { profilesFolder } from '../../app.ts';
import { readProfile } from '../../codes/profile.ts';
import { profileReader, recordProfile } from '../../codes/profile-versions.ts';
import { consentedOn } from '../../organisation/consent/consented-on.ts';
import { today } from '../../organisation/period.ts';
import { operator, personActor } from '../../platform/access/actor.ts';
import { concern } from '../../platform/access/resource.ts';
import { type Action, perform } from '../../platform/database/doorways.ts';

/* The settings by who looks after them, and what nobody changes alone: by the pages, and by a fault in the program. */

let workplace: TestWorkplace;
let ada: TestAccount;
let bas: TestAccount;
let cor: TestAccount;
let pia: TestAccount;

beforeAll(async () => {
  workplace = await openWorkplace();
  await asOwner(
    workplace,
    `insert into unit (key, level, type) values ('top', 'gemeente', 'gemeente');
     insert into unit_name (unit, name_nl, name_en) values ('top', 'Waterschap Veld', 'Veld');
     insert into organisation_root (unit, name_nl, name_en, profile) values ('top', 'Waterschap Veld', 'Veld', 'gemeente');
     insert into incident (version_id, incident_id, reference, unit, channel)
       select gen_random_uuid(), gen_random_uuid(), 'r' || n, 'top', case when n <= 7 then 'phone' else 'balie' end
       from generate_series(1, 9) n;
     update incident set withdrawn_at = now() where reference = 'r7'`,
  );
  const { files } = await readProfile(join(profilesFolder, 'gemeente'));
  await perform(workplace.door, operator('toets'), recordProfile, concern, { files, from: null });
  ada = await setUp(workplace, 'Ada Berg', 'ada@veld.test');
  bas = await setUp(workplace, 'Bas Idrissi', 'bas@veld.test');
  cor = await setUp(workplace, 'Cor Snel', 'cor@veld.test');
  pia = await setUp(workplace, 'Pia Roos', 'pia@veld.test');
  await appointed(workplace, ada.person, 'functional-administrator');
  await appointed(workplace, cor.person, 'central-coordinator');
  await appointed(workplace, pia.person, 'privacy-officer');
});
afterAll(() => workplace.close());

const acting = (person: string, statement: string) =>
  asRuntime(
    workplace,
    `begin; select set_config('role', 'daglicht_person', true), set_config('app.actor_kind', 'person', true),
       set_config('app.actor', '${person}', true), set_config('app.person', '${person}', true);
     ${statement}; commit`,
  );
const refused =
  /permission denied|may not|another has to approve|row-level security|not undone|cannot use|ends now/;

const inForm = (body: string, name: string): string =>
  new RegExp(`name="${name}" value="([^"]+)"`).exec(body)?.[1] ?? '';

const typedToday = () => {
  const [year = '', month = '', day = ''] = today().split('-');
  return `${Number(day)}-${Number(month)}-${year}`;
};

/** Goes through the preview of a form, as a browser does. */
async function through(who: TestAccount, path: string, form: Record<string, string>) {
  const preview = (await who.browser.post(path, { ...form, stap: 'bekijken' })).body;
  const basis = inForm(preview, 'basis');
  const seen = basis === '' ? form : { ...form, basis };
  const answer = await who.browser.post(path, { ...seen, stap: 'vastleggen' });
  return { preview, answer };
}

const holding = async (day: string) => profileReader(workplace.door, () => expect.unreachable())(day);
const versionFrom = async (day: string) => {
  const rows = await asOwner(
    workplace,
    'select id from profile_version where valid_from = $1 order by recorded_at desc',
    [day],
  );
  return String(rows[0]?.['id']);
};

const channels = '/instellingen/codes/intake-channels';

describe('The page of settings', () => {
  test('is there for the functional administrator alone: for others it is no page', async () => {
    const paths = [
      '/instellingen',
      channels,
      `${channels}/nieuw`,
      '/instellingen/drempels',
      '/instellingen/instemming/channel',
      `/instellingen/versies/${String((await asOwner(workplace, 'select id from profile_version'))[0]?.['id'])}`,
    ];
    for (const path of paths) {
      expect((await ada.browser.get(path)).status, path).toBe(200);
      for (const { browser } of [cor, pia, bas]) {
        const missing = await browser.get('/instellingen/niet-hier');
        const answer = await browser.get(path);
        expect(answer.status, path).toBe(404);
        expect(answer.body.replaceAll(path, '')).toBe(missing.body.replaceAll('/instellingen/niet-hier', ''));
      }
    }
    for (const path of [`${channels}/anders`, '/instellingen/codes/geen-lijst', '/instellingen/versies/0'])
      expect((await ada.browser.get(path)).status, path).toBe(404);
  });

  test('tells which version holds, since when and by whom, each list, and every use of consent as off', async () => {
    const { body } = await ada.browser.get('/instellingen');
    expect(body).toContain('Gemeente');
    expect(body).toContain('het begin');
    expect(body).toContain('Er komt geen wijziging');
    expect(body).toContain('/instellingen/codes/incident-categories');
    expect(body.match(/Instemming vastleggen/g)).toHaveLength(6);
    expect((await ada.browser.get('/en/instellingen')).body).toContain('Consent of the works council');
  });
});

describe('A change of a code list', () => {
  test('is asked for again with what was typed while something is wrong', async () => {
    const path = `${channels}/nieuw`;
    const typed = {
      welke: 'Chat Bot',
      naam: 'Een chat',
      name: '',
      boven: '',
      vanaf: '31-2-2090',
      stap: 'bekijken',
    };
    const { body } = await ada.browser.post(path, typed);
    for (const kept of ['Chat Bot', 'Een chat', '31-2-2090']) expect(body).toContain(kept);
    for (const wrong of ['kleine letters, cijfers en streepjes', 'Vul de naam in', 'Dit is geen dag'])
      expect(body).toContain(wrong);
    const past = await ada.browser.post(path, { ...typed, welke: 'chat', name: 'A chat', vanaf: '1-1-2020' });
    expect(past.status).toBe(409);
    expect(past.body).toContain('begint vandaag of later');
    expect(past.body).toContain('Een chat');
    const taken = await ada.browser.post(path, { ...typed, welke: 'phone', name: 'A', vanaf: '1-1-2090' });
    expect(taken.body).toContain('Deze code is er al');
  });

  test('is shown before it is recorded: the rows, none told exactly under five, the figures, and when it can be undone', async () => {
    const form = { welke: 'phone', door: 'written', vanaf: '1-3-2090' };
    const first = await ada.browser.post(`${channels}/vervallen`, { ...form, stap: 'bekijken' });
    expect(first.body).toContain('vervalt en telt als');
    expect(first.body).toMatch(/Incidenten<\/th>.*?>6<|>6</s);
    expect(first.body).toMatch(/ongedaan maken tot .*1 maart 2090/);
    expect(first.body).toMatch(/<li>[^<]*kanaal/i);
    const few = await ada.browser.post(`${channels}/vervallen`, {
      ...form,
      welke: 'balie',
      stap: 'bekijken',
    });
    expect(few.body).toContain('1 tot 4');
    const none = await ada.browser.post(`${channels}/vervallen`, {
      ...form,
      welke: 'meeting',
      stap: 'bekijken',
    });
    expect(none.body).toContain('geen rijen met deze code');
    expect(await asOwner(workplace, 'select 1 from profile_version')).toHaveLength(1);
  });

  test('holds from its day; the retired code stays listed and what it became is told', async () => {
    const { answer } = await through(ada, `${channels}/vervallen`, {
      welke: 'phone',
      door: 'written',
      vanaf: typedToday(),
    });
    expect(answer.location).toBe(`${channels}?gedaan=gewijzigd`);
    const { body } = await ada.browser.get(channels);
    expect(body).toMatch(/Vervallen, telt als written/);
    expect(body).toContain('phone');
    const settings = (await ada.browser.get('/instellingen')).body;
    expect(settings).toContain('Ada Berg');
    expect(settings).toContain('Eerdere versies (1)');
    // A version that holds is read, and not undone.
    const id = await versionFrom(today());
    expect((await ada.browser.get(`/instellingen/versies/${id}`)).body).not.toContain(
      'Wijziging ongedaan maken',
    );
    expect((await ada.browser.post(`/instellingen/versies/${id}`, {})).status).toBe(409);
    await expect(
      acting(ada.person, `update profile_version set withdrawn_at = now() where id = '${id}'`),
    ).rejects.toThrow(refused);
  });

  test('that was shown to another version than holds now is shown again, and not recorded', async () => {
    const form = { welke: 'written', naam: 'Per brief', name: 'By letter', vanaf: typedToday() };
    const answer = await ada.browser.post(`${channels}/naam`, {
      ...form,
      stap: 'vastleggen',
      basis: '00000000-0000-4000-8000-000000000000',
    });
    expect(answer.status).toBe(409);
    expect(answer.body).toContain('gewijzigd terwijl u bezig was');
    expect(answer.body).toContain('Per brief');
  });

  test('that is to come is undone, the last first; it never held and is kept', async () => {
    const add = (code: string, vanaf: string) =>
      through(ada, `${channels}/nieuw`, {
        welke: code,
        naam: `Weg ${code}`,
        name: `Way ${code}`,
        boven: '',
        vanaf,
      });
    expect((await add('one', '1-5-2090')).answer.status).toBe(303);
    expect((await add('two', '1-6-2090')).answer.status).toBe(303);
    // Before another that is to come it would be lost on that day.
    const before = await add('three', '1-4-2090');
    expect(before.preview).toContain('Er komt al een wijziging');
    const [one, two] = [await versionFrom('2090-05-01'), await versionFrom('2090-06-01')];
    const early = await ada.browser.post(`/instellingen/versies/${one}`, {});
    expect(early.status).toBe(409);
    expect(early.body).toContain('Maak die eerst ongedaan');
    await expect(
      acting(ada.person, `update profile_version set withdrawn_at = now() where id = '${one}'`),
    ).rejects.toThrow(refused);
    expect(
      (await holding('2090-07-01')).codes.get('intake-channels')?.codes.map(({ code }) => code),
    ).toContain('two');
    for (const id of [two, one])
      expect((await ada.browser.post(`/instellingen/versies/${id}`, {})).location).toBe(
        '/instellingen?gedaan=ongedaan',
      );
    expect((await ada.browser.get('/instellingen')).body).toContain('Er komt geen wijziging');
    expect(
      (await holding('2090-07-01')).codes.get('intake-channels')?.codes.map(({ code }) => code),
    ).not.toContain('one');
    const kept = await asOwner(
      workplace,
      'select withdrawn_by from profile_version where withdrawn_at is not null',
    );
    expect(kept).toEqual([{ withdrawn_by: ada.person }, { withdrawn_by: ada.person }]);
    await expect(acting(ada.person, `delete from profile_version`)).rejects.toThrow(refused);
    await expect(acting(ada.person, `update profile_version set content = '{}'`)).rejects.toThrow(refused);
  });

  test('asks who makes it to show to be there, and loses nothing that was typed', async () => {
    await asOwner(workplace, `update session set confirmed_at = now() - interval '1 hour'`);
    await asOwner(workplace, 'update account_secret set totp_step = null');
    const path = `${channels}/naam`;
    const form = { welke: 'written', naam: 'Per brief', name: 'By letter', vanaf: typedToday() };
    const { answer } = await through(ada, path, form);
    expect(answer.status).toBe(200);
    expect(answer.body).toContain('Bent u het zelf?');
    expect(answer.body).toContain('Per brief');
    const proof = { wachtwoord: ada.password, code: codeOf(ada.seed) };
    const preview = (await ada.browser.post(path, { ...form, stap: 'bekijken' })).body;
    const done = await ada.browser.post(path, {
      ...form,
      stap: 'vastleggen',
      basis: inForm(preview, 'basis'),
      ...proof,
    });
    expect(done.location).toBe(`${channels}?gedaan=gewijzigd`);
    expect((await ada.browser.get(channels)).body).toContain('Per brief');
    await asOwner(workplace, 'update session set confirmed_at = now()');
  });
});

const figures = ['incidents.total'];
const thresholds = (bedrag: string, over: Record<string, string> = {}) => ({
  bedrag,
  aantal: '5',
  tegen: 'singletons',
  vanaf: typedToday(),
  reden: 'Besluit 7',
  ...over,
});
const giftOf = async (day: string) => (await holding(day)).policies.giftThresholdEuro;

/** A version with other thresholds, as a fault in the program could write it. */
const otherThresholds = (person: string, more = '') =>
  acting(
    person,
    `insert into profile_version (id, profile, content, sha256, valid_from${more === '' ? '' : ', proposal_id'})
     select gen_random_uuid(), profile, jsonb_set(content::jsonb, '{profile.json,policies,protectionThreshold}', '3')::text,
       'x', today()${more} from profile_version v where v.id = profile_holding(today())`,
  );

describe('Thresholds', () => {
  test('are changed by one as long as nobody else could decide, after a page that says what follows', async () => {
    const wrong = await ada.browser.post('/instellingen/drempels', {
      ...thresholds('veel', { aantal: '2', vanaf: '1-1-2020', reden: '' }),
      stap: 'bekijken',
    });
    for (const said of [
      'Vul een bedrag in euro in',
      '3 tot en met 10',
      'Kies vandaag of een latere dag',
      'op grond waarvan',
    ])
      expect(wrong.body).toContain(said);
    const { preview, answer } = await through(ada, '/instellingen/drempels', thresholds('75,50'));
    expect(preview).toContain('€ 75,50');
    expect(preview).toContain('€ 50');
    expect(answer.location).toBe('/instellingen?gedaan=drempels');
    expect((await ada.browser.get('/instellingen')).body).toContain('€ 75,50');
  });

  test('are a proposal from the moment that two can decide: the other approves what was shown, once', async () => {
    await appointed(workplace, bas.person, 'functional-administrator');
    const form = { ...thresholds('60', { aantal: '4' }), cijfers: 'incidents.total' };
    const { preview, answer } = await through(ada, '/instellingen/drempels', form);
    expect(preview).toContain('die kunnen naar een persoon wijzen');
    expect(answer.location).toBe('/instellingen?gedaan=voorgesteld');
    // Sent twice it is one proposal.
    await through(ada, '/instellingen/drempels', form);
    expect(await asOwner(workplace, `select 1 from proposal where kind = 'thresholds'`)).toHaveLength(1);
    expect(preview).toContain('Drempels voorstellen');
    expect(await giftOf(today())).toBe('75.50');
    const own = (await ada.browser.get('/voorstellen')).body;
    expect(own).toContain('Andere drempels');
    expect(own).not.toContain('Voorstel goedkeuren');
    const page = (await bas.browser.get('/voorstellen')).body;
    const decision = {
      soort: 'drempels',
      voorstel: inForm(page, 'voorstel'),
      versie: inForm(page, 'versie'),
      besluit: 'goed',
    };
    const ownTry = await ada.browser.post('/voorstellen/instellingen', decision);
    expect(ownTry.status).toBe(409);
    expect(ownTry.body).toContain('Over dit voorstel beslist een ander');
    const other = await bas.browser.post('/voorstellen/instellingen', { ...decision, versie: 'anders' });
    expect(other.body).toContain('een ander dan u zag');
    for (const { browser } of [cor, pia])
      expect((await browser.post('/voorstellen/instellingen', decision)).status).toBe(404);
    const answers = await Promise.all(
      [1, 2].map(() => bas.browser.post('/voorstellen/instellingen', decision)),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([303, 409]);
    const { policies, guardedFigures } = await holding(today());
    expect(policies).toMatchObject({ giftThresholdEuro: '60', protectionThreshold: 4 });
    expect(guardedFigures).toEqual(figures);
  });

  test('that are to come are what the next change is made to', async () => {
    const decide = async () => {
      const page = (await bas.browser.get('/voorstellen')).body;
      return bas.browser.post('/voorstellen/instellingen', {
        soort: 'drempels',
        voorstel: inForm(page, 'voorstel'),
        versie: inForm(page, 'versie'),
        besluit: 'goed',
      });
    };
    const guarded = { aantal: '4', cijfers: 'incidents.total' };
    const to = (bedrag: string, vanaf: string) =>
      through(ada, '/instellingen/drempels', { ...thresholds(bedrag, { vanaf }), ...guarded });
    await to('70', '1-7-2090');
    expect((await decide()).status).toBe(303);
    expect((await ada.browser.get('/instellingen/drempels')).body).toContain('value="70"');
    expect((await to('72', '1-8-2090')).preview).toContain('€ 70');
    expect((await decide()).status).toBe(303);
    expect([await giftOf('2090-07-02'), await giftOf('2090-08-02')]).toEqual(['70', '72']);
    for (const day of ['2090-08-01', '2090-07-01'])
      await ada.browser.post(`/instellingen/versies/${await versionFrom(day)}`, {});
    expect(await giftOf('2090-08-02')).toBe('60');
  });

  test('that changed since they were proposed are proposed anew', async () => {
    for (const bedrag of ['61', '62']) await through(ada, '/instellingen/drempels', thresholds(bedrag));
    const page = (await bas.browser.get('/voorstellen')).body;
    const each = [...page.matchAll(/name="voorstel" value="([^"]+)"[\s\S]*?name="versie" value="([^"]+)"/g)];
    const [first, second] = each.map(([, voorstel = '', versie = '']) => ({
      soort: 'drempels',
      voorstel,
      versie,
      besluit: 'goed',
    }));
    expect((await bas.browser.post('/voorstellen/instellingen', first ?? {})).status).toBe(303);
    const late = await bas.browser.post('/voorstellen/instellingen', second ?? {});
    expect(late.status).toBe(409);
    expect(late.body).toContain('De drempels zijn intussen gewijzigd');
    expect(
      (await ada.browser.post('/voorstellen/instellingen', { ...(second ?? {}), besluit: 'intrekken' }))
        .location,
    ).toContain('withdrawn');
  });

  test('are written past the pages by nobody: not alone, not by an own, used, lapsed or other approval', async () => {
    const rows = () => asOwner(workplace, 'select count(*)::int as rows from profile_version');
    const before = await rows();
    await expect(otherThresholds(ada.person)).rejects.toThrow(refused);
    const propose = (who: string, to: string) =>
      `insert into proposal (id, kind, payload, payload_hash, reason, proposed_by, proposer, expires_at)
       select gen_random_uuid(), 'thresholds', jsonb_build_object('from', today()::text, 'to', ${to}), 'own', 'r', '${who}', '${who}',
         now() + interval '1 hour'`;
    const now = `thresholds_in((select content from profile_version where id = profile_holding(today())))`;
    await expect(acting(ada.person, propose(bas.person, `'{}'::jsonb`))).rejects.toThrow(refused);
    await acting(ada.person, propose(ada.person, `'{}'::jsonb`));
    // The approval of one thing carries nothing else, and is none when who proposed gives it.
    const approve = (who: string) =>
      `update proposal set outcome = 'approved', decided_by = '${who}', decided_at = now() where payload_hash = 'own';`;
    await expect(acting(ada.person, approve(ada.person))).rejects.toThrow(refused);
    const carried = (who: string) => `${approve(who)}
      insert into profile_version (id, profile, content, sha256, valid_from, proposal_id)
      select gen_random_uuid(), v.profile, jsonb_set(v.content::jsonb, '{profile.json,policies,protectionThreshold}', '3')::text,
        'x', today(), p.id from profile_version v, proposal p where v.id = profile_holding(today()) and p.payload_hash = 'own'`;
    await expect(acting(bas.person, carried(bas.person))).rejects.toThrow(refused);
    // Of this kind the privacy officer sees nothing: there is nothing to approve or carry.
    await acting(pia.person, carried(pia.person));
    expect(await asOwner(workplace, `select outcome from proposal where payload_hash = 'own'`)).toEqual([
      { outcome: null },
    ]);
    // The same thresholds from another day, or in another order, are no way round; a change of codes alone is.
    await acting(
      ada.person,
      `insert into profile_version (id, profile, content, sha256, valid_from)
       select gen_random_uuid(), profile, content, 'x', today() from profile_version where id = profile_holding(today())`,
    );
    await asOwner(workplace, `delete from profile_version where sha256 = 'x'`);
    await expect(
      acting(
        ada.person,
        `insert into profile_version (id, profile, content, sha256, valid_from)
         select gen_random_uuid(), profile, content, 'x', today() from profile_version where valid_from is null`,
      ),
    ).rejects.toThrow(refused);
    expect(await asOwner(workplace, `select ${now} ->> 'giftThresholdEuro' as gift`)).toEqual([
      { gift: '61' },
    ]);
    expect(await rows()).toEqual(before);
  });

  test('lapse after 72 hours, and are decided by nobody who was let in by who proposed them', async () => {
    await through(ada, '/instellingen/drempels', thresholds('63'));
    const page = (await bas.browser.get('/voorstellen')).body;
    const decision = {
      soort: 'drempels',
      voorstel: inForm(page, 'voorstel'),
      versie: inForm(page, 'versie'),
      besluit: 'goed',
    };
    await asOwner(workplace, 'update invitation set invited_by = $1 where person_id = $2', [
      ada.person,
      bas.person,
    ]);
    expect((await bas.browser.post('/voorstellen/instellingen', decision)).body).toContain(
      'als enige binnen',
    );
    await asOwner(workplace, `update invitation set invited_by = 'toets'`);
    await asOwner(workplace, `update proposal set expires_at = now() where outcome is null`);
    expect((await bas.browser.post('/voorstellen/instellingen', decision)).body).toContain('verlopen');
    expect((await bas.browser.get('/voorstellen')).body).toContain('Er zijn geen voorstellen');
  });

  test('of a description at the command line are refused, with the page that proposes them', async () => {
    const { files } = await readProfile(join(profilesFolder, 'gemeente'));
    await expect(
      perform(workplace.door, personActor(ada.person, 'toets'), recordProfile, concern, {
        files,
        from: today(),
      }),
    ).rejects.toMatchObject({
      code: 'thresholds-unapproved',
      explanation: { next: { nl: expect.stringContaining('Instellingen, Drempels wijzigen') } },
    });
  });
});

describe('An export of all registers', () => {
  test('is proposed by the central coordinator, and approved by the privacy officer, who sees no roles proposed', async () => {
    await asOwner(
      workplace,
      `insert into proposal (id, kind, payload, payload_hash, beneficiary, reason, proposed_by, proposer, expires_at)
       values (gen_random_uuid(), 'appoint', '{}', 'h', $1, 'geheim', $2::text, $2::uuid, now() + interval '1 hour')`,
      [cor.person, ada.person],
    );
    expect((await ada.browser.get('/voorstellen/export')).status).toBe(404);
    const empty = await cor.browser.post('/voorstellen/export', { waarvoor: '' });
    expect(empty.body).toContain('Vul in waarvoor');
    const made = await cor.browser.post('/voorstellen/export', { waarvoor: 'Overdracht aan het archief' });
    expect(made.location).toBe('/voorstellen?gedaan=export-voorgesteld');
    const own = (await cor.browser.get('/voorstellen')).body;
    expect(own).toContain('Overdracht aan het archief');
    expect(own).not.toContain('Voorstel goedkeuren');
    const page = (await pia.browser.get('/voorstellen')).body;
    expect(page).toContain('Overdracht aan het archief');
    expect(page).not.toContain('geheim');
    await asOwner(workplace, `delete from proposal where payload_hash = 'h'`);
    const decision = {
      soort: 'export',
      voorstel: inForm(page, 'voorstel'),
      versie: inForm(page, 'versie'),
      besluit: 'goed',
    };
    await expect(use(cor.person)).rejects.toThrow(refused);
    expect((await cor.browser.post('/voorstellen/instellingen', decision)).status).toBe(409);
    expect((await pia.browser.post('/voorstellen/instellingen', decision)).location).toContain('export-goed');
    await expect(use(ada.person)).rejects.toThrow(refused);
    await use(cor.person);
    await expect(use(cor.person)).rejects.toThrow(/duplicate key/);
  });
});

const use = (person: string) =>
  acting(
    person,
    `insert into proposal_use (proposal_id, used_by) select id, '${person}'::uuid from proposal where kind = 'export-all'
     union all select gen_random_uuid(), '${person}'::uuid where not exists (select from proposal where kind = 'export-all')`,
  );

const asked = (use: 'channel' | 'samples', day: string): Promise<boolean> => {
  const action: Action<null, boolean> = {
    name: 'organisation.describe',
    input: z.null(),
    object: () => '',
    change: async (database) => ({ result: await consentedOn(database, use, day), audit: null }),
  };
  return perform(workplace.door, personActor(ada.person, 'toets'), action, concern, null);
};

describe('Consent of the works council', () => {
  test('turns one use on from its day, with its reference, and off again when it ends; what was stays known', async () => {
    const path = '/instellingen/instemming/channel';
    expect(await asked('channel', today())).toBe(false);
    const wrong = await ada.browser.post(path, { dag: '1-1-2090', kenmerk: '' });
    expect(wrong.body).toContain('Deze dag moet nog komen');
    expect(wrong.body).toContain('1-1-2090');
    expect(wrong.body).toContain('Vul het kenmerk in');
    expect((await ada.browser.post(path, { dag: '2-2-2026', kenmerk: 'OR 2026/14' })).location).toBe(
      '/instellingen?gedaan=instemming',
    );
    expect((await ada.browser.get('/instellingen')).body).toContain('2 februari 2026, OR 2026/14');
    expect(await asked('channel', '2026-02-01')).toBe(false);
    expect(await asked('channel', '2026-02-02')).toBe(true);
    expect(await asked('samples', today())).toBe(false);
    expect((await ada.browser.post(path, { dag: '2-2-2026', kenmerk: 'nog eens' })).status).toBe(409);
    const instemming = inForm((await ada.browser.get(path)).body, 'instemming');
    for (const attack of [
      `update works_council_consent set reference = 'x'`,
      `update works_council_consent set withdrawn_at = now() - interval '1 day'`,
      'delete from works_council_consent',
      `insert into works_council_consent (id, use, consented_on, reference) values (gen_random_uuid(), 'samples', today() + 1, 'x')`,
    ])
      await expect(acting(ada.person, attack)).rejects.toThrow(refused);
    await expect(
      acting(
        cor.person,
        `insert into works_council_consent (id, use, consented_on, reference)
                          values (gen_random_uuid(), 'samples', today(), 'x')`,
      ),
    ).rejects.toThrow(refused);
    expect((await ada.browser.post(path, { instemming })).location).toBe('/instellingen?gedaan=beeindigd');
    expect(await asked('channel', today())).toBe(false);
    expect(await asked('channel', '2026-02-02')).toBe(true);
  });
});
