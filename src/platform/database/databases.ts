import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';
import { errorCode } from '../language/explained-error.ts';
import { type DatabaseConnection, untilItIsBack } from './coming-back.ts';
import { ClusterError } from './errors.ts';
import {
  createGroupRoles,
  missingGroupRoles,
  quoteName,
  refuseStrongRuntime,
  type ServingLogin,
  servingLogins,
} from './roles.ts';
import { connectionRefused } from './server/connection-faults.ts';
import {
  badOrganisation,
  mayNotCreateDatabase,
  mayNotCreateRoles,
  noDatabase,
  notTheOwner,
  wrongEncoding,
} from './server/server-errors.ts';

/** Letters, digits, `-` and `_`, first a letter; with its prefix it fits in the 63 bytes of a name. */
const organisationName = /^[a-z][a-z0-9_-]{0,49}$/;

/** @throws ClusterError when this cannot be the key of an organisation */
export function checkOrganisation(organisation: string): string {
  if (organisationName.test(organisation)) return organisation;
  throw badOrganisation(organisation);
}

/**
 * Connects one client; waits for an embedded server that was killed to come back.
 *
 * @throws ClusterError when the server cannot be reached, refuses the login, or has no such database
 */
export function connect(config: DatabaseConnection): Promise<pg.Client> {
  return untilItIsBack(config, () => connectNow(config));
}

async function connectNow(config: DatabaseConnection): Promise<pg.Client> {
  const client = new pg.Client({ application_name: 'daglicht', connectionTimeoutMillis: 15_000, ...config });
  // A connection that breaks while idle shows at its next query.
  client.on('error', () => undefined);
  try {
    await client.connect();
    return client;
  } catch (error) {
    await client.end().catch(() => undefined);
    const { user, host, port, database } = client;
    const place = { login: user ?? '–', server: `${host}:${port}`, database: database ?? '–' };
    throw connectionRefused(place, error);
  }
}

/** Runs `work` with one client and ends it afterwards. */
export async function withClient<Result>(
  config: DatabaseConnection,
  work: (client: pg.Client) => Promise<Result>,
): Promise<Result> {
  const client = await connect(config);
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

/** What {@link ensureDatabase} needs to know about a server. */
export type DatabaseTarget = {
  readonly database: string;
  /** Connection of the owner login to a database by name; null when this process has no owner login. */
  readonly owner: ((database: string) => DatabaseConnection) | null;
  /** The logins that serve, each with its connection to this database. */
  readonly logins: readonly (readonly [ServingLogin, DatabaseConnection])[];
  /** True when we made the cluster ourselves, so that its roles need no check. */
  readonly embedded: boolean;
};

/** Creates what is missing of a database and its roles, and checks the logins that serve. */
export async function ensureDatabase(target: DatabaseTarget): Promise<void> {
  const { database, owner } = target;
  if (owner === null) {
    await checkLogins(target, null);
    return;
  }
  let client: pg.Client;
  try {
    client = await connect(owner(database));
  } catch (error) {
    if (!isMissing(error) && !isClosed(error)) throw error;
    await withClient(owner('postgres'), async (maintenance) => {
      if (isClosed(error) && !(await clearHalfRemoved(maintenance, database))) throw error;
      await createDatabase(maintenance, database);
    });
    client = await connect(owner(database));
  }
  let ownerLogin: string;
  try {
    ownerLogin = await prepareDatabase(client, target);
  } finally {
    await client.end();
  }
  if (!target.embedded) await checkLogins(target, ownerLogin);
}

/** Whether PostgreSQL takes no connections to this database at all: it is closed, or half removed. */
function isClosed(error: unknown): boolean {
  return error instanceof ClusterError && errorCode(error.cause) === '55000';
}

/** How PostgreSQL marks a database of which the removal was cut short; nobody can connect to it any more. */
export const markOfRemoved = -2;

/** Clears what is left of a database of which the removal was cut short; false when it is none such. */
async function clearHalfRemoved(client: pg.Client, database: string): Promise<boolean> {
  const found = await client.query(
    'select from pg_catalog.pg_database where datname = $1 and datconnlimit = $2',
    [database, markOfRemoved],
  );
  if (found.rowCount !== 1) return false;
  await client.query(`drop database if exists ${quoteName(database)}`);
  return true;
}

function isMissing(error: unknown): boolean {
  return error instanceof ClusterError && error.code === 'no-database';
}

async function createDatabase(client: pg.Client, database: string): Promise<void> {
  const version = await client.query<{ number: number }>(
    `select current_setting('server_version_num')::int as number`,
  );
  // The same order and the same case rule everywhere: bytes for order, Unicode for upper and lower case.
  const locale =
    (version.rows[0]?.number ?? 0) >= 170_000
      ? `locale_provider builtin builtin_locale 'C.UTF-8' lc_collate 'C' lc_ctype 'C'`
      : `locale_provider libc lc_collate 'C' lc_ctype 'C.UTF-8'`;
  const statement = `create database ${quoteName(database)} template template0 encoding 'UTF8' ${locale}`;
  try {
    await client.query(statement);
  } catch (error) {
    // 42P04: it exists; 23505: another process made it between look and insert.
    if (['42P04', '23505'].includes(errorCode(error))) return;
    if (errorCode(error) !== '42501') throw error;
    const owner = quoteName(client.user ?? '');
    throw mayNotCreateDatabase(database, `${statement} owner ${owner};`, error);
  }
}

/** Grants and roles; returns the name of the owner login. */
async function prepareDatabase(client: pg.Client, target: DatabaseTarget): Promise<string> {
  const names = await Promise.all(
    target.logins.map(async ([as, connection]) => ({
      name: target.embedded ? String(connection.user) : await nameOfLogin(connection),
      takes: servingLogins[as].takes,
    })),
  );
  const answer = await client.query<{
    login: string;
    may: string[];
    anyone: boolean;
    encoding: string;
    owner: string;
    owns: boolean;
  }>(
    `select session_user as login,
       array(select r.rolname::text from pg_catalog.pg_roles r
             where r.rolname = any($1) and has_database_privilege(r.oid, d.oid, 'connect')) as may,
       has_database_privilege('public', d.oid, 'connect') or has_database_privilege('public', d.oid, 'temporary') as anyone,
       pg_encoding_to_char(d.encoding) as encoding,
       pg_get_userbyid(d.datdba)::text as owner,
       pg_has_role(session_user, d.datdba, 'usage') as owns
     from pg_catalog.pg_database d where d.datname = current_database()`,
    [names.map(({ name }) => name)],
  );
  const found = answer.rows[0];
  if (!found) throw new Error('the database that answers is not in pg_database');
  if (found.encoding !== 'UTF8') throw wrongEncoding(target.database, found.encoding);
  if (!found.owns) throw notTheOwner(target.database, found.login, found.owner);
  if (!target.embedded)
    for (const { name, takes } of names) await ensureGroupRoles(client, name, takes, target.database);
  const database = quoteName(target.database);
  if (found.anyone) await repeatable(client, `revoke connect, temporary on database ${database} from public`);
  for (const { name } of names)
    if (!found.may.includes(name) || found.anyone)
      await repeatable(client, `grant connect on database ${database} to ${quoteName(name)}`);
  return found.login;
}

function nameOfLogin(connection: DatabaseConnection): Promise<string> {
  return withClient(connection, async (other) => {
    const answer = await other.query<{ login: string }>('select session_user as login');
    return answer.rows[0]?.login ?? '';
  }).catch((error: unknown) => {
    // Not yet allowed to connect: the name in the URL has to do.
    if (error instanceof ClusterError && error.code === 'login-refused')
      return new pg.Client(connection).user ?? '';
    throw error;
  });
}

/** Each try loses to another that wins: there may be as many as there are processes that start together. */
const mostTries = 50;

/**
 * Several processes may make the same grant at the same moment; those that lose try again, each after a pause of its
 * own, so that they do not meet again.
 */
async function repeatable(client: pg.Client, statement: string): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    try {
      await client.query(statement);
      return;
    } catch (error) {
      // XX000: "tuple concurrently updated".
      if (errorCode(error) !== 'XX000' || attempt === mostTries) throw error;
      await delay(Math.random() * 5 * Math.min(attempt, 10));
    }
  }
}

async function ensureGroupRoles(
  client: pg.Client,
  login: string,
  takes: readonly string[],
  database: string,
): Promise<void> {
  try {
    await createGroupRoles(client, login, takes);
  } catch (error) {
    if (errorCode(error) !== '42501') throw error;
    const missing = await missingGroupRoles(client);
    const statements = [
      ...missing.map((role) => `create role ${role} nologin noinherit;`),
      `grant ${takes.join(', ')} to ${quoteName(login)};`,
    ];
    throw mayNotCreateRoles(database, statements.join(' '), error);
  }
}

async function checkLogins(target: DatabaseTarget, ownerLogin: string | null): Promise<void> {
  for (const [as, connection] of target.logins)
    await checkLogin(target, connection, servingLogins[as].takes, ownerLogin);
}

async function checkLogin(
  target: DatabaseTarget,
  connection: DatabaseConnection,
  takes: readonly string[],
  ownerLogin: string | null,
): Promise<void> {
  let client: pg.Client;
  try {
    client = await connect(connection);
  } catch (error) {
    if (!isMissing(error)) throw error;
    throw noDatabase(target.database, error);
  }
  try {
    await refuseStrongRuntime(client, ownerLogin, takes);
  } finally {
    await client.end();
  }
}
