import { createHmac, generateKeyPairSync, sign } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer, request } from 'node:https';
import Provider from 'oidc-provider';
import { makeCertificate } from './certificate.ts';

/** Somebody whom the provider knows, with what it says of them. */
export interface ProviderPerson {
  readonly sub: string;
  readonly email?: string;
  readonly email_verified?: boolean;
  readonly [claim: string]: unknown;
}

/** Claims of an ID token. */
export type Claims = Readonly<Record<string, unknown>>;

/** A real provider on this machine that can be made to lie. */
export interface TestProvider {
  readonly issuer: string;
  readonly port: number;
  readonly clientId: string;
  readonly clientSecret: string;
  /** PEM, by which it is known. */
  readonly certificate: string;
  /** Who sits before it; null: nobody signs in, and stops. */
  person: ProviderPerson | null;
  /** What it puts in the ID token instead of what is right. */
  lie: ((claims: Claims) => Claims) | null;
  /** How it signs what it puts there: rightly, not at all, or with a key that is not its own. */
  signsWith: 'own' | 'none' | 'other' | 'shared secret';
  /** What it answers at a path instead of what is right. */
  answers: Map<string, (response: ServerResponse) => void>;
  /** The paths that were asked, in order. */
  readonly asked: string[];
  readonly close: () => Promise<void>;
}

const coded = (content: string | Uint8Array) => Buffer.from(content).toString('base64url');

/** Starts oidc-provider with one client. People sign in there without a page of its own. */
export async function startProvider(
  redirects: readonly string[],
  hostname = 'localhost',
): Promise<TestProvider> {
  const { key, certificate } = makeCertificate();
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const other = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey;
  let handle: (request: IncomingMessage, response: ServerResponse) => void = () => undefined;
  const server = createServer({ key, cert: certificate }, (asked, response) => handle(asked, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  const issuer = `https://${hostname}:${port}`;
  const people = new Map<string, ProviderPerson>();
  const jwk = { ...privateKey.export({ format: 'jwk' }), kid: 'own', use: 'sig', alg: 'RS256' };
  const clientId = 'daglicht';
  const clientSecret = 'a secret of the provider of forty characters';
  const provider = new Provider(issuer, {
    clients: [{ client_id: clientId, client_secret: clientSecret, redirect_uris: redirects }],
    jwks: { keys: [jwk] },
    cookies: { keys: ['test'] },
    pkce: { required: () => true },
    claims: {
      openid: ['sub', 'tid', 'oid', 'idp', 'acct', 'acrs', 'xms_edov', 'auth_time'],
      email: ['email', 'email_verified'],
      profile: ['name', 'preferred_username'],
    },
    features: { devInteractions: { enabled: false } },
    interactions: { url: (_context: unknown, { uid }: { uid: string }) => `/interaction/${uid}` },
    findAccount: (_context: unknown, sub: string) => ({
      accountId: sub,
      claims: async () => people.get(sub) ?? { sub },
    }),
  });
  const own = provider.callback();
  const test: TestProvider = {
    issuer,
    port,
    clientId,
    clientSecret,
    certificate,
    person: null,
    lie: null,
    signsWith: 'own',
    answers: new Map(),
    asked: [],
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };

  async function interact(asked: IncomingMessage, response: ServerResponse): Promise<void> {
    const details = await provider.interactionDetails(asked, response);
    if (test.person === null) {
      const stopped = { error: 'access_denied', error_description: 'stopped' };
      return provider.interactionFinished(asked, response, stopped);
    }
    const { sub } = test.person;
    people.set(sub, test.person);
    if (details.prompt.name === 'login')
      return provider.interactionFinished(asked, response, { login: { accountId: sub } });
    const grant = new provider.Grant({ accountId: details.session?.accountId ?? sub, clientId });
    grant.addOIDCScope('openid email profile');
    const consent = { grantId: await grant.save() };
    return provider.interactionFinished(asked, response, { consent }, { mergeWithLastSubmission: true });
  }

  function lied(token: string): string {
    const [head = '', body = ''] = token.split('.');
    const claims: Claims = JSON.parse(Buffer.from(body, 'base64url').toString());
    const right: Claims = JSON.parse(Buffer.from(head, 'base64url').toString());
    const alg = { none: 'none', 'shared secret': 'HS256', own: 'RS256', other: 'RS256' }[test.signsWith];
    const unsigned = `${coded(JSON.stringify({ ...right, alg }))}.${coded(JSON.stringify(test.lie?.(claims) ?? claims))}`;
    if (test.signsWith === 'none') return `${unsigned}.`;
    if (test.signsWith === 'shared secret')
      return `${unsigned}.${createHmac('sha256', clientSecret).update(unsigned).digest('base64url')}`;
    const signer = test.signsWith === 'other' ? other : privateKey;
    return `${unsigned}.${coded(sign('sha256', Buffer.from(unsigned), signer))}`;
  }

  handle = (asked, response) => {
    const path = new URL(asked.url ?? '/', issuer).pathname;
    test.asked.push(path);
    const instead = test.answers.get(path);
    if (instead) return instead(response);
    if (path.startsWith('/interaction/')) {
      interact(asked, response).catch((error: unknown) => response.writeHead(500).end(String(error)));
      return;
    }
    if (path === '/token' && (test.lie !== null || test.signsWith !== 'own')) {
      const end = response.end.bind(response);
      const changed = (content: unknown): ServerResponse => {
        const said: { id_token?: string } = JSON.parse(String(content));
        const told = said.id_token === undefined ? said : { ...said, id_token: lied(said.id_token) };
        const written = JSON.stringify(told);
        response.setHeader('Content-Length', Buffer.byteLength(written));
        return end(written);
      };
      response.end = changed;
    }
    own(asked, response);
  };
  return test;
}

/** A browser at the provider: it keeps cookies there and follows redirects until it is led away from there. */
export class ProviderBrowser {
  readonly #provider: TestProvider;
  readonly #cookies = new Map<string, string>();

  constructor(provider: TestProvider) {
    this.#provider = provider;
  }

  /** The address elsewhere to which the provider leads at last. */
  async follow(address: string): Promise<string> {
    let next = address;
    for (let step = 0; step < 12; step++) {
      if (!next.startsWith(this.#provider.issuer)) return next;
      const { status, location, body } = await this.#get(next);
      if (location === undefined) throw new Error(`The provider stays where it is: ${status} ${body}`);
      next = new URL(location, next).href;
    }
    throw new Error(`The provider leads nowhere: ${next}`);
  }

  #get(address: string): Promise<{ status: number; location: string | undefined; body: string }> {
    const { promise, resolve, reject } = Promise.withResolvers<{
      status: number;
      location: string | undefined;
      body: string;
    }>();
    const Cookie = [...this.#cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const options = { ca: this.#provider.certificate, headers: { Cookie }, agent: false } as const;
    request(address, options, (answer) => {
      for (const one of answer.headers['set-cookie'] ?? []) {
        const [pair = ''] = one.split(';');
        const at = pair.indexOf('=');
        if (/expires=Thu, 01 Jan 1970/i.test(one)) this.#cookies.delete(pair.slice(0, at));
        else this.#cookies.set(pair.slice(0, at), pair.slice(at + 1));
      }
      const parts: Buffer[] = [];
      answer.on('data', (part: Buffer) => parts.push(part));
      answer.on('end', () =>
        resolve({
          status: answer.statusCode ?? 0,
          location: answer.headers.location,
          body: Buffer.concat(parts).toString(),
        }),
      );
    })
      .on('error', reject)
      .end();
    return promise;
  }
}
