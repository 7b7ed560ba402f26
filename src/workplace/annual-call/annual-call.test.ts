import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { TestAnswer } from '../../../tests/makers/workplace/browser.ts';
import { openDescribedWorkplace } from '../../../tests/makers/workplace/described.ts';
import {
  appointed,
  asOwner,
  setUp,
  type TestAccount,
  type TestWorkplace,
} from '../../../tests/makers/workplace/workplace.ts';
import { wholeCatalogue } from '../../app.ts';
import { readProfile } from '../../codes/profile.ts';
import { isAskable } from '../../collection/annual-call/asked.ts';
import { type ImportReport, ImportStopped } from '../../collection/import/import-action.ts';
import { cellAt } from '../../figures/cubes/cube.ts';
import { isCube } from '../../figures/definition.ts';
import { parsePeriod } from '../../organisation/period.ts';
import { personActor } from '../../platform/access/actor.ts';
import { concern } from '../../platform/access/resource.ts';
import { withClient } from '../../platform/database/databases.ts';
import { look, perform } from '../../platform/database/doorways.ts';
import { newId } from '../../platform/database/new-id.ts';

/* The annual call: opened by the central coordinator, answered by the coordinator of a unit, signed by its head. */

let workplace: TestWorkplace;
let anna: TestAccount;
let cor: TestAccount;
let hilde: TestAccount;
let dirk: TestAccount;

beforeAll(async () => {
  workplace = await openDescribedWorkplace();
  await setUp(workplace, 'Fenna Beheer', 'fenna@oefen.test', 'first');
  anna = await setUp(workplace, 'Anna Centraal', 'anna@oefen.test');
  cor = await setUp(workplace, 'Cor Onderdeel', 'cor@oefen.test');
  hilde = await setUp(workplace, 'Hilde Hoofd', 'hilde@oefen.test');
  dirk = await setUp(workplace, 'Dirk Elders', 'dirk@oefen.test');
  await appointed(workplace, anna.person, 'central-coordinator');
  await appointed(workplace, cor.person, 'coordinator', 'PBW');
  await appointed(workplace, hilde.person, 'head', 'PBW');
  await appointed(workplace, dirk.person, 'coordinator', 'RDL');
  for (const [field, value] of [
    ['gifts.offered', '40'],
    ['gifts.accepted', '4'],
  ])
    await asOwner(
      workplace,
      `insert into reported_value (id, register, field, unit, period, state, value, record_id)
       values ($1, 'gifts', $2, 'PBW', '2024', 'value', $3, $1)`,
      [newId(), field, value],
    );
});
afterAll(() => workplace.close());

/** The form of opening a call, with everything off but what is given. */
const call = (jaar: string, given: Readonly<Record<string, string | readonly string[]>>) => ({
  jaar,
  uiterlijk: '27-2-2199',
  tekst: 'Graag voor het einde van februari.',
  ...Object.fromEntries(
    wholeCatalogue.registers.filter(isAskable).map(({ key }) => [`vraag-${key}`, 'niet']),
  ),
  onderdelen: ['PBW', 'RDL'],
  ...given,
});

async function opened(jaar: string, registers: readonly string[] = ['gifts', 'incidents']): Promise<void> {
  const asked = Object.fromEntries(registers.map((key) => [`vraag-${key}`, 'onderdelen']));
  const form = call(jaar, { ...asked, stap: 'openen' });
  const answer = await anna.browser.post('/uitvraag/nieuw', form);
  if (answer.location !== `/uitvraag/${jaar}?gedaan=geopend`)
    throw new Error(`Not opened: ${answer.status} ${answer.body}`);
}

const place = (jaar: string, unit = 'PBW') => `/uitvraag/${jaar}/${unit}`;
const hiddenIn = ({ body }: TestAnswer, name: string) =>
  new RegExp(`name="${name}" value="([^"]*)"`).exec(body)?.[1] ?? '';

/** Answers whether there was anything, with the version that the page shows. */
async function begun(
  who: TestAccount,
  jaar: string,
  given: Readonly<Record<string, string>>,
  unit = 'PBW',
): Promise<TestAnswer> {
  const page = await who.browser.get(`${place(jaar, unit)}/begin`);
  return who.browser.post(`${place(jaar, unit)}/begin`, { ...given, versie: hiddenIn(page, 'versie') });
}

async function filled(
  who: TestAccount,
  jaar: string,
  given: Readonly<Record<string, string>>,
): Promise<TestAnswer> {
  const page = await who.browser.get(`${place(jaar)}/gifts`);
  return who.browser.post(`${place(jaar)}/gifts`, { ...given, versie: hiddenIn(page, 'versie') });
}

async function signed(
  who: TestAccount,
  jaar: string,
  given: Readonly<Record<string, string>> = {},
  unit = 'PBW',
): Promise<TestAnswer> {
  const page = await who.browser.get(`${place(jaar, unit)}/nakijken`);
  return who.browser.post(`${place(jaar, unit)}/nakijken`, {
    gelezen: hiddenIn(page, 'gelezen'),
    akkoord: 'ja',
    ...given,
  });
}

const reported = (period: string, unit = 'PBW') =>
  asOwner(
    workplace,
    `select field, state, value, note_nl, recorded_by from reported_value
     where period = $1 and unit = $2 and withdrawn_at is null order by field`,
    [period, unit],
  );

/** A cell of a figure of an open register, as every report computes it. */
async function figure(id: string, period: string, unit: string) {
  const { codes, yearStart } = await readProfile('profiles/rijk');
  const inputs = await look(
    workplace.premises.door,
    personActor(anna.person, 'toets'),
    wholeCatalogue.readInputs,
    concern,
    { period: parsePeriod(period), yearsBefore: 0, yearStart, codes },
  );
  const answer = wholeCatalogue.figures
    .find((one) => one.id === id)
    ?.compute(inputs, () => {
      throw new Error('It counts by itself.');
    });
  if (!answer || !isCube(answer)) throw new Error(`No cube of ${id}.`);
  return cellAt(answer, { unit, year: period });
}

const gifts = { 'is-gifts': 'answered', 'is-incidents': 'nil' };

describe('From opening to figures', () => {
  test('what lacks is listed before it opens, with who has nobody to answer', async () => {
    const form = call('2019', {
      'vraag-gifts': 'onderdelen',
      onderdelen: ['PBW', 'RDL', 'DKL'],
      stap: 'nakijken',
    });
    const { status, body } = await anna.browser.post('/uitvraag/nieuw', form);
    expect(status).toBe(200);
    expect(body).toMatch(/: niemand kan antwoorden\./);
    expect(body).toMatch(/: niemand is aangewezen als hoofd/);
    expect(body).toContain('27 februari 2199');
    expect(await asOwner(workplace, `select from annual_call where period = '2019'`)).toEqual([]);
  });

  test('a unit is answered, signed by its head, and the figure of an open register shows the value', async () => {
    await opened('2025');
    expect((await anna.browser.get('/uitvraag/2025')).body).toContain(
      '0 van 2 klaar, 0 bezig, 2 niet begonnen, 0 te laat',
    );
    expect((await begun(cor, '2025', gifts)).location).toBe('/uitvraag/2025/PBW?gedaan=bewaard');
    // A word in the address that the page does not know is passed by.
    expect((await cor.browser.get('/uitvraag/2025/PBW?gedaan=constructor')).status).toBe(200);
    const half = await filled(cor, '2025', { 'aantal-gifts.offered': '30' });
    expect(half.location).toBe('/uitvraag/2025/PBW?gedaan=bewaard');
    expect((await cor.browser.get(place('2025'))).body).toContain('nog 4 vragen open');
    expect(await reported('2025')).toEqual([]);
    const more = await filled(cor, '2025', {
      'aantal-gifts.offered': '30',
      'aantal-gifts.accepted': '3',
      'aantal-gifts.returned': '27',
      'hoe-gifts.late': 'nil',
      'hoe-gifts.value': 'not-applicable',
      'want-gifts.value': 'geen schatting gemaakt',
    });
    expect(more.location).toBe('/uitvraag/2025/PBW?gedaan=bewaard');
    const ofCor = await cor.browser.get(`${place('2025')}/nakijken`);
    expect(ofCor.body).toContain('Het hoofd van het onderdeel ondertekent');
    expect(ofCor.body).not.toContain('name="gelezen"');
    const done = await signed(hilde, '2025');
    expect(done.location).toBe('/uitvraag/2025/PBW?gedaan=ondertekend');
    expect(await reported('2025')).toMatchObject([
      { field: 'gifts.accepted', state: 'value', value: '3', recorded_by: hilde.person },
      { field: 'gifts.late', state: 'nil', value: '0' },
      { field: 'gifts.offered', state: 'value', value: '30' },
      { field: 'gifts.returned', state: 'value', value: '27' },
      { field: 'gifts.value', state: 'not-applicable', value: null, note_nl: 'geen schatting gemaakt' },
    ]);
    expect(await figure('gifts.offered', '2025', 'PBW')).toMatchObject({
      state: 'value',
      value: { numerator: 30n, denominator: 1n },
    });
    const answers = await asOwner(
      workplace,
      `select unit, state, received_on is not null as dated from call_answer
       where period = '2025' and register = 'incidents' and withdrawn_at is null and state <> 'not-asked' order by unit`,
    );
    expect(answers).toEqual([
      { unit: 'PBW', state: 'nil', dated: true },
      { unit: 'RDL', state: 'not-reported', dated: false },
    ]);
    // Who did not answer is no zero: the figure says so.
    expect(await figure('incidents.by-unit', '2025', 'RDL')).toMatchObject({ state: 'not-reported' });
    expect((await anna.browser.get('/uitvraag/2025')).body).toContain('1 van 2 klaar');
  });
});

describe('A nil year', () => {
  test('is one choice a register and a signature, and every question of it is nil', async () => {
    await opened('2020');
    await begun(cor, '2020', { 'is-gifts': 'nil', 'is-incidents': 'nil' });
    expect((await signed(hilde, '2020')).location).toBe('/uitvraag/2020/PBW?gedaan=ondertekend');
    const rows = await reported('2020');
    expect(rows).toHaveLength(5);
    expect(rows.every(({ state, value }) => state === 'nil' && value === '0')).toBe(true);
  });

  test('is not claimed of a register that holds records of the unit, and records are not claimed that are not there', async () => {
    await opened('2021');
    await asOwner(
      workplace,
      `insert into incident (version_id, incident_id, reference, unit, category, received_from, received_until, received_precision)
       values ($1, $1, 'R1', 'PBW', 'a', '2021-05-01', '2021-05-02', 'day')`,
      [newId()],
    );
    const refused = await begun(cor, '2021', { 'is-incidents': 'nil' });
    expect(refused.status).toBe(400);
    expect(refused.body).toContain('in het register staat 1 registratie over dit jaar');
    expect((await cor.browser.get(`${place('2021')}/begin`)).body).toContain(
      'Ja: de ene registratie is compleet',
    );
    const kept = await begun(cor, '2021', { 'is-incidents': 'answered', 'is-gifts': 'nil' });
    expect(kept.location).toBe('/uitvraag/2021/PBW?gedaan=bewaard');
    const other = await begun(dirk, '2021', { 'is-incidents': 'answered' }, 'RDL');
    expect(other.body).toContain('in het register staat niets over dit jaar');
  });
});

describe('Filling in', () => {
  test('an unlikely number is asked once, and the answer is kept', async () => {
    await asOwner(
      workplace,
      `insert into reported_value (id, register, field, unit, period, state, value, record_id)
       values ($1, 'gifts', 'gifts.offered', 'PBW', '2021', 'value', '40', $1)`,
      [newId()],
    );
    await opened('2022', ['gifts']);
    await begun(cor, '2022', { 'is-gifts': 'answered' });
    const asked = await filled(cor, '2022', { 'aantal-gifts.offered': '12' });
    expect(asked.status).toBe(400);
    expect(asked.body).toContain('12, en vorig jaar 40. Klopt dat?');
    expect(asked.body).toContain('value="12"');
    const answer = { 'aantal-gifts.offered': '12', 'klopt-gifts.offered': 'Er was geen relatiedag.' };
    expect((await filled(cor, '2022', answer)).location).toContain('gedaan=bewaard');
    const again = await filled(cor, '2022', { ...answer, 'aantal-gifts.accepted': '2' });
    expect(again.location).toContain('gedaan=bewaard');
    expect((await cor.browser.get(`${place('2022')}/nakijken`)).body).toContain(
      'Anders dan vorig jaar, want: Er was geen relatiedag.',
    );
    // As many as 40 with four fewer is likely.
    const likely = await filled(cor, '2022', { 'aantal-gifts.offered': '36', 'aantal-gifts.accepted': '2' });
    expect(likely.location).toContain('gedaan=bewaard');
    const nil = await begun(cor, '2022', { 'is-gifts': 'nil' });
    expect(nil.body).toContain('nihil is veel minder dan vorig jaar');
    expect(nil.body).toContain('aangeboden boven de grens 40. Klopt het?');
  });

  test('what is odd about “nil” is named with its value, also where last year held more than fits beside it', async () => {
    for (const [field, value] of [
      ['gifts.offered', '3'],
      ['gifts.accepted', '2'],
      ['gifts.returned', '1'],
      ['gifts.late', '1'],
      ['gifts.value', '232'],
    ])
      await asOwner(
        workplace,
        `insert into reported_value (id, register, field, unit, period, state, value, record_id)
         values ($1, 'gifts', $2, 'PBW', '2011', 'value', $3, $1)`,
        [newId(), field, value],
      );
    await opened('2012', ['gifts']);
    expect((await cor.browser.get(`${place('2012')}/begin`)).body).toContain('geschatte waarde in euro 232');
    // An error at a choice leads to the first possibility, where the focus can come.
    const unknown = await begun(cor, '2012', { 'is-gifts': 'zoiets' });
    expect(unknown.body).toContain('<a href="#is-gifts">');
    expect(unknown.body).toContain('<input type="radio" id="is-gifts" name="is-gifts" value="answered"');
    const nil = await begun(cor, '2012', { 'is-gifts': 'nil' });
    expect(nil.body).toContain('Toen was het: geschatte waarde in euro 232. Klopt het?');
  });

  test('an amount is asked as an amount, and a number as a number', async () => {
    const { body } = await cor.browser.get(`${place('2012')}/gifts`);
    expect(body).toContain('<label for="aantal-gifts.offered">Aantal</label>');
    expect(body).toContain('<label for="aantal-gifts.value">Bedrag in hele euro’s</label>');
  });

  test('what is no number, or lacks its reason, is said at its field, and everything typed stays', async () => {
    const answer = await filled(cor, '2022', {
      'aantal-gifts.offered': 'veel',
      'hoe-gifts.late': 'estimated',
      'aantal-gifts.late': '3',
      'hoe-gifts.value': 'ergens',
    });
    expect(answer.status).toBe(400);
    for (const message of [
      '„veel” is geen heel getal',
      'Te laat gemeld: schrijf waarom.',
      'Geschatte waarde in euro: kies een van de mogelijkheden.',
    ])
      expect(answer.body).toContain(message);
    expect(answer.body).toContain('value="veel"');
    const unknown = await cor.browser.post(`${place('2022')}/gifts`, { 'aantal-gifts.onbekend': '3' });
    expect(unknown.status).toBe(400);
  });

  test('two people who fill in other questions both keep theirs; of the same one it is asked', async () => {
    await opened('2015', ['gifts']);
    await begun(cor, '2015', { 'is-gifts': 'answered' });
    const [ofCor, ofHilde] = [
      await cor.browser.get(`${place('2015')}/gifts`),
      await hilde.browser.get(`${place('2015')}/gifts`),
    ];
    const path = `${place('2015')}/gifts`;
    await hilde.browser.post(path, { versie: hiddenIn(ofHilde, 'versie'), 'aantal-gifts.late': '2' });
    const form = { versie: hiddenIn(ofCor, 'versie'), 'aantal-gifts.offered': '7' };
    expect((await cor.browser.post(path, form)).location).toContain('gedaan=bewaard');
    // Sent twice it is the same.
    expect((await cor.browser.post(path, form)).location).toContain('gedaan=gelijk');
    const asked = await cor.browser.post(path, { ...form, 'aantal-gifts.late': '5' });
    expect(asked.status).toBe(409);
    expect(asked.body).toContain('Een ander vulde dit in terwijl u bezig was');
    expect(asked.body).toContain('value="5"');
    const after = await cor.browser.post(path, {
      ...form,
      'aantal-gifts.late': '5',
      versie: hiddenIn(asked, 'versie'),
    });
    expect(after.location).toContain('gedaan=bewaard');
    const rows = await asOwner(
      workplace,
      `select a.field, a.value from annual_call_answer a join annual_call c on c.id = a.call_id
       where c.period = '2015' and a.withdrawn_at is null and a.value is not null order by a.field`,
    );
    expect(rows).toEqual([
      { field: 'gifts.late', value: '5' },
      { field: 'gifts.offered', value: '7' },
    ]);
  });

  test('a form whose session ended is kept and shown after signing in', async () => {
    const page = await cor.browser.get(`${place('2015')}/gifts`);
    await asOwner(
      workplace,
      `update session set ends_at = now() - interval '1 minute' where person_id = $1`,
      [hilde.person],
    );
    const answer = await hilde.browser.post(`${place('2015')}/gifts`, {
      versie: hiddenIn(page, 'versie'),
      'aantal-gifts.offered': '8',
    });
    expect(answer.location).toMatch(/^\/aanmelden\?naar=.*bewaard/);
    await asOwner(workplace, `update session set ends_at = now() + interval '1 hour' where person_id = $1`, [
      hilde.person,
    ]);
    const back = new URL(answer.location ?? '', 'http://werk.test').searchParams.get('naar') ?? '';
    const { body } = await hilde.browser.get(back);
    expect(body).toContain('Er is nog niets opgeslagen');
    expect(body).toContain('name="aantal-gifts.offered" value="8"');
  });
});

describe('Signing', () => {
  test('a change afterwards voids the signature and says so; what was signed stays until it is signed anew', async () => {
    await opened('2016', ['gifts']);
    await begun(cor, '2016', { 'is-gifts': 'answered' });
    await filled(cor, '2016', { 'aantal-gifts.offered': '4' });
    await signed(hilde, '2016');
    expect((await cor.browser.get(`${place('2016')}/gifts`)).body).toContain('Deze opgave is ondertekend');
    const changed = await filled(cor, '2016', { 'aantal-gifts.offered': '5' });
    expect(changed.location).toBe('/uitvraag/2016/PBW?gedaan=vervallen');
    expect((await cor.browser.get('/uitvraag/2016/PBW?gedaan=vervallen')).body).toContain(
      'De handtekening is vervallen',
    );
    expect(await reported('2016')).toContainEqual(
      expect.objectContaining({ field: 'gifts.offered', value: '4' }),
    );
    expect((await anna.browser.get('/uitvraag/2016')).body).toContain('Gewijzigd na ondertekening');
    await signed(hilde, '2016');
    expect(await reported('2016')).toContainEqual(
      expect.objectContaining({ field: 'gifts.offered', value: '5' }),
    );
  });

  test('what changed since it was read is not signed', async () => {
    await opened('2017', ['gifts']);
    await begun(cor, '2017', { 'is-gifts': 'nil' });
    const page = await hilde.browser.get(`${place('2017')}/nakijken`);
    await begun(cor, '2017', { 'is-gifts': 'not-applicable', 'want-gifts': 'wij bestonden nog niet' });
    const answer = await hilde.browser.post(`${place('2017')}/nakijken`, {
      gelezen: hiddenIn(page, 'gelezen'),
      akkoord: 'ja',
    });
    expect(answer.status).toBe(409);
    expect(answer.body).toContain('De opgave is gewijzigd sinds u deze pagina opende');
    expect(await reported('2017')).toEqual([]);
    // The coordinator does not sign where the unit has a head, nor by sending the form all the same.
    const read = await hilde.browser.get(`${place('2017')}/nakijken`);
    const form = { gelezen: hiddenIn(read, 'gelezen'), akkoord: 'ja' };
    expect((await cor.browser.post(`${place('2017')}/nakijken`, form)).status).toBe(404);
    // Sent twice it is signed once.
    for (const _time of [1, 2])
      expect((await hilde.browser.post(`${place('2017')}/nakijken`, form)).location).toContain(
        'gedaan=ondertekend',
      );
    const events = await asOwner(
      workplace,
      `select from annual_call_event e join annual_call c on c.id = e.call_id where c.period = '2017' and e.kind = 'signed'`,
    );
    expect(events).toHaveLength(1);
  });

  test('where a unit has no head its coordinator signs, and the page says so', async () => {
    await begun(dirk, '2017', { 'is-gifts': 'nil' }, 'RDL');
    const page = await dirk.browser.get(`${place('2017', 'RDL')}/nakijken`);
    expect(page.body).toContain('Niemand is aangewezen als hoofd van dit onderdeel');
    expect((await signed(dirk, '2017', {}, 'RDL')).location).toContain('gedaan=ondertekend');
    expect((await dirk.browser.get(`${place('2017', 'RDL')}/nakijken`)).body).toContain(
      'door Dirk Elders (integriteitscoördinator)',
    );
  });

  test('a value that was imported is shown and replaced only when that is said, as another version of it', async () => {
    const record = newId();
    await asOwner(
      workplace,
      `insert into reported_value (id, register, field, unit, period, state, value, record_id)
       values ($1, 'gifts', 'gifts.offered', 'PBW', '2018', 'value', '9', $2),
         ($3, 'gifts', 'gifts.late', 'PBW', '2018', 'value', '1', $2)`,
      [newId(), record, newId()],
    );
    await opened('2018', ['gifts']);
    await begun(cor, '2018', { 'is-gifts': 'answered' });
    expect((await cor.browser.get(`${place('2018')}/gifts`)).body).toContain('Al bekend over dit jaar: 9');
    await filled(cor, '2018', { 'aantal-gifts.offered': '11' });
    const page = await hilde.browser.get(`${place('2018')}/nakijken`);
    expect(page.body).toContain('Geschenken, Aangeboden boven de grens: 9');
    expect(page.body).toContain('niet ingevuld; 1 blijft staan, zoals ingelezen');
    const refused = await signed(hilde, '2018');
    expect(refused.status).toBe(400);
    expect(refused.body).toContain('Geef aan dat deze waarden worden vervangen.');
    expect((await signed(hilde, '2018', { vervangen: 'ja' })).location).toContain('gedaan=ondertekend');
    const rows = await asOwner(
      workplace,
      `select field, value, record_id from reported_value
       where period = '2018' and unit = 'PBW' and withdrawn_at is null and value is not null order by field`,
    );
    expect(rows).toEqual([
      { field: 'gifts.late', value: '1', record_id: record },
      { field: 'gifts.offered', value: '11', record_id: record },
    ]);
    expect((await hilde.browser.get(`${place('2018')}/nakijken`)).body).not.toContain(
      'Sinds de handtekening is er iets gewijzigd',
    );
  });
});

describe('A file that is imported after a return was signed', () => {
  const header = 'Onderdeel;Jaar;Aangeboden boven de grens;Aangenomen boven de grens';
  async function read(name: string, line: string): Promise<ImportReport> {
    const folder = await mkdtemp(join(tmpdir(), 'daglicht-call-'));
    const file = join(folder, name);
    await writeFile(file, `${header}\n${line}\n`);
    const action = wholeCatalogue.importInto('gifts', await readProfile('profiles/rijk'));
    if (!action) throw new Error('Gifts are imported.');
    const input = { file, sender: 'toets', period: null, mapping: {}, replace: true, dryRun: false };
    try {
      return await perform(workplace.door, personActor(anna.person, 'workplace'), action, concern, input);
    } catch (error) {
      if (error instanceof ImportStopped) return error.report;
      throw error;
    } finally {
      await rm(folder, { recursive: true });
    }
  }
  const values = async () =>
    (await reported('2010')).map(({ field, value }) => `${String(field)} ${String(value)}`);

  test('changes nothing of it in silence: the same file, another file, and a newer version of the first', async () => {
    expect((await read('geschenken.csv', 'PBW;2010;9;2')).outcome).toBe('imported');
    await opened('2010', ['gifts']);
    await begun(cor, '2010', { 'is-gifts': 'answered' });
    await filled(cor, '2010', { 'aantal-gifts.offered': '11' });
    await signed(hilde, '2010', { vervangen: 'ja' });
    const after = [
      'gifts.accepted 2',
      'gifts.late null',
      'gifts.offered 11',
      'gifts.returned null',
      'gifts.value null',
    ];
    expect(await values()).toEqual(after);
    expect((await read('geschenken.csv', 'PBW;2010;9;2')).outcome).toBe('unchanged');
    const other = await read('geschenken-nieuw.csv', 'PBW;2010;12;2');
    expect(other.outcome).toBe('refused');
    const newer = await read('geschenken.csv', 'PBW;2010;14;2');
    expect(newer.outcome).toBe('refused');
    expect(newer.findings.map(({ kind }) => kind)).toContain('stated-twice');
    expect(await values()).toEqual(after);
  });
});

describe('Terms and reopening', () => {
  test('late is said, the term of one unit is extended, and a signed return is reopened with a reason', async () => {
    await opened('2014', ['gifts']);
    await asOwner(workplace, `update annual_call set deadline = '2015-02-27' where period = '2014'`);
    const late = (await anna.browser.get('/uitvraag/2014')).body;
    expect(late).toContain('0 van 2 klaar, 0 bezig, 0 niet begonnen, 2 te laat');
    expect(late).toContain('Te laat · Nog niet begonnen');
    const form = { onderdelen: ['PBW'], uiterlijk: '1-3-2199', reden: 'Het hoofd is ziek.' };
    const answer = await anna.browser.post('/uitvraag/2014/verlengen', form);
    expect(answer.location).toBe('/uitvraag/2014?gedaan=verlengd');
    expect((await anna.browser.get('/uitvraag/2014')).body).toContain('1 niet begonnen, 1 te laat');
    expect((await anna.browser.post('/uitvraag/2014/verlengen', { ...form, reden: '' })).status).toBe(400);
    await begun(cor, '2014', { 'is-gifts': 'nil' });
    await signed(hilde, '2014');
    const reopened = await anna.browser.post(`${place('2014')}/heropenen`, {
      reden: 'Er ontbrak een geschenk.',
    });
    expect(reopened.location).toBe('/uitvraag/2014/PBW?gedaan=heropend');
    expect((await cor.browser.get(place('2014'))).body).toContain('heropend, want: Er ontbrak een geschenk.');
    expect(await reported('2014')).toHaveLength(5);
    expect((await signed(hilde, '2014')).location).toContain('gedaan=ondertekend');
  });

  test('opening twice is once', async () => {
    const form = call('2014', { 'vraag-gifts': 'onderdelen', stap: 'openen' });
    expect((await anna.browser.post('/uitvraag/nieuw', form)).location).toBe('/uitvraag/2014');
  });

  test('a unit and one below it are not asked together', async () => {
    const form = call('2008', { 'vraag-gifts': 'onderdelen', onderdelen: ['MWL', 'PBW'], stap: 'nakijken' });
    const { status, body } = await anna.browser.post('/uitvraag/nieuw', form);
    expect(status).toBe(400);
    expect(body).toContain('Kies een van beide.');
  });
});

describe('Your work', () => {
  test('shows who answers what waits with its term, and the central coordinator what is late', async () => {
    const ofDirk = (await dirk.browser.get('/')).body;
    expect(ofDirk).toContain('href="/uitvraag/2025/RDL"');
    expect(ofDirk).toMatch(/Opgave invullen: [^<]* over 2025, uiterlijk [a-z]+ 27 februari 2199/);
    expect(ofDirk).not.toContain('/uitvraag/2025/PBW');
    expect((await hilde.browser.get('/')).body).not.toContain('href="/uitvraag/2020/PBW"');
    const ofAnna = (await anna.browser.get('/')).body;
    expect(ofAnna).toContain('Uitvraag over 2014: 1 onderdeel is te laat');
    expect(ofAnna).toMatch(/Uitvraag over 2025: 1 onderdeel nog niet klaar/);
  });
});

describe('Who may see what', () => {
  test('another unit is not there: the same bytes as a unit that does not exist', async () => {
    const other = await dirk.browser.get(place('2025'));
    const none = await dirk.browser.get(place('2025', 'XXX'));
    expect(other.status).toBe(404);
    expect(other.body.replaceAll('PBW', 'XXX')).toBe(none.body);
    for (const path of ['begin', 'gifts', 'nakijken', 'heropenen'])
      expect((await dirk.browser.get(`${place('2025')}/${path}`)).status).toBe(404);
    expect((await dirk.browser.post(`${place('2025')}/begin`, { 'is-gifts': 'nil' })).status).toBe(404);
    const overview = (await dirk.browser.get('/uitvraag/2025')).body;
    expect(overview).not.toContain('/uitvraag/2025/PBW');
    expect(overview).toContain('/uitvraag/2025/RDL');
  });

  test('who answers opens, extends and reopens nothing', async () => {
    for (const path of ['/uitvraag/nieuw', '/uitvraag/2025/verlengen', `${place('2025')}/heropenen`])
      for (const who of [cor, hilde]) expect((await who.browser.get(path)).status).toBe(404);
    const form = { onderdelen: ['PBW'], uiterlijk: '1-3-2199', reden: 'Later.' };
    expect((await cor.browser.post('/uitvraag/2025/verlengen', form)).status).toBe(404);
    expect((await cor.browser.post(`${place('2025')}/heropenen`, { reden: 'Zomaar.' })).status).toBe(404);
  });

  test('the database itself lets who answers write no value that is not signed, and see no register that is not asked', async () => {
    const row = `insert into reported_value (id, register, field, unit, period, state, value)
      values ('${newId()}', 'gifts', 'gifts.offered', 'PBW', '2030', 'value', '3')`;
    await expect(asPerson(cor.person, row)).rejects.toThrow(/row-level security/);
    await expect(asPerson(hilde.person, row)).rejects.toThrow(/row-level security/);
    await asOwner(
      workplace,
      `insert into reported_value (id, register, field, unit, period, state, value)
       values ($1, 'advice', 'advice.requests', 'PBW', '2013', 'value', '3')`,
      [newId()],
    );
    const seen = await asPerson(cor.person, `select distinct register from reported_value`);
    expect(seen).toEqual([{ register: 'gifts' }]);
    const others = await asPerson(dirk.person, `select from annual_call_answer where unit = 'PBW'`);
    expect(others).toEqual([]);
    const sign = `insert into annual_call_event (id, call_id, unit, kind, acting_as, declared_hash, declared)
      select '${newId()}', call_id, unit, 'signed', 'head', repeat('a', 64), '{}' from annual_call_unit where unit = 'PBW' limit 1`;
    await expect(asPerson(cor.person, sign)).rejects.toThrow(/row-level security/);
  });
});

/** Runs a statement as somebody who is signed in, as the login of the workplace does. */
async function asPerson(person: string, statement: string): Promise<readonly Record<string, unknown>[]> {
  const { storage, organisation } = workplace.database;
  return withClient(storage.connection(organisation, 'workplace'), async (client) => {
    await client.query('begin');
    await client.query(
      `select set_config('role', 'daglicht_person', true), set_config('app.actor_kind', 'person', true),
         set_config('app.actor', $1, true), set_config('app.person', $1, true)`,
      [person],
    );
    const { rows } = await client.query<Record<string, unknown>>(statement);
    await client.query('rollback');
    return rows;
  });
}
