import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';
import { ExplainedError } from '../language/explained-error.ts';
import { sameText, text } from '../language/text.ts';
import type { SealingKey, SealingKeys } from './key-file.ts';

/** Where a sealed value lies. A value that is moved to another place no longer opens there. */
export interface SealedPlace {
  readonly organisation: string;
  readonly table: string;
  readonly column: string;
  /** The id of the row (UUID). */
  readonly row: string;
}

/** A sealed value does not open: its key is missing, or it was changed or moved. */
class SealBroken extends ExplainedError {
  override readonly name = 'SealBroken';
}

/** The only format there is. */
const version = 1;
const keyIdLength = 8;
const nonceLength = 12;
const tagLength = 16;

/**
 * Seals a secret for its place in the database: AES-256-GCM under the current key, with organisation, table, column
 * and row as additional data. Layout: version (1) | key id (8) | nonce (12) | ciphertext | tag (16). The key that
 * encrypts is derived per place (HKDF-SHA-256), so that a random nonce never meets another value under one key.
 */
export function seal(keys: SealingKeys, place: SealedPlace, secret: Uint8Array | string): Buffer {
  const key = keys.current;
  const head = Buffer.concat([Buffer.from([version]), Buffer.from(key.id, 'hex')]);
  const nonce = randomBytes(nonceLength);
  const cipher = createCipheriv('aes-256-gcm', placeKey(key, place), nonce);
  cipher.setAAD(Buffer.concat([head, placeBytes(place)]));
  const sealed = Buffer.concat([cipher.update(Buffer.from(secret)), cipher.final()]);
  return Buffer.concat([head, nonce, sealed, cipher.getAuthTag()]);
}

/** Opens what {@link seal} sealed for this place. Throws a {@link SealBroken}. */
export function unseal(keys: SealingKeys, place: SealedPlace, sealed: Uint8Array): Buffer {
  const bytes = Buffer.from(sealed);
  const head = bytes.subarray(0, 1 + keyIdLength);
  if (bytes.length < head.length + nonceLength + tagLength || head[0] !== version)
    throw sealBroken('not-sealed', place);
  const key = keys.byId.get(head.subarray(1).toString('hex'));
  if (!key) throw sealBroken('key-missing', place);
  const nonce = bytes.subarray(head.length, head.length + nonceLength);
  const decipher = createDecipheriv('aes-256-gcm', placeKey(key, place), nonce);
  decipher.setAAD(Buffer.concat([head, placeBytes(place)]));
  decipher.setAuthTag(bytes.subarray(bytes.length - tagLength));
  try {
    const text = decipher.update(bytes.subarray(head.length + nonceLength, bytes.length - tagLength));
    return Buffer.concat([text, decipher.final()]);
  } catch (error) {
    throw sealBroken('changed', place, error);
  }
}

/** Whether a value was sealed under another key than the current one, and should be sealed again. */
export function isUnderOldKey(keys: SealingKeys, sealed: Uint8Array): boolean {
  return (
    Buffer.from(sealed)
      .subarray(1, 1 + keyIdLength)
      .toString('hex') !== keys.current.id
  );
}

function placeKey(key: SealingKey, place: SealedPlace): Buffer {
  return Buffer.from(hkdfSync('sha256', key.secret, Buffer.alloc(0), placeBytes(place), 32));
}

/** Each part with its length before it, so that no two places make the same bytes. */
function placeBytes({ organisation, table, column, row }: SealedPlace): Buffer {
  const parts = ['daglicht/sealing/1', organisation, table, column, row].map((part) => {
    const bytes = Buffer.from(part, 'utf8');
    const length = Buffer.alloc(4);
    length.writeUInt32BE(bytes.length);
    return Buffer.concat([length, bytes]);
  });
  return Buffer.concat(parts);
}

const reasons = {
  'not-sealed': text('Deze waarde is geen verzegelde waarde.', 'This value is no sealed value.'),
  'key-missing': text(
    'De sleutel waaronder deze waarde verzegeld is, staat niet in het sleutelbestand.',
    'The key under which this value was sealed is not in the key file.',
  ),
  changed: text(
    'Deze verzegelde waarde is gewijzigd of verplaatst.',
    'This sealed value was changed or moved.',
  ),
} as const;

function sealBroken(code: keyof typeof reasons, place: SealedPlace, cause?: unknown): SealBroken {
  return new SealBroken(
    code,
    {
      what: reasons[code],
      where: sameText(`${place.organisation}: ${place.table}.${place.column}`),
      kept: text('De waarde zoals zij was.', 'The value as it was.'),
      next: text(
        'Zet het sleutelbestand terug dat bij deze database hoort (DAGLICHT_KEYS). Is de sleutel weg, stel dan opnieuw in wat verzegeld was.',
        'Put back the key file that belongs to this database (DAGLICHT_KEYS). If the key is gone, set up again what was sealed.',
      ),
    },
    { cause },
  );
}
