import { createHash } from 'node:crypto';
import type { Configuration } from 'openid-client';
import { z } from 'zod';
import { AddressRefused, providerFetch } from './provider-fetch.ts';
import type { ProviderSettings } from './settings.ts';

/** Read where somebody signs in elsewhere: who signs in with a password does not wait for it. */
const library = () => import('openid-client');

/** Why signing in elsewhere came to nothing. Each has its words (workplace/provider). */
export type ProviderFault =
  | 'address'
  | 'unreachable'
  | 'slow'
  | 'down'
  | 'certificate'
  | 'metadata'
  | 'secret'
  | 'code'
  | 'answer'
  | 'clock'
  | 'tenant'
  | 'guest'
  | 'not-fresh';

/** Seconds that the clocks of provider and program may differ. */
const clockDifference = 60;

/** Milliseconds that is remembered what a provider says of itself, and that it did not answer. */
const remembered = 10 * 60_000;
const failureRemembered = 5000;

/** The settings of a provider with its secret in clear, for as long as they are used. */
export interface ProviderAccess {
  readonly id: string;
  readonly settings: ProviderSettings;
  readonly secret: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
}

const known = new Map<string, { readonly until: number; readonly found: Promise<Configuration> }>();

/** What a provider says of itself, asked anew after some minutes. Throws what openid-client throws. */
function configurationOf(access: ProviderAccess): Promise<Configuration> {
  const now = performance.now();
  for (const [id, { until }] of known) if (until < now) known.delete(id);
  const earlier = known.get(access.id);
  if (earlier) return earlier.found;
  const found = discovered(access);
  known.set(access.id, { until: now + remembered, found });
  // One that is down is not asked by everybody at once.
  found.catch(() => known.set(access.id, { until: performance.now() + failureRemembered, found }));
  return found;
}

async function discovered({ settings, secret, environment }: ProviderAccess): Promise<Configuration> {
  const client = await library();
  const fetch = providerFetch({ ...settings, environment });
  const found = await client.discovery(
    new URL(settings.issuer),
    settings.clientId,
    { client_secret: secret, [client.clockTolerance]: clockDifference },
    undefined,
    { [client.customFetch]: fetch, timeout: 10 },
  );
  const { token_endpoint_auth_methods_supported: methods = ['client_secret_basic'] } = found.serverMetadata();
  const authenticate = methods.includes('client_secret_basic')
    ? client.ClientSecretBasic
    : client.ClientSecretPost;
  const configuration = new client.Configuration(
    found.serverMetadata(),
    settings.clientId,
    { client_secret: secret, [client.clockTolerance]: clockDifference },
    authenticate(secret),
  );
  configuration[client.customFetch] = fetch;
  configuration.timeout = 10;
  // Signatures are checked, however the token came.
  client.enableNonRepudiationChecks(configuration);
  return configuration;
}

/** What follows from the token that one browser holds; nobody else can know it, and none of it is kept. */
function derived(token: string, what: 'state' | 'nonce' | 'code verifier'): string {
  return createHash('sha256').update(`daglicht ${what} ${token}`).digest('base64url');
}

/** The state that a browser with this token comes back with. */
export function stateOf(token: string): string {
  return derived(token, 'state');
}

/**
 * Where a browser goes to sign in elsewhere.
 *
 * @param token what the browser holds in its cookie
 * @param anew whether its owner has to show to be there, however lately they signed in
 */
export async function providerAddress(
  access: ProviderAccess,
  token: string,
  back: string,
  anew: boolean,
): Promise<{ readonly address: string } | { readonly fault: ProviderFault }> {
  try {
    const client = await library();
    const configuration = await configurationOf(access);
    const { acrs } = access.settings;
    const context = { id_token: { acrs: { essential: true, value: acrs } } };
    const address = client.buildAuthorizationUrl(configuration, {
      redirect_uri: back,
      scope: 'openid email profile',
      state: stateOf(token),
      nonce: derived(token, 'nonce'),
      code_challenge: await client.calculatePKCECodeChallenge(derived(token, 'code verifier')),
      code_challenge_method: 'S256',
      ...(anew && acrs === null ? { max_age: '0' } : {}),
      ...(anew && acrs !== null ? { claims: JSON.stringify(context) } : {}),
    });
    if (address.protocol !== 'https:') return { fault: 'address' };
    return { address: address.href };
  } catch (error) {
    return { fault: faultOf(error) };
  }
}

/** Who signed in elsewhere, as far as it was checked. */
export interface ProviderIdentity {
  readonly issuer: string;
  readonly subject: string;
  /** What the provider calls this person, for recognising it. */
  readonly label: string;
  /** A mail address that the provider checked, in lower case; null where it does not say that. */
  readonly mail: string | null;
}

const flag = z.union([z.boolean(), z.literal([0, 1, '0', '1', 'true', 'false'])]);
const claimsSchema = z.object({
  iss: z.string().min(1).max(500),
  sub: z.string().min(1).max(255),
  iat: z.number(),
  tid: z.string().max(100).optional(),
  oid: z.string().min(1).max(255).optional(),
  idp: z.string().optional(),
  acct: z.union([z.number(), z.string()]).optional(),
  auth_time: z.number().optional(),
  acrs: z.union([z.string(), z.array(z.string())]).optional(),
});
const namesSchema = z.object({
  email: z.string().max(300).optional(),
  email_verified: flag.optional(),
  xms_edov: flag.optional(),
  preferred_username: z.string().max(300).optional(),
  name: z.string().max(300).optional(),
});
type Claims = z.infer<typeof claimsSchema>;
type Names = z.infer<typeof namesSchema>;

/** What a browser came back with. */
export interface ComeBack {
  /** The address that it came back to, with what the provider put behind it. */
  readonly address: URL;
  readonly token: string;
  /** When it left, where its owner had to show to be there anew; else null. */
  readonly leftAt: Date | null;
}

/**
 * Gives the code back for who it is: checks state, issuer, audience, nonce, signature and times, and of Entra the
 * tenant. Nothing of the tokens is kept. What a provider says of roles or groups is not looked at.
 */
export async function identityOf(
  access: ProviderAccess,
  { address, token, leftAt }: ComeBack,
): Promise<{ readonly identity: ProviderIdentity } | { readonly fault: ProviderFault }> {
  try {
    const client = await library();
    const configuration = await configurationOf(access);
    const answer = await client.authorizationCodeGrant(configuration, address, {
      expectedState: stateOf(token),
      expectedNonce: derived(token, 'nonce'),
      pkceCodeVerifier: derived(token, 'code verifier'),
      idTokenExpected: true,
    });
    const claims = claimsSchema.parse(answer.claims());
    let names = namesSchema.parse(answer.claims());
    // Entra says all that counts in the token itself.
    const isAsked = leftAt === null && access.settings.tenant === null && names.email === undefined;
    if (isAsked && configuration.serverMetadata().userinfo_endpoint !== undefined)
      names = namesSchema.parse(await client.fetchUserInfo(configuration, answer.access_token, claims.sub));
    return checked(access.settings, claims, names, leftAt);
  } catch (error) {
    return { fault: faultOf(error) };
  }
}

function checked(
  { tenant, acrs }: ProviderSettings,
  claims: Claims,
  names: Names,
  leftAt: Date | null,
): { readonly identity: ProviderIdentity } | { readonly fault: ProviderFault } {
  const subject = tenant === null ? claims.sub : claims.oid;
  if (tenant !== null && claims.tid?.toLowerCase() !== tenant) return { fault: 'tenant' };
  if (subject === undefined) return { fault: 'answer' };
  if (tenant !== null && isGuest(claims, names)) return { fault: 'guest' };
  if (leftAt !== null && !isFresh(claims, acrs, leftAt)) return { fault: 'not-fresh' };
  const label = names.email ?? names.preferred_username ?? names.name ?? '';
  const isVerified =
    names.email_verified === true ||
    (tenant !== null && [true, 1, '1', 'true'].includes(names.xms_edov ?? 0));
  const mail = names.email?.trim().toLowerCase() ?? '';
  return {
    identity: {
      issuer: claims.iss,
      subject,
      label: label.replaceAll(/\p{C}/gu, '').slice(0, 200),
      mail: isVerified && /^[^\s@]+@[^\s@]+$/.test(mail) ? mail : null,
    },
  };
}

/** Whether Entra says of somebody that their account is of another organisation. */
function isGuest({ acct, idp, iss }: Claims, { preferred_username: name, email }: Names): boolean {
  const isExternal = [name, email].some((one) => one?.toUpperCase().includes('#EXT#'));
  return String(acct ?? '0') !== '0' || (idp !== undefined && idp !== iss) || isExternal;
}

/** Whether somebody showed to be there after leaving here: by the time of signing in, or by the context that was asked. */
function isFresh(claims: Claims, acrs: string | null, leftAt: Date): boolean {
  const least = leftAt.getTime() / 1000 - clockDifference;
  if (acrs === null) return claims.auth_time !== undefined && claims.auth_time >= least;
  return [claims.acrs ?? []].flat().includes(acrs) && claims.iat >= least;
}

/**
 * Tries a provider as it is set: what it says of itself, its keys, and whether it takes the secret, by a code that was
 * never given. Null when all is right.
 */
export async function triedProvider(access: ProviderAccess, back: string): Promise<ProviderFault | null> {
  try {
    const client = await library();
    const configuration = await discovered(access);
    const { jwks_uri: keys } = configuration.serverMetadata();
    if (keys === undefined) return 'metadata';
    const fetch = providerFetch({ ...access.settings, environment: access.environment });
    const options = { method: 'GET', headers: { accept: 'application/json' }, body: undefined } as const;
    const answer = await fetch(keys, { ...options, redirect: 'manual' });
    const said = z.object({ keys: z.array(z.unknown()).min(1) }).safeParse(await answer.json());
    if (!answer.ok || !said.success) return 'metadata';
    const never = new URL(back);
    never.search = new URLSearchParams({
      code: 'none',
      state: 'none',
      ...(configuration.serverMetadata().authorization_response_iss_parameter_supported
        ? { iss: configuration.serverMetadata().issuer }
        : {}),
    }).toString();
    await client.authorizationCodeGrant(configuration, never, {
      expectedState: 'none',
      pkceCodeVerifier: 'x'.repeat(43),
    });
    return 'answer';
  } catch (error) {
    const fault = faultOf(error);
    // A provider that knows the secret says of such a code that it is none.
    return fault === 'code' ? null : fault;
  }
}

const certificateFaults =
  /^(?:CERT_|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO_|ERR_TLS_CERT|INVALID_CA|PATH_LENGTH|HOSTNAME_MISMATCH)/;
const connectionFaults =
  /^(?:ECONN|ENOTFOUND|EAI_|EHOST|ENET|EPIPE|ETIMEDOUT|ERR_PROXY|ERR_SSL|EPROTO|ERR_TLS|UND_ERR)/;

/** What went wrong, by whatever was thrown and what that says caused it. */
function faultOf(thrown: unknown): ProviderFault {
  for (const error of causes(thrown)) {
    if (error instanceof AddressRefused) return 'address';
    const code = textOf(error, 'code');
    if (certificateFaults.test(code)) return 'certificate';
    if (code === 'OAUTH_TIMEOUT' || code === 'ABORT_ERR' || textOf(error, 'name') === 'TimeoutError')
      return 'slow';
    if (connectionFaults.test(code)) return 'unreachable';
    if (code === 'OAUTH_JWT_TIMESTAMP_CHECK_FAILED') return 'clock';
    // It says that it is another than the one that was asked.
    if (textOf(error, 'attribute') === 'issuer') return 'metadata';
    if (error instanceof Response) return error.status >= 500 ? 'down' : 'answer';
    // At the exchange; where a person is described it is the token that is not taken.
    if (code === 'OAUTH_WWW_AUTHENTICATE_CHALLENGE')
      return JSON.stringify(Reflect.get(Object(error), 'cause')).includes('invalid_token')
        ? 'answer'
        : 'secret';
    const said = textOf(error, 'error');
    if (['invalid_client', 'unauthorized_client'].includes(said)) return 'secret';
    if (said === 'invalid_grant') return 'code';
    if (['server_error', 'temporarily_unavailable'].includes(said)) return 'down';
  }
  return 'answer';
}

function causes(error: unknown): readonly unknown[] {
  const found: unknown[] = [];
  for (let one = error; one !== undefined && one !== null && found.length < 10; ) {
    found.push(one);
    one = one instanceof Error ? one.cause : undefined;
  }
  return found;
}

function textOf(from: unknown, name: string): string {
  const value: unknown = typeof from === 'object' && from !== null ? Reflect.get(from, name) : undefined;
  return typeof value === 'string' ? value : '';
}
