import { sql } from 'kysely';
import type { Database } from '../../../platform/database/doorways.ts';

/** Milliseconds after which a person is told that the import waits. */
const patience = 1000;

/**
 * Waits until no other import changes the register; the lock goes with the transaction.
 *
 * @param waits told once when that takes more than a second
 */
export async function registerLocked(
  database: Database,
  register: string,
  waits: () => void = () => undefined,
): Promise<void> {
  const told = setTimeout(waits, patience);
  try {
    await sql`select pg_advisory_xact_lock(hashtext(${`import ${register}`}))`.execute(database);
  } finally {
    clearTimeout(told);
  }
}
