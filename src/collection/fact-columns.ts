import { type RawBuilder, sql } from 'kysely';
import { type CodeList, findCode } from '../codes/code-lists.ts';
import {
  type FactTable,
  factTableFromJoined,
  type JoinedFactRow,
  notRecorded,
  withColumn,
} from '../figures/cubes/facts.ts';
import type { Database } from '../platform/database/doorways.ts';
import { type Field, type Fields, keptFields } from './fields/field.ts';
import { recordCode, scopedColumns } from './record-codes.ts';
import type { FactScope } from './register.ts';

/**
 * A column of a fact table: its name, the SQL that answers its code (the empty text is "niet vastgelegd"), and the key
 * of the list that the code is of.
 */
export type FactColumn = readonly [name: string, code: RawBuilder<unknown>, list?: string];

/** The fields whose columns a register computes itself: it must name each, or it does not compile. */
export type OwnColumns<F extends Fields> = {
  readonly [Key in keyof F as F[Key]['counted'] extends 'own' ? Key : never]: readonly FactColumn[];
};

/** The column of a field that is counted as it is: its code, "yes" or "no". */
export function codedColumn(key: string, { kind, column }: Field, alias: string): FactColumn {
  const reference = sql.ref(`${alias}.${column}`);
  const code =
    kind.is === 'yes-no'
      ? sql`case ${reference} when true then 'yes' when false then 'no' else '' end`
      : sql`coalesce(${reference}::text, '')`;
  return kind.is === 'code' ? [key, code, kind.list] : [key, code];
}

/** The columns of all fields that are counted as they are, under the keys of the fields. */
export function codedColumns(fields: Fields, alias: string): readonly FactColumn[] {
  return keptFields(fields)
    .filter(([, { counted }]) => counted === 'coded')
    .map(([key, field]) => codedColumn(key, field, alias));
}

/**
 * Columns in the order in which publications froze them, and what came later behind: frozen columns keep their names
 * and their order.
 */
export function inFrozenOrder(
  columns: readonly FactColumn[],
  frozen: readonly string[],
): readonly FactColumn[] {
  const byName = new Map(columns.map((column) => [column[0], column]));
  const known = frozen.map((name) => {
    const column = byName.get(name);
    if (!column) throw new RangeError(`No field gives the frozen column "${name}".`);
    return column;
  });
  return [...known, ...columns.filter(([name]) => !frozen.includes(name))];
}

/** Over which days facts are read, and in which month a reporting year begins. */
export interface FactBounds {
  readonly from: string;
  readonly until: string;
  readonly month: number;
}

/** The bounds of a scope. Throws a RangeError when it names no year. */
export function factBounds(scope: FactScope): FactBounds {
  const from = scope.years[0]?.from;
  const until = scope.years.at(-1)?.until;
  if (!from || !until) throw new RangeError('Facts need at least one year.');
  return { from, until, month: scope.yearStart.month };
}

/** What a fact table may need around its rows. */
export interface FactQuery {
  /** `with …` before the select. */
  readonly before?: RawBuilder<unknown>;
  /** How many a group of equal rows is; their number without it. */
  readonly amount?: RawBuilder<unknown>;
}

/**
 * Reads a fact table: equal rows together with how many they are, each code under the name of its column.
 *
 * @param recordId the column with the id of the record, such as `i.incident_id`
 * @param source what stands from `from` to the end of `where`
 */
export async function readFacts(
  database: Database,
  scope: FactScope,
  name: string,
  columns: readonly FactColumn[],
  recordId: string,
  source: RawBuilder<unknown>,
  { before = sql``, amount = sql`count(*)` }: FactQuery = {},
): Promise<FactTable> {
  const codes = sql.join(columns.map(([, code]) => code));
  const { rows } = await sql<JoinedFactRow>`
    ${before} select concat_ws('|', ${codes}${recordCode(scope, recordId)}) as codes, ${amount} as amount
    ${source} group by 1 order by 1`.execute(database);
  const names = columns.map(([column]) => column);
  const facts = factTableFromJoined(name, scopedColumns(scope, names), rows);
  return columns.reduce((table, [column, , key]) => {
    const list = key === undefined ? undefined : scope.codes.get(key);
    return list ? withReplaced(table, column, list) : table;
  }, facts);
}

/** Counts what was recorded with a code of an earlier version of its list as the code that replaced it. */
function withReplaced(facts: FactTable, column: string, list: CodeList): FactTable {
  if (!list.codes.some(({ replaces }) => replaces !== undefined)) return facts;
  return withColumn(facts, column, [column], ([code = notRecorded]) => findCode(list, code)?.code ?? code);
}
