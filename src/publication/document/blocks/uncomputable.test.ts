import { describe, expect, test } from 'vitest';
import { alongCodes, faceOf, inputsOf } from '../../../../tests/makers/figures.ts';
import { countedFigure, type FigureFace } from '../../../figures/build.ts';
import { factTable } from '../../../figures/cubes/facts.ts';
import { computeFigures } from '../../../figures/definition.ts';
import { text } from '../../../platform/language/text.ts';
import { uncomputableFigures } from './uncomputable.ts';

const face = (id: string, kind: 'open' | 'closed' = 'open'): FigureFace => ({
  ...faceOf(id, kind),
  register: text('Zaken', 'Cases'),
});
const cannot = () => ({ cannot: text('er is geen lijst', 'there is no list') });

const inputs = (kind: string | null) =>
  inputsOf(['2025'], {
    facts: [factTable('cases', ['received', 'kind'], [{ received: '2025', kind, amount: 3 }])],
  });
const along = [{ by: 'year', column: 'received' } as const, alongCodes('kind', ['p'])];
const definitions = [
  countedFigure(face('counted'), { facts: 'cases', along }),
  { ...face('by-list'), compute: cannot },
  { ...face('by-same-list'), compute: cannot },
  { ...face('secret', 'closed'), compute: cannot },
];

describe('Figures of which the registers hold nothing', () => {
  test('are stated with the reason, each reason once', () => {
    const listed = uncomputableFigures(computeFigures(definitions, inputs('p')), new Set());
    expect(listed.map((one) => one.nl)).toEqual(['Zaken, er is geen lijst: by-list; by-same-list.']);
  });

  test('are not stated again where the report shows them, and closed figures never', () => {
    const listed = uncomputableFigures(computeFigures(definitions, inputs('p')), new Set(['by-list']));
    expect(listed.map((one) => one.en)).toEqual(['Cases, there is no list: by-same-list.']);
  });
});
