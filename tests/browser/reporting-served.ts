import { type IncomingMessage, request } from 'node:http';
import { request as securely } from 'node:https';
import { openOriginDoors } from '../../src/commands/serving/origin-doors.ts';
import { pinRoot } from '../../src/organisation/keys/pins.ts';
import { organisationSchema } from '../../src/organisation/records.ts';
import { openTestOrganisation, type TestOrganisation } from '../example-organisation.ts';
import { smallKeyring, type TestKeyring } from '../makers/reporting/keyring.ts';
import { serveOrganisations } from './served.ts';

/** A small organisation whose channel is open, served as a running program does. */
export interface ReportingServed {
  readonly world: Pick<TestOrganisation, 'door' | 'database'>;
  readonly served: Awaited<ReturnType<typeof serveOrganisations>>;
  /** Of the public origin, by http. */
  readonly address: string;
  readonly keyring: TestKeyring;
  readonly close: () => Promise<void>;
}

/**
 * Opens it.
 *
 * @param behindProxy the host of the public origin before a proxy that speaks https; null: none
 */
export async function serveReporting(
  name: { readonly nl: string; readonly en: string },
  behindProxy: string | null = null,
): Promise<ReportingServed> {
  const organisation = await openTestOrganisation(
    organisationSchema.parse({
      name,
      profile: 'klein',
      root: 'TOP',
      units: [{ key: 'TOP', level: 'organisatie', type: 'organisatie', names: [{ name }] }],
    }),
  );
  const { door, database } = organisation;
  const own = [{ key: database.organisation, door }];
  // As in a running program: the public origin has a login of its own.
  const behind = openOriginDoors(database.storage, own);
  const served = await serveOrganisations(database.storage, own, behind.doors, new Map(), behindProxy);
  const keyring = await smallKeyring({ door, database });
  await pinRoot(served.pinFile, keyring.org, keyring.pin);
  return {
    world: { door, database },
    served,
    address: served.of(database.organisation).public,
    keyring,
    close: async () => {
      await served.close();
      await behind.close();
      await organisation.close();
    },
  };
}

/** What a server answered. */
export interface Told {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  readonly body: string;
}

/** Asks as a program does that is no browser; by https whatever the certificate. */
export function asksAt(
  address: string,
  path: string,
  method = 'GET',
  body = '',
  headers: Readonly<Record<string, string>> = {},
): Promise<Told> {
  const { host, port, protocol } = new URL(address);
  const { promise, resolve, reject } = Promise.withResolvers<Told>();
  const read = (answer: IncomingMessage): void => {
    const parts: Buffer[] = [];
    answer.on('data', (part: Buffer) => parts.push(part));
    answer.on('end', () =>
      resolve({
        status: answer.statusCode ?? 0,
        headers: answer.headers,
        body: Buffer.concat(parts).toString('utf8'),
      }),
    );
  };
  const given = { host: '127.0.0.1', port, path, method, headers: { host, ...headers } };
  const sent =
    protocol === 'https:' ? securely({ ...given, rejectUnauthorized: false }, read) : request(given, read);
  sent.on('error', reject);
  sent.end(body);
  return promise;
}

/** Sends a form as a browser of text does, which says nothing of where it comes from. */
export const postsAt = (
  address: string,
  path: string,
  fields: Readonly<Record<string, string>>,
  headers: Readonly<Record<string, string>> = {},
): Promise<Told> =>
  asksAt(address, path, 'POST', new URLSearchParams(fields).toString(), {
    'content-type': 'application/x-www-form-urlencoded',
    ...headers,
  });
