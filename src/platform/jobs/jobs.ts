import { sql } from 'kysely';
import { z } from 'zod';
import type { Action, Database, Question } from '../database/doorways.ts';
import { newId } from '../database/new-id.ts';
import type { HeldJob } from './job-kinds.ts';

/** How often a job is begun before it is given up; the next of its rhythm comes all the same. */
const mostAttempts = 5;
/** Seconds for which a job is held by who took it or told how far it is: then another takes over. */
const leaseSeconds = 15;

/** The job is no longer of this process: another took it over. */
export class LeaseLost extends Error {
  override readonly name = 'LeaseLost';
}

const rhythmSchema = z.union([
  z.literal('asked'),
  z.strictObject({ daily: z.string().regex(/^\d\d:\d\d$/) }),
  z.strictObject({ everyMinutes: z.int().positive() }),
]);
const takeSchema = z.strictObject({
  holder: z.uuid(),
  kinds: z.array(z.strictObject({ kind: z.string(), rhythm: rhythmSchema })),
});

/**
 * Notes the jobs that are due by the clock of the database, and takes one: what waits, or what a process that is gone
 * left. Two that ask at the same moment never get the same. Null: nothing to do.
 */
export const takeJob: Action<z.infer<typeof takeSchema>, HeldJob | null> = {
  name: 'jobs.take',
  input: takeSchema,
  object: () => 'job',
  change: async (database, { holder, kinds }) => {
    for (const { kind, rhythm } of kinds) {
      if (rhythm === 'asked') continue;
      if ('daily' in rhythm) await noteDaily(database, kind, rhythm.daily);
      else await noteEvery(database, kind, rhythm.everyMinutes);
    }
    await sql`delete from job where ended_at < now() - interval '14 days'`.execute(database);
    await sql`
      update job set state = 'failed', ended_at = now(), holder = null, lease_until = null, fault = 'lease-lost'
      where state = 'runs' and lease_until < now() and attempts >= ${mostAttempts}`.execute(database);
    const names = kinds.map(({ kind }) => kind);
    const taken = await sql<HeldJob>`
      update job set state = 'runs', attempts = attempts + 1, holder = ${holder},
        lease_until = now() + make_interval(secs => ${leaseSeconds}), begun_at = coalesce(begun_at, now())
      where id = (
        select id from job
        where (state = 'waits' and run_at <= now() or state = 'runs' and lease_until < now()) and kind = any(${names})
        order by run_at for update skip locked limit 1)
      returning id, kind, key, holder, attempts, progress`.execute(database);
    return { result: taken.rows[0] ?? null, audit: null };
  },
};

/** Of a daily job only today’s is noted: a day on which nothing ran is over. */
async function noteDaily(database: Database, kind: string, at: string): Promise<void> {
  await sql`
    insert into job (id, kind, key, run_at)
    select ${newId()}::uuid, ${kind}::text, due.day::text, due.moment
    from (select today.day, (today.day + ${at}::time) at time zone 'Europe/Amsterdam' as moment
          from (select (now() at time zone 'Europe/Amsterdam')::date as day) today) due
    where due.moment <= now() on conflict (kind, key) do nothing`.execute(database);
}

/** One at a time: what comes round while the one before it waits or runs is left out. */
async function noteEvery(database: Database, kind: string, minutes: number): Promise<void> {
  await sql`
    insert into job (id, kind, key, run_at)
    select ${newId()}::uuid, ${kind}::text, (floor(extract(epoch from now()) / 60 / ${minutes}::int) * ${minutes}::int)::bigint::text, now()
    where not exists (select from job where kind = ${kind} and ended_at is null)
    on conflict (kind, key) do nothing`.execute(database);
}

const heldSchema = z.strictObject({ id: z.uuid(), holder: z.uuid() });

/** Holds a job for longer, while it is being done. */
export const holdJob: Action<z.infer<typeof heldSchema>, null> = {
  name: 'jobs.hold',
  input: heldSchema,
  object: ({ id }) => id,
  change: async (database, { id, holder }) => {
    await sql`update job set lease_until = now() + make_interval(secs => ${leaseSeconds})
              where id = ${id} and holder = ${holder}`.execute(database);
    return { result: null, audit: null };
  },
};

/** Ends a job that was done. Throws a {@link LeaseLost} where another has it. */
export const finishJob: Action<z.infer<typeof heldSchema>, null> = {
  name: 'jobs.finish',
  input: heldSchema,
  object: ({ id }) => id,
  change: async (database, { id, holder }) => {
    const done = await sql`
      update job set state = 'done', ended_at = now(), holder = null, lease_until = null, fault = null, progress = null
      where id = ${id} and holder = ${holder} returning id`.execute(database);
    if (done.rows.length === 0) throw new LeaseLost(id);
    return { result: null, audit: null };
  },
};

const failSchema = z.strictObject({ ...heldSchema.shape, fault: z.string().max(200) });

/** Notes that a job went wrong: tried again after one, four, nine minutes and so on, in the end given up. */
export const failJob: Action<z.infer<typeof failSchema>, null> = {
  name: 'jobs.fail',
  input: failSchema,
  object: ({ id }) => id,
  change: async (database, { id, holder, fault }) => {
    const found = await sql<{ kind: string; state: string; attempts: number }>`
      update job set
        state = case when attempts >= ${mostAttempts} then 'failed' else 'waits' end,
        ended_at = case when attempts >= ${mostAttempts} then now() end,
        run_at = now() + make_interval(mins => attempts * attempts),
        holder = null, lease_until = null, fault = ${fault}
      where id = ${id} and holder = ${holder} returning kind, state, attempts`.execute(database);
    const [job] = found.rows;
    if (!job) throw new LeaseLost(id);
    return { result: null, audit: { kind: job.kind, state: job.state, attempts: job.attempts } };
  },
};

/**
 * Within the transaction of what a job did: how far it is now, with a new lease. What was done twice by two is done by
 * neither: throws a {@link LeaseLost} where another has the job.
 */
export async function jobProgress(
  database: Database,
  { id, holder }: Pick<HeldJob, 'id' | 'holder'>,
  progress: string,
): Promise<void> {
  const found = await sql`
    update job set progress = ${progress}, lease_until = now() + make_interval(secs => ${leaseSeconds})
    where id = ${id} and holder = ${holder} and state = 'runs' returning id`.execute(database);
  if (found.rows.length === 0) throw new LeaseLost(id);
}

/** A job as the technical administrator sees it. */
export interface ListedJob {
  readonly id: string;
  readonly kind: string;
  readonly state: 'waits' | 'runs' | 'done' | 'failed';
  readonly attempts: number;
  readonly runAt: Date;
  readonly endedAt: Date | null;
  readonly fault: string | null;
}

/** A page of the jobs: what waits or runs first, then what ended last. Fifty at a time, and whether more follow. */
export const listJobs: Question<
  { readonly skip: number },
  { readonly jobs: readonly ListedJob[]; readonly isMore: boolean }
> = {
  name: 'jobs.list',
  confidential: false,
  object: () => 'job',
  ask: async (database, { skip }) => {
    const found = await sql<ListedJob>`
      select id, kind, state, attempts, run_at as "runAt", ended_at as "endedAt", fault from job
      order by (ended_at is not null), coalesce(ended_at, run_at) desc, id offset ${skip} limit 51`.execute(
      database,
    );
    return { jobs: found.rows.slice(0, 50), isMore: found.rows.length > 50 };
  },
};
