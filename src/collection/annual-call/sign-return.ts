import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import { z } from 'zod';
import type { Action, Database } from '../../platform/database/doorways.ts';
import { newId } from '../../platform/database/new-id.ts';
import { registerLocked } from '../import/undo/register-lock.ts';
import { type CallAnswer, placeOf } from './answers.ts';
import type { AskedRegister } from './asked.ts';
import { gateOf, type UnitReturn } from './call-state.ts';
import { returnLocked } from './open-call.ts';
import { type Beside, type ReplacedValue, type ReturnScope, readBeside, readCalls } from './read-calls.ts';

/** A number that is declared, or why there is none. */
export interface DeclaredValue {
  readonly field: string;
  readonly part: string;
  readonly state: CallAnswer['state'];
  readonly value: string | null;
  readonly note: string | null;
  readonly stands: string | null;
  /** The delegate who gave it; absent where who answers for the unit did. */
  readonly givenBy?: string;
  /** What was read for it from elsewhere and stays, since nothing was filled in. */
  readonly stays: { readonly state: string; readonly value: string | null } | null;
}

/** What is declared about one register. */
export interface DeclaredRegister {
  readonly register: string;
  readonly state: CallAnswer['state'];
  readonly note: string | null;
  readonly stands: string | null;
  readonly givenBy?: string;
  /** How many records of it the unit has; null where it keeps none here. */
  readonly records: number | null;
  readonly values: readonly DeclaredValue[];
}

/** All that a signature is put under. */
export interface Declared {
  readonly period: string;
  readonly unit: string;
  readonly registers: readonly DeclaredRegister[];
  readonly replaces: readonly ReplacedValue[];
}

const isPlaceholder = (state: string) => state === 'not-reported' || state === 'not-asked';

/**
 * What a unit declares with its answers so far; null as long as it did not say of every register whether there was
 * anything.
 */
export function declaredOf(
  period: string,
  { unit, registers, answers, events }: UnitReturn,
  asked: readonly AskedRegister[],
  { standing, records }: Beside,
): Declared | null {
  const signedAt = new Set(events.filter(({ kind }) => kind === 'signed').map(({ at }) => at));
  const given = new Map(answers.map((one) => [placeOf(one), one]));
  const declared: DeclaredRegister[] = [];
  const replaces: ReplacedValue[] = [];
  /** What stands there and came from elsewhere: an import, or the command. */
  const fromElsewhere = (place: string) => {
    const found = standing.get(place);
    return found && !signedAt.has(found.at) && !isPlaceholder(found.state) ? found : undefined;
  };
  for (const one of asked.filter(({ key }) => registers.includes(key))) {
    const gate = gateOf(answers, one.key);
    if (!gate) return null;
    const values = one.questions.map(({ field, part }): DeclaredValue => {
      const present = fromElsewhere(`${field}|${part}`);
      const own = valueUnder(gate, given.get(placeOf({ register: one.key, field, part })));
      const stays =
        own.state === 'not-reported' && present ? { state: present.state, value: present.value } : null;
      if (present && !stays && (present.state !== own.state || present.value !== own.value))
        replaces.push({ register: one.key, field, part, state: present.state, value: present.value });
      return { field, part, ...own, stays };
    });
    const answer = fromElsewhere(`${one.key}|`);
    if (one.answersCall && answer && answer.state !== gate.state)
      replaces.push({ register: one.key, field: '', part: '', state: answer.state, value: null });
    declared.push({
      register: one.key,
      state: gate.state,
      note: gate.note,
      stands: gate.stands,
      ...(gate.givenBy === null ? {} : { givenBy: gate.givenBy }),
      records: one.confirmed ? (records.get(one.key)?.now ?? null) : null,
      values,
    });
  }
  return { period, unit, registers: declared, replaces };
}

/** The value of a question under what was said of its register as a whole. */
function valueUnder(
  gate: CallAnswer,
  answer: CallAnswer | undefined,
): Pick<DeclaredValue, 'state' | 'value' | 'note' | 'stands' | 'givenBy'> {
  if (gate.state === 'nil') return { state: 'nil', value: '0', note: null, stands: null };
  if (gate.state === 'not-applicable')
    return { state: 'not-applicable', value: null, note: gate.note, stands: null };
  if (!answer) return { state: 'not-reported', value: null, note: null, stands: null };
  const { state, value, note, stands, givenBy } = answer;
  return { state, value, note, stands, ...(givenBy === null ? {} : { givenBy }) };
}

/** SHA-256 of what is declared, in hexadecimal. */
export function declaredHash(declared: Declared): string {
  return createHash('sha256').update(JSON.stringify(declared), 'utf8').digest('hex');
}

const signSchema = z.strictObject({
  scope: z.custom<ReturnScope>((given) => typeof given === 'object' && given !== null),
  /** The hash of what was read. */
  hash: z.string().regex(/^[0-9a-f]{64}$/),
  /** Whether values that came from elsewhere may be replaced. */
  replaces: z.boolean(),
});

/** What became of a signature; nothing was written unless it was `signed`. */
export type SignOutcome = 'signed' | 'already' | 'changed' | 'unfinished' | 'replaces' | 'not-yours' | 'gone';

/** Signs a return, and writes what it declares as an import does. */
export const signReturn: Action<z.infer<typeof signSchema>, SignOutcome> = {
  name: 'calls.sign',
  input: signSchema,
  object: ({ scope }) => `${scope.period} ${scope.unit}`,
  change: async (database, { scope, hash, replaces }) => {
    const { period, unit, asked } = scope;
    for (const { key } of [...asked].sort((one, other) => one.key.localeCompare(other.key)))
      await registerLocked(database, key);
    await returnLocked(database, period, unit);
    const stopped = (result: SignOutcome) => ({ result, audit: null });
    const [call] = await readCalls(database, period, unit);
    const [own] = call?.units ?? [];
    if (!call || !own) return stopped('gone');
    const beside = await readBeside(database, scope, own.registers);
    const declared = declaredOf(period, own, asked, beside);
    if (!declared) return stopped('unfinished');
    const last = own.events.findLast(({ kind }) => kind !== 'extended');
    if (last?.kind === 'signed') return stopped(last.hash === hash ? 'already' : 'changed');
    if (declaredHash(declared) !== hash) return stopped('changed');
    if (declared.replaces.length > 0 && !replaces) return stopped('replaces');
    const { rows } = await sql<{ role: string | null }>`select signs_as(${unit}) as role`.execute(database);
    const role = rows[0]?.role ?? null;
    if (role === null) return stopped('not-yours');
    await database
      .insertInto('annual_call_event')
      .values({
        id: newId(),
        call_id: call.id,
        unit,
        kind: 'signed',
        acting_as: role,
        declared_hash: hash,
        declared: JSON.stringify(declared),
      })
      .execute();
    await writeDeclared(database, declared, asked);
    return {
      result: 'signed',
      audit: { registers: declared.registers.length, role, hash, replaced: declared.replaces.length },
    };
  },
};

/** Writes what was signed where imports write it. What stands already word for word stays. */
async function writeDeclared(
  database: Database,
  { period, unit, registers }: Declared,
  asked: readonly AskedRegister[],
): Promise<void> {
  const values = registers.flatMap(({ register, values: own }) =>
    own.filter(({ stays }) => stays === null).map((value) => ({ register, ...value })),
  );
  const stated = await database
    .selectFrom('reported_value')
    .select(['id', 'record_id', 'field', 'part', 'state', 'value', 'note_nl'])
    .where('unit', '=', unit)
    .where('period', '=', period)
    .where('withdrawn_at', 'is', null)
    .execute();
  const present = new Map(stated.map((row) => [`${row.field}|${row.part}`, row]));
  const fresh = values.filter(({ field, part, state, value, note }) => {
    const row = present.get(`${field}|${part}`);
    return !row || row.state !== state || row.value !== value || row.note_nl !== note;
  });
  const ended = fresh.flatMap(({ field, part }) => present.get(`${field}|${part}`)?.id ?? []);
  await endRows(database, 'reported_value', ended);
  if (fresh.length > 0)
    await database
      .insertInto('reported_value')
      .values(
        fresh.map(({ register, field, part, state, value, note }) => ({
          ...{ id: newId(), register, field, part, unit, period, state, value, note_nl: note, note_en: note },
          // Of what a file brought it is another version: the file that comes again finds it changed here.
          record_id: present.get(`${field}|${part}`)?.record_id ?? newId(),
        })),
      )
      .execute();
  const answers = registers.filter(({ register }) => asked.find(({ key }) => key === register)?.answersCall);
  const known = await database
    .selectFrom('call_answer')
    .select(['id', 'register', 'state', 'note_nl'])
    .where('unit', '=', unit)
    .where('period', '=', period)
    .where('withdrawn_at', 'is', null)
    .execute();
  const other = answers.filter(
    ({ register, state, note }) =>
      !known.some((row) => row.register === register && row.state === state && row.note_nl === note),
  );
  await endRows(
    database,
    'call_answer',
    known.filter(({ register }) => other.some((one) => one.register === register)).map(({ id }) => id),
  );
  if (other.length > 0)
    await database
      .insertInto('call_answer')
      .values(
        other.map(({ register, state, note }) => ({
          ...{ id: newId(), register, unit, period, state, note_nl: note, note_en: note },
          received_on: sql<string>`today()`,
        })),
      )
      .execute();
}

async function endRows(
  database: Database,
  table: 'reported_value' | 'call_answer',
  ids: readonly string[],
): Promise<void> {
  if (ids.length === 0) return;
  await sql`update ${sql.table(table)} set withdrawn_at = now() where id = any(${ids}::uuid[])`.execute(
    database,
  );
}
