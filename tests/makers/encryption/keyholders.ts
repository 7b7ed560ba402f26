import { type Bytes, randomBytes } from '../../../src/platform/encryption/bytes.ts';
import {
  type DocumentType,
  documentText,
  type SignedText,
  signDocument,
} from '../../../src/platform/encryption/documents/documents.ts';
import { type VaultKeys, vaultKeys } from '../../../src/platform/encryption/keys.ts';

/** Somebody with a vault: an officer, a handler, or who reports. */
export interface Keyholder {
  readonly person: string;
  readonly vault: Bytes;
  readonly keys: VaultKeys;
}

export async function newKeyholder(): Promise<Keyholder> {
  const vault = randomBytes(32);
  return { person: crypto.randomUUID(), vault, keys: await vaultKeys(vault) };
}

export const newKeyholders = (count: number): Promise<Keyholder[]> =>
  Promise.all(Array.from({ length: count }, newKeyholder));

/** A document as text, signed by these. */
export async function signedBy<T extends DocumentType>(
  type: T,
  content: Parameters<typeof documentText<T>>[0],
  signers: readonly Keyholder[],
): Promise<SignedText> {
  const doc = documentText<T>(content);
  return { doc, sigs: await Promise.all(signers.map(({ keys }) => signDocument(type, doc, keys))) };
}
