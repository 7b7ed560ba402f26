import { sql } from 'kysely';
import { z } from 'zod';
import { lastDay, parsePeriod, type YearStart } from '../../organisation/period.ts';
import { recordedDay } from '../../organisation/recorded-day.ts';
import { readStructure } from '../../organisation/records.ts';
import { below } from '../../organisation/structure.ts';
import type { Action, Database, Question } from '../../platform/database/doorways.ts';
import { newId } from '../../platform/database/new-id.ts';
import { readCoverage } from '../returns/coverage.ts';
import { longestNote } from './given-answer.ts';

/** The longest text with a call, in characters. */
export const longestMessage = 2000;

const period = z.string().regex(/^\d{4}$/);

const openSchema = z.strictObject({
  period,
  deadline: z.iso.date(),
  message: z.string().max(longestMessage),
  units: z
    .array(z.strictObject({ unit: z.string(), registers: z.array(z.string()).min(1) }))
    .min(1)
    .refine((units) => new Set(units.map(({ unit }) => unit)).size === units.length),
  /** The registers of which the answer stands beside records, and how reporting years start. */
  besideRecords: z.array(z.string()),
  yearStart: z.strictObject({ month: z.number().int().min(1).max(12) }),
});

/** Opens the call of a year. False where it was open already: nothing was changed then. */
export const openCall: Action<z.infer<typeof openSchema>, boolean> = {
  name: 'calls.open',
  input: openSchema,
  object: (input) => input.period,
  change: async (database, input) => {
    await sql`select pg_advisory_xact_lock(hashtext('annual calls'))`.execute(database);
    const known = await database
      .selectFrom('annual_call')
      .select('id')
      .where('period', '=', input.period)
      .where('withdrawn_at', 'is', null)
      .executeTakeFirst();
    if (known) return { result: false, audit: null };
    const id = newId();
    await database
      .insertInto('annual_call')
      .values({ id, period: input.period, deadline: input.deadline, message: input.message })
      .execute();
    await database
      .insertInto('annual_call_unit')
      .values(input.units.map(({ unit, registers }) => ({ id: newId(), call_id: id, unit, registers })))
      .execute();
    for (const register of input.besideRecords) {
      const units = input.units.filter((one) => one.registers.includes(register)).map(({ unit }) => unit);
      if (units.length > 0) await awaitAnswers(database, register, input.period, input.yearStart, units);
    }
    return { result: true, audit: { period: input.period, units: input.units.length } };
  },
};

/**
 * Records that the answers of units about their records are not there yet, and who was not asked: the first answer of a
 * year would otherwise say that all others have none. What an import covers, or was answered, stays as it is.
 */
async function awaitAnswers(
  database: Database,
  register: string,
  key: string,
  yearStart: YearStart,
  asked: readonly string[],
): Promise<void> {
  const structure = await readStructure(database);
  const year = parsePeriod(key, yearStart);
  const day = lastDay(year);
  const under = (unit: string) => below(structure, unit, day).map((one) => one.key);
  const covered = (await readCoverage(database))
    .filter((one) => one.register === register && one.period === key)
    .flatMap(({ unit }) => under(unit));
  const answered = await database
    .selectFrom('call_answer')
    .select('unit')
    .where('register', '=', register)
    .where('period', '=', key)
    .where('withdrawn_at', 'is', null)
    .execute();
  const known = new Set([...covered, ...answered.flatMap(({ unit }) => under(unit))]);
  const reached = new Set(asked.flatMap(under));
  // Who stands outside the call, and has nobody below that is in it: the highest of them.
  const outside = structure.units
    .map((unit) => unit.key)
    .filter(
      (unit) => under(unit).length > 0 && under(unit).every((one) => !reached.has(one) && !known.has(one)),
    );
  const highest = under(structure.root).filter(
    (unit) =>
      outside.includes(unit) && !outside.some((other) => other !== unit && under(other).includes(unit)),
  );
  const rows = [
    ...asked.filter((unit) => !known.has(unit)).map((unit) => ({ unit, state: 'not-reported' })),
    ...highest.map((unit) => ({ unit, state: 'not-asked' })),
  ];
  if (rows.length === 0) return;
  await database
    .insertInto('call_answer')
    .values(rows.map((row) => ({ ...row, id: newId(), register, period: key })))
    .execute();
}

const extendSchema = z.strictObject({
  period,
  units: z.array(z.string()).min(1),
  deadline: z.iso.date(),
  reason: z.string().trim().min(1).max(longestNote),
});

/** Gives units another term. Answers for how many it is another than they had. */
export const extendCall: Action<z.infer<typeof extendSchema>, number> = {
  name: 'calls.extend',
  input: extendSchema,
  object: (input) => input.period,
  change: async (database, { period: key, units, deadline, reason }) => {
    const { rows } = await sql<{ call: string; unit: string }>`
      select c.id as call, u.unit from annual_call c join annual_call_unit u on u.call_id = c.id
      where c.period = ${key} and c.withdrawn_at is null and u.unit = any(${units}::text[])
        and coalesce((select e.deadline from annual_call_event e
          where e.call_id = c.id and e.unit = u.unit and e.kind = 'extended'
          order by e.place desc limit 1), c.deadline) <> ${deadline}::date`.execute(database);
    if (rows.length > 0)
      await database
        .insertInto('annual_call_event')
        .values(
          rows.map(({ call, unit }) => ({
            id: newId(),
            call_id: call,
            unit,
            kind: 'extended',
            deadline,
            reason,
          })),
        )
        .execute();
    return { result: rows.length, audit: { units: rows.length, deadline } };
  },
};

const reopenSchema = z.strictObject({
  period,
  unit: z.string(),
  reason: z.string().trim().min(1).max(longestNote),
});

/** Opens a return again that was signed. False where it is not signed (any more): nothing was changed then. */
export const reopenReturn: Action<z.infer<typeof reopenSchema>, boolean> = {
  name: 'calls.reopen',
  input: reopenSchema,
  object: (input) => `${input.period} ${input.unit}`,
  change: async (database, { period: key, unit, reason }) => {
    await returnLocked(database, key, unit);
    const place = await standingReturn(database, key, unit);
    if (!place?.isSigned) return { result: false, audit: null };
    await database
      .insertInto('annual_call_event')
      .values({ id: newId(), call_id: place.call, unit, kind: 'reopened', reason })
      .execute();
    return { result: true, audit: { unit } };
  },
};

/** Waits until nobody else changes this return; the lock goes with the transaction. */
export async function returnLocked(database: Database, period: string, unit: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtext(${`annual call ${period} ${unit}`}))`.execute(database);
}

/** The call that asks a unit, about what, and whether its return is signed; undefined where none does. */
export async function standingReturn(
  database: Database,
  period: string,
  unit: string,
): Promise<
  { readonly call: string; readonly registers: readonly string[]; readonly isSigned: boolean } | undefined
> {
  const { rows } = await sql<{ call: string; registers: readonly string[]; kind: string | null }>`
    select c.id as call, u.registers,
      (select e.kind from annual_call_event e where e.call_id = c.id and e.unit = u.unit and e.kind <> 'extended'
       order by e.place desc limit 1) as kind
    from annual_call c join annual_call_unit u on u.call_id = c.id
    where c.period = ${period} and c.withdrawn_at is null and u.unit = ${unit}`.execute(database);
  const [row] = rows;
  return row && { call: row.call, registers: row.registers, isSigned: row.kind === 'signed' };
}

/** What is known before a call is opened: who returned each register last year, and the day that it is. */
export interface BeforeOpening {
  readonly day: string;
  /** Keys of units, by register. */
  readonly lastYear: ReadonlyMap<string, readonly string[]>;
  /** The years that have a call already. */
  readonly opened: readonly string[];
}

/** What is known before a call is opened. */
export const beforeOpening: Question<{ readonly before: string }, BeforeOpening> = {
  name: 'calls.before-opening',
  confidential: false,
  object: ({ before }) => before,
  ask: async (database, { before }) => {
    const stated = await database
      .selectFrom('reported_value')
      .select(['register', 'unit', 'field'])
      .distinct()
      .where('period', '=', before)
      .where('withdrawn_at', 'is', null)
      .orderBy('unit')
      .execute();
    const own = stated.filter(({ register, field }) => field.startsWith(`${register}.`));
    const calls = await database
      .selectFrom('annual_call')
      .select('period')
      .where('withdrawn_at', 'is', null)
      .orderBy('period')
      .execute();
    return {
      day: await recordedDay(database),
      lastYear: new Map(
        [...Map.groupBy(own, ({ register }) => register)].map(([register, rows]) => [
          register,
          [...new Set(rows.map(({ unit }) => unit))],
        ]),
      ),
      opened: calls.map((call) => call.period),
    };
  },
};
