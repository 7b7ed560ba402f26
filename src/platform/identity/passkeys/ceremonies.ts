import type {
  PublicKeyCredentialCreationOptionsJSON,
  PublicKeyCredentialRequestOptionsJSON,
} from '@simplewebauthn/server';
import { challengeLasts } from '../sessions/session-times.ts';
import { type CreatedPasskey, knownTransports, type SignedByPasskey } from './passkey-answers.ts';

/** Where passkeys hold: the host without its port, and the address of exactly this origin. */
export interface PasskeyPlace {
  readonly host: string;
  readonly origin: string;
}

/** EdDSA, ECDSA on P-256, RSA with SHA-256: what passkeys of today sign with. */
const algorithms = [-8, -7, -257];

/** Milliseconds. */
const timeout = challengeLasts * 60_000;

/** Read where a passkey is used: who signs in with a password does not wait for it. */
const library = () => import('@simplewebauthn/server');

/** What a browser needs to make a passkey. */
export async function creationOptions(
  { host }: PasskeyPlace,
  given: {
    readonly challenge: Uint8Array<ArrayBuffer>;
    readonly account: string;
    readonly signInName: string;
    readonly name: string;
    readonly organisation: string;
    /** The passkeys that the account has: a device that holds one makes no second. */
    readonly known: readonly { readonly credential: string; readonly transports: string }[];
  },
): Promise<PublicKeyCredentialCreationOptionsJSON> {
  const { generateRegistrationOptions } = await library();
  return generateRegistrationOptions({
    rpName: given.organisation,
    rpID: host,
    userName: given.signInName,
    userDisplayName: given.name,
    userID: accountBytes(given.account),
    challenge: given.challenge,
    timeout,
    attestationType: 'none',
    excludeCredentials: given.known.map(({ credential, transports }) => ({
      id: credential,
      transports: [...knownTransports(transports.split(' '))],
    })),
    authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
    supportedAlgorithmIDs: algorithms,
  });
}

/** What a browser needs to let a passkey sign. It names no passkeys: which there are is nobody's business before. */
export async function requestOptions(
  { host }: PasskeyPlace,
  challenge: Uint8Array<ArrayBuffer>,
): Promise<PublicKeyCredentialRequestOptionsJSON> {
  const { generateAuthenticationOptions } = await library();
  return generateAuthenticationOptions({ rpID: host, challenge, timeout, userVerification: 'required' });
}

/** A passkey as it is kept. */
export interface PasskeyKey {
  readonly credential: string;
  readonly publicKey: Uint8Array<ArrayBuffer>;
  readonly count: number;
}

/**
 * Checks a passkey that was made: challenge, kind, origin, host, that its owner was there and proved to be the owner.
 * Where it was bought is not asked and not looked at; certificates would be fetched from addresses that they name.
 *
 * @returns null when it is not right
 */
export async function checkedCreation(
  place: PasskeyPlace,
  challenge: string,
  { id, type, response }: CreatedPasskey,
): Promise<PasskeyKey | null> {
  const { verifyRegistrationResponse } = await library();
  const { decodeAttestationObject, decodeClientDataJSON, isoBase64URL } = await import(
    '@simplewebauthn/server/helpers'
  );
  try {
    const statement = decodeAttestationObject(isoBase64URL.toBuffer(response.attestationObject));
    const isPlain =
      statement.get('fmt') === 'none' ||
      (statement.get('fmt') === 'packed' && statement.get('attStmt').get('x5c') === undefined);
    if (!isPlain || isFramed(decodeClientDataJSON(response.clientDataJSON))) return null;
    const { verified, registrationInfo } = await verifyRegistrationResponse({
      response: {
        id,
        rawId: id,
        type,
        response: { ...response, transports: [...knownTransports(response.transports)] },
        clientExtensionResults: {},
      },
      expectedChallenge: challenge,
      expectedOrigin: place.origin,
      expectedRPID: place.host,
      requireUserVerification: true,
      supportedAlgorithmIDs: algorithms,
    });
    if (!verified || registrationInfo.credential.id !== id) return null;
    const { publicKey, counter } = registrationInfo.credential;
    return { credential: id, publicKey, count: counter };
  } catch {
    // The library throws for whatever is not right; what it says is for nobody.
    return null;
  }
}

/**
 * Checks what a passkey signed: challenge, kind, origin, host, user verification, signature, and that its counter went
 * up where it counts.
 *
 * @returns its counter; null when it is not right
 */
export async function checkedSignature(
  place: PasskeyPlace,
  challenge: string,
  key: PasskeyKey,
  { id, type, response }: SignedByPasskey,
): Promise<number | null> {
  const { verifyAuthenticationResponse } = await library();
  const { decodeClientDataJSON } = await import('@simplewebauthn/server/helpers');
  try {
    if (isFramed(decodeClientDataJSON(response.clientDataJSON))) return null;
    const { verified, authenticationInfo } = await verifyAuthenticationResponse({
      response: { id, rawId: id, type, response, clientExtensionResults: {} },
      expectedChallenge: challenge,
      expectedOrigin: place.origin,
      expectedRPID: place.host,
      credential: { id: key.credential, publicKey: key.publicKey, counter: key.count },
      requireUserVerification: true,
    });
    return verified ? authenticationInfo.newCounter : null;
  } catch {
    return null;
  }
}

/** Whether a page inside a page of another site asked for it. */
function isFramed(data: { readonly crossOrigin?: boolean; readonly topOrigin?: string }): boolean {
  return data.crossOrigin === true || data.topOrigin !== undefined;
}

/** The challenge that a browser says was signed; null when it says nothing that can be read. */
export async function challengeIn(clientDataJSON: string): Promise<string | null> {
  const { decodeClientDataJSON } = await import('@simplewebauthn/server/helpers');
  try {
    const { challenge }: { readonly challenge: unknown } = decodeClientDataJSON(clientDataJSON);
    return typeof challenge === 'string' ? challenge : null;
  } catch {
    return null;
  }
}

/** The id of an account as a passkey holds it: no name, no address. */
export function accountBytes(account: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(Buffer.from(account.replaceAll('-', ''), 'hex'));
}
