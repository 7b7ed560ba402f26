import { sql } from 'kysely';
import { z } from 'zod';
import type { AccessRow } from '../../platform/access/access-table.ts';
import type { Role } from '../../platform/access/relation.ts';
import type { Action, Question } from '../../platform/database/doorways.ts';

/*
 * Files that somebody brought in to be read into a register and that wait for a yes. Sealed before they come here; the
 * database keeps them for their person alone, and lets them go after thirty days.
 */

/** How many files of one person wait at once. */
export const mostKept = 20;

/** Minutes after which work that did not end is taken as broken off: it undid itself, or the program stopped. */
const longestWork = 10;

const keepSchema = z.strictObject({
  /** The id that the form holds, so that a file sent twice is kept once; the row that it is sealed for. */
  id: z.uuid(),
  register: z.string().min(1).max(100),
  content: z.instanceof(Uint8Array),
  given: z.instanceof(Uint8Array),
});

/** Keeps a file. False where too many wait already. */
export const keepFile: Action<z.infer<typeof keepSchema>, boolean> = {
  name: 'imports.keep-file',
  input: keepSchema,
  object: ({ register }) => register,
  change: async (database, { id, register, content, given }) => {
    const { rows } = await sql<{ waiting: number; twice: boolean }>`
      select (count(*) filter (where stored_at is null and recorded_at > now() - interval '30 days'))::integer as waiting,
        coalesce(bool_or(id = ${id}::uuid), false) as twice
      from kept_file where person_id = acting_person()`.execute(database);
    const [{ waiting, twice } = { waiting: 0, twice: false }] = rows;
    if (twice) return { result: true, audit: null };
    if (waiting >= mostKept) return { result: false, audit: null };
    await sql`insert into kept_file (id, person_id, register, sealed_content, sealed_given)
      values (${id}, acting_person(), ${register}, ${Buffer.from(content)}, ${Buffer.from(given)})`.execute(
      database,
    );
    return { result: true, audit: { register } };
  },
};

/** What is being done with a file: looked at, or stored. */
export type FileWork = 'try' | 'store';

/** A kept file, its parts still sealed. */
export interface SealedFile {
  readonly id: string;
  readonly register: string;
  readonly given: Uint8Array;
  readonly outcome: Uint8Array | null;
  readonly keptAt: Date;
  /** Since when, and what; null where nothing is done with it, and where it was broken off. */
  readonly busy: { readonly what: FileWork; readonly since: Date } | null;
  /** Work began that did not end. */
  readonly isBrokenOff: boolean;
  readonly storedAt: Date | null;
  /** The import that stored it. */
  readonly source: string | null;
}

/** The own files that wait and those that were stored, the newest first; or the one of an id. */
export const keptFiles: Question<{ readonly id: string | null }, readonly SealedFile[]> = {
  name: 'imports.kept-files',
  confidential: false,
  object: () => 'file',
  ask: async (database, { id }) => {
    const { rows } = await sql<
      Omit<SealedFile, 'busy' | 'isBrokenOff'> & {
        readonly work: FileWork | null;
        readonly since: Date | null;
        readonly isLate: boolean;
      }
    >`
      select id::text as id, register, sealed_given as given, recorded_at as "keptAt", busy as work,
        case when ${id}::uuid is null then null else sealed_outcome end as outcome,
        busy_since as since, coalesce(busy_since < now() - make_interval(mins => ${longestWork}), false) as "isLate",
        stored_at as "storedAt", source_id::text as source
      from kept_file
      where person_id = acting_person() and recorded_at > now() - interval '30 days'
        and (${id}::uuid is null or id = ${id}::uuid)
      order by recorded_at desc, id limit 30`.execute(database);
    return rows.map(({ work, since, isLate, ...file }) => ({
      ...file,
      busy: work !== null && since !== null && !isLate ? { what: work, since } : null,
      isBrokenOff: isLate,
    }));
  },
};

/** The content of an own file, still sealed; null where it is gone. */
export const keptContent: Question<{ readonly id: string }, Uint8Array | null> = {
  name: 'imports.kept-content',
  confidential: false,
  object: () => 'file',
  ask: async (database, { id }) => {
    const { rows } = await sql<{ content: Buffer | null }>`select sealed_content as content from kept_file
      where id = ${id}::uuid and person_id = acting_person() and recorded_at > now() - interval '30 days'`.execute(
      database,
    );
    return rows[0]?.content ?? null;
  },
};

const beginSchema = z.strictObject({
  id: z.uuid(),
  what: z.enum(['try', 'store']),
  /** How it is to be read from now on, sealed; null: as before. */
  given: z.instanceof(Uint8Array).nullable(),
});

/** Begins work on an own file. False where it is being worked on, was stored, or is gone: nothing begins twice. */
export const beginWork: Action<z.infer<typeof beginSchema>, boolean> = {
  name: 'imports.begin-file',
  input: beginSchema,
  object: () => 'file',
  change: async (database, { id, what, given }) => {
    const begun = await sql`
      update kept_file set busy = ${what}, busy_since = now(),
        sealed_given = coalesce(${given === null ? null : Buffer.from(given)}::bytea, sealed_given)
      where id = ${id}::uuid and person_id = acting_person() and stored_at is null and sealed_content is not null
        and (busy is null or busy_since < now() - make_interval(mins => ${longestWork}))`.execute(database);
    return { result: begun.numAffectedRows === 1n, audit: null };
  },
};

const noteSchema = z.strictObject({ id: z.uuid(), outcome: z.instanceof(Uint8Array) });

/** Ends work on an own file: what was found, sealed. */
export const noteOutcome: Action<z.infer<typeof noteSchema>, void> = {
  name: 'imports.note-file',
  input: noteSchema,
  object: () => 'file',
  change: async (database, { id, outcome }) => {
    await sql`update kept_file set busy = null, busy_since = null, sealed_outcome = ${Buffer.from(outcome)}
      where id = ${id}::uuid and person_id = acting_person()`.execute(database);
    return { result: undefined, audit: null };
  },
};

const givenSchema = z.strictObject({ id: z.uuid(), given: z.instanceof(Uint8Array) });

/** Keeps how an own file is to be read, as it was typed; nothing is done with it yet. */
export const noteGiven: Action<z.infer<typeof givenSchema>, void> = {
  name: 'imports.answer-file',
  input: givenSchema,
  object: () => 'file',
  change: async (database, { id, given }) => {
    await sql`update kept_file set sealed_given = ${Buffer.from(given)}
      where id = ${id}::uuid and person_id = acting_person() and stored_at is null and busy is null`.execute(
      database,
    );
    return { result: undefined, audit: null };
  },
};

/** Takes an own file away that was not stored and is not being worked on. */
export const dropFile: Action<{ readonly id: string }, void> = {
  name: 'imports.drop-file',
  input: z.strictObject({ id: z.uuid() }),
  object: () => 'file',
  change: async (database, { id }) => {
    await sql`delete from kept_file
      where id = ${id}::uuid and person_id = acting_person() and stored_at is null
        and (busy is null or busy_since < now() - make_interval(mins => ${longestWork}))`.execute(database);
    return { result: undefined, audit: { dropped: true } };
  },
};

/** Who reads files into registers keeps them meanwhile. */
export function keptFileAccess(readers: readonly Role[]): readonly AccessRow[] {
  const deeds = [
    ['do', keepFile.name],
    ['see', keptFiles.name],
    ['see', keptContent.name],
    ['do', beginWork.name],
    ['do', noteOutcome.name],
    ['do', noteGiven.name],
    ['do', dropFile.name],
  ] as const;
  const because = 'Wie een bestand inleest bekijkt het eerst; alleen die persoon ziet het';
  return [...new Set(readers)].flatMap((who) =>
    deeds.map(([may, what]): AccessRow => ({ who, may, what, on: 'none', because })),
  );
}
