import type { CodeList, CodeLists } from '../codes/code-lists.ts';
import { parsePeriod } from '../organisation/period.ts';
import type { Structure } from '../organisation/structure.ts';
import { text } from '../platform/language/text.ts';
import type { CodedColumn, FactTable } from './cubes/facts.ts';
import type { FigureDefinition, FigureInputs } from './definition.ts';

/**
 * The figures that ask a code list when they are computed: divided by it, or counted by its groups. Found by computing
 * each over nothing, so that it holds for whatever a register brings.
 */
export function figuresDividedBy(
  definitions: readonly FigureDefinition[],
  codes: CodeLists,
  list: string,
): readonly FigureDefinition[] {
  return definitions.filter((definition) => {
    const lists = new ListsAsked(codes);
    try {
      definition.compute(inputsOfNothing(lists), () => ({ cannot: nothing }));
    } catch {
      // Over nothing it may not be computable; what it asked before that is known.
    }
    return lists.asked.has(list);
  });
}

/** The figures that are divided by unit. */
export function figuresByUnit(
  definitions: readonly FigureDefinition[],
  codes: CodeLists,
): readonly FigureDefinition[] {
  return definitions.filter((definition) => {
    try {
      const made = definition.compute(inputsOfNothing(codes), () => ({ cannot: nothing }));
      return 'dimensions' in made && made.dimensions.some(({ key }) => key === 'unit');
    } catch {
      // What cannot be computed over nothing is named rather than left out.
      return true;
    }
  });
}

/** Code lists that remember which of them were asked for. */
class ListsAsked extends Map<string, CodeList> {
  readonly asked = new Set<string>();

  override get(key: string): CodeList | undefined {
    // Its own fields are not there yet while it is filled.
    this.asked?.add(key);
    return super.get(key);
  }
}

const nothing = text('er is niets', 'there is nothing');

const emptyColumn: CodedColumn = { dictionary: [], codes: [] };

/** A table without rows that has whatever column is asked. */
function tableOfNothing(name: string): FactTable {
  const columns = new Proxy<Record<string, CodedColumn>>({}, { get: () => emptyColumn, has: () => true });
  return { name, columns, amounts: [], length: 0 };
}

class TablesOfNothing extends Map<string, FactTable> {
  override get(name: string): FactTable {
    return tableOfNothing(name);
  }

  override has(): boolean {
    return true;
  }
}

const always = { from: null, until: null };
const structureOfNothing: Structure = {
  root: 'top',
  units: [
    {
      key: 'top',
      level: 'top',
      type: 'top',
      names: [{ name: nothing, abbreviation: null, ...always }],
      parents: [],
      policies: [],
      externalAuthority: false,
      ...always,
    },
  ],
  successions: [],
  headcountDefinitions: [],
};

function inputsOfNothing(codes: CodeLists): FigureInputs {
  const year = parsePeriod('2025');
  return {
    period: year,
    years: [year],
    yearStart: { month: 1 },
    structure: structureOfNothing,
    codes,
    facts: new TablesOfNothing(),
    reported: [],
    gaps: new Map(),
  };
}
