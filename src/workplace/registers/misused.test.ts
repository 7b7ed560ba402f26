import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openDescribedWorkplace } from '../../../tests/makers/workplace/described.ts';
import {
  appointed,
  asOwner,
  asRuntime,
  setUp,
  type TestAccount,
  type TestWorkplace,
} from '../../../tests/makers/workplace/workplace.ts';
import { newId } from '../../platform/database/new-id.ts';

/* Registers in the hands of who means harm, and of who is clumsy. */

let workplace: TestWorkplace;
let anna: TestAccount;
let bram: TestAccount;
let cor: TestAccount;

beforeAll(async () => {
  workplace = await openDescribedWorkplace();
  await setUp(workplace, 'Fenna Beheer', 'fenna@oefen.test', 'first');
  anna = await setUp(workplace, 'Anna Centraal', 'anna@oefen.test');
  bram = await setUp(workplace, 'Bram Centraal', 'bram@oefen.test');
  cor = await setUp(workplace, 'Cor Onderdeel', 'cor@oefen.test');
  await appointed(workplace, anna.person, 'central-coordinator');
  await appointed(workplace, bram.person, 'central-coordinator');
  await appointed(workplace, cor.person, 'coordinator', 'PBW');
});
afterAll(() => workplace.close());

const list = '/registers/incidenten';
const place = (record: string) => `${list}/${record}`;
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
type Form = Readonly<Record<string, string>>;

async function added({ browser }: TestAccount = anna, given: Form = {}): Promise<string> {
  const record = newId();
  const answer = await browser.post(`${list}/nieuw`, { ...report, ...given, versie: record });
  if (answer.location !== `${place(record)}?gedaan=toegevoegd`)
    throw new Error(`Not added: ${answer.status} ${answer.body}`);
  return record;
}

const versions = (record: string) =>
  asOwner(
    workplace,
    `select version_id, unit, description, category, closed_from, qualified_from, withdrawn_at is null as stands
     from incident where incident_id = $1 order by recorded_at, version_id`,
    [record],
  );
const standing = async (record: string) => (await versions(record)).find(({ stands }) => stands === true);
const versionOf = async (record: string) => String((await standing(record))?.['version_id']);

/** What a section sends when nothing is changed in it. */
async function sectionOf(record: string, section: string, { browser }: TestAccount = anna): Promise<Form> {
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

const hiddenIn = (body: string): Form =>
  Object.fromEntries(
    [...body.matchAll(/<input type="hidden" name="([^"]+)" value="([^"]*)"/g)].map(([, name, value]) => [
      name,
      value,
    ]),
  );

async function changed(record: string, section: string, given: Form, who: TestAccount = anna) {
  const form = await sectionOf(record, section, who);
  return who.browser.post(`${place(record)}/wijzigen/${section}`, { ...form, ...given });
}

async function withdrawn(record: string, reden: string): Promise<void> {
  await anna.browser.post(`${place(record)}/stand/intrekken`, {
    versie: await versionOf(record),
    reden,
    klopt: '',
  });
}

/** SQL as a person, as a fault in the program could send it. */
const asPerson = ({ person }: TestAccount, statement: string) =>
  asRuntime(
    workplace,
    `begin; select set_config('app.actor_kind', 'person', true), set_config('app.person', '${person}', true);
     set local role daglicht_person; ${statement}; commit`,
  );

describe('A record that went to another unit', () => {
  test('is no withdrawn record for the unit that it left, and is restored by nobody there', async () => {
    const record = await added(anna, { description: 'Verhuisd naar elders.' });
    await changed(record, 'melding', { unit: 'RDL' });
    expect((await cor.browser.get(place(record))).status).toBe(404);
    expect((await cor.browser.get(`${list}/ingetrokken/${record}`)).status).toBe(404);
    const taken = await cor.browser.post(`${list}/ingetrokken/${record}`, { reden: 'Toch van ons.' });
    expect(taken.status).toBe(404);
    expect(await standing(record)).toMatchObject({ unit: 'RDL' });
  });

  test('and is withdrawn there, tells the unit that it left nothing of it', async () => {
    const record = await added();
    await changed(record, 'melding', { unit: 'RDL' });
    await withdrawn(record, 'Geheim van het andere onderdeel.');
    const { body } = await cor.browser.get(`${list}/ingetrokken`);
    expect(body).not.toContain('Geheim van het andere onderdeel.');
    expect(body).not.toContain(record);
    await cor.browser.post(`${list}/ingetrokken/${record}`, { reden: 'Toch van ons.' });
    expect(await standing(record)).toBeUndefined();
  });

  test('gets no version, doubt or decision from the unit that it left, whatever SQL says', async () => {
    const record = await added();
    await changed(record, 'melding', { unit: 'RDL' });
    await withdrawn(record, 'Dubbel.');
    const [first] = await versions(record);
    for (const statement of [
      `insert into record_decision (id, register, record_id, kind, reason)
       values (gen_random_uuid(), 'incidents', '${record}', 'restored', 'van ons')`,
      `insert into incident (version_id, incident_id, reference, unit)
       select gen_random_uuid(), incident_id, reference, unit from incident where version_id = '${first?.['version_id']}'`,
    ])
      await expect(asPerson(cor, statement), statement).rejects.toThrow(/row-level security/);
  });
});

describe('SQL of a person, as a fault in the program could send it', () => {
  test('brings no ended version back, and makes no version one of another record', async () => {
    const [gone, own] = [await added(), await added(cor)];
    await changed(gone, 'melding', { unit: 'RDL' });
    await withdrawn(gone, 'Dubbel.');
    const [first] = await versions(gone);
    await asPerson(
      cor,
      `update incident set withdrawn_at = null where version_id = '${first?.['version_id']}'`,
    );
    expect(await standing(gone)).toBeUndefined();
    await expect(
      asPerson(
        cor,
        `update incident set incident_id = '${gone}' where version_id = '${await versionOf(own)}'`,
      ),
    ).rejects.toThrow(/row-level security/);
  });

  test('reads and keeps no texts of another, and records in nobody else’s name', async () => {
    const record = await added();
    await anna.browser.post(`${place(record)}/wijzigen/melding`, {
      ...(await sectionOf(record, 'melding')),
      doe: 'bewaren',
    });
    await expect(
      asPerson(cor, `select 1 / (select count(*) from kept_text where person_id = '${anna.person}')`),
    ).rejects.toThrow(/division by zero/);
    await expect(
      asPerson(
        cor,
        `insert into kept_text (id, person_id, purpose, place, sealed)
         values (gen_random_uuid(), '${anna.person}', 'search', '/x', '')`,
      ),
    ).rejects.toThrow(/row-level security/);
    await expect(
      asPerson(
        anna,
        `insert into incident (version_id, incident_id, reference, unit, recorded_by)
         values (gen_random_uuid(), gen_random_uuid(), 'X', 'PBW', '${bram.person}')`,
      ),
    ).rejects.toThrow(/row-level security/);
    await expect(asPerson(cor, `select keep_post('x', gen_random_uuid(), '/x', 'x')`)).rejects.toThrow(
      /permission denied/,
    );
  });
});

describe('Who is excluded from a record', () => {
  test('finds it in no list, number, search, history or decision, also once it was withdrawn', async () => {
    const own = newId();
    const form = {
      ...report,
      unit: 'PBW',
      received: '3-3-2016',
      description: 'Uitgeslotenwoord hier.',
      versie: own,
    };
    await anna.browser.post(`${list}/nieuw`, form);
    await asOwner(
      workplace,
      `insert into record_flag (id, register, record_id, kind, weight, column_name, value, advice_nl, advice_en)
       values ($1, 'incidents', $2, 'dates-contradict', 'doubtful', 'Datum ontvangst', '', 'x', 'x')`,
      [newId(), own],
    );
    await asOwner(
      workplace,
      `insert into record_exclusion (id, table_name, record_id, person_id, with_chain, reason, excluded_by)
       values ($1, 'incident', $2, $3, false, 'belang', 'toets')`,
      [newId(), own, bram.person],
    );
    const seen = async (path: string) => (await bram.browser.get(path)).body;
    const { location } = await bram.browser.post(`${list}/zoeken`, { zoek: 'uitgeslotenwoord' });
    expect(await seen(location ?? '')).toContain('Niets gevonden');
    expect(await seen(`${list}?jaar=2016&twijfel=ja`)).toContain('Niets gevonden');
    for (const path of ['', '/geschiedenis', '/stand/intrekken', '/wijzigen/melding'])
      expect((await bram.browser.get(`${place(own)}${path}`)).status).toBe(404);
    await withdrawn(own, 'Reden die hij niet mag lezen.');
    expect(await seen(`${list}/ingetrokken`)).not.toContain('Reden die hij niet mag lezen.');
    expect((await bram.browser.post(`${list}/ingetrokken/${own}`, { reden: 'Terug.' })).status).toBe(404);
    const other = await bram.browser.post(`${list}/nieuw`, { ...report, versie: own });
    expect(other.location).not.toContain(own);
    expect(await standing(own)).toBeUndefined();
  });
});

describe('A new record under the id of another', () => {
  test('takes nothing over: it becomes a record of its own', async () => {
    const record = await added(anna, { unit: 'RDL', description: 'Van een ander onderdeel.' });
    for (const prepared of ['stands', 'withdrawn']) {
      const answer = await cor.browser.post(`${list}/nieuw`, { ...report, versie: record });
      expect(answer.location ?? answer.body, prepared).toMatch(
        /^\/registers\/incidenten\/[0-9a-f-]{36}\?gedaan=toegevoegd$/,
      );
      expect(answer.location).not.toContain(record);
      expect(await versions(record)).toMatchObject([{ unit: 'RDL' }]);
      if (prepared === 'stands') await withdrawn(record, 'Dubbel.');
    }
  });

  test('a form that was sent, went back to and sent otherwise loses nothing', async () => {
    const record = await added();
    const again = await anna.browser.post(`${list}/nieuw`, {
      ...report,
      description: 'Een tweede voorval, zelfde dag.',
      versie: record,
    });
    expect(again.status).toBe(409);
    expect(again.body).toContain('Een tweede voorval, zelfde dag.');
    expect(again.body).toContain(place(record));
    const second = await anna.browser.post(`${list}/nieuw`, {
      ...report,
      description: 'Een tweede voorval, zelfde dag.',
      versie: hiddenIn(again.body)['versie'] ?? '',
    });
    expect(second.location).toContain('gedaan=toegevoegd');
    expect(await standing(record)).toMatchObject({ description: report.description });
  });
});

describe('Twice at the same moment', () => {
  test('a record is added once', async () => {
    const record = newId();
    const form = { ...report, versie: record };
    const answers = await Promise.all([1, 2, 3].map(() => anna.browser.post(`${list}/nieuw`, form)));
    expect(answers.map(({ location }) => location)).toEqual(
      Array.from({ length: 3 }, () => `${place(record)}?gedaan=toegevoegd`),
    );
    expect(await versions(record)).toHaveLength(1);
  });

  test('a record is closed, withdrawn and restored once, and both are told that it was', async () => {
    const record = await added();
    const qualify = { qualified: '4-3-2025', versie: await versionOf(record), klopt: '', reden: '' };
    const step = await Promise.all(
      [1, 2].map(() => anna.browser.post(`${place(record)}/stand/kwalificeren`, qualify)),
    );
    for (const { location } of step) expect(location).toBe(`${place(record)}?gedaan=stand`);
    expect((await anna.browser.post(`${place(record)}/stand/kwalificeren`, qualify)).location).toBe(
      `${place(record)}?gedaan=stand`,
    );
    const withdraw = { versie: await versionOf(record), reden: 'Dubbel.', klopt: '' };
    const out = await Promise.all(
      [1, 2].map(() => anna.browser.post(`${place(record)}/stand/intrekken`, withdraw)),
    );
    for (const { location } of out) expect(location).toBe(`${list}/ingetrokken?gedaan=ingetrokken`);
    const back = await Promise.all(
      [1, 2].map(() => anna.browser.post(`${list}/ingetrokken/${record}`, { reden: 'Toch niet.' })),
    );
    for (const { location } of back) expect(location).toBe(`${place(record)}?gedaan=hersteld`);
    const decided = await asOwner(
      workplace,
      'select kind from record_decision where record_id = $1 order by recorded_at',
      [record],
    );
    expect(decided.map(({ kind }) => kind)).toEqual(['withdrawn', 'restored']);
  });

  test('a doubt is decided and opened once, and both are told that it was', async () => {
    const record = newId();
    const form = { ...report, received: '3-3-2199', versie: record };
    const asked = await anna.browser.post(`${list}/nieuw`, form);
    await anna.browser.post(`${list}/nieuw`, { ...form, ...hiddenIn(asked.body), klopt: 'ja' });
    const [decision] = await asOwner(workplace, 'select id from record_decision where record_id = $1', [
      record,
    ]);
    const reopened = await Promise.all(
      [1, 2].map(() =>
        anna.browser.post(`${place(record)}/heropenen/${decision?.['id']}`, { reden: 'Bij nader inzien.' }),
      ),
    );
    for (const { location } of reopened) expect(location).toBe(`${place(record)}?gedaan=heropend`);
    const flags = await asOwner(
      workplace,
      'select id from record_flag where record_id = $1 and withdrawn_at is null',
      [record],
    );
    expect(flags).toHaveLength(1);
    const decided = await Promise.all(
      [1, 2].map(() =>
        anna.browser.post(`${place(record)}/twijfel/${flags[0]?.['id']}`, { reden: 'Nagevraagd.' }),
      ),
    );
    for (const { location } of decided) expect(location).toBe(`${place(record)}?gedaan=twijfel`);
    const all = await asOwner(workplace, 'select kind from record_decision where record_id = $1', [record]);
    expect(all.map(({ kind }) => kind).sort()).toEqual(['reopened', 'stands', 'stands']);
  });
});

describe('What somebody else did already', () => {
  test('is told with who did it and when, and what was typed stays', async () => {
    const record = await added();
    const qualify = { qualified: '4-3-2025', versie: await versionOf(record), klopt: '', reden: '' };
    await bram.browser.post(`${place(record)}/stand/kwalificeren`, qualify);
    const told = await anna.browser.post(`${place(record)}/stand/kwalificeren`, {
      ...qualify,
      qualified: '5-3-2025',
    });
    expect(told.status).toBe(409);
    expect(told.body).toContain('<h1>Al gedaan: ');
    expect(told.body).toContain('Bram Centraal deed dit op ');
    expect(told.body).toContain(`href="${place(record)}"`);
    expect(told.body).toContain('5-3-2025');
    expect(told.body).not.toContain('<dt>qualified</dt>');
    expect((await anna.browser.get(`${place(record)}/stand/kwalificeren`)).body).toContain('Bram Centraal');
    const withdraw = { versie: await versionOf(record), reden: 'Dubbel met een ander.', klopt: '' };
    await bram.browser.post(`${place(record)}/stand/intrekken`, withdraw);
    const gone = await anna.browser.post(`${place(record)}/stand/intrekken`, {
      ...withdraw,
      reden: 'Staat er twee keer.',
    });
    expect(gone.body).toContain('<h1>Al gedaan: registratie intrekken</h1>');
    expect(gone.body).toContain('Bram Centraal deed dit op ');
    expect(gone.body).toContain('Staat er twee keer.');
    const back = `${list}/ingetrokken/${record}`;
    expect(gone.body).toContain(`href="${back}"`);
    await bram.browser.post(back, { reden: 'Toch niet.' });
    const restored = await anna.browser.post(back, { reden: 'Was een vergissing.' });
    expect(restored.body).toContain('<h1>Al gedaan: registratie herstellen</h1>');
    expect(restored.body).toContain('Was een vergissing.');
  });

  test('is not told to who cannot see the record', async () => {
    const record = await added(anna, { unit: 'RDL' });
    const qualify = { qualified: '4-3-2025', versie: await versionOf(record), klopt: '', reden: '' };
    await bram.browser.post(`${place(record)}/stand/kwalificeren`, qualify);
    const told = await cor.browser.post(`${place(record)}/stand/kwalificeren`, qualify);
    expect(told.status).toBe(404);
    expect(told.body).not.toContain('Bram Centraal');
  });

  test('a doubt that another decided says who', async () => {
    const record = newId();
    const form = { ...report, received: '3-3-2199', versie: record };
    const asked = await anna.browser.post(`${list}/nieuw`, form);
    await anna.browser.post(`${list}/nieuw`, { ...form, ...hiddenIn(asked.body), klopt: 'ja' });
    const [decision] = await asOwner(workplace, 'select id from record_decision where record_id = $1', [
      record,
    ]);
    const path = `${place(record)}/heropenen/${decision?.['id']}`;
    await bram.browser.post(path, { reden: 'Bij nader inzien.' });
    const told = await anna.browser.post(path, { reden: 'Ik twijfel weer.' });
    expect(told.status).toBe(409);
    expect(told.body).toContain('Bram Centraal deed dit op ');
    expect(told.body).toContain('Ik twijfel weer.');
  });
});

describe('States', () => {
  test('no form closes a record that is not complete', async () => {
    const record = await added();
    const answer = await changed(record, 'onderzoek', { closed: '1-4-2025' });
    expect(answer.status).toBe(400);
    expect(answer.body).toContain('Dit kan nog niet');
    expect((await standing(record))?.['closed_from']).toBeNull();
  });

  test('every error of a step leads to something on the page', async () => {
    const record = await added();
    const { body } = await anna.browser.post(`${place(record)}/stand/afsluiten`, {
      closed: '',
      versie: await versionOf(record),
      reden: '',
      klopt: '',
    });
    const summary = /class="dl-error-summary".*?<\/section>/s.exec(body)?.[0] ?? '';
    const leads = [...summary.matchAll(/href="#([^"]+)"/g)].map(([, id]) => id);
    expect(leads.length).toBeGreaterThan(0);
    for (const id of leads) expect(body).toContain(`id="${id}"`);
  });
});

describe('Doubts', () => {
  test('who confirms one doubt confirms no other that nobody showed', async () => {
    const record = newId();
    const form = { ...report, received: '3-3-2199', versie: record };
    const asked = await anna.browser.post(`${list}/nieuw`, form);
    const confirmed = { ...form, ...hiddenIn(asked.body), klopt: 'ja' };
    const again = await anna.browser.post(`${list}/nieuw`, {
      ...confirmed,
      description: 'Bel 06-12345678 of mail j.jansen@voorbeeld.nl.',
    });
    expect(again.status).toBe(400);
    expect(again.body).toContain('De tekst kan een persoon aanwijzen');
    const done = await anna.browser.post(`${list}/nieuw`, confirmed);
    expect(done.location).toBe(`${place(record)}?gedaan=toegevoegd`);
  });

  test('are after restoring what they were before withdrawing', async () => {
    const flags = (record: string) =>
      asOwner(
        workplace,
        `select kind, column_name, value from record_flag where record_id = $1 and withdrawn_at is null`,
        [record],
      );
    for (const doubted of [false, true]) {
      const record = await added();
      if (doubted)
        await asOwner(
          workplace,
          `insert into record_flag (id, register, record_id, kind, weight, column_name, value, advice_nl, advice_en)
           values ($1, 'incidents', $2, 'unit-unclear', 'doubtful', 'Onderdeel', 'PB', 'x', 'x')`,
          [newId(), record],
        );
      const before = await flags(record);
      await withdrawn(record, 'Dubbel.');
      expect(await flags(record)).toEqual([]);
      await anna.browser.post(`${list}/ingetrokken/${record}`, { reden: 'Toch niet.' });
      expect(await flags(record)).toEqual(before);
    }
  });
});

describe('No typed word is lost', () => {
  test('when the record was withdrawn meanwhile', async () => {
    const record = await added();
    const form = await sectionOf(record, 'melding');
    await withdrawn(record, 'Dubbel.');
    const typed = 'Een lange uitleg die niemand nog eens wil typen.';
    const answer = await anna.browser.post(`${place(record)}/wijzigen/melding`, {
      ...form,
      description: typed,
    });
    expect(answer.status).toBe(404);
    expect(answer.body).toContain(typed);
    expect(answer.body).toContain('<dt>Omschrijving');
    expect(answer.body).not.toMatch(/<dt>(description|versie|unit|category)</);
    const never = newId();
    const other = await anna.browser.post(`${place(never)}/wijzigen/melding`, {
      ...form,
      description: typed,
    });
    expect(other.body.replaceAll(never, record)).toBe(answer.body);
  });

  test('when two changed the same, and nobody chose', async () => {
    const record = await added();
    const [ofAnna, ofBram] = [await sectionOf(record, 'melding'), await sectionOf(record, 'melding', bram)];
    const path = `${place(record)}/wijzigen/melding`;
    await bram.browser.post(path, { ...ofBram, description: 'Volgens Bram.' });
    const asked = await anna.browser.post(path, { ...ofAnna, description: 'Volgens Anna.', category: 'c' });
    const unchosen = await anna.browser.post(path, {
      ...hiddenIn(asked.body),
      'samen-description': 'Een begin van beide.',
    });
    expect(unchosen.status).toBe(400);
    for (const words of ['Volgens Anna.', 'Volgens Bram.', 'Een begin van beide.', 'Kies wat blijft staan'])
      expect(unchosen.body).toContain(words);
    expect(await standing(record)).toMatchObject({ description: 'Volgens Bram.', category: 'a' });
    const done = await anna.browser.post(path, {
      ...hiddenIn(unchosen.body),
      'keuze-description': 'mijn',
      'samen-description': '',
    });
    expect(done.location).toBe(`${place(record)}?gedaan=gewijzigd`);
    expect(await standing(record)).toMatchObject({ description: 'Volgens Anna.', category: 'c' });
  });

  test('when the version that a form was made from is none of this record', async () => {
    const [record, other] = [await added(), await added()];
    const answer = await changed(record, 'melding', {
      versie: await versionOf(other),
      description: 'Mijn tekst.',
    });
    expect(answer.status).toBe(409);
    expect(answer.body).toContain('Mijn tekst.');
    expect(hiddenIn(answer.body)['versie']).toBe(await versionOf(record));
  });

  test('when a subject was taken away while it was changed: no other subject is overwritten', async () => {
    const record = await added();
    const subject = { relation: 'employee', grade: '', finding: 'pending', measures: '' };
    const send = async (which: string, given: Form) =>
      anna.browser.post(`${place(record)}/subjects/${which}`, {
        ...subject,
        versie: await versionOf(record),
        ...given,
      });
    await send('nieuw', {});
    await send('nieuw', { relation: 'hired' });
    await send('nieuw', { finding: 'substantiated' });
    const versie = await versionOf(record);
    await send('3', { doe: 'weg' });
    const last = await send('3', { versie, finding: 'unsubstantiated' });
    expect(last.status, last.body).toBe(409);
    await send('1', { doe: 'weg' });
    const first = await send('1', { versie, finding: 'unsubstantiated' });
    expect(first.status).toBe(409);
    const action = /<form method="post" action="([^"]+)" class="dl-form"/.exec(first.body)?.[1] ?? '';
    await anna.browser.post(action, {
      ...subject,
      ...hiddenIn(first.body),
      finding: 'unsubstantiated',
    });
    const subjects = await asOwner(
      workplace,
      `select relation, finding from incident_subject where version_id = $1 order by line`,
      [await versionOf(record)],
    );
    expect(subjects.map(({ finding }) => finding)).toEqual(['pending', 'unsubstantiated']);
  });

  test('of a draft of one new record when another is added', async () => {
    const form = { ...report, description: 'Concept van iets anders.', versie: newId() };
    await anna.browser.post(`${list}/nieuw`, { ...form, doe: 'bewaren' });
    await added();
    expect((await anna.browser.get(`${list}/nieuw`)).body).toContain('Concept van iets anders.');
    await anna.browser.post(`${list}/nieuw`, form);
    expect((await anna.browser.get(`${list}/nieuw`)).body).not.toContain('Concept van iets anders.');
  });
});

describe('The list', () => {
  test('counts and shows the same for a subject of which nothing is recorded', async () => {
    const record = await added(anna, { category: 'e', received: '2017' });
    const { body } = await anna.browser.get(`${list}?subjects.finding=niet-vastgelegd&jaar=2017`);
    expect(body).toContain(record);
  });

  test('finds numbers and addresses as they stand in a text, and all of them', async () => {
    const record = await added(anna, {
      description: 'Bedrag: € 3.500,25, zaak PBW-77/2025 bij jan_de_boer.',
    });
    for (const zoek of ['3.500', '3.500,25', 'PBW-77/2025', '77/2025', 'boer']) {
      const { location } = await anna.browser.post(`${list}/zoeken`, { zoek });
      expect((await anna.browser.get(location ?? '')).body, zoek).toContain(record);
    }
  });

  test('words that stand in records of others are told to nobody, whatever SQL asks', async () => {
    await added(anna, { unit: 'RDL', description: 'Onthullend xylofoonwoord.' });
    await expect(
      asPerson(cor, `select 1 / (select count(*) from records_with_words('incident', 'xylofoonwoord'))`),
    ).rejects.toThrow(/division by zero/);
  });

  test.each(['volgorde=constructor', 'volgorde=-valueOf', 'twijfel=misschien', 'stand=toString'])(
    'an address that asks %s shows no rows',
    async (asked) => {
      await added();
      for (const more of ['', '&weergave=afdruk']) {
        const answer = await anna.browser.get(`${list}?${asked}${more}`);
        expect(answer.status).toBe(400);
        expect(answer.body).not.toContain('<tbody');
      }
    },
  );

  test('a page beyond the last says so, and leads back', async () => {
    await added(anna, { category: 'h', received: '2013' });
    const { body } = await anna.browser.get(`${list}?jaar=2013&pagina=9`);
    expect(body).not.toContain('Niets gevonden');
    expect(body).toContain(`href="${list}?jaar=2013#lijst"`);
  });

  test('an address of lines that are none is not there', async () => {
    const record = await added();
    for (const lines of ['constructor', 'subjects'])
      expect((await anna.browser.get(`${place(record)}/${lines}/99`)).status).toBe(404);
    expect((await anna.browser.get(`${place(record)}/constructor/nieuw`)).status).toBe(404);
  });
});

describe('The history', () => {
  test('of a record that came from another unit says that its beginning is not told', async () => {
    const record = await added(anna, { unit: 'RDL' });
    await changed(record, 'melding', { description: 'Van het andere onderdeel.' }, bram);
    await changed(record, 'melding', { unit: 'PBW' });
    const { body } = await cor.browser.get(`${place(record)}/geschiedenis`);
    expect(body).toContain('Dit is niet de hele geschiedenis');
    expect(body).toContain('Gekomen van een ander onderdeel.');
    expect(body).not.toContain('Bram Centraal');
    const printed = (await cor.browser.get(`${place(record)}/geschiedenis?weergave=afdruk`)).body;
    expect(printed).toContain('Dit is niet de hele geschiedenis');
    const whole = (await anna.browser.get(`${place(record)}/geschiedenis`)).body;
    expect(whole).not.toContain('Dit is niet de hele geschiedenis');
    expect(whole).toContain('Bram Centraal');
  });

  test('tells names with a record that is reached, whatever SQL asks', async () => {
    const [own, other] = [await added(anna), await added(bram, { unit: 'RDL' })];
    const asked = (record: string) => `do $$ begin
      if exists (select from recorder_names('incident', 'incidents', '${record}')) then raise exception 'told'; end if;
      end $$`;
    await expect(asPerson(cor, asked(own))).rejects.toThrow('told');
    await asPerson(cor, asked(other));
    await asPerson(cor, asked(newId()));
    await expect(asPerson(cor, `select recorder_names(array['${bram.person}']::uuid[])`)).rejects.toThrow();
    await asPerson(
      cor,
      `do $$ begin
      if has_unseen_versions('incident', '${other}') then raise exception 'told'; end if; end $$`,
    );
  });

  test('does not say that a file brought what a person recorded whose name is gone', async () => {
    const gone = await setUp(workplace, 'Gerda Vertrokken', 'gerda@oefen.test');
    await appointed(workplace, gone.person, 'central-coordinator');
    const record = await added(gone);
    await asOwner(workplace, 'update person_contact set withdrawn_at = now() where person_id = $1', [
      gone.person,
    ]);
    const { body } = await anna.browser.get(`${place(record)}/geschiedenis`);
    expect(body).not.toContain('uit een bestand');
    expect(body).toContain('iemand van wie de naam niet meer bekend is');
  });

  test('of a day ends at midnight here, not in Greenwich', async () => {
    const record = await added();
    await asOwner(workplace, 'alter table incident disable trigger user');
    await asOwner(
      workplace,
      `update incident set recorded_at = '2025-07-03T22:30:00Z' where incident_id = $1`,
      [record],
    );
    await asOwner(workplace, 'alter table incident enable trigger user');
    const on = async (day: string) =>
      (await anna.browser.get(`${place(record)}/geschiedenis?op=${day}`)).body;
    expect(await on('3-7-2025')).toContain('stond deze registratie niet in het register');
    expect(await on('4-7-2025')).not.toContain('stond deze registratie niet in het register');
  });
});

describe('A form that met the end of a session', () => {
  test('is led to a page that is there, whichever form it is', async () => {
    const record = await added();
    const over = (seen: string) =>
      asOwner(workplace, `update session set seen_at = ${seen} where person_id = $1`, [bram.person]);
    for (const path of [`${list}/zoeken`, `${list}/nieuw`, `${place(record)}/subjects/nieuw`]) {
      await over(`now() - interval '3 hours'`);
      const { location } = await bram.browser.post(path, { zoek: 'iets', reden: 'iets' });
      await over('now()');
      const onTo = decodeURIComponent(/naar=([^&]+)/.exec(location ?? '')?.[1] ?? '/');
      expect((await bram.browser.get(onTo)).status, onTo).toBe(200);
    }
  });

  test('is refused politely when it is no form of a page of ours', async () => {
    const record = await added();
    await asOwner(workplace, `update session set seen_at = now() - interval '3 hours' where person_id = $1`, [
      bram.person,
    ]);
    const many = Object.fromEntries(Array.from({ length: 30_000 }, (_, index) => [`a${index}`, '']));
    for (const [path, form] of [
      [`${place(record)}/wijzigen/melding`, many],
      [`${place(record)}${'-a'.repeat(400)}/wijzigen/melding`, { description: 'iets' }],
    ] as const)
      expect((await bram.browser.post(path, form)).status).toBe(303);
    await asOwner(workplace, 'update session set seen_at = now() where person_id = $1', [bram.person]);
  });
});
