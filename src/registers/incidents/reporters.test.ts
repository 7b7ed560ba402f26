import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  examples,
  openBron,
  openTestOrganisation,
  type TestOrganisation,
  tester,
} from '../../../tests/example-organisation.ts';
import { allFigures, readInputs } from '../../app.ts';
import { exportTo } from '../../commands/export.ts';
import { holds } from '../../figures/balance.ts';
import { type Cell, hasValue } from '../../figures/cell.ts';
import { cellAt, coordinatesOf } from '../../figures/cube.ts';
import { type ComputedFigures, computeFigures, isCube } from '../../figures/definition.ts';
import { notRecorded } from '../../figures/facts.ts';
import { printRational } from '../../figures/rational.ts';
import { parsePeriod } from '../../organisation/period.ts';
import { look } from '../../platform/database/doorways.ts';
import { asPublished } from '../../publication/as-published.ts';
import { countedKeys } from '../../publication/linked-figures.ts';
import { protectFigures } from '../../publication/protect-figures.ts';

const headings = [
  'Categorie',
  'Omschrijving',
  'Datum ontvangst',
  'Soort',
  'Melder',
  'Externe stap',
  'Betrokkene',
  'Schaalgroep',
  'Bevinding',
  'Maatregel',
  'Bescherming gevraagd',
  'Bescherming toegekend',
  'Melder vertrok binnen 12 maanden',
  'Doorverwezen',
];

/** Twelve reports of staff in 2024 (four asked for protection, three got it, two left), one from outside, three of 2025, of which one is old enough. */
const rows = [
  ...Array.from({ length: 12 }, (_, index) => [
    'a',
    `Zaak ${index}`,
    '2024-02-03',
    index < 3 ? 'wrongdoing' : 'violation',
    'colleague',
    index === 0 ? 'huis' : '',
    index === 5 ? 'medewerker; leidinggevende' : 'medewerker',
    index === 5 ? 'low; high' : index < 10 ? 'middle' : '',
    index === 5 ? 'aangetoond; niet aangetoond' : index < 8 ? 'aangetoond' : 'niet aangetoond',
    index === 5 ? 'talk + warning; none' : index < 8 ? 'sanction' : 'none',
    index < 4 ? 'ja' : 'nee',
    index < 3 ? 'ja' : index === 3 ? 'nee' : '',
    index < 2 ? 'ja' : 'nee',
    index === 0 ? '' : index === 1 ? 'ja' : 'nee',
  ]),
  [
    'c',
    'Van buiten',
    '2024-03-01',
    'violation',
    'citizen',
    '',
    '',
    '',
    'niet aangetoond',
    'none',
    'nee',
    '',
    '',
    'nee',
  ],
  ['c', 'Vertrok meteen', '2025-06-01', 'violation', 'colleague', '', '', '', '', '', '', '', 'ja', ''],
  ['c', 'Net een jaar', '2025-01-01', 'violation', 'colleague', '', '', '', '', '', '', '', 'nee', ''],
  ['c', 'Nog jong', '2025-06-02', 'violation', 'colleague', '', '', '', '', '', '', '', '', ''],
];

let folder = '';
let oefen: TestOrganisation;
let copy: TestOrganisation;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'daglicht-reporters-'));
  oefen = await openTestOrganisation(join(examples, 'oefen', 'organisation.json'));
  copy = await openTestOrganisation(join(examples, 'oefen', 'organisation.json'), 'copy');
  const measures = oefen.profile.codes.get('measures')?.codes ?? [];
  const sanction = measures.find((one) => one.group === 'sanction')?.code ?? '';
  const lines = rows.map((row) => row.map((cell) => `"${cell === 'sanction' ? sanction : cell}"`).join(';'));
  const file = join(folder, 'incidenten.csv');
  await writeFile(file, [headings.join(';'), ...lines].join('\n'));
  const report = await oefen.import('incidents', file);
  expect([report.outcome, report.findings.filter((one) => one.weight === 'refused')]).toEqual([
    'imported',
    [],
  ]);
  await exportTo(join(folder, 'uit'), oefen, tester, 'incidents');
  const sheet = (await readdir(join(folder, 'uit'))).find((name) => name.includes('registraties'));
  if (!sheet) throw new Error('no sheet was exported');
  expect((await copy.import('incidents', join(folder, 'uit', sheet))).outcome).toBe('imported');
});

afterAll(async () => {
  await oefen?.close();
  await copy?.close();
  await rm(folder, { recursive: true, force: true });
});

async function figuresOf(organisation: TestOrganisation, period: string, yearsBefore: number) {
  const { yearStart, codes } = organisation.profile;
  const scope = { period: parsePeriod(period), yearsBefore, yearStart, codes };
  return computeFigures(allFigures, await look(organisation.door, tester, readInputs, scope));
}

function cell(figures: ComputedFigures, id: string, at: Record<string, string>): Cell {
  const answer = figures.answer(`incidents.${id}`);
  if (!isCube(answer)) throw new Error(answer.cannot.en);
  return cellAt(answer, at);
}

function value(figures: ComputedFigures, id: string, at: Record<string, string>): string | undefined {
  const found = cell(figures, id, at);
  return hasValue(found) ? printRational(found.value) : undefined;
}

describe.each([
  ['as imported', () => oefen],
  ['as read back from the export', () => copy],
])('What became of reporters, %s', (_, organisation) => {
  let figures: ComputedFigures;
  beforeAll(async () => {
    figures = await figuresOf(organisation(), '2025', 1);
  });

  test('requests for protection are counted over all incidents, their outcome over the requests', () => {
    expect(value(figures, 'protection-requested', { year: '2024', requested: 'yes' })).toBe('4');
    expect(value(figures, 'protection-requested-share', { year: '2024' })).toBe('4/13');
    expect(value(figures, 'protection-granted', { year: '2024' })).toBe('4');
    expect(value(figures, 'protection-granted', { year: '2024', granted: 'yes' })).toBe('3');
    expect(cell(figures, 'protection-granted-share', { year: '2024' }).note?.nl).toContain('minder dan 10');
  });

  test('a year of which nobody recorded whether protection was asked for has no zero', () => {
    for (const id of ['protection-requested', 'protection-granted'])
      expect(
        cell(figures, id, { year: '2025', [id === 'protection-granted' ? 'granted' : 'requested']: 'yes' })
          .state,
      ).toBe('not-recorded');
    expect(cell(figures, 'protection-granted', { year: '2025' }).state).toBe('not-recorded');
  });

  test('who left is counted of the reporters of the own organisation, once twelve months have passed', () => {
    expect(value(figures, 'reporters-left', { year: '2024' })).toBe('12');
    expect(value(figures, 'reporters-left', { year: '2024', left: 'yes' })).toBe('2');
    expect(value(figures, 'reporters-left-share', { year: '2024' })).toBe('1/6');
    for (const left of ['yes', 'no', 'not-due'])
      expect(cell(figures, 'reporters-left', { year: '2025', left })).toMatchObject({
        state: 'cannot-be-computed',
        note: { nl: 'de twaalf maanden zijn nog niet om' },
      });
    expect(cell(figures, 'reporters-left-share', { year: '2025' }).state).toBe('cannot-be-computed');
  });

  test('a year that is not due in one report freezes nothing in the next', async () => {
    const used = ['incidents.reporters-left', 'incidents.by-reporter'];
    const first = await protectFigures(await figuresOf(organisation(), '2024', 0), used, new Map(), 5);
    const known = new Map(
      first.cells.map(({ key, value: printed, hidden }) => [
        key,
        hidden ? { state: 'hidden' as const } : { state: 'published' as const, value: printed },
      ]),
    );
    const next = await figuresOf(organisation(), '2025', 1);
    expect([...asPublished(next, used, countedKeys(next, used), known)]).toEqual([]);
  });

  test('a referral is what is called one, or what stands as such an external step', () => {
    expect(value(figures, 'referred', { year: '2024', referred: 'yes' })).toBe('2');
    expect(value(figures, 'referred', { year: '2024', referred: 'no' })).toBe('11');
    expect(value(figures, 'referred-share', { year: '2024' })).toBe('2/13');
  });

  test('suspected wrongdoing is divided by what was established of it', () => {
    expect(value(figures, 'wrongdoing-by-stage', { year: '2024' })).toBe('3');
    expect(value(figures, 'wrongdoing-by-stage', { year: '2024', finding: 'established' })).toBe('3');
  });

  test('subjects and what followed are divided by broad grade, measures only where something was established', async () => {
    expect(value(figures, 'subjects-by-grade', { year: '2024', grade: 'high' })).toBe('1');
    expect(value(figures, 'subjects-by-grade', { year: '2024', grade: notRecorded })).toBe('3');
    const own = await figuresOf(organisation(), '2024', 0);
    expect(value(own, 'measures-by-grade', { year: '2024' })).toBe('9');
    expect(value(own, 'measures-by-grade', { year: '2024', grade: 'low', group: 'informal' })).toBe('2');
    expect(value(own, 'measures-by-grade', { year: '2024', grade: 'middle', group: 'sanction' })).toBe('7');
    expect(cell(own, 'measures-by-grade', { year: '2024', grade: 'high' }).state).toBe('nil');
    expect(cell(own, 'measures-by-grade-share', { grade: 'middle', group: 'sanction' }).note?.nl).toContain(
      'minder dan 10',
    );
    expect(value(own, 'established-measures-by-category', { year: '2024', category: 'a' })).toBe('9');
    expect(
      value(own, 'measures-by-category-and-grade', { category: 'a', grade: 'middle', group: 'sanction' }),
    ).toBe('7');
  });

  test('requests granted and reporters who left are divisions of numbers that other tables print too', () => {
    const from = (id: string, at: Record<string, string>) => cell(figures, id, { year: '2024', ...at }).from;
    expect(from('protection-granted', {})).toEqual(from('protection-requested', { requested: 'yes' }));
    expect(from('reporters-left', {})).toEqual(from('by-reporter', { reporter: 'staff' }));
    expect(from('wrongdoing-by-stage', {})).toEqual(from('by-kind', { kind: 'wrongdoing' }));
  });

  test('what is part of what is told to protection, and holds', () => {
    for (const id of ['referred', 'wrongdoing-by-stage', 'measures-by-grade', 'measures-of-established']) {
      const answer = figures.answer(`incidents.${id}`);
      const balances = isCube(answer) ? (answer.balances ?? []) : [];
      expect(balances.length).toBeGreaterThan(0);
      expect(balances.every(holds)).toBe(true);
    }
  });
});

const added = [
  'protection-requested',
  'protection-granted',
  'reporters-left',
  'referred',
  'wrongdoing-by-stage',
  'subjects-by-grade',
  'measures-of-established',
  'measures-by-grade',
  'established-measures-by-category',
  'measures-by-category-and-grade',
];

describe('Where the register holds nothing of it', () => {
  /** The states of all cells of a figure that are not about what is not recorded itself. */
  function statesOf(figures: ComputedFigures, id: string): readonly string[] {
    const answer = figures.answer(`incidents.${id}`);
    if (!isCube(answer)) return ['cannot-be-computed'];
    const whole = new Set(['*', notRecorded]);
    const divided = [...answer.cells].filter(([key]) => {
      const { category = 'c', year: _, ...rest } = coordinatesOf(answer.dimensions, key);
      // A category without incidents has no measures: that is a zero.
      return category === 'c' && Object.values(rest).some((code) => !whole.has(code));
    });
    return divided.map(([, { state }]) => state);
  }

  test('as in Bron, no figure says zero', async () => {
    const bron = await openBron();
    try {
      const figures = await figuresOf(bron, '2020-2021', 1);
      for (const id of added) {
        expect([id, ...new Set(statesOf(figures, id))]).toEqual([id, 'not-recorded']);
      }
      expect(cell(figures, 'established', {}).state).toBe('not-recorded');
      expect(cell(figures, 'by-unit-share', { unit: 'NVWA' }).state).toBe('not-recorded');
    } finally {
      await bron.close();
    }
  });

  test('as in facts that were frozen before the fields existed, no figure says zero', async () => {
    const { yearStart, codes } = oefen.profile;
    const scope = { period: parsePeriod('2024'), yearsBefore: 0, yearStart, codes };
    const inputs = await look(oefen.door, tester, readInputs, scope);
    const later = ['grade', 'protectionRequested', 'protectionGranted', 'reporterLeft', 'referred'];
    const facts = new Map(
      [...inputs.facts].map(([name, table]) => [
        name,
        {
          ...table,
          columns: Object.fromEntries(
            Object.entries(table.columns).filter(([column]) => !later.includes(column)),
          ),
        },
      ]),
    );
    const lists = new Map(
      [...inputs.codes].filter(([key]) => key !== 'grade-bands' && key !== 'session-kinds'),
    );
    const withoutLists = computeFigures(allFigures, { ...inputs, facts, codes: lists });
    for (const id of ['incidents.measures-by-grade-share', 'activities.sessions-by-kind'])
      expect(withoutLists.answer(id)).toMatchObject({ cannot: { nl: expect.stringContaining('codelijst') } });
    for (const { id } of allFigures) expect(withoutLists.answer(id)).toBeDefined();
    const figures = computeFigures(allFigures, { ...inputs, facts });
    for (const id of [
      'protection-requested',
      'protection-granted',
      'reporters-left',
      'referred',
      'subjects-by-grade',
    ])
      expect([id, ...new Set(statesOf(figures, id))]).toEqual([id, 'not-recorded']);
    expect(cell(figures, 'measures-by-grade', { grade: 'middle', group: 'sanction' }).state).toBe(
      'not-recorded',
    );
    expect(cell(figures, 'protection-granted-share', { year: '2024' }).state).toBe('not-recorded');
    expect(value(figures, 'protection-requested', { year: '2024', requested: notRecorded })).toBe('13');
  });
});

test('What cannot both be true of a reporter or a referral is kept with a flag', async () => {
  const file = join(folder, 'tegenspraak.csv');
  await writeFile(
    file,
    [
      'Categorie;Omschrijving;Datum ontvangst;Melder;Externe stap;Bescherming gevraagd;Bescherming toegekend;Melder vertrokken;Doorverwezen',
      'a;Niet gevraagd;2023-02-03;colleague;;nee;ja;nee;nee',
      'a;Van buiten;2023-02-03;citizen;;nee;;ja;nee',
      'a;Toch verwezen;2023-02-03;colleague;huis;ja;ja;nee;nee',
      'a;Goed;2023-02-03;colleague;huis;ja;nee;nee;ja',
    ].join('\n'),
  );
  const { findings, outcome } = await oefen.import('incidents', file);
  expect(outcome).toBe('imported');
  const kinds = ['protection-granted-unasked', 'left-but-not-staff', 'referral-contradicts-step'];
  expect(
    findings.filter((one) => kinds.includes(one.kind)).map((one) => [one.kind, one.row, one.weight]),
  ).toEqual([
    ['protection-granted-unasked', 2, 'doubtful'],
    ['left-but-not-staff', 3, 'doubtful'],
    ['referral-contradicts-step', 4, 'doubtful'],
  ]);
});

test('A grade that is no band is refused with the bands to choose from', async () => {
  const file = join(folder, 'schaal.csv');
  await writeFile(
    file,
    'Categorie;Datum ontvangst;Betrokkene;Schaalgroep\na;2023-02-03;medewerker;schaal 11.4',
  );
  const { findings, outcome } = await oefen.import('incidents', file);
  expect(outcome).not.toBe('imported');
  expect(findings.find((one) => one.weight === 'refused')?.advice.nl).toContain('Schaal 11 tot en met 14');
});
