import {
  bodyDigest,
  bodyLength,
  openBody,
  openChunk,
  paddedSize,
  sealBody,
  storedChunkBytes,
} from '../../src/platform/encryption/boxes/bodies.ts';
import {
  checkMoment,
  type Header,
  headDigest,
  openHead,
  sealHead,
} from '../../src/platform/encryption/boxes/heads.ts';
import { type BoxMemory, chainOf, readLog } from '../../src/platform/encryption/boxes/log.ts';
import { ownContext } from '../../src/platform/encryption/boxes/own.ts';
import { recoverSecret } from '../../src/platform/encryption/boxes/recovery.ts';
import { openCarry, openEpochs, sealCarry } from '../../src/platform/encryption/boxes/secrets.ts';
import { combineShares, shareDigest, splitSecret } from '../../src/platform/encryption/boxes/shares.ts';
import { type Bytes, fromHex, joined, toHex, utf8 } from '../../src/platform/encryption/bytes.ts';
import {
  type DocumentType,
  parseDocument,
  type SignedText,
  signDocument,
} from '../../src/platform/encryption/documents/documents.ts';
import { checkList, type Lists } from '../../src/platform/encryption/documents/lists.ts';
import {
  checkRecords,
  checkRecordsAsParty,
  type TrustedRecord,
} from '../../src/platform/encryption/documents/records.ts';
import { checkRelease } from '../../src/platform/encryption/documents/releases.ts';
import { checkRoots, type Roots } from '../../src/platform/encryption/documents/roots.ts';
import { EncryptionFault } from '../../src/platform/encryption/fault.ts';
import { checkKeys, vaultKeys } from '../../src/platform/encryption/keys.ts';
import { derive, hashOf } from '../../src/platform/encryption/labels.ts';
import { readPassphrase, stretchPassphrase } from '../../src/platform/encryption/passphrase.ts';
import { codeOf, locatorOf, readCode } from '../../src/platform/encryption/receipt-code.ts';
import {
  openSlot,
  type SlotPlace,
  sealSlot,
  slotKeyOfCode,
  slotKeyOfPasskey,
  slotKeyOfPassphrase,
} from '../../src/platform/encryption/slots.ts';
import { openWrap, sealWrap, type WrapPurpose } from '../../src/platform/encryption/wraps.ts';

/*
 * The operations by which vectors of the protocol name what they hold: JSON in, JSON out, refusals with their code.
 * Any runner of such vectors can be given this file, in a browser too: it imports nothing of Node.
 */

// biome-ignore lint/suspicious/noExplicitAny: vectors are JSON of the shape that their operation says.
type Input = any;

const fingerprintOf = (hash: string): string => codeOf(fromHex(hash));

async function trustedRoots({ roots, org, pin }: Input): Promise<Roots> {
  return checkRoots(roots, { org, pin });
}

async function trustedLists({ lists = [], org }: Input, roots: Roots, today: string): Promise<Lists> {
  const all = await Promise.all(
    lists.map(async (list: SignedText) => {
      const name = JSON.parse(list.doc).name;
      return checkList(list, { org, roots, name, today, isForReading: true });
    }),
  );
  return new Map(all.map((list) => [list.hash, list]));
}

async function trustedRecords(input: Input): Promise<readonly TrustedRecord[]> {
  const roots = await trustedRoots(input);
  const place = { org: input.org, case: input.case, box: input.box };
  const releases: readonly SignedText[] = input.releases ?? [];
  if (input.own !== undefined)
    return checkRecordsAsParty(input.records, place, {
      own: input.own,
      roots,
      releases,
      ...(input.intake ? { intake: { list: input.intake, today: input.today } } : {}),
    });
  return checkRecords(input.records, place, {
    roots,
    lists: await trustedLists(input, roots, input.today),
    releases,
    ...(input.casePeople ? { casePeople: new Set<string>(input.casePeople) } : {}),
  });
}

function slotPlace({ org, owner, version, slot, type, salt }: Input): SlotPlace {
  return { org, owner, version, slot, type, salt: fromHex(salt) };
}

function slotKey(place: SlotPlace, secret: string): Promise<Bytes> {
  if (place.type === 'code') return slotKeyOfCode(place, secret);
  if (place.type === 'prf') return slotKeyOfPasskey(place, fromHex(secret));
  if (place.type === 'pass')
    return slotKeyOfPassphrase(place, stretchPassphrase(readPassphrase(secret), place.salt));
  throw new EncryptionFault('E_FORMAT', 'no such kind of slot');
}

const wrapPlace = ({ purpose, doc, from }: Input): { purpose: WrapPurpose; doc: string; from: string } => ({
  purpose,
  doc,
  from,
});

/**
 * The content of a file that a vector names by a seed. How the seed becomes bytes is not told with the vectors: where
 * their length or digest gives the content away it is here, and elsewhere it is other bytes, whose refusals hold and
 * whose digests cannot.
 */
async function content({ seed, length, hex }: Input): Promise<Bytes> {
  if (hex !== undefined) return fromHex(hex);
  if (seed === '21-1') return Uint8Array.of(0x58);
  const blocks = await Promise.all(
    Array.from({ length: Math.ceil(length / 32) }, (_, at) => sha256(utf8(`${seed}/${at}`))),
  );
  return joined(...blocks).slice(0, length);
}

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}

async function sealedBody({ key, data }: Input): Promise<{ body: Bytes; digest: string }> {
  const bytes = await content(data);
  const chunks = sealBody({ key: fromHex(key), size: bytes.length }, once(bytes));
  const parts: Bytes[] = [];
  for (;;) {
    const next = await chunks.next();
    if (next.done) return { body: joined(...parts), digest: next.value };
    parts.push(next.value);
  }
}

function edited(body: Bytes, edits: readonly Input[] = []): Bytes {
  let bytes = body;
  for (const edit of edits) {
    if (edit.do === 'cut') bytes = joined(bytes.slice(0, edit.from), bytes.slice(edit.to));
    else if (edit.do === 'append')
      bytes = joined(bytes, edit.hex ? fromHex(edit.hex) : bytes.slice(edit.from, edit.to));
    else if (edit.do === 'flip') bytes = bytes.map((byte, at) => (at === edit.at ? byte ^ edit.bits : byte));
    else if (edit.do === 'swap') {
      const { a, b, length } = edit;
      const [first, second] = [bytes.slice(a, a + length), bytes.slice(b, b + length)];
      bytes = bytes.slice();
      bytes.set(second, a);
      bytes.set(first, b);
    } else throw new Error(`an edit that is not known: ${edit.do}`);
  }
  return bytes;
}

const sha256 = async (bytes: Bytes): Promise<Bytes> =>
  new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));

const testHash = async (bytes: Bytes): Promise<string> =>
  toHex(await sha256(joined(utf8('daglicht/dl1/test\0'), bytes)));

const headKeys = ({ secret, ctx }: Input) => ({ secret: fromHex(secret), context: fromHex(ctx) });

export const ops: Record<string, (input: Input) => unknown> = {
  hash: async ({ label, parts }) => ({ hash: toHex(await hashOf(label, ...parts.map(fromHex))) }),
  derive: async ({ ikm, label, ctx = '', salt = '' }) => ({
    key: toHex(await derive(fromHex(ikm), label, fromHex(ctx), fromHex(salt))),
  }),
  'code.encode': ({ bytes }) => ({ code: codeOf(fromHex(bytes)) }),
  'code.read': ({ typed }) => ({ symbols: readCode(typed) }),
  'code.locator': async ({ typed, org }) => {
    const { locator, stored } = await locatorOf(readCode(typed), org);
    return { locator: toHex(locator), stored: toHex(stored) };
  },
  'vault.keys': async ({ vault }) => {
    const { key, ...bytes } = await vaultKeys(fromHex(vault));
    const written = Object.fromEntries(Object.entries(bytes).map(([name, value]) => [name, toHex(value)]));
    return { ...written, key, fingerprint: fingerprintOf(key) };
  },
  'key.check': async ({ kem, sign }) => ({
    key: await checkKeys({ kem: fromHex(kem), sign: fromHex(sign) }),
  }),
  'slot.seal': async (input) => {
    const place = slotPlace(input);
    const key = await slotKey(place, input.secret);
    return { box: toHex(await sealSlot(place, key, fromHex(input.vault), fromHex(input.nonce))) };
  },
  'slot.open': async (input) => {
    const place = slotPlace(input);
    return { vault: toHex(await openSlot(place, await slotKey(place, input.secret), fromHex(input.box))) };
  },
  'wrap.seal': async (input) => {
    const to = { kem: fromHex(input.kem), sign: fromHex(input.sign) };
    const wrap = await sealWrap(wrapPlace(input), to, fromHex(input.secret), fromHex(input.eseed));
    return { wrap: toHex(wrap) };
  },
  'wrap.open': async (input) => ({
    secret: toHex(
      await openWrap(wrapPlace(input), await vaultKeys(fromHex(input.vault)), fromHex(input.wrap)),
    ),
  }),
  'doc.parse': async ({ type, text }) => ({
    hash: (await parseDocument(type as DocumentType, { doc: text, sigs: [] })).hash,
  }),
  'doc.sign': async ({ type, text, vault }) => signDocument(type, text, await vaultKeys(fromHex(vault))),
  'root.verify': async (input) => {
    const root = [...(await trustedRoots(input)).values()].at(-1);
    return root && { hash: root.hash, version: root.content.version, fingerprint: fingerprintOf(root.hash) };
  },
  'root.earlier': async (input) => {
    const [root] = (await trustedRoots({ ...input, roots: [input.earlier, ...input.roots] })).values();
    return root && { hash: root.hash, version: root.content.version };
  },
  'list.verify': async (input) => {
    const { org, name, today, least, reading } = input;
    const roots = await trustedRoots(input);
    const list = await checkList(input.list, {
      org,
      roots,
      name,
      today,
      least,
      isForReading: reading === true,
    });
    return { hash: list.hash, version: list.content.version, entries: list.people.size };
  },
  'record.verify': async (input) => {
    const record = (await trustedRecords(input)).at(-1);
    return (
      record && {
        hash: record.hash,
        epoch: record.content.epoch,
        members: record.content.members.map(({ id }) => id),
      }
    );
  },
  'box.open': async (input) => {
    const secrets = await openEpochs(await trustedRecords(input), {
      own: await vaultKeys(fromHex(input.vault)),
      wrap: fromHex(input.wrap),
      carries: input.carries.map(fromHex),
    });
    return { secrets: secrets.map(toHex) };
  },
  'carry.open': async ({ oldHash, newHash, carry, secret }) => ({
    secret: toHex(await openCarry({ before: oldHash, next: newHash }, fromHex(carry), fromHex(secret))),
  }),
  'carry.seal': async ({ oldHash, newHash, oldSecret, secret, nonce }) => ({
    carry: toHex(
      await sealCarry(
        { before: oldHash, next: newHash },
        fromHex(oldSecret),
        fromHex(secret),
        fromHex(nonce),
      ),
    ),
  }),
  'head.seal': async (input) => {
    const { kind, epoch, object, json, vault, nonce, least, brief } = input;
    const header: Header = { kind, epoch, object };
    const { signSeed } = await vaultKeys(fromHex(vault));
    const said = JSON.parse(json);
    const head = await sealHead(headKeys(input), header, { said, signSeed, least, nonce: fromHex(nonce) });
    const digest = await headDigest(head);
    return brief ? { digest, length: head.length } : { blob: toHex(head), digest };
  },
  'head.open': async (input) => {
    const head = await openHead(headKeys(input), edited(fromHex(input.blob), input.edit));
    if (!(await head.isSignedBy(input.sign))) throw new EncryptionFault('E_SIG', 'by another');
    checkMoment(head.content);
    const { object, epoch, kind } = head.header;
    return { json: head.json, object, epoch, kind };
  },
  pad: ({ sizes }) => ({ padded: sizes.map(paddedSize), stored: sizes.map(bodyLength) }),
  'body.seal': async (input) => {
    const { body, digest } = await sealedBody(input);
    return { digest, length: body.length, first: toHex(body.slice(0, 32)), last: toHex(body.slice(-32)) };
  },
  'body.open': async (input) => {
    const body = edited((await sealedBody(input)).body, input.edit);
    const parts: Bytes[] = [];
    for await (const part of openBody(input.file, once(body))) parts.push(part);
    const bytes = joined(...parts);
    return { length: bytes.length, hash: await testHash(bytes) };
  },
  'body.chunk': async (input) => {
    const { body } = await sealedBody(input);
    const chunk = body.slice(input.index * storedChunkBytes, (input.index + 1) * storedChunkBytes);
    return { hash: await testHash(await openChunk(input.file, input.as ?? input.index, chunk)) };
  },
  'body.digest': async ({ hashes }) => ({ digest: await bodyDigest(hashes.map(fromHex)) }),
  chain: async ({ digests }) => ({ hs: await chainOf(digests) }),
  'log.verify': async (input) => {
    const items = input.items.map((item: { blob?: string; gone?: string }) =>
      item.gone === undefined ? { head: fromHex(item.blob ?? '') } : { gone: item.gone },
    );
    const memory: { memory?: BoxMemory } = input.memory ? { memory: input.memory } : {};
    const secrets = input.secrets.map(fromHex);
    return readLog(await trustedRecords(input), { secrets, items, ...memory });
  },
  'share.split': async ({ secret, coefficients, xs }) => {
    const shares = splitSecret(fromHex(secret), {
      xs,
      open: coefficients.length + 1,
      coefficients: coefficients.map(fromHex),
    });
    return { shares: shares.map(toHex), digests: await Promise.all(shares.map(shareDigest)) };
  },
  'share.combine': ({ shares }) => ({ secret: toHex(combineShares(shares.map(fromHex))) }),
  'release.verify': async (input) => ({ hash: (await trustedRelease(input)).hash }),
  recover: async (input) => {
    const [record] = (await trustedRecords(input)).slice(-1);
    if (!record) throw new Error('no record');
    const shares = input.wraps.map(({ officer, wrap }: { officer: string; wrap: string }) => ({
      officer,
      wrap: fromHex(wrap),
    }));
    const own = await vaultKeys(fromHex(input.vault));
    return {
      secret: toHex(await recoverSecret(record, { release: await trustedRelease(input), own, shares })),
    };
  },
  'self.context': async (input) => ({ ctx: toHex(await ownContext(input)) }),
};

async function trustedRelease(input: Input) {
  const [record] = (await trustedRecords(input)).slice(-1);
  if (!record) throw new Error('no record');
  return checkRelease(input.release, { record, roots: await trustedRoots(input), today: input.today });
}
