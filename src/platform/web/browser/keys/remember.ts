import { openHead, sealHead } from '../../../encryption/boxes/heads.ts';
import type { BoxMemory } from '../../../encryption/boxes/log.ts';
import { ownContext } from '../../../encryption/boxes/own.ts';
import { fromHex, toHex, utf8 } from '../../../encryption/bytes.ts';
import { must } from '../../../encryption/fault.ts';
import type { VaultKeys } from '../../../encryption/keys.ts';
import type { SealedVault } from '../../../encryption/unlock.ts';

/** What somebody remembers of roots and lists, sealed to their own vault: to notice when less is shown, or another. */
export interface Remembered {
  /** The hash of the newest root that was relied on. */
  readonly root: string;
  /** The hashes of the lists of people that were held against fingerprints, the newest first; also of what was only signed. */
  readonly people: readonly string[];
  /** The highest version of a list that was seen: an older one is refused. */
  readonly version: number;
  /** How far each box was read, by its id. */
  readonly boxes?: Readonly<Record<string, BoxMemory>>;
}

/** What was remembered, with what saving it again takes. */
export type Opened = Remembered & { readonly object: string; readonly saves: number };

/** The remembered state as the server keeps it. */
export interface GivenState {
  readonly revision: number;
  readonly head: string;
}

const name = 'state';

async function headKeys(given: SealedVault, { self }: VaultKeys) {
  const { org, person, version } = given;
  return { secret: self, context: await ownContext({ org, person, version, name }) };
}

/**
 * Opens what was remembered.
 * @throws EncryptionFault where what the server gives is not what this vault sealed
 */
export async function remembered(
  given: SealedVault,
  keys: VaultKeys,
  state: GivenState | null,
): Promise<Opened | null> {
  if (!state) return null;
  const head = await openHead(await headKeys(given, keys), fromHex(state.head));
  must(await head.isSignedBy(toHex(keys.sign)), 'E_SIG', 'not signed by the own vault');
  const said = JSON.parse(head.content.text) as Remembered;
  return { ...said, object: head.header.object, saves: head.content.seen.n };
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
