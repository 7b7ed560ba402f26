import { sql } from 'kysely';
import { z } from 'zod';
import type { Action, Question } from '../../platform/database/doorways.ts';
import { newId } from '../../platform/database/new-id.ts';
import { searchWords } from './names.ts';

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

/** The one person who bears this number or mail address; null when nobody or several do. */
export const personKnownAs: Question<{ readonly known: string }, string | null> = {
  name: 'organisation.person-known-as',
  confidential: false,
  object: () => 'person',
  ask: async (database, { known }) => {
    const typed = known.trim();
    const found = await sql<{ person: string }>`
      select person_id as person from person_contact where lower(mail) = ${typed.toLowerCase()} and withdrawn_at is null
      union
      select person_id from person_number where number = ${typed} and withdrawn_at is null and valid_until is null
      limit 2`.execute(database);
    const [only, second] = found.rows;
    return second ? null : (only?.person ?? null);
  },
};

const searchSchema = z.strictObject({ person: z.uuid(), words: z.string().max(200) });

/** Keeps what somebody searches for under an id, so that no name stands in an address. */
export const keepSearch: Action<z.infer<typeof searchSchema>, { readonly search: string }> = {
  name: 'organisation.keep-search',
  input: searchSchema,
  object: () => 'search',
  change: async (database, { person, words }) => {
    const search = newId();
    await database.insertInto('person_search').values({ id: search, person_id: person, words }).execute();
    return { result: { search }, audit: null };
  },
};

/** What was searched for under that id by the same person; null when that is gone, or another's. */
export const keptSearch: Question<{ readonly search: string }, string | null> = {
  name: 'organisation.kept-search',
  confidential: false,
  object: () => 'search',
  ask: async (database, { search }) => {
    const found = await sql<{ words: string }>`
      select words from person_search where id::text = ${search} and recorded_at > now() - interval '30 days'`.execute(
      database,
    );
    return found.rows[0]?.words ?? null;
  },
};

/** A person in a list: enough to tell two of one name apart. */
export interface FoundPerson {
  readonly person: string;
  readonly name: string;
  /** Of the employment that began first among those of today; null without one, or where that may not be seen. */
  readonly unit: string | null;
  readonly job: string | null;
  readonly since: string | null;
}

/** How many are shown. More ask for more words. */
export const peopleShown = 50;

/**
 * People by name (words in any order, each by how it begins), mail address or number, in order of name. One more than
 * is shown tells that there are more.
 */
export const searchPeople: Question<{ readonly words: string }, readonly FoundPerson[]> = {
  name: 'organisation.search-people',
  confidential: false,
  object: () => 'people',
  ask: async (database, { words }) => {
    const typed = words.trim();
    const byName = searchWords(typed);
    if (byName.length === 0) return [];
    // Each word is a range of the index: what begins with it.
    const ranges = byName.map(
      (word) =>
        sql`select w.person_id from person_word w where w.word >= ${word} and w.word < ${`${word}\u{10FFFF}`}`,
    );
    const found = await sql<FoundPerson>`
      select c.person_id as person, coalesce(c.name, '') as name, e.unit, e.function as job, e.started_on as since
      from person_contact c
      left join lateral (select unit, function, started_on from employment e
        where e.person_id = c.person_id and e.withdrawn_at is null and e.started_on <= today()
          and (e.ended_on is null or e.ended_on >= today())
        order by e.started_on limit 1) e on true
      where c.withdrawn_at is null
        and c.person_id in (
          (${sql.join(ranges, sql` intersect `)})
          union select w.person_id from person_word w where w.word = ${typed.toLowerCase()}
          union select n.person_id from person_number n where n.number = ${typed} and n.withdrawn_at is null)
      order by c.name_key, c.person_id limit ${peopleShown + 1}`.execute(database);
    return found.rows;
  },
};
