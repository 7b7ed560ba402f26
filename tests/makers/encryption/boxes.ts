import {
  bodyDigest,
  chunkCount,
  chunkHash,
  sealChunk,
} from '../../../src/platform/encryption/boxes/bodies.ts';
import { type HeadContent, headDigest, sealHead } from '../../../src/platform/encryption/boxes/heads.ts';
import { emptyChain, type LogItem } from '../../../src/platform/encryption/boxes/log.ts';
import { commitOf, newEpochSecret, sealCarry } from '../../../src/platform/encryption/boxes/secrets.ts';
import { shareDigest, splitSecret } from '../../../src/platform/encryption/boxes/shares.ts';
import { type Bytes, fromHex, joined, randomBytes, toHex } from '../../../src/platform/encryption/bytes.ts';
import {
  type BoxRecord,
  parseDocument,
  type Release,
  type SignedText,
} from '../../../src/platform/encryption/documents/documents.ts';
import type { BoxPlace } from '../../../src/platform/encryption/documents/records.ts';
import { hashOf } from '../../../src/platform/encryption/labels.ts';
import { openWrap, sealWrap } from '../../../src/platform/encryption/wraps.ts';
import { type Keyholder, signedBy } from './keyholders.ts';
import type { KeyedOrganisation, Role } from './organisation.ts';

/*
 * Boxes as honest people make them, with everything a server keeps of them: tests of pages begin with one, and attacks
 * change a part.
 */

/** Who is in a box: handlers with their rights, the party with its own. */
export interface InBox {
  readonly holder: Keyholder;
  readonly rights: Role;
}

/** A box, and what the server has of it. */
export interface MadeBox {
  readonly place: BoxPlace;
  readonly kind: BoxRecord['kind'];
  /** Who holds the mailbox, while they read. */
  party: Keyholder | null;
  /** Handlers of the newest epoch. */
  handlers: readonly InBox[];
  /** Officers who hold the shares of the newest epoch, and how many of them open it. */
  officers: readonly Keyholder[];
  open: number;
  readonly records: SignedText[];
  readonly hashes: string[];
  readonly releases: SignedText[];
  readonly carries: Bytes[];
  /** For each epoch the wraps of its members, and of the shares of officers, by the id of the receiver's keys. */
  readonly wraps: ReadonlyMap<string, Bytes>[];
  readonly shares: ReadonlyMap<string, Bytes>[];
  readonly items: LogItem[];
  /** Digests of the items, and the value of their chain after each. */
  readonly digests: string[];
  readonly chain: string[];
  /** Bodies of files by their digest. */
  readonly bodies: Map<string, Bytes>;
  /** What nobody but its readers knows. */
  readonly secrets: Bytes[];
}

/** Who makes an epoch, how, and who is in it. */
export interface EpochOf {
  readonly via: BoxRecord['via'];
  readonly why: BoxRecord['why'];
  /** A handler of the box, or its party. */
  readonly by: Keyholder;
  readonly handlers: readonly InBox[];
  readonly party: Keyholder | null;
  readonly release?: string;
}

/** A box with its first epoch. */
export async function newBox(
  made: KeyedOrganisation,
  of: Omit<EpochOf, 'why'>,
  kind: BoxRecord['kind'] = 'post',
): Promise<MadeBox> {
  const box: MadeBox = {
    place: { org: made.org, case: crypto.randomUUID(), box: crypto.randomUUID() },
    kind,
    party: null,
    handlers: [],
    officers: [],
    open: 0,
    records: [],
    hashes: [],
    releases: [],
    carries: [],
    wraps: [],
    shares: [],
    items: [],
    digests: [],
    chain: [],
    bodies: new Map(),
    secrets: [],
  };
  await addEpoch(made, box, { ...of, why: 'open' });
  return box;
}

/** A mailbox of a reporter, with these handlers. */
export const newMailbox = (
  made: KeyedOrganisation,
  party: Keyholder,
  handlers: readonly InBox[],
): Promise<MadeBox> => newBox(made, { via: 'intake', by: party, party, handlers });

/** The record of the next epoch, without anything that goes with it. */
export async function nextRecord(
  made: KeyedOrganisation,
  box: MadeBox,
  { of, secret, shares }: { of: EpochOf; secret: Bytes; shares: readonly Bytes[] },
): Promise<SignedText> {
  const epoch = box.records.length;
  const record: BoxRecord = {
    dl: 1,
    type: 'record',
    suite: 1,
    ...box.place,
    kind: box.kind,
    epoch,
    prev: box.hashes.at(-1) ?? null,
    via: of.via,
    why: of.why,
    commit: await commitOf(secret, { ...box.place, epoch }),
    root: made.rootHashes.at(-1) ?? '',
    list: of.via === 'intake' ? made.intake : made.people,
    n: box.items.length,
    h: box.chain.at(-1) ?? emptyChain,
    members: [
      ...of.handlers.map(({ holder: { person, keys }, rights }) => ({
        id: person,
        key: keys.key,
        sign: toHex(keys.sign),
        rights,
      })),
      ...(of.party ? [partyMember(of.party)] : []),
    ],
    escrow:
      box.kind === 'call'
        ? null
        : {
            open: made.open,
            shares: await Promise.all(
              shares.map(async (share, at) => ({
                key: made.officers[at]?.keys.key ?? '',
                x: share.at(-1) ?? 0,
                digest: await shareDigest(share),
              })),
            ),
          },
    by: { id: of.party?.keys.key === of.by.keys.key ? 'party' : of.by.person, key: of.by.keys.key },
    release: of.release ?? null,
  };
  return signedBy('record', record, [of.by]);
}

const partyMember = ({ keys }: Keyholder) => ({
  id: 'party' as const,
  key: keys.key,
  sign: toHex(keys.sign),
  rights: 'read' as const,
  kem: toHex(keys.kem),
});

/** Makes the next epoch of a box whole: record, wraps, shares, carry. */
export async function addEpoch(made: KeyedOrganisation, box: MadeBox, of: EpochOf): Promise<void> {
  const secret = newEpochSecret();
  const xs = made.officers.map((_, at) => at + 1);
  const shares = splitSecret(secret, { xs, open: made.open });
  const signed = await nextRecord(made, box, { of, secret, shares });
  const { hash } = await parseDocument('record', signed);
  const from = of.by.keys.key;
  const readers = [...of.handlers.map(({ holder }) => holder), ...(of.party ? [of.party] : [])];
  const wraps = readers.map(
    async ({ keys }) =>
      [keys.key, await sealWrap({ purpose: 'member', doc: hash, from }, keys, secret)] as const,
  );
  const ofShares = made.officers.map(
    async ({ keys }, at) =>
      [
        keys.key,
        await sealWrap({ purpose: 'share', doc: hash, from }, keys, shares[at] ?? new Uint8Array()),
      ] as const,
  );
  box.wraps.push(new Map(await Promise.all(wraps)));
  box.shares.push(new Map(box.kind === 'call' ? [] : await Promise.all(ofShares)));
  const [before, secretBefore] = [box.hashes.at(-1), box.secrets.at(-1)];
  if (before !== undefined && secretBefore)
    box.carries.push(await sealCarry({ before, next: hash }, secretBefore, secret));
  box.records.push(signed);
  box.hashes.push(hash);
  box.secrets.push(secret);
  box.handlers = of.handlers;
  box.officers = made.officers;
  box.open = made.open;
  box.party = of.party;
}

/** What somebody writes. */
export interface Writing {
  readonly text: string;
  readonly type?: string;
  readonly file?: Bytes;
  readonly drop?: readonly string[];
}

/** The head of an object, as its author makes it; what an attacker wants otherwise is put over it. */
export async function headOf(
  box: MadeBox,
  by: Keyholder,
  {
    writing,
    over = {},
    object = crypto.randomUUID(),
    epoch = box.records.length - 1,
  }: { writing: Writing; over?: Partial<HeadContent>; object?: string; epoch?: number },
): Promise<Bytes> {
  const isParty = box.party?.keys.key === by.keys.key;
  const said: HeadContent = {
    by: { id: isParty ? 'party' : by.person, key: by.keys.key },
    at: isParty ? '2026-12-10' : '2026-12-10T09',
    type: writing.type ?? 'message',
    seen: { n: box.items.length, h: box.chain.at(-1) ?? emptyChain },
    text: writing.text,
    file: writing.file ? await bodyOf(box, writing.file) : null,
    drop: [...(writing.drop ?? [])],
    ...over,
  };
  const keys = {
    secret: box.secrets[epoch] ?? new Uint8Array(32),
    context: fromHex(box.hashes[epoch] ?? ''),
  };
  const kind = said.file ? 'file' : 'entry';
  return sealHead(keys, { kind, epoch, object }, { said, signSeed: by.keys.signSeed });
}

async function bodyOf(box: MadeBox, bytes: Bytes): Promise<NonNullable<HeadContent['file']>> {
  const size = bytes.length;
  const key = randomBytes(32);
  const chunks = await Promise.all(
    Array.from({ length: chunkCount(size) }, (_, at) =>
      sealChunk({ key, size }, at, bytes.slice(65_536 * at, 65_536 * (at + 1))),
    ),
  );
  const digest = await bodyDigest(await Promise.all(chunks.map(chunkHash)));
  box.bodies.set(digest, joined(...chunks));
  return { name: 'bijlage.pdf', mime: 'application/pdf', size, key: toHex(key), digest };
}

/** Puts a head behind the others, as the server does. */
export async function addHead(box: MadeBox, head: Bytes): Promise<void> {
  const digest = await headDigest(head);
  const before = fromHex(box.chain.at(-1) ?? emptyChain);
  box.items.push({ head });
  box.digests.push(digest);
  box.chain.push(toHex(await hashOf('chain', before, fromHex(digest))));
}

/** Somebody of the newest epoch writes. */
export const write = async (box: MadeBox, by: Keyholder, writing: Writing): Promise<void> =>
  addHead(box, await headOf(box, by, { writing }));

/** The server deletes an object; its digest stays. */
export function deleteObject(box: MadeBox, at: number): void {
  box.items[at] = { gone: box.digests[at] ?? '' };
}

/** That officers give somebody their shares of the newest epoch. */
export async function newRelease(
  box: MadeBox,
  to: Keyholder,
  officers: readonly Keyholder[],
): Promise<SignedText> {
  const release: Release = {
    dl: 1,
    type: 'release',
    org: box.place.org,
    request: crypto.randomUUID(),
    case: box.place.case,
    box: box.place.box,
    epoch: box.records.length - 1,
    record: box.hashes.at(-1) ?? '',
    to: { person: to.person, key: to.keys.key, sign: toHex(to.keys.sign) },
    why: 'no-reader',
    until: '2026-12-31',
  };
  return signedBy('release', release, officers);
}

/** What an officer hands to who was given the shares: their own, opened and wrapped again. */
export async function releasedShare(
  box: MadeBox,
  { officer, author, release, to }: { officer: Keyholder; author: string; release: string; to: Keyholder },
): Promise<{ officer: string; wrap: Bytes }> {
  const { key } = officer.keys;
  const doc = box.hashes.at(-1) ?? '';
  const own = box.shares.at(-1)?.get(key) ?? new Uint8Array();
  const share = await openWrap({ purpose: 'share', doc, from: author }, officer.keys, own);
  return {
    officer: key,
    wrap: await sealWrap({ purpose: 'released', doc: release, from: key }, to.keys, share),
  };
}
