import { lookup } from 'node:dns/promises';
import { Agent, type RequestOptions, request } from 'node:https';
import { isIP, type LookupFunction } from 'node:net';
import { getCACertificates } from 'node:tls';
import type { CustomFetch } from 'openid-client';
import { WordedError } from '../../language/explained-error.ts';
import { text } from '../../language/text.ts';
import { mayConnect } from './addresses.ts';

/** The longest answer that a provider may give, in bytes, and how long it may take, in milliseconds. */
const longestAnswer = 1024 * 1024;
const patience = 10_000;

/** An address to which the program does not connect, whoever names it. */
export class AddressRefused extends WordedError {
  override readonly name = 'AddressRefused';

  constructor(host: string) {
    super(
      text(
        `Met ${host} maakt het programma geen verbinding: het is geen openbaar adres met https, en het staat niet op de lijst van toegestane adressen.`,
        `The program does not connect to ${host}: it is no public address with https, and it is not on the list of addresses that are allowed.`,
      ),
    );
  }
}

/** How to reach a provider. */
export interface Reach {
  readonly privateAddresses: readonly string[];
  /** PEM, beside those that the program trusts already. */
  readonly certificates: string | null;
  /** HTTPS_PROXY and NO_PROXY are read from it. */
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** How names are resolved; without it as this machine does. */
  readonly resolve?: Resolve;
}

/** The addresses of a name. */
type Resolve = (
  hostname: string,
) => Promise<readonly { readonly address: string; readonly family: number }[]>;

const asThisMachine: Resolve = (hostname) => lookup(hostname, { all: true });

/**
 * Fetches from a provider: by https, following no redirect, and connecting to no address but the one that was checked.
 * Every name is resolved at each connection, in the connection itself, so that it cannot become another in between.
 * Behind a proxy (HTTPS_PROXY) the proxy connects: names that this machine resolves are checked before.
 */
export function providerFetch({
  privateAddresses,
  certificates,
  environment,
  resolve = asThisMachine,
}: Reach): CustomFetch {
  const { HTTPS_PROXY, https_proxy, NO_PROXY, no_proxy } = environment;
  const agent = new Agent({
    keepAlive: false,
    ...(HTTPS_PROXY || https_proxy ? { proxyEnv: { HTTPS_PROXY, https_proxy, NO_PROXY, no_proxy } } : {}),
    ...(certificates === null ? {} : { ca: [...getCACertificates('default'), certificates] }),
  });
  const checked = onlyChecked(privateAddresses, resolve);
  return async (address, { method, headers, body, signal }) => {
    const url = new URL(address);
    await refuseAddress(url, privateAddresses, resolve);
    const sent = body instanceof URLSearchParams ? body.toString() : typeof body === 'string' ? body : null;
    const ended = AbortSignal.timeout(patience);
    const options: RequestOptions = {
      method,
      headers: {
        ...headers,
        ...(sent === null ? {} : { 'Content-Length': String(Buffer.byteLength(sent)) }),
      },
      agent,
      lookup: checked,
      signal: signal ? AbortSignal.any([signal, ended]) : ended,
    };
    return answerTo(url, options, sent);
  };
}

/** Throws an {@link AddressRefused} for what is not https, and for what is known to lead where it may not. */
async function refuseAddress(
  { protocol, hostname }: URL,
  listed: readonly string[],
  resolve: Resolve,
): Promise<void> {
  const host = hostname.replace(/^\[|\]$/g, '');
  if (protocol !== 'https:') throw new AddressRefused(hostname);
  // Who sits behind a proxy often resolves no name of outside; then the proxy does.
  const found = isIP(host) === 0 ? await resolve(host).catch(() => []) : [{ address: host }];
  if (found.some(({ address }) => !mayConnect(address, listed))) throw new AddressRefused(hostname);
}

/** Resolves a name for the connection that is being made; refuses it when one of its addresses is not permitted. */
function onlyChecked(listed: readonly string[], resolve: Resolve): LookupFunction {
  return (hostname, options, callback) => {
    resolve(hostname).then(
      (found) => {
        const [first] = found;
        if (!first || found.some(({ address }) => !mayConnect(address, listed)))
          callback(new AddressRefused(hostname), []);
        else if (options.all) callback(null, [...found]);
        else callback(null, first.address, first.family);
      },
      (error: Error) => callback(error, []),
    );
  };
}

function answerTo(url: URL, options: RequestOptions, body: string | null): Promise<Response> {
  const { promise, resolve, reject } = Promise.withResolvers<Response>();
  const sent = request(url, options, (answer) => {
    const parts: Buffer[] = [];
    let length = 0;
    answer.on('data', (part: Buffer) => {
      length += part.length;
      if (length > longestAnswer) answer.destroy(new RangeError('a provider answers no more than this'));
      else parts.push(part);
    });
    answer.on('error', reject);
    answer.on('end', () => {
      const status = answer.statusCode ?? 0;
      const headers = Object.entries(answer.headers).flatMap(([name, value]): [string, string][] =>
        value === undefined ? [] : [[name, Array.isArray(value) ? value.join(', ') : value]],
      );
      const isEmpty = [204, 205, 304].includes(status);
      if (status < 200) reject(new RangeError(`status ${status}`));
      else resolve(new Response(isEmpty ? null : Buffer.concat(parts), { status, headers }));
    });
  });
  sent.on('error', reject);
  sent.end(body ?? undefined);
  return promise;
}
