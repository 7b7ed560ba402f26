import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  examples,
  openBron,
  openTestOrganisation,
  type TestOrganisation,
} from '../../../tests/example-organisation.ts';
import { balancesOf, cellOf, exactOf } from '../../../tests/makers/figures.ts';
import { wholeCatalogue } from '../../app.ts';
import { holds } from '../../figures/cubes/balance.ts';
import { type ComputedFigures, computeFigures, type FigureInputs, isCube } from '../../figures/definition.ts';
import { kindsAddUp } from './checks.ts';

const sheets: readonly (readonly [register: string, name: string, lines: readonly string[]])[] = [
  [
    'activities',
    'preventie',
    [
      'Onderdeel;Jaar;Bijeenkomsten;Deelnemers;Aanbevelingen gedaan;Aanbevelingen overgenomen;Aanbevelingen uitgevoerd',
      'KD-MWL;2025;5;90;12;10;4',
      'RDL;2025;3;50;2;geen opgave;0',
    ],
  ],
  [
    'activities',
    'soorten',
    [
      'Onderdeel;Jaar;Soort bijeenkomst;Aantal bijeenkomsten;Aantal deelnemers',
      'KD-MWL;2025;Workshops;3;40',
      'KD-MWL;2025;Dilemmasessie;2;50',
      'KD-MWL;2025;E-learning;nihil;nihil',
      'RDL;2025;Workshop;2;50',
    ],
  ],
  [
    'complaints',
    'klachten',
    [
      'Jaar;Klachten;Behandelde klachten;Op tijd behandeld;Mediaan behandelduur in weken',
      '2025;12;11;9;9',
      '2024;12;9;9;8',
    ],
  ],
  [
    'financial-interests',
    'belangen',
    [
      'Ministerie;Jaar;Risicofuncties;Meldingsplichtigen;Ontheffingen;Ontvangen opgaven;Beoordeelde opgaven',
      'MWL;2025;100;80;0;70;60',
      'MVD;2025;50;40;0;30;30',
    ],
  ],
  ['financial-interests', 'beoordeling', ['Jaar;Beoordelingsduur in dagen', '2025;18']],
  [
    'outside-activities',
    'nevenwerk',
    [
      'Onderdeel;Jaar;Nevenwerkzaamheden;Toegestaan met voorwaarden;Niet toegestaan;Beoordeeld',
      'RDL;2025;40;6;1;30',
    ],
  ],
  ['outside-activities', 'duur', ['Jaar;Mediaan beoordelingsduur in dagen', '2025;11']],
];

let folder = '';
let oefen: TestOrganisation;
let inputs: FigureInputs;
let figures: ComputedFigures;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'daglicht-returns-'));
  oefen = await openTestOrganisation(join(examples, 'oefen', 'organisation.json'));
  for (const [register, name, lines] of sheets) {
    const file = join(folder, `${name}.csv`);
    await writeFile(file, lines.join('\n'));
    const report = await oefen.import(register, file);
    expect([name, report.outcome, report.findings.filter((one) => one.weight === 'refused')]).toEqual([
      name,
      'imported',
      [],
    ]);
  }
  inputs = await oefen.inputs('2025', 1);
  figures = computeFigures(wholeCatalogue.figures, inputs);
});
afterAll(async () => {
  await oefen?.close();
  await rm(folder, { recursive: true, force: true });
});

const cell = (id: string, at: Record<string, string>, among = figures) => cellOf(among, id, at);
const value = (id: string, at: Record<string, string>) => exactOf(figures, id, at);

describe('Returns of prevention', () => {
  test('tell how many recommendations were made, accepted and done', () => {
    const at = { unit: 'KD-MWL', year: '2025' };
    expect(value('activities.recommendations-accepted', at)).toBe('10');
    expect(value('activities.recommendations-accepted-share', at)).toBe('5/6');
    expect(value('activities.recommendations-done-share', at)).toBe('2/5');
    expect(cell('activities.recommendations-accepted', { unit: 'RDL', year: '2025' }).state).toBe(
      'not-reported',
    );
    expect(cell('activities.recommendations-accepted', { unit: 'MWL', year: '2025' }).state).toBe('partial');
  });

  test('tell protection that what is done was accepted, and what is accepted was made', () => {
    for (const [id, wholes] of [
      ['recommendations-accepted', 1],
      ['recommendations-done', 2],
    ] as const) {
      const own = balancesOf(figures, `activities.${id}`).filter(({ other }) =>
        other.some(({ key }) => key.endsWith('(unit=KD-MWL,year=2025)')),
      );
      expect(own).toHaveLength(wholes);
      expect(own.every(holds)).toBe(true);
    }
  });

  test('count sessions and participants by kind, with the labels that senders use', () => {
    expect(value('activities.sessions-by-kind', { unit: 'KD-MWL', year: '2025', kind: 'dilemma' })).toBe('2');
    expect(value('activities.participants-by-kind', { unit: 'KD-MWL', year: '2025' })).toBe('90');
    expect(
      value('activities.participants-by-kind-share', { unit: 'KD-MWL', year: '2025', kind: 'workshop' }),
    ).toBe('4/9');
    expect(cell('activities.sessions-by-kind', { unit: 'RDL', year: '2025', kind: 'dilemma' }).state).toBe(
      'not-recorded',
    );
    expect(
      cell('activities.sessions-by-kind', { unit: 'KD-MWL', year: '2025', kind: 'e-learning' }).state,
    ).toBe('nil');
    expect(cell('activities.sessions-by-kind', { year: '2024', kind: 'workshop' }).state).toBe(
      'not-recorded',
    );
  });

  test('by kind that make another number than all together are listed by check', () => {
    const lines = kindsAddUp({ ...inputs, years: inputs.years.slice(1) }, figures);
    expect(lines.map(({ what, stated, found }) => [what.nl, stated?.nl, found.nl])).toEqual([
      [
        'bijeenkomsten van Rijksdienst Licht, 2025',
        '3 bijeenkomsten',
        'naar soort opgegeven zijn het er samen 2',
      ],
    ]);
  });
});

describe('Returns of durations and reviews', () => {
  test('the weeks that complaints took stand beside the share in time, from ten complaints', () => {
    expect(value('complaints.weeks-to-decide', { year: '2025' })).toBe('9');
    expect(value('complaints.in-time-share', { year: '2025' })).toBe('9/11');
    // The committee did not say how many are overdue: then nobody knows how many terms were met.
    expect(cell('complaints.terms-met-share', { year: '2025' }).state).toBe('not-recorded');
    expect(cell('complaints.weeks-to-decide', { year: '2024' }).note?.nl).toBe('minder dan 10 zaken');
  });

  test('declarations checked are added up over ministries, the time of review is not', () => {
    expect(value('financial-interests.checked', { year: '2025' })).toBe('90');
    expect(value('financial-interests.checked-share', { year: '2025' })).toBe('9/10');
    expect(value('financial-interests.weeks-to-review', { year: '2025' })).toBe('3');
    const answer = figures.answer('financial-interests.weeks-to-review');
    expect(isCube(answer) && answer.dimensions.map(({ key }) => key)).toEqual(['year']);
  });

  test('outside activities likewise: reviewed, with conditions, refused, and how long it took', () => {
    const at = { unit: 'RDL', year: '2025' };
    expect(value('outside-activities.checked-share', at)).toBe('3/4');
    expect(value('outside-activities.conditional-share', at)).toBe('3/20');
    expect(value('outside-activities.refused-share', at)).toBe('1/40');
    expect(value('outside-activities.weeks-to-review', { year: '2025' })).toBe('2');
  });
});

test('Bron returned none of this: nothing says zero, and it is not known whether it was asked', async () => {
  const bron = await openBron();
  try {
    const own = await bron.figures('2020-2021', 1);
    for (const id of [
      'activities.recommendations-accepted',
      'activities.recommendations-done-share',
      'activities.sessions-by-kind',
      'activities.participants-by-kind',
      'complaints.weeks-to-decide',
      'financial-interests.checked',
      'financial-interests.weeks-to-review',
      'outside-activities.checked',
      'outside-activities.weeks-to-review',
    ])
      expect([id, cell(id, { year: '2021' }, own).state]).toEqual([id, 'not-recorded']);
    expect(cell('complaints.weeks-to-decide', { year: '2021' }, own).note?.nl).toBe(
      'niet bekend of dit is gevraagd',
    );
  } finally {
    await bron.close();
  }
});
