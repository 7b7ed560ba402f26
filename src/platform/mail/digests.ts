import { sql } from 'kysely';
import { z } from 'zod';
import type { Action, Question } from '../database/doorways.ts';
import { jobProgress } from '../jobs/jobs.ts';
import { queueMail } from './outbox.ts';

/** Somebody who may be told that work waits, with the roles of today. */
export interface DigestReader {
  readonly person: string;
  readonly roles: readonly string[];
}

/** Before every id. */
export const firstOfAll = '00000000-0000-0000-0000-000000000000';

/** Who may be told on a day that work waits, in the order of their ids. */
export const digestReaders: Question<
  { readonly after: string; readonly most: number; readonly day: string },
  readonly DigestReader[]
> = {
  name: 'mail.digest-readers',
  confidential: false,
  object: () => 'digest',
  ask: async (database, { after, most, day }) =>
    (
      await sql<DigestReader>`select person, roles from digest_readers(${after}, ${most}, ${day}::date)`.execute(
        database,
      )
    ).rows,
};

/**
 * Where somebody is written to now, and in which roles; null for who left, has no address, wants no mail, or was told
 * today: after a relay was down, two days are told of once.
 */
export const digestReader: Question<
  { readonly person: string },
  { readonly address: string; readonly roles: readonly string[] } | null
> = {
  name: 'mail.digest-reader',
  confidential: false,
  object: () => 'digest',
  ask: async (database, { person }) =>
    (
      await sql<{ address: string; roles: readonly string[] }>`
        select address, roles from digest_reader(${person})`.execute(database)
    ).rows[0] ?? null,
};

const queueSchema = z.strictObject({
  job: z.strictObject({ id: z.uuid(), holder: z.uuid() }),
  day: z.iso.date(),
  people: z.array(z.uuid()),
  last: z.uuid(),
});

/**
 * Puts the digests of a day in the outbox for some people, and notes in the same transaction up to whom the job is: of two
 * that do it, or one that comes after another was killed, each digest comes once. Throws a LeaseLost.
 */
export const queueDigests: Action<z.infer<typeof queueSchema>, { readonly put: number }> = {
  name: 'mail.queue-digests',
  input: queueSchema,
  object: ({ day }) => day,
  change: async (database, { job, day, people, last }) => {
    await jobProgress(database, job, last);
    const put = await queueMail(
      database,
      people.map((person) => ({ kind: 'digest', key: `${day} ${person}`, person })),
    );
    return { result: { put }, audit: put === 0 ? null : { put } };
  },
};
