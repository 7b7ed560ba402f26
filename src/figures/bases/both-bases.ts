import { type Text, text } from '../../platform/language/text.ts';
import type { FigureFace } from '../build.ts';
import { reportedCube } from '../counting/reported.ts';
import { hasValue } from '../cubes/cell.ts';
import { canonicalKey, cellAt, mapCube } from '../cubes/cube.ts';
import { total } from '../cubes/dimension.ts';
import { unitDimension, yearDimension } from '../cubes/dimensions.ts';
import { equal, parseRational, printRational, type Rational } from '../cubes/rational.ts';
import type { ReportedValue } from '../cubes/reported-value.ts';
import type { BasisDifference, FigureDefinition, FigureInputs } from '../definition.ts';
import { isCube } from '../definition.ts';
import { hasUnitsBelow, type RecordedAmount } from './recorded.ts';

/** A number for which units may keep records, make a return, or do both. */
export interface TwoBases {
  /** The id of the figure: reasons for differences are given to it. */
  readonly figure: string;
  /** The field of the return. It has no parts. */
  readonly field: string;
  /** How many records units keep, each unit and year once; a unit that is not among them keeps none. */
  readonly records: (inputs: FigureInputs) => readonly RecordedAmount[];
}

/**
 * The statements with the records merged in, unit by unit (docs/design/counting.md, "Returns"): where a unit keeps
 * records of a year their number replaces what it stated; where it also stated another number a reason is required,
 * and without one there is no number. Records of a node that has units below it are its own part next to theirs; where
 * such a node stated itself, its statement covers them and stays.
 */
export function mergedBases(inputs: FigureInputs, bases: TwoBases): readonly ReportedValue[] {
  const { compared, kept } = compareBases(inputs, bases);
  const replaced = new Set([...compared, ...kept].map(({ unit, period }) => `${unit}|${period}`));
  const untouched = inputs.reported.filter(
    (value) => value.field !== bases.field || !replaced.has(`${value.unit}|${value.period}`),
  );
  const differing = new Map(
    differingBases(inputs, bases).map((one) => [`${one.unit}|${one.period}`, one] as const),
  );
  return [
    ...untouched,
    ...kept,
    ...compared.map(({ unit, period, recorded }): ReportedValue => {
      const difference = differing.get(`${unit}|${period}`);
      const value = { field: bases.field, part: '', unit, period, value: printRational(recorded) };
      if (!difference) return { ...value, state: 'value', note: null };
      if (difference.reason) return { ...value, state: 'value', note: withReason(difference) };
      return { ...value, state: 'cannot-be-computed', value: null, note: withoutReason(difference) };
    }),
  ];
}

/** Where records and return of a unit both exist and differ, with the reason that was given for it. */
export function differingBases(inputs: FigureInputs, bases: TwoBases): readonly BasisDifference[] {
  return compareBases(inputs, bases)
    .compared.filter(({ recorded, stated }) => !equal(recorded, stated))
    .map(({ unit, period, recorded, stated }) => {
      const given = inputs.basisReasons?.find(
        (one) => one.figure === bases.figure && one.unit === unit && one.period === period,
      );
      return { figure: bases.figure, unit, period, recorded, stated, reason: given?.reason ?? null };
    });
}

/**
 * The figure that a report shows of such a number. Only for the class open: its notes hold both numbers. `stated`
 * and `recorded` are the figures of each basis alone: a cell that equals theirs is the same cell; what neither
 * holds is named after this figure. Throws a RangeError for another class.
 */
export function bothBasesFigure(
  face: FigureFace,
  from: Omit<TwoBases, 'figure'> & { readonly stated: string; readonly recorded: string },
): FigureDefinition {
  if (face.protection.class !== 'open')
    throw new RangeError(`Figure ${face.id} would print unprotected numbers in its notes.`);
  const bases: TwoBases = { figure: face.id, field: from.field, records: from.records };
  return {
    ...face,
    basis: 'records and return',
    differences: (inputs) => differingBases(inputs, bases),
    compute: (inputs, figure) => {
      const stated = figure(from.stated);
      const recorded = figure(from.recorded);
      if (!isCube(stated)) return stated;
      if (!isCube(recorded)) return recorded;
      const merged = reportedCube(mergedBases(inputs, bases), {
        field: bases.field,
        counts: face.counts,
        unit: unitDimension(inputs.structure, inputs.years, 'then').dimension,
        root: inputs.structure.root,
        year: yearDimension(inputs.years),
        addYears: false,
      });
      const { origin } = merged;
      return mapCube(merged, origin ? { origin } : {}, (cell, at) => {
        const same = [stated, recorded].map((cube) => cellAt(cube, at)).find((one) => isSame(one, cell));
        return { ...cell, from: same?.from ?? [canonicalKey(face.id, at)] };
      });
    },
  };
}

function isSame(one: ReturnType<typeof cellAt>, other: ReturnType<typeof cellAt>): boolean {
  if (one.state !== other.state || hasValue(one) !== hasValue(other)) return false;
  return !hasValue(one) || !hasValue(other) || equal(one.value, other.value);
}

interface Compared {
  readonly unit: string;
  readonly period: string;
  readonly recorded: Rational;
  readonly stated: Rational;
}

/** Units with both, and the values of those that only keep records. */
function compareBases(
  inputs: FigureInputs,
  bases: TwoBases,
): { readonly compared: readonly Compared[]; readonly kept: readonly ReportedValue[] } {
  const { dimension } = unitDimension(inputs.structure, inputs.years, 'then');
  const statements = new Map(
    inputs.reported
      .filter((value) => value.field === bases.field)
      .map((value) => [`${value.unit}|${value.period}`, value]),
  );
  const compared: Compared[] = [];
  const kept: ReportedValue[] = [];
  for (const { unit, period, amount: recorded } of bases.records(inputs)) {
    const hasBelow = hasUnitsBelow(dimension, unit === inputs.structure.root ? total : unit, period);
    const stated = statements.get(`${unit}|${period}`)?.value ?? null;
    if (stated !== null && hasBelow) continue;
    if (stated !== null) compared.push({ unit, period, recorded, stated: parseRational(stated) });
    else
      kept.push({
        field: bases.field,
        part: '',
        unit,
        period,
        state: 'value',
        value: printRational(recorded),
        note: null,
        ...(hasBelow ? { beside: true as const } : {}),
      });
  }
  return { compared, kept };
}

/** Both numbers, as a reader sees them. */
export function bothNumbers({ recorded, stated }: BasisDifference): Text {
  return text(
    `registratie ${printRational(recorded)}, jaaropgave ${printRational(stated)}`,
    `records ${printRational(recorded)}, annual return ${printRational(stated)}`,
  );
}

function withReason(difference: BasisDifference): Text {
  const numbers = bothNumbers(difference);
  const why = difference.reason ?? text('', '');
  return text(`${numbers.nl}: ${why.nl}`, `${numbers.en}: ${why.en}`);
}

/** Readers see this too: how to record a reason stands in `check`. */
function withoutReason(difference: BasisDifference): Text {
  const numbers = bothNumbers(difference);
  return text(
    `${numbers.nl}; waarom zij verschillen is niet vastgelegd`,
    `${numbers.en}; why they differ is not recorded`,
  );
}
