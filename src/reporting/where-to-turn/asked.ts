import { sql } from 'kysely';
import { organisationNameQuestion } from '../../organisation/records.ts';
import type { AccessRow } from '../../platform/access/access-table.ts';
import type { Question } from '../../platform/database/doorways.ts';
import type { Text } from '../../platform/language/text.ts';
import { type WhereToTurn, whereToTurnFile, whereToTurnOf } from './desks.ts';

/** What the pages show of an organisation today. */
export interface Shown {
  readonly day: string;
  /** Null before it is described. */
  readonly name: Text | null;
  /** Undefined where the profile names no desks. */
  readonly profile: WhereToTurn | undefined;
}

/** What the public pages "where to turn" show; nothing of the profile but that part reaches them. */
export const whereToTurnQuestion: Question<Record<string, never>, Shown> = {
  name: 'reporting.where-to-turn',
  confidential: false,
  object: () => 'where-to-turn',
  ask: async (database) => {
    const { rows } = await sql<{ day: string; content: string | null }>`
      select today() as day, where_to_turn() as content`.execute(database);
    const [row] = rows;
    if (!row) throw new Error('The database answered no day.');
    return {
      day: row.day,
      name: (await organisationNameQuestion.ask(database, {})) ?? null,
      profile:
        row.content === null ? undefined : whereToTurnOf({ [whereToTurnFile]: JSON.parse(row.content) }),
    };
  },
};

/** Who may read where to turn: everybody. */
export const whereToTurnAccess: readonly AccessRow[] = [
  {
    who: 'public',
    may: 'see',
    what: whereToTurnQuestion.name,
    on: 'none',
    because: 'Waar iemand terechtkan met een melding, klacht of vraag mag iedereen weten',
  },
];
