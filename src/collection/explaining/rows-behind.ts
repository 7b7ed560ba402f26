import { sql } from 'kysely';
import type { ReportedValue } from '../../figures/cubes/reported-value.ts';
import type { Question } from '../../platform/database/doorways.ts';

/** Records and statements whose rows in imported files are asked for. */
export interface BehindScope {
  /** The figure that they stand behind; it is the object in the audit trail. */
  readonly figure: string;
  readonly records: readonly string[];
  readonly statements: readonly Pick<ReportedValue, 'field' | 'part' | 'unit' | 'period'>[];
}

/** Where a record or a statement came from, and what is doubted about it. */
export interface SourceRow {
  /** The id of the record, or the {@link statementKey} of the statement. */
  readonly of: string;
  /** Null where nothing was imported for it: it was made here. */
  readonly file: string | null;
  readonly sheet: string | null;
  readonly row: number | null;
  /** The kinds of the flags that stand with it. */
  readonly flags: readonly string[];
}

/** Names a statement: one is made per field, part, unit and period. */
export function statementKey(one: Pick<ReportedValue, 'field' | 'part' | 'unit' | 'period'>): string {
  return [one.field, one.part, one.unit, one.period].join('|');
}

/** The rows of imported files behind records and statements, for those who may see registers. */
export const sourceRows: Question<BehindScope, readonly SourceRow[]> = {
  name: 'figures.rows',
  confidential: true,
  object: (scope) => scope.figure,
  ask: async (database, scope) => {
    const statements = scope.statements.map(({ field, part, unit, period }) => ({
      field,
      part,
      unit,
      period,
    }));
    const answer = await sql<SourceRow>`
      with wanted as (
        select id::text as of, id as record_id from unnest(${scope.records}::uuid[]) as id
        union all
        select concat_ws('|', v.field, v.part, v.unit, v.period), v.record_id
        from jsonb_to_recordset(${JSON.stringify(statements)}::jsonb) as s(field text, part text, unit text, period text)
        join reported_value v using (field, part, unit, period)
        where v.withdrawn_at is null
      )
      select w.of, r.file_name as file, r.sheet, r.row_number as row,
             coalesce((select array_agg(distinct f.kind order by f.kind) from record_flag f
                       where f.record_id = w.record_id and f.withdrawn_at is null), '{}') as flags
      from wanted w left join import_row r on r.record_id = w.record_id and r.withdrawn_at is null
      order by r.file_name nulls last, r.sheet, r.row_number, w.of`.execute(database);
    return answer.rows;
  },
};
