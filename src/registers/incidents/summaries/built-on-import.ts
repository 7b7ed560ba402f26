import { sql } from 'kysely';
import type { BuiltOnQuestion } from '../../../collection/import/undo/built-on.ts';
import { text } from '../../../platform/language/text.ts';

/** Public texts that were written since about the incidents of an import, and may appear or still wait for a reader. */
export const summariesBuiltOn: BuiltOnQuestion = async (database, { recordIds, moment }) => {
  const { rows } = await sql<{ n: number }>`
    select count(*)::integer as n from incident_summary
    where incident_id = any(${recordIds}::uuid[]) and withdrawn_at is null and state <> 'withheld'
      and recorded_at > ${moment}::timestamptz`.execute(database);
  const n = rows[0]?.n ?? 0;
  if (n === 0) return [];
  return [
    {
      kind: 'summarised',
      what: text(
        n === 1
          ? 'Over een van deze incidenten is een openbare samenvatting geschreven.'
          : `Over deze incidenten zijn ${n} openbare samenvattingen geschreven.`,
        n === 1
          ? 'A public summary was written about one of these incidents.'
          : `${n} public summaries were written about these incidents.`,
      ),
      next: text(
        'Zet ze eerst op "withheld": met summaries list en summaries write.',
        'First set them to "withheld": with summaries list and summaries write.',
      ),
    },
  ];
};
