import { text } from '../../platform/language/text.ts';
import { casesNeeded } from '../counting/quantile.ts';
import { type Cell, hasValue, uncomputable } from '../cubes/cell.ts';
import { type Cube, canonicalKey, cellAt, cellKey } from '../cubes/cube.ts';
import { unitDimension, yearDimension } from '../cubes/dimensions.ts';
import { compare, parseRational, type Rational, rational } from '../cubes/rational.ts';
import type { ReportedValue } from '../cubes/reported-value.ts';
import { type FigureDefinition, type FigureInputs, isCube } from '../definition.ts';

/**
 * A median as the whole organisation returned it, by year, in whole weeks. Medians of units or years are never added
 * up or averaged: where only units stated one there is no number. Nor is there with fewer than ten cases, or where
 * their number is unknown (docs/design/counting.md, "Protection, one policy").
 *
 * @param face what the figure says of itself; it is computed from the returns
 * @param from.field the field that holds the median, in whole days or weeks
 * @param from.cases the figure that counts the cases it is the median of
 */
export function statedMedian(
  face: FigureDefinition,
  from: { readonly field: string; readonly stated: 'days' | 'weeks'; readonly cases: string },
): FigureDefinition {
  return {
    ...face,
    quantity: { unit: 'weeks', decimals: 0 },
    compute: (inputs, figure) => {
      const cases = figure(from.cases);
      if (!isCube(cases)) return cases;
      const year = yearDimension(inputs.years);
      const statements = inputs.reported.filter(({ field }) => field === from.field);
      const cells = new Map(
        year.members.map(({ code }): [string, Cell] => {
          const own = statements.filter(({ period }) => period === code);
          const key = canonicalKey(from.field, { year: code });
          const medians = { own, cases: cellAt(cases, { year: code }), from: [key], stated: from.stated };
          return [cellKey([year], { year: code }), medianCell(inputs, medians)];
        }),
      );
      return {
        base: from.field,
        counts: face.counts,
        unit: 'weeks',
        dimensions: [year],
        cells,
        origin: originOf(inputs, statements),
      };
    },
  };
}

function medianCell(
  { structure: { root } }: FigureInputs,
  given: {
    readonly own: readonly ReportedValue[];
    readonly cases: Cell;
    readonly from: readonly string[];
    readonly stated: 'days' | 'weeks';
  },
): Cell {
  const { own, cases, from } = given;
  const stated = own.find(({ unit }) => unit === root);
  if (!stated)
    return own.some(({ value }) => value !== null)
      ? uncomputable(
          text(
            'alleen onderdelen gaven een mediaan op, en medianen zijn niet samen te nemen',
            'only units stated a median, and medians cannot be combined',
          ),
          from,
        )
      : {
          state: 'not-recorded',
          from,
          note: text('niet bekend of dit is gevraagd', 'not known whether this was asked'),
        };
  const note = stated.note ? { note: stated.note } : {};
  if (stated.value === null) return { state: stated.state, from, ...note };
  if (!hasValue(cases))
    return uncomputable(
      text('het aantal zaken is niet opgegeven', 'the number of cases was not reported'),
      from,
    );
  if (compare(cases.value, rational(casesNeeded.median)) < 0)
    return uncomputable(
      text(`minder dan ${casesNeeded.median} zaken`, `fewer than ${casesNeeded.median} cases`),
      from,
    );
  const value = parseRational(stated.value);
  return {
    state: stated.state === 'nil' ? 'value' : stated.state,
    value: given.stated === 'days' ? inWeeks(value) : value,
    from,
    ...note,
  };
}

/** Whole days as weeks, rounded half up. */
function inWeeks({ numerator, denominator }: Rational): Rational {
  return rational((2n * numerator + 7n * denominator) / (14n * denominator));
}

function originOf(inputs: FigureInputs, statements: readonly ReportedValue[]): NonNullable<Cube['origin']> {
  return {
    kind: 'returns',
    statements,
    unit: unitDimension(inputs.structure, inputs.years, 'then').dimension,
    root: inputs.structure.root,
    year: yearDimension(inputs.years),
  };
}
