import { type RawBuilder, sql } from 'kysely';
import type { Database } from '../../platform/database/doorways.ts';
import { unknownKind } from '../../platform/language/unknown-kind.ts';
import { columnsOf, valueInRow } from '../fields/columns.ts';
import { type AnyValue, type Field, type Fields, keptFields } from '../fields/field.ts';
import type { LinesDescription, RecordDescription } from './record-description.ts';

type Row = Readonly<Record<string, unknown>>;

/** A line of a record as it is kept: its fields, and its lists of codes. */
export type KeptLine = Readonly<Record<string, AnyValue | readonly string[]>>;

/** One version of a record as it is kept. */
export interface KeptVersion {
  readonly id: string;
  readonly versionId: string;
  readonly values: Readonly<Record<string, AnyValue>>;
  readonly lines: Readonly<Record<string, readonly KeptLine[]>>;
  /** Moments in UTC, in ISO form. */
  readonly recordedAt: string;
  readonly withdrawnAt: string | null;
  /** The person (UUID) who recorded it; null where a part of the program did. */
  readonly recordedBy: string | null;
  readonly reason: string | null;
}

/**
 * Which versions are asked for: those that stand, in an order of the register; these versions; the one of a record that
 * stands; or all versions of one record, the first first.
 */
export type Asked =
  | { readonly what: 'present'; readonly orderBy: RawBuilder<unknown> }
  | { readonly what: 'versions'; readonly versionIds: readonly string[] }
  | { readonly what: 'standing'; readonly recordId: string }
  | { readonly what: 'history'; readonly recordId: string };

function wantedRows(id: string, asked: Asked): RawBuilder<unknown> {
  switch (asked.what) {
    case 'present':
      return sql`where r.withdrawn_at is null order by ${asked.orderBy}`;
    case 'versions':
      return sql`where r.version_id = any(${asked.versionIds}::uuid[])`;
    case 'standing':
      return sql`where r.${sql.ref(id)} = ${asked.recordId}::uuid and r.withdrawn_at is null`;
    case 'history':
      return sql`where r.${sql.ref(id)} = ${asked.recordId}::uuid order by r.recorded_at, r.version_id`;
    default:
      throw unknownKind(asked satisfies never);
  }
}

/** Reads records by the description of their fields, each value by its name. The table is called `r` in `orderBy`. */
export async function readVersions(
  database: Database,
  description: RecordDescription,
  asked: Asked,
): Promise<readonly KeptVersion[]> {
  const { table, id, fields, lines } = description;
  const own = keptFields(fields).flatMap(([, field]) => selected('r', field));
  const perLine = Object.entries(lines).map(([key, one]) => linesOf(key, one));
  const { rows } = await sql<Row>`
    select r.${sql.ref(id)}::text as record_id, r.version_id::text as version_id, r.change_reason, r.recorded_by::text as recorded_by,
      to_char(r.recorded_at at time zone 'UTC', ${isoMoment}) as recorded_at,
      to_char(r.withdrawn_at at time zone 'UTC', ${isoMoment}) as withdrawn_at,
      ${sql.join([...own, ...perLine])}
    from ${sql.table(table)} r ${wantedRows(id, asked)}`.execute(database);
  return rows.map((row) => versionOf(row, description));
}

const isoMoment = 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"';

function selected(alias: string, field: Field): readonly RawBuilder<unknown>[] {
  return columnsOf(field).map((column) => {
    const reference = sql.ref(`${alias}.${column}`);
    // Amounts and ids are taken as text: a number of JavaScript would round them.
    return ['money', 'decimal', 'person'].includes(field.kind.is)
      ? sql`${reference}::text as ${sql.ref(column)}`
      : sql`${reference} as ${sql.ref(column)}`;
  });
}

/** The lines of a version as one JSON value, each with its codes in order. */
function linesOf(key: string, { table, fields, codes }: LinesDescription): RawBuilder<unknown> {
  const pairs = [
    ...keptFields(fields).flatMap(([, field]) =>
      columnsOf(field).map((column) => sql`${sql.lit(column)}, l.${sql.ref(column)}`),
    ),
    ...Object.entries(codes).map(
      ([name, { table: codeTable, lineColumn, field }]) => sql`${sql.lit(name)}, (
          select coalesce(jsonb_agg(c.${sql.ref(field.column)} order by c.${sql.ref(field.column)}), '[]')
          from ${sql.table(codeTable)} c where c.version_id = l.version_id and c.${sql.ref(lineColumn)} = l.id)`,
    ),
  ];
  return sql`(select coalesce(jsonb_agg(jsonb_build_object(${sql.join(pairs)}) order by l.line), '[]')
      from ${sql.table(table)} l where l.version_id = r.version_id) as ${sql.ref(key)}`;
}

function versionOf(row: Row, { fields, lines }: RecordDescription): KeptVersion {
  return {
    id: text(row['record_id']),
    versionId: text(row['version_id']),
    values: valuesOf(row, fields),
    lines: Object.fromEntries(
      Object.entries(lines).map(([key, one]) => [
        key,
        rowsIn(row[key]).map((line) => ({
          ...valuesOf(line, one.fields),
          ...Object.fromEntries(Object.keys(one.codes).map((name) => [name, textsIn(line[name])])),
        })),
      ]),
    ),
    recordedAt: text(row['recorded_at']),
    withdrawnAt: typeof row['withdrawn_at'] === 'string' ? row['withdrawn_at'] : null,
    recordedBy: typeof row['recorded_by'] === 'string' ? row['recorded_by'] : null,
    reason: typeof row['change_reason'] === 'string' ? row['change_reason'] : null,
  };
}

function valuesOf(row: Row, fields: Fields): Record<string, AnyValue> {
  return Object.fromEntries(keptFields(fields).map(([key, field]) => [key, valueInRow(field, row)]));
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

function rowsIn(value: unknown): readonly Row[] {
  return Array.isArray(value) ? value.filter((one) => typeof one === 'object' && one !== null) : [];
}

function textsIn(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.filter((one) => typeof one === 'string') : [];
}
