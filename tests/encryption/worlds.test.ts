import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { openBody } from '../../src/platform/encryption/boxes/bodies.ts';
import { joined, toHex } from '../../src/platform/encryption/bytes.ts';
import { honestly, type Reader, readBox } from '../makers/encryption/reading.ts';
import { fullPlan, lived, mustSee, plans, readersOf, seen, type World } from '../makers/encryption/worlds.ts';

/** That reader, pinned to a root of the organisation. */
const readerOf = (world: World, at: number, pin = 0): Reader => {
  const { made, box } = world;
  const readers = readersOf(world);
  const holder = readers[at % readers.length];
  const root = made.rootHashes[pin % made.rootHashes.length];
  if (!holder || root === undefined) throw new Error('nobody reads');
  return { holder, as: holder === box.party ? 'party' : 'handler', pin: root, place: box.place };
};

describe('what honest people make', () => {
  it('is read by every handler, every newcomer and the party alike, from the first word to the last', async () => {
    await fc.assert(
      fc.asyncProperty(plans(), fc.nat(9), async (plan, pin) => {
        const world = await lived(plan);
        const expected = mustSee(world);
        for (const at of readersOf(world).keys()) {
          const reader = readerOf(world, at, pin);
          const believed = await readBox(reader, honestly(world.made, world.box, reader.holder));
          expect(seen(believed.shown)).toEqual(expected);
          expect(believed.secrets.map(toHex)).toEqual(world.box.secrets.map(toHex));
        }
      }),
      { numRuns: 25 },
    );
  });

  it('is read when everything happened that can: epochs by members and by a release, files, statements, holes', async () => {
    const world = await lived(fullPlan);
    const records = world.box.records.map(({ doc }) => JSON.parse(doc));
    expect(new Set(records.map(({ via }) => via))).toEqual(new Set(['intake', 'member', 'release']));
    expect(new Set(records.map(({ root }) => root)).size).toBe(2);
    expect(world.former.length).toBeGreaterThan(0);
    const expected = mustSee(world);
    for (const sort of ['by a statement', 'without a statement', '"digest":"', '"by":"party"'])
      expect(expected.filter((one) => one.includes(sort)).length).toBeGreaterThan(0);
    for (const at of readersOf(world).keys()) {
      const reader = readerOf(world, at);
      const believed = await readBox(reader, honestly(world.made, world.box, reader.holder));
      expect(seen(believed.shown)).toEqual(expected);
    }
  });

  it('is not read any more by who was issued a mailbox when its issuer left the public list', async () => {
    const steps = [{ does: 'leaves list', pick: 0 }] as const;
    const world = await lived({ ...fullPlan, isIssued: true, steps });
    const { party, box, made } = world;
    const [pin] = made.rootHashes;
    if (!party || pin === undefined) throw new Error('no party');
    const reader: Reader = { holder: party, as: 'party', pin, place: box.place };
    await expect(readBox(reader, honestly(made, box, party))).rejects.toMatchObject({ code: 'E_AUTHOR' });
    expect(readersOf(world)).not.toContain(party);
  });

  it('is read again with what was remembered, at any earlier moment', async () => {
    await fc.assert(
      fc.asyncProperty(plans(6), fc.nat(9), async (plan, cut) => {
        const world = await lived(plan);
        const reader = readerOf(world, 0);
        const served = honestly(world.made, world.box, reader.holder);
        const { memory } = await readBox(reader, served);
        const n = cut % (memory.n + 1);
        const h = n === 0 ? '0'.repeat(64) : (world.box.chain[n - 1] ?? '');
        for (const known of [memory, { ...memory, n, h }]) {
          const again = await readBox({ ...reader, memory: known }, served);
          expect(again.memory).toEqual(memory);
        }
      }),
      { numRuns: 15 },
    );
  });

  it('has files that open to what was put in', async () => {
    const steps = [0, 1, 65_536, 140_000].map((size) => ({ does: 'file' as const, pick: size, size }));
    const world = await lived({ ...fullPlan, steps });
    const reader = readerOf(world, 0);
    const { shown } = await readBox(reader, honestly(world.made, world.box, reader.holder));
    for (const [at, one] of shown.entries()) {
      if (!('file' in one) || !one.file) throw new Error('no file');
      const body = world.box.bodies.get(one.file.digest) ?? new Uint8Array();
      const parts: Uint8Array[] = [];
      for await (const part of openBody(one.file, oneByOne(body))) parts.push(part);
      const size = steps[at]?.size ?? -1;
      expect(toHex(joined(...parts))).toBe(toHex(Uint8Array.from({ length: size }, (_, byte) => byte * 7)));
    }
  });
});

async function* oneByOne(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += 10_000) yield bytes.subarray(at, at + 10_000);
}
