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

test('No fault of the program was told on the way', () => {
  expect(workplace.told).toEqual([]);
});
