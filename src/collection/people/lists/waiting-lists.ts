import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { z } from 'zod';
import type { Profile } from '../../../codes/profile.ts';
import type { Action, Database, Question } from '../../../platform/database/doorways.ts';
import { insertRows, newRows } from '../../../platform/database/insert-rows.ts';
import { ExplainedError } from '../../../platform/language/explained-error.ts';
import { sameText, type Text, text } from '../../../platform/language/text.ts';
import type { PeoplePlan } from '../comparing/compare-people.ts';
import type { DifferenceKind, PeopleDifference } from '../stated-people.ts';
import { applyPeople } from './apply-people.ts';
import { type ComparedList, compareFile, type ListGiven } from './compare-file.ts';
import { givenSchema } from './import-people.ts';
import { namesKeptMonths } from './names-kept.ts';
import type { PeopleOutcome } from './people-report.ts';

/** A list that waits cannot be read or applied as asked; nothing was changed. */
export class PeopleListRefused extends ExplainedError {
  override readonly name = 'PeopleListRefused';
}

const bringSchema = z.strictObject({
  /** The id that the form holds, so that a file sent twice is one list. */
  list: z.uuid(),
  fileName: z.string().max(200),
  content: z.instanceof(Uint8Array),
  given: givenSchema,
  broughtBy: z.uuid(),
});

/** Takes a list in, to be looked at: its differences wait with it for a yes. Nothing of anybody changes. */
export function bringPeople(profile: Profile): Action<z.infer<typeof bringSchema>, null> {
  return {
    name: 'people.bring',
    input: bringSchema,
    object: () => 'people',
    change: async (database, { list, fileName, content, given, broughtBy }) => {
      const twice = await sql`select from people_list where id = ${list}`.execute(database);
      if (twice.rows.length > 0) return { result: null, audit: { twice: true } };
      const compared = await compareContent(database, profile, content, given);
      await sql`
        insert into people_list (id, sender, file_name, content, given, outcome, brought_by)
        values (${list}, ${given.sender}, ${fileName}, ${Buffer.from(content)}, ${JSON.stringify(given)}::jsonb,
          ${JSON.stringify(compared.outcome)}::jsonb, ${broughtBy})`.execute(database);
      await keepDifferences(database, list, compared);
      return { result: null, audit: told(compared) };
    },
  };
}

const againSchema = z.strictObject({ list: z.uuid(), given: givenSchema.omit({ sender: true }) });

/** Reads a list that waits once more, with other meanings and answers, or since something else changed. */
export function readPeopleAgain(profile: Profile): Action<z.infer<typeof againSchema>, null> {
  return {
    name: 'people.read-again',
    input: againSchema,
    object: () => 'people',
    change: async (database, { list, given }) => {
      const waiting = await waitingList(database, list);
      const all = { ...given, sender: waiting.given.sender };
      const compared = await compareContent(database, profile, waiting.content, all);
      await sql`
        update people_list set given = ${JSON.stringify(all)}::jsonb, outcome = ${JSON.stringify(compared.outcome)}::jsonb
        where id = ${list}`.execute(database);
      await sql`delete from people_difference where list_id = ${list}`.execute(database);
      await keepDifferences(database, list, compared);
      return { result: null, audit: told(compared) };
    },
  };
}

const applySchema = z.strictObject({ list: z.uuid(), hash: z.string(), by: z.uuid() });

/**
 * Applies a list that waits: all that was shown, or nothing. Answers the keys of roles that stay since nobody else has them.
 * Throws a {@link PeopleListRefused} when it was decided, leaves a question, or would change something else than was
 * shown.
 */
export function applyPeopleList(
  profile: Profile,
): Action<z.infer<typeof applySchema>, { readonly keptRoles: readonly string[] }> {
  return {
    name: 'people.apply',
    input: applySchema,
    object: () => 'people',
    change: async (database, { list, hash, by }) => {
      const waiting = await waitingList(database, list);
      const { plan, outcome } = await compareContent(database, profile, waiting.content, waiting.given);
      if (plan === null || outcome.refused) throw refused('questions', list, questions);
      if (outcome.hash !== hash) throw refused('changed', list, changed);
      if (await makesOwnTeam(database, plan, by)) throw refused('own-team', list, ownTeam);
      const { sender, day } = waiting.given;
      const reason = `lijst van mensen: ${waiting.fileName}`;
      const { keptRoles, forgotten } = await applyPeople(database, plan, {
        sender,
        day,
        by,
        reason,
        namesKeptMonths: namesKeptMonths(profile),
      });
      await sql`update people_list set applied_at = now() where id = ${list}`.execute(database);
      return {
        result: { keptRoles },
        audit: { rows: outcome.rows, changes: outcome.changes, ...outcome.counts, forgotten },
      };
    },
  };
}

const dropSchema = z.strictObject({ list: z.uuid() });

/** Takes a list that waits away, with its file and differences. */
export const dropPeopleList: Action<z.infer<typeof dropSchema>, null> = {
  name: 'people.drop',
  input: dropSchema,
  object: () => 'people',
  change: async (database, { list }) => {
    await waitingList(database, list);
    await sql`update people_list set withdrawn_at = now() where id = ${list}`.execute(database);
    return { result: null, audit: {} };
  },
};

/** A list of people as the workplace shows it. */
export interface PeopleList {
  readonly list: string;
  readonly fileName: string;
  readonly sender: string;
  readonly broughtAt: Date;
  readonly broughtBy: string | null;
  readonly state: 'waits' | 'applied' | 'dropped';
  readonly given: ListGiven | null;
  readonly outcome: PeopleOutcome;
}

/** The lists that wait and the last that were decided, the newest first; or the one of an id. */
export const peopleLists: Question<{ readonly list: string | null }, readonly PeopleList[]> = {
  name: 'people.lists',
  confidential: false,
  object: () => 'people',
  ask: async (database, { list }) => {
    const found = await sql<{
      list: string;
      fileName: string;
      sender: string;
      broughtAt: Date;
      broughtBy: string | null;
      state: PeopleList['state'];
      given: unknown;
      outcome: PeopleOutcome;
    }>`
      select l.id as list, l.file_name as "fileName", l.sender, l.recorded_at as "broughtAt", c.name as "broughtBy",
        case when l.applied_at is not null then 'applied' when l.withdrawn_at is not null then 'dropped' else 'waits' end as state,
        l.given, l.outcome
      from people_list l left join person_contact c on c.person_id = l.brought_by and c.withdrawn_at is null
      where ${list}::text is null or l.id::text = ${list}
      order by l.recorded_at desc limit 20`.execute(database);
    return found.rows.map((one) => ({ ...one, given: givenSchema.safeParse(one.given).data ?? null }));
  },
};

/** Differences on a page. */
export const differencesShown = 50;

/** A part of the differences of one kind, in the order of the list. */
export const peopleDifferences: Question<
  { readonly list: string; readonly kind: DifferenceKind; readonly page: number },
  readonly PeopleDifference[]
> = {
  name: 'people.differences',
  confidential: true,
  object: ({ kind }) => `people ${kind}`,
  ask: async (database, { list, kind, page }) => {
    const first = (page - 1) * differencesShown;
    const { rows } = await sql<PeopleDifference>`
      select kind, line, person_id as person, number, name, before, after from people_difference
      where list_id::text = ${list} and kind = ${kind} and place > ${first} and place <= ${first + differencesShown}
      order by place`.execute(database);
    return rows;
  },
};

async function waitingList(
  database: Database,
  list: string,
): Promise<{ readonly content: Uint8Array; readonly fileName: string; readonly given: ListGiven }> {
  const found = await sql<{ content: Uint8Array; fileName: string; given: unknown }>`
    select content, file_name as "fileName", given from people_list
    where id = ${list} and applied_at is null and withdrawn_at is null for update`.execute(database);
  const [row] = found.rows;
  if (!row) throw refused('over', list, over);
  return { ...row, given: givenSchema.parse(row.given) };
}

/** Whether who applies becomes somebody's supervisor by it. */
async function makesOwnTeam(database: Database, { versions }: PeoplePlan, by: string): Promise<boolean> {
  const team = versions.filter(({ supervisor }) => supervisor === by).map(({ person }) => person);
  if (team.length === 0) return false;
  const known = await sql<{ person: string }>`
    select distinct person_id as person from employment
    where supervisor_id = ${by}::uuid and person_id = any(${team}::uuid[])`.execute(database);
  return new Set(team).size > known.rows.length;
}

/** The reader of files reads files: what was sent stands in one for as long as it is read, for this program alone. */
async function compareContent(
  database: Database,
  profile: Profile,
  content: Uint8Array,
  given: ListGiven,
): Promise<ComparedList> {
  const folder = await mkdtemp(join(tmpdir(), 'daglicht-people-'));
  try {
    const file = join(folder, 'list');
    await writeFile(file, content, { mode: 0o600 });
    return await compareFile(database, profile, file, given);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Rows in one statement. */
const batch = 5000;

async function keepDifferences(database: Database, list: string, { plan }: ComparedList): Promise<void> {
  const places = new Map<DifferenceKind, number>();
  const placed = (plan?.differences ?? []).map((one) => {
    const place = (places.get(one.kind) ?? 0) + 1;
    places.set(one.kind, place);
    return { ...one, place };
  });
  for (let at = 0; at < placed.length; at += batch)
    await insertRows(
      database,
      newRows<(typeof placed)[number]>(
        'people_difference',
        [
          ['list_id', 'uuid', () => list],
          ['kind', 'text', ({ kind }) => kind],
          ['place', 'integer', ({ place }) => place],
          ['line', 'integer', ({ line }) => line],
          ['person_id', 'uuid', ({ person }) => person],
          ['number', 'text', ({ number }) => number],
          ['name', 'text', ({ name }) => name],
          ['before', 'text', ({ before }) => before],
          ['after', 'text', ({ after }) => after],
        ],
        placed.slice(at, at + batch),
      ),
    );
}

function told({ outcome }: ComparedList) {
  return { rows: outcome.rows, changes: outcome.changes, refused: outcome.refused };
}

const over = text(
  'Deze lijst is al doorgevoerd, weggedaan of na 72 uur vervallen.',
  'This list was applied or taken away, or has lapsed after 72 hours.',
);
const questions = text(
  'Deze lijst laat nog vragen open; beantwoord die eerst.',
  'This list leaves questions open; answer those first.',
);
const ownTeam = text(
  'Door deze lijst wordt u zelf leidinggevende van iemand, en wie mensen beheert, doet dat niet voor zichzelf. Laat een andere functioneel beheerder haar doorvoeren, of wie de server beheert (people import).',
  'By this list you become somebody’s supervisor yourself, and who looks after people does not do that for themselves. Have another functional administrator apply it, or who runs the server (people import).',
);
const changed = text(
  'Sinds deze lijst is bekeken, is er iets anders gewijzigd: de verschillen zijn nu anders dan u zag.',
  'Since this list was looked at something else has changed: the differences are others than you saw.',
);

function refused(code: string, where: string, what: Text): PeopleListRefused {
  return new PeopleListRefused(code, {
    what,
    where: sameText(where),
    kept: text('Er is niemand gewijzigd.', 'Nobody was changed.'),
    next: text('Bekijk de lijst opnieuw.', 'Look at the list again.'),
  });
}
