import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Bytes, randomBytes, toHex } from './bytes.ts';
import { newPassphrase, readPassphrase } from './passphrase.ts';
import { newCode } from './receipt-code.ts';
import {
  newSlotPlace,
  openSlot,
  type SlotPlace,
  sealSlot,
  slotKeyOfCode,
  slotKeyOfPasskey,
  slotKeyOfPassphrase,
} from './slots.ts';

const ids = { org: crypto.randomUUID(), owner: crypto.randomUUID(), version: 1 };
const vault = randomBytes(32);

/** The key of a slot by each way to unlock it, from bytes of chance. */
const ways: Record<SlotPlace['type'], (place: SlotPlace, secret: Bytes) => Promise<Bytes>> = {
  code: (place) => slotKeyOfCode(place, code),
  prf: slotKeyOfPasskey,
  pass: slotKeyOfPassphrase,
};
const code = newCode();
const types = Object.keys(ways) as SlotPlace['type'][];

describe.each(types)('a slot that is unlocked by %s', (type) => {
  it('opens to the vault in its place', async () => {
    const place = newSlotPlace({ ...ids, type });
    const key = await ways[type](place, vault);
    expect(toHex(await openSlot(place, key, await sealSlot(place, key, vault)))).toBe(toHex(vault));
  });

  it('does not open in any other place, though the key is the right one', async () => {
    const place = newSlotPlace({ ...ids, type });
    const key = await ways[type](place, vault);
    const box = await sealSlot(place, key, vault);
    const others: Partial<SlotPlace>[] = [
      { org: crypto.randomUUID() },
      { owner: crypto.randomUUID() },
      { version: 2 },
      { slot: crypto.randomUUID() },
      { salt: randomBytes(32) },
      ...types.filter((one) => one !== type).map((one) => ({ type: one })),
    ];
    for (const other of others)
      await expect(openSlot({ ...place, ...other }, key, box)).rejects.toMatchObject({ code: 'E_SLOT' });
  });

  it('does not open with any bit another, nor cut off or longer', async () => {
    const place = newSlotPlace({ ...ids, type });
    const key = await ways[type](place, vault);
    const box = await sealSlot(place, key, vault);
    for (let at = 0; at < 8 * box.length; at++) {
      const bent = box.slice();
      bent[at >> 3] = (bent[at >> 3] ?? 0) ^ (1 << (at & 7));
      await expect(openSlot(place, key, bent)).rejects.toMatchObject({ code: 'E_SLOT' });
    }
    for (const other of [new Uint8Array(), box.slice(1), box.slice(0, -1), new Uint8Array(61)])
      await expect(openSlot(place, key, other)).rejects.toMatchObject({ code: 'E_FORMAT' });
  });

  it('is not made in a place that cannot be', async () => {
    const place = newSlotPlace({ ...ids, type });
    const key = await ways[type](place, vault);
    const others: Partial<Record<keyof SlotPlace, unknown>>[] = [
      { org: 'org' },
      { owner: place.owner.toUpperCase() },
      { version: -1 },
      { version: 2 ** 32 },
      { version: 1.5 },
      { version: undefined },
      { salt: new Uint8Array(31) },
      { type: 'constructor' },
      { type: 'toString' },
      { type: undefined },
    ];
    for (const other of others)
      await expect(sealSlot({ ...place, ...other } as SlotPlace, key, vault)).rejects.toMatchObject({
        code: 'E_FORMAT',
      });
    await expect(sealSlot(place, key, new Uint8Array(31))).rejects.toMatchObject({ code: 'E_FORMAT' });
  });
});

describe('the key of a slot', () => {
  it('is another for each salt, owner and organisation, and for each way', async () => {
    const place = newSlotPlace({ ...ids, type: 'prf' });
    const keys = await Promise.all([
      slotKeyOfPasskey(place, vault),
      slotKeyOfPassphrase(place, vault),
      slotKeyOfPasskey({ ...place, salt: randomBytes(32) }, vault),
      slotKeyOfPasskey({ ...place, owner: crypto.randomUUID() }, vault),
      slotKeyOfPasskey({ ...place, org: crypto.randomUUID() }, vault),
    ]);
    expect(new Set(keys.map(toHex)).size).toBe(5);
  });
});

describe('a passphrase', () => {
  const words = Array.from({ length: 7_776 }, (_, at) =>
    [...at.toString(26)].map((digit) => String.fromCharCode(97 + Number.parseInt(digit, 26))).join(''),
  );

  it('is made of as many words as carry 77 bits, six at least', () => {
    expect(readPassphrase(newPassphrase(words)).split(' ').length).toBe(6);
    expect(readPassphrase(newPassphrase(words.slice(0, 1_296))).split(' ').length).toBe(8);
    expect(readPassphrase(newPassphrase(words.slice(0, 2))).split(' ').length).toBe(77);
    expect(new Set(Array.from({ length: 100 }, () => newPassphrase(words))).size).toBe(100);
  });

  it('is not made of a list that carries nothing', () => {
    for (const list of [[], ['aap'], ['aap', 'aap'], ['aap', 'Noot'], ['aap', 'noot mies']])
      expect(() => newPassphrase(list)).toThrow(expect.objectContaining({ code: 'E_FORMAT' }));
  });

  it('is read whatever capitals and spaces it is typed with, and refused without a fault of another kind', () => {
    expect(readPassphrase(' Aap  noot\tmies\nWIM zus\u00a0jet ')).toBe('aap noot mies wim zus jet');
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.string()), (typed) => {
        try {
          expect(readPassphrase(typed)).toMatch(/^[a-z]+( [a-z]+){5,}$/);
        } catch (fault) {
          expect(fault).toMatchObject({ code: 'E_FORMAT' });
        }
      }),
    );
    for (const typed of ['', 'aap noot mies wim zus', 'aap noot mies wim zus jét'])
      expect(() => readPassphrase(typed)).toThrow(expect.objectContaining({ code: 'E_FORMAT' }));
  });
});
