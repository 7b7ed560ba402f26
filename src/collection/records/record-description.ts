import type { DB } from '../../platform/database/schema.ts';
import {
  type Field,
  type Fields,
  type KeptKey,
  keptFields,
  type RecordOf,
  type RowKind,
  type SpanKind,
} from '../fields/field.ts';

type TableName = keyof DB & string;
type ColumnName<Table extends TableName> = keyof DB[Table] & string;

/** What every table of versions has beside the fields of its record. */
type VersionColumn = 'version_id' | 'recorded_at' | 'recorded_by' | 'withdrawn_at' | 'change_reason';
/** What every table of lines has beside the fields of its lines. */
type LineColumn = 'id' | 'version_id' | 'line';

type ColumnsOfField<F extends Field> = F['kind'] extends RowKind
  ? never
  : F['kind'] extends SpanKind
    ? `${F['column']}_from` | `${F['column']}_until` | `${F['column']}_precision`
    : F['column'];
type ColumnsOfFields<F extends Fields> = { [Key in keyof F]: ColumnsOfField<F[Key]> }[keyof F];

/**
 * Nothing to say where the fields and the columns of a table are the same; else the columns that no field describes
 * and the fields that no column keeps, so that the compiler names them.
 */
type SameColumns<Columns extends string, F extends Fields> = [
  Exclude<Columns, ColumnsOfFields<F>>,
  Exclude<ColumnsOfFields<F>, Columns>,
] extends [never, never]
  ? unknown
  : {
      readonly columnsWithoutField: Exclude<Columns, ColumnsOfFields<F>>;
      readonly fieldsWithoutColumn: Exclude<ColumnsOfFields<F>, Columns>;
    };

/** Codes of a list that a line has any number of, such as the measures about one subject. */
export interface CodesOfLine {
  readonly table: string;
  /** The column with the id of the line. */
  readonly lineColumn: string;
  /** Under which key files bring them: "measure", not "measures". */
  readonly importKey: string;
  readonly field: Field;
}

/** Lines of a record, such as the subjects of an incident: the same fields several times. */
export interface LinesDescription<F extends Fields = Fields, Codes extends Codeses = Codeses> {
  readonly table: string;
  readonly fields: F;
  readonly codes: Codes;
}
type Codeses = Readonly<Record<string, CodesOfLine>>;

/** Any record of which versions are kept, as its register describes it. */
export interface RecordDescription<
  F extends Fields = Fields,
  Lines extends Readonly<Record<string, LinesDescription>> = Readonly<Record<string, LinesDescription>>,
> {
  readonly table: string;
  /** The column with the id of the record; every version has one of its own besides. */
  readonly id: string;
  readonly fields: F;
  readonly lines: Lines;
}

type LineOf<L extends LinesDescription> = RecordOf<L['fields']> & {
  readonly [Key in keyof L['codes']]: readonly string[];
};

/** A record with its lines. */
export type DescribedRecord<D extends RecordDescription> = RecordOf<D['fields']> & {
  readonly [Key in keyof D['lines']]: readonly LineOf<D['lines'][Key]>[];
};

/**
 * Describes a record. Its fields and the columns of its table are the same, or this does not compile: a column that
 * a migration adds asks for a field, and a field asks for a column.
 */
export function describeRecord<
  const Table extends TableName,
  const Id extends ColumnName<Table>,
  const F extends Fields,
  const Lines extends Readonly<Record<string, LinesDescription>> = Record<never, never>,
>(given: {
  readonly table: Table;
  readonly id: Id;
  readonly fields: F & SameColumns<Exclude<ColumnName<Table>, VersionColumn | Id>, F>;
  readonly lines?: Lines;
}): RecordDescription<F, Lines>;
export function describeRecord(given: {
  readonly table: string;
  readonly id: string;
  readonly fields: Fields;
  readonly lines?: Readonly<Record<string, LinesDescription>>;
}): RecordDescription {
  return { ...given, lines: given.lines ?? {} };
}

/** All fields of a record by key, with those of its lines and the codes of a line. */
export function describedFields({
  fields,
  lines,
}: RecordDescription): readonly (readonly [key: string, field: Field])[] {
  return [
    ...keptFields(fields),
    ...Object.values(lines).flatMap((one) => [
      ...keptFields(one.fields),
      ...Object.values(one.codes).map(({ importKey, field }) => [importKey, field] as const),
    ]),
  ];
}

/** Describes lines of a record, with the same promise as {@link describeRecord}. */
export function describeLines<
  const Table extends TableName,
  const F extends Fields,
  const Codes extends Codeses,
>(given: {
  readonly table: Table;
  readonly fields: F & SameColumns<Exclude<ColumnName<Table>, LineColumn>, F>;
  readonly codes: Codes;
}): LinesDescription<F, Codes> {
  return given;
}

/** The keys of a record's own fields. */
export type FieldKey<D extends RecordDescription> = KeptKey<D['fields']>;
