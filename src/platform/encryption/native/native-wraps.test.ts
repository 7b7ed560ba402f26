import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ml_kem768_x25519 as otherXWing } from '@noble/post-quantum/hybrid.js';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { casesOf } from '../../../../tests/encryption/held.ts';
import {
  nativeOpen,
  nativePublicKey,
  nativeSchedule,
  nativeSharedSecret,
} from '../../../../tests/encryption/native-hpke.ts';
import { type Bytes, fromHex, randomBytes, toHex } from '../bytes.ts';
import { type VaultKeys, vaultKeys } from '../keys.ts';
import { boundTo, openWrap, sealWrap, type WrapPlace, type WrapPurpose, wrapInfo } from '../wraps.ts';
import { sealWrapNatively } from './native-wraps.ts';

const ways = { 'in JavaScript': sealWrap, natively: sealWrapNatively };
const lengths: Record<WrapPurpose, number> = { member: 32, share: 33, released: 33 };

const bytes = (length: number) =>
  fc.uint8Array({ minLength: length, maxLength: length }).map((one) => one.slice());

/** A vault, what is wrapped to it, and where. */
const world = fc.constantFrom<WrapPurpose>('member', 'share', 'released').chain((purpose) =>
  fc.record({
    vault: bytes(32),
    secret: bytes(lengths[purpose]),
    place: fc.record({
      purpose: fc.constant(purpose),
      doc: bytes(32).map(toHex),
      from: bytes(32).map(toHex),
    }),
  }),
);

const nativelyOpened = (place: WrapPlace, own: VaultKeys, wrap: Bytes, shared: Bytes): Bytes =>
  nativeOpen(nativeSchedule(shared, wrapInfo, 2), {
    aead: 2,
    bound: boundTo(place, own.key),
    sealed: wrap.slice(1120),
  });

describe.each(Object.entries(ways))('a wrap made %s', (_, seal) => {
  it('opens by ours, by Node built in, and by another library, to what was wrapped', async () => {
    await fc.assert(
      fc.asyncProperty(world, async ({ vault, secret, place }) => {
        const own = await vaultKeys(vault);
        const wrap = await seal(place, own, secret);
        expect(wrap.length).toBe(1120 + secret.length + 16);
        expect(toHex(await openWrap(place, own, wrap))).toBe(toHex(secret));
        const enc = wrap.slice(0, 1120);
        const shared = nativeSharedSecret(own.kemSeed, enc);
        expect(toHex(nativelyOpened(place, own, wrap, shared))).toBe(toHex(secret));
        expect(toHex(otherXWing.decapsulate(enc, own.kemSeed))).toBe(toHex(shared));
      }),
      { numRuns: 60 },
    );
  });

  it('never opens in another place, for another, or changed', async () => {
    await fc.assert(
      fc.asyncProperty(world, fc.nat(), fc.nat(7), async ({ vault, secret, place }, at, bit) => {
        const own = await vaultKeys(vault);
        const wrap = await seal(place, own, secret);
        const refused = { code: 'E_WRAP' };
        const bent = wrap.slice();
        bent[at % bent.length] = (bent[at % bent.length] ?? 0) ^ (1 << bit);
        await expect(openWrap(place, own, bent)).rejects.toMatchObject(refused);
        const elsewhere = { ...place, doc: toHex(randomBytes(32)) };
        await expect(openWrap(elsewhere, own, wrap)).rejects.toMatchObject(refused);
        const byAnother = { ...place, from: toHex(randomBytes(32)) };
        await expect(openWrap(byAnother, own, wrap)).rejects.toMatchObject(refused);
        for (const purpose of ['member', 'share', 'released'] as const)
          if (purpose !== place.purpose)
            await expect(openWrap({ ...place, purpose }, own, wrap)).rejects.toMatchObject(refused);
        await expect(openWrap(place, await vaultKeys(randomBytes(32)), wrap)).rejects.toMatchObject(refused);
      }),
      { numRuns: 20 },
    );
  });

  it('is refused to unsound keys, and for a secret of another length', async () => {
    const own = await vaultKeys(randomBytes(32));
    const place = { purpose: 'member', doc: '00'.repeat(32), from: '11'.repeat(32) } as const;
    const kem = own.kem.fill(0, 1184);
    await expect(seal(place, { ...own, kem }, randomBytes(32))).rejects.toMatchObject({ code: 'E_KEY' });
    const sound = await vaultKeys(randomBytes(32));
    for (const length of [0, 31, 33])
      await expect(seal(place, sound, randomBytes(length))).rejects.toMatchObject({ code: 'E_WRAP' });
  });

  it('is bound to hashes and ids of 32 bytes and nothing else', async () => {
    const own = await vaultKeys(randomBytes(32));
    const place = { purpose: 'member', doc: '00'.repeat(32), from: '11'.repeat(32) } as const;
    for (const other of [{ doc: '00'.repeat(33) }, { from: '' }, { doc: 'ZZ'.repeat(32) }])
      await expect(seal({ ...place, ...other }, own, randomBytes(32))).rejects.toMatchObject({
        code: 'E_FORMAT',
      });
  });
});

describe('the public key that is wrapped to', () => {
  it('is the same by three ways from any seed', async () => {
    await fc.assert(
      fc.asyncProperty(bytes(32), async (vault) => {
        const { kem, kemSeed } = await vaultKeys(vault);
        expect(toHex(kem)).toBe(toHex(nativePublicKey(kemSeed)));
        expect(toHex(kem)).toBe(toHex(otherXWing.keygen(kemSeed).publicKey));
      }),
      { numRuns: 50 },
    );
  });

  it('encapsulates with given randomness as another library does', async () => {
    await fc.assert(
      fc.asyncProperty(bytes(64), async (randomness) => {
        const own = await vaultKeys(randomBytes(32));
        const place = { purpose: 'member', doc: '00'.repeat(32), from: '11'.repeat(32) } as const;
        const wrap = await sealWrap(place, own, randomBytes(32), randomness);
        const { cipherText } = otherXWing.encapsulate(own.kem, randomness);
        expect(toHex(wrap.slice(0, 1120))).toBe(toHex(cipherText));
      }),
      { numRuns: 30 },
    );
  });
});

describe('the wraps of the vectors', () => {
  const file = join(import.meta.dirname, '../../../../tests/encryption/vectors/08-wrap.json');
  const cases = casesOf(JSON.parse(readFileSync(file, 'utf8'))).filter(({ op }) => op === 'wrap.open');

  it.each(cases)('open by Node built in: $name', async ({ input, expect: expected }) => {
    const { purpose, doc, from, vault, wrap } = input as Record<string, string> & { purpose: WrapPurpose };
    const own = await vaultKeys(fromHex(vault ?? ''));
    const bytesOfWrap = fromHex(wrap ?? '');
    const shared = nativeSharedSecret(own.kemSeed, bytesOfWrap.slice(0, 1120));
    const place = { purpose, doc: doc ?? '', from: from ?? '' };
    expect({ secret: toHex(nativelyOpened(place, own, bytesOfWrap, shared)) }).toEqual(expected);
  });
});
