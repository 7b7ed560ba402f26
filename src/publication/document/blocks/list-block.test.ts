import { describe, expect, test } from 'vitest';
import { inputsOf } from '../../../../tests/makers/figures.ts';
import { factTable } from '../../../figures/cubes/facts.ts';
import { computeFigures } from '../../../figures/definition.ts';
import { text } from '../../../platform/language/text.ts';
import { incidentFigures } from '../../../registers/incidents/figures/figures.ts';
import { incidentList } from '../../../registers/incidents/summaries/listed.ts';
import type { AppendixRow, PublishedCell, PublishedFigure } from '../../report-model.ts';
import { type Beside, hidCounts, listBlocks } from './list-block.ts';

const row: AppendixRow = {
  ...{ category: 'a', subcategory: 'a-1', finding: 'aangetoond', established: true },
  ...{ summary: 'Een samenvatting.', settlement: 'berisping', flags: [] },
};

const measures = (state: PublishedCell['state'], value: string | null): PublishedFigure => ({
  id: 'incidents.measures-by-category',
  title: text('Afdoening', 'Measures'),
  definition: text('.', '.'),
  population: text('.', '.'),
  counts: 'measure',
  unit: 'count',
  decimals: 0,
  countingDate: 'received',
  basis: 'records',
  protection: { class: 'guarded', reason: text('reden', 'reason') },
  source: 'test',
  completeness: text('', ''),
  dimensions: [],
  cells: [{ at: {}, state, value, note: null }],
  cannot: null,
  usedIn: [],
  restated: [],
});

const beside = (figure: PublishedFigure): Beside => ({
  figures: [figure],
  gaveWay: () => false,
  hidEarlier: false,
});

const flagsOf = (figure: PublishedFigure, flags: readonly string[], settlement: string) =>
  listBlocks(
    incidentList,
    { rows: [{ ...row, settlement, flags }], withheld: 0 },
    beside(figure),
    'nl',
  ).flatMap((block) => (block.kind === 'appendix' ? block.rows.flatMap((one) => one.flags) : []));

const settlements = (figure: PublishedFigure, gaveWay: boolean, hidEarlier = false): readonly string[] =>
  listBlocks(
    incidentList,
    { rows: [row], withheld: 0 },
    { ...beside(figure), gaveWay: () => gaveWay, hidEarlier },
    'nl',
  ).flatMap((block) => (block.kind === 'appendix' ? block.rows.map(({ settlement }) => settlement) : []));

describe('The list of incidents tells how each was settled', () => {
  test('where the report shows all counts of measures', () => {
    expect(settlements(measures('value', '12'), false)).toEqual(['berisping']);
  });

  test('not where a count of measures is hidden', () => {
    expect(settlements(measures('suppressed', null), false)).toEqual(['']);
  });

  test('not where measures are published less finely than asked, or not at all: counting rows would give them back', () => {
    expect(settlements(measures('value', '12'), true)).toEqual(['']);
  });

  test('not where an earlier report hid a count of measures of the year, whether or not this one shows any', () => {
    const measured = computeFigures(
      incidentFigures,
      inputsOf(['2024', '2025'], {
        facts: [
          factTable(
            'measures',
            ['received', 'group'],
            [
              { received: '2024', group: 'sanction', amount: 2 },
              { received: '2025', group: 'sanction', amount: 2 },
            ],
          ),
        ],
      }),
    );
    const hid = (year: string): boolean =>
      hidCounts(
        'measure',
        measured,
        ['2025'],
        new Map([[`measures(group=sanction,received=${year})`, { state: 'hidden' }]]),
      );
    expect([hid('2025'), hid('2024')]).toEqual([true, false]);
    expect(settlements(measures('value', '12'), false, hid('2025'))).toEqual(['']);
  });

  test.each(['berisping', ''])(
    'and not of which it was not filled in either: how many those are is a count of measures too (%s)',
    (settlement) => {
      const flags = ['afdoening niet ingevuld', 'afdoening onbekend', 'gelijk aan een andere rij'];
      expect(flagsOf(measures('suppressed', null), flags, settlement)).toEqual(['gelijk aan een andere rij']);
      expect(flagsOf(measures('value', '12'), flags, settlement)).toEqual(flags);
    },
  );
});
