import { sql } from 'kysely';
import { z } from 'zod';
import type { Action, Question } from '../../platform/database/doorways.ts';
import { longestNote } from './given-answer.ts';

const withdrawSchema = z.strictObject({
  period: z.string().regex(/^\d{4}$/),
  reason: z.string().trim().min(1).max(longestNote),
});

/** What became of withdrawing a call; nothing was changed unless it was `withdrawn`. */
export type WithdrawOutcome = 'withdrawn' | 'signed' | 'gone';

/**
 * Withdraws a call that was opened by mistake, as long as nothing of it was ever signed. That units were awaited or not
 * asked is taken back with it, where nothing took its place.
 */
export const withdrawCall: Action<z.infer<typeof withdrawSchema>, WithdrawOutcome> = {
  name: 'calls.withdraw',
  input: withdrawSchema,
  object: ({ period }) => period,
  change: async (database, { period, reason }) => {
    await sql`select pg_advisory_xact_lock(hashtext('annual calls'))`.execute(database);
    const { rows } = await sql<{ id: string; signed: boolean }>`
      select id::text as id, call_was_signed(id) as signed from annual_call
      where period = ${period} and withdrawn_at is null`.execute(database);
    const [call] = rows;
    if (!call) return { result: 'gone', audit: null };
    // Who signs holds the lock of the return: after it is had, a signature that began earlier is seen.
    const units = await sql<{ unit: string }>`
      select unit from annual_call_unit where call_id = ${call.id}::uuid order by unit`.execute(database);
    for (const { unit } of units.rows)
      await sql`select pg_advisory_xact_lock(hashtext(${`annual call ${period} ${unit}`}))`.execute(database);
    const again = await sql<{ signed: boolean }>`select call_was_signed(${call.id}::uuid) as signed`.execute(
      database,
    );
    if (again.rows[0]?.signed !== false) return { result: 'signed', audit: null };
    await sql`
      update call_answer set withdrawn_at = now()
      where period = ${period} and withdrawn_at is null and state in ('not-reported', 'not-asked')
        and recorded_at = (select recorded_at from annual_call where id = ${call.id}::uuid)`.execute(
      database,
    );
    await sql`
      update annual_call set withdrawn_at = now(), withdrawn_by = acting_person(), withdrawn_reason = ${reason}
      where id = ${call.id}::uuid`.execute(database);
    return { result: 'withdrawn', audit: { units: units.rows.length } };
  },
};

/** A call that was withdrawn. */
export interface WithdrawnCall {
  readonly period: string;
  /** The moment, ISO 8601. */
  readonly at: string;
  readonly reason: string;
}

const rowSchema = z.strictObject({
  period: z.string(),
  at: z.date().transform((moment) => moment.toISOString()),
  reason: z.string(),
});

/** The calls that were withdrawn, the last first. */
export const withdrawnCalls: Question<Record<never, never>, readonly WithdrawnCall[]> = {
  name: 'calls.withdrawn',
  confidential: false,
  object: () => 'calls',
  ask: async (database) => {
    const { rows } = await sql`
      select period, withdrawn_at as at, withdrawn_reason as reason from annual_call
      where withdrawn_at is not null order by withdrawn_at desc`.execute(database);
    return z.array(rowSchema).parse(rows);
  },
};
