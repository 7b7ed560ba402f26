import type { DatabaseConnection } from './coming-back.ts';
import { withClient } from './databases.ts';

/**
 * Does work while no other process does the same work on this database: the others wait. The lock is that of one
 * connection, so it goes when the process goes, however it ends.
 */
export function alone<Result>(
  connection: DatabaseConnection,
  what: string,
  work: () => Promise<Result>,
): Promise<Result> {
  return withClient(connection, async (client) => {
    await client.query('select pg_advisory_lock(hashtext($1))', [what]);
    return work();
  });
}
