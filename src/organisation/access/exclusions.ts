import { sql } from 'kysely';
import { z } from 'zod';
import type { Action, Question } from '../../platform/database/doorways.ts';
import { newId } from '../../platform/database/new-id.ts';
import { ExplainedError } from '../../platform/language/explained-error.ts';
import { sameText, text } from '../../platform/language/text.ts';

/** Somebody cannot be excluded from a record as it was asked. */
class ExclusionRefused extends ExplainedError {
  override readonly name = 'ExclusionRefused';
}

const excludeSchema = z.strictObject({
  table: z.string(),
  record: z.uuid(),
  person: z.uuid(),
  /** Whether those are excluded too who supervise the person, up to the top. */
  withChain: z.boolean(),
  reason: z.string().trim().min(1).max(500),
  by: z.uuid(),
});

/**
 * Excludes somebody from a record, because of a conflict of interest: from then on it is not there for them, whatever
 * they become. Asked about the record, so that who is excluded cannot exclude. Throws an {@link ExclusionRefused} for
 * somebody who is excluded already.
 */
export const excludeFromRecord: Action<z.infer<typeof excludeSchema>, { readonly exclusion: string }> = {
  name: 'records.exclude',
  input: excludeSchema,
  object: ({ table, record }) => `${table} ${record}`,
  change: async (database, { table, record, person, withChain, reason, by }) => {
    const exclusion = newId();
    const remains = await sql<{ remains: boolean }>`
      select keeper_remains(${table}, ${record}::uuid, ${person}::uuid, ${withChain}) as remains`.execute(
      database,
    );
    if (remains.rows[0]?.remains !== true)
      throw new ExclusionRefused('nobody-remains', {
        what: text(
          'Dan houdt niemand deze registratie meer bij.',
          'Then nobody would keep this record any more.',
        ),
        where: sameText(person),
        kept: text('De uitsluitingen zoals zij waren.', 'The exclusions as they were.'),
        next: text(
          'Wijs eerst een andere centrale coördinator aan.',
          'Appoint another central coordinator first.',
        ),
      });
    // Without "returning": who excludes themselves does not see it any more.
    const done = await sql`
      insert into record_exclusion (id, table_name, record_id, person_id, with_chain, reason, excluded_by)
      select ${exclusion}::uuid, ${table}, ${record}::uuid, ${person}::uuid, ${withChain}, ${reason}, ${by}
      where not exists (
        select from record_exclusion x
        where x.table_name = ${table} and x.record_id = ${record} and x.person_id = ${person} and x.withdrawn_at is null)`.execute(
      database,
    );
    if (done.numAffectedRows === 0n)
      throw new ExclusionRefused('excluded-already', {
        what: text('Deze persoon is al uitgesloten.', 'This person is excluded already.'),
        where: sameText(person),
        kept: text('De uitsluiting zoals zij was.', 'The exclusion as it was.'),
        next: text('Er hoeft niets te gebeuren.', 'There is nothing to do.'),
      });
    return { result: { exclusion }, audit: { exclusion } };
  },
};

/** Ends an exclusion; false where there is none that the acting person may know of. */
export const endExclusion: Action<
  { readonly table: string; readonly record: string; readonly exclusion: string },
  boolean
> = {
  name: 'records.end-exclusion',
  input: z.strictObject({ table: z.string(), record: z.uuid(), exclusion: z.uuid() }),
  object: ({ table, record }) => `${table} ${record}`,
  change: async (database, { table, record, exclusion }) => {
    const done = await sql`
      update record_exclusion set withdrawn_at = now()
      where id = ${exclusion} and table_name = ${table} and record_id = ${record} and withdrawn_at is null`.execute(
      database,
    );
    const isEnded = done.numAffectedRows === 1n;
    return { result: isEnded, outcome: isEnded ? 'done' : 'denied', audit: { exclusion } };
  },
};

/** Who was excluded from a record. */
export interface Exclusion {
  readonly id: string;
  readonly person: string;
  readonly withChain: boolean;
  readonly reason: string;
  /** The moment, ISO 8601. */
  readonly since: string;
}

/** Who is excluded from a record, for who may see the record: nobody who is excluded reads it. */
export const exclusionsOf: Question<
  { readonly table: string; readonly record: string },
  readonly Exclusion[]
> = {
  name: 'records.exclusions',
  confidential: true,
  object: ({ table, record }) => `${table} ${record}`,
  ask: async (database, { table, record }) => {
    const found = await sql<Omit<Exclusion, 'since'> & { since: Date }>`
      select id, person_id as person, with_chain as "withChain", reason, recorded_at as since from record_exclusion
      where table_name = ${table} and record_id = ${record} and withdrawn_at is null order by recorded_at, id`.execute(
      database,
    );
    return found.rows.map((row) => ({ ...row, since: row.since.toISOString() }));
  },
};
