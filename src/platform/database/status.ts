import { type DatabaseConnection, untilItIsBack } from './coming-back.ts';
import { withClient } from './databases.ts';
import { type AppliedMigration, type Migration, migrationStatus } from './migrations/migrations.ts';
import type { Login } from './roles.ts';
import type { Storage } from './storage.ts';

/** One organisation's database, as `daglicht database status` shows it. */
export type DatabaseStatus = {
  readonly organisation: string;
  readonly database: string;
  /** Size on disk in bytes. */
  readonly bytes: number;
  readonly applied: readonly AppliedMigration[];
  readonly pending: readonly Migration[];
};

/** The storage of an installation, as `daglicht database status` shows it. */
export type StorageStatus = {
  readonly kind: Storage['kind'];
  /** Folder of the embedded server, or the server's address without password. */
  readonly place: string;
  /** Version that the server tells, such as '15.20 (Debian 15.20-0+deb12u1)'. */
  readonly version: string;
  /** Where the programs of the embedded server came from; null for a server that others run. */
  readonly programs: string | null;
  readonly databases: readonly DatabaseStatus[];
  /** Organisations of which the removal was cut short: their data may still lie on the disk. */
  readonly halfRemoved: readonly string[];
};

/**
 * Tells what storage there is and how far each database is. Changes nothing.
 *
 * @param folder the source folder that holds the migrations
 * @param organisations which to show; a server whose URL names one database cannot list them
 * @param through the login to ask by: behind an origin its own, which sees no other database
 * @throws ClusterError when the server cannot be reached, MigrationError as `migrationStatus`
 */
export function storageStatus(
  storage: Storage,
  folder: string,
  organisations?: readonly string[],
  through?: Login,
): Promise<StorageStatus> {
  const place =
    through === undefined
      ? storage.maintenanceConnection()
      : storage.connection(organisations?.[0] ?? '', through);
  return untilItIsBack(place, () => statusNow(storage, folder, organisations, place, through));
}

async function statusNow(
  storage: Storage,
  folder: string,
  organisations: readonly string[] | undefined,
  place: DatabaseConnection,
  through: Login | undefined,
): Promise<StorageStatus> {
  const login = through ?? (storage.mayMigrate ? 'owner' : 'runtime');
  const version = await withClient(place, async (client) => {
    const answer = await client.query<{ version: string }>(
      `select current_setting('server_version') as version`,
    );
    return answer.rows[0]?.version ?? '';
  });
  const databases: DatabaseStatus[] = [];
  for (const organisation of organisations ?? (await storage.organisations())) {
    const connection = storage.connection(organisation, login);
    const migrations = await migrationStatus(connection, folder);
    const bytes = await withClient(connection, async (client) => {
      const answer = await client.query<{ bytes: string }>(
        'select pg_database_size(current_database())::text as bytes',
      );
      return Number(answer.rows[0]?.bytes ?? 0);
    });
    databases.push({ organisation, database: storage.databaseName(organisation), bytes, ...migrations });
  }
  const halfRemoved = through === undefined ? await storage.halfRemoved() : [];
  const { kind, programs } = storage;
  return { kind, place: storage.place, version, programs, databases, halfRemoved };
}
