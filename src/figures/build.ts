import { type Period, yearsOf } from '../organisation/period.ts';
import { text } from '../platform/language/text.ts';
import { unknownKind } from '../platform/language/unknown-kind.ts';
import { MixedHeadcounts } from './counting/derive.ts';
import { magnitude } from './counting/magnitude.ts';
import { reportedCube } from './counting/reported.ts';
import { tally } from './counting/tally.ts';
import type { Balance, BalanceTerm } from './cubes/balance.ts';
import { type Cell, hasValue } from './cubes/cell.ts';
import type { CountedThing } from './cubes/counted-thing.ts';
import { type Cube, cellAt, coordinatesOf } from './cubes/cube.ts';
import type { Dimension } from './cubes/dimension.ts';
import { codeDimension, treeDimension, unitDimension, yearDimension } from './cubes/dimensions.ts';
import { type FactTable, factTable, notRecorded, withColumn } from './cubes/facts.ts';
import { isWhole } from './cubes/rational.ts';
import type { Along, Tally } from './cubes/tally-request.ts';
import type { CannotBeComputed, FigureDefinition, FigureInputs } from './definition.ts';
import { isCube } from './definition.ts';

/** What a definition says beside its computation; see {@link FigureDefinition}. */
export type FigureFace = Omit<FigureDefinition, 'compute'>;

/** A figure counted from the returns: unit × year, and × part where the field is divided by a code list. */
export function reportedFigure(
  face: FigureFace,
  from: { readonly field: string; readonly part?: string; readonly as?: string; readonly addYears: boolean },
): FigureDefinition {
  return {
    ...face,
    compute: (inputs) =>
      withoutList(inputs, from.part ? [from.part] : []) ?? {
        ...reportedCube(inputs.reported, {
          field: from.field,
          counts: face.counts,
          unit: unitDimension(inputs.structure, inputs.years, 'then').dimension,
          root: inputs.structure.root,
          year: yearDimension(inputs.years),
          addYears: from.addYears,
          ...(from.part ? { part: codeDimension(inputs.codes, from.part, 1, from.as ?? 'topic') } : {}),
        }),
        unit: face.quantity.unit,
      },
  };
}

/** What was frozen before a code list was kept, or a profile of one's own without it, cannot be divided by it. */
function withoutList(inputs: FigureInputs, lists: readonly string[]): CannotBeComputed | undefined {
  const missing = lists.find((list) => !inputs.codes.has(list));
  if (missing === undefined) return undefined;
  return {
    cannot: text(
      'een codelijst waarmee dit cijfer wordt verdeeld ontbreekt',
      'a code list by which this figure is divided is missing',
    ),
  };
}

/** A figure computed from others; where one of them cannot be computed, or staff was counted otherwise, neither can this. */
export function derivedFigure(
  face: FigureFace,
  from: readonly string[],
  derive: (cubes: readonly Cube[]) => Cube,
): FigureDefinition {
  const { quantity } = face;
  const isShare = quantity.unit === 'percent' && quantity.of !== 'value before';
  const [part, whole = part] = from;
  return {
    ...face,
    ...(isShare && part !== undefined && whole !== undefined ? { parts: { part, whole } } : {}),
    compute: (_inputs, figure) => {
      const answers = from.map(figure);
      const missing = answers.find((answer): answer is CannotBeComputed => !isCube(answer));
      if (missing) return missing;
      try {
        return derive(answers.filter(isCube));
      } catch (error) {
        if (error instanceof MixedHeadcounts) return { cannot: error.why };
        throw error;
      }
    },
  };
}

/** How a counted figure divides its facts; names of columns, resolved against the inputs. */
export interface CountedRequest {
  readonly facts: string;
  readonly along: readonly CountedAlong[];
  readonly where?: Tally['where'];
  /** Only the years of the report itself, not the ones beside them: for tables too fine to repeat every year. */
  readonly ownYears?: boolean;
  /** The register whose unanswered calls are gaps in this count. */
  readonly gapsOf?: string;
}

export type CountedAlong =
  | { readonly by: 'year'; readonly column: string }
  | { readonly by: 'unit'; readonly column: string }
  | {
      readonly by: 'list';
      readonly list: string;
      readonly column: string;
      readonly as: string;
      readonly tree?: boolean;
      /**
       * It also counts what was not established: members are named so that they presume nothing. Of a tree the roots
       * alone, unless it says `all`.
       */
      readonly neutral?: boolean | 'all';
    }
  | { readonly by: 'fixed'; readonly dimension: Dimension; readonly column: string };

/** A figure counted from coded records. */
export function countedFigure(face: FigureFace, request: CountedRequest): FigureDefinition {
  const lists = request.along.flatMap((one) => (one.by === 'list' ? [one.list] : []));
  return {
    ...face,
    ...(request.ownYears ? { ownYears: true } : {}),
    compute: (inputs) => withoutList(inputs, lists) ?? countFrom(inputs, face.counts, request),
  };
}

/** The figure with what readers know of its counts beside the sums within it, and what they knew already. */
export function balanced(
  figure: FigureDefinition,
  balancesOf: (
    inputs: FigureInputs,
    cube: Cube,
    other: (id: string) => Cube | CannotBeComputed,
  ) => readonly Balance[],
): FigureDefinition {
  return {
    ...figure,
    compute: (inputs, other) => {
      const cube = figure.compute(inputs, other);
      if (!isCube(cube)) return cube;
      return { ...cube, balances: [...(cube.balances ?? []), ...balancesOf(inputs, cube, other)] };
    },
  };
}

/**
 * A figure that counts some of what another one counts, at the same coordinates; `others` is what the rest of it is.
 *
 * @param beside figures that count others of the same: none is counted in two of them
 * @param isAll whether readers take the parts for the whole where they add up to it
 */
export function partOf(
  figure: FigureDefinition,
  whole: string,
  others: NonNullable<BalanceTerm['unprinted']>,
  beside: readonly string[] = [],
  isAll = false,
): FigureDefinition {
  return balanced(figure, (_inputs, cube, other) => {
    const answer = other(whole);
    if (!isCube(answer)) return [];
    return [...cube.cells].flatMap(([place, cell]): readonly Balance[] => {
      const all = cellAt(answer, coordinatesOf(cube.dimensions, place));
      const [part, total] = [weighed(cell), weighed(all)];
      if (!part || !total) return [];
      const parts = [
        part,
        ...beside.flatMap((id) => {
          const sibling = other(id);
          const counted = isCube(sibling)
            ? weighed(cellAt(sibling, coordinatesOf(cube.dimensions, place)))
            : undefined;
          return counted ? [counted] : [];
        }),
      ];
      const rest = {
        key: `${total.key} less ${parts.map(({ key }) => key).join(' and ')}`,
        value: parts.reduce((left, { value }) => left - value, total.value),
        unprinted: others,
      };
      if (!isAll) return [{ one: [total], other: [...parts, rest] }];
      // A part that this report does not show is guarded all the same: the others would tell it.
      const known = parts.map((each): BalanceTerm => ({ ...each, unprinted: others }));
      return [{ one: [total], other: rest.value === 0 ? known : [...known, rest] }];
    });
  });
}

/** A cell that is one whole count, as it stands in a balance. */
function weighed(cell: Cell): BalanceTerm | undefined {
  const [key] = cell.from;
  if (key === undefined || cell.from.length > 1 || !hasValue(cell) || !isWhole(cell.value)) return undefined;
  return { key, value: Number(cell.value.numerator) };
}

/** A sum of money over coded records; `amount` names the column that holds it. */
export function magnitudeFigure(
  face: FigureFace,
  request: Pick<CountedRequest, 'facts' | 'along'> & { readonly amount: string },
): FigureDefinition {
  return {
    ...face,
    compute: (inputs) => {
      const facts = inputs.facts.get(request.facts);
      if (!facts) return { cannot: text('er zijn geen registraties', 'there are no registrations') };
      return magnitude(facts, {
        counts: face.counts,
        amount: request.amount,
        base: face.id,
        along: request.along.map((one) => alongOf(one, inputs)),
      });
    },
  };
}

/** Counts a fact table of the inputs; an absent table has no rows. */
export function countFrom(given: FigureInputs, counts: CountedThing, request: CountedRequest): Cube {
  const inputs = request.ownYears ? { ...given, years: yearsOf(given.period) } : given;
  const along = request.along.map((one): Along => alongOf(one, inputs));
  // Records of years that stand beside the report are no part of a table of its own years, and its total is
  // the total of the period: the same cell as that year in other tables.
  const narrowed = request.ownYears === true && inputs.years.length < given.years.length;
  const codes = inputs.years.map((year) => year.key);
  const year = request.along.find((one) => one.by === 'year')?.column ?? 'received';
  const gaps = request.gapsOf ? inputs.gaps.get(request.gapsOf) : undefined;
  return tally(factsOf(inputs, request), {
    counts,
    along,
    ...(request.where ? { where: request.where } : {}),
    ...(narrowed
      ? {
          only: {
            column: year,
            codes: codes.length > 1 ? [...codes, notRecorded] : codes,
          },
        }
      : {}),
    // A count without years is a count at the end of the period: another report's is another number.
    ...(request.along.some((one) => one.by === 'year') ? {} : { fixed: { asOf: given.period.key } }),
    ...(gaps ? { gaps } : {}),
  });
}

function factsOf(inputs: FigureInputs, request: CountedRequest): FactTable {
  const columns = [
    ...request.along.map((one) => one.column),
    ...(request.where ?? []).map((one) => one.column),
  ];
  const found = inputs.facts.get(request.facts);
  if (!found) return factTable(request.facts, columns, []);
  // What was frozen before a field was kept has no column for it: nothing of it is recorded.
  return columns
    .filter((column) => !(column in found.columns))
    .reduce((facts, column) => withColumn(facts, column, [], () => notRecorded), found);
}

/** Facts mark what lies before the years shown and what is still open; neither is in a year. */
function inYears(code: string): string | undefined {
  return code === 'before' || code === 'open' ? undefined : code;
}

/** How the total over the years shown is named, so that reports over other years do not mistake it for theirs. */
export function yearsKey(years: readonly Period[]): string {
  const first = years[0]?.key ?? '';
  const last = years.at(-1)?.key ?? '';
  return first === last ? first : `${first}..${last}`;
}

/** The dimension and column that a request names, resolved against the inputs. */
function alongOf(one: CountedAlong, inputs: FigureInputs): Along {
  switch (one.by) {
    case 'year':
      return {
        dimension: yearDimension(inputs.years),
        column: one.column,
        named: one.column,
        totalAs: yearsKey(inputs.years),
        memberOf: inYears,
      };
    case 'unit': {
      const unit = unitDimension(inputs.structure, inputs.years, 'then');
      return { dimension: unit.dimension, column: one.column };
    }
    case 'list':
      return {
        dimension: one.tree
          ? treeDimension(inputs.codes, one.list, one.as, one.neutral)
          : codeDimension(
              inputs.codes,
              one.list,
              1,
              one.as,
              one.neutral !== undefined && one.neutral !== false,
            ),
        column: one.column,
      };
    case 'fixed':
      return { dimension: one.dimension, column: one.column, named: one.column };
    default:
      throw unknownKind(one satisfies never);
  }
}
