import { describe, expect, test } from 'vitest';
import { text } from '../../platform/language/text.ts';
import type { AppendixRow, PublishedCell, PublishedFigure } from '../report-model.ts';
import { appendixBlocks } from './appendix-block.ts';

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

const flagsOf = (figure: PublishedFigure, flags: readonly string[], settlement: string) =>
  appendixBlocks([{ ...row, settlement, flags }], 0, [figure], () => false, 'nl').flatMap((block) =>
    block.kind === 'appendix' ? block.rows.flatMap((one) => one.flags) : [],
  );

const settlements = (figure: PublishedFigure, gaveWay: boolean): readonly string[] =>
  appendixBlocks([row], 0, [figure], () => gaveWay, 'nl').flatMap((block) =>
    block.kind === 'appendix' ? block.rows.map(({ settlement }) => settlement) : [],
  );

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

  test.each(['berisping', ''])(
    'and not of which it was not filled in either: how many those are is a count of measures too (%s)',
    (settlement) => {
      const flags = ['afdoening niet ingevuld', 'afdoening onbekend', 'gelijk aan een andere rij'];
      expect(flagsOf(measures('suppressed', null), flags, settlement)).toEqual(['gelijk aan een andere rij']);
      expect(flagsOf(measures('value', '12'), flags, settlement)).toEqual(flags);
    },
  );
});
