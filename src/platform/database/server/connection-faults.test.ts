import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type PasswordServer, startPasswordServer } from '../../../../tests/password-server.ts';
import { connect } from '../databases.ts';
import { ClusterError } from '../errors.ts';
import { connectionRefused } from './connection-faults.ts';

const folder = mkdtempSync(join(tmpdir(), 'daglicht-faults-'));
let server: PasswordServer;
let port: string;
/** A server that takes connections and says nothing. */
let silent: Server;

beforeAll(async () => {
  server = await startPasswordServer(folder);
  port = new URL((server.environment.DATABASE_URL ?? '').replace('{organisation}', 'x')).port;
  await server.asAdministrator(`
    create role one_only login connection limit 0 password 'p';
    create role no_login password 'p';
    create role stranger login password 'p';
  `);
  await server.asAdministrator('create database closed');
  await server.asAdministrator('revoke connect on database closed from public');
  silent = createServer();
  await new Promise<void>((settle) => silent.listen(0, '127.0.0.1', settle));
});
afterAll(async () => {
  silent?.close();
  await server?.stop();
  rmSync(folder, { recursive: true, force: true });
});

async function refusalOf(
  url: string,
  more: { connectionTimeoutMillis?: number } = {},
): Promise<ClusterError> {
  const error: unknown = await connect({ connectionString: url, ...more }).then(
    async (client) => client.end(),
    (reason: unknown) => reason,
  );
  if (error instanceof ClusterError) return error;
  throw error ?? new Error('the connection came about');
}

const at = (login: string, database = 'postgres', more = '') =>
  `postgresql://${login}@127.0.0.1:${port}/${database}${more}`;

describe('A connection to a database that does not come about', () => {
  it.each([
    [
      'no server listens',
      () => 'postgresql://a:p@127.0.0.1:1/x',
      'unreachable',
      /geen server/,
      'ECONNREFUSED',
    ],
    [
      'the host is unknown',
      () => 'postgresql://a:p@nergens.invalid:5432/x',
      'unreachable',
      /naam van de host is onbekend/,
      /ENOTFOUND|EAI_AGAIN/,
    ],
    [
      'the password is wrong',
      () => at('stranger:fout'),
      'login-refused',
      /wachtwoord horen niet bij elkaar/,
      '28P01',
    ],
    ['the password is missing', () => at('stranger'), 'unreachable', /wachtwoord ontbreekt/, 'SASL'],
    ['the login may not log in', () => at('no_login:p'), 'login-refused', /mag niet inloggen/, '28000'],
    [
      'the database does not exist',
      () => at('stranger:p', 'nergens'),
      'no-database',
      /bestaat niet op de server/,
      '3D000',
    ],
    [
      'the login may not open it',
      () => at('stranger:p', 'closed'),
      'login-refused',
      /mag deze database niet openen/,
      '42501',
    ],
    [
      'too many connections are open',
      () => at('one_only:p'),
      'unreachable',
      /er zijn er te veel open/,
      '53300',
    ],
    [
      'TLS is asked for and absent',
      () => at('stranger:p', 'postgres', '?sslmode=verify-full'),
      'unreachable',
      /biedt geen versleutelde verbinding/,
      'SSL',
    ],
  ])(
    'because %s is told in words, with the code for the administrator',
    async (_why, url, code, words, sign) => {
      const error = await refusalOf(url());
      expect(error.code).toBe(code);
      const dutch = error.inLanguage('nl');
      const [what = '', where = '', kept = '', next = ''] = dutch.split('\n');
      expect(what).toMatch(words);
      expect(what).not.toMatch(/ECONN|ENOT|28P01|connect |getaddrinfo|authentication|does not exist/);
      expect(where).toMatch(/^Waar: account \w+ op .*, database \w+ \(voor de beheerder: .+\)$/);
      expect(where).toMatch(sign);
      expect(kept).toBe('Behouden: Er is niets gelezen of gewijzigd.');
      expect(next).toMatch(/^Wat nu: .{20}/);
      expect(error.inLanguage('en')).toMatch(/^(The|This) [\s\S]*for the administrator[\s\S]*Next: /);
    },
  );

  it('because nothing answers in time is told so', async () => {
    const address = silent.address();
    const silentPort = typeof address === 'object' && address !== null ? address.port : 0;
    const url = `postgresql://a:p@127.0.0.1:${silentPort}/x`;
    const error = await refusalOf(url, { connectionTimeoutMillis: 300 });
    expect(error.inLanguage('nl')).toMatch(/antwoordt niet binnen de tijd/);
  });

  it.each([
    [
      '28000',
      'no pg_hba.conf entry for host "10.0.0.1", user "a", database "b", no encryption',
      /alleen toe over een versleutelde verbinding/,
    ],
    [
      '28000',
      'no pg_hba.conf entry for host "10.0.0.1", user "a", database "b", SSL encryption',
      /niet vanaf dit adres/,
    ],
    ['SELF_SIGNED_CERT_IN_CHAIN', 'self-signed certificate in certificate chain', /certificaat/],
    ['57P03', 'the database system is starting up', /aan het starten of stoppen/],
    ['XX999', 'something that nobody foresaw', /komt niet tot stand[\s\S]*voor de beheerder: XX999/],
  ])('with code %s (%s) is told by its cause', (code, message, words) => {
    const cause = Object.assign(new Error(message), { code });
    const place = { login: 'a', server: 'b:5432', database: 'c' };
    expect(connectionRefused(place, cause).inLanguage('nl')).toMatch(words);
    expect(connectionRefused(place, cause).inLanguage('nl')).not.toContain(message);
  });
});
