import { fromHex, toHex, utf8 } from '../bytes.ts';
import type { VaultKeys } from '../keys.ts';
import type { SealedVault } from '../unlock.ts';
import { openHead, readHeader, sealHead } from './heads.ts';
import type { BoxMemory } from './log.ts';
import { ownContext } from './own.ts';

/** Whose key somebody held against a fingerprint that was read aloud: the fingerprint, and under which name. */
export interface HeldKey {
  readonly fingerprint: string;
  readonly name: string;
}

/** What somebody remembers of roots and lists, sealed to their own vault: to notice when less is shown, or another. */
export interface Remembered {
  /** The hash of the newest root that was relied on; empty before the first. */
  readonly root: string;
  /** The keys that were held against fingerprints, by the person of the documents. */
  readonly held: Readonly<Record<string, HeldKey>>;
  /** The highest version of a list that was seen: an older one is refused. */
  readonly version: number;
  /** How far each box was read, by its id. */
  readonly boxes?: Readonly<Record<string, BoxMemory>>;
}

/** The remembered state as the server keeps it. */
export interface GivenState {
  readonly revision: number;
  readonly head: string;
}

/** What was remembered, and how it was kept. */
export type Memory = Remembered & { readonly object: string; readonly saves: number };

const name = 'state';

async function headKeys(given: SealedVault, { self }: VaultKeys) {
  const { org, person, version } = given;
  return { secret: self, context: await ownContext({ org, person, version, name }) };
}

/**
 * Opens what was remembered: null where there is nothing that this vault sealed. What an earlier vault sealed opens with
 * no later one.
 */
export async function remembered(
  given: SealedVault,
  keys: VaultKeys,
  state: GivenState | null,
): Promise<Memory | null> {
  if (!state) return null;
  try {
    const bytes = fromHex(state.head);
    if (readHeader(bytes).epoch !== given.version) return null;
    const head = await openHead(await headKeys(given, keys), bytes);
    if (!(await head.isSignedBy(toHex(keys.sign)))) return null;
    const said = JSON.parse(head.content.text) as Remembered;
    return { ...said, object: head.header.object, saves: head.content.seen.n };
  } catch {
    // Whatever else the server gives is not what was remembered.
    return null;
  }
}

/** Seals what is to be remembered from now on; hexadecimal digits. */
export async function remember(
  given: SealedVault,
  keys: VaultKeys,
  before: { readonly object: string; readonly saves: number } | null,
  what: Remembered,
): Promise<string> {
  const header = {
    kind: 'self',
    epoch: given.version,
    object: before?.object ?? crypto.randomUUID(),
  } as const;
  const text = JSON.stringify(what);
  const head = await sealHead(await headKeys(given, keys), header, {
    said: {
      by: { id: given.person, key: keys.key },
      at: new Date().toISOString().slice(0, 13),
      type: name,
      seen: {
        n: (before?.saves ?? 0) + 1,
        h: toHex(new Uint8Array(await crypto.subtle.digest('SHA-256', utf8(text)))),
      },
      text,
      file: null,
      drop: [],
    },
    signSeed: keys.signSeed,
  });
  return toHex(head);
}
