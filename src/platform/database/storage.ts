import { type DatabaseConnection, untilItIsBack } from './coming-back.ts';
import { checkOrganisation, ensureDatabase, markOfRemoved, withClient } from './databases.ts';
import { type Cluster, openCluster } from './embedded/cluster.ts';
import { dropDatabase } from './removal/drop-database.ts';
import { type Login, type ServingLogin, servingKeys } from './roles.ts';
import { readServerAddress, type ServerAddress } from './server/server.ts';

/** The database server of this installation, embedded or not, with one database per organisation. */
export type Storage = {
  readonly kind: 'embedded' | 'server';
  /** Where it stands, for a person: a folder, or a server's address without password. */
  readonly place: string;
  /** Where the programs of the embedded server came from ('debian', 'npm', 'folder'), null for a server. */
  readonly programs: string | null;
  /** Whether this process has the owner login, so that it can create and migrate databases. */
  readonly mayMigrate: boolean;
  /** The logins of their own that it has; an origin without one comes in by `runtime`. */
  readonly logins: readonly ServingLogin[];
  /** Name of the organisation's database. @throws ClusterError when the organisation cannot have one here */
  databaseName(organisation: string): string;
  /**
   * How to connect to the organisation's database. It costs nothing and connects to nothing.
   *
   * @throws ClusterError when there is no owner login (a server without DATABASE_OWNER_URL)
   */
  connection(organisation: string, as: Login): DatabaseConnection;
  /** A connection to the server itself rather than to an organisation's database. */
  maintenanceConnection(): DatabaseConnection;
  /**
   * Creates the organisation's database and the roles when they are missing, and checks the runtime login.
   * Cheap and safe to repeat, also by several processes at once. Does not migrate.
   *
   * @throws ClusterError when a login may not do what is needed, or may do more than is safe
   */
  ensureDatabase(organisation: string): Promise<void>;
  /** The organisations that have a database here, in order of name. */
  organisations(): Promise<string[]>;
  /** Those of which the removal was cut short: what is left of them is no organisation any more. */
  halfRemoved(): Promise<string[]>;
  /**
   * Removes the organisation's database with all that it holds, whole or not at all; what is left of one that was cut
   * short goes too. No other database is touched.
   *
   * @throws ClusterError while somebody has it open, and when there is no owner login or it may not
   */
  dropDatabase(organisation: string): Promise<void>;
  /** Lets go of the embedded server; it stops when no process needs it. Close pools first. */
  close(): Promise<void>;
};

/** What the environment may say: DATABASE_URL, DATABASE_OWNER_URL, DATABASE_PUBLIC_URL and DATABASE_WORKPLACE_URL. */
export type StorageEnvironment = Readonly<Record<string, string | undefined>>;

/**
 * Opens the storage of an installation: the PostgreSQL server that DATABASE_URL names, else the embedded one in
 * `dataFolder`/database, which is started when it does not run yet.
 *
 * @throws ClusterError when a URL cannot be read or the embedded server cannot be started
 */
export async function openStorage(
  environment: StorageEnvironment,
  options: { readonly dataFolder: string },
): Promise<Storage> {
  const address = readServerAddress(environment);
  return address === null ? embeddedStorage(await openCluster(options)) : serverStorage(address);
}

/** The face of a server that others run as storage. */
export function serverStorage(address: ServerAddress): Storage {
  const { databaseName, connection, connectionTo, hasOwner } = address;
  const maintenanceConnection = (): DatabaseConnection =>
    connectionTo(address.maintenanceDatabase, hasOwner ? 'owner' : 'runtime');
  return {
    kind: 'server',
    place: address.place,
    programs: null,
    mayMigrate: hasOwner,
    logins: address.logins,
    maintenanceConnection,
    databaseName,
    connection,
    ensureDatabase: (organisation) =>
      ensureDatabase({
        database: databaseName(organisation),
        owner: hasOwner ? (database) => connectionTo(database, 'owner') : null,
        logins: address.logins.map((as) => [as, connection(organisation, as)]),
        embedded: false,
      }),
    organisations: () => listOrganisations(maintenanceConnection(), address.organisationOf),
    halfRemoved: () => listOrganisations(maintenanceConnection(), address.organisationOf, true),
    dropDatabase: (organisation) =>
      dropDatabase(connectionTo('postgres', 'owner'), databaseName(organisation)),
    close: async () => undefined,
  };
}

const prefix = 'daglicht_';

/** The face of an embedded cluster as storage. */
export function embeddedStorage(cluster: Cluster): Storage {
  const databaseName = (organisation: string): string => `${prefix}${checkOrganisation(organisation)}`;
  return {
    kind: 'embedded',
    place: cluster.place.databaseFolder,
    programs: cluster.place.source,
    mayMigrate: true,
    logins: servingKeys,
    maintenanceConnection: () => cluster.connection('postgres', 'owner'),
    databaseName,
    connection: (organisation, as) => cluster.connection(databaseName(organisation), as),
    ensureDatabase: (organisation) =>
      untilItIsBack(cluster.connection('postgres', 'owner'), () =>
        ensureDatabase({
          database: databaseName(organisation),
          owner: (database) => cluster.connection(database, 'owner'),
          logins: servingKeys.map((as) => [as, cluster.connection(databaseName(organisation), as)]),
          embedded: true,
        }),
      ),
    organisations: () => listOrganisations(cluster.connection('postgres', 'owner'), embeddedOrganisation),
    halfRemoved: () => listOrganisations(cluster.connection('postgres', 'owner'), embeddedOrganisation, true),
    dropDatabase: (organisation) =>
      dropDatabase(cluster.connection('postgres', 'owner'), databaseName(organisation)),
    close: () => cluster.release(),
  };
}

function embeddedOrganisation(database: string): string | null {
  return database.startsWith(prefix) ? database.slice(prefix.length) : null;
}

function listOrganisations(
  connection: DatabaseConnection,
  organisationOf: (database: string) => string | null,
  halfRemoved = false,
): Promise<string[]> {
  return untilItIsBack(connection, () =>
    withClient(connection, async (client) => {
      const answer = await client.query<{ datname: string }>(
        `select datname from pg_catalog.pg_database
         where not datistemplate and datallowconn and (datconnlimit = $1) = $2 order by datname`,
        [markOfRemoved, halfRemoved],
      );
      return answer.rows.flatMap(({ datname }) => organisationOf(datname) ?? []);
    }),
  );
}
