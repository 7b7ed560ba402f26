import { sql } from 'kysely';
import type { Database } from '../../../platform/database/doorways.ts';
import type { ImportColumn } from '../import-face.ts';

/**
 * The number that the sender gave to each matter of a register, as the sender wrote it, by record: what stands under a
 * name of its column, or, where a person said which heading means it, the text by which its rows were put together.
 *
 * @param number the column of the sender's own number
 * @param reference the column of the reference that this program gives, which is no number of the sender
 */
export async function writtenNumbers(
  database: Database,
  register: string,
  { number, reference }: { readonly number: ImportColumn; readonly reference: ImportColumn },
): Promise<ReadonlyMap<string, string>> {
  const { rows } = await sql<{ record: string; written: string }>`
    select distinct on (r.record_id) r.record_id::text as record, btrim(c.value) as written
    from import_row r, jsonb_each_text(r.original) c
    where r.register = ${register} and r.withdrawn_at is null and r.matter is not null and btrim(c.value) <> ''
      and lower(btrim(c.key)) <> all(${namesOf(reference)}::text[])
      and (lower(btrim(c.key)) = any(${namesOf(number)}::text[])
        or lower(regexp_replace(c.value, '\\s+', '', 'g')) = r.matter)
    order by r.record_id, lower(btrim(c.key)) = any(${namesOf(number)}::text[]) desc, r.row_number`.execute(
    database,
  );
  return new Map(rows.map(({ record, written }) => [record, written]));
}

function namesOf({ label, aliases }: ImportColumn): readonly string[] {
  return [label.nl, label.en, ...aliases].map((name) => name.toLowerCase());
}
