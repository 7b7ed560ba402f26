import { sql, type Transaction } from 'kysely';
import { AccessDenied, type AccessRow, OperatorEnded } from '../access/access-table.ts';
import type { Actor, PersonActor } from '../access/actor.ts';
import type { Resource } from '../access/resource.ts';
import type { DB } from './schema.ts';

/** The fields that may be seen or changed; null: all of them. */
export type PermittedFields = ReadonlySet<string> | null;

/**
 * Which fields the rows of the access table leave to an actor for this resource. A part of the program needs no more
 * than a row; whether a person bears the role and has the relation, the database says from its own appointments,
 * employments and structure of today. Throws {@link AccessDenied} when no row holds, and when the record is not there.
 *
 * @param database a transaction in which the actor's role and settings are in force
 */
export async function permittedFields(
  database: Transaction<DB>,
  rows: readonly AccessRow[],
  actor: Actor,
  resource: Resource,
): Promise<PermittedFields> {
  const holding =
    actor.kind === 'person'
      ? await rowsThatHold(database, byTokenOnly(rows, actor), resource)
      : await stillHolding(database, rows);
  if (holding.length === 0) throw new AccessDenied('no row of the access table holds');
  const fields = new Set<string>();
  for (const row of holding) {
    if (row.fields === undefined) return null;
    for (const field of row.fields) fields.add(field);
  }
  return fields;
}

/** The rows that a program may use with the token that it has; all of them for somebody who is there. */
function byTokenOnly(rows: readonly AccessRow[], { scope }: PersonActor): readonly AccessRow[] {
  if (scope === undefined) return rows;
  return rows.filter(({ byToken, what }) => byToken === 'always' || (byToken === 'asked' && scope.has(what)));
}

/** What a part of the program may still do. Throws {@link OperatorEnded} when all of it ended at the first account. */
async function stillHolding(
  database: Transaction<DB>,
  rows: readonly AccessRow[],
): Promise<readonly AccessRow[]> {
  const lasting = rows.filter(({ until }) => until === undefined);
  if (lasting.length === rows.length) return rows;
  const answer = await sql<{ stand: boolean }>`select accounts_stand() as stand`.execute(database);
  if (answer.rows[0]?.stand !== true) return rows;
  if (lasting.length === 0) throw new OperatorEnded(rows[0]?.what ?? '');
  return lasting;
}

async function rowsThatHold(
  database: Transaction<DB>,
  rows: readonly AccessRow[],
  resource: Resource,
): Promise<readonly AccessRow[]> {
  const asked = JSON.stringify(rows.map(({ who, on }) => ({ role: who, relation: on })));
  const answer = await sql<{ place: number }>`
    select place from rows_that_hold(${asked}::jsonb, ${JSON.stringify(resource)}::jsonb) as place`.execute(
    database,
  );
  return answer.rows.flatMap(({ place }) => rows[place] ?? []);
}

/** Refuses input that would change other fields than permitted. Throws {@link AccessDenied}. */
export function refuseOtherFields(input: unknown, permitted: PermittedFields): void {
  if (permitted === null) return;
  const named = typeof input === 'object' && input !== null && !Array.isArray(input) ? input : null;
  if (named === null || Object.keys(named).some((field) => !permitted.has(field)))
    throw new AccessDenied('the input holds fields that may not be changed');
}

/** What of an answer can be left out field by field: the answer with none but the allowed fields. */
export interface AnswerFields<Answer> {
  readonly only: (answer: Answer, allowed: ReadonlySet<string>) => Answer;
}

/** The fields of an answer that is a list of rows. A field that is not named here is never shown in part. */
export function fieldsOfRows<Row extends object>(
  ...names: readonly (keyof Row & string)[]
): AnswerFields<readonly Partial<Row>[]> {
  return {
    only: (rows, allowed) =>
      rows.map((row) => {
        const kept: Partial<Row> = {};
        for (const name of names) if (allowed.has(name)) kept[name] = row[name];
        return kept;
      }),
  };
}

/** The answer with the permitted fields. Throws when only some are permitted and the question cannot part them. */
export function onlyPermitted<Answer>(
  answer: Answer,
  fields: AnswerFields<Answer> | undefined,
  permitted: PermittedFields,
): Answer {
  if (permitted === null) return answer;
  if (!fields) throw new AccessDenied('only some fields may be seen, and the question does not part them');
  return fields.only(answer, permitted);
}
