import { createHash, generateKeyPairSync, type KeyObject, randomBytes, sign } from 'node:crypto';
import { z } from 'zod';

/** How an answer of a passkey differs from a right one. */
export interface Fault {
  readonly origin?: string;
  readonly host?: string;
  readonly isUnverified?: boolean;
  readonly isAbsent?: boolean;
  readonly challenge?: string;
  readonly type?: string;
  readonly crossOrigin?: boolean;
  readonly userHandle?: string;
  /** Signs with a key of its own instead of the one that the server knows. */
  readonly otherKey?: boolean;
  /** Stays where it was. */
  readonly countFrom?: number;
}

const requestShape = z.object({ challenge: z.string() });
const creationShape = requestShape.extend({ user: z.object({ id: z.string() }) });

const coded = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64url');

/** A device that holds one passkey and signs with it as a real one does: ECDSA on P-256, with a counter. */
export class TestAuthenticator {
  readonly id = coded(randomBytes(16));
  readonly #keys: { readonly publicKey: KeyObject; readonly privateKey: KeyObject };
  #userHandle = '';
  #count = 0;
  readonly #origin: string;

  constructor(origin: string) {
    this.#origin = origin;
    this.#keys = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  }

  get userHandle(): string {
    return this.#userHandle;
  }

  /** Makes the passkey. */
  create(options: unknown, fault: Fault = {}) {
    const { challenge, user } = creationShape.parse(options);
    this.#userHandle = user.id;
    const id = Buffer.from(this.id, 'base64url');
    const length = Buffer.alloc(2);
    length.writeUInt16BE(id.length);
    const held = Buffer.concat([Buffer.alloc(16), length, id, this.#publicKey()]);
    const data = Buffer.concat([this.#head(0x40, fault), held]);
    return {
      id: this.id,
      type: 'public-key',
      response: {
        clientDataJSON: this.#clientData('webauthn.create', challenge, fault),
        attestationObject: coded(attestation(data)),
        transports: ['internal'],
      },
    };
  }

  /** Signs a challenge. */
  sign(options: unknown, fault: Fault = {}) {
    const { challenge } = requestShape.parse(options);
    this.#count = fault.countFrom ?? this.#count + 1;
    const clientDataJSON = this.#clientData('webauthn.get', challenge, fault);
    const data = this.#head(0, fault);
    const hash = createHash('sha256').update(Buffer.from(clientDataJSON, 'base64url')).digest();
    const key = fault.otherKey
      ? generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey
      : this.#keys.privateKey;
    return {
      id: this.id,
      type: 'public-key',
      response: {
        clientDataJSON,
        authenticatorData: coded(data),
        signature: coded(sign('sha256', Buffer.concat([data, hash]), key)),
        userHandle: fault.userHandle ?? this.#userHandle,
      },
    };
  }

  #clientData(type: string, challenge: string, fault: Fault): string {
    const data = {
      type: fault.type ?? type,
      challenge: fault.challenge ?? challenge,
      origin: fault.origin ?? this.#origin,
      crossOrigin: fault.crossOrigin ?? false,
    };
    return Buffer.from(JSON.stringify(data)).toString('base64url');
  }

  /** Hash of the host, flags (present, verified, with or without a key), counter. */
  #head(flags: number, fault: Fault): Buffer {
    const host = fault.host ?? new URL(this.#origin).hostname;
    const count = Buffer.alloc(4);
    count.writeUInt32BE(this.#count);
    const seen = (fault.isAbsent ? 0 : 0x01) | (fault.isUnverified ? 0 : 0x04);
    return Buffer.concat([createHash('sha256').update(host).digest(), Buffer.of(flags | seen), count]);
  }

  /** COSE: { 1: 2, 3: -7, -1: 1, -2: x, -3: y }. */
  #publicKey(): Buffer {
    const { x = '', y = '' } = this.#keys.publicKey.export({ format: 'jwk' });
    return Buffer.concat([
      Buffer.from('a5010203262001215820', 'hex'),
      Buffer.from(x, 'base64url'),
      Buffer.from('225820', 'hex'),
      Buffer.from(y, 'base64url'),
    ]);
  }
}

/** CBOR: { fmt: "none", attStmt: {}, authData }. */
function attestation(data: Buffer): Buffer {
  const length = Buffer.alloc(2);
  length.writeUInt16BE(data.length);
  return Buffer.concat([
    Buffer.of(0xa3),
    cborText('fmt'),
    cborText('none'),
    cborText('attStmt'),
    Buffer.of(0xa0),
    cborText('authData'),
    Buffer.of(0x59),
    length,
    data,
  ]);
}

function cborText(text: string): Buffer {
  return Buffer.concat([Buffer.of(0x60 + text.length), Buffer.from(text)]);
}
