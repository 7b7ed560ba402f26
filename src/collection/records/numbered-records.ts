import { type RawBuilder, sql } from 'kysely';
import type { Database } from '../../platform/database/doorways.ts';
import type { AnyValue } from '../fields/field.ts';
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
  /** How values are written that stand for something else in the database, such as people. */
  readonly written?: (database: Database) => Promise<(key: string, value: AnyValue) => AnyValue>;
}

/** The sheet of such records in the form that their import reads, and the names by which doubts find them again. */
export function numberedRecords(
  description: RecordDescription,
  { register, orderBy, named, number, sheet, written }: NumberedRecords,
): { readonly sheet: RegisterSheet; readonly names: RecordNames } {
  const { fields } = description;
  const headings = recordHeadings(description);
  const place = headings.indexOf(fields[number]?.label.nl ?? '');
  const write = recordWriter(description);
  const nameOf = ({ values }: KeptVersion) =>
    named.map((key) => fileValue(values[key] ?? null) ?? '').join(' ');
  const present = async (database: Database) => {
    const asked = {
      what: 'present',
      orderBy: sql`${orderBy}, ${doubtsThenId(register, description.id)}`,
    } as const;
    const versions = await readVersions(database, description, asked);
    const asWritten = await written?.(database);
    const seen = new Map<string, number>();
    return versions.map((kept) => {
      const version = asWritten ? { ...kept, values: mapped(kept.values, asWritten) } : kept;
      const name = nameOf(version);
      const among = (seen.get(name) ?? 0) + 1;
      seen.set(name, among);
      return { version, name, among };
    });
  };
  return {
    sheet: {
      name: sheet,
      headings,
      read: async (database, codes) =>
        (await present(database)).map(({ version, among }) =>
          write(version, codes).with(place, String(among)),
        ),
    },
    names: async (database) =>
      (await present(database)).map(({ version, name, among }) => ({
        recordId: version.id,
        name: `${name} ${among}`,
      })),
  };
}

function mapped(
  values: KeptVersion['values'],
  asWritten: (key: string, value: AnyValue) => AnyValue,
): KeptVersion['values'] {
  return Object.fromEntries(Object.entries(values).map(([key, value]) => [key, asWritten(key, value)]));
}

/** Among equal records those with fewer doubts go first, so that the numbers come back alike when an export is read. */
function doubtsThenId(register: string, id: string): RawBuilder<unknown> {
  const record = sql.ref(`r.${id}`);
  return sql`coalesce((select string_agg(concat_ws(' ', kind, value), '|' order by kind, value) from record_flag
      where register = ${register} and withdrawn_at is null and record_id = ${record}), ''), ${record}`;
}
