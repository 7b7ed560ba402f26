import type { LinkedTables } from './linked-tables.ts';
import type { Policy } from './policy.ts';
import { type Protected, protect, type Unprotected } from './protect.ts';

/** One rung of the ladder: the same facts in some degree of detail. */
export interface Design {
  /** Says what is shown: "unit by category by year", "category by year for the concern". */
  readonly name: string;
  readonly tables: LinkedTables;
}

/** The loss beyond which a table is not worth printing: most of it would be dots. */
export interface Acceptable {
  /** Largest share of the non-zero printed cells that may be hidden, 0 to 1. */
  readonly hiddenShare: number;
}

export interface Rejected {
  readonly design: string;
  readonly because:
    | { readonly reason: 'unprotected'; readonly result: Unprotected }
    | { readonly reason: 'too-much-hidden'; readonly hiddenShare: number };
}

export type Coarsened =
  | {
      readonly outcome: 'chosen';
      readonly design: Design;
      readonly result: Protected;
      /** The finer designs that were tried first, for the method page. */
      readonly rejected: readonly Rejected[];
    }
  | { readonly outcome: 'none'; readonly rejected: readonly Rejected[] };

/**
 * The first of the designs (finest first) that can be protected with an acceptable loss, and why each finer one
 * was refused. The policy is the same on every rung: detail gives way, protection never.
 */
export async function coarsen(
  designs: readonly Design[],
  policy: Policy,
  acceptable: Acceptable,
): Promise<Coarsened> {
  const rejected: Rejected[] = [];
  for (const design of designs) {
    const result = await protect(design.tables, policy);
    if (result.outcome === 'unprotected') {
      rejected.push({ design: design.name, because: { reason: 'unprotected', result } });
      continue;
    }
    const { hiddenShare } = result.loss;
    if (hiddenShare > acceptable.hiddenShare) {
      rejected.push({ design: design.name, because: { reason: 'too-much-hidden', hiddenShare } });
      continue;
    }
    return { outcome: 'chosen', design, result, rejected };
  }
  return { outcome: 'none', rejected };
}
