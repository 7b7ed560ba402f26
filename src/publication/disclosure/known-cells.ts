import type { Question } from '../../platform/database/doorways.ts';

/** What earlier publications made known of counted cells. */
export type KnownCells = ReadonlyMap<string, KnownCell>;

/** What earlier publications made known of a counted cell: what they printed, or that they hid it. */
export type KnownCell =
  | {
      readonly state: 'published';
      /** What the last one printed. */
      readonly value: string;
      /** Other numbers that were printed of it, before it was corrected. */
      readonly others?: readonly string[];
    }
  | { readonly state: 'hidden' };

/** Whether a number was printed of a cell that is not the one of now. */
export function wasPrintedOtherwise(before: KnownCell | undefined, now: string): boolean {
  return before?.state === 'published' && [before.value, ...(before.others ?? [])].some((one) => one !== now);
}

/** What publications made known together: a number that one of them printed is known, whatever others hid. */
export function knownCells(
  published: Iterable<{
    readonly key: string;
    readonly state: 'published' | 'hidden';
    readonly value: string | null;
  }>,
): KnownCells {
  const cells = new Map<string, KnownCell>();
  for (const { key, state, value } of published) {
    const before = cells.get(key);
    if (state === 'hidden' || value === null) {
      if (!before) cells.set(key, { state: 'hidden' });
      continue;
    }
    const earlier = before?.state === 'published' ? [before.value, ...(before.others ?? [])] : [];
    const others = [...new Set(earlier)].filter((one) => one !== value);
    cells.set(key, { state: 'published', value, ...(others.length > 0 ? { others } : {}) });
  }
  return cells;
}

/**
 * What publications made known of counted cells: of all that there are, for a reader lays them side by side, whatever
 * their dates. `printed` is what those of an earlier day printed, with which a report compares itself.
 */
export const knownCellsQuestion: Question<
  { readonly before: string },
  {
    readonly cells: KnownCells;
    readonly printed: readonly {
      readonly key: string;
      readonly value: string;
      readonly publication: string;
      readonly publishedOn: string;
    }[];
  }
> = {
  name: 'publication.known',
  confidential: true,
  object: ({ before }) => `before ${before}`,
  ask: async (database, { before }) => {
    const rows = await database
      .selectFrom('publication_cell as c')
      .innerJoin('publication as p', 'p.id', 'c.publication_id')
      .select(['c.key', 'c.state', 'c.value', 'p.slug', 'p.published_on'])
      .orderBy('p.published_on')
      .orderBy('p.version')
      .$narrowType<{ state: 'published' | 'hidden' }>()
      .execute();
    const printed = rows.flatMap((row) =>
      row.value === null || row.published_on >= before
        ? []
        : [{ key: row.key, value: row.value, publication: row.slug, publishedOn: row.published_on }],
    );
    return { cells: knownCells(rows), printed };
  },
};
