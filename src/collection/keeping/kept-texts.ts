import { sql } from 'kysely';
import { z } from 'zod';
import type { AccessRow } from '../../platform/access/access-table.ts';
import { type Role, roles } from '../../platform/access/relation.ts';
import type { Action, Question } from '../../platform/database/doorways.ts';

/*
 * What somebody typed and did not record: a draft of a form, words that they search for. Sealed before it comes here;
 * the database keeps it for its person alone and lets it go after thirty days.
 */

const purposes = ['draft', 'search'] as const;

/** What was kept, still sealed. */
export interface KeptText {
  /** UUID, the row that it is sealed for. */
  readonly id: string;
  readonly sealed: Uint8Array;
  /** The moment, ISO 8601. */
  readonly at: string;
}

const keepSchema = z.strictObject({
  id: z.uuid(),
  purpose: z.enum(purposes),
  /** The path of the form or list, without its language. */
  place: z.string().min(1).max(300),
  sealed: z.instanceof(Uint8Array),
});

/** Keeps a text. Of one form a person has one draft: another takes its place, under its own id. */
export const keepText: Action<z.infer<typeof keepSchema>, void> = {
  name: 'organisation.keep-text',
  input: keepSchema,
  object: ({ purpose }) => purpose,
  change: async (database, { id, purpose, place, sealed }) => {
    if (purpose === 'draft')
      await sql`delete from kept_text where purpose = 'draft' and place = ${place}`.execute(database);
    await sql`insert into kept_text (id, person_id, purpose, place, sealed)
      values (${id}, acting_person(), ${purpose}, ${place}, ${Buffer.from(sealed)})`.execute(database);
    return { result: undefined, audit: null };
  },
};

/** The own draft of a form, or a kept search by its id; null where there is none. */
export const keptText: Question<
  { readonly purpose: (typeof purposes)[number]; readonly place: string; readonly id: string | null },
  KeptText | null
> = {
  name: 'organisation.kept-text',
  confidential: false,
  object: ({ purpose }) => purpose,
  ask: async (database, { purpose, place, id }) => {
    const found = await sql<{ id: string; sealed: Buffer; at: Date }>`
      select id::text as id, sealed, recorded_at as at from kept_text
      where purpose = ${purpose} and place = ${place} and person_id = acting_person()
        and recorded_at > now() - interval '30 days' and (${id}::uuid is null or id = ${id}::uuid)
      limit 1`.execute(database);
    const [row] = found.rows;
    return row ? { id: row.id, sealed: row.sealed, at: row.at.toISOString() } : null;
  },
};

/** The own drafts, the newest first: where each belongs and since when. */
export const ownDrafts: Question<
  Record<string, never>,
  readonly { readonly place: string; readonly at: string }[]
> = {
  name: 'organisation.own-drafts',
  confidential: false,
  object: () => 'draft',
  ask: async (database) => {
    const found = await sql<{ place: string; at: Date }>`
      select place, recorded_at as at from kept_text
      where purpose = 'draft' and person_id = acting_person() and recorded_at > now() - interval '30 days'
      order by recorded_at desc, id limit 50`.execute(database);
    return found.rows.map(({ place, at }) => ({ place, at: at.toISOString() }));
  },
};

/** Lets the own draft of a form go: it was recorded, or is not wanted any more. */
export const dropDraft: Action<{ readonly place: string }, void> = {
  name: 'organisation.drop-draft',
  input: z.strictObject({ place: z.string() }),
  object: () => 'draft',
  change: async (database, { place }) => {
    await sql`delete from kept_text where purpose = 'draft' and place = ${place}`.execute(database);
    return { result: undefined, audit: null };
  },
};

const postSchema = z.strictObject({
  /** SHA-256 of the token of the session that ended. */
  token: z.instanceof(Uint8Array),
  id: z.uuid(),
  place: z.string().min(1).max(300),
  sealed: z.instanceof(Uint8Array),
});

/** Keeps a form that came after its session had ended, for an hour. False where the session was nobody's. */
export const keepPost: Action<z.infer<typeof postSchema>, boolean> = {
  name: 'identity.keep-post',
  input: postSchema,
  object: () => 'form',
  change: async (database, { token, id, place, sealed }) => {
    const { rows } = await sql<{ kept: boolean }>`
      select keep_post(${Buffer.from(token)}, ${id}::uuid, ${place}, ${Buffer.from(sealed)}) as kept`.execute(
      database,
    );
    return { result: rows[0]?.kept === true, audit: null };
  },
};

/** An own form that met the end of a session, by its id; null when it is gone, or another's. */
export const keptPost: Question<
  { readonly id: string },
  (Pick<KeptText, 'sealed'> & { readonly place: string }) | null
> = {
  name: 'organisation.kept-post',
  confidential: false,
  object: () => 'form',
  ask: async (database, { id }) => {
    const { rows } = await sql<{ sealed: Buffer; place: string }>`
        select sealed, place from kept_text
        where id = ${id}::uuid and purpose = 'post' and person_id = acting_person()
          and recorded_at > now() - interval '1 hour'`.execute(database);
    return rows[0] ?? null;
  },
};

/** Everybody who signed in again finds what they had sent. */
export const keptPostAccess: readonly AccessRow[] = [
  {
    who: 'identity',
    may: 'do',
    what: keepPost.name,
    on: 'concern',
    because: 'Wie een formulier verstuurt nadat de sessie is verlopen, verliest de tekst niet',
  },
  ...roles.map(
    (who): AccessRow => ({
      who,
      may: 'see',
      what: keptPost.name,
      on: 'none',
      because: 'Wie een formulier verstuurt nadat de sessie is verlopen, verliest de tekst niet',
    }),
  ),
];

/** Who keeps a register keeps what they typed for it. */
export function keptTextAccess(keepers: readonly Role[]): readonly AccessRow[] {
  const deeds = [
    ['do', 'organisation.keep-text'],
    ['see', 'organisation.kept-text'],
    ['see', 'organisation.own-drafts'],
    ['do', 'organisation.drop-draft'],
  ] as const;
  const because = 'Wie iets invult kan het later afmaken; alleen die persoon ziet het';
  return [...new Set(keepers)].flatMap((who) =>
    deeds.map(([may, what]): AccessRow => ({ who, may, what, on: 'none', because })),
  );
}
