import { ed25519, x25519 } from '@noble/curves/ed25519.js';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Bytes, fromHex, randomBytes, toHex } from './bytes.ts';
import { checkKeys, isSignedBy, keyId, signHash, vaultKeys } from './keys.ts';

const sound = await vaultKeys(randomBytes(32));

const answerTo = (keys: { kem?: Bytes; sign?: Bytes }): Promise<string> =>
  checkKeys({ ...sound, ...keys }).then(
    () => 'sound',
    (fault) => fault.code ?? `crash: ${fault}`,
  );

/** A number as 32 bytes, the least significant first. */
const written = (value: bigint): Bytes => fromHex(value.toString(16).padStart(64, '0')).reverse();

const p = 2n ** 255n - 19n;

/** Whether another library takes 32 bytes for a key by RFC 8032, in its one form, and not of small order. */
function isSoundElsewhere(bytes: Bytes): boolean {
  try {
    const point = ed25519.Point.fromBytes(bytes, false);
    return toHex(point.toBytes()) === toHex(bytes) && !point.isSmallOrder();
  } catch {
    return false;
  }
}

describe('a key that signs, when it arrives', () => {
  it('is taken or refused as another library does, whatever 32 bytes it is', async () => {
    const anywhere = fc.uint8Array({ minLength: 32, maxLength: 32 }).map((bytes) => bytes.slice());
    // Half of all bytes are a point, so that both answers occur often.
    await fc.assert(
      fc.asyncProperty(anywhere, async (sign) => {
        expect(await answerTo({ sign })).toBe(isSoundElsewhere(sign) ? 'sound' : 'E_KEY');
      }),
      { numRuns: 500 },
    );
  });

  it('is refused when it is of small order, with either sign', async () => {
    const base = ed25519.Point.fromBytes(
      fromHex('26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05'),
    );
    const eight = Array.from({ length: 8 }, (_, at) =>
      at === 0 ? ed25519.Point.ZERO : base.multiplyUnsafe(BigInt(at)),
    );
    expect(new Set(eight.map((point) => point.toHex())).size).toBe(8);
    for (const point of eight) {
      const sign = point.toBytes().slice();
      expect(await answerTo({ sign })).toBe('E_KEY');
      sign[31] = (sign[31] ?? 0) ^ 0x80;
      expect(await answerTo({ sign })).toBe('E_KEY');
    }
  });

  it('is taken when a point of small order is added to a sound one: only small order itself is refused', async () => {
    const mixed = ed25519.Point.fromBytes(sound.sign).add(
      ed25519.Point.fromBytes(fromHex('26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05')),
    );
    expect(await answerTo({ sign: mixed.toBytes().slice() })).toBe('sound');
  });

  it('is refused when its y is not below the prime, and when x is zero with a sign', async () => {
    for (let over = 0n; over < 19n; over++)
      for (const sign of [0n, 1n << 255n])
        expect(await answerTo({ sign: written((p + over) | sign) })).toBe('E_KEY');
    for (const y of [1n, p - 1n]) expect(await answerTo({ sign: written(y | (1n << 255n)) })).toBe('E_KEY');
  });

  it('is the one by which its vault signs', async () => {
    const hash = randomBytes(32);
    const signature = await signHash(sound.signSeed, hash);
    expect(await isSignedBy(sound.sign, hash, signature)).toBe(true);
    expect(await isSignedBy(sound.sign, randomBytes(32), signature)).toBe(false);
    expect(toHex(ed25519.getPublicKey(sound.signSeed))).toBe(toHex(sound.sign));
  });
});

describe('a key to wrap to, when it arrives', () => {
  const withPoint = (point: Bytes): Bytes => {
    const kem = sound.kem.slice();
    kem.set(point, 1184);
    return kem;
  };

  it('is refused exactly where its point gives a shared secret of zeros', async () => {
    const own = randomBytes(32);
    const low = [
      0n,
      1n,
      325606250916557431795983626356110631294008115727848805560023387167927233504n,
      39382357235489614581723060781553021112529911719440698176882885853963445705823n,
      p - 1n,
      p,
      p + 1n,
    ];
    for (const u of low)
      for (const top of [0n, 1n << 255n]) {
        const point = written(u | top);
        expect(() => x25519.getSharedSecret(own, point)).toThrow();
        expect(await answerTo({ kem: withPoint(point) })).toBe('E_KEY');
      }
    for (let u = 2n; u < 19n; u++)
      for (const point of [written(u), written(p + u)]) {
        expect(x25519.getSharedSecret(own, point).some((byte) => byte !== 0)).toBe(true);
        expect(await answerTo({ kem: withPoint(point) })).toBe('sound');
      }
  });

  it('is refused with any coefficient of 3329 or more', async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat(767), fc.integer({ min: 3329, max: 4095 }), async (at, value) => {
        const kem = sound.kem.slice();
        const start = Math.floor(at / 2) * 3;
        if (at % 2 === 0) {
          kem[start] = value & 255;
          kem[start + 1] = ((kem[start + 1] ?? 0) & 0xf0) | (value >> 8);
        } else {
          kem[start + 1] = ((kem[start + 1] ?? 0) & 0x0f) | ((value & 15) << 4);
          kem[start + 2] = value >> 4;
        }
        expect(await answerTo({ kem })).toBe('E_KEY');
      }),
      { numRuns: 200 },
    );
  });

  it('is refused with another length, be it nothing', async () => {
    for (const length of [0, 1, 1184, 1215, 1217])
      expect(await answerTo({ kem: new Uint8Array(length) })).toBe('E_KEY');
    for (const length of [0, 31, 33, 64])
      expect(await answerTo({ sign: new Uint8Array(length) })).toBe('E_KEY');
  });
});

describe('the keys of a vault', () => {
  it('pass their own check, and are known by one id', async () => {
    for (let at = 0; at < 10; at++) {
      const keys = await vaultKeys(randomBytes(32));
      expect(await checkKeys(keys)).toBe(keys.key);
      expect(await keyId(keys)).toBe(keys.key);
    }
  });

  it('come of 32 bytes and no other number', async () => {
    for (const length of [0, 16, 31, 33])
      await expect(vaultKeys(new Uint8Array(length))).rejects.toMatchObject({ code: 'E_FORMAT' });
  });
});
