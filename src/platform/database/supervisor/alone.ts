import type { DatabaseConnection } from '../coming-back.ts';
import { withClient } from '../databases.ts';

/**
 * Does work while no other process does the same work on this database: the others wait. The lock is that of an open
 * transaction, so it goes when the process goes, however it ends, and holds behind a pooler as well.
 */
export function alone<Result>(
  connection: DatabaseConnection,
  what: string,
  work: () => Promise<Result>,
): Promise<Result> {
  return withClient(connection, async (client) => {
    await client.query('begin');
    await client.query('select pg_advisory_xact_lock(hashtext($1))', [what]);
    // The connection ends after the work, and the transaction with it.
    return await work();
  });
}
