import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { TestBrowser } from '../../../tests/makers/workplace/browser.ts';
import { openDescribedWorkplace } from '../../../tests/makers/workplace/described.ts';
import {
  appointed,
  asOwner,
  setUp,
  type TestAccount,
  type TestWorkplace,
} from '../../../tests/makers/workplace/workplace.ts';
import { newId } from '../../platform/database/new-id.ts';

/* Registers kept in the workplace: incidents by the central coordinator, and by the coordinator of a unit. */

let workplace: TestWorkplace;
let anna: TestAccount;
let bram: TestAccount;
let unitKeeper: TestAccount;

beforeAll(async () => {
  workplace = await openDescribedWorkplace();
  await setUp(workplace, 'Fenna Beheer', 'fenna@oefen.test', 'first');
  anna = await setUp(workplace, 'Anna Centraal', 'anna@oefen.test');
  bram = await setUp(workplace, 'Bram Centraal', 'bram@oefen.test');
  unitKeeper = await setUp(workplace, 'Cor Onderdeel', 'cor@oefen.test');
  await appointed(workplace, anna.person, 'central-coordinator');
  await appointed(workplace, bram.person, 'central-coordinator');
  await appointed(workplace, unitKeeper.person, 'coordinator', 'PBW');
});
afterAll(() => workplace.close());

const report = {
  category: 'a',
  kind: '',
  unit: 'PBW',
  description: 'Er is iets gezien bij de poort.',
  occurred: '',
  received: '3-3-2025',
  klopt: '',
  doe: '',
};

/** Adds an incident through the form; answers its id. */
async function added(
  { browser }: TestAccount = anna,
  given: Readonly<Record<string, string>> = {},
): Promise<string> {
  const record = newId();
  const answer = await browser.post('/registers/incidenten/nieuw', { ...report, ...given, versie: record });
  if (answer.location !== `/registers/incidenten/${record}?gedaan=toegevoegd`)
    throw new Error(`Not added: ${answer.status} ${answer.body}`);
  return record;
}

const place = (record: string) => `/registers/incidenten/${record}`;
const standing = async (record: string) =>
  (
    await asOwner(
      workplace,
      `select version_id, reference, category, unit, description, reporter_type, closed_from, qualified_from, recorded_by, change_reason
       from incident where incident_id = $1 and withdrawn_at is null`,
      [record],
    )
  )[0];

async function versionOf(record: string): Promise<string> {
  return String((await standing(record))?.['version_id']);
}

/** The form of a section as it stands, with some of its fields filled in otherwise. */
async function formOf(
  { browser }: TestAccount,
  record: string,
  section: string,
): Promise<Readonly<Record<string, string>>> {
  const { body } = await browser.get(`${place(record)}/wijzigen/${section}`);
  const inputs = [...body.matchAll(/<input type="(?:text|hidden)"[^>]*>/g)].map(([tag]) => [
    /name="([^"]+)"/.exec(tag)?.[1] ?? '',
    /value="([^"]*)"/.exec(tag)?.[1] ?? '',
  ]);
  const areas = [...body.matchAll(/<textarea[^>]*name="([^"]+)"[^>]*>([^<]*)<\/textarea>/g)].map(
    ([, name = '', value = '']) => [name, value],
  );
  const selects = [...body.matchAll(/<select[^>]*name="([^"]+)"[^>]*>(.*?)<\/select>/gs)].map(
    ([, name = '', options = '']) => [name, /value="([^"]*)" selected/.exec(options)?.[1] ?? ''],
  );
  return Object.fromEntries([...inputs, ...areas, ...selects]);
}

describe('Adding a record', () => {
  test('it is in the register with who recorded it, and the list shows it', async () => {
    const record = await added();
    expect(await standing(record)).toMatchObject({
      category: 'a',
      unit: 'PBW',
      description: 'Er is iets gezien bij de poort.',
      recorded_by: anna.person,
    });
    const { body } = await anna.browser.get('/registers/incidenten');
    expect(body).toContain(`href="${place(record)}"`);
    expect(body).toContain('3 maart 2025');
  });

  test('a form sent twice is one record', async () => {
    const record = newId();
    const form = { ...report, versie: record };
    for (const _time of [1, 2])
      expect((await anna.browser.post('/registers/incidenten/nieuw', form)).location).toBe(
        `${place(record)}?gedaan=toegevoegd`,
      );
    const rows = await asOwner(workplace, 'select from incident where incident_id = $1', [record]);
    expect(rows).toHaveLength(1);
  });

  test('what is wrong is said at each field at once, and what was typed stays', async () => {
    const answer = await anna.browser.post('/registers/incidenten/nieuw', {
      ...report,
      category: '',
      unit: 'bestaat niet',
      received: '31-2-2025',
      description: 'Een tekst die blijft staan.',
      versie: newId(),
    });
    expect(answer.status).toBe(400);
    expect(answer.body).toContain('<title>Fout: Incident registreren');
    for (const message of [
      'Vul „Categorie” in.',
      'Kies een van de mogelijkheden bij „Onderdeel”.',
      '31-2-2025',
    ])
      expect(answer.body).toContain(message);
    expect(answer.body).toContain('Een tekst die blijft staan.');
  });

  test('a day that has yet to come is asked once, and the answer is kept', async () => {
    const record = newId();
    const form = { ...report, received: '3-3-2199', versie: record };
    const asked = await anna.browser.post('/registers/incidenten/nieuw', form);
    expect(asked.status).toBe(400);
    expect(asked.body).toContain('Deze dag moet nog komen.');
    expect(await standing(record)).toBeUndefined();
    const { location } = await anna.browser.post('/registers/incidenten/nieuw', {
      ...form,
      klopt: 'ja',
      getwijfeld: /name="getwijfeld" value="([^"]+)"/.exec(asked.body)?.[1] ?? '',
    });
    expect(location).toBe(`${place(record)}?gedaan=toegevoegd`);
    const decided = await asOwner(
      workplace,
      'select kind, reason, decided_by from record_decision where record_id = $1',
      [record],
    );
    expect(decided).toEqual([
      { kind: 'stands', reason: 'Bevestigd bij het invullen.', decided_by: anna.person },
    ]);
  });
});

describe('Changing a record', () => {
  test('a section is saved as another version, and the history says who changed what', async () => {
    const record = await added();
    const form = await formOf(anna, record, 'melder');
    const answer = await anna.browser.post(`${place(record)}/wijzigen/melder`, {
      ...form,
      reporter: 'colleague',
    });
    expect(answer.location).toBe(`${place(record)}?gedaan=gewijzigd`);
    expect(await standing(record)).toMatchObject({ reporter_type: 'colleague', recorded_by: anna.person });
    const { body } = await anna.browser.get(`${place(record)}/geschiedenis`);
    expect(body).toContain('Melder: van niet vastgelegd naar');
    expect(body).toContain('Anna Centraal');
  });

  test('saving what stands records nothing', async () => {
    const record = await added();
    const before = await versionOf(record);
    const form = await formOf(anna, record, 'melding');
    const answer = await anna.browser.post(`${place(record)}/wijzigen/melding`, form);
    expect(answer.location).toBe(`${place(record)}?gedaan=gelijk`);
    expect(await versionOf(record)).toBe(before);
  });

  test('two people who change different fields both keep their change', async () => {
    const record = await added();
    const [ofAnna, ofBram] = [await formOf(anna, record, 'melding'), await formOf(bram, record, 'melding')];
    await bram.browser.post(`${place(record)}/wijzigen/melding`, { ...ofBram, unit: 'RDL' });
    const answer = await anna.browser.post(`${place(record)}/wijzigen/melding`, { ...ofAnna, category: 'b' });
    expect(answer.location).toBe(`${place(record)}?gedaan=gewijzigd`);
    expect(await standing(record)).toMatchObject({ unit: 'RDL', category: 'b' });
  });

  test('of the same field it is asked what stays, and no word is lost', async () => {
    const record = await added();
    const [ofAnna, ofBram] = [await formOf(anna, record, 'melding'), await formOf(bram, record, 'melding')];
    await bram.browser.post(`${place(record)}/wijzigen/melding`, { ...ofBram, description: 'Volgens Bram.' });
    const asked = await anna.browser.post(`${place(record)}/wijzigen/melding`, {
      ...ofAnna,
      description: 'Volgens Anna.',
      category: 'c',
    });
    expect(asked.status).toBe(409);
    for (const words of ['Bram Centraal wijzigde dit terwijl u bezig was', 'Volgens Anna.', 'Volgens Bram.'])
      expect(asked.body).toContain(words);
    const versie = /name="versie" value="([^"]+)"/.exec(asked.body)?.[1] ?? '';
    const hidden = Object.fromEntries(
      [...asked.body.matchAll(/<input type="hidden" name="([^"]+)" value="([^"]*)"/g)].map(
        ([, name, value]) => [name, value],
      ),
    );
    const answer = await anna.browser.post(`${place(record)}/wijzigen/melding`, {
      ...hidden,
      versie,
      'keuze-description': 'samen',
      'samen-description': 'Volgens Anna. Volgens Bram.',
    });
    expect(answer.location).toBe(`${place(record)}?gedaan=gewijzigd`);
    expect(await standing(record)).toMatchObject({
      description: 'Volgens Anna. Volgens Bram.',
      category: 'c',
    });
  });

  test('a form sent twice is one change', async () => {
    const record = await added();
    const form = { ...(await formOf(anna, record, 'melding')), description: 'Eén keer.' };
    for (const _time of [1, 2])
      expect((await anna.browser.post(`${place(record)}/wijzigen/melding`, form)).location).toBe(
        `${place(record)}?gedaan=gewijzigd`,
      );
    expect(await asOwner(workplace, 'select from incident where incident_id = $1', [record])).toHaveLength(2);
  });

  test('a draft is kept for its person alone, comes back in the form, and goes when it is saved', async () => {
    const record = await added();
    const form = { ...(await formOf(anna, record, 'melding')), description: 'Nog niet af, unieke woorden.' };
    const kept = await anna.browser.post(`${place(record)}/wijzigen/melding`, { ...form, doe: 'bewaren' });
    expect(kept.location).toBe(`${place(record)}?gedaan=concept`);
    expect(await standing(record)).toMatchObject({ description: report.description });
    expect((await anna.browser.get(`${place(record)}/wijzigen/melding`)).body).toContain('unieke woorden');
    expect((await bram.browser.get(`${place(record)}/wijzigen/melding`)).body).not.toContain(
      'unieke woorden',
    );
    const [stored] = await asOwner(
      workplace,
      `select encode(sealed, 'escape') as sealed from kept_text where place = $1`,
      [`${place(record)}/wijzigen/melding`],
    );
    expect(String(stored?.['sealed'])).not.toContain('unieke');
    await anna.browser.post(`${place(record)}/wijzigen/melding`, form);
    expect(await asOwner(workplace, `select from kept_text where purpose = 'draft'`)).toHaveLength(0);
  });
});

describe('A form that is sent after the session ended', () => {
  test('is kept for its person alone, is not applied, and can be sent after all', async () => {
    const record = await added();
    const form = {
      ...(await formOf(anna, record, 'melding')),
      description: 'Geschreven in een lang gesprek.',
    };
    await asOwner(workplace, `update session set seen_at = now() - interval '3 hours' where person_id = $1`, [
      anna.person,
    ]);
    const sent = await anna.browser.post(`${place(record)}/wijzigen/melding`, form);
    const onTo = decodeURIComponent(/naar=([^&]+)/.exec(sent.location ?? '')?.[1] ?? '');
    expect(onTo).toMatch(new RegExp(`^${place(record)}/wijzigen/melding\\?bewaard=[0-9a-f-]{36}$`));
    expect(await standing(record)).toMatchObject({ description: report.description });
    const [stored] = await asOwner(workplace, `select sealed from kept_text where purpose = 'post'`);
    expect(String(stored?.['sealed'])).not.toContain('gesprek');
    expect((await bram.browser.get(onTo)).body).not.toContain('lang gesprek');
    await asOwner(workplace, 'update session set seen_at = now() where person_id = $1', [anna.person]);
    const { body } = await anna.browser.get(onTo);
    expect(body).toContain('U was afgemeld. Uw tekst staat er nog');
    expect(body).toContain('Geschreven in een lang gesprek.');
    expect(body).toContain('<dt>Omschrijving');
    expect(body).toMatch(/<dt>Onderdeel<\/dt>\s*<dd><bdi>Planbureau voor Weer/);
    expect(body).not.toMatch(/<dt>(description|versie|unit|category)</);
    const hidden = Object.fromEntries(
      [...body.matchAll(/<input type="hidden" name="([^"]+)" value="([^"]*)"/g)].map(([, name, value]) => [
        name,
        value,
      ]),
    );
    const again = await anna.browser.post(`${place(record)}/wijzigen/melding`, hidden);
    expect(again.location).toBe(`${place(record)}?gedaan=gewijzigd`);
    expect(await standing(record)).toMatchObject({ description: 'Geschreven in een lang gesprek.' });
  });

  test('of a stranger nothing is kept', async () => {
    const record = await added();
    const stranger = new TestBrowser(workplace.site);
    stranger.setCookie('daglicht-session', 'x'.repeat(43));
    const sent = await stranger.post(`${place(record)}/wijzigen/melding`, { description: 'vreemd' });
    expect(sent.location).toBe('/aanmelden');
    expect(
      await asOwner(
        workplace,
        `select from kept_text where purpose = 'post' and place like '%' || $1 || '%'`,
        [record],
      ),
    ).toEqual([]);
  });
});

describe('Lines of a record', () => {
  test('a subject is added, changed and taken away; the history names each', async () => {
    const record = await added();
    const add = { relation: 'employee', grade: '', finding: 'pending', measures: '' };
    expect(
      (
        await anna.browser.post(`${place(record)}/subjects/nieuw`, {
          ...add,
          versie: await versionOf(record),
        })
      ).location,
    ).toBe(`${place(record)}?gedaan=gewijzigd`);
    await anna.browser.post(`${place(record)}/subjects/1`, {
      ...add,
      finding: 'substantiated',
      versie: await versionOf(record),
    });
    const { body } = await anna.browser.get(`${place(record)}/geschiedenis`);
    expect(body).toContain('Betrokkene 1 toegevoegd.');
    expect(body).toContain('Betrokkene 1. Bevinding: van nog in onderzoek naar aangetoond.');
    await anna.browser.post(`${place(record)}/subjects/1`, {
      ...add,
      doe: 'weg',
      versie: await versionOf(record),
    });
    expect((await anna.browser.get(place(record))).body).toContain('Nog niemand vastgelegd.');
  });
});

describe('States', () => {
  test('an incident cannot be closed before it is complete; what lacks is named', async () => {
    const record = await added();
    const refused = await anna.browser.post(`${place(record)}/stand/afsluiten`, {
      closed: '1-4-2025',
      versie: await versionOf(record),
      reden: '',
      klopt: '',
    });
    expect(refused.status).toBe(400);
    expect(refused.body).toContain('Dit kan nog niet');
    expect((await standing(record))?.['closed_from']).toBeNull();
  });

  test('closed and reopened: the second asks why, and the history says it', async () => {
    const record = await added();
    await anna.browser.post(`${place(record)}/wijzigen/onderzoek`, {
      ...(await formOf(anna, record, 'onderzoek')),
      investigation: 'none',
      settlement: 'Besproken.',
    });
    await anna.browser.post(`${place(record)}/subjects/nieuw`, {
      relation: 'employee',
      grade: '',
      finding: 'substantiated',
      measures: 'none',
      versie: await versionOf(record),
    });
    const closed = await anna.browser.post(`${place(record)}/stand/afsluiten`, {
      closed: '1-4-2025',
      versie: await versionOf(record),
      reden: '',
      klopt: '',
    });
    expect(closed.location ?? closed.body).toBe(`${place(record)}?gedaan=stand`);
    expect((await standing(record))?.['closed_from']).toBe('2025-04-01');
    const step = { versie: await versionOf(record), klopt: '' };
    expect((await anna.browser.post(`${place(record)}/stand/heropenen`, { ...step, reden: '' })).status).toBe(
      400,
    );
    await anna.browser.post(`${place(record)}/stand/heropenen`, { ...step, reden: 'Er kwam een getuige.' });
    expect((await standing(record))?.['closed_from']).toBeNull();
    expect((await anna.browser.get(`${place(record)}/geschiedenis`)).body).toContain('Er kwam een getuige.');
  });

  test('a withdrawn record leaves the list, and can be restored as it was', async () => {
    const record = await added();
    const answer = await anna.browser.post(`${place(record)}/stand/intrekken`, {
      versie: await versionOf(record),
      reden: 'Dubbel ingevoerd.',
      klopt: '',
    });
    expect(answer.location).toBe('/registers/incidenten/ingetrokken?gedaan=ingetrokken');
    expect((await anna.browser.get('/registers/incidenten')).body).not.toContain(record);
    expect((await anna.browser.get(place(record))).status).toBe(404);
    expect((await anna.browser.get('/registers/incidenten/ingetrokken')).body).toContain('Dubbel ingevoerd.');
    const restored = await anna.browser.post(`/registers/incidenten/ingetrokken/${record}`, {
      reden: 'Toch niet dubbel.',
    });
    expect(restored.location).toBe(`${place(record)}?gedaan=hersteld`);
    expect(await standing(record)).toMatchObject({ description: report.description });
  });
});

describe('Who keeps what', () => {
  test('what was withdrawn is listed page by page, and none is left out', async () => {
    const many = 55;
    await asOwner(workplace, 'alter table incident disable trigger user');
    for (let index = 0; index < many; index++) {
      const record = newId();
      await asOwner(
        workplace,
        `insert into incident (version_id, incident_id, reference, unit, recorded_at, withdrawn_at)
         values ($1, $2, $3, 'RDL', now() - interval '2 hours', now() - interval '1 hour')`,
        [newId(), record, `W${index}`],
      );
      await asOwner(
        workplace,
        `insert into record_decision (id, register, record_id, kind, reason, decided_by, recorded_at)
         values ($1, 'incidents', $2, 'withdrawn', $3, $4, now() - interval '1 hour')`,
        [newId(), record, `Reden ${index}.`, anna.person],
      );
    }
    await asOwner(workplace, 'alter table incident enable trigger user');
    const pages = [];
    for (const page of ['', '?pagina=2'])
      pages.push((await anna.browser.get(`/registers/incidenten/ingetrokken${page}`)).body);
    const reasons = new Set(pages.flatMap((body) => [...body.matchAll(/Reden \d+\./g)].map(([one]) => one)));
    expect(reasons.size).toBe(many);
    expect(pages[0]).toContain('/registers/incidenten/ingetrokken?pagina=2');
    expect((await anna.browser.get('/registers/incidenten/ingetrokken?pagina=9')).body).toContain(
      'Zo veel pagina’s zijn er niet',
    );
  });

  test('a coordinator keeps the incidents of the own unit, and finds no other', async () => {
    const own = await added(unitKeeper, { unit: 'PBW' });
    const other = await added(anna, { unit: 'RDL' });
    const { body } = await unitKeeper.browser.get('/registers/incidenten');
    expect(body).toContain(own);
    expect(body).not.toContain(other);
    const nowhere = newId();
    const missing = await unitKeeper.browser.get(place(nowhere));
    const denied = await unitKeeper.browser.get(place(other));
    expect([denied.status, denied.body]).toEqual([404, missing.body.replaceAll(nowhere, other)]);
    const form = { ...report, unit: 'RDL', versie: newId() };
    const refused = await unitKeeper.browser.post('/registers/incidenten/nieuw', form);
    expect(refused.status).toBe(400);
    expect(refused.body).toContain('Voor dit onderdeel houdt u het register niet bij.');
    for (const path of ['wijzigen/melding', 'stand/intrekken', 'geschiedenis', 'subjects/nieuw'])
      expect((await unitKeeper.browser.get(`${place(other)}/${path}`)).status).toBe(404);
    expect((await unitKeeper.browser.get('/registers/nevenwerkzaamheden')).status).toBe(404);
  });

  test('who keeps no register finds none', async () => {
    const nobody = await setUp(workplace, 'Dirk Niets', 'dirk@oefen.test');
    for (const path of ['/registers', '/registers/incidenten', '/registers/incidenten/nieuw'])
      expect((await nobody.browser.get(path)).status).toBe(404);
  });

  test('who is excluded from a record finds it nowhere', async () => {
    const record = await added();
    await asOwner(
      workplace,
      `insert into record_exclusion (id, table_name, record_id, person_id, with_chain, reason, excluded_by)
       values ($1, 'incident', $2, $3, false, 'belang', 'toets')`,
      [newId(), record, bram.person],
    );
    expect((await bram.browser.get('/registers/incidenten')).body).not.toContain(record);
    expect((await bram.browser.get(place(record))).status).toBe(404);
    expect((await anna.browser.get(place(record))).status).toBe(200);
  });
});

describe('The list', () => {
  test('finds words of a text without that they stand in the address, and says which filter to take off', async () => {
    const record = await added(anna, { description: 'De kwitantie was zoekgeraakt.' });
    const { location } = await anna.browser.post('/registers/incidenten/zoeken', { zoek: 'kwitantie zoek' });
    expect(location).not.toContain('kwitantie');
    const found = await anna.browser.get(location ?? '');
    expect(found.body).toContain(record);
    expect(found.body).toContain('1 registratie,');
    expect((await bram.browser.get(location ?? '')).body).not.toContain('kwitantie');
    const none = await anna.browser.get(`${location}&unit=RDL`);
    expect(none.body).toContain('Niets gevonden');
    expect(none.body).toContain('Zonder „Onderdeel:');
  });

  test('a filter that is none shows no rows rather than rows that were not asked', async () => {
    const answer = await anna.browser.get('/registers/incidenten?category=zzz');
    expect(answer.status).toBe(400);
    expect(answer.body).not.toContain('<tbody');
  });

  test('is taken along as a file with every field in words, and the trail says how many records went', async () => {
    await added(anna, { category: 'e', received: '2018', description: 'Voor het bestand; "met" tekens.' });
    const file = await anna.browser.get('/registers/incidenten/bestand?category=e&jaar=2018');
    expect(file.status).toBe(200);
    expect(file.body).toContain('Kenmerk;Stand;');
    expect(file.body).toContain('"Voor het bestand; ""met"" tekens."');
    expect(file.body.trim().split('\n')).toHaveLength(2);
    const [row] = await asOwner(
      workplace,
      `select details from audit_entry where action = 'incidents.take-list' order by at desc limit 1`,
    );
    expect(row?.['details']).toEqual({ rows: 1 });
    const [mine, other] = [await added(anna, { unit: 'PBW' }), await added(anna, { unit: 'RDL' })];
    const own = await unitKeeper.browser.get('/registers/incidenten/bestand');
    expect(own.body).toContain(String((await standing(mine))?.['reference']));
    expect(own.body).not.toContain(String((await standing(other))?.['reference']));
  });

  test('filters, year and state count as the list does', async () => {
    await added(anna, { category: 'd', received: '2019' });
    const answer = await anna.browser.get('/registers/incidenten?category=d&jaar=2019&stand=ontvangen');
    expect(answer.body).toContain('1 registratie,');
    expect((await anna.browser.get('/registers')).body).toContain('/registers/incidenten?stand=ontvangen');
  });
});
