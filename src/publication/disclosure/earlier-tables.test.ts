import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { alongCodes, faceOf, inputsOf } from '../../../tests/makers/figures.ts';
import { madeKnownBy } from '../../../tests/makers/publication.ts';
import { type CountedRequest, countedFigure } from '../../figures/build.ts';
import { factTable } from '../../figures/cubes/facts.ts';
import {
  computeFigures,
  type FigureDefinition,
  type FigureInputs,
  type ProtectionClass,
} from '../../figures/definition.ts';
import { parsePeriod } from '../../organisation/period.ts';
import { audit } from '../../protection/attacker/audit.ts';
import { policyOf } from '../../protection/policy.ts';
import { countedKeys, linkedTables } from './linked-figures.ts';
import { protectFigures } from './protect-figures.ts';

const kinds = ['a', 'b', 'c'];
const places = ['p', 'q', 'r'];
const outcomes = ['x', 'y'];

const figure = (
  id: string,
  protection: ProtectionClass,
  along: Readonly<Record<string, readonly string[]>>,
  more: Pick<CountedRequest, 'ownYears'> = {},
): FigureDefinition =>
  countedFigure(faceOf(id, protection), {
    facts: 'cases',
    along: [
      { by: 'year', column: 'received' },
      ...Object.entries(along).map(([column, codes]) => alongCodes(column, codes)),
    ],
    ...more,
  });

/** The first report crosses kind and place over its own year; the next, place and outcome over two years. */
const definitions = [
  figure('cases.total', 'open', {}),
  figure('cases.kind-by-place', 'guarded', { kind: kinds, place: places }, { ownYears: true }),
  figure('cases.place-by-outcome', 'guarded', { place: places, outcome: outcomes }),
];

const cells = ['2024', '2025'].flatMap((received) =>
  kinds.flatMap((kind) =>
    places.flatMap((place) => outcomes.map((outcome) => ({ received, kind, place, outcome }))),
  ),
);

const inputsFor = (period: string, years: readonly string[], amounts: readonly number[]): FigureInputs =>
  inputsOf(years, {
    period: parsePeriod(period),
    facts: [
      factTable(
        'cases',
        ['received', 'kind', 'place', 'outcome'],
        cells
          .map((cell, index) => ({ ...cell, amount: amounts[index] ?? 0 }))
          .filter((cell) => years.includes(cell.received)),
      ),
    ],
  });

/** Both reports one after the other; answers whether both together disclose nothing too narrow about the first. */
async function areSafeTogether(amounts: readonly number[], remembering: boolean): Promise<boolean> {
  const first = await protectFigures(
    computeFigures(definitions, inputsFor('2024', ['2024'], amounts)),
    ['cases.total', 'cases.kind-by-place'],
    new Map(),
    5,
  );
  const known = madeKnownBy(first);
  const years = ['2024', '2025'];
  const wide = computeFigures(definitions, inputsFor('2024-2025', years, amounts));
  const second = await protectFigures(
    computeFigures(definitions, inputsFor('2025', years, amounts)),
    ['cases.total', 'cases.place-by-outcome'],
    known,
    5,
    remembering ? wide : undefined,
  );
  const published = [...first.cells, ...second.cells];
  const wanted = new Set(published.map(({ key }) => key));
  const all = [...countedKeys(wide, ['cases.kind-by-place', 'cases.place-by-outcome'])];
  const hidden = new Set(published.filter((one) => one.hidden).map(({ key }) => key));
  const tables = linkedTables({
    computed: wide,
    wanted: new Set(all.filter((key) => wanted.has(key))),
    known: new Map(),
    open: new Set(),
    repeated: new Map(),
    outdated: new Map(),
    threshold: 5,
  });
  const unprinted = tables.cells.filter((cell) => cell.shown === false).map(({ key }) => key);
  const report = await audit(tables, policyOf({ threshold: 5 }), new Set([...hidden, ...unprinted]));
  return report.findings.every(({ problem }) => problem === 'must-be-published');
}

/** Sparse tables, in which totals are hidden as well. */
const amounts = fc.array(
  fc.oneof(
    { weight: 5, arbitrary: fc.constant(0) },
    { weight: 2, arbitrary: fc.integer({ min: 1, max: 3 }) },
    { weight: 2, arbitrary: fc.integer({ min: 5, max: 12 }) },
  ),
  { minLength: cells.length, maxLength: cells.length },
);

/** Of 2024 and then of 2025: kind by place by outcome. */
const givenAway = [
  ...[0, 9, 0, 0, 0, 0, 0, 0, 0, 7, 0, 0, 0, 1, 11, 1, 10, 3],
  ...[0, 1, 2, 0, 0, 5, 1, 0, 2, 5, 0, 0, 9, 2, 0, 3, 0, 12],
];

describe('What an earlier report hid in a table of its own year', () => {
  test('stays hidden together with a figure that is new in the next report, which would give it away by itself', async () => {
    expect(await areSafeTogether(givenAway, false)).toBe(false);
    expect(await areSafeTogether(givenAway, true)).toBe(true);
  });

  test('stays hidden whatever was counted', async () => {
    await fc.assert(
      fc.asyncProperty(amounts, async (given) => {
        expect(await areSafeTogether(given, true)).toBe(true);
      }),
      { numRuns: 20 },
    );
  });
});
