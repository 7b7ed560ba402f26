import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { today } from '../../organisation/period.ts';
import { holdsOn } from './dated.ts';
import { desksFor, readDesks, type WhereToTurn, whereToTurnOf } from './desks.ts';
import { lackingDesks, lackingWords } from './lacking-desks.ts';
import { nationalDataOn } from './national/national-data.ts';
import { type StepKey, stepBefore, steps } from './questions.ts';
import { isReporting, sheetAddress, sheets } from './sheets.ts';
import { situationKeys } from './situation-keys.ts';
import { situations } from './situations/situations.ts';

const root = join(import.meta.dirname, '..', '..', '..');
const profiles = join(root, 'profiles');

const desk: WhereToTurn['desks'][number] = {
  key: 'desk',
  name: { nl: 'Loket', en: 'Desk' },
  does: { nl: 'Doet iets.', en: 'Does something.' },
  knows: { nl: 'Niemand.', en: 'Nobody.' },
  for: ['signal'],
  committee: false,
  independent: false,
  ways: [{ kind: 'mail', value: 'loket@voorbeeld.invalid' }],
  promises: [],
  from: null,
  until: null,
};
const organisation = (desks: WhereToTurn['desks']): WhereToTurn => ({
  leaveTo: { address: 'https://voorbeeld.invalid/', name: { nl: 'iets', en: 'something' } },
  procedure: 'statutory',
  desks,
});

describe('National data', () => {
  const day = '2026-12-01';

  test('hold every authority of article 2c of the Whistleblower Protection Act from the day of that article', () => {
    const keys = (on: string) => nationalDataOn(on).authorities.map(({ key }) => key);
    const statutory = ['huis', 'acm', 'afm', 'ap', 'dnb', 'igj', 'nza', 'anvs'];
    expect(keys('2023-02-17')).toEqual([]);
    expect(keys('2023-02-18')).toEqual(statutory);
    expect(keys(day)).toEqual([...statutory, 'nvwa']);
  });

  test('give each authority a field, a way to reach it and a source that was read on a day', () => {
    for (const one of nationalDataOn(day).authorities) {
      expect(one.field.nl.length, one.key).toBeGreaterThan(20);
      expect(one.field.en, one.key).not.toBe(one.field.nl);
      expect(one.ways.length, one.key).toBeGreaterThan(0);
      expect(one.source, one.key).toMatch(/art\. 2c/);
      expect(one.consultedOn <= today(), one.key).toBe(true);
    }
  });

  test('hold each term that a page names, with its rule', () => {
    const named = situationKeys.flatMap((key) => {
      const { happens, knows, protection, wayBack } = situations[key];
      return [...happens, ...knows, ...protection, ...wayBack];
    });
    for (const { text, term } of named) {
      expect(text.nl.includes('{term}'), text.nl).toBe(term !== undefined);
      expect(text.en.includes('{term}'), text.en).toBe(term !== undefined);
      if (term !== undefined) expect(nationalDataOn(day).term(term)?.rule.nl, term).toMatch(/artikel/);
    }
    expect(new Set(named.flatMap(({ term }) => term ?? []))).toEqual(
      new Set([
        'wbk.acknowledge',
        'wbk.inform',
        'awb.decide',
        'awb.decide-committee',
        'awb.adjourn',
        'ombudsman.request',
        'avg.breach',
      ]),
    );
  });

  test('hold from their first day until the day before their last word', () => {
    const dated = { from: '2024-01-01', until: '2025-01-01' };
    expect(['2023-12-31', '2024-01-01', '2024-12-31', '2025-01-01'].map((on) => holdsOn(dated, on))).toEqual([
      false,
      true,
      true,
      false,
    ]);
  });
});

describe('Desks of a profile', () => {
  test('are there for every situation in each profile that comes with the program, and in Oefen', async () => {
    const folders = [
      ...readdirSync(profiles).map((name) => join(profiles, name)),
      join(root, 'examples', 'oefen'),
    ];
    for (const folder of folders) {
      const found = await readDesks(folder);
      expect(
        lackingDesks(found, today()).filter(({ lacks }) => lacks === 'desk'),
        folder,
      ).toEqual([]);
    }
  });

  test('of a profile that comes with the program have no address that nobody gave, and the check says so', async () => {
    const found = await readDesks(join(profiles, 'klein'));
    const lacking = lackingDesks(found, today());
    expect(lacking.length).toBe(found?.desks.length);
    expect(lacking.map((one) => lackingWords(one).nl)[0]).toBe(
      'Externe vertrouwenspersoon (counsellor): hoe men het bereikt staat er niet',
    );
  });

  test('are written as the guide shows it', () => {
    const guide = readFileSync(join(root, 'docs', 'gebruikershandleiding.md'), 'utf8');
    const [, shown = ''] = /```json\n(\{\n {2}"leaveTo"[^`]+)```/.exec(guide) ?? [];
    expect(whereToTurnOf({ 'where-to-turn.json': JSON.parse(shown) })?.desks).toHaveLength(1);
  });

  test('of Oefen can all be reached', async () => {
    expect(lackingDesks(await readDesks(join(root, 'examples', 'oefen')), today())).toEqual([]);
  });

  test('that are missing are named by the situation as a reader chooses it', () => {
    const lacking = lackingDesks(organisation([desk]), '2026-12-01');
    expect(lacking.map((one) => (one.lacks === 'desk' ? one.situation : one.desk))).toEqual(
      situationKeys.filter((key) => key !== 'signal'),
    );
    expect(lacking.map((one) => lackingWords(one).nl)).toContain(
      'Geen loket voor “Ik wil eerst met iemand praten”',
    );
  });

  test('are offered from their first day and no longer from the day on which they end', () => {
    const profile = organisation([{ ...desk, from: '2026-06-01', until: '2026-12-01' }]);
    expect(desksFor(profile, 'signal', '2026-05-31')).toEqual([]);
    expect(desksFor(profile, 'signal', '2026-06-01')).toHaveLength(1);
    expect(desksFor(profile, 'signal', '2026-12-01')).toEqual([]);
  });

  test.each([
    [
      'a site that is no https',
      { leaveTo: { address: 'http://a.invalid/', name: desk.name } },
      'leaveTo.address',
    ],
    ['a situation that does not exist', { desks: [{ ...desk, for: ['gossip'] }] }, 'desks[0].for[0]'],
    [
      'an end before the beginning',
      { desks: [{ ...desk, from: '2026-02-01', until: '2026-01-01' }] },
      'until',
    ],
    ['the same desk twice', { desks: [desk, desk] }, 'desks'],
  ])('are refused with file and field where there is %s', async (_, change, field) => {
    const folder = mkdtempSync(join(tmpdir(), 'daglicht-desks-'));
    try {
      writeFileSync(
        join(folder, 'where-to-turn.json'),
        JSON.stringify({ ...organisation([desk]), ...change }),
      );
      const refused = await readDesks(folder).catch((error: unknown) => error);
      expect(String(refused instanceof Error ? refused.message : refused)).toContain('where-to-turn.json');
      expect(JSON.stringify(refused)).toContain(field);
      expect(whereToTurnOf({ 'where-to-turn.json': { ...organisation([desk]), ...change } })).toBeUndefined();
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});

describe('Pages', () => {
  test('bear numbers without gap, and the address of each says no more than its number', () => {
    const numbers = [...sheets.keys()].sort((one, other) => one - other);
    expect(numbers).toEqual(Array.from({ length: numbers.length }, (_, index) => index + 1));
    expect(numbers.length).toBe(2 + situationKeys.length + Object.keys(steps).length);
    for (const number of numbers) expect(sheetAddress('en', number)).toMatch(/^\/en\/melden\/blad-\d+$/);
  });

  test('are those below /melden in each language, and nothing beside', () => {
    for (const path of ['/melden', '/melden/blad-3', '/melden/niets', '/en/melden', '/en/melden/blad-3'])
      expect(isReporting(path), path).toBe(true);
    for (const path of ['/', '/meldenen', '/verslagen', '/en', '/nl/melden', '/verslagen/melden'])
      expect(isReporting(path), path).toBe(false);
  });

  test('lead from what each situation is not for to another situation', () => {
    for (const key of situationKeys) {
      expect(situations[key].notFor.length, key).toBeGreaterThan(0);
      for (const { to } of situations[key].notFor) expect(to, key).not.toBe(key);
    }
  });
});

describe('Questions for who does not know', () => {
  const keys = Object.keys(steps).filter((key): key is StepKey => key in steps);

  test('each have one question before them, and by it one comes back to the first', () => {
    for (const key of keys) {
      const leading = keys.filter((one) => {
        const step = steps[one];
        return step.is === 'question' && step.answers.some(({ to }) => to === key);
      });
      expect(leading.length, key).toBe(key === 'start' ? 0 : 1);
      expect(stepBefore(key)).toBe(leading[0] === undefined ? undefined : steps[leading[0]]);
    }
  });

  test('lead to a route within four answers, whatever one answers, and to every route', () => {
    const reached = new Set<string>();
    const walk = (key: StepKey, answered: number): void => {
      const step = steps[key];
      if (step.is === 'outcome') {
        reached.add(step.situation);
        expect(step.because.nl).not.toBe('');
        return;
      }
      expect(answered).toBeLessThan(4);
      for (const { to } of step.answers) walk(to, answered + 1);
    };
    walk('start', 0);
    expect(reached).toEqual(new Set(situationKeys));
  });
});
