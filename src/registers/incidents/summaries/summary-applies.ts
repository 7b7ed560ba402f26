import { sql } from 'kysely';

/**
 * Whether a public summary `s` is still about what incident `i` says: its description and settlement are those of the
 * version that stood when the summary was written. What was corrected since must be read again before it may appear.
 */
export const summaryApplies = sql<boolean>`(i.recorded_at <= s.recorded_at or exists (
  select 1 from incident v
  where v.incident_id = i.incident_id and v.recorded_at <= s.recorded_at and v.withdrawn_at > s.recorded_at
    and v.description is not distinct from i.description and v.settlement is not distinct from i.settlement))`;
