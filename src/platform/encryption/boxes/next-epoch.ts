import { fromHex, randomBytes, toHex } from '../bytes.ts';
import {
  type BoxRecord,
  documentText,
  parseDocument,
  type SignedText,
  signDocument,
} from '../documents/documents.ts';
import type { ListedPerson, TrustedList } from '../documents/lists.ts';
import type { BoxPlace, Member, TrustedRecord } from '../documents/records.ts';
import type { TrustedRoot } from '../documents/roots.ts';
import { EncryptionFault, must } from '../fault.ts';
import { keyId, type PublicKeys, type VaultKeys } from '../keys.ts';
import { sealWrap, type WrapPlace } from '../wraps.ts';
import type { WrappedTo } from './box-file.ts';
import { commitOf, newEpochSecret, sealCarry } from './secrets.ts';
import { shareDigest, splitSecret } from './shares.ts';

/*
 * Making an epoch: one secret, one roster and the record that says so, wraps for whoever reads from now on, shares for
 * the officers, and the way back to the secret of the epoch before.
 */

/** Who reads from an epoch on. */
export interface Reader {
  readonly listed: ListedPerson;
  readonly rights: 'read' | 'manage';
}

/** Who makes an epoch: a handler by the id of their person, or the party. */
export interface Maker {
  readonly id: string;
  readonly keys: VaultKeys;
}

interface EpochAsked {
  readonly place: BoxPlace;
  readonly kind: BoxRecord['kind'];
  readonly root: TrustedRoot;
  readonly list: TrustedList;
  readonly readers: readonly Reader[];
  /** The holder of the mailbox, with their keys. */
  readonly party: ({ readonly keys: PublicKeys } & Pick<Member, 'key'>) | null;
  readonly by: Maker;
  /** Ids of the keys of officers who get no share: it is about them. */
  readonly without?: ReadonlySet<string>;
  /** How many objects there are, and the value of their chain. */
  readonly n: number;
  readonly h: string;
  readonly before: { readonly record: TrustedRecord; readonly secret: Uint8Array<ArrayBuffer> } | null;
  readonly via: BoxRecord['via'];
  readonly why: BoxRecord['why'];
}

/** An epoch as it is sent; bytes are hexadecimal digits. */
export interface MadeEpoch {
  readonly record: SignedText;
  readonly wraps: readonly WrappedTo[];
  readonly shares: readonly WrappedTo[];
  readonly carry: string | null;
}

/**
 * Makes an epoch.
 * @returns what is sent, the hash of its record, and its secret, which stays.
 * @throws E_QUORUM where fewer officers are left than it takes to open; E_KEY for keys that are not sound.
 */
export async function makeEpoch(
  asked: EpochAsked,
): Promise<{ sent: MadeEpoch; hash: string; secret: Uint8Array<ArrayBuffer> }> {
  const { place, before, by, root } = asked;
  const secret = newEpochSecret();
  const epoch = before ? before.record.content.epoch + 1 : 0;
  const members = await membersOf(asked);
  const shared = asked.kind === 'call' ? null : await sharesOf(asked, secret);
  const content: BoxRecord = {
    dl: 1,
    type: 'record',
    suite: 1,
    ...place,
    kind: asked.kind,
    epoch,
    prev: before?.record.hash ?? null,
    via: asked.via,
    why: asked.why,
    commit: await commitOf(secret, { ...place, epoch }),
    root: root.hash,
    list: asked.list.hash,
    n: asked.n,
    h: asked.h,
    members: members.map(({ member }) => member),
    escrow: shared && { open: root.content.open, shares: shared.map(({ named }) => named) },
    by: { id: by.id, key: by.keys.key },
    release: null,
  };
  const doc = documentText<'record'>(content);
  const signed = { doc, sigs: [await signDocument('record', doc, by.keys)] };
  const { hash } = await parseDocument('record', signed);
  const wrapAll = (
    purpose: WrapPlace['purpose'],
    all: readonly { to: PublicKeys; key: string; what: Uint8Array<ArrayBuffer> }[],
  ) =>
    Promise.all(
      all.map(async ({ to, key, what }) => ({
        key,
        wrap: toHex(await sealWrap({ purpose, doc: hash, from: by.keys.key }, to, what)),
      })),
    );
  return {
    sent: {
      record: signed,
      wraps: await wrapAll(
        'member',
        members.map(({ to, member }) => ({ to, key: member.key, what: secret })),
      ),
      shares: await wrapAll(
        'share',
        (shared ?? []).map(({ to, named, share }) => ({ to, key: named.key, what: share })),
      ),
      carry: before
        ? toHex(await sealCarry({ before: before.record.hash, next: hash }, before.secret, secret))
        : null,
    },
    hash,
    secret,
  };
}

async function membersOf({
  readers,
  party,
}: EpochAsked): Promise<readonly { member: Member; to: PublicKeys }[]> {
  const handlers = readers.map(({ listed, rights }) => ({
    member: { id: listed.person, key: listed.key, sign: listed.sign, rights },
    to: { kem: fromHex(listed.kem), sign: fromHex(listed.sign) },
  }));
  if (!party) return handlers;
  const { keys } = party;
  const member: Member = {
    id: 'party',
    key: await keyId(keys),
    sign: toHex(keys.sign),
    rights: 'read',
    kem: toHex(keys.kem),
  };
  return [...handlers, { member, to: keys }];
}

/** A share of the secret for each officer but those left out, numbered by chance. */
async function sharesOf({ root, without = new Set() }: EpochAsked, secret: Uint8Array<ArrayBuffer>) {
  const officers = [...root.officers.keys()].flatMap((key, at) => {
    const officer = root.content.officers[at];
    must(officer !== undefined, 'E_ROOT', 'an officer without keys');
    return without.has(key) ? [] : [{ key, kem: officer.kem, sign: officer.sign }];
  });
  const { open } = root.content;
  if (officers.length < open) throw new EncryptionFault('E_QUORUM', 'too few officers are left');
  const xs = numbersOfChance(officers.length);
  const shares = splitSecret(secret, { xs, open });
  return Promise.all(
    officers.map(async ({ key, kem, sign }, at) => {
      const share = shares[at] ?? new Uint8Array();
      return {
        named: { key, x: xs[at] ?? 0, digest: await shareDigest(share) },
        to: { kem: fromHex(kem), sign: fromHex(sign) },
        share,
      };
    }),
  );
}

/** Different numbers from 1 to 255. */
function numbersOfChance(count: number): readonly number[] {
  const numbers = new Set<number>();
  while (numbers.size < count) {
    const [drawn = 0] = randomBytes(1);
    if (drawn > 0) numbers.add(drawn);
  }
  return [...numbers];
}
