import { sql } from 'kysely';
import { z } from 'zod';
import type { AccessRow } from '../../platform/access/access-table.ts';
import type { Role } from '../../platform/access/relation.ts';
import type { Action, Question } from '../../platform/database/doorways.ts';

/*
 * Lists that somebody saved under a name. Name, filters and words are sealed before they come here; the database keeps
 * them for their person alone.
 */

/** How many lists of one register a person saves at most. */
export const mostViews = 10;

/** A saved list, still sealed. */
export interface SavedView {
  /** UUID, the row that it is sealed for. */
  readonly id: string;
  readonly sealed: Uint8Array;
}

const keepSchema = z.strictObject({
  id: z.uuid(),
  register: z.string(),
  sealed: z.instanceof(Uint8Array),
});

/** Saves a list, or saves it anew under the same id. False where there are as many as there may be. */
export const keepView: Action<z.infer<typeof keepSchema>, boolean> = {
  name: 'organisation.keep-view',
  input: keepSchema,
  object: ({ register }) => register,
  change: async (database, { id, register, sealed }) => {
    const content = Buffer.from(sealed);
    const { rows: changed } = await sql<{ id: string }>`
      update saved_view set sealed = ${content} where id = ${id} and register = ${register}
      returning id`.execute(database);
    if (changed.length > 0) return { result: true, audit: null };
    const { rows } = await sql<{ count: string }>`
      select count(*) as count from saved_view where register = ${register}`.execute(database);
    if (Number(rows[0]?.count ?? 0) >= mostViews) return { result: false, audit: null };
    await sql`insert into saved_view (id, register, sealed) values (${id}, ${register}, ${content})`.execute(
      database,
    );
    return { result: true, audit: null };
  },
};

/** The own saved lists of a register, the oldest first. */
export const ownViews: Question<{ readonly register: string }, readonly SavedView[]> = {
  name: 'organisation.own-views',
  confidential: false,
  object: ({ register }) => register,
  ask: async (database, { register }) => {
    const { rows } = await sql<{ id: string; sealed: Buffer }>`
      select id::text as id, sealed from saved_view
      where register = ${register} and person_id = acting_person() order by recorded_at, id`.execute(
      database,
    );
    return rows;
  },
};

/** Lets an own saved list go. */
export const dropView: Action<{ readonly id: string }, void> = {
  name: 'organisation.drop-view',
  input: z.strictObject({ id: z.uuid() }),
  object: () => 'view',
  change: async (database, { id }) => {
    await sql`delete from saved_view where id = ${id}`.execute(database);
    return { result: undefined, audit: null };
  },
};

/** Who keeps a register saves lists of it. */
export function savedViewAccess(keepers: readonly Role[]): readonly AccessRow[] {
  const because = 'Wie een lijst vaak nodig heeft, bewaart haar onder een naam; alleen die persoon ziet haar';
  return [...new Set(keepers)].flatMap((who): readonly AccessRow[] => [
    { who, may: 'do', what: keepView.name, on: 'none', because },
    { who, may: 'see', what: ownViews.name, on: 'none', because },
    { who, may: 'do', what: dropView.name, on: 'none', because },
  ]);
}
