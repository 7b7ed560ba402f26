import { sql } from 'kysely';
import type { Database } from '../platform/database/doorways.ts';

/**
 * The day that it is for the database (ISO date), which sets every time that is recorded. What begins or ends is held
 * against this one: the clock of the program may have jumped, or be another for each instance.
 */
export async function recordedDay(database: Database): Promise<string> {
  const { rows } = await sql<{ day: string }>`select today() as day`.execute(database);
  const [row] = rows;
  if (!row) throw new Error('The database answered no day.');
  return row.day;
}
