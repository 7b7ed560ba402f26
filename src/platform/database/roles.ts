import type { ClientBase } from 'pg';
import { errorCode } from '../language/explained-error.ts';
import { type RuntimeFault, runtimeTooStrong } from './server/server-errors.ts';

/** The login that creates databases, migrates, and owns all objects. */
export const ownerRole = 'daglicht_owner';

/** The roles that a transaction of the runtime login switches to. They cannot log in. */
export const groupRoles = [
  'daglicht_operator',
  'daglicht_public',
  'daglicht_publication',
  'daglicht_identity',
  'daglicht_person',
  'daglicht_system',
  'daglicht_delegate',
  'daglicht_reporter',
] as const;

/**
 * The logins that a program may come in by: `owner` creates databases and migrates; `runtime` is the command line and
 * what keeps the trail; `public` and `workplace` stand behind their origin, and can take no other role than it needs.
 */
export type Login = 'owner' | ServingLogin;
export type ServingLogin = 'runtime' | 'public' | 'workplace';

/** The logins other than the owner, with their name in an embedded server and the roles that each may take. */
export const servingLogins: Readonly<
  Record<ServingLogin, { readonly name: string; readonly takes: readonly string[] }>
> = {
  runtime: { name: 'daglicht_runtime', takes: groupRoles },
  public: { name: 'daglicht_public_site', takes: ['daglicht_public', 'daglicht_reporter'] },
  workplace: {
    name: 'daglicht_workplace',
    takes: ['daglicht_public', 'daglicht_identity', 'daglicht_person', 'daglicht_delegate'],
  },
};

/** The serving logins, by their key. */
export const servingKeys: readonly ServingLogin[] = ['runtime', 'public', 'workplace'];

/**
 * The role that reads everything for a backup and changes nothing. It cannot log in, and the runtime login is never a
 * member: an administrator grants it to the login that makes backups, which uses `pg_dump --enable-row-security`.
 */
const backupRole = 'daglicht_backup';

/** Every role that a database refers to. */
const allRoles: readonly string[] = [...groupRoles, backupRole];

/** A name as SQL takes it. */
export function quoteName(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

/** Runs a statement that another process may run at the same moment; "it exists already" is success. */
async function createOnce(client: ClientBase, statement: string): Promise<void> {
  try {
    await client.query(statement);
  } catch (error) {
    // 42710: the role exists; 23505: it was made between our look and our insert; 40001 and XX000
    // ("tuple concurrently updated"): the same grant was made at this moment.
    if (!['42710', '23505', '40001', 'XX000'].includes(errorCode(error))) throw error;
  }
}

/**
 * Creates what is missing of the two logins and the group roles of an embedded cluster. Safe to repeat and to
 * run twice at once.
 *
 * @param client connected as the cluster's superuser
 */
export async function createEmbeddedRoles(client: ClientBase): Promise<void> {
  const found = await client.query<{ rolname: string }>(
    'select rolname from pg_catalog.pg_roles where rolname = any($1)',
    [[ownerRole, ...servingKeys.map((key) => servingLogins[key].name)]],
  );
  const present = new Set(found.rows.map(({ rolname }) => rolname));
  if (!present.has(ownerRole)) {
    await createOnce(client, `create role ${ownerRole} login nosuperuser createdb nocreaterole nobypassrls`);
  }
  for (const key of servingKeys) {
    const { name, takes } = servingLogins[key];
    if (!present.has(name)) {
      await createOnce(
        client,
        `create role ${name} login noinherit nosuperuser nocreatedb nocreaterole nobypassrls`,
      );
    }
    await createGroupRoles(client, name, takes);
  }
}

/**
 * Creates the group roles and the backup role where they are missing, and makes a login a member of the group roles
 * that it takes.
 *
 * @throws a PostgreSQL error (42501) when this client may not create roles
 */
export async function createGroupRoles(
  client: ClientBase,
  login: string,
  takes: readonly string[] = groupRoles,
): Promise<void> {
  for (const role of await missingGroupRoles(client)) {
    await createOnce(client, `create role ${role} nologin noinherit`);
  }
  const outside = await client.query<{ rolname: string }>(
    `select rolname from pg_catalog.pg_roles
     where rolname = any($1) and not pg_catalog.pg_has_role($2::name, oid, 'member')`,
    [takes, login],
  );
  for (const { rolname } of outside.rows) {
    await createOnce(client, `grant ${quoteName(rolname)} to ${quoteName(login)}`);
  }
}

/** The group roles and the backup role, as far as this server does not have them yet. */
export async function missingGroupRoles(client: ClientBase): Promise<string[]> {
  const found = await client.query<{ rolname: string }>(
    'select rolname from pg_catalog.pg_roles where rolname = any($1)',
    [allRoles],
  );
  const present = new Set(found.rows.map(({ rolname }) => rolname));
  return allRoles.filter((role) => !present.has(role));
}

type RuntimeRights = {
  superuser: boolean;
  bypasses: boolean;
  creates_roles: boolean;
  replicates: boolean;
  owns_database: boolean;
  member_of: string[];
  inherits: string[];
};

/**
 * Refuses a login that row-level security does not hold: superuser, BYPASSRLS, owner of the database, able to give
 * itself rights, or a member of other roles than it takes.
 *
 * @param client connected to the organisation's database as that login
 * @param owner name of the owner login, when known
 * @param takes the group roles that it may be a member of
 * @throws ClusterError `runtime-too-strong` naming each reason
 */
export async function refuseStrongRuntime(
  client: ClientBase,
  owner: string | null,
  takes: readonly string[] = groupRoles,
): Promise<void> {
  const answer = await client.query<RuntimeRights & { login: string; database: string }>(
    `select session_user as login, current_database() as database,
       r.rolsuper as superuser, r.rolbypassrls as bypasses, r.rolcreaterole as creates_roles,
       r.rolreplication as replicates,
       (select d.datdba = r.oid from pg_catalog.pg_database d where d.datname = current_database()) as owns_database,
       array(select m.rolname::text from pg_catalog.pg_roles m
             where m.oid <> r.oid and m.rolname <> all($2) and pg_catalog.pg_has_role(r.oid, m.oid, 'member')
             order by 1) as member_of,
       array(select m.rolname::text from pg_catalog.pg_roles m
             where m.rolname = any($1) and pg_catalog.pg_has_role(r.oid, m.oid, 'usage') order by 1) as inherits
     from pg_catalog.pg_roles r where r.rolname = session_user`,
    [groupRoles, takes],
  );
  const rights = answer.rows[0];
  if (!rights) throw new Error('the login that asks is not in pg_roles');
  const faults = faultsOf(rights, rights.login === owner);
  if (faults.length > 0) throw runtimeTooStrong(rights.login, rights.database, faults);
}

function faultsOf(rights: RuntimeRights, isOwner: boolean): RuntimeFault[] {
  // A superuser is a member of everything; naming that would hide the reason.
  if (rights.superuser) return [{ fault: 'superuser' }];
  const faults: RuntimeFault[] = [];
  if (isOwner) faults.push({ fault: 'is-owner' });
  if (rights.owns_database) faults.push({ fault: 'owns-database' });
  if (rights.bypasses) faults.push({ fault: 'bypassrls' });
  if (rights.creates_roles) faults.push({ fault: 'createrole' });
  if (rights.replicates) faults.push({ fault: 'replication' });
  for (const role of rights.member_of) faults.push({ fault: 'member', role });
  for (const role of rights.inherits) faults.push({ fault: 'inherits', role });
  return faults;
}
