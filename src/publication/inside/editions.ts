import { sql } from 'kysely';
import { z } from 'zod';
import type { Action, Question } from '../../platform/database/doorways.ts';
import { newId } from '../../platform/database/new-id.ts';
import type { Text } from '../../platform/language/text.ts';
import type { InsideFigure } from './inside-figures.ts';

/** How the protected figures of a period stand, for who may see them. */
export interface EditionLine {
  readonly id: string;
  /** The moment it was asked for, ISO 8601. */
  readonly askedAt: string;
  /** The moment it was made, ISO 8601; null while it is being made, or where it failed. */
  readonly madeAt: string | null;
  readonly failed: Text | null;
  /** Whether another may be made now. */
  readonly isDue: boolean;
}

const wordsSchema = z.object({ nl: z.string(), en: z.string() });

/** The editions of a period for who asks: the last that was made, and the last that was asked for. */
export const editionsQuestion: Question<
  { readonly period: string },
  { readonly made: EditionLine | null; readonly last: EditionLine | null }
> = {
  name: 'figures.editions',
  confidential: false,
  object: ({ period }) => period,
  ask: async (database, { period }) => {
    const { rows } = await sql<{
      id: string;
      asked: Date;
      made: Date | null;
      failed: unknown;
      due: boolean;
    }>`
      select id, recorded_at as asked, made_at as made, failed, edition_due(${period}) as due
      from figure_edition where period = ${period} order by recorded_at desc, id`.execute(database);
    const lines = rows.map(
      (row): EditionLine => ({
        id: row.id,
        askedAt: row.asked.toISOString(),
        madeAt: row.made?.toISOString() ?? null,
        failed: row.failed === null ? null : wordsSchema.parse(row.failed),
        isDue: row.due,
      }),
    );
    return { made: lines.find(({ madeAt }) => madeAt !== null) ?? null, last: lines[0] ?? null };
  },
};

const askSchema = z.strictObject({ period: z.string().regex(/^\d{4}(-\d{4})?$/) });

/**
 * Asks for the protected figures of a period. Answers with the id of the edition; null where one is being made, or was
 * made lately: then nothing is asked.
 */
export const askEdition: Action<z.infer<typeof askSchema>, string | null> = {
  name: 'figures.ask-edition',
  input: askSchema,
  object: ({ period }) => period,
  change: async (database, { period }) => {
    await sql`select pg_advisory_xact_lock(hashtext(${`figure edition ${period}`}))`.execute(database);
    const { rows } = await sql<{ due: boolean }>`select edition_due(${period}) as due`.execute(database);
    if (rows[0]?.due !== true) return { result: null, audit: null };
    const id = newId();
    await database.insertInto('figure_edition').values({ id, period }).execute();
    return { result: id, audit: { edition: id } };
  },
};

/** The protected figures of a register in an edition; null where there are none, or none for who asks. */
export const editionFigures: Question<
  { readonly edition: string; readonly register: string },
  readonly InsideFigure[] | null
> = {
  name: 'figures.protected',
  confidential: true,
  object: ({ edition, register }) => `${register} ${edition}`,
  ask: async (database, { edition, register }) => {
    const row = await database
      .selectFrom('figure_edition_part')
      .select('figures')
      .where('edition_id', '=', edition)
      .where('register', '=', register)
      .executeTakeFirst();
    // The program alone writes this column, and it writes it so.
    return row ? (JSON.parse(row.figures) as readonly InsideFigure[]) : null;
  },
};

/** An edition that is to be made, for the program itself; null where it was made, or failed. */
export const editionToMake: Question<
  { readonly edition: string },
  { readonly period: string; readonly by: string } | null
> = {
  name: 'figures.edition-to-make',
  confidential: false,
  object: ({ edition }) => edition,
  ask: async (database, { edition }) => {
    const row = await database
      .selectFrom('figure_edition')
      .select(['period', 'recorded_by'])
      .where('id', '=', edition)
      .where('made_at', 'is', null)
      .where('failed', 'is', null)
      .executeTakeFirst();
    return row ? { period: row.period, by: row.recorded_by } : null;
  },
};

/** What editions made known of a count. */
export interface EditionCell {
  readonly key: string;
  readonly value: string;
  readonly hidden: boolean;
}

/** What every edition made known of each count, the oldest first: what a reader of several lays side by side. */
export const editionCells: Question<Record<string, never>, readonly (readonly EditionCell[])[]> = {
  name: 'figures.edition-cells',
  confidential: true,
  object: () => 'editions',
  ask: async (database) => {
    const rows = await database
      .selectFrom('figure_edition_input as i')
      .innerJoin('figure_edition as e', 'e.id', 'i.edition_id')
      .select('i.cells')
      .where('e.made_at', 'is not', null)
      .orderBy('e.made_at')
      .execute();
    // The program alone writes this column, and it writes it so.
    return rows.map(({ cells }) => JSON.parse(cells) as readonly EditionCell[]);
  },
};

/** What an edition was made from; null where it is not there. */
export const editionInputs: Question<
  { readonly edition: string },
  { readonly report: string; readonly cells: readonly EditionCell[] } | null
> = {
  name: 'figures.edition-inputs',
  confidential: true,
  object: ({ edition }) => edition,
  ask: async (database, { edition }) => {
    const row = await database
      .selectFrom('figure_edition_input')
      .select(['report', 'cells'])
      .where('edition_id', '=', edition)
      .executeTakeFirst();
    if (!row) return null;
    // The program alone writes this column, and it writes it so.
    return { report: row.report, cells: JSON.parse(row.cells) as readonly EditionCell[] };
  },
};

/** An edition as it was made. */
export interface MadeEdition {
  readonly edition: string;
  readonly parts: readonly {
    readonly register: string;
    readonly keptInUnits: boolean;
    readonly figures: readonly InsideFigure[];
  }[];
  readonly cells: readonly EditionCell[];
  /** The frozen inputs. */
  readonly report: string;
}

/** Stores an edition, unless that was done. */
export const storeEdition: Action<MadeEdition, null> = {
  name: 'figures.store-edition',
  input: z.custom<MadeEdition>((value) => typeof value === 'object' && value !== null && 'parts' in value),
  object: ({ edition }) => edition,
  change: async (database, { edition, parts, cells, report }) => {
    const { rows } = await sql<{ id: string }>`
      select id from figure_edition where id = ${edition}::uuid and made_at is null and failed is null for update`.execute(
      database,
    );
    if (rows.length === 0) return { result: null, audit: null };
    for (const { register, keptInUnits, figures } of parts)
      await database
        .insertInto('figure_edition_part')
        .values({
          edition_id: edition,
          register,
          kept_in_units: keptInUnits,
          figures: JSON.stringify(figures),
        })
        .execute();
    await database
      .insertInto('figure_edition_input')
      .values({ edition_id: edition, cells: JSON.stringify(cells), report })
      .execute();
    await database
      .updateTable('figure_edition')
      .set({ made_at: sql`clock_timestamp()` })
      .where('id', '=', edition)
      .execute();
    return {
      result: null,
      audit: { figures: parts.reduce((sum, { figures }) => sum + figures.length, 0), counts: cells.length },
    };
  },
};

const failSchema = z.strictObject({ edition: z.uuid(), words: z.strictObject(wordsSchema.shape) });

/** Records why an edition could not be made. */
export const failEdition: Action<z.infer<typeof failSchema>, null> = {
  name: 'figures.fail-edition',
  input: failSchema,
  object: ({ edition }) => edition,
  change: async (database, { edition, words }) => {
    await database
      .updateTable('figure_edition')
      .set({ failed: JSON.stringify(words) })
      .where('id', '=', edition)
      .where('made_at', 'is', null)
      .execute();
    return { result: null, audit: {}, outcome: 'denied' };
  },
};

const takeSchema = z.strictObject({
  register: z.string().regex(/^[a-z-]{1,60}$/),
  period: askSchema.shape.period,
  rows: z.number().int().nonnegative(),
});

/** Records that somebody took figures of a register along as a file, and how many numbers. */
export const takeFigures: Action<z.infer<typeof takeSchema>, null> = {
  name: 'figures.take',
  input: takeSchema,
  object: ({ register, period }) => `${register} ${period}`,
  change: async (_database, { rows }) => ({ result: null, audit: { rows } }),
};
