import { sql } from 'kysely';
import type { Question } from '../../../platform/database/doorways.ts';

/** What became of an import: it brought nothing new, stands, stands in part, was replaced, or was taken back. */
export type ImportState = 'nothing-new' | 'stands' | 'stands-in-part' | 'replaced' | 'taken-back';

/** One import: which file, by whom, and what of it stands. */
export interface ReadFile {
  /** UUID; its last characters are enough for `imports undo`, see {@link shortId}. */
  readonly id: string;
  readonly register: string;
  readonly file: string;
  readonly sender: string;
  /** ISO 8601, to the second. */
  readonly readAt: string;
  /** The account that read it, as the audit trail names it; null where that is not known. */
  readonly by: string | null;
  /** Null for what was read before periods were kept. */
  readonly periods: readonly string[] | null;
  /** Rows that were new or changed, and how many records they are. */
  readonly rows: number;
  readonly records: number;
  readonly state: ImportState;
  readonly takenBackAt: string | null;
}

const shortDigits = 8;

/** How people name an import. The first characters of the id are its time and much alike. */
export function shortId(id: string): string {
  return id.slice(-shortDigits);
}

/** Which of the files that were read: of one register when one is named; a part of them, or the one of an id. */
interface WhichFiles {
  readonly register: string | null;
  readonly page?: { readonly first: number; readonly most: number };
  readonly id?: string;
}

/** The files that were read, newest first. */
export const readFiles: Question<WhichFiles, readonly ReadFile[]> = {
  name: 'imports.list',
  confidential: false,
  object: ({ register }) => register ?? 'imports',
  ask: async (database, { register, page, id = null }) => {
    const iso = sql.lit('YYYY-MM-DD"T"HH24:MI:SS"Z"');
    const { rows } = await sql<Omit<ReadFile, 'state'> & { readonly standing: number }>`
      select s.id, s.register, s.file_name as file, s.sender,
        to_char(s.recorded_at at time zone 'UTC', ${iso}) as "readAt",
        to_char(s.withdrawn_at at time zone 'UTC', ${iso}) as "takenBackAt",
        -- The audit row of an import bears the moment of its transaction, as all that it wrote.
        imported_by(s.register, s.recorded_at) as by,
        coalesce(s.periods, case when s.period is null then null else array[s.period] end) as periods,
        r.rows, r.records, r.standing
      from (
        select * from import_source
        where (${register}::text is null or register = ${register}) and (${id}::uuid is null or id = ${id}::uuid)
        order by recorded_at desc, id desc
        limit ${page?.most ?? null}::bigint offset ${page?.first ?? 0}::bigint
      ) s cross join lateral (
        select count(*) filter (where recorded_at = s.recorded_at)::integer as rows,
          count(distinct record_id) filter (where recorded_at = s.recorded_at)::integer as records,
          count(*) filter (where withdrawn_at is null)::integer as standing
        from import_row where source_id = s.id) r
      order by s.recorded_at desc, s.id desc`.execute(database);
    return rows.map(({ standing, ...one }) => ({ ...one, state: stateOf(one, standing) }));
  },
};

function stateOf({ takenBackAt, rows }: Omit<ReadFile, 'state'>, standing: number): ImportState {
  if (takenBackAt !== null) return 'taken-back';
  if (rows === 0) return 'nothing-new';
  if (standing === 0) return 'replaced';
  return standing < rows ? 'stands-in-part' : 'stands';
}
