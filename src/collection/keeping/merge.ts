import { isDeepStrictEqual } from 'node:util';
import { keptFields } from '../fields/field.ts';
import type { RecordValues } from '../offers/record-pages.ts';
import type { RecordDescription } from '../records/record-description.ts';
import { linesIn } from './missing.ts';

/** A part of a record that two people changed, each in their own way: a field, or lines by their key. */
export interface Conflict {
  readonly key: string;
  readonly isLines: boolean;
}

/** Two changes of one version put together. */
export interface Merged {
  /** What one side changed is taken over; of what both changed, this holds what stands now. */
  readonly values: RecordValues;
  readonly conflicts: readonly Conflict[];
  /** The parts that only the other side changed. */
  readonly taken: readonly string[];
}

/** The parts of a record: its fields and its lines. */
function partsOf({ fields, lines }: RecordDescription): readonly Conflict[] {
  return [
    ...keptFields(fields).map(([key]) => ({ key, isLines: false })),
    ...Object.keys(lines).map((key) => ({ key, isLines: true })),
  ];
}

/** The parts in which two versions differ. */
export function changedParts(
  description: RecordDescription,
  one: RecordValues,
  other: RecordValues,
): readonly string[] {
  return partsOf(description)
    .filter(({ key }) => !isSame(one[key], other[key]))
    .map(({ key }) => key);
}

function isSame(one: unknown, other: unknown): boolean {
  return isDeepStrictEqual(one ?? null, other ?? null);
}

/**
 * Puts together what two people made of the same version. Fields that one side changed are taken over; the same change
 * twice is no conflict. Lines are put together one by one where neither side added or took one away.
 *
 * @param mine what is being saved
 * @param theirs the version that stands
 */
export function mergeRecords(
  description: RecordDescription,
  base: RecordValues,
  mine: RecordValues,
  theirs: RecordValues,
): Merged {
  const values: Record<string, unknown> = {};
  const conflicts: Conflict[] = [];
  const taken: string[] = [];
  for (const part of partsOf(description)) {
    const { key, isLines } = part;
    const [was, my, their] = [base[key] ?? null, mine[key] ?? null, theirs[key] ?? null];
    if (isSame(my, was) && !isSame(their, was)) taken.push(key);
    const merged = isLines ? mergedLines(was, my, their) : mergedOne(was, my, their);
    values[key] = merged === undefined ? their : merged.value;
    if (merged === undefined) conflicts.push(part);
  }
  return { values, conflicts, taken };
}

/** One value of two; undefined where both changed it, each otherwise. */
function mergedOne(was: unknown, mine: unknown, theirs: unknown): { readonly value: unknown } | undefined {
  if (isSame(mine, was) || isSame(mine, theirs)) return { value: theirs };
  return isSame(theirs, was) ? { value: mine } : undefined;
}

function mergedLines(was: unknown, mine: unknown, theirs: unknown): { readonly value: unknown } | undefined {
  const whole = mergedOne(was, mine, theirs);
  if (whole) return whole;
  const [before, my, their] = [linesIn(was), linesIn(mine), linesIn(theirs)];
  if (my.length !== before.length || their.length !== before.length) return undefined;
  const lines = before.map((line, index) => mergedOne(line, my[index], their[index]));
  return lines.includes(undefined) ? undefined : { value: lines.map((line) => line?.value) };
}
