import { sql } from 'kysely';
import type { Database } from '../../platform/database/doorways.ts';

/** What the works council consents to (Wet op de ondernemingsraden, article 27): off until then. */
export const consentUses = [
  'channel',
  'campaigns',
  'publication-of-persons',
  'supplier-matching',
  'samples',
  'completion-lists',
] as const;
export type ConsentUse = (typeof consentUses)[number];

/** Whether the works council consented to a use, as it held on a day (ISO date). Without consent it is off. */
export async function consentedOn(database: Database, use: ConsentUse, day: string): Promise<boolean> {
  const answer = await sql<{ consented: boolean }>`
    select consented_on(${use}, ${day}::date) as consented`.execute(database);
  return answer.rows[0]?.consented === true;
}
