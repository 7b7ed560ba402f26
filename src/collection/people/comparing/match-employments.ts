import type { KnownEmployment, StatedEmployment } from '../stated-people.ts';

/** Which rows of a person state which employments that stand, and what is left on either side. */
export interface MatchedEmployments {
  readonly pairs: readonly { readonly row: StatedEmployment; readonly known: KnownEmployment }[];
  readonly added: readonly StatedEmployment[];
  readonly gone: readonly KnownEmployment[];
}

/** A sameness of row and employment, the surest first: what each of them is compared by. */
const samenesses: readonly {
  readonly ofRow: (row: StatedEmployment) => string | null;
  readonly ofKnown: (known: KnownEmployment) => string | null;
}[] = [
  {
    ofRow: ({ started, unit, kind, function: job }) => `${started} ${unit} ${kind} ${job}`,
    ofKnown: (one) => `${startOf(one)} ${one.unit} ${one.kind} ${one.function}`,
  },
  { ofRow: ({ started, unit }) => `${started} ${unit}`, ofKnown: (one) => `${startOf(one)} ${one.unit}` },
  { ofRow: ({ started }) => started, ofKnown: startOf },
  // A first day that was mended: of employments that go on.
  {
    ofRow: ({ unit, ended }) => (ended === null ? unit : null),
    ofKnown: ({ unit, ended }) => (ended === null ? unit : null),
  },
];

/**
 * Matches the rows of one person with the employments of that person: by first day, unit, kind and function, then by
 * less. Where several are alike they are taken in their order.
 */
export function matchEmployments(
  rows: readonly StatedEmployment[],
  standing: readonly KnownEmployment[],
): MatchedEmployments {
  const pairs: { row: StatedEmployment; known: KnownEmployment }[] = [];
  let added = rows;
  let gone = standing;
  for (const { ofRow, ofKnown } of samenesses) {
    if (added.length === 0 || gone.length === 0) break;
    const open = new Map<string, KnownEmployment[]>();
    for (const known of gone) {
      const key = ofKnown(known);
      if (key !== null) open.set(key, [...(open.get(key) ?? []), known]);
    }
    const taken = new Set<KnownEmployment>();
    added = added.filter((row) => {
      const key = ofRow(row);
      const known = key === null ? undefined : open.get(key)?.shift();
      if (!known) return true;
      taken.add(known);
      pairs.push({ row, known });
      return false;
    });
    gone = gone.filter((known) => !taken.has(known));
  }
  return { pairs, added, gone };
}

function startOf({ stated, started }: KnownEmployment): string {
  return stated?.start ?? started;
}
