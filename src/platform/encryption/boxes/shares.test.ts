import fc from 'fast-check';
import { combine, split } from 'shamir-secret-sharing';
import { describe, expect, it } from 'vitest';
import { type Bytes, randomBytes, toHex } from '../bytes.ts';
import { combineShares, numberOfShare, shareDigest, splitSecret } from './shares.ts';

const secrets = fc.uint8Array({ minLength: 32, maxLength: 32 }).map((bytes) => bytes.slice());

/** A split: how many shares with which numbers, and how many give the secret. */
const splits = fc
  .uniqueArray(fc.integer({ min: 1, max: 255 }), { minLength: 2, maxLength: 7 })
  .chain((xs) => fc.record({ xs: fc.constant(xs), open: fc.integer({ min: 2, max: xs.length }) }));

/** Every choice of so many out of a list. */
function choices<T>(of: readonly T[], count: number): readonly T[][] {
  if (count === 0) return [[]];
  return of.flatMap((one, at) => choices(of.slice(at + 1), count - 1).map((rest) => [one, ...rest]));
}

const refused = { code: 'E_SHARE' };

describe('a secret that is shared', () => {
  it('comes back from every choice of enough shares, in any order, by ours and by another library', async () => {
    await fc.assert(
      fc.asyncProperty(secrets, splits, async (secret, { xs, open }) => {
        const shares = splitSecret(secret, { xs, open });
        expect(shares.map(numberOfShare)).toEqual(xs);
        for (const chosen of choices(shares, open)) {
          expect(toHex(combineShares(chosen.toReversed()))).toBe(toHex(secret));
          expect(toHex(await combine(chosen))).toBe(toHex(secret));
        }
      }),
      { numRuns: 60 },
    );
  });

  it('comes back by ours when another library shared it', async () => {
    await fc.assert(
      fc.asyncProperty(secrets, splits, async (secret, { xs, open }) => {
        const shares = (await split(secret, xs.length, open)).map((share) => share.slice());
        for (const chosen of choices(shares, open)) expect(toHex(combineShares(chosen))).toBe(toHex(secret));
      }),
      { numRuns: 60 },
    );
  });

  it('does not come back from fewer shares, and each share alone is any bytes', () => {
    const secret = randomBytes(32);
    const shares = splitSecret(secret, { xs: [1, 2, 3, 4, 5], open: 3 });
    for (const two of choices(shares, 2)) expect(toHex(combineShares(two))).not.toBe(toHex(secret));
    // The same secret a thousand times: each value of a byte occurs about as often.
    const seen = new Set(
      Array.from({ length: 4_000 }, () => splitSecret(secret, { xs: [7, 9], open: 2 })[0]?.[0]),
    );
    expect(seen.size).toBe(256);
  });

  it('comes as another secret when one byte of a share differs, which its digest tells', async () => {
    const secret = randomBytes(32);
    const [one, other] = splitSecret(secret, { xs: [1, 2], open: 2 }) as [Bytes, Bytes];
    const bent = one.slice();
    bent[5] = (bent[5] ?? 0) ^ 1;
    expect(toHex(combineShares([bent, other]))).not.toBe(toHex(secret));
    expect(await shareDigest(bent)).not.toBe(await shareDigest(one));
  });
});

describe('shares that cannot be', () => {
  const [one, other, third] = splitSecret(randomBytes(32), { xs: [1, 2, 3], open: 2 }) as [
    Bytes,
    Bytes,
    Bytes,
  ];
  const numbered = (x: number): Bytes => {
    const share = one.slice();
    share[32] = x;
    return share;
  };

  it('are refused with the number zero, which would give the secret away, though another library takes it', async () => {
    expect(() => combineShares([numbered(0), other])).toThrow(expect.objectContaining(refused));
    await expect(combine([numbered(0), other])).resolves.toHaveLength(32);
  });

  it('are refused with a number twice, another length, or one alone', () => {
    for (const shares of [
      [one, one],
      [numbered(2), other],
      [one, third, numbered(3)],
      [one],
      [],
      [one, other.slice(1)],
      [one, new Uint8Array(34)],
      [one, new Uint8Array()],
    ])
      expect(() => combineShares(shares)).toThrow(expect.objectContaining(refused));
  });

  it('are not made: numbers outside of 1 to 255 or twice, fewer than it takes, a secret of another length', () => {
    const secret = randomBytes(32);
    for (const xs of [[0, 1], [1, 256], [1, 1], [1.5, 2], [Number.NaN, 1], [-1, 1], [1], []])
      expect(() => splitSecret(secret, { xs, open: 2 })).toThrow(expect.objectContaining(refused));
    for (const open of [0, 1, 4])
      expect(() => splitSecret(secret, { xs: [1, 2, 3], open })).toThrow(expect.objectContaining(refused));
    for (const length of [0, 31, 33])
      expect(() => splitSecret(randomBytes(length), { xs: [1, 2], open: 2 })).toThrow(
        expect.objectContaining(refused),
      );
  });

  it('are not made with fewer or shorter coefficients than hide the secret', () => {
    for (const coefficients of [
      [],
      [new Uint8Array()],
      [randomBytes(31)],
      [randomBytes(32), randomBytes(32)],
    ])
      expect(() => splitSecret(randomBytes(32), { xs: [1, 2], open: 2, coefficients })).toThrow(
        expect.objectContaining(refused),
      );
  });
});
