import type { PoolConfig } from 'pg';
import { checkOrganisation } from '../databases.ts';
import type { Login, ServingLogin } from '../roles.ts';
import { noOwnerLogin, oneOrganisation, unreadableUrl, urlFaults } from './server-errors.ts';

/** A PostgreSQL server that others run, as DATABASE_URL and the variables beside it name it. */
export type ServerAddress = {
  /** The URL of the runtime login without its password. */
  readonly place: string;
  readonly hasOwner: boolean;
  /** The logins that have a URL of their own; the others come in by DATABASE_URL. */
  readonly logins: readonly ServingLogin[];
  /** A database that exists whatever organisations there are. */
  readonly maintenanceDatabase: string;
  databaseName(organisation: string): string;
  /** The organisation that a database belongs to, or null when it is none of ours. */
  organisationOf(database: string): string | null;
  connection(organisation: string, as: Login): PoolConfig;
  /** A connection to a database by its name. */
  connectionTo(database: string, as: Login): PoolConfig;
};

type Environment = Readonly<Record<string, string | undefined>>;

const placeholder = '{organisation}';

/**
 * Reads the server's address. `{organisation}` in the path of DATABASE_URL stands for the organisation's key;
 * without it the URL names the database of one organisation. DATABASE_PUBLIC_URL and DATABASE_WORKPLACE_URL name the
 * logins behind the two origins; without them these come in by DATABASE_URL, of which a role is taken anyhow. The
 * database in those and in DATABASE_OWNER_URL is not read: all logins work in the same databases.
 *
 * @returns null when DATABASE_URL is not set
 * @throws ClusterError when a URL cannot be read
 */
export function readServerAddress(environment: Environment): ServerAddress | null {
  const runtimeText = environment.DATABASE_URL ?? '';
  const others = ['DATABASE_OWNER_URL', 'DATABASE_PUBLIC_URL', 'DATABASE_WORKPLACE_URL'] as const;
  if (runtimeText === '') {
    const lonely = others.find((variable) => (environment[variable] ?? '') !== '');
    if (lonely === undefined) return null;
    throw unreadableUrl(lonely, urlFaults.lonelyOwner);
  }
  const runtime = readUrl('DATABASE_URL', runtimeText);
  const [owner = null, publicSite = null, workplace = null] = others.map((variable) => {
    const written = environment[variable] ?? '';
    return written === '' ? null : readUrl(variable, written);
  });
  const urls: Readonly<Record<Login, URL | null>> = {
    owner,
    runtime,
    public: publicSite ?? runtime,
    workplace: workplace ?? runtime,
  };
  const pattern = decodeURIComponent(runtime.pathname.slice(1));
  if (pattern === '') throw unreadableUrl('DATABASE_URL', urlFaults.noDatabase);
  const [before = '', after = ''] = pattern.split(placeholder);
  const many = pattern.includes(placeholder);
  const only: { organisation: string | null } = { organisation: null };

  function databaseName(organisation: string): string {
    checkOrganisation(organisation);
    if (many) return `${before}${organisation}${after}`;
    only.organisation ??= organisation;
    if (only.organisation === organisation) return pattern;
    throw oneOrganisation(pattern, only.organisation, organisation);
  }

  function connectionTo(database: string, as: Login): PoolConfig {
    const base = urls[as];
    if (base === null) throw noOwnerLogin(database);
    const url = new URL(base);
    url.pathname = `/${encodeURIComponent(database)}`;
    return { connectionString: url.href };
  }

  return {
    place: withoutPassword(runtime),
    hasOwner: owner !== null,
    logins: [
      'runtime',
      ...(publicSite ? (['public'] as const) : []),
      ...(workplace ? (['workplace'] as const) : []),
    ],
    maintenanceDatabase: many ? 'postgres' : pattern,
    databaseName,
    organisationOf: (database) => {
      if (!many) return database === pattern ? (only.organisation ?? pattern) : null;
      const fits = database.startsWith(before) && database.endsWith(after);
      return fits && database.length > before.length + after.length
        ? database.slice(before.length, database.length - after.length)
        : null;
    },
    connection: (organisation, as) => connectionTo(databaseName(organisation), as),
    connectionTo,
  };
}

function withoutPassword(url: URL): string {
  const shown = new URL(url);
  shown.password = '';
  return shown.href.replace('%7Borganisation%7D', placeholder);
}

function readUrl(variable: string, text: string): URL {
  let url: URL;
  try {
    url = new URL(text);
  } catch {
    throw unreadableUrl(variable, urlFaults.notAUrl);
  }
  if (!['postgres:', 'postgresql:'].includes(url.protocol)) {
    throw unreadableUrl(variable, urlFaults.scheme);
  }
  if (decodeURIComponent(url.host).includes(',')) {
    throw unreadableUrl(variable, urlFaults.severalHosts);
  }
  return url;
}
