import { errorCode } from '../../language/explained-error.ts';
import { type DatabaseConnection, untilItIsBack } from '../coming-back.ts';
import { withClient } from '../databases.ts';
import { quoteName } from '../roles.ts';
import { databaseInUse, inUse, mayNotRemove } from './removal-errors.ts';

/**
 * Removes a database, or what is left of one of which the removal was cut short. PostgreSQL first marks it as gone, in
 * one step, and then clears its files: whatever ends this process or the server, the database is there whole or is not
 * there. One that is not there is no fault. Nothing but this database is touched.
 *
 * @param maintenance a connection of the owner login to another database of the server
 * @throws ClusterError `database-in-use` while somebody is connected to it, `may-not-remove` when this login may not
 */
export function dropDatabase(maintenance: DatabaseConnection, database: string): Promise<void> {
  const statement = `drop database if exists ${quoteName(database)}`;
  return untilItIsBack(maintenance, () =>
    withClient(maintenance, async (client) => {
      try {
        await client.query(statement);
      } catch (error) {
        // 55006: it waited five seconds, and somebody is still connected.
        if (errorCode(error) === '55006') throw databaseInUse(database, inUse.connected);
        if (errorCode(error) === '42501') throw mayNotRemove(database, `${statement};`, error);
        throw error;
      }
    }),
  );
}
