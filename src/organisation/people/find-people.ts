import { sql } from 'kysely';
import type { Question } from '../../platform/database/doorways.ts';

/** The person with this mail address, in whatever case; null when nobody or several people have it. */
export const personOfMail: Question<{ readonly mail: string }, string | null> = {
  name: 'organisation.person-of-mail',
  confidential: false,
  object: () => 'person',
  ask: async (database, { mail }) => {
    const found = await sql<{ person: string }>`
      select person_id as person from person_contact where lower(mail) = ${mail.trim().toLowerCase()} and withdrawn_at is null
      limit 2`.execute(database);
    const [only, second] = found.rows;
    return second ? null : (only?.person ?? null);
  },
};
