import { type RecordedAmount, recordedCube } from '../../figures/bases/recorded.ts';
import { hasValue } from '../../figures/cubes/cell.ts';
import { type Cube, canonicalKey, mapCube } from '../../figures/cubes/cube.ts';
import { chainOf, total } from '../../figures/cubes/dimension.ts';
import { columnOf } from '../../figures/cubes/facts.ts';
import { add, rational, zero } from '../../figures/cubes/rational.ts';
import type { FigureInputs } from '../../figures/definition.ts';
import { text } from '../../platform/language/text.ts';
import { employmentTable, personTable, unitSeparator } from './employment-facts.ts';

/** Some persons of the own staff at the end of a year: the units where they work, and how many they are. */
interface Persons {
  readonly year: string;
  readonly units: readonly string[];
  readonly several: boolean;
  readonly amount: number;
}

/** The persons on the staff lists; none where no list was read, or where the facts were frozen before there were lists. */
export function personsListed(inputs: FigureInputs): readonly Persons[] {
  const facts = inputs.facts.get(personTable);
  if (!facts) return [];
  const columns = ['year', 'units', 'several'].map((name) => columnOf(facts, name));
  return Array.from(facts.amounts, (amount, row): Persons => {
    const [year, units, several] = columns.map((one) => one.dictionary[one.codes[row] ?? -1] ?? '');
    return {
      year: year ?? '',
      units: (units ?? '').split(unitSeparator),
      several: several === 'true',
      amount,
    };
  });
}

/** How many persons of the own staff work for each unit; who works for two of them is one of each. */
export function personsByUnit(inputs: FigureInputs): readonly RecordedAmount[] {
  return addedUp(
    inputs,
    personsListed(inputs).flatMap(({ year, units, amount }) => units.map((unit) => ({ unit, year, amount }))),
  );
}

/** How many employments of the own staff each unit has. */
export function employmentsByUnit(inputs: FigureInputs): readonly RecordedAmount[] {
  const facts = inputs.facts.get(employmentTable);
  if (!facts) return [];
  const [year, unit, own] = ['year', 'unit', 'own'].map((name) => columnOf(facts, name));
  const rows = Array.from(facts.amounts, (amount, row) => ({
    year: year?.dictionary[year.codes[row] ?? -1] ?? '',
    unit: unit?.dictionary[unit.codes[row] ?? -1] ?? '',
    isOwn: own?.dictionary[own.codes[row] ?? -1] === 'true',
    amount,
  }));
  return addedUp(
    inputs,
    rows.filter((row) => row.isOwn),
  );
}

function addedUp(
  inputs: FigureInputs,
  rows: readonly { readonly unit: string; readonly year: string; readonly amount: number }[],
): readonly RecordedAmount[] {
  const shown = new Set(inputs.years.map((year) => year.key));
  const sums = new Map<string, RecordedAmount>();
  for (const { unit, year, amount } of rows) {
    if (!shown.has(year)) continue;
    const before = sums.get(`${unit}|${year}`)?.amount ?? zero;
    sums.set(`${unit}|${year}`, { unit, period: year, amount: add(before, rational(amount)) });
  }
  return [...sums.values()].filter(({ amount }) => amount.numerator > 0n);
}

/** What the staff lists give, unit by unit and year by year; a unit without a list is no zero. */
export function listedCube(
  inputs: FigureInputs,
  base: string,
  counts: 'person' | 'employment',
  records: readonly RecordedAmount[],
): Cube {
  const without = text('houdt hier geen personeelslijst bij', 'keeps no staff list here');
  return recordedCube(inputs, { base, counts, records, without });
}

/** Persons at every level, each once: who works for two units of a ministry is one person of that ministry. */
export function personsCube(inputs: FigureInputs, base: string): Cube {
  const cube = listedCube(inputs, base, 'person', personsByUnit(inputs));
  const unit = cube.dimensions.find((one) => one.key === 'unit');
  const persons = personsListed(inputs);
  return mapCube(cube, {}, (cell, at) => {
    const node = at['unit'] ?? total;
    const year = at['year'] ?? total;
    if (!unit || !hasValue(cell) || year === total) return cell;
    const worksBelow = (key: string) =>
      key === inputs.structure.root ? node === total : chainOf(unit, key, { year }).includes(node);
    const value = persons
      .filter((one) => one.year === year && one.units.some(worksBelow))
      .reduce((sum, one) => sum + one.amount, 0);
    return { ...cell, value: rational(value), from: [canonicalKey(base, at)] };
  });
}
