import type { Period } from '../../organisation/period.ts';
import type { Structure, Unit } from '../../organisation/structure.ts';
import { nameOn } from '../../organisation/structure.ts';
import { type Text, text } from '../../platform/language/text.ts';
import { multiply, parseRational, printRational, type Rational, rational } from '../cubes/rational.ts';
import type { ReportedValue } from '../cubes/reported-value.ts';

/** For how many days of a period a unit existed. */
export interface Existence {
  readonly unit: Unit;
  readonly days: number;
  readonly of: number;
}

/** The days of the period on which the unit existed, out of all days of the period. */
function existenceIn(unit: Unit, period: Period): Existence {
  const from = unit.from !== null && unit.from > period.from ? unit.from : period.from;
  const until = unit.until !== null && unit.until < period.until ? unit.until : period.until;
  return { unit, days: Math.max(0, daysBetween(from, until)), of: daysBetween(period.from, period.until) };
}

/** The units that existed for a part of the period: not the whole, and not at all is no part. */
export function partOfPeriod(structure: Structure, period: Period): readonly Existence[] {
  return structure.units
    .map((unit) => existenceIn(unit, period))
    .filter(({ days, of }) => days > 0 && days < of);
}

/**
 * What units stated of a stock, weighted by the part of each year that they existed: the base of a flow
 * (docs/design/counting.md, "Organisation"). A unit that was split in July then counts half, and its successors the other half. Values of
 * units that existed the whole year, or not at all, stay as they are. Exact.
 */
export function timeWeighted(
  values: readonly ReportedValue[],
  structure: Structure,
  years: readonly Period[],
): readonly ReportedValue[] {
  const shares = new Map<string, Rational>();
  for (const year of years)
    for (const { unit, days, of } of partOfPeriod(structure, year))
      shares.set(`${unit.key}|${year.key}`, rational(days, of));
  return values.map((value) => {
    const share = shares.get(`${value.unit}|${value.period}`);
    if (!share || value.value === null) return value;
    return { ...value, value: printRational(multiply(parseRational(value.value), share)) };
  });
}

/** "personeel naar tijd gewogen: Rijksdienst Licht bestond 184 van de 366 dagen". */
export function weightedNote(units: readonly Existence[], period: Period): Text {
  const parts = units.map(({ unit, days, of }) => {
    const name = nameOn(unit, unit.from !== null && unit.from > period.from ? unit.from : period.from).name;
    return text(
      `${name.nl} bestond ${days} van de ${of} dagen`,
      `${name.en} existed ${days} of the ${of} days`,
    );
  });
  return text(
    `personeel naar tijd gewogen: ${parts.map((part) => part.nl).join(', ')}`,
    `staff weighted by time: ${parts.map((part) => part.en).join(', ')}`,
  );
}

function daysBetween(from: string, until: string): number {
  return (Date.parse(`${until}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / 86_400_000;
}
