import type { FactTable } from '../../figures/cubes/facts.ts';
import type { Gap } from '../../figures/cubes/tally-request.ts';
import {
  type ComputedFigures,
  type FigureDefinition,
  type FigureInputs,
  isCube,
} from '../../figures/definition.ts';
import type { Unit } from '../../organisation/structure.ts';
import type { Text } from '../../platform/language/text.ts';
import type { ProtectedFigures } from '../disclosure/protect-figures.ts';
import { provisionalYears } from '../document/provisional.ts';
import { publishFigure } from '../document/publish-figures.ts';
import type { PrintedAt } from '../earlier/earlier-prints.ts';
import type { PublishedFigure } from '../report-model.ts';

/** A figure as it is shown within the organisation. */
export interface InsideFigure {
  readonly figure: PublishedFigure;
  /** What was left out of it to protect people; null where it is whole. */
  readonly less: Text | null;
}

/** Figures of which nothing is hidden: for who may see every record that they count. */
export function nothingHidden(figures: ComputedFigures): ProtectedFigures {
  return {
    figures,
    coarsened: new Map(),
    withheld: new Map(),
    hides: () => false,
    printedBefore: () => undefined,
    audit: { cells: 0, hidden: 0, pattern: 'none-needed', passed: true, attackers: [] },
    smallOpen: 0,
    cells: [],
  };
}

/** Figures as they may be known, with the years in which something still runs, in the order in which they are named. */
export function insideFigures(
  ids: readonly string[],
  protection: ProtectedFigures,
  before?: PrintedAt,
): readonly InsideFigure[] {
  const published = new Map(ids.map((id) => [id, publishFigure(id, protection, [], before)]));
  return [...published.values()].map((figure) => {
    const awaited = protection.figures.definition(figure.id).provisional;
    const counted = awaited && published.get(awaited.figure);
    const provisional = counted ? provisionalYears(figure, counted, awaited.awaits) : [];
    return {
      figure: provisional.length > 0 ? { ...figure, provisional } : figure,
      less: protection.coarsened.get(figure.id) ?? protection.withheld.get(figure.id) ?? null,
    };
  });
}

/** The figures of a register that are counted from these facts alone. */
export function countedFrom(
  definitions: readonly FigureDefinition[],
  computed: ComputedFigures,
  facts: readonly string[],
): readonly string[] {
  const bases = new Set(facts);
  return definitions.flatMap(({ id, protection }) => {
    const answer = computed.answer(id);
    if (protection.class === 'closed' || !isCube(answer)) return [];
    const keys = [...answer.cells.values()].flatMap(({ from }) => from);
    return keys.length > 0 && keys.every((key) => bases.has(key.slice(0, key.indexOf('(')))) ? [id] : [];
  });
}

/** The rows of facts of other units than these; null where the facts do not say of which unit a row is. */
function withoutUnits(facts: FactTable, units: ReadonlySet<string>): FactTable | null {
  const column = facts.columns['unit'];
  if (!column) return null;
  const kept: number[] = [];
  for (let row = 0; row < facts.length; row++)
    if (!units.has(column.dictionary[column.codes[row] ?? -1] ?? '')) kept.push(row);
  return {
    name: facts.name,
    columns: Object.fromEntries(
      Object.entries(facts.columns).map(([name, { dictionary, codes }]) => [
        name,
        { dictionary, codes: kept.map((row) => codes[row] ?? -1) },
      ]),
    ),
    amounts: kept.map((row) => facts.amounts[row] ?? 0),
    length: kept.length,
  };
}

/**
 * The same inputs without what these units registered: what is left of the organisation for who knows those records.
 * Facts that do not tell the unit are left out.
 *
 * @returns the inputs, and the names of the facts that are in them
 */
export function inputsBeside(
  inputs: FigureInputs,
  facts: readonly string[],
  units: readonly string[],
): { readonly inputs: FigureInputs; readonly facts: readonly string[] } {
  const own = new Set(units);
  const left = new Map(
    facts.flatMap((name) => {
      const table = inputs.facts.get(name);
      const others = table && withoutUnits(table, own);
      return others ? [[name, others] as const] : [];
    }),
  );
  const { structure } = inputs;
  return {
    inputs: {
      ...inputs,
      facts: new Map([...inputs.facts, ...left]),
      // Of these units nothing is counted, which is no zero: they do not stand in the tables.
      structure: {
        ...structure,
        units: structure.units.filter(({ key }) => !own.has(key)),
        successions: structure.successions.filter(({ from, to }) => !own.has(from) && !own.has(to)),
      },
      gaps: new Map(
        [...inputs.gaps].map(([register, gaps]) => [
          register,
          gaps.filter(({ at }) => !own.has(at['unit'] ?? '')),
        ]),
      ),
    },
    facts: [...left.keys()],
  };
}

/** A gap as these units have it: theirs, or one of what they stand under and did not answer for themselves. */
function gapWithin(gap: Gap, own: ReadonlySet<string>, root: string): readonly Gap[] {
  const unit = gap.at['unit'];
  if (unit !== undefined && own.has(unit)) return [gap];
  if (gap.whole !== true || gap.except?.some((one) => own.has(one))) return [];
  return [{ ...gap, at: { ...gap.at, unit: root } }];
}

/**
 * The inputs of who keeps the records of some units and knows nothing else: their records, their returns, and a structure
 * that ends at those units.
 *
 * @param facts the facts that they may see
 * @param name what the units are called together
 */
export function inputsWithin(
  inputs: FigureInputs,
  facts: ReadonlyMap<string, FactTable>,
  units: readonly string[],
  name: Text,
): FigureInputs {
  const own = new Set(units);
  const { structure } = inputs;
  const { root } = structure;
  return {
    ...inputs,
    facts: new Map([...inputs.facts, ...facts]),
    reported: inputs.reported.filter(({ unit }) => own.has(unit)),
    gaps: new Map(
      [...inputs.gaps].map(([register, gaps]) => [
        register,
        gaps.flatMap((gap) => gapWithin(gap, own, root)),
      ]),
    ),
    structure: {
      ...structure,
      successions: structure.successions.filter(({ from, to }) => own.has(from) && own.has(to)),
      units: structure.units.flatMap((unit): readonly Unit[] => {
        if (unit.key === root)
          return [{ ...unit, names: [{ name, abbreviation: null, from: null, until: null }] }];
        if (!own.has(unit.key)) return [];
        const parents = unit.parents.map((one) => (own.has(one.parent) ? one : { ...one, parent: root }));
        return [{ ...unit, parents }];
      }),
    },
  };
}
