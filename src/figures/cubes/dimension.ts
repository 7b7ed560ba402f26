import { type Text, text } from '../../platform/language/text.ts';
import { notRecorded } from './facts.ts';

/** The code of the sum over a dimension. */
export const total = '*';

/** One value of a dimension, with its place in the tree (subcategory under category, unit under ministry). */
export interface Member {
  readonly code: string;
  readonly label: Text;
  readonly parent?: string;
  /** The group it counts in where the same things are also counted by `group`: a measure in its kind. */
  readonly group?: string;
}

/** The codes of the other dimensions of a cell; the parent of a unit may depend on its year. */
export type Coordinates = Readonly<Record<string, string>>;

/**
 * A way to divide what is counted. Members form a tree of any depth; {@link total} is above the roots. A code
 * that is no member counts under {@link notRecorded}.
 */
export interface Dimension {
  readonly key: string;
  readonly title: Text;
  readonly members: readonly Member[];
  /** Overrides `member.parent` where the tree differs by year; answers undefined for a root. */
  readonly parentOf?: (code: string, at: Coordinates) => string | undefined;
  /** Whether a member exists at these coordinates: a unit only in the years it existed. Default: always. */
  readonly existsAt?: (code: string, at: Coordinates) => boolean;
}

const notRecordedLabel: Text = text('niet vastgelegd', 'not recorded');
const totalLabel: Text = text('Totaal', 'Total');

/** The label of a member, of the total or of "niet vastgelegd"; the code itself when it is unknown. */
export function labelOf(dimension: Dimension, code: string): Text {
  if (code === total) return totalLabel;
  if (code === notRecorded) return notRecordedLabel;
  return dimension.members.find((member) => member.code === code)?.label ?? { nl: code, en: code };
}

/** The parent of a member at these coordinates: another member, or {@link total} above the roots. */
export function parentOf(dimension: Dimension, code: string, at: Coordinates): string {
  if (code === notRecorded) return total;
  const parent = dimension.parentOf
    ? dimension.parentOf(code, at)
    : dimension.members.find((member) => member.code === code)?.parent;
  return parent ?? total;
}

/** From a member upward: itself, its parents, {@link total}. Throws a RangeError on a circle in the tree. */
export function chainOf(dimension: Dimension, code: string, at: Coordinates): readonly string[] {
  const chain: string[] = [];
  let current = code;
  while (current !== total) {
    if (chain.includes(current))
      throw new RangeError(`Dimension ${dimension.key} has a circle at ${current}.`);
    chain.push(current);
    current = parentOf(dimension, current, at);
  }
  chain.push(total);
  return chain;
}
