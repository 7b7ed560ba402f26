import { type ClusterPlace, socketConnection } from '../../src/platform/database/embedded/cluster.ts';
import { readServerAddress } from '../../src/platform/database/server/server.ts';
import { embeddedStorage, type Storage, serverStorage } from '../../src/platform/database/storage.ts';

/** What the global setup answers. */
export type TestServer = {
  /** DATABASE_URL and the variables of the other logins, or nothing for the embedded server. */
  readonly environment: Readonly<Record<string, string>>;
  /** The embedded server, which the global setup holds for the whole run. */
  readonly place: ClusterPlace | null;
  /** Why the template has not all migrations; null when it has. */
  readonly migrationError: string | null;
};

/** The storage of a test server. It holds no lock: closing it does nothing. */
export function storageOf({ environment, place }: Pick<TestServer, 'environment' | 'place'>): Storage {
  const address = readServerAddress(environment);
  if (address) return serverStorage(address);
  if (place === null) throw new Error('a test server has an address or a place');
  return embeddedStorage({
    place,
    connection: (database, as) => socketConnection(place, database, as),
    release: async () => undefined,
  });
}
