import type { CodeLists } from '../codes/code-lists.ts';
import type { Period, YearStart } from '../organisation/period.ts';
import type { Structure } from '../organisation/structure.ts';
import { WordedError } from '../platform/language/explained-error.ts';
import { type Text, text } from '../platform/language/text.ts';
import type { CountedThing } from './cubes/counted-thing.ts';
import type { Cube } from './cubes/cube.ts';
import type { FactTable } from './cubes/facts.ts';
import type { Rational } from './cubes/rational.ts';
import type { ReportedValue } from './cubes/reported-value.ts';
import type { Gap } from './cubes/tally-request.ts';
import type { Quantity } from './format.ts';

/** How a figure is protected (docs/design/counting.md, "Protection, one policy"). */
export type ProtectionClass = 'open' | 'guarded' | 'closed' | 'printed-earlier';

/** By which date of a record a figure places it in a period. */
export type CountingDate =
  | 'received'
  | 'occurred'
  | 'qualified'
  | 'decided'
  | 'closed'
  | 'period of the return'
  | 'reference date';

/** From what a figure is made. */
export type Basis = 'records' | 'return' | 'records and return';

/** The figure that counts, by year, the cases that still run, and what of them is awaited. */
export interface WhileRunning {
  readonly figure: string;
  readonly awaits: 'outcomes' | 'terms';
}

/** Why the records and the return of a unit differ in a figure that is made from both, as a person stated it. */
export interface BasisReason {
  readonly figure: string;
  readonly unit: string;
  readonly period: string;
  readonly reason: Text;
}

/** A unit and year for which records and return both exist and differ; without a reason there is no number. */
export interface BasisDifference {
  readonly figure: string;
  readonly unit: string;
  readonly period: string;
  readonly recorded: Rational;
  readonly stated: Rational;
  readonly reason: Text | null;
}

/** All that figures are computed from. A publication freezes exactly this, so that it can be computed again. */
export interface FigureInputs {
  readonly period: Period;
  /** The reporting years that tables show beside each other, oldest first; the period's own years are the last. */
  readonly years: readonly Period[];
  readonly yearStart: YearStart;
  readonly structure: Structure;
  readonly codes: CodeLists;
  readonly facts: ReadonlyMap<string, FactTable>;
  readonly reported: readonly ReportedValue[];
  /** Registers whose annual call was not answered, per unit and year. */
  readonly gaps: ReadonlyMap<string, readonly Gap[]>;
  /** Absent in what was frozen before reasons were kept: then there are none. */
  readonly basisReasons?: readonly BasisReason[];
}

/** A figure that the data cannot support: shown as "cannot be computed", with what is missing. */
export interface CannotBeComputed {
  readonly cannot: Text;
}

/**
 * Of what a figure counts a part. Where an organisation guards the part and not the whole, what is left of the whole is
 * a count of its own: both are guarded with one another.
 */
export interface Within {
  readonly whole: string;
  readonly beside?: readonly string[];
}

/** A number or table of numbers with everything that makes it traceable. */
export interface FigureDefinition {
  /** Whether it shows the report's own years alone, where others show the years beside them too. */
  readonly ownYears?: true;
  /** The name of the register that contributes it, set where the registers are put together. */
  readonly register?: Text;
  /** "<register>.<what>", lower case with hyphens; also its address. */
  readonly id: string;
  readonly title: Text;
  /** What it is, in plain words, with the formula where there is one. */
  readonly definition: Text;
  /** Over whom or what it is counted. */
  readonly population: Text;
  readonly counts: CountedThing;
  /** The words for what it counts, where its register brings a thing of its own. */
  readonly countedAs?: Text;
  readonly quantity: Quantity;
  /** Of a share: the figures that its numerator and its denominator are counted in. */
  readonly parts?: { readonly part: string; readonly whole: string };
  readonly countingDate: CountingDate;
  /** The figure that counts what this one is a part of, and those that count others of it: see {@link Within}. */
  readonly within?: Within;
  /** The same by year of decision, which is settled when the year ends: a document begins with that one. */
  readonly settledAs?: string;
  /** Its years are provisional while something in them still runs. */
  readonly provisional?: WhileRunning;
  readonly basis: Basis;
  readonly protection: { readonly class: ProtectionClass; readonly reason: Text };
  /** Where the definition comes from: article, report line, standard. */
  readonly source: string;
  readonly compute: (
    inputs: FigureInputs,
    figure: (id: string) => Cube | CannotBeComputed,
  ) => Cube | CannotBeComputed;
  /** Of a figure with the basis "records and return": where the two differ. */
  readonly differences?: (inputs: FigureInputs) => readonly BasisDifference[];
}

export function isCube(answer: Cube | CannotBeComputed): answer is Cube {
  return 'cells' in answer;
}

/** All figures of all rooms, computed at most once each from one set of inputs. */
export interface ComputedFigures {
  readonly definitions: readonly FigureDefinition[];
  readonly definition: (id: string) => FigureDefinition;
  readonly answer: (id: string) => Cube | CannotBeComputed;
  /** A figure that another one, or a check, is made from: its register may not be kept by this organisation. */
  readonly related: (id: string) => Cube | CannotBeComputed;
  /** The ids of the figures that this one was computed from, itself not among them. */
  readonly sources: (id: string) => ReadonlySet<string>;
}

/** What is said of a figure whose register an organisation does not keep. */
export const notKept: CannotBeComputed = {
  cannot: text(
    'deze organisatie houdt dit register niet bij',
    'this organisation does not keep this register',
  ),
};

/** No figure has that id; the message names the nearest ones. */
export class UnknownFigure extends WordedError {
  override name = 'UnknownFigure';
}

/** Computes figures from inputs, on demand and once each. Throws {@link UnknownFigure} for an id that is none. */
export function computeFigures(
  definitions: readonly FigureDefinition[],
  inputs: FigureInputs,
): ComputedFigures {
  const byId = new Map(definitions.map((definition) => [definition.id, definition]));
  const answers = new Map<string, Cube | CannotBeComputed>();
  const busy: string[] = [];
  const used = new Map<string, Set<string>>();
  const definition = (id: string): FigureDefinition => {
    const found = byId.get(id);
    if (found) return found;
    const room = id.split('.')[0];
    const near = definitions.map((one) => one.id).filter((one) => one.startsWith(`${room}.`));
    const known = near.join(', ');
    throw new UnknownFigure(
      text(
        `Er is geen cijfer „${id}”.${known && ` Wel: ${known}.`}`,
        `There is no figure “${id}”.${known && ` There is: ${known}.`}`,
      ),
    );
  };
  const answer = (id: string): Cube | CannotBeComputed => {
    const known = answers.get(id);
    if (known) return known;
    if (busy.includes(id))
      throw new RangeError(`Figure "${id}" is defined by itself: ${[...busy, id].join(' → ')}.`);
    busy.push(id);
    try {
      const computed = definition(id).compute(inputs, related);
      answers.set(id, computed);
      return computed;
    } finally {
      busy.pop();
    }
  };
  function related(id: string): Cube | CannotBeComputed {
    if (!byId.has(id)) return notKept;
    const asking = busy.at(-1);
    if (asking !== undefined) used.set(asking, (used.get(asking) ?? new Set()).add(id));
    return answer(id);
  }
  const sources = (id: string): ReadonlySet<string> => {
    answer(id);
    const found = new Set<string>();
    const visit = (one: string): void => {
      for (const source of used.get(one) ?? [])
        if (!found.has(source)) {
          found.add(source);
          visit(source);
        }
    };
    visit(id);
    return found;
  };
  return { definitions, definition, answer, related, sources };
}
