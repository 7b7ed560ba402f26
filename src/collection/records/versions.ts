import { sql } from 'kysely';
import type { Database } from '../../platform/database/doorways.ts';
import { type InsertColumn, type NewRows, newRows } from '../../platform/database/insert-rows.ts';
import { newId } from '../../platform/database/new-id.ts';
import { fieldColumns, insertColumns } from '../fields/columns.ts';
import { type Fields, keptFields } from '../fields/field.ts';
import type { Correction, KeptIn, StoredEntry } from '../import/import-face.ts';
import { endRecords } from '../import/matters/ended-records.ts';
import type { ExportTable } from '../register.ts';
import type { LinesDescription, RecordDescription } from './record-description.ts';
import { recordSchema } from './record-schema.ts';

/*
 * Records of which versions are kept, whatever the register: a new record is a first version, a correction ends one
 * version and adds another under the same id, and an end withdraws what stands. Nothing is deleted or overwritten.
 */

type Values = Readonly<Record<string, unknown>>;

interface NewVersion {
  readonly versionId: string;
  readonly recordId: string;
  readonly reason: string | null;
  readonly values: Values;
}

interface NewLine {
  readonly id: string;
  readonly versionId: string;
  readonly line: number;
  readonly values: Values;
}

/** New records as first versions with their lines, ready to be written: rows of tables in the order of references. */
export function versionRows(
  description: RecordDescription,
): (entries: readonly StoredEntry[]) => readonly NewRows[] {
  const columns: readonly InsertColumn<NewVersion>[] = [
    ['version_id', 'uuid', (row) => row.versionId],
    [description.id, 'uuid', (row) => row.recordId],
    ['change_reason', 'text', (row) => row.reason],
    ...insertColumns<NewVersion>(description.fields, (row) => row.values),
  ];
  const lines = Object.entries(description.lines).map(([key, one]) => lineRows(key, one));
  const schema = recordSchema(description);
  return (entries) => {
    const versions = entries.map(
      ({ recordId, versionId = newId(), reason = null, record }): NewVersion => ({
        versionId,
        recordId,
        reason,
        values: valuesOf(schema.parse(record)),
      }),
    );
    return [newRows(description.table, columns, versions), ...lines.flatMap((rows) => rows(versions))];
  };
}

function lineRows(
  key: string,
  { table, fields, codes }: LinesDescription,
): (versions: readonly NewVersion[]) => readonly NewRows[] {
  const columns: readonly InsertColumn<NewLine>[] = [
    ['id', 'uuid', (row) => row.id],
    ['version_id', 'uuid', (row) => row.versionId],
    ['line', 'integer', (row) => row.line],
    ...insertColumns<NewLine>(fields, (row) => row.values),
  ];
  return (versions) => {
    const lines = versions.flatMap(({ versionId, values }) =>
      listOf(values[key]).map(
        (line, index): NewLine => ({ id: newId(), versionId, line: index + 1, values: valuesOf(line) }),
      ),
    );
    const ofLines = Object.entries(codes).map(([name, { table: codeTable, lineColumn, field }]) => {
      const rows = lines.flatMap(({ id, versionId, values }) =>
        listOf(values[name]).map((code) => ({ lineId: id, versionId, code: String(code) })),
      );
      return newRows(
        codeTable,
        [
          ['id', 'uuid', () => newId()],
          ['version_id', 'uuid', (row) => row.versionId],
          [lineColumn, 'uuid', (row) => row.lineId],
          [field.column, 'text', (row) => row.code],
        ],
        rows,
      );
    });
    return [newRows(table, columns, lines), ...ofLines];
  };
}

function valuesOf(record: unknown): Values {
  return isValues(record) ? record : {};
}

function isValues(record: unknown): record is Values {
  return typeof record === 'object' && record !== null;
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

/** Where the versions of a record stand, with their lines and the codes of these. */
export function keptVersions({ table, id, lines }: RecordDescription): KeptIn {
  return {
    table,
    record: id,
    row: 'version_id',
    lines: Object.values(lines).map((one) => ({
      table: one.table,
      codes: Object.values(one.codes).map(({ table: codeTable, lineColumn }) => ({
        table: codeTable,
        lineColumn,
      })),
    })),
  };
}

/**
 * Makes records that were stored as new into versions of the records that they correct: the earlier version ends, the
 * record keeps its id and what the program gave it.
 *
 * @param reason why, for the history: "correctie in incidenten-2024.csv"
 */
export async function correctVersions(
  database: Database,
  description: RecordDescription,
  corrections: readonly Correction[],
  reason: string,
): Promise<void> {
  const { table, id, fields } = description;
  const stored = corrections.map((one) => one.recordId);
  const corrected = corrections.map((one) => one.corrects);
  await endRecords(database, keptVersions(description), corrected);
  const given = givenColumns(fields).map(
    (column) => sql`, ${sql.ref(column)} = (
        select e.${sql.ref(column)} from ${sql.table(table)} e
        where e.${sql.ref(id)} = c.corrects order by e.recorded_at desc limit 1)`,
  );
  await sql`
    update ${sql.table(table)} r set ${sql.ref(id)} = c.corrects, change_reason = ${reason}${sql.join(given, sql``)}
    from unnest(${stored}::uuid[], ${corrected}::uuid[]) as c(stored, corrects)
    where r.${sql.ref(id)} = c.stored`.execute(database);
}

function givenColumns(fields: Fields): readonly string[] {
  return keptFields(fields).flatMap(([, field]) => (field.given ? [field.column] : []));
}

/** The tables of a record with every version, as an export writes them. */
export function exportTables({ table, id, fields, lines }: RecordDescription): readonly ExportTable[] {
  return [
    {
      name: table,
      columns: ['version_id', id, ...fieldColumns(fields), 'recorded_at', 'withdrawn_at', 'change_reason'],
      orderBy: [id, 'recorded_at', 'version_id'],
    },
    ...Object.values(lines).flatMap((one): readonly ExportTable[] => [
      {
        name: one.table,
        columns: ['id', 'version_id', 'line', ...fieldColumns(one.fields)],
        orderBy: ['version_id', 'line'],
      },
      ...Object.values(one.codes).map(({ table: codeTable, lineColumn, field }) => ({
        name: codeTable,
        columns: ['id', 'version_id', lineColumn, field.column],
        orderBy: ['version_id', lineColumn, field.column, 'id'],
      })),
    ]),
  ];
}
