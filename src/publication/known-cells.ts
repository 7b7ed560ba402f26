import { sql } from 'kysely';
import type { Question } from '../platform/database/doorways.ts';

/** What earlier publications made known of a counted cell: what they printed, or that they hid it. */
export type KnownCells = ReadonlyMap<
  string,
  { readonly state: 'published'; readonly value: string } | { readonly state: 'hidden' }
>;

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
    const rows = await sql<{
      key: string;
      state: 'published' | 'hidden';
      value: string | null;
      slug: string;
      published_on: string;
    }>`
      select c.key, c.state, c.value, p.slug, p.published_on
      from publication_cell c join publication p on p.id = c.publication_id
      order by p.published_on, p.version`.execute(database);
    const cells = new Map<string, { state: 'published'; value: string } | { state: 'hidden' }>();
    for (const row of rows.rows) {
      if (row.state === 'published' && row.value !== null)
        cells.set(row.key, { state: 'published', value: row.value });
      else if (!cells.has(row.key)) cells.set(row.key, { state: 'hidden' });
    }
    const printed = rows.rows.flatMap((row) =>
      row.value === null || row.published_on >= before
        ? []
        : [{ key: row.key, value: row.value, publication: row.slug, publishedOn: row.published_on }],
    );
    return { cells, printed };
  },
};
