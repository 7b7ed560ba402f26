import { sql } from 'kysely';
import type { Database } from '../../platform/database/doorways.ts';

/** What a sender's headings and labels were confirmed to mean. */
export interface Mappings {
  /** Heading as written to the key of a column, or "-" to leave it out. */
  readonly columns: ReadonlyMap<string, string>;
  /** "list:label" as written to a code; "unit:name" to the key of a unit. */
  readonly labels: ReadonlyMap<string, string>;
}

/** The meanings that this sender confirmed earlier for a register; names of units for any register. */
export async function readMappings(database: Database, register: string, sender: string): Promise<Mappings> {
  const rows = await database
    .selectFrom('remembered_mapping')
    .select(['kind', 'written', 'meaning'])
    .where('sender', '=', sender)
    // Which unit a name means is the same in every register.
    .where(({ eb, or }) => or([eb('register', '=', register), eb('written', 'like', 'unit:%')]))
    .orderBy('recorded_at')
    .execute();
  const of = (kind: string) =>
    new Map(rows.filter((row) => row.kind === kind).map((row) => [row.written, row.meaning]));
  return { columns: of('column'), labels: of('label') };
}

/**
 * Adds meanings that a person confirmed just now and remembers them for the sender. A written form with a list
 * before a colon ("unit:Dictu Algemeen") is a label, any other a heading.
 */
export async function rememberMappings(
  database: Database,
  register: string,
  sender: string,
  confirmed: Readonly<Record<string, string>>,
  known: Mappings,
): Promise<Mappings> {
  const columns = new Map(known.columns);
  const labels = new Map(known.labels);
  for (const [written, meaning] of Object.entries(confirmed)) {
    const kind = /^[a-z][a-z-]*:/.test(written) ? 'label' : 'column';
    (kind === 'label' ? labels : columns).set(written, meaning);
    await sql`insert into remembered_mapping (register, sender, kind, scope, written, meaning)
      values (${register}, ${sender}, ${kind}, '', ${written}, ${meaning})
      on conflict (register, sender, kind, scope, written) do update set meaning = excluded.meaning, recorded_at = now()`.execute(
      database,
    );
  }
  return { columns, labels };
}
