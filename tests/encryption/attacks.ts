import fc from 'fast-check';
import { type BoxMemory, emptyChain, type LogItem } from '../../src/platform/encryption/boxes/log.ts';
import { splitSecret } from '../../src/platform/encryption/boxes/shares.ts';
import { type Bytes, randomBytes } from '../../src/platform/encryption/bytes.ts';
import type { SignedText } from '../../src/platform/encryption/documents/documents.ts';
import { EncryptionFault } from '../../src/platform/encryption/fault.ts';
import { addHead, headOf, type MadeBox, nextRecord } from '../makers/encryption/boxes.ts';
import type { Keyholder } from '../makers/encryption/keyholders.ts';
import { type Believed, honestly, type Reader, readBox, type Served } from '../makers/encryption/reading.ts';
import { mustSee, readersOf, seen, type World } from '../makers/encryption/worlds.ts';

/*
 * What a hostile server does to what it gives a reader, and what a reader may come to believe then: nothing that honest
 * people did not say, and no less without a sign of it.
 */

/** A reader of a world, with or without what they remember of an earlier visit. */
export interface Victim {
  readonly world: World;
  readonly reader: Reader;
  readonly honest: Served;
}

/** A reader by their number, who saw everything before, where they have a memory. */
export async function victimOf(world: World, at: number): Promise<Victim> {
  const { made, box } = world;
  const readers = readersOf(world);
  const holder = readers[at % readers.length];
  const [pin] = made.rootHashes;
  if (!holder || pin === undefined) throw new Error('nobody reads');
  const reader: Reader = { holder, as: holder === box.party ? 'party' : 'handler', pin, place: box.place };
  const honest = honestly(made, box, holder);
  if (reader.as === 'party') return { world, reader, honest };
  return { world, reader: { ...reader, memory: (await readBox(reader, honest)).memory }, honest };
}

/** What becomes of an attack. */
export type Outcome =
  | { readonly is: 'refused'; readonly code: string }
  | { readonly is: 'shown as bad'; readonly codes: readonly string[] }
  | { readonly is: 'without effect' }
  | { readonly is: 'an earlier past' };

/**
 * Reads what a hostile server gives, and holds what is believed against the truth.
 * @throws where something is believed that nobody said, where a bad object hides others, or where a fault is of
 *   another kind than a refusal.
 */
export async function outcomeOf({ world, reader }: Victim, served: Served): Promise<Outcome> {
  const truth = mustSee(world);
  let believed: Believed;
  try {
    believed = await readBox(reader, served);
  } catch (fault) {
    if (fault instanceof EncryptionFault) return { is: 'refused', code: fault.code };
    throw fault;
  }
  const shown = seen(believed.shown);
  const codes: string[] = [];
  // Without memory a server can put holes before what is true, but never exchange it.
  let next = 0;
  for (const [at, one] of shown.entries()) {
    const found = reader.memory ? (one === truth[at] ? at : -1) : truth.indexOf(one, next);
    if (found >= 0) next = found + 1;
    else if (one.startsWith('bad: ')) codes.push(one.slice(5));
    // That something is gone, and no member says so, is shown as what the server says.
    else if (one.endsWith('deleted without a statement')) codes.push('gone');
    else throw new Error(`believed at ${at + 1}: ${one}, not ${truth[at]}`);
  }
  if (reader.memory && shown.length < truth.length) throw new Error('less is shown than was seen before');
  const newest = await readersNow(world);
  const isEarlier = believed.memory.epoch < world.box.records.length - 1 || shown.length < truth.length;
  if (isEarlier && reader.memory) throw new Error('an earlier past is believed in spite of memory');
  if (!isEarlier && believed.readers.join() !== newest.join()) throw new Error('other readers are believed');
  if (codes.length > 0) return { is: 'shown as bad', codes };
  return isEarlier ? { is: 'an earlier past' } : { is: 'without effect' };
}

const readersNow = async ({ box }: World): Promise<readonly string[]> =>
  JSON.parse(box.records.at(-1)?.doc ?? '{}').members.map(({ key }: { key: string }) => key);

const picked = <T>(from: readonly T[], pick: number): T => {
  const one = from[pick % from.length];
  if (one === undefined) throw new Error('nothing to pick from');
  return one;
};

const flipped = (bytes: Bytes, at: number): Bytes => {
  const bent = bytes.slice();
  const place = at % (8 * bent.length);
  bent[place >> 3] = (bent[place >> 3] ?? 0) ^ (1 << (place & 7));
  return bent;
};

/** A text with one bit of one character changed. */
function flippedText(text: string, at: number): string {
  const place = at % (7 * text.length);
  const where = Math.floor(place / 7);
  const bent = String.fromCharCode(text.charCodeAt(where) ^ (1 << (place % 7)));
  return text.slice(0, where) + bent + text.slice(where + 1);
}

function flippedDocument(signed: SignedText, at: number): SignedText {
  if (at % 3 !== 0 || signed.sigs.length === 0) return { ...signed, doc: flippedText(signed.doc, at) };
  const one = (at >> 2) % signed.sigs.length;
  const bent = signed.sigs.map((given, place) => {
    if (place !== one) return given;
    const { key, sig } = given;
    return at % 2 === 0 ? { key, sig: flippedText(sig, at >> 4) } : { key: flippedText(key, at >> 4), sig };
  });
  return { ...signed, sigs: bent };
}

type Kind = 'roots' | 'intakes' | 'peoples' | 'records' | 'releases';
const kinds: readonly Kind[] = ['roots', 'intakes', 'peoples', 'records', 'releases'];

const place = fc.nat(1_000_000_000);

/** Where one bit of anything that is served is another. */
const flips = (honest: Served): fc.Arbitrary<Served> => {
  const documents = kinds.filter((kind) => honest[kind].length > 0);
  const ofDocuments = fc.tuple(fc.constantFrom(...documents), place, place).map(([kind, which, at]) => {
    const all = honest[kind];
    const index = which % all.length;
    return { ...honest, [kind]: all.with(index, flippedDocument(picked(all, index), at)) };
  });
  const ofWrap = place.map((at) => ({ ...honest, wrap: flipped(honest.wrap, at) }));
  const ofCarries = fc.tuple(place, place).map(([which, at]) =>
    honest.carries.length === 0
      ? honest
      : {
          ...honest,
          carries: honest.carries.with(
            which % honest.carries.length,
            flipped(picked(honest.carries, which), at),
          ),
        },
  );
  const ofItems = fc.tuple(place, place).map(([which, at]) => {
    const index = which % Math.max(1, honest.items.length);
    const item = honest.items[index];
    if (!item) return honest;
    const bent: LogItem =
      'gone' in item ? { gone: flippedText(item.gone, at) } : { head: flipped(item.head, at) };
    return { ...honest, items: honest.items.with(index, bent) };
  });
  return fc.oneof({ weight: 3, arbitrary: ofDocuments }, ofWrap, ofCarries, {
    weight: 2,
    arbitrary: ofItems,
  });
};

const without = <T>(all: readonly T[], at: number): readonly T[] =>
  all.toSpliced(at % Math.max(1, all.length), 1);

const exchanged = <T>(all: readonly T[], a: number, b: number): readonly T[] => {
  const [one, other] = [a % Math.max(1, all.length), b % Math.max(1, all.length)];
  const [first, second] = [all[one], all[other]];
  return first === undefined || second === undefined ? all : all.with(one, second).with(other, first);
};

/** Where things are left out, exchanged, said again, cut off, or another's. */
const arrangements = ({ world, honest }: Victim, other: MadeBox): fc.Arbitrary<Served> =>
  fc
    .tuple(
      fc.constantFrom(...kinds, 'items' as const, 'carries' as const),
      fc.constantFrom('left out', 'exchanged', 'again', 'cut off', 'another', 'beginning cut off', 'gone'),
      place,
      place,
    )
    .map(([kind, how, a, b]): Served => {
      const all: readonly unknown[] = honest[kind];
      const others: readonly unknown[] =
        kind === 'items'
          ? other.items
          : kind === 'carries'
            ? other.carries
            : kind === 'records'
              ? other.records
              : [];
      const at = a % Math.max(1, all.length);
      const arranged: Record<typeof how, () => readonly unknown[]> = {
        'left out': () => without(all, a),
        exchanged: () => exchanged(all, a, b),
        again: () => (all.length === 0 ? all : all.toSpliced(b % (all.length + 1), 0, picked(all, a))),
        'cut off': () => all.slice(0, at),
        'beginning cut off': () => all.slice(at + 1),
        another: () =>
          others.length === 0 ? all : all.toSpliced(b % (all.length + 1), a % 2, picked(others, a)),
        gone: () =>
          kind === 'items' && all.length > 0
            ? all.with(at, { gone: world.box.digests[b % all.length] ?? emptyChain })
            : all,
      };
      return { ...honest, [kind]: arranged[how]() };
    });

/** Where the server goes back to an earlier epoch, with what it kept of it. */
const rollbacks = ({ world: { box }, reader, honest }: Victim): fc.Arbitrary<Served> =>
  fc.tuple(place, place).map(([a, b]) => {
    const epochs = 1 + (a % box.records.length);
    const least = epochs === box.records.length ? 0 : (JSON.parse(box.records[epochs]?.doc ?? '{}').n ?? 0);
    return {
      ...honest,
      records: box.records.slice(0, epochs),
      carries: box.carries.slice(0, epochs - 1),
      wrap: box.wraps[epochs - 1]?.get(reader.holder.keys.key) ?? honest.wrap,
      items: honest.items.slice(0, least + (b % (1 + honest.items.length - least))),
    };
  });

/** Where somebody else's wrap is given. */
const otherWraps = ({ world: { box }, honest }: Victim): fc.Arbitrary<Served> =>
  place.map((at) => {
    const all = [...box.wraps, ...box.shares].flatMap((wraps) => [...wraps.values()]);
    return { ...honest, wrap: picked(all, at) };
  });

/** Everything that a server can do with bits and pieces alone. */
export const attacksOfServer = (victim: Victim, other: MadeBox): fc.Arbitrary<Served> =>
  fc.oneof(
    { weight: 5, arbitrary: flips(victim.honest) },
    { weight: 4, arbitrary: arrangements(victim, other) },
    rollbacks(victim),
    otherWraps(victim),
  );

/** A copy of a box, to which attackers add what the honest one does not have. */
const copyOf = (box: MadeBox): MadeBox => ({
  ...box,
  records: [...box.records],
  hashes: [...box.hashes],
  items: [...box.items],
  digests: [...box.digests],
  chain: [...box.chain],
  secrets: [...box.secrets],
});

/** Who makes an epoch that they may not make: with everything true but their right. */
export async function epochBy({ world, honest }: Victim, by: Keyholder, over = {}): Promise<Served> {
  const { made, box } = world;
  const handlers = by === box.party ? box.handlers : [{ holder: by, rights: 'manage' as const }];
  const of = { via: 'member', why: 'members', by, handlers, party: box.party, ...over } as const;
  const secret = randomBytes(32);
  const shares = splitSecret(secret, { xs: made.officers.map((_, at) => at + 1), open: made.open });
  const signed = await nextRecord(made, box, { of, secret, shares });
  return { ...honest, records: [...honest.records, signed] };
}

/** What a head says otherwise than an honest one would. */
export async function wordsBy(
  { world, honest }: Victim,
  by: Keyholder,
  given: Omit<Parameters<typeof headOf>[2], 'writing'> & { text?: string },
): Promise<Served> {
  const copy = copyOf(world.box);
  const head = await headOf(copy, by, { ...given, writing: { text: given.text ?? 'Niet echt' } });
  await addHead(copy, head);
  return { ...honest, items: copy.items };
}

/** A memory that the reader has of something else than what is served. */
export const remembering = (victim: Victim, memory: Partial<BoxMemory>): Victim => {
  const known = victim.reader.memory ?? { epoch: 0, record: '', n: 0, h: emptyChain };
  return { ...victim, reader: { ...victim.reader, memory: { ...known, ...memory } } };
};
