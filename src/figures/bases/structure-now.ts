import { lastDay, type Period } from '../../organisation/period.ts';
import { type Structure, successorOn } from '../../organisation/structure.ts';
import { text } from '../../platform/language/text.ts';
import { add, multiply, parseRational, printRational, type Rational } from '../cubes/rational.ts';
import type { ReportedValue } from '../cubes/reported-value.ts';

/**
 * Returns of earlier years in today's structure: a unit that was renamed, moved or merged counts under its
 * successor, one that was split with a key is divided by it (an estimate). A split without a key refuses: the
 * successors get no value for that year, with the reason.
 */
export function reportedInStructureNow(
  values: readonly ReportedValue[],
  structure: Structure,
  years: readonly Period[],
): readonly ReportedValue[] {
  const last = years.at(-1);
  if (!last) return values;
  const day = lastDay(last);
  const sums = new Map<string, { readonly value: ReportedValue; readonly sum: Rational | null }>();
  const put = (
    value: ReportedValue,
    unit: string,
    amount: Rational | null,
    state: ReportedValue['state'],
    note: ReportedValue['note'],
  ) => {
    const key = [value.field, value.part, unit, value.period, value.beside ?? ''].join('|');
    const before = sums.get(key);
    const sum = amount && before?.sum ? add(before.sum, amount) : (amount ?? before?.sum ?? null);
    const refused = before?.value.state === 'cannot-be-computed' || state === 'cannot-be-computed';
    // One part without a value leaves the sum partial, never silently complete.
    const mixed = before !== undefined && (before.sum === null) !== (amount === null);
    const joined = refused
      ? 'cannot-be-computed'
      : mixed
        ? 'partial'
        : before && before.value.state !== state
          ? 'estimated'
          : state;
    sums.set(key, {
      value: { ...value, unit, state: joined, note: note ?? before?.value.note ?? null },
      sum: refused ? null : sum,
    });
  };
  for (const value of values) {
    const successor = successorOn(structure, value.unit, day);
    const amount = value.value === null ? null : parseRational(value.value);
    if (successor.kind === 'same') {
      put(value, successor.unit, amount, value.state, value.note);
    } else if (successor.kind === 'shares') {
      const note = text('verdeeld met de sleutel van de splitsing', 'divided by the key of the split');
      for (const { unit, share } of successor.shares) {
        put(
          value,
          unit,
          amount && multiply(amount, parseRational(share)),
          amount ? 'estimated' : value.state,
          note,
        );
      }
    } else {
      const note = text(
        `gesplitst op ${successor.on} zonder verdeelsleutel: niet te vergelijken`,
        `split on ${successor.on} without a key: cannot be compared`,
      );
      for (const unit of successor.units) put(value, unit, null, 'cannot-be-computed', note);
    }
  }
  return [...sums.values()].map(({ value, sum }) => ({
    ...value,
    value: sum === null ? null : printRational(sum),
  }));
}
