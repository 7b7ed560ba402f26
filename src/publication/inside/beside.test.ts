import { join } from 'node:path';
import fc from 'fast-check';
import { beforeAll, expect, test } from 'vitest';
import { alongCodes, faceOf, inputsOf } from '../../../tests/makers/figures.ts';
import { describedUnits } from '../../../tests/makers/units.ts';
import { type Profile, readProfile } from '../../codes/profile.ts';
import { countedFigure } from '../../figures/build.ts';
import { factTable } from '../../figures/cubes/facts.ts';
import { computeFigures, type FigureDefinition } from '../../figures/definition.ts';
import { sameText } from '../../platform/language/text.ts';
import { protectFigures } from '../disclosure/protect-figures.ts';
import { freeze } from '../make-report.ts';
import { figuresBeside } from './edition-making.ts';
import { type InsideFigure, insideFigures } from './inside-figures.ts';

/* Who keeps the records of unit A subtracts what they know from everything that they are shown. */

const units = ['A', 'B', 'C'];
const categories = ['c1', 'c2', 'c3'];
const own = 'A';
const threshold = 5;

const along = {
  unit: { by: 'unit', column: 'unit' },
  category: alongCodes('category', categories),
  year: { by: 'year', column: 'received', named: 'received' },
} as const;
const figure = (id: string, protection: 'open' | 'guarded', by: readonly (keyof typeof along)[]) =>
  countedFigure(faceOf(id, protection), {
    facts: 'incidents',
    along: [along.year, ...by.map((one) => along[one])],
  });
const definitions: readonly FigureDefinition[] = [
  figure('total', 'open', []),
  figure('by-category', 'open', ['category']),
  figure('by-unit', 'guarded', ['unit']),
  figure('category-by-unit', 'guarded', ['unit', 'category']),
];

let profile: Profile;
beforeAll(async () => {
  profile = await readProfile(join(import.meta.dirname, '..', '..', '..', 'profiles', 'rijk'));
});

/** How many cases of each category a unit has. */
type Cases = Readonly<Record<string, number>>;
const placeOf = (unit: string, category: string) => `${unit} ${category}`;
const places = units.flatMap((unit) => categories.map((category) => placeOf(unit, category)));
const sumOf = (cases: Cases, isIn: (unit: string, category: string) => boolean): number =>
  Object.entries(cases).reduce((sum, [place, count]) => {
    const [unit = '', category = ''] = place.split(' ');
    return isIn(unit, category) ? sum + count : sum;
  }, 0);

function inputsWith(cases: Cases) {
  const {
    units: described,
    root,
    successions,
    headcountDefinitions,
  } = describedUnits({ A: 'CP', B: 'CP', C: 'CP' });
  const rows = Object.entries(cases).map(([place, amount]) => {
    const [unit = '', category = ''] = place.split(' ');
    return { received: '2025', unit, category, amount };
  });
  return inputsOf(['2025'], {
    structure: { root, successions, headcountDefinitions, units: described },
    facts: [
      factTable(
        'incidents',
        ['received', 'unit', 'category'],
        rows.filter(({ amount }) => amount > 0),
      ),
    ],
  });
}

async function shownTo(cases: Cases): Promise<{
  readonly edition: readonly InsideFigure[];
  readonly beside: readonly InsideFigure[];
}> {
  const inputs = inputsWith(cases);
  const ids = definitions.map(({ id }) => id);
  const computed = computeFigures(definitions, inputs);
  const edition = insideFigures(ids, await protectFigures(computed, ids, new Map(), threshold));
  const report = freeze({
    ...{ document: '', figures: inputs, known: new Map(), printed: [], changes: [], appendix: [] },
    ...{ withheldFromAppendix: 0, organisation: sameText('C'), notice: null, version: 1 },
    ...{ publishedOn: '2026-01-01', programVersion: 'test', profile },
  });
  const beside = await figuresBeside({
    ...{ report, shown: edition, definitions, own: definitions, facts: ['incidents'], units: [own] },
  });
  return { edition, beside };
}

/** What a cell of a table of the others counts. */
const isIn =
  ({ unit: asked = '*', category: kind = '*' }: Readonly<Record<string, string>>) =>
  (unit: string, category: string): boolean =>
    unit !== own && (asked === '*' || asked === unit) && (kind === '*' || kind === category);

const counts = fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 3 }), fc.integer({ min: 0, max: 8 }));
const anyCases = fc
  .array(counts, { minLength: places.length, maxLength: places.length })
  .map((values): Cases => Object.fromEntries(places.map((place, index) => [place, values[index] ?? 0])));

/** Every table of the others that agrees with what is shown; what is drawn as a dot and is not zero is at least one. */
function* tablesThatAgree(cases: Cases, beside: readonly InsideFigure[], most: number): Generator<Cases> {
  const inner = places.filter((place) => !place.startsWith(own));
  const constraints = beside.flatMap(({ figure: { cells, cannot } }) =>
    cannot === null
      ? cells.map(({ at, value, state }) => {
          const truth = sumOf(cases, isIn(at));
          const known = value === null ? null : Number(value);
          return { at, known, least: state === 'suppressed' && truth > 0 ? 1 : 0 };
        })
      : [],
  );
  const values = new Map<string, number>();
  function* fill(index: number): Generator<Cases> {
    const place = inner[index];
    if (place === undefined) {
      const table = Object.fromEntries(values);
      if (
        constraints.every(({ at, known, least }) => {
          const sum = sumOf(table, isIn(at));
          return known === null ? sum >= least : sum === known;
        })
      )
        yield table;
      return;
    }
    const cell = constraints.find(
      ({ at, known }) => known !== null && placeOf(at['unit'] ?? '*', at['category'] ?? '*') === place,
    );
    const upTo = Math.min(
      most,
      ...constraints.flatMap(({ at, known }) =>
        known !== null && isIn(at)(...(place.split(' ') as [string, string])) ? [known] : [],
      ),
    );
    for (let value = cell?.known ?? 0; value <= (cell?.known ?? upTo); value++) {
      values.set(place, value);
      yield* fill(index + 1);
    }
    values.delete(place);
  }
  yield* fill(0);
}

test('counts the others alone, hides what is small, and shows nothing that a report hides', async () => {
  let numbers = 0;
  await fc.assert(
    fc.asyncProperty(anyCases, async (cases) => {
      const { edition, beside } = await shownTo(cases);
      for (const { figure: shown } of beside) {
        const whole = edition.find((one) => one.figure.id === shown.id)?.figure;
        for (const { at, value, state } of shown.cells) {
          expect(at['unit']).not.toBe(own);
          if (value === null) continue;
          if (Number(value) > 0) numbers++;
          expect(Number(value)).toBe(sumOf(cases, isIn(at)));
          expect(
            [0, ...[5, 6, 7, 8, 9]].includes(Math.min(Number(value), 9)),
            `${shown.id} ${value} ${state}`,
          ).toBe(true);
          const published = whole?.cells.find((one) =>
            whole.dimensions.every(({ key }) => (one.at[key] ?? '*') === (at[key] ?? '*')),
          );
          expect(published?.value ?? null).not.toBeNull();
        }
      }
    }),
    { numRuns: 60, seed: 7 },
  );
  expect(numbers).toBeGreaterThan(100);
});

test('leaves every small number of others at least two values, for who subtracts the own records', async () => {
  let checked = 0;
  await fc.assert(
    fc.asyncProperty(anyCases, async (cases) => {
      const { beside } = await shownTo(cases);
      const small = [
        ...['B', 'C'].flatMap((unit) => categories.map((category) => ({ unit, category }))),
        ...['B', 'C'].map((unit) => ({ unit, category: '*' })),
        ...categories.map((category) => ({ unit: '*', category })),
      ].filter((at) => {
        const truth = sumOf(cases, isIn(at));
        return truth > 0 && truth < threshold;
      });
      const attained = small.map(() => new Set<number>());
      for (const table of tablesThatAgree(cases, beside, 8)) {
        small.forEach((at, index) => attained[index]?.add(sumOf(table, isIn(at))));
        if (attained.every((one) => one.size > 1)) break;
      }
      small.forEach((at, index) => {
        checked++;
        expect(attained[index]?.size, `${JSON.stringify(at)} in ${JSON.stringify(cases)}`).toBeGreaterThan(1);
      });
    }),
    { numRuns: 60, seed: 11 },
  );
  expect(checked).toBeGreaterThan(100);
});
