import { type Language, type Text, text } from '../../platform/language/text.ts';
import { reportedCube } from '../counting/reported.ts';
import type { CountedThing } from '../cubes/counted-thing.ts';
import { type Cube, mapCube } from '../cubes/cube.ts';
import { chainOf, type Dimension, labelOf, parentOf, total } from '../cubes/dimension.ts';
import { unitDimension, yearDimension } from '../cubes/dimensions.ts';
import { columnOf } from '../cubes/facts.ts';
import { printRational, type Rational, rational } from '../cubes/rational.ts';
import type { ReportedValue } from '../cubes/reported-value.ts';
import type { FigureInputs } from '../definition.ts';

/** What a unit keeps records of, over one year. */
export interface RecordedAmount {
  readonly unit: string;
  readonly period: string;
  readonly amount: Rational;
}

/**
 * A stock of records by unit and year, with sums above. Some units keep records and others do not: one without any
 * is "not recorded", never zero, and a sum above it is partial. Years are not added up.
 */
export function recordedCube(
  inputs: FigureInputs,
  from: {
    /** Names what is counted in canonical keys. */
    readonly base: string;
    readonly counts: CountedThing;
    readonly records: readonly RecordedAmount[];
    /** What is told of a unit without records. */
    readonly without: Text;
  },
): Cube {
  const { dimension } = unitDimension(inputs.structure, inputs.years, 'then');
  const year = yearDimension(inputs.years);
  const { root } = inputs.structure;
  const value = { field: from.base, part: '', note: null };
  const kept = from.records.map(({ unit, period, amount }): ReportedValue => {
    const isAbove = hasUnitsBelow(dimension, unit === root ? total : unit, period);
    const stated = { unit, period, state: 'value' as const, value: printRational(amount) };
    return { ...value, ...stated, ...(isAbove ? { beside: true as const } : {}) };
  });
  const known = new Set(kept.map(({ unit, period }) => `${unit}|${period}`));
  const missing = year.members.flatMap(({ code: period }) =>
    dimension.members
      .filter(({ code }) => !known.has(`${code}|${period}`) && isLeafIn(dimension, code, period))
      .map(
        ({ code }): ReportedValue => ({
          ...value,
          unit: code,
          period,
          state: 'not-recorded',
          value: null,
          note: from.without,
        }),
      ),
  );
  const cube = reportedCube([...kept, ...missing], {
    field: from.base,
    counts: from.counts,
    unit: dimension,
    root,
    year,
    addYears: false,
  });
  return mapCube(cube, {}, (cell, at) => {
    if (cell.state !== 'partial') return cell;
    const within = ({ unit, period }: ReportedValue) =>
      period === at['year'] &&
      (unit === root ? total === at['unit'] : chainOf(dimension, unit, at).includes(at['unit'] ?? total));
    const name = ({ unit }: ReportedValue) => labelOf(dimension, unit);
    return { ...cell, note: coverage(kept.filter(within).map(name), missing.filter(within).map(name)) };
  });
}

/** Which units a sum holds, told by the shorter list: those with records or those without. */
function coverage(kept: readonly Text[], missing: readonly Text[]): Text {
  const list = (names: readonly Text[], language: Language) => names.map((one) => one[language]).join(', ');
  return kept.length < missing.length
    ? text(`alleen ${list(kept, 'nl')}`, `only ${list(kept, 'en')}`)
    : text(`zonder ${list(missing, 'nl')}`, `without ${list(missing, 'en')}`);
}

function isLeafIn(dimension: Dimension, code: string, year: string): boolean {
  return dimension.existsAt?.(code, { year }) !== false && !hasUnitsBelow(dimension, code, year);
}

/** Whether units stand below a member in a year. */
export function hasUnitsBelow(dimension: Dimension, code: string, year: string): boolean {
  return dimension.members.some(
    (member) =>
      dimension.existsAt?.(member.code, { year }) !== false &&
      parentOf(dimension, member.code, { year }) === code,
  );
}

/**
 * Counts the rows of a fact table with the columns "unit" and "year": of each unit in each year shown. A row that counts
 * for nothing says that the unit keeps records, none of which was in force: its zero is a zero.
 */
export function countedByUnit(table: string): (inputs: FigureInputs) => readonly RecordedAmount[] {
  return (inputs) => {
    const facts = inputs.facts.get(table);
    if (!facts) return [];
    const [units, years] = [columnOf(facts, 'unit'), columnOf(facts, 'year')];
    const shown = new Set(inputs.years.map((year) => year.key));
    const amounts = new Map<string, { unit: string; period: string; amount: number }>();
    for (let row = 0; row < facts.length; row++) {
      const unit = units.dictionary[units.codes[row] ?? -1];
      const period = years.dictionary[years.codes[row] ?? -1];
      if (unit === undefined || period === undefined || !shown.has(period)) continue;
      const before = amounts.get(`${unit}|${period}`)?.amount ?? 0;
      amounts.set(`${unit}|${period}`, { unit, period, amount: before + (facts.amounts[row] ?? 0) });
    }
    return [...amounts.values()].map((one) => ({ ...one, amount: rational(one.amount) }));
  };
}
