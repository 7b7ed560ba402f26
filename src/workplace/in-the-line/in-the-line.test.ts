import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openDescribedWorkplace } from '../../../tests/makers/workplace/described.ts';
import {
  appointed,
  asOwner,
  asPerson,
  setUp,
  type TestAccount,
  type TestWorkplace,
} from '../../../tests/makers/workplace/workplace.ts';
import { newId } from '../../platform/database/new-id.ts';

/* What was handled in the line: told in four answers by who leads or advises, decided about by who keeps the register. */

let workplace: TestWorkplace;
let anna: TestAccount;
let cor: TestAccount;
let lies: TestAccount;
let hans: TestAccount;
let mo: TestAccount;

beforeAll(async () => {
  workplace = await openDescribedWorkplace();
  await setUp(workplace, 'Fenna Beheer', 'fenna@oefen.test', 'first');
  anna = await setUp(workplace, 'Anna Centraal', 'anna@oefen.test');
  cor = await setUp(workplace, 'Cor Onderdeel', 'cor@oefen.test');
  lies = await setUp(workplace, 'Lies Leidt', 'lies@oefen.test');
  hans = await setUp(workplace, 'Hans Adviseert', 'hans@oefen.test');
  mo = await setUp(workplace, 'Mo Werkt', 'mo@oefen.test');
  await appointed(workplace, anna.person, 'central-coordinator');
  await appointed(workplace, cor.person, 'coordinator', 'PBW');
  await appointed(workplace, hans.person, 'hr-adviser', 'CDI');
  for (const [who, leader] of [
    [lies, null],
    [mo, lies.person],
  ] as const)
    await asOwner(
      workplace,
      `insert into employment (version_id, employment_id, person_id, unit, supervisor_id, started_on)
       values (gen_random_uuid(), gen_random_uuid(), $1, 'PBW', $2, '2020-01-01')`,
      [who.person, leader],
    );
});
afterAll(() => workplace.close());

const form = {
  unit: 'PBW',
  occurred: 'maart 2026',
  category: 'a',
  gedaan: 'talk',
  woorden: 'Er is een gesprek geweest.',
  bellen: 'nee',
};

/** Tells something through the form; answers with its id. */
async function told(who: TestAccount, given: Readonly<Record<string, string>> = {}): Promise<string> {
  const melding = newId();
  const answer = await who.browser.post('/in-de-lijn/incidenten/nieuw', { ...form, ...given, melding });
  if (answer.location !== '/in-de-lijn?gedaan=doorgegeven')
    throw new Error(`Not told: ${answer.status} ${answer.body}`);
  return melding;
}

const standing = async (id: string) =>
  (await asOwner(workplace, 'select * from line_notice where id = $1', [id]))[0];
const place = (id: string) => `/registers/incidenten/in-de-lijn/${id}`;

/** What a fault in the program could do as somebody: their role and settings, and SQL. */
const bySql = (who: TestAccount, statement: string, values: readonly unknown[] = []) =>
  asPerson(workplace, who, [[statement, values]]);

describe('Somebody who leads', () => {
  test('is offered it on “Uw werk”, and asked four questions about the own units only', async () => {
    expect((await lies.browser.get('/')).body).toContain('href="/in-de-lijn/incidenten/nieuw"');
    const { body } = await lies.browser.get('/in-de-lijn/incidenten/nieuw');
    expect(body).toContain('Wanneer was het?');
    expect(body).toContain('Wilt u dat de coördinator u belt?');
    expect(body).toContain('value="PBW"');
    expect(body).not.toContain('value="CDI"');
  });

  test('tells it, and reads what becomes of it', async () => {
    const id = await told(lies);
    expect(await standing(id)).toMatchObject({
      unit: 'PBW',
      recorded_by: lies.person,
      call_back: false,
      told: { done: ['talk'], words: 'Er is een gesprek geweest.', values: { category: 'a' } },
    });
    const { body } = await lies.browser.get('/in-de-lijn');
    expect(body).toContain('De coördinator kijkt ernaar');
    expect(body).toContain(`/in-de-lijn/${id}/terugnemen`);
  });

  test('the same form sent twice tells it once', async () => {
    const melding = newId();
    for (const _time of [1, 2])
      expect((await lies.browser.post('/in-de-lijn/incidenten/nieuw', { ...form, melding })).location).toBe(
        '/in-de-lijn?gedaan=doorgegeven',
      );
    expect(await asOwner(workplace, 'select id from line_notice where id = $1', [melding])).toHaveLength(1);
  });

  test('who went back and changed what was sent is asked, and loses nothing of it', async () => {
    const melding = newId();
    await lies.browser.post('/in-de-lijn/incidenten/nieuw', { ...form, melding });
    const other = { ...form, woorden: 'Er is nog iets gebeurd.' };
    const asked = await lies.browser.post('/in-de-lijn/incidenten/nieuw', { ...other, melding });
    expect(asked.status).toBe(400);
    expect(asked.body).toContain('Dit formulier is al verstuurd, en wat er nu staat is anders.');
    expect(asked.body).toContain('Er is nog iets gebeurd.');
    const anew = /name="melding" value="([^"]*)"/.exec(asked.body)?.[1] ?? '';
    expect(anew).not.toBe(melding);
    await lies.browser.post('/in-de-lijn/incidenten/nieuw', { ...other, melding: anew });
    expect(await standing(melding)).toMatchObject({ told: { words: form.woorden } });
    expect(await standing(anew)).toMatchObject({ told: { words: 'Er is nog iets gebeurd.' } });
  });

  test('under an id of another tells it all the same, and changes nothing of the other', async () => {
    const id = await told(lies);
    const sent = { ...form, unit: 'CDI', melding: id };
    expect((await hans.browser.post('/in-de-lijn/incidenten/nieuw', sent)).location).toBe(
      '/in-de-lijn?gedaan=doorgegeven',
    );
    expect(await standing(id)).toMatchObject({ recorded_by: lies.person, unit: 'PBW' });
    const own = /\/in-de-lijn\/([0-9a-f-]{36})\/terugnemen/.exec(
      (await hans.browser.get('/in-de-lijn')).body,
    );
    expect(own).not.toBeNull();
    expect(own?.[1]).not.toBe(id);
    await hans.browser.post(`/in-de-lijn/${own?.[1]}/terugnemen`, {});
  });

  test('whose unit is over reads that there is none to choose', async () => {
    const els = await setUp(workplace, 'Els Adviseert', 'els@oefen.test');
    await appointed(workplace, els.person, 'hr-adviser', 'RWP');
    expect((await els.browser.get('/in-de-lijn/incidenten/nieuw')).body).toContain(
      'Er is geen onderdeel om te kiezen',
    );
  });

  test('is told all that is wrong at once, and what was typed stays', async () => {
    const answer = await lies.browser.post('/in-de-lijn/incidenten/nieuw', {
      ...form,
      occurred: '',
      gedaan: '',
      woorden: '',
      bellen: '',
      melding: newId(),
    });
    expect(answer.status).toBe(400);
    expect(answer.body).toContain('Vul „Wanneer was het?” in.');
    expect(answer.body).toContain('Kies wat er is gedaan, of schrijf het in een paar woorden.');
    expect(answer.body).toContain('Kies of u gebeld wilt worden.');
    const other = await lies.browser.post('/in-de-lijn/incidenten/nieuw', {
      ...form,
      occurred: '30-2-2026',
      woorden: 'Blijft <staan>',
      melding: newId(),
    });
    expect(other.status).toBe(400);
    expect(other.body).toContain('Blijft &lt;staan>');
    expect(other.body).toContain('30-2-2026');
  });

  test.each([
    ['a unit of others', { unit: 'CDI' }, 'Kies een ander onderdeel'],
    ['a day to come', { occurred: '1-1-2099' }, 'Deze dag moet nog komen'],
    ['words that are too long', { woorden: 'x'.repeat(501) }, '500'],
    ['characters that turn the order of reading', { woorden: 'goed\u202etxt' }, 'U+202E'],
    ['a code that is not offered', { category: 'zz' }, 'Kies een van de mogelijkheden'],
  ])('is told of %s', async (_what, given, says) => {
    const answer = await lies.browser.post('/in-de-lijn/incidenten/nieuw', {
      ...form,
      ...given,
      melding: newId(),
    });
    expect(answer.status).toBe(400);
    expect(answer.body).toContain(says);
  });

  test('is asked once whether it was that long ago', async () => {
    const melding = newId();
    const sent = { ...form, occurred: '2019', melding };
    const asked = await lies.browser.post('/in-de-lijn/incidenten/nieuw', sent);
    expect(asked.status).toBe(400);
    expect(asked.body).toContain('Het was zo lang geleden');
    expect(await standing(melding)).toBeUndefined();
    await lies.browser.post('/in-de-lijn/incidenten/nieuw', { ...sent, oud: 'ja' });
    expect(await standing(melding)).toBeDefined();
  });

  test('takes it back as long as nobody decided, and is told when somebody did', async () => {
    const id = await told(lies);
    expect((await lies.browser.post(`/in-de-lijn/${id}/terugnemen`, {})).location).toBe(
      '/in-de-lijn?gedaan=teruggenomen',
    );
    expect((await cor.browser.get(place(id))).body).toContain('Door de melder teruggenomen');
    const other = await told(lies);
    await cor.browser.post(`${place(other)}/niet`, { reden: 'Hoort bij het dienstrooster.' });
    const late = await lies.browser.post(`/in-de-lijn/${other}/terugnemen`, {});
    expect(late.status).toBe(409);
    expect(late.body).toContain('heeft er al over beslist');
    expect((await lies.browser.get('/in-de-lijn')).body).toContain('Hoort bij het dienstrooster.');
  });

  test('is nobody who leads nobody', async () => {
    for (const path of ['/in-de-lijn', '/in-de-lijn/incidenten/nieuw'])
      expect((await mo.browser.get(path)).status).toBe(404);
    expect(
      (await mo.browser.post('/in-de-lijn/incidenten/nieuw', { ...form, melding: newId() })).status,
    ).toBe(404);
  });
});

describe('Who keeps the register', () => {
  test('finds it on “Uw werk”: the coordinator of the unit; the central one where there is none', async () => {
    await told(lies);
    await told(hans, { unit: 'CDI', bellen: 'ja' });
    expect((await cor.browser.get('/')).body).toContain('Beslissen over wat in de lijn is afgehandeld');
    const { body } = await anna.browser.get('/');
    expect(body).toContain('Beslissen over wat in de lijn is afgehandeld: 1');
    expect(body).toContain('bij de coördinatoren van onderdelen');
    const list = await anna.browser.get('/registers/incidenten/in-de-lijn');
    expect(list.body).toContain('wacht op u, wil gebeld worden');
    expect(list.body).toContain('wacht op de coördinator van het onderdeel');
    expect((await cor.browser.get('/registers/incidenten/in-de-lijn')).body).not.toContain(
      'wacht op de coördinator van het onderdeel',
    );
  });

  test('sees of other units nothing', async () => {
    const id = await told(hans, { unit: 'CDI' });
    expect((await cor.browser.get(place(id))).status).toBe(404);
    expect((await cor.browser.get(`${place(id)}/niet`)).status).toBe(404);
    expect((await cor.browser.post(`${place(id)}/niet`, { reden: 'x' })).status).toBe(404);
    expect((await cor.browser.get(`/registers/incidenten/nieuw?lijn=${id}`)).status).toBe(404);
    expect((await cor.browser.get('/registers/incidenten/in-de-lijn')).body).not.toContain(id);
  });

  test('makes a record of it: what was told is filled in, and what was done goes along', async () => {
    const id = await told(lies);
    const asked = await cor.browser.get(`/registers/incidenten/nieuw?lijn=${id}`);
    expect(asked.body).toContain('Doorgegeven vanuit de lijn');
    expect(asked.body).toContain('value="maart 2026"');
    const record = newId();
    const sent = {
      category: 'a',
      kind: '',
      unit: 'PBW',
      description: '',
      occurred: 'maart 2026',
      received: '3-4-2026',
      klopt: '',
      doe: '',
      versie: record,
      lijn: id,
    };
    expect((await cor.browser.post('/registers/incidenten/nieuw', sent)).location).toBe(
      `/registers/incidenten/${record}?gedaan=toegevoegd`,
    );
    expect(await standing(id)).toMatchObject({
      outcome: 'recorded',
      record_id: record,
      settled_by: cor.person,
    });
    const measures = await asOwner(
      workplace,
      `select m.measure from incident_measure m join incident i on i.version_id = m.version_id where i.incident_id = $1`,
      [record],
    );
    expect(measures).toEqual([{ measure: 'talk' }]);
    expect((await cor.browser.get(`/registers/incidenten/${record}`)).body).toContain(place(id));
    expect((await lies.browser.get('/in-de-lijn')).body).toContain('In het register opgenomen');
    // Twice it is one record; another of the same notice is refused and nothing is written.
    expect((await cor.browser.post('/registers/incidenten/nieuw', sent)).location).toBe(
      `/registers/incidenten/${record}?gedaan=toegevoegd`,
    );
    const second = newId();
    const again = await cor.browser.post('/registers/incidenten/nieuw', { ...sent, versie: second });
    expect(again.status).toBe(400);
    expect(again.body).toContain('intussen beslist');
    expect(await asOwner(workplace, 'select 1 from incident where incident_id = $1', [second])).toHaveLength(
      0,
    );
  });

  test('a draft of such a record keeps what it is made of', async () => {
    const id = await told(lies);
    const record = newId();
    await cor.browser.post('/registers/incidenten/nieuw', {
      category: 'a',
      unit: 'PBW',
      occurred: 'maart 2026',
      versie: record,
      lijn: id,
      doe: 'bewaren',
    });
    const { body } = await cor.browser.get(`/registers/incidenten/nieuw?concept=${record}`);
    expect(body).toContain(`name="lijn" value="${id}"`);
  });

  test('the form in the other language is of the same notice', async () => {
    const id = await told(lies);
    const { body } = await cor.browser.get(`/registers/incidenten/nieuw?lijn=${id}`);
    expect(body).toContain(`href="/en/registers/incidenten/nieuw?lijn=${id}"`);
    const done = await lies.browser.get('/in-de-lijn?gedaan=doorgegeven&pagina=1');
    expect(done.body).toContain('href="/en/in-de-lijn?pagina=1"');
  });

  test('is told when a record was made of it meanwhile: by a draft, and by the button to decide anew', async () => {
    const id = await told(lies);
    const draft = newId();
    const sent = {
      ...{ category: 'a', kind: '', unit: 'PBW', description: '', occurred: 'maart 2026' },
      ...{ received: '3-4-2026', klopt: '', lijn: id },
    };
    await cor.browser.post('/registers/incidenten/nieuw', { ...sent, versie: draft, doe: 'bewaren' });
    await anna.browser.post('/registers/incidenten/nieuw', { ...sent, versie: newId(), doe: '' });
    expect(await standing(id)).toMatchObject({ outcome: 'recorded' });
    const { body } = await cor.browser.get(`/registers/incidenten/nieuw?concept=${draft}`);
    expect(body).toContain('is intussen beslist');
    expect(body).toContain(`href="${place(id)}"`);
    const anew = await cor.browser.post(place(id), {});
    expect(anew.status).toBe(409);
    expect(anew.body).toContain('Hiervan is een registratie gemaakt');
    expect(anew.body).not.toContain('U kunt opnieuw beslissen');
  });

  test('is told that it was taken back meanwhile, and what was typed is there to copy', async () => {
    const id = await told(lies);
    await lies.browser.post(`/in-de-lijn/${id}/terugnemen`, {});
    const late = await cor.browser.post(`${place(id)}/niet`, { reden: 'Was een misverstand.' });
    expect(late.status).toBe(409);
    expect(late.body).toContain('Door de melder teruggenomen');
    expect(late.body).toContain('Was een misverstand.');
    expect((await cor.browser.post(place(id), {})).status).toBe(409);
  });

  test('who is excluded from the record sees nothing of what it was made of', async () => {
    const id = await told(lies, { woorden: 'Niet voor Cor.' });
    const record = newId();
    await anna.browser.post('/registers/incidenten/nieuw', {
      ...{ category: 'a', kind: '', unit: 'PBW', description: '', occurred: 'maart 2026' },
      ...{ received: '3-4-2026', klopt: '', doe: '', lijn: id, versie: record },
    });
    expect((await cor.browser.get(place(id))).status).toBe(200);
    await asOwner(
      workplace,
      `insert into record_exclusion (id, table_name, record_id, person_id, with_chain, reason, excluded_by)
       values (gen_random_uuid(), 'incident', $1, $2, false, 'Betrokken', $3)`,
      [record, cor.person, anna.person],
    );
    expect((await cor.browser.get(place(id))).status).toBe(404);
    expect((await cor.browser.get('/registers/incidenten/in-de-lijn?stand=beslist')).body).not.toContain(id);
    expect((await anna.browser.get(place(id))).body).toContain('Niet voor Cor.');
    expect(await bySql(cor, 'select id from line_notice where id = $1', [id])).toEqual([]);
  });

  test('leaves it out with a reason, and can decide anew', async () => {
    const id = await told(lies);
    expect((await cor.browser.post(`${place(id)}/niet`, { reden: '' })).status).toBe(400);
    const done = await cor.browser.post(`${place(id)}/niet`, { reden: 'Was een misverstand.' });
    expect(done.location).toBe(`${place(id)}?gedaan=beslist`);
    expect((await cor.browser.post(`${place(id)}/niet`, { reden: 'Was een misverstand.' })).location).toBe(
      `${place(id)}?gedaan=beslist`,
    );
    const late = await cor.browser.post(`${place(id)}/niet`, { reden: 'Toch anders.' });
    expect(late.status).toBe(409);
    expect(late.body).toContain('Toch anders.');
    expect((await cor.browser.get('/registers/incidenten/in-de-lijn?stand=beslist')).body).toContain(id);
    expect((await cor.browser.post(place(id), {})).location).toBe(`${place(id)}?gedaan=opnieuw`);
    expect(await standing(id)).toMatchObject({ outcome: null, reason: null, settled_by: null });
  });
});

describe('What a fault in the program could do is refused by the database', () => {
  test('taking a record away from what it was made of, so that another could be made', async () => {
    const id = await told(lies);
    await asOwner(
      workplace,
      `update line_notice set settled_at = now(), settled_by = $2, outcome = 'recorded', record_id = gen_random_uuid()
       where id = $1`,
      [id, cor.person],
    );
    const undo = `update line_notice set settled_at = null, settled_by = null, outcome = null, record_id = null
      where id = $1 returning id`;
    expect(await bySql(cor, undo, [id])).toEqual([]);
  });

  test('telling about a unit of others, or in the name of another', async () => {
    const insert = `insert into line_notice (id, register, unit, told, call_back, recorded_by)
      values (gen_random_uuid(), 'incidents', $1, '{}', false, $2)`;
    await expect(bySql(lies, insert, ['CDI', lies.person])).rejects.toThrow('row-level security');
    await expect(bySql(lies, insert, ['PBW', mo.person])).rejects.toThrow('row-level security');
    await expect(bySql(mo, insert, ['PBW', mo.person])).rejects.toThrow('row-level security');
    expect(await bySql(lies, insert, ['PBW', lies.person])).toEqual([]);
  });

  test('deciding about what one told oneself, changing what was told, and seeing what others told', async () => {
    const id = await told(lies);
    const other = await told(hans, { unit: 'CDI' });
    await expect(
      bySql(
        lies,
        `update line_notice set settled_at = clock_timestamp(), settled_by = $2, outcome = 'nothing', reason = 'x' where id = $1`,
        [id, lies.person],
      ),
    ).rejects.toThrow('row-level security');
    await expect(bySql(cor, `update line_notice set told = '{}' where id = $1`, [id])).rejects.toThrow(
      'permission denied',
    );
    await expect(bySql(cor, `delete from line_notice where id = $1`, [id])).rejects.toThrow(
      'permission denied',
    );
    await expect(
      bySql(cor, `update line_notice set withdrawn_at = clock_timestamp() where id = $1`, [id]),
    ).rejects.toThrow('row-level security');
    expect(await bySql(lies, 'select id from line_notice where id = $1', [other])).toEqual([]);
    expect(await bySql(cor, 'select id from line_notice where id = $1', [other])).toEqual([]);
    expect(await bySql(mo, 'select id from line_notice')).toEqual([]);
    expect(await bySql(cor, 'select name from line_notice_tellers(array[$1::uuid])', [other])).toEqual([]);
  });
});

test('No fault of the program was told on the way', () => {
  expect(workplace.told).toEqual([]);
});
