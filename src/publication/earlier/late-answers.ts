import type { HeldBack } from '../../collection/returns/held-back.ts';
import { columnOf, type FactTable } from '../../figures/cubes/facts.ts';
import type { FigureInputs } from '../../figures/definition.ts';
import { lastDay } from '../../organisation/period.ts';
import { below } from '../../organisation/structure.ts';
import { DocumentError } from '../document/document.ts';
import { figuresOf } from '../document/figures-of.ts';
import { parseDocument } from '../document/parse.ts';
import type { ReportInputs } from '../make-report.ts';

/** What earlier reports said of units that did not answer the call of a register. */
export interface NamedMissing {
  /** Of whom nothing was counted then: what they bring in later stays out of that year. */
  readonly heldBack: readonly HeldBack[];
  /**
   * The years in which a unit was named as missing of which something was counted all the same: any difference with a
   * total that was printed then points at that unit. By register.
   */
  readonly years: ReadonlyMap<string, ReadonlySet<string>>;
}

/**
 * The units that these reports named as missing beside figures of the register that they did not answer.
 *
 * @param earlier what each earlier publication was made from
 * @param lists the directives that place a list, with the figures that are published with it
 * @param factsOf the names of the fact tables of a register
 */
export function namedMissing(
  earlier: readonly Pick<ReportInputs, 'document' | 'figures'>[],
  lists: Parameters<typeof figuresOf>[1],
  factsOf: (register: string) => readonly string[],
): NamedMissing {
  const heldBack = new Map<string, HeldBack>();
  const years = new Map<string, Set<string>>();
  for (const { document, figures } of earlier) {
    const shown = idsIn(document, lists);
    for (const [register, gaps] of figures.gaps) {
      if (!(shown?.some((id) => id.startsWith(`${register}.`)) ?? true)) continue;
      const tables = factsOf(register).flatMap((name) => figures.facts.get(name) ?? []);
      for (const { at, state, except, whole } of gaps) {
        const { unit, year } = at;
        if (unit === undefined || year === undefined) continue;
        // Of a year of which nothing had been read nothing was printed either: nothing stands beside what comes later.
        if (whole && state === 'not-recorded') continue;
        if (tables.some((facts) => isCounted(facts, figures, unit, year)))
          years.set(register, (years.get(register) ?? new Set()).add(year));
        else
          heldBack.set([register, unit, year].join('|'), {
            ...{ register, unit, year, state },
            ...(except ? { except } : {}),
          });
      }
    }
  }
  // What one report counted no other can take back.
  const held = [...heldBack.values()].filter(({ register, year }) => !years.get(register)?.has(year));
  return { heldBack: held, years };
}

/**
 * The years, by register, in which a difference with what an earlier report printed points at a unit: one that was named as
 * missing while something of it was counted, and one that is missing now and was not then.
 */
export function pointingYears(
  { years }: NamedMissing,
  earlier: readonly Pick<ReportInputs, 'figures'>[],
  now: Pick<FigureInputs, 'gaps'>,
): Readonly<Record<string, readonly string[]>> {
  const found = new Map([...years].map(([register, own]) => [register, new Set(own)]));
  for (const [register, gaps] of now.gaps)
    for (const { at } of gaps) {
      const { unit = '', year = '' } = at;
      const isNew = earlier.some(
        ({ figures }) =>
          figures.years.some(({ key }) => key === year) &&
          !figures.gaps.get(register)?.some((gap) => gap.at['unit'] === unit && gap.at['year'] === year),
      );
      if (isNew) found.set(register, (found.get(register) ?? new Set()).add(year));
    }
  return Object.fromEntries([...found].map(([register, own]) => [register, [...own].sort()]));
}

function isCounted(
  facts: FactTable,
  { structure, years: all }: Pick<FigureInputs, 'structure' | 'years'>,
  unit: string,
  year: string,
): boolean {
  const period = all.find(({ key }) => key === year);
  if (!period || !('unit' in facts.columns && 'received' in facts.columns)) return false;
  const under = new Set(below(structure, unit, lastDay(period)).map(({ key }) => key));
  const [units, years] = [columnOf(facts, 'unit'), columnOf(facts, 'received')];
  for (let row = 0; row < facts.length; row++)
    if (
      years.dictionary[years.codes[row] ?? -1] === year &&
      under.has(units.dictionary[units.codes[row] ?? -1] ?? '') &&
      (facts.amounts[row] ?? 0) > 0
    )
      return true;
  return false;
}

/** The figures of a document; undefined when this version of the program can no longer read it. */
function idsIn(document: string, lists: Parameters<typeof figuresOf>[1]): readonly string[] | undefined {
  try {
    return figuresOf(parseDocument(document), lists);
  } catch (error) {
    if (error instanceof DocumentError) return undefined;
    throw error;
  }
}
