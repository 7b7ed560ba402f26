import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type TestAnswer, TestBrowser } from '../../../../tests/makers/workplace/browser.ts';
import { openDescribedWorkplace } from '../../../../tests/makers/workplace/described.ts';
import {
  appointed,
  asOwner,
  setUp,
  type TestAccount,
  type TestWorkplace,
} from '../../../../tests/makers/workplace/workplace.ts';
import { wholeCatalogue } from '../../../app.ts';
import { isAskable } from '../../../collection/annual-call/asked.ts';
import { withClient } from '../../../platform/database/databases.ts';
import { newId } from '../../../platform/database/new-id.ts';
import { linkCodeHash, tokenHash } from '../../../platform/identity/secrets/tokens.ts';

/* Questions of a return that somebody else answers: with an account, or by a link and a code told apart. */

let workplace: TestWorkplace;
let anna: TestAccount;
let cor: TestAccount;
let hilde: TestAccount;
let dirk: TestAccount;
let piet: TestAccount;

beforeAll(async () => {
  workplace = await openDescribedWorkplace();
  await setUp(workplace, 'Fenna Beheer', 'fenna@oefen.test', 'first');
  anna = await setUp(workplace, 'Anna Centraal', 'anna@oefen.test');
  cor = await setUp(workplace, 'Cor Onderdeel', 'cor@oefen.test');
  hilde = await setUp(workplace, 'Hilde Hoofd', 'hilde@oefen.test');
  dirk = await setUp(workplace, 'Dirk Elders', 'dirk@oefen.test');
  piet = await setUp(workplace, 'Piet Personeel', 'piet@oefen.test');
  await appointed(workplace, anna.person, 'central-coordinator');
  await appointed(workplace, cor.person, 'coordinator', 'PBW');
  await appointed(workplace, hilde.person, 'head', 'PBW');
  await appointed(workplace, dirk.person, 'coordinator', 'RDL');
  await appointed(workplace, piet.person, 'hr-adviser', 'PBW');
  for (const [period, field, value] of [
    ['2024', 'gifts.offered', '40'],
    ['2024', 'gifts.accepted', '4'],
  ])
    await asOwner(
      workplace,
      `insert into reported_value (id, register, field, unit, period, state, value, record_id)
       values ($1, 'gifts', $2, 'PBW', $3, 'value', $4, $1)`,
      [newId(), field, period, value],
    );
  for (const year of ['2015', '2016', '2017', '2018', '2019', '2020', '2021', '2022', '2025'])
    await opened(year);
});
afterAll(() => workplace.close());

async function opened(jaar: string): Promise<void> {
  const form = {
    jaar,
    uiterlijk: '27-2-2199',
    tekst: '',
    ...Object.fromEntries(
      wholeCatalogue.registers.filter(isAskable).map(({ key }) => [`vraag-${key}`, 'niet']),
    ),
    'vraag-gifts': 'onderdelen',
    'vraag-incidents': 'onderdelen',
    'vraag-outside-activities': 'onderdelen',
    onderdelen: ['PBW', 'RDL'],
    stap: 'openen',
  };
  const answer = await anna.browser.post('/uitvraag/nieuw', form);
  if (answer.location !== `/uitvraag/${jaar}?gedaan=geopend`)
    throw new Error(`Not opened: ${answer.status} ${answer.body}`);
}

const place = (jaar: string, unit = 'PBW') => `/uitvraag/${jaar}/${unit}`;
const hiddenIn = ({ body }: TestAnswer, name: string) =>
  new RegExp(`name="${name}" value="([^"]*)"`).exec(body)?.[1] ?? '';

interface Handed {
  readonly answer: TestAnswer;
  readonly link: string;
  readonly code: string;
  readonly id: string;
}

/** Hands questions on by a link, as Cor does; with the link and code that the page shows. */
async function handed(
  jaar: string,
  given: Readonly<Record<string, string | readonly string[]>> = {},
  who = cor,
  unit = 'PBW',
): Promise<Handed> {
  const form = await who.browser.get(`${place(jaar, unit)}/doorgeven`);
  const id = hiddenIn(form, 'sleutel');
  const answer = await who.browser.post(`${place(jaar, unit)}/doorgeven`, {
    sleutel: id,
    registers: ['gifts'],
    naam: 'Gijs Geschenk',
    functie: 'hoofd inkoop',
    hoe: 'link',
    uiterlijk: '1-2-2199',
    ...given,
  });
  const link = /\/deel\/([A-Za-z0-9_-]{43})/.exec(answer.body)?.[1] ?? '';
  const code = (/>(\d{3}) (\d{3})</.exec(answer.body) ?? []).slice(1).join('');
  return { answer, link, code, id };
}

const stranger = () => new TestBrowser(workplace.site);
const path = ({ link }: Handed) => `/deel/${link}`;

/** Whoever has the link and the code, with the questions open. */
async function visitor(given: Handed): Promise<TestBrowser> {
  const browser = stranger();
  const opened = await browser.post(path(given), { code: given.code });
  if (opened.location !== path(given)) throw new Error(`Not open: ${opened.status} ${opened.body}`);
  return browser;
}

async function answered(
  browser: TestBrowser,
  given: Handed,
  fields: Readonly<Record<string, string>>,
): Promise<TestAnswer> {
  const page = await browser.get(path(given));
  return browser.post(`${path(given)}/antwoorden`, { ...fields, versie: hiddenIn(page, 'versie') });
}

const numbers = { 'is-gifts': 'answered', 'aantal-gifts.offered': '38', 'aantal-gifts.accepted': '3' };
const notOpen = 'Met deze code gaat deze link niet open';

describe('By a link and a code', () => {
  test('questions are answered half, later whole, sent, and taken over under the name of who gave them', async () => {
    const given = await handed('2025');
    expect(given.answer.status).toBe(200);
    expect(given.answer.body).toContain('U ziet deze link en code alleen nu');
    expect(given.link).toHaveLength(43);
    expect(given.code).toMatch(/^\d{6}$/);
    const stored = await asOwner(workplace, `select * from annual_call_link`);
    expect(JSON.stringify(stored)).not.toContain(given.link);
    expect((await cor.browser.get(place('2025'))).body).toContain('bij Gijs Geschenk');

    const browser = await visitor(given);
    const form = await browser.get(path(given));
    expect(form.body).toContain('U antwoordt als');
    expect(form.body).toContain('Gijs Geschenk, hoofd inkoop');
    // Last year's values are for accounts alone.
    expect(form.body).not.toContain('Vorig jaar');
    expect((await answered(browser, given, { 'aantal-gifts.offered': '12' })).location).toBe(
      `${path(given)}?gedaan=bewaard`,
    );
    expect(
      await asOwner(
        workplace,
        `select from annual_call_answer a join annual_call c on c.id = a.call_id where c.period = '2025'`,
      ),
    ).toEqual([]);

    // Another day, another browser: what was kept is there.
    const later = await visitor(given);
    const again = await later.get(path(given));
    expect(again.body).toContain('value="12"');
    await answered(later, given, numbers);
    const check = await later.get(`${path(given)}/versturen`);
    expect(check.body).toContain('Er is nog niets verstuurd');
    expect(check.body).toContain('3 vragen zijn niet ingevuld');
    const sent = await later.post(`${path(given)}/versturen`, {});
    expect(sent.location).toBe(`${path(given)}?gedaan=verstuurd`);
    expect((await later.get(sent.location ?? '')).body).toContain('Uw antwoorden zijn verstuurd');
    // The link is spent, in every browser that had it open.
    for (const one of [browser, later, stranger()]) {
      expect((await one.get(path(given))).body).toContain('Code van zes cijfers');
      expect((await one.post(path(given), { code: given.code })).body).toContain(notOpen);
    }

    expect((await cor.browser.get(place('2025'))).body).toContain('Verstuurd, nog over te nemen');
    const own = `${place('2025')}/doorgegeven/${given.id}`;
    const shown = await cor.browser.get(own);
    expect(shown.body).toContain('Antwoorden van Gijs Geschenk, hoofd inkoop overnemen');
    expect((await dirk.browser.get(own)).status).toBe(404);
    const taken = await cor.browser.post(own, { versie: hiddenIn(shown, 'versie') });
    expect(taken.location).toBe(`${own}?gedaan=overgenomen`);
    const rows = await asOwner(
      workplace,
      `select field, state, value, a.delegation_id, a.recorded_by from annual_call_answer a join annual_call c on c.id = a.call_id
       where c.period = '2025' and a.withdrawn_at is null order by field`,
    );
    expect(rows).toEqual([
      { field: '', state: 'answered', value: null, delegation_id: given.id, recorded_by: cor.person },
      {
        field: 'gifts.accepted',
        state: 'value',
        value: '3',
        delegation_id: given.id,
        recorded_by: cor.person,
      },
      {
        field: 'gifts.offered',
        state: 'value',
        value: '38',
        delegation_id: given.id,
        recorded_by: cor.person,
      },
    ]);
    await cor.browser.post(`${place('2025')}/begin`, {
      versie: hiddenIn(await cor.browser.get(`${place('2025')}/begin`), 'versie'),
      'is-gifts': 'answered',
      'is-incidents': 'nil',
      'is-outside-activities': 'nil',
    });
    expect((await cor.browser.get(`${place('2025')}/nakijken`)).body).toContain(
      '38 · gegeven door Gijs Geschenk, hoofd inkoop',
    );
    const read = hiddenIn(await hilde.browser.get(`${place('2025')}/nakijken`), 'gelezen');
    const signed = await hilde.browser.post(`${place('2025')}/nakijken`, { gelezen: read, akkoord: 'ja' });
    expect(signed.location).toBe(`${place('2025')}?gedaan=ondertekend`);
    const [event] = await asOwner(workplace, `select declared from annual_call_event where kind = 'signed'`);
    expect(JSON.stringify(event)).toContain('Gijs Geschenk, hoofd inkoop');
  });

  test('opening it spends nothing, and a page for a link that never was says the same', async () => {
    const given = await handed('2022');
    const scanner = stranger();
    for (let time = 0; time < 3; time += 1) {
      expect((await scanner.get(path(given))).status).toBe(200);
      expect((await scanner.post(path(given), {})).status).toBe(400);
    }
    const none = { ...given, link: given.link.split('').reverse().join('') };
    const real = (await scanner.get(path(given))).body.replaceAll(given.link, 'X');
    expect((await scanner.get(path(none))).body.replaceAll(none.link, 'X')).toBe(real);
    const wrong = given.code === '000000' ? '000001' : '000000';
    const bodyOf = async (one: Handed) =>
      (await scanner.post(path(one), { code: wrong })).body.replaceAll(one.link, 'X');
    expect(await bodyOf(none)).toBe(await bodyOf(given));
    expect((await visitor(given)).cookie('daglicht-deel')).toBeDefined();
  });

  test('the fifth wrong code ends it, also when all codes are tried at the same moment', async () => {
    const given = await handed('2022');
    const wrong = Array.from({ length: 30 }, (_, index) => String(index).padStart(6, '0')).filter(
      (code) => code !== given.code,
    );
    await Promise.all(wrong.map((code) => stranger().post(path(given), { code })));
    const events = await asOwner(
      workplace,
      `select kind from annual_call_delegation_event where delegation_id = $1`,
      [given.id],
    );
    expect(events).toEqual(Array.from({ length: 5 }, () => ({ kind: 'wrong-code' })));
    expect((await stranger().post(path(given), { code: given.code })).body).toContain(notOpen);
    expect((await cor.browser.get(`${place('2022')}/doorgegeven/${given.id}`)).body).toContain(
      'Gestopt na vijf verkeerde codes',
    );
  });

  test('a visit opens its own link and no other, and ends by closing it', async () => {
    const [one, other] = [await handed('2022'), await handed('2021')];
    const browser = await visitor(one);
    expect((await browser.get(path(other))).body).toContain('Code van zes cijfers');
    const posted = await browser.post(`${path(other)}/antwoorden`, numbers);
    expect(posted.body).toContain('Er is nog niets opgeslagen');
    const cookie = browser.cookie('daglicht-deel') ?? '';
    expect((await browser.post(`${path(one)}/sluiten`, {})).location).toBe(`${path(one)}?gedaan=gesloten`);
    const thief = stranger();
    thief.setCookie('daglicht-deel', cookie);
    expect((await thief.get(path(one))).body).toContain('Code van zes cijfers');
    expect(
      await asOwner(workplace, `select from annual_call_delegated_answer where delegation_id = any($1)`, [
        [one.id, other.id],
      ]),
    ).toEqual([]);
  });

  test('what was not asked is not taken: an unknown field is left, and other pages are not there', async () => {
    const given = await handed('2021', { registers: [], 'deel-gifts': ['gifts.offered|'] });
    const browser = await visitor(given);
    const form = (await browser.get(path(given))).body;
    expect(form).toContain('aantal-gifts.offered');
    expect(form).not.toContain('aantal-gifts.accepted');
    await answered(browser, given, { ...numbers, 'is-incidents': 'nil', 'aantal-advice.requests': '3' });
    const rows = await asOwner(
      workplace,
      `select register, field from annual_call_delegated_answer where delegation_id = $1 order by field`,
      [given.id],
    );
    expect(rows).toEqual([
      { register: 'gifts', field: '' },
      { register: 'gifts', field: 'gifts.offered' },
    ]);
    for (const page of ['/', '/uitvraag', place('2021'), `${place('2021')}/gifts`])
      expect((await browser.get(page)).location).toContain('/aanmelden');
  });

  test('after withdrawal, after the last day and after signing nothing opens, and what was typed is shown back', async () => {
    const typed = { ...numbers, 'want-gifts.late': 'Een lange uitleg van Gijs' };
    const ends: readonly (readonly [string, (given: Handed, jaar: string) => Promise<void>])[] = [
      [
        '2015',
        async ({ id }) => {
          const back = `${place('2015')}/doorgegeven/${id}`;
          expect((await cor.browser.post(`${back}/terughalen`, {})).location).toBe(
            `${back}?gedaan=teruggehaald`,
          );
        },
      ],
      [
        '2016',
        async ({ id }) => {
          await asOwner(
            workplace,
            `update annual_call_delegation set last_day = today() - 1 where delegation_id = $1`,
            [id],
          );
        },
      ],
      [
        '2017',
        async () => {
          await cor.browser.post(`${place('2017')}/begin`, {
            'is-gifts': 'nil',
            'is-incidents': 'nil',
            'is-outside-activities': 'nil',
          });
          const read = hiddenIn(await hilde.browser.get(`${place('2017')}/nakijken`), 'gelezen');
          await hilde.browser.post(`${place('2017')}/nakijken`, { gelezen: read, akkoord: 'ja' });
          await anna.browser.post(`${place('2017')}/heropenen`, { reden: 'Toch nog iets.' });
        },
      ],
    ];
    for (const [jaar, end] of ends) {
      const given = await handed(jaar);
      const browser = await visitor(given);
      const page = await browser.get(path(given));
      await end(given, jaar);
      const late = await browser.post(`${path(given)}/antwoorden`, {
        ...typed,
        versie: hiddenIn(page, 'versie'),
      });
      expect(late.body, jaar).toContain('Er is nog niets opgeslagen');
      expect(late.body, jaar).toContain('Een lange uitleg van Gijs');
      expect(late.body, jaar).toContain('vraag uw collega om een nieuwe link');
      const again = await browser.post(`${path(given)}/antwoorden`, { ...typed, code: given.code });
      expect(again.body, jaar).toContain(notOpen);
      expect(again.body, jaar).toContain('Een lange uitleg van Gijs');
      expect(
        await asOwner(workplace, `select from annual_call_delegated_answer where delegation_id = $1`, [
          given.id,
        ]),
      ).toEqual([]);
    }
  });

  test('who was away too long gives the code again, and what was typed is kept with it', async () => {
    const given = await handed('2018');
    const browser = await visitor(given);
    const page = await browser.get(path(given));
    await asOwner(workplace, `update annual_call_link_visit set seen_at = now() - interval '151 minutes'`);
    const late = await browser.post(`${path(given)}/antwoorden`, {
      ...numbers,
      versie: hiddenIn(page, 'versie'),
    });
    expect(late.body).toContain('Vul de code nog eens in: uw tekst gaat mee');
    expect(late.body).toContain('name="aantal-gifts.offered" value="38"');
    const again = await browser.post(`${path(given)}/antwoorden`, {
      ...numbers,
      versie: '',
      code: given.code,
    });
    expect(again.location).toBe(`${path(given)}?gedaan=bewaard`);
    expect((await browser.get(path(given))).body).toContain('value="38"');
  });

  test('what is wrong is said at its field, and two windows are put together or asked', async () => {
    const given = await handed('2018');
    const browser = await visitor(given);
    const wrong = await answered(browser, given, { 'is-gifts': 'nil', 'aantal-gifts.offered': 'veel' });
    expect(wrong.status).toBe(400);
    expect(wrong.body).toContain('„veel” is geen heel getal');
    const both = await answered(browser, given, { 'is-gifts': 'nil', 'aantal-gifts.offered': '3' });
    expect(both.body).toContain('u vulde ook aantallen in');
    const first = hiddenIn(await browser.get(path(given)), 'versie');
    await browser.post(`${path(given)}/antwoorden`, { versie: first, 'aantal-gifts.offered': '3' });
    const other = await browser.post(`${path(given)}/antwoorden`, {
      versie: first,
      'aantal-gifts.offered': '4',
    });
    expect(other.status).toBe(409);
    expect(other.body).toContain('In een ander venster is dit intussen anders bewaard');
  });
});

describe('Handing on', () => {
  test('a guarded register goes to an account alone, and what lacks is said all at once', async () => {
    const { answer } = await handed('2019', { registers: ['gifts', 'incidents'] });
    expect(answer.status).toBe(400);
    expect(answer.body).toContain('deze vragen gaan alleen naar iemand met een account');
    const empty = await handed('2019', { registers: [], naam: '', functie: '', hoe: '', uiterlijk: '' });
    for (const message of [
      'Kies een of meer registers of vragen.',
      'Vul de naam in.',
      'Vul de functie in.',
      'Kies hoe die persoon bij de vragen komt.',
    ])
      expect(empty.answer.body).toContain(message);
    const unknown = await handed('2019', { hoe: 'account', mail: 'niemand@oefen.test' });
    expect(unknown.answer.body).toContain('Er is geen ander account met „niemand@oefen.test”');
    expect(
      await asOwner(
        workplace,
        `select from annual_call_delegation d join annual_call c on c.id = d.call_id where c.period = '2019'`,
      ),
    ).toEqual([]);
  });

  test('the form that is sent twice hands on once, and nobody hands on of another unit', async () => {
    const given = await handed('2020');
    const twice = await cor.browser.post(`${place('2020')}/doorgeven`, {
      sleutel: given.id,
      registers: ['gifts'],
      naam: 'Gijs Geschenk',
      functie: 'hoofd inkoop',
      hoe: 'link',
      uiterlijk: '1-2-2199',
    });
    expect(twice.location).toBe(`${place('2020')}?gedaan=al-doorgegeven`);
    expect((await dirk.browser.get(`${place('2020')}/doorgeven`)).status).toBe(404);
    expect((await handed('2020', {}, dirk)).answer.status).toBe(404);
    expect((await piet.browser.get(`${place('2020')}/doorgeven`)).status).toBe(404);
  });

  test('where something else stands already it is asked which stays, and an unlikely number is explained by who takes it over', async () => {
    await asOwner(
      workplace,
      `insert into reported_value (id, register, field, unit, period, state, value, record_id)
       values ($1, 'gifts', 'gifts.offered', 'PBW', '2018', 'value', '40', $1)`,
      [newId()],
    );
    const given = await handed('2019');
    await answered(await visitor(given), given, { ...numbers, 'aantal-gifts.offered': '2' });
    await cor.browser.post(`${place('2019')}/gifts`, { versie: '', 'aantal-gifts.accepted': '9' });
    const own = `${place('2019')}/doorgegeven/${given.id}`;
    // As long as the other still answers nothing is taken over.
    expect((await cor.browser.get(own)).body).toContain('Bezig: 3 van 6 vragen');
    expect((await cor.browser.get(own)).body).not.toContain('Antwoorden overnemen</button>');
    await cor.browser.post(`${own}/terughalen`, {});
    const page = await cor.browser.get(own);
    const asked = await cor.browser.post(own, { versie: hiddenIn(page, 'versie') });
    expect(asked.status).toBe(400);
    expect(asked.body).toContain('kies wat moet blijven');
    expect(asked.body).toContain('2, en vorig jaar 40. Klopt dat?');
    const names = [...asked.body.matchAll(/name="(kies-\d+|klopt-\d+)"/g)].map(([, name = '']) => name);
    const form = Object.fromEntries(
      names.map((name) => [name, name.startsWith('kies') ? 'blijft' : 'Geen relatiedag.']),
    );
    const taken = await cor.browser.post(own, { ...form, versie: hiddenIn(page, 'versie') });
    expect(taken.location).toBe(`${own}?gedaan=overgenomen`);
    const rows = await asOwner(
      workplace,
      `select field, value, stands, a.delegation_id is not null as given from annual_call_answer a join annual_call c on c.id = a.call_id
       where c.period = '2019' and a.withdrawn_at is null and field <> '' order by field`,
    );
    expect(rows).toEqual([
      { field: 'gifts.accepted', value: '9', stands: null, given: false },
      { field: 'gifts.offered', value: '2', stands: 'Geen relatiedag.', given: true },
    ]);
  });
});

describe('With an account', () => {
  test('the part stands under “Uw werk”, with last year beside it and guarded registers, and comes back', async () => {
    const given = await handed('2025', { registers: ['gifts'], hoe: 'account', mail: 'PIET@oefen.test' });
    // Signed by now: opened again first.
    expect(given.answer.body).toContain('Deze opgave is ondertekend');
    // What was typed is not lost.
    expect(given.answer.body).toContain('hoofd inkoop');
    await anna.browser.post(`${place('2025')}/heropenen`, { reden: 'Toch nog iets.' });
    const handedOn = await handed('2025', {
      registers: ['gifts', 'incidents'],
      hoe: 'account',
      mail: 'PIET@oefen.test',
      naam: 'Piet Personeel',
      functie: 'adviseur P&O',
    });
    expect(handedOn.answer.location).toBe(`${place('2025')}?gedaan=doorgegeven`);
    const work = (await piet.browser.get('/')).body;
    expect(work).toContain('Vragen beantwoorden:');
    expect(work).toContain('0 van 7 ingevuld');
    const own = `/uitvraag/deel/${handedOn.id}`;
    expect(work).toContain(own);
    const form = await piet.browser.get(own);
    // A form that comes after its session ended leads back here.
    expect((await piet.browser.get(`${own}/antwoorden`)).status).toBe(200);
    expect((await piet.browser.get(`${own}/werkmap/bewaren`)).status).toBe(200);
    expect(form.body).toContain('Vorig jaar: 40');
    expect(form.body).toContain('In het register staat niets over dit jaar');
    for (const who of [cor, dirk, hilde, anna]) expect((await who.browser.get(own)).status).toBe(404);
    for (const page of [place('2025'), `${place('2025')}/gifts`, '/uitvraag/2025'])
      expect((await piet.browser.get(page)).status).toBe(404);
    const kept = await piet.browser.post(`${own}/antwoorden`, {
      versie: hiddenIn(form, 'versie'),
      ...numbers,
      'is-incidents': 'nil',
    });
    expect(kept.location).toBe(`${own}?gedaan=bewaard`);
    expect((await piet.browser.post(`${own}/versturen`, {})).location).toBe(`${own}?gedaan=verstuurd`);
    expect((await piet.browser.get('/')).body).not.toContain('Vragen beantwoorden:');
    expect((await piet.browser.get(own)).status).toBe(404);
    const back = `${place('2025')}/doorgegeven/${handedOn.id}`;
    const shown = await cor.browser.get(back);
    const taken = await cor.browser.post(back, { versie: hiddenIn(shown, 'versie') });
    expect(taken.location).toBe(`${back}?gedaan=overgenomen`);
  });
});

describe('The database by itself', () => {
  test('whoever came by a link reaches the questions of that link, and nothing else', async () => {
    const [one, other] = [await handed('2022'), await handed('2021')];
    await answered(await visitor(other), other, numbers);
    const browser = await visitor(one);
    const key = linkCodeHash(one.link, browser.cookie('daglicht-deel') ?? '').toString('hex');
    expect(await asDelegate(key, `select delegation_id from annual_call_delegation`)).toEqual([
      { delegation_id: one.id },
    ]);
    expect(await asDelegate(key, `select from annual_call_delegated_answer`)).toEqual([]);
    const insert = (delegation: string, register: string, field: string) =>
      `insert into annual_call_delegated_answer (id, delegation_id, register, field, state, value)
       values ('${newId()}', '${delegation}', '${register}', '${field}', 'value', '3')`;
    await asDelegate(key, insert(one.id, 'gifts', 'gifts.offered'));
    for (const statement of [
      insert(other.id, 'gifts', 'gifts.offered'),
      insert(one.id, 'advice', 'advice.requests'),
      `insert into annual_call_delegation_event (id, delegation_id, kind) values ('${newId()}', '${other.id}', 'handed-in')`,
      `insert into annual_call_delegation_event (id, delegation_id, kind) values ('${newId()}', '${one.id}', 'taken-over')`,
      `insert into annual_call_delegation_event (id, delegation_id, kind, recorded_by) values ('${newId()}', '${one.id}', 'handed-in', '${cor.person}')`,
    ])
      await expect(asDelegate(key, statement), statement).rejects.toThrow(/row-level security/);
    for (const statement of [
      `select code_hash from annual_call_link`,
      `select visit_key from annual_call_link_visit`,
      `select call_id from annual_call_delegation`,
      `select from annual_call_answer`,
      `select from annual_call`,
      `select from reported_value`,
      `select from incident`,
      `select from person`,
      `select from annual_call_delegation_event`,
      `update annual_call_delegated_answer set value = '9'`,
      `select * from delegated_last_year('${one.id}')`,
      `select delegated_records('${one.id}', 'incident', '{PBW}', 'received_from', 'received_until', 'within', '2020-01-01', '2021-01-01')`,
    ])
      await expect(asDelegate(key, statement), statement).rejects.toThrow(/permission denied/);
    // Every other key opens nothing, nor does the key of a person or of another kind of actor.
    for (const wrong of ['', '00'.repeat(32), tokenHash(one.link).toString('hex')])
      expect(await asDelegate(wrong, `select from annual_call_delegation`)).toEqual([]);
    expect(await asDelegate(key, `select from annual_call_delegation`, 'person')).toEqual([]);
  });

  test('tables that a link reaches are these and no other', async () => {
    const rows = await asOwner(
      workplace,
      `select p.table_name from protected_table p
       where has_any_column_privilege('daglicht_delegate', p.table_name, 'select')
          or has_any_column_privilege('daglicht_delegate', p.table_name, 'insert')
          or has_any_column_privilege('daglicht_delegate', p.table_name, 'update')
          or has_table_privilege('daglicht_delegate', p.table_name, 'delete') order by 1`,
    );
    expect(rows.map((row) => row['table_name'])).toEqual([
      'annual_call_delegated_answer',
      'annual_call_delegation',
      'annual_call_delegation_event',
      'audit_entry',
      'record_question',
      'record_question_answer',
      'record_question_event',
    ]);
  });

  test('a code is not tried past the fifth, whoever calls the function', async () => {
    const given = await handed('2021');
    const call = (code: string) =>
      asDelegate(
        '',
        `select open_by_link('\\x${tokenHash(given.link).toString('hex')}', '\\x${linkCodeHash(given.link, code).toString('hex')}',
           sha256(gen_random_uuid()::text::bytea))::text as opened`,
        'delegate',
        true,
      );
    const wrong = given.code === '123456' ? '654321' : '123456';
    for (let time = 0; time < 5; time += 1) expect(await call(wrong)).toEqual([{ opened: null }]);
    expect(await call(given.code)).toEqual([{ opened: null }]);
    await expect(asPerson(cor.person, `select open_by_link('', '', '')`)).rejects.toThrow(
      /permission denied/,
    );
  });

  test('who answers for a unit forges no answer of a delegate and hands on no guarded register by a link', async () => {
    const given = await handed('2020');
    await answered(await visitor(given), given, numbers);
    const call = `(select id from annual_call where period = '2020')`;
    const forged = (value: string, unit = 'PBW') =>
      `insert into annual_call_answer (id, call_id, unit, register, field, state, value, delegation_id)
       values ('${newId()}', ${call}, '${unit}', 'gifts', 'gifts.offered', 'value', '${value}', '${given.id}')`;
    await asPerson(cor.person, forged('38'));
    await expect(asPerson(cor.person, forged('39'))).rejects.toThrow(/row-level security/);
    await expect(asPerson(anna.person, forged('38', 'RDL'))).rejects.toThrow(/row-level security/);
    const own = `insert into annual_call_delegated_answer (id, delegation_id, register, field, state, value)
      values ('${newId()}', '${given.id}', 'gifts', 'gifts.late', 'value', '1')`;
    for (const who of [cor, anna, piet])
      await expect(asPerson(who.person, own)).rejects.toThrow(/row-level security/);
    const handOn = (register: string, unit = 'PBW', person = 'null') =>
      `insert into annual_call_delegation (delegation_id, call_id, unit, person_id, given_to, given_function, asked, heading, last_day)
       values ('${newId()}', ${call}, '${unit}', ${person}, 'X', 'Y', '[{"register":"${register}","field":"","part":""}]', '{}', today())`;
    await asPerson(cor.person, handOn('gifts'));
    await asPerson(cor.person, handOn('incidents', 'PBW', `'${piet.person}'`));
    for (const [who, statement] of [
      [cor, handOn('incidents')],
      [cor, handOn('counsellors')],
      [cor, handOn('advice', 'PBW', `'${piet.person}'`)],
      [cor, handOn('gifts', 'RDL')],
      [cor, handOn('gifts', 'PBW', `'${cor.person}'`)],
      [cor, handOn('gifts', 'PBW', `'${newId()}'`)],
      [dirk, handOn('gifts')],
      [piet, handOn('gifts')],
    ] as const)
      await expect(asPerson(who.person, statement), statement).rejects.toThrow(/row-level security/);
    expect(await asPerson(dirk.person, `select from annual_call_delegation where unit = 'PBW'`)).toEqual([]);
    await expect(asPerson(cor.person, `select from annual_call_link`)).rejects.toThrow(/permission denied/);
  });

  test('the registers that stay with accounts are those that say so', async () => {
    const rows = await asOwner(workplace, `select register from register_for_accounts order by 1`);
    const marked = wholeCatalogue.registers.filter(({ accountsOnly }) => accountsOnly).map(({ key }) => key);
    expect(rows.map((row) => row['register'])).toEqual(marked.toSorted());
  });
});

/** Runs a statement as whoever came by a link, as the login of the workplace does. */
function asDelegate(
  key: string,
  statement: string,
  kind = 'delegate',
  commits = false,
): Promise<readonly Record<string, unknown>[]> {
  return as(kind, [kind, '', key], statement, commits);
}

function asPerson(person: string, statement: string): Promise<readonly Record<string, unknown>[]> {
  return as('person', [person, person, ''], statement);
}

async function as(
  kind: string,
  settings: readonly [actor: string, person: string, key: string],
  statement: string,
  commits = false,
): Promise<readonly Record<string, unknown>[]> {
  const { storage, organisation } = workplace.database;
  return withClient(storage.connection(organisation, 'workplace'), async (client) => {
    await client.query('begin');
    await client.query(
      `select set_config('role', 'daglicht_' || $1, true), set_config('app.actor_kind', $1, true),
         set_config('app.actor', $2, true), set_config('app.person', $3, true), set_config('app.delegate', $4, true)`,
      [kind, ...settings],
    );
    const { rows } = await client.query<Record<string, unknown>>(statement);
    await client.query(commits ? 'commit' : 'rollback');
    return rows;
  });
}
