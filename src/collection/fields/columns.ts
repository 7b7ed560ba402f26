import type { InsertColumn } from '../../platform/database/insert-rows.ts';
import { unknownKind } from '../../platform/language/unknown-kind.ts';
import { type AnyValue, type Field, type FieldKind, type Fields, keptFields } from './field.ts';
import { isSpan, type Span } from './span.ts';

/** The columns in which a field is kept: one, or three for a moment with its precision. */
export function columnsOf({ kind, column }: Field): readonly string[] {
  if (kind.is === 'row') return [];
  if (kind.is === 'span') return [`${column}_from`, `${column}_until`, `${column}_precision`];
  return [column];
}

/** The columns of all fields, in their order. */
export function fieldColumns(fields: Fields): readonly string[] {
  return Object.values(fields).flatMap(columnsOf);
}

/** How the fields of new records are written, each under its own name. */
export function insertColumns<Row>(
  fields: Fields,
  recordOf: (row: Row) => Readonly<Record<string, unknown>>,
): readonly InsertColumn<Row>[] {
  return keptFields(fields).flatMap(([key, field]): InsertColumn<Row>[] => {
    const { column, given } = field;
    if (field.kind.is === 'span') {
      const part = (which: keyof Span) => (row: Row) => partOf(recordOf(row)[key], which);
      return [
        [`${column}_from`, 'date', part('from')],
        [`${column}_until`, 'date', part('until')],
        [`${column}_precision`, 'text', part('precision')],
      ];
    }
    return [[column, columnType(field.kind), (row) => asScalar(recordOf(row)[key]) ?? given?.() ?? null]];
  });
}

/** The PostgreSQL type in which a field of this kind is kept. */
function columnType(kind: Exclude<FieldKind, { readonly is: 'span' }>): InsertColumn<never>[1] {
  switch (kind.is) {
    case 'code':
    case 'choice':
    case 'text':
    case 'unit':
    case 'row':
      return 'text';
    case 'yes-no':
      return 'boolean';
    case 'day':
      return 'date';
    case 'money':
    case 'decimal':
      return 'numeric';
    case 'count':
      return 'integer';
    case 'person':
      return 'uuid';
    default:
      throw unknownKind(kind satisfies never);
  }
}

function asScalar(value: unknown): string | number | boolean | null {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? value : null;
}

function partOf(value: unknown, which: keyof Span): string | null {
  return isSpan(value) ? value[which] : null;
}

function asSpan(value: unknown): Span | undefined {
  return isSpan(value) ? value : undefined;
}

/** The value of a field in a row of its table, as the database answered it. */
export function valueInRow(field: Field, row: Readonly<Record<string, unknown>>): AnyValue {
  const { kind, column } = field;
  if (kind.is === 'row') return null;
  if (kind.is !== 'span') return asScalar(row[column]);
  return (
    asSpan({
      from: row[`${column}_from`],
      until: row[`${column}_until`],
      precision: row[`${column}_precision`],
    }) ?? null
  );
}
