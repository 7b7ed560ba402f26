import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import type { Question } from '../database/doorways.ts';

/** How the rows of a table are sealed: the column that names a row, and columns that are no part of what is sealed. */
interface SealedRows {
  readonly key: string;
  readonly leftOut?: readonly string[];
}

/** Tables by name, with how their rows are sealed. The database has the same list; one that is missing there is told. */
export type SealedTables = Readonly<Record<string, SealedRows>>;

/** The tables whose rows are sealed, beside those of the registers, which follow from how their records are described. */
export const sealedRows: SealedTables = {
  access_review: { key: 'id' },
  access_token: { key: 'id', leftOut: ['last_used_on'] },
  annual_call: { key: 'id' },
  annual_call_answer: { key: 'id' },
  annual_call_delegated_answer: { key: 'id' },
  annual_call_delegation: { key: 'delegation_id' },
  annual_call_delegation_event: { key: 'id' },
  annual_call_event: { key: 'id' },
  annual_call_unit: { key: 'id' },
  appointment: { key: 'id' },
  basis_reason: { key: 'id' },
  call_answer: { key: 'id' },
  certificate: { key: 'id' },
  import_source: { key: 'id' },
  incident_summary: { key: 'id' },
  line_notice: { key: 'id' },
  open_work: { key: 'id' },
  person_number: { key: 'id' },
  printed_figure: { key: 'id' },
  proposal: { key: 'id' },
  proposal_use: { key: 'proposal_id' },
  publication: { key: 'id' },
  publication_note: { key: 'id' },
  record_assignment: { key: 'id' },
  record_decision: { key: 'id' },
  record_exclusion: { key: 'id' },
  record_question: { key: 'question_id' },
  record_question_answer: { key: 'id' },
  record_question_event: { key: 'id' },
  report_block: { key: 'id' },
  report_decision: { key: 'id' },
  report_draft: { key: 'id' },
  report_event: { key: 'id' },
  report_reader: { key: 'id' },
  report_reading: { key: 'id' },
  report_remark: { key: 'id' },
  report_step: { key: 'id' },
  reported_value: { key: 'id' },
  statement: { key: 'id' },
  structure_version: { key: 'id' },
  works_council_consent: { key: 'id' },
};

/** The functions by which rows are noted, hashed and linked, each with the SHA-256 of what it does. */
const functions: Readonly<Record<string, string>> = {
  link_audit: 'f20454f1c5aaad6619dd1f605d334adb936712e91f488b6be92ef337dc60583b',
  note_records: 'e597a1fd5e27be98f244cb19a803e4b898595e12b96fdf60bcdf1b35b701135a',
  record_digests: 'b4b4ff036122bf017355f5aa0df53c3641090eede0a2700aa8149e58dfecf975',
  record_digests_after: '543e0c6ce34193ea43b324cd8a382324b80e60296637c84018259dcc517053bf',
  take_record_changes: '9dc7a55ac82ddaf46e9c1ceb3db6d39443d57f818ae69125f1737256eff863d5',
};

/** What of the database does the noting, hashing and linking, as it stands. */
export interface SealingDefinitions {
  readonly tables: readonly {
    readonly table: string;
    readonly key: string;
    readonly leftOut: readonly string[];
  }[];
  readonly functions: readonly { readonly name: string; readonly parts: readonly (string | null)[] }[];
  readonly triggers: readonly {
    readonly table: string;
    readonly name: string;
    readonly isOn: boolean;
    readonly definition: string;
  }[];
}

/** Reads the list of sealed tables, and the functions and triggers, from the catalogue of the database. */
export const sealingDefinitions: Question<Record<string, never>, SealingDefinitions> = {
  name: 'audit.sealed-tables',
  confidential: false,
  object: () => 'audit',
  ask: async (database) => {
    const tables = await sql<SealingDefinitions['tables'][number]>`
      select table_name as "table", key_column as key, left_out as "leftOut" from public.sealed_table`.execute(
      database,
    );
    const found = await sql<SealingDefinitions['functions'][number]>`
      select p.proname as name, array[pg_catalog.pg_get_function_identity_arguments(p.oid), l.lanname, p.prosrc,
        p.prosecdef::text, p.provolatile::text, p.proconfig::text] as parts
      from pg_catalog.pg_proc p join pg_catalog.pg_language l on l.oid = p.prolang
      where p.pronamespace = 'public'::regnamespace and p.proname = any(${Object.keys(functions)})`.execute(
      database,
    );
    const triggers = await sql<SealingDefinitions['triggers'][number]>`
      select c.relname as "table", t.tgname as name,
        t.tgenabled in ('O', 'A') and p.proname = 'note_records' and p.pronamespace = 'public'::regnamespace as "isOn",
        replace(pg_catalog.pg_get_triggerdef(t.oid), ' public.', ' ') as definition
      from pg_catalog.pg_trigger t join pg_catalog.pg_class c on c.oid = t.tgrelid
      join pg_catalog.pg_proc p on p.oid = t.tgfoid
      where c.relnamespace = 'public'::regnamespace and t.tgname like 'sealed\_when\_%'`.execute(database);
    return { tables: tables.rows, functions: found.rows, triggers: triggers.rows };
  },
};

/** The names of functions and triggers that are not there, switched off, or others than those of the migrations. */
export function definitionsThatDiffer(stored: SealingDefinitions, tables: SealedTables): readonly string[] {
  const differ: string[] = [];
  for (const [name, expected] of Object.entries(functions)) {
    const found = stored.functions.filter((one) => one.name === name);
    const [first] = found;
    if (found.length !== 1 || !first || definitionHash(first.parts) !== expected) differ.push(name);
  }
  for (const [table, rows] of Object.entries(tables))
    for (const [name, definition] of Object.entries(triggersOf(table, rows))) {
      const found = stored.triggers.find((one) => one.table === table && one.name === name);
      if (!found?.isOn || found.definition !== definition) differ.push(`${table}.${name}`);
    }
  return differ;
}

function definitionHash(parts: readonly (string | null)[]): string {
  return createHash('sha256').update(JSON.stringify(parts), 'utf8').digest('hex');
}

function triggersOf(table: string, { key, leftOut }: SealedRows): Readonly<Record<string, string>> {
  const passed = leftOut ? `'${key}', '{${leftOut.join(',')}}'` : `'${key}'`;
  const trigger = (name: string, when: string, touched: string): string =>
    `CREATE TRIGGER ${name} AFTER ${when} ON ${table} REFERENCING ${touched} TABLE AS touched FOR EACH STATEMENT EXECUTE FUNCTION note_records(${passed})`;
  return {
    sealed_when_added: trigger('sealed_when_added', 'INSERT', 'NEW'),
    sealed_when_changed: trigger(
      'sealed_when_changed',
      'UPDATE',
      leftOut ? 'OLD TABLE AS before NEW' : 'NEW',
    ),
    sealed_when_gone: trigger('sealed_when_gone', 'DELETE', 'OLD'),
  };
}
