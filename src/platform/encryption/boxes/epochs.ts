import { type Bytes, fromHex, toHex } from '../bytes.ts';
import {
  type BoxRecord,
  documentText,
  parseDocument,
  type SignedText,
  signDocument,
} from '../documents/documents.ts';
import type { BoxPlace } from '../documents/records.ts';
import type { TrustedRoot } from '../documents/roots.ts';
import type { VaultKeys } from '../keys.ts';
import { sealWrap } from '../wraps.ts';
import { emptyChain } from './log.ts';
import { commitOf, newEpochSecret, sealCarry } from './secrets.ts';
import { shareDigest, splitSecret } from './shares.ts';

/** Somebody who is to read: as a list names them, or who reports (`party`). Bytes are hexadecimal digits. */
export interface Reader {
  readonly id: string;
  readonly key: string;
  readonly kem: string;
  readonly sign: string;
  readonly rights: 'read' | 'manage';
}

/** What an epoch is made of. */
export interface NewEpoch {
  readonly place: BoxPlace;
  readonly kind: BoxRecord['kind'];
  readonly via: 'intake' | 'member';
  readonly why: BoxRecord['why'];
  /** The epoch before, with its secret; null for the first of a box. */
  readonly before: { readonly epoch: number; readonly hash: string; readonly secret: Bytes } | null;
  /** Number and chain value of what was said so far; nothing for a new box. */
  readonly log?: { readonly n: number; readonly h: string };
  readonly readers: readonly Reader[];
  readonly root: TrustedRoot;
  /** The hash of the list in which the readers stand. */
  readonly list: string;
  /** The ids of the keys of the officers who are given no share. */
  readonly without?: ReadonlySet<string>;
  readonly by: { readonly id: string; readonly keys: VaultKeys };
  /** What wraps, where not as browsers do: who opens it cannot tell. */
  readonly seal?: typeof sealWrap;
}

/** An epoch as it is sent: the signed record, and what opens it for each whom it names. Hexadecimal digits. */
export interface MadeEpoch {
  readonly record: SignedText;
  readonly hash: string;
  readonly secret: Bytes;
  readonly wraps: readonly { readonly key: string; readonly wrap: string }[];
  readonly shares: readonly { readonly key: string; readonly share: string }[];
  readonly carry: string | null;
}

/** The officers of a root who may be given a share, with the keys that it is wrapped to. */
const officersOf = ({ content, officers }: TrustedRoot, without: ReadonlySet<string>) =>
  [...officers.keys()].flatMap((key, at) => {
    const officer = content.officers[at];
    return officer && !without.has(key) ? { key, kem: officer.kem, sign: officer.sign } : [];
  });

/**
 * Makes an epoch of a box: a secret of its own, the record that says who reads, a wrap for each reader, and shares for
 * the officers. Whether it may be made is for `checkRecords` to say, here as everywhere.
 */
export async function makeEpoch(of: NewEpoch): Promise<MadeEpoch> {
  const { place, before, root, by, seal = sealWrap } = of;
  const secret = newEpochSecret();
  const epoch = before ? before.epoch + 1 : 0;
  const officers = of.kind === 'call' ? [] : officersOf(root, of.without ?? new Set());
  const { open } = root.content;
  const split = officers.length > 0 ? splitSecret(secret, { xs: officers.map((_, at) => at + 1), open }) : [];
  const shares = await Promise.all(
    officers.map(async ({ key }, at) => ({
      key,
      x: at + 1,
      digest: await shareDigest(split[at] ?? new Uint8Array()),
    })),
  );
  const doc = documentText<'record'>({
    dl: 1,
    type: 'record',
    suite: 1,
    org: place.org,
    case: place.case,
    box: place.box,
    kind: of.kind,
    epoch,
    prev: before?.hash ?? null,
    via: of.via,
    why: of.why,
    commit: await commitOf(secret, { ...place, epoch }),
    root: root.hash,
    list: of.list,
    n: of.log?.n ?? 0,
    h: of.log?.h ?? emptyChain,
    members: of.readers.map(({ id, key, sign, rights, kem }) =>
      id === 'party' ? { id, key, sign, rights: 'read', kem } : { id, key, sign, rights },
    ),
    escrow: of.kind === 'call' ? null : { open, shares },
    by: { id: by.id, key: by.keys.key },
    release: null,
  });
  const record = { doc, sigs: [await signDocument('record', doc, by.keys)] };
  const { hash } = await parseDocument('record', record);
  const from = by.keys.key;
  const wrapped = async (purpose: 'member' | 'share', to: { kem: string; sign: string }, what: Bytes) =>
    toHex(await seal({ purpose, doc: hash, from }, { kem: fromHex(to.kem), sign: fromHex(to.sign) }, what));
  return {
    record,
    hash,
    secret,
    wraps: await Promise.all(
      of.readers.map(async (one) => ({ key: one.key, wrap: await wrapped('member', one, secret) })),
    ),
    shares: await Promise.all(
      officers.map(async (one, at) => ({
        key: one.key,
        share: await wrapped('share', one, split[at] ?? new Uint8Array()),
      })),
    ),
    carry: before ? toHex(await sealCarry({ before: before.hash, next: hash }, before.secret, secret)) : null,
  };
}
