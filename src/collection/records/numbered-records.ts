import { type RawBuilder, sql } from 'kysely';
import type { Database } from '../../platform/database/doorways.ts';
import { fileValue } from '../fields/write-value.ts';
import type { RecordNames, RegisterSheet } from '../register.ts';
import { type KeptVersion, readVersions } from './read-records.ts';
import type { RecordDescription } from './record-description.ts';
import { recordHeadings, recordWriter } from './record-sheet.ts';

/** How records that bear no number of their own are told apart: by what stands in them, and a number among equals. */
export interface NumberedRecords {
  readonly register: string;
  /** The order in which they are written; the table is `r`. */
  readonly orderBy: RawBuilder<unknown>;
  /** The fields that name a record. */
  readonly named: readonly string[];
  /** The field of files (a column that no record keeps) in which the number among equals stands. */
  readonly number: string;
  /** What their sheet is called in an export. */
  readonly sheet: string;
}

/** The sheet of such records in the form that their import reads, and the names by which doubts find them again. */
export function numberedRecords(
  description: RecordDescription,
  { register, orderBy, named, number, sheet }: NumberedRecords,
): { readonly sheet: RegisterSheet; readonly names: RecordNames } {
  const { fields } = description;
  const headings = recordHeadings(description);
  const place = headings.indexOf(fields[number]?.label.nl ?? '');
  const write = recordWriter(description);
  const present = async (database: Database) =>
    numberedAmongEquals(
      await readVersions(database, description, {
        what: 'present',
        orderBy: sql`${orderBy}, ${doubtsThenId(register, description.id)}`,
      }),
    );
  const nameOf = ({ values }: KeptVersion, among: number) =>
    [...named.map((key) => (fields[key] && fileValue(values[key] ?? null)) ?? ''), among].join(' ');
  return {
    sheet: {
      name: sheet,
      headings,
      read: async (database, codes) =>
        (await present(database)).map(([version, among]) => write(version, codes).with(place, String(among))),
    },
    names: async (database) =>
      (await present(database)).map(([version, among]) => ({
        recordId: version.id,
        name: nameOf(version, among),
      })),
  };
}

/** Numbers versions among those that are equal in all fields, from 1, in the order in which they stand. */
function numberedAmongEquals(versions: readonly KeptVersion[]): readonly (readonly [KeptVersion, number])[] {
  const seen = new Map<string, number>();
  return versions.map((version) => {
    const key = JSON.stringify(version.values);
    const number = (seen.get(key) ?? 0) + 1;
    seen.set(key, number);
    return [version, number];
  });
}

/** Among equal records those with fewer doubts go first, so that the numbers come back alike when an export is read. */
function doubtsThenId(register: string, id: string): RawBuilder<unknown> {
  const record = sql.ref(`r.${id}`);
  return sql`coalesce((select string_agg(concat_ws(' ', kind, value), '|' order by kind, value) from record_flag
      where register = ${register} and withdrawn_at is null and record_id = ${record}), ''), ${record}`;
}
