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

/* Employments by hand, for whom no list states. */

let workplace: TestWorkplace;
let fenna: TestAccount;
let bo = '';
let cor = '';

beforeAll(async () => {
  workplace = await openDescribedWorkplace();
  fenna = await setUp(workplace, 'Fenna Beheer', 'fenna@oefen.test', 'first');
  await appointed(workplace, fenna.person, 'functional-administrator');
  bo = await added('Bo Smit', 'bo@oefen.test');
  cor = await added('Cor Zee', 'cor@oefen.test');
});
afterAll(() => workplace.close());

async function added(naam: string, mail: string): Promise<string> {
  const { location } = await fenna.browser.post('/mensen/nieuw', { naam, mail, telefoon: '' });
  return location?.slice(8, 44) ?? '';
}

const standing = (person: string) =>
  asOwner(
    workplace,
    `select employment_id, unit, function, kind, weekly_hours::text as hours, started_on, ended_on from employment
     where person_id = $1 and withdrawn_at is null`,
    [person],
  );
const form = {
  onderdeel: 'PBW',
  soort: 'permanent',
  functie: 'Hoofd',
  leiding: '',
  uren: '31,5',
  begin: '1-3-2020',
  einde: '',
};

test('An employment is added by hand, once, however often its form is sent', async () => {
  const wat = newId();
  for (const _time of [1, 2]) {
    const answer = await fenna.browser.post(`/mensen/${bo}/dienstverband`, { ...form, wat });
    expect(answer.location).toBe(`/mensen/${bo}?gedaan=dienstverband`);
  }
  expect(await standing(bo)).toEqual([
    {
      employment_id: wat,
      unit: 'PBW',
      function: 'Hoofd',
      kind: 'permanent',
      hours: '31.50',
      started_on: '2020-03-01',
      ended_on: null,
    },
  ]);
  expect((await fenna.browser.get(`/mensen/${bo}`)).body).toContain('Hoofd');
});

test('What is wrong in it is said at the field, and what was typed stays', async () => {
  const wrong = {
    ...form,
    wat: newId(),
    onderdeel: '',
    uren: 'veel',
    begin: '31-2-2020',
    leiding: 'niemand',
    einde: 'x',
  };
  const { body, status } = await fenna.browser.post(`/mensen/${bo}/dienstverband`, wrong);
  expect(status).toBe(400);
  for (const field of ['onderdeel', 'uren', 'begin', 'leiding', 'einde'])
    expect(body).toContain(`id="${field}-fout"`);
  for (const kept of ['value="veel"', 'value="31-2-2020"', 'value="niemand"']) expect(body).toContain(kept);
});

test('A day that was typed for another unit or kind is not passed over where neither becomes another', async () => {
  const [job] = await standing(bo);
  const path = `/mensen/${bo}/dienstverband/${String(job?.['employment_id'])}`;
  const { body, status } = await fenna.browser.post(path, { ...form, wat: '', vanaf: 'gisteren' });
  expect([status, body]).toEqual([400, expect.stringContaining('id="hoe-fout"')]);
  expect(body).toContain('value="gisteren"');
  expect(await standing(bo)).toEqual([job]);
});

test('What was sent as it stood is not recorded again, and is told so', async () => {
  const versions = () =>
    asOwner(workplace, 'select version_id from employment where person_id = $1 order by version_id', [bo]);
  const [job] = await standing(bo);
  const path = `/mensen/${bo}/dienstverband/${String(job?.['employment_id'])}`;
  const before = await versions();
  for (const same of [form, { ...form, hoe: 'fout' }, { ...form, uren: '31.50', functie: ' Hoofd ' }]) {
    const { location } = await fenna.browser.post(path, { ...same, wat: newId() });
    expect(location).toBe(`/mensen/${bo}?gedaan=niets`);
  }
  expect(await versions()).toEqual(before);
  // Also where its supervisor has no number and no mail address to show, or its kind was replaced by another since.
  const nameless = await added('Zonder Adres', '');
  await asOwner(workplace, `update employment set supervisor_id = $2, kind = 'ooit' where person_id = $1`, [
    ...[bo, nameless],
  ]);
  const shown = (await fenna.browser.get(path)).body;
  expect(shown).toContain('<option value="ooit" selected');
  const { location } = await fenna.browser.post(path, { ...form, soort: 'ooit', wat: newId() });
  expect(location).toBe(`/mensen/${bo}?gedaan=niets`);
  await asOwner(
    workplace,
    `update employment set supervisor_id = null, kind = 'permanent' where person_id = $1`,
    [bo],
  );
  const { body } = await fenna.browser.get(`/mensen/${bo}?gedaan=niets`);
  expect(body).toContain('Er is niets gewijzigd: alles stond er al zo');
  expect((await fenna.browser.get(path)).body).not.toContain('Geen veld gewijzigd');
});

test('Who works under somebody does not supervise that person', async () => {
  const under = { ...form, wat: newId(), functie: 'Tekenaar', leiding: 'bo@oefen.test' };
  expect((await fenna.browser.post(`/mensen/${cor}/dienstverband`, under)).status).toBe(303);
  const [job] = await standing(bo);
  const path = `/mensen/${bo}/dienstverband/${String(job?.['employment_id'])}`;
  const circle = await fenna.browser.post(path, { ...form, wat: '', leiding: 'cor@oefen.test' });
  expect(circle.body).toContain('id="leiding-fout"');
  expect(circle.body).toContain('onder deze persoon');
  expect(circle.body).toContain('value="cor@oefen.test"');
});

test('Who looks after people makes themselves nobody’s supervisor, by hand or past the program', async () => {
  const [job] = await standing(bo);
  const path = `/mensen/${bo}/dienstverband/${String(job?.['employment_id'])}`;
  const answer = await fenna.browser.post(path, { ...form, wat: '', leiding: 'fenna@oefen.test' });
  expect(answer.body).toContain('maakt zichzelf van niemand leidinggevende');
  await expect(
    asRuntime(
      workplace,
      `begin; set local role daglicht_person;
       select set_config('app.actor_kind', 'person', true), set_config('app.person', '${fenna.person}', true);
       insert into employment (version_id, employment_id, person_id, unit, supervisor_id, started_on)
       values (gen_random_uuid(), gen_random_uuid(), '${bo}', 'PBW', '${fenna.person}', '2020-01-01'); commit`,
    ),
  ).rejects.toThrow(/team for themselves/);
});

test('An employment changes and ends, and what stood stays to be seen', async () => {
  const [job] = await standing(cor);
  const path = `/mensen/${cor}/dienstverband/${String(job?.['employment_id'])}`;
  expect((await fenna.browser.get(path)).body).toContain('value="bo@oefen.test"');
  const early = await fenna.browser.post(path, { ...form, leiding: '', einde: '1-1-2019' });
  expect(early.body).toContain('id="einde-fout"');
  const ended = { ...form, functie: 'Bouwer', leiding: '', uren: '20', einde: '31-10-2026' };
  expect((await fenna.browser.post(path, ended)).status).toBe(303);
  expect(await standing(cor)).toMatchObject([{ function: 'Bouwer', hours: '20.00', ended_on: '2026-10-31' }]);
  expect(
    await asOwner(workplace, 'select count(*)::integer as versions from employment where person_id = $1', [
      cor,
    ]),
  ).toEqual([{ versions: 2 }]);
});

describe('Another unit or kind', () => {
  let path = '';
  let wat = '';
  const all = () =>
    asOwner(
      workplace,
      `select unit, kind, function, started_on, ended_on from employment where person_id = $1 and withdrawn_at is null
       order by started_on`,
      [bo],
    );

  test('asks whether it is from a day on, or was recorded wrongly', async () => {
    const [job] = await standing(bo);
    path = `/mensen/${bo}/dienstverband/${String(job?.['employment_id'])}`;
    expect((await fenna.browser.get(path)).body).toContain('<option value="PBW" selected');
    wat = newId();
    const moved = { ...form, wat, onderdeel: 'DKL' };
    const unasked = await fenna.browser.post(path, moved);
    expect(unasked.body).toContain('id="hoe-fout"');
    expect(unasked.body).toContain('<option value="DKL" selected');
    expect((await fenna.browser.post(path, { ...moved, hoe: 'vanaf', vanaf: '' })).body).toContain(
      'id="vanaf-fout"',
    );
    for (const vanaf of ['1-3-2020', '1-1-2019'])
      expect((await fenna.browser.post(path, { ...moved, hoe: 'vanaf', vanaf })).body).toContain(
        'niet tijdens dit dienstverband',
      );
    const same = { ...form, wat, hoe: 'vanaf', vanaf: '1-1-2025' };
    expect((await fenna.browser.post(path, same)).body).toContain('id="onderdeel-fout"');
  });

  test('from a day on is another employment that follows, once, with what a list states', async () => {
    const [job] = await standing(bo);
    await asOwner(
      workplace,
      `insert into employment_statement (id, employment_id, sender, stated_start) values (gen_random_uuid(), $1, 'hr', '2020-03-01')`,
      [job?.['employment_id']],
    );
    const moved = { ...form, wat, onderdeel: 'DKL', soort: 'temporary', functie: 'Tekenaar' };
    for (const _time of [1, 2])
      expect(
        (await fenna.browser.post(path, { ...moved, hoe: 'vanaf', vanaf: '1-1-2025' })).location,
      ).toContain('gedaan=dienstverband');
    expect(await all()).toEqual([
      {
        unit: 'PBW',
        kind: 'permanent',
        function: 'Hoofd',
        started_on: '2020-03-01',
        ended_on: '2024-12-31',
      },
      { unit: 'DKL', kind: 'temporary', function: 'Tekenaar', started_on: '2025-01-01', ended_on: null },
    ]);
    expect(
      await asOwner(
        workplace,
        `select employment_id, stated_start from employment_statement where withdrawn_at is null and sender = 'hr'`,
      ),
    ).toEqual([{ employment_id: wat, stated_start: '2020-03-01' }]);
  });

  test('that was recorded wrongly is corrected from the beginning, and both are told as they became', async () => {
    const wrong = { ...form, wat: newId(), onderdeel: 'PBW', soort: 'temporary', functie: 'Tekenaar' };
    const next = `/mensen/${bo}/dienstverband/${wat}`;
    expect((await fenna.browser.post(next, { ...wrong, hoe: 'fout' })).status).toBe(303);
    expect(await all()).toMatchObject([{ unit: 'PBW' }, { unit: 'PBW', started_on: '2025-01-01' }]);
    const page = (await fenna.browser.get(next)).body;
    expect(page).toContain('Onderdeel: van Dienst Kaarten en Luchtbeeld naar Planbureau voor Weer.');
    expect((await fenna.browser.get(path)).body).toContain(
      'Laatste dag dienstverband: van niet vastgelegd naar',
    );
    expect((await fenna.browser.get(path)).body).toContain('vervolgd door een ander onderdeel');
  });
});

test('Nobody else finds these pages', async () => {
  const ties = await setUp(workplace, 'Ties Techniek', 'ties@oefen.test', 'first');
  await appointed(workplace, ties.person, 'technical-administrator');
  const [job] = await standing(bo);
  for (const path of [
    `/mensen/${bo}/dienstverband`,
    `/mensen/${bo}/dienstverband/${String(job?.['employment_id'])}`,
  ]) {
    expect((await ties.browser.get(path)).status).toBe(404);
    expect((await ties.browser.post(path, { ...form, wat: newId() })).status).toBe(404);
  }
});
