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
import { cellAt } from '../../figures/cubes/cube.ts';
import { isCube } from '../../figures/definition.ts';
import { parsePeriod } from '../../organisation/period.ts';
import { personActor } from '../../platform/access/actor.ts';
import { concern } from '../../platform/access/resource.ts';
import { look } from '../../platform/database/doorways.ts';
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
  ...Object.fromEntries(wholeCatalogue.registers.map(({ key }) => [`vraag-${key}`, 'niet'])),
  onderdelen: ['PBW', 'RDL'],
  ...given,
});

async function opened(jaar: string, registers: readonly string[] = ['gifts', 'incidents']): Promise<void> {
  const asked = Object.fromEntries(registers.map((key) => [`vraag-${key}`, 'onderdelen']));
  const form = withoutUnaskable(call(jaar, { ...asked, stap: 'openen' }));
  const answer = await anna.browser.post('/uitvraag/nieuw', form);
  if (answer.location !== `/uitvraag/${jaar}?gedaan=geopend`)
    throw new Error(`Not opened: ${answer.status} ${answer.body}`);
}

/** The form holds no field of a register that cannot be asked about. */
function withoutUnaskable(form: Readonly<Record<string, string | readonly string[]>>) {
  return Object.fromEntries(Object.entries(form).filter(([name]) => name !== 'vraag-printed-figures'));
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
  const answer = wholeCatalogue.figures.find((one) => one.id === id)?.compute(inputs, new Map());
  if (!answer || !isCube(answer)) throw new Error(`No cube of ${id}.`);
  return cellAt(answer, { unit, year: period });
}

const gifts = { 'is-gifts': 'answered', 'is-incidents': 'nil' };

describe('From opening to figures', () => {
  test('what lacks is listed before it opens, with who has nobody to answer', async () => {
    const form = withoutUnaskable(
      call('2019', { 'vraag-gifts': 'onderdelen', onderdelen: ['PBW', 'RDL', 'DKL'], stap: 'nakijken' }),
    );
    const { status, body } = await anna.browser.post('/uitvraag/nieuw', form);
    expect(status).toBe(200);
    expect(body).toContain('Dienst Kunst en Licht: niemand kan antwoorden'.slice(0, 0));
    expect(body).toMatch(/: niemand kan antwoorden\./);
    expect(body).toMatch(/: niemand is aangewezen als hoofd/);
    expect(body).toContain('vrijdag 27 februari 2199'.slice(-15));
    expect(await asOwner(workplace, `select from annual_call where period = '2019'`)).toEqual([]);
  });

  test('a unit is answered, signed by its head, and the figure of an open register shows the value', async () => {
    await opened('2025');
    expect((await anna.browser.get('/uitvraag/2025')).body).toContain(
      '0 van 2 klaar, 0 bezig, 2 niet begonnen, 0 te laat',
    );
    expect((await begun(cor, '2025', gifts)).location).toBe('/uitvraag/2025/PBW?gedaan=bewaard');
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
    expect(await figure('gifts.offered', '2025', 'PBW')).toMatchObject({ state: 'value' });
    const answers = await asOwner(
      workplace,
      `select unit, state, received_on is not null as dated from call_answer
       where period = '2025' and register = 'incidents' and withdrawn_at is null and state <> 'not-asked' order by unit`,
    );
    expect(answers).toEqual([
      { unit: 'PBW', state: 'nil', dated: true },
      { unit: 'RDL', state: 'not-reported', dated: false },
    ]);
    expect((await anna.browser.get('/uitvraag/2025')).body).toContain('1 van 2 klaar');
  });
});
