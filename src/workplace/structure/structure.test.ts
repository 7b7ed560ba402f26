import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { TestAnswer } from '../../../tests/makers/workplace/browser.ts';
import { openDescribedWorkplace } from '../../../tests/makers/workplace/described.ts';
import {
  appointed,
  asOwner,
  codeOf,
  setUp,
  type TestAccount,
  type TestWorkplace,
} from '../../../tests/makers/workplace/workplace.ts';

/* The structure on its pages: seen by who oversees, changed from a day on by who keeps it, after a preview. */

let workplace: TestWorkplace;
let fenna: TestAccount;
let anna: TestAccount;
let cor: TestAccount;

beforeAll(async () => {
  workplace = await openDescribedWorkplace();
  fenna = await setUp(workplace, 'Fenna Beheer', 'fenna@oefen.test', 'first');
  anna = await setUp(workplace, 'Anna Centraal', 'anna@oefen.test');
  cor = await setUp(workplace, 'Cor Onderdeel', 'cor@oefen.test');
  await appointed(workplace, fenna.person, 'functional-administrator');
  await appointed(workplace, anna.person, 'central-coordinator');
  await appointed(workplace, cor.person, 'coordinator', 'PBW');
});
afterAll(() => workplace.close());

const hiddenIn = ({ body }: TestAnswer, name: string) =>
  new RegExp(`name="${name}" value="([^"]*)"`).exec(body)?.[1] ?? '';

/** Looks at what a change does, and makes it. */
async function change(path: string, typed: Readonly<Record<string, string>>): Promise<TestAnswer> {
  const preview = await fenna.browser.post(path, { ...typed, stap: 'bekijken' });
  if (preview.status !== 200) return preview;
  return fenna.browser.post(path, {
    ...{ ...typed, stap: 'vastleggen', basis: hiddenIn(preview, 'basis') },
    wachtwoord: fenna.password,
  });
}

describe('The tree', () => {
  test('stands as on a day: a unit that was split later is whole before', async () => {
    const before = await anna.browser.get('/indeling?op=31-12-2024');
    expect(before.body).toContain('>Rijkswerkplaats (RWP)<');
    expect(before.body).toContain('Rijkswerkplaats Noord (RWP-N), vanaf 1 januari 2025');
    const after = await anna.browser.get('/indeling?op=1-1-2025');
    expect(after.body).toContain('>Rijkswerkplaats Noord (RWP-N)<');
    expect(after.body).toContain('Rijkswerkplaats (RWP), tot 1 januari 2025');
  });

  test('says what is no day, and stays', async () => {
    const answer = await anna.browser.get('/indeling?op=31-2-2025');
    expect(answer.status).toBe(400);
    expect(answer.body).toContain('Dit is geen dag');
    expect(answer.body).toContain('value="31-2-2025"');
  });

  test('is changed by who keeps it alone: others see it, or nothing', async () => {
    expect((await anna.browser.get('/indeling')).body).not.toContain('/indeling/nieuw');
    for (const path of ['/indeling/nieuw', '/indeling/PBW/naam', '/indeling/ongedaan'])
      expect((await anna.browser.get(path)).status, path).toBe(404);
    expect((await anna.browser.post('/indeling/PBW/beeindigen', { vanaf: '1-1-2027' })).status).toBe(404);
    for (const path of ['/indeling', '/indeling/PBW'])
      expect((await cor.browser.get(path)).status, path).toBe(404);
  });
});

describe('A change', () => {
  test('is shown before it is made, with the figures and what stands at the unit', async () => {
    const answer = await fenna.browser.post('/indeling/PBW/beeindigen', {
      vanaf: '1-1-2027',
      stap: 'bekijken',
    });
    expect(answer.body).toContain('Planbureau voor Weer bestaat vanaf 1 januari 2027 niet meer.');
    expect(answer.body).toContain('1 rol is voor dit onderdeel gegeven');
    expect(answer.body).toContain('Cijfers naar onderdeel');
    expect(answer.body).not.toContain('Het gaat om 0');
    expect((await fenna.browser.get('/indeling/PBW')).body).toContain('>nu<');
  });

  test('is made after password and preview, and can be undone', async () => {
    const done = await change('/indeling/PBW/naam', {
      ...{ naam: 'Weerbureau', name: 'Weather Office', afkorting: 'WB', hoe: 'vanaf', vanaf: '1-7-2026' },
    });
    expect(done.location).toBe('/indeling/PBW?gedaan=gewijzigd');
    const { body } = await fenna.browser.get('/indeling/PBW');
    expect(body).toContain('Weerbureau');
    expect(body).toContain('1 juli 2026');
    expect((await fenna.browser.get('/indeling?op=30-6-2026')).body).toContain('Planbureau voor Weer');
    const undo = await fenna.browser.get('/indeling/ongedaan');
    const undone = await fenna.browser.post('/indeling/ongedaan', { basis: hiddenIn(undo, 'basis') });
    expect(undone.location).toBe('/indeling?gedaan=ongedaan');
    expect((await fenna.browser.get('/indeling')).body).not.toContain('Weerbureau');
    const again = await fenna.browser.post('/indeling/ongedaan', { basis: hiddenIn(undo, 'basis') });
    expect(again.location).toBe('/indeling?gedaan=anders');
  });

  test('splits a unit into parts, which stand in the tree and are followed', async () => {
    const done = await change('/indeling/CDI/splitsen', {
      ...{ 'code-1': 'CDI-A', 'naam-1': 'ICT Noord', 'name-1': 'ICT North', 'deel-1': '60%' },
      ...{ 'code-2': 'CDI-B', 'naam-2': 'ICT Zuid', 'name-2': 'ICT South', 'deel-2': '2/5' },
      vanaf: '1-1-2027',
    });
    expect(done.location).toBe('/indeling/CDI?gedaan=gewijzigd');
    expect((await fenna.browser.get('/indeling/CDI')).body).toContain('3/5 naar ICT Noord');
    expect((await fenna.browser.get('/indeling?op=1-1-2027')).body).toContain('>ICT Zuid<');
    const rows = await asOwner(
      workplace,
      `select kind, share from unit_succession where from_unit = 'CDI' and withdrawn_at is null order by to_unit`,
    );
    expect(rows).toEqual([
      { kind: 'split', share: '3/5' },
      { kind: 'split', share: '2/5' },
    ]);
  });

  test('sent twice is made once, and says that it was', async () => {
    for (const [path, typed] of [
      ['/indeling/BZD/naam', { naam: 'Zaadbureau', name: 'Seed Office', hoe: 'vanaf', vanaf: '1-7-2027' }],
      ['/indeling/NVD/plaats', { onder: 'MWL', vanaf: '1-7-2027' }],
    ] as const) {
      const preview = await fenna.browser.post(path, { ...typed, stap: 'bekijken' });
      const sent = { ...typed, stap: 'vastleggen', basis: hiddenIn(preview, 'basis') };
      const versions = () => asOwner(workplace, 'select id from structure_version');
      const before = (await versions()).length;
      for (const _time of [1, 2])
        expect((await fenna.browser.post(path, sent)).location).toBe(
          `${path.slice(0, path.lastIndexOf('/'))}?gedaan=gewijzigd`,
        );
      expect(await versions()).toHaveLength(before + 1);
    }
  });

  test('made on what somebody changed meanwhile is not recorded, and says so', async () => {
    const typed = { onder: 'MVD', vanaf: '1-7-2026' };
    const preview = await fenna.browser.post('/indeling/IWK/plaats', { ...typed, stap: 'bekijken' });
    await change('/indeling/RDL/naam', {
      ...{ naam: 'Dienst Licht', name: 'Light Service', hoe: 'verbeter' },
    });
    const late = await fenna.browser.post('/indeling/IWK/plaats', {
      ...{ ...typed, stap: 'vastleggen', basis: hiddenIn(preview, 'basis') },
    });
    expect(late.status).toBe(409);
    expect(late.body).toContain('De indeling is gewijzigd terwijl u bezig was');
  });

  test.each([
    ['naam', { naam: '', name: '', hoe: '', vanaf: '' }, ['Vul de naam in.', 'Kies wat er wijzigt.']],
    ['plaats', { onder: '', vanaf: '30-2-2026' }, ['Kies een onderdeel.', 'Dit is geen dag.', '30-2-2026']],
    ['plaats', { onder: 'MWL', vanaf: '1-7-2026' }, ['Daar staat het onderdeel dan al.']],
    ['splitsen', { vanaf: '1-1-2027' }, ['Vul twee of meer delen in.']],
    ['beeindigen', { vanaf: '1-1-1950' }, []],
  ])('%s with what is wrong says all of it, and keeps what was typed', async (deed, typed, says) => {
    const answer = await fenna.browser.post(`/indeling/IWK/${deed}`, { ...typed, stap: 'bekijken' });
    expect(answer.status).toBe(says.length === 0 ? 200 : 400);
    for (const one of says) expect(answer.body).toContain(one);
  });

  test('that leaves units below nothing is refused by name', async () => {
    const answer = await fenna.browser.post('/indeling/MWL/beeindigen', {
      vanaf: '1-1-2027',
      stap: 'bekijken',
    });
    expect(answer.status).toBe(400);
    expect(answer.body).toContain('Verplaats of beëindig die eerst');
    expect(answer.body).toContain('Inspectie Waterkant');
  });
});

describe('A unit that begins later', () => {
  test('is offered as a place with its day, and can be changed before it is there', async () => {
    const done = await change('/indeling/nieuw', {
      ...{ sleutel: 'NWE', naam: 'Dienst Nieuw', name: 'New Service', niveau: 'unit', soort: 'agency' },
      ...{ onder: 'IWK', vanaf: '1-1-2029' },
    });
    expect(done.location).toBe('/indeling/NWE?gedaan=gewijzigd');
    expect((await fenna.browser.get('/indeling/PBW/plaats')).body).toContain(
      'Dienst Nieuw, vanaf 1 januari 2029',
    );
    expect((await fenna.browser.get('/indeling/NWE')).body).toContain('href="/indeling/NWE/naam"');
  });

  test('holds the one above it, which is said by name', async () => {
    const answer = await fenna.browser.post('/indeling/IWK/beeindigen', {
      ...{ vanaf: '1-6-2027', stap: 'bekijken' },
    });
    expect(answer.status).toBe(400);
    expect(answer.body).toContain('Dienst Nieuw');
  });

  test('of a level that the profile does not have is refused before it is shown', async () => {
    const answer = await fenna.browser.post('/indeling/nieuw', {
      ...{ sleutel: 'NWQ', naam: 'N', name: 'N', niveau: 'bestaatniet', soort: 'agency', onder: 'MWL' },
      ...{ vanaf: '1-1-2027', stap: 'bekijken' },
    });
    expect(answer.status).toBe(400);
    expect(answer.body).toContain('Kies een van de niveaus.');
  });
});

describe('Who has not shown to be there lately', () => {
  const typed = {
    ...{ sleutel: 'NWH', naam: 'Dienst Proef', name: 'Trial Service', afkorting: '', niveau: 'unit' },
    ...{ soort: 'agency', onder: 'MWL', vanaf: '1-1-2027' },
  };

  test('adds a unit with password and code, which is no code of the unit', async () => {
    await asOwner(workplace, `update session set confirmed_at = now() - interval '1 hour'`);
    await asOwner(workplace, 'update account_secret set totp_step = null');
    const preview = await fenna.browser.post('/indeling/nieuw', { ...typed, stap: 'bekijken' });
    expect(preview.body).toContain('name="wachtwoord"');
    const hidden = [...preview.body.matchAll(/<input type="hidden" name="([^"]+)" value="([^"]*)"/g)];
    const names = [...preview.body.matchAll(/<input[^>]* name="([^"]+)"/g)].map(([, name]) => name);
    expect(names.toSorted()).toEqual([...new Set(names)].toSorted());
    const done = await fenna.browser.post('/indeling/nieuw', {
      ...Object.fromEntries(hidden.map(([, name = '', value = '']) => [name, value])),
      ...{ wachtwoord: fenna.password, code: codeOf(fenna.seed) },
    });
    expect(done.location).toBe('/indeling/NWH?gedaan=gewijzigd');
  });

  test('and whose session ended meanwhile finds what was typed, without the password', async () => {
    await asOwner(workplace, `update session set seen_at = now() - interval '3 hours'`);
    const sent = await fenna.browser.post('/indeling/PBW/naam', {
      ...{ naam: 'Weerdienst', name: 'Weather Service', hoe: 'vanaf', vanaf: '1-7-2027' },
      ...{ stap: 'vastleggen', wachtwoord: fenna.password, code: '123456' },
    });
    const onTo = decodeURIComponent(/naar=([^&]+)/.exec(sent.location ?? '')?.[1] ?? '');
    expect(onTo).toContain('bewaard=');
    await asOwner(workplace, 'update session set seen_at = now(), confirmed_at = now()');
    const { body } = await fenna.browser.get(onTo);
    expect(body).toContain('Weerdienst');
    expect(body).not.toContain(fenna.password);
    expect(body).not.toContain('123456');
  });

  test('and whose role ended meanwhile reads what was typed, without the password', async () => {
    const { body, status } = await anna.browser.post('/indeling/PBW/naam', {
      ...{ naam: 'Weerdienst', name: 'Weather Service', hoe: 'vanaf', vanaf: '1-7-2027' },
      ...{ stap: 'vastleggen', wachtwoord: anna.password, code: '123456' },
    });
    expect(status).toBe(404);
    expect(body).toContain('Weerdienst');
    expect(body).not.toContain(anna.password);
    expect(body).not.toContain('123456');
  });
});

describe('What stands at a unit that ends', () => {
  test('are no records where only somebody has a role there, and records where there are', async () => {
    const { body } = await fenna.browser.post('/indeling/PBW/beeindigen', {
      ...{ vanaf: '1-1-2027', stap: 'bekijken' },
    });
    expect(body).toContain('1 rol is voor dit onderdeel gegeven');
    expect(body).toContain('Er zijn geen registraties over dit onderdeel.');
    await asOwner(
      workplace,
      `insert into line_notice (id, register, unit, told, call_back, recorded_by)
       values (gen_random_uuid(), 'incidents', 'PBW', '{}', false, $1)`,
      [anna.person],
    );
    const recorded = await fenna.browser.post('/indeling/PBW/beeindigen', {
      ...{ vanaf: '1-1-2027', stap: 'bekijken' },
    });
    expect(recorded.body).toContain('Er zijn registraties over dit onderdeel.');
  });

  test('is not undone where somebody is to work there from a later day', async () => {
    await change('/indeling/nieuw', {
      ...{ sleutel: 'NWG', naam: 'Dienst Later', name: 'Later Service', niveau: 'unit', soort: 'agency' },
      ...{ onder: 'MWL', vanaf: '1-1-2027' },
    });
    await asOwner(
      workplace,
      `insert into employment (version_id, employment_id, person_id, unit, started_on)
       values (gen_random_uuid(), gen_random_uuid(), $1, 'NWG', '2027-01-01')`,
      [cor.person],
    );
    const undo = await fenna.browser.get('/indeling/ongedaan');
    const undone = await fenna.browser.post('/indeling/ongedaan', { basis: hiddenIn(undo, 'basis') });
    expect(undone.status).toBe(400);
    expect(undone.body).toContain('Er is al iets vastgelegd over NWG');
  });
});

test('No fault of the program was told on the way', () => {
  expect(workplace.told).toEqual([]);
});
