import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type PasswordServer, startPasswordServer } from '../../../../tests/password-server.ts';
import { withClient } from '../databases.ts';
import { ClusterError } from '../errors.ts';
import { openStorage } from '../storage.ts';
import { readServerAddress } from './server.ts';

const folder = mkdtempSync(join(tmpdir(), 'daglicht-server-'));
let server: PasswordServer;
let port: string;

beforeAll(async () => {
  server = await startPasswordServer(folder);
  port = new URL((server.environment.DATABASE_URL ?? '').replace('{organisation}', 'x')).port;
  await server.asAdministrator(`
    create role plain_owner login password 'p';
    create role maker login createdb password 'p';
    create role strong_super login superuser password 'p';
    create role strong_bypass login noinherit bypassrls password 'p';
    create role strong_creator login noinherit createrole password 'p';
    create role strong_inherits login inherit password 'p';
    create role strong_reader login noinherit password 'p';
    grant pg_read_all_data to strong_reader;
  `);
});
afterAll(async () => {
  await server?.stop();
  rmSync(folder, { recursive: true, force: true });
});

/** The error that a promise is rejected with. */
async function refusal(promise: Promise<unknown>): Promise<ClusterError> {
  const error: unknown = await promise.then(
    () => null,
    (reason: unknown) => reason,
  );
  if (error instanceof ClusterError) return error;
  throw error ?? new Error('it was not refused');
}

function url(login: string, password = 'p'): string {
  return `postgresql://${login}:${password}@127.0.0.1:${port}/daglicht_{organisation}`;
}

function open(environment: Record<string, string>) {
  return openStorage(environment, { dataFolder: folder });
}

describe('A PostgreSQL server that others run', () => {
  it('gets a database per organisation, owned by the owner login and closed to others', async () => {
    const storage = await open(server.environment);
    await storage.ensureDatabase('bron');
    await storage.ensureDatabase('bron');
    await storage.ensureDatabase('oefen');
    expect(await storage.organisations()).toEqual(['bron', 'oefen']);
    const owned = await withClient(storage.connection('bron', 'owner'), (client) =>
      client.query('select current_user as login, current_database() as name'),
    );
    expect(owned.rows).toEqual([{ login: 'integrity_owner', name: 'daglicht_bron' }]);
    const stranger = await refusal(
      withClient({ connectionString: url('maker').replace('{organisation}', 'bron') }, async () => 0),
    );
    expect(stranger.code).toBe('login-refused');
  });

  it('serves a process without the owner login once the database exists', async () => {
    const storage = await open({ DATABASE_URL: server.environment.DATABASE_URL ?? '' });
    expect(storage.mayMigrate).toBe(false);
    await storage.ensureDatabase('bron');
    expect((await refusal(storage.ensureDatabase('unknown'))).code).toBe('no-database');
    expect(() => storage.connection('bron', 'owner')).toThrow(/DATABASE_OWNER_URL is not set/);
  });

  it.each([
    ['strong_super', 'it is a superuser'],
    ['strong_bypass', 'it has BYPASSRLS'],
    ['strong_creator', 'it has CREATEROLE'],
    ['strong_inherits', 'it inherits the rights of daglicht_operator (NOINHERIT is missing)'],
    ['strong_reader', 'it is a member of pg_read_all_data'],
  ])('refuses the runtime login %s', async (login, reason) => {
    const storage = await open({ ...server.environment, DATABASE_URL: url(login) });
    const error = await refusal(storage.ensureDatabase('bron'));
    expect(error.code).toBe('runtime-too-strong');
    expect(error.message).toContain(reason);
    expect(error.inLanguage('nl')).toContain('Het werkaccount');
  });

  it('refuses the owner login as runtime login', async () => {
    const owner = server.environment.DATABASE_OWNER_URL ?? '';
    const error = await refusal(
      (await open({ DATABASE_URL: owner, DATABASE_OWNER_URL: owner })).ensureDatabase('bron'),
    );
    expect(error.message).toContain('it is the owner login; it owns the database');
    const alone = await refusal((await open({ DATABASE_URL: owner })).ensureDatabase('bron'));
    expect(alone.message).toContain('it owns the database');
  });

  it('says what an administrator must do when the owner login may not create', async () => {
    const runtime = server.environment.DATABASE_URL ?? '';
    const without = await open({ DATABASE_URL: runtime, DATABASE_OWNER_URL: url('plain_owner') });
    const error = await refusal(without.ensureDatabase('third'));
    expect(error.code).toBe('may-not-create-database');
    const statement = /: (create database .*);/.exec(error.explanation.next.en)?.[1] ?? '';
    await server.asAdministrator(statement);
    await without.ensureDatabase('third');
    const other = await refusal((await open(server.environment)).ensureDatabase('third'));
    expect(other.code).toMatch(/not-the-owner|login-refused/);
  });

  it('says what an administrator must do when the owner login may not give the roles', async () => {
    await server.asAdministrator(`create role second_runtime login noinherit password 'p'`);
    const storage = await open({ DATABASE_URL: url('second_runtime'), DATABASE_OWNER_URL: url('maker') });
    const error = await refusal(storage.ensureDatabase('fourth'));
    expect(error.code).toBe('may-not-create-roles');
    await server.asAdministrator(/: (grant .*;)/.exec(error.explanation.next.en)?.[1] ?? '');
    await storage.ensureDatabase('fourth');
  });

  it('gives each origin a login of its own, and refuses one that may do more', async () => {
    await server.asAdministrator(`create role narrow login noinherit password 'p'`);
    const storage = await open({ ...server.environment, DATABASE_PUBLIC_URL: url('narrow') });
    expect(storage.logins).toEqual(['runtime', 'public', 'workplace']);
    await storage.ensureDatabase('bron');
    const become = (role: string) =>
      withClient(storage.connection('bron', 'public'), (client) => client.query(`set role ${role}`));
    await become('daglicht_public');
    await expect(become('daglicht_person')).rejects.toThrow(/permission denied/);
    const wide = await open({
      ...server.environment,
      DATABASE_PUBLIC_URL: server.environment.DATABASE_URL ?? '',
    });
    expect(await refusal(wide.ensureDatabase('bron'))).toMatchObject({ code: 'runtime-too-strong' });
    const one = await open({ DATABASE_URL: server.environment.DATABASE_URL ?? '' });
    expect(one.logins).toEqual(['runtime']);
    expect(one.connection('bron', 'public')).toEqual(one.connection('bron', 'runtime'));
    expect(() => readServerAddress({ DATABASE_PUBLIC_URL: url('narrow') })).toThrow(/DATABASE_PUBLIC_URL/);
  });

  it('never tells a password', async () => {
    const secret = 'very-secret-word';
    const storage = await open({ ...server.environment, DATABASE_URL: url('integrity_runtime', secret) });
    expect(storage.place).not.toContain(secret);
    const error = await refusal(withClient(storage.connection('bron', 'runtime'), async () => 0));
    expect(error.code).toBe('login-refused');
    expect(error.message).not.toContain(secret);
    const down = await refusal(
      withClient({ connectionString: `postgresql://a:${secret}@127.0.0.1:1/x` }, async () => 0),
    );
    expect(down.code).toBe('unreachable');
    expect(down.message).not.toContain(secret);
  });

  it('refuses a database that does not store text as UTF-8', async () => {
    await server.asAdministrator(
      `create database daglicht_latin owner integrity_owner template template0 encoding 'LATIN1' locale 'C'` +
        (process.env.DAGLICHT_POSTGRES_BIN === 'npm' ? ` locale_provider libc` : ''),
    );
    const error = await refusal((await open(server.environment)).ensureDatabase('latin'));
    expect(error.code).toBe('wrong-encoding');
  });

  it('loses one organisation at a time, and what is left of a removal that was cut short is no organisation', async () => {
    const storage = await open(server.environment);
    for (const key of ['goes', 'half', 'stays']) await storage.ensureDatabase(key);
    await storage.dropDatabase('goes');
    await storage.dropDatabase('goes');
    await server.asAdministrator(`update pg_database set datconnlimit = -2 where datname = 'daglicht_half'`);
    expect(await storage.organisations()).toEqual(expect.arrayContaining(['stays']));
    expect(await storage.organisations()).not.toEqual(expect.arrayContaining(['goes']));
    expect(await storage.organisations()).not.toEqual(expect.arrayContaining(['half']));
    expect(await storage.halfRemoved()).toEqual(['half']);
    await storage.ensureDatabase('half');
    expect(await storage.halfRemoved()).toEqual([]);
    await server.asAdministrator(`update pg_database set datconnlimit = -2 where datname = 'daglicht_half'`);
    await storage.dropDatabase('half');
    expect(await storage.halfRemoved()).toEqual([]);
    await server.asAdministrator('alter database daglicht_stays owner to administrator');
    expect(await refusal(storage.dropDatabase('stays'))).toMatchObject({ code: 'may-not-remove' });
    await server.asAdministrator('alter database daglicht_stays owner to integrity_owner');
    await storage.dropDatabase('stays');
  });
});

describe('The address of a server', () => {
  it('is read from DATABASE_URL, with the organisation in the path', () => {
    const address = readServerAddress({
      DATABASE_URL: url('someone'),
      DATABASE_OWNER_URL: url('boss', 'p%40ss'),
    });
    expect(address?.connection('bron', 'owner')).toEqual({
      connectionString: `postgresql://boss:p%40ss@127.0.0.1:${port}/daglicht_bron`,
    });
    expect(address?.organisationOf('daglicht_oefen')).toBe('oefen');
    expect(address?.organisationOf('postgres')).toBeNull();
    expect(address?.place).toBe(`postgresql://someone@127.0.0.1:${port}/daglicht_{organisation}`);
  });

  it('may name one database, for one organisation', () => {
    const address = readServerAddress({ DATABASE_URL: 'postgresql://a:b@h/integrity' });
    expect(address?.databaseName('bron')).toBe('integrity');
    expect(() => address?.databaseName('oefen')).toThrow(/which is that of bron; there is none for oefen/);
  });

  it.each([
    [{ DATABASE_URL: 'host=a password=secret' }, 'it is not a URL'],
    [{ DATABASE_URL: 'mysql://a:secret@h/d' }, 'it does not begin with postgresql://'],
    [{ DATABASE_URL: 'postgresql://a:secret@h/' }, 'it names no database'],
    [{ DATABASE_URL: 'postgresql://a:secret@h,i/d' }, 'it names several hosts'],
    [{ DATABASE_OWNER_URL: 'postgresql://a:secret@h/d' }, 'it is set, but DATABASE_URL is not'],
  ])('is refused when it cannot be used: %o', (environment, reason) => {
    let told = '';
    try {
      readServerAddress(environment);
    } catch (error) {
      told = String(error);
    }
    expect(told).toContain(reason);
    expect(told).not.toContain('secret');
  });
});
