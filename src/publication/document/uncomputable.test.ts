import { describe, expect, test } from 'vitest';
import { countedFigure, type FigureFace } from '../../figures/build.ts';
import { computeFigures, type FigureInputs } from '../../figures/definition.ts';
import { factTable } from '../../figures/facts.ts';
import { parsePeriod } from '../../organisation/period.ts';
import { sameText, text } from '../../platform/language/text.ts';
import { uncomputableFigures } from './uncomputable.ts';

const face = (id: string, kind: 'open' | 'closed' = 'open'): FigureFace => ({
  id,
  register: text('Zaken', 'Cases'),
  title: sameText(id),
  definition: sameText(id),
  population: sameText('all'),
  counts: 'incident',
  quantity: { unit: 'count', decimals: 0 },
  countingDate: 'received',
  basis: 'records',
  protection: { class: kind, reason: sameText('test') },
  source: 'test',
});
const along = [
  { by: 'year', column: 'received' },
  {
    by: 'fixed',
    column: 'kind',
    dimension: { key: 'kind', title: sameText('kind'), members: [{ code: 'p', label: sameText('p') }] },
  },
] as const;
const cannot = () => ({ cannot: text('er is geen lijst', 'there is no list') });

const period = parsePeriod('2025');
const inputs = (kind: string | null): FigureInputs => ({
  period,
  years: [period],
  yearStart: { month: 1 },
  structure: { root: 'C', units: [], successions: [], headcountDefinitions: [] },
  codes: new Map(),
  reported: [],
  gaps: new Map(),
  facts: new Map([
    ['cases', factTable('cases', ['received', 'kind'], [{ received: '2025', kind, amount: 3 }])],
  ]),
});
const definitions = [
  countedFigure(face('counted'), { facts: 'cases', along }),
  { ...face('by-list'), compute: cannot },
  { ...face('by-same-list'), compute: cannot },
  { ...face('secret', 'closed'), compute: cannot },
];

describe('Figures of which the registers hold nothing', () => {
  test('are told with the reason, each reason once', () => {
    const told = uncomputableFigures(computeFigures(definitions, inputs('p')), new Set());
    expect(told.map((one) => one.nl)).toEqual(['Zaken, er is geen lijst: by-list; by-same-list.']);
  });

  test('are not told again where the report shows them, and closed figures never', () => {
    const told = uncomputableFigures(computeFigures(definitions, inputs('p')), new Set(['by-list']));
    expect(told.map((one) => one.en)).toEqual(['Cases, there is no list: by-same-list.']);
  });
});
