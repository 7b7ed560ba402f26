import {
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  type KeyObject,
  sign,
  verify,
} from 'node:crypto';
import { appendFile, chmod, mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import { errorCode } from '../language/explained-error.ts';
import type { ChainHead } from './chain.ts';

/** Where heads are written and by which key they are signed. */
export interface HeadPlace {
  /** A folder outside the database, best one that only the auditor may change. */
  readonly folder: string;
  /** The private key, in a file that only its owner reads. */
  readonly keyFile: string;
}

/** The place of an installation: what DAGLICHT_AUDIT_HEADS names, else a folder beside the data. */
export function headPlace(
  environment: Readonly<Record<string, string | undefined>>,
  dataFolder: string,
): HeadPlace {
  return {
    folder: environment['DAGLICHT_AUDIT_HEADS'] ?? join(dataFolder, 'audit-heads'),
    keyFile: join(dataFolder, 'keys', 'audit.pem'),
  };
}

const headSchema = z.strictObject({
  organisation: z.string(),
  length: z.number().int().nonnegative(),
  hash: z.string().regex(/^[0-9a-f]{64}$/),
  at: z.iso.datetime(),
  signature: z.string(),
});
export type SignedHead = z.infer<typeof headSchema>;

const headFile = ({ folder }: HeadPlace, organisation: string): string =>
  join(folder, `${organisation}.jsonl`);

/** The key that signs heads, made when there is none; its public half lies beside the heads. */
export async function signingKey(place: HeadPlace): Promise<KeyObject> {
  try {
    return createPrivateKey(await readFile(place.keyFile));
  } catch (error) {
    if (errorCode(error) !== 'ENOENT') throw error;
  }
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  await mkdir(dirname(place.keyFile), { recursive: true, mode: 0o700 });
  try {
    await writeFile(place.keyFile, privateKey.export({ type: 'pkcs8', format: 'pem' }), {
      mode: 0o600,
      flag: 'wx',
    });
  } catch (error) {
    // Another process made one meanwhile: that one holds.
    if (errorCode(error) !== 'EEXIST') throw error;
    return createPrivateKey(await readFile(place.keyFile));
  }
  await chmod(place.keyFile, 0o600);
  await mkdir(place.folder, { recursive: true });
  await writeFile(join(place.folder, 'public.pem'), publicKey.export({ type: 'spki', format: 'pem' }));
  return privateKey;
}

/**
 * Writes a signed head.
 *
 * @param moment when it was so, by the clock of the database
 */
export async function writeHead(
  place: HeadPlace,
  key: KeyObject,
  organisation: string,
  { length, hash }: ChainHead,
  moment: Date,
): Promise<void> {
  const head = { organisation, length, hash, at: moment.toISOString() };
  const signature = sign(null, signed(head), key).toString('base64');
  await mkdir(place.folder, { recursive: true });
  await appendFile(headFile(place, organisation), `${JSON.stringify({ ...head, signature })}\n`);
}

/** The heads of an organisation, oldest first; none where there is no file. A line that is none is not kept silent. */
export async function readHeads(
  place: HeadPlace,
  organisation: string,
): Promise<readonly (SignedHead | null)[]> {
  try {
    const lines = (await readFile(headFile(place, organisation), 'utf8'))
      .split('\n')
      .filter((line) => line !== '');
    return lines.map((line) => {
      const parsed = headSchema.safeParse(parseJson(line));
      return parsed.success ? parsed.data : null;
    });
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return [];
    throw error;
  }
}

function parseJson(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return null;
  }
}

/** The public half that lies beside the heads; null when it is not there. */
export async function publicKeyOf(place: HeadPlace): Promise<KeyObject | null> {
  try {
    return createPublicKey(await readFile(join(place.folder, 'public.pem')));
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return null;
    throw error;
  }
}

/** Whether a head was signed by the key of this installation. */
export function isSigned(head: SignedHead, key: KeyObject): boolean {
  return verify(null, signed(head), key, Buffer.from(head.signature, 'base64'));
}

function signed({ organisation, length, hash, at }: Omit<SignedHead, 'signature'>): Buffer {
  return Buffer.from(JSON.stringify(['daglicht audit head 1', organisation, length, hash, at]));
}
