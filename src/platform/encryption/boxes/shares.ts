import { type Bytes, joined, randomBytes, toHex } from '../bytes.ts';
import { must } from '../fault.ts';
import { hashOf } from '../labels.ts';

/*
 * Sharing a secret of 32 bytes so that so many shares give it and fewer give nothing: Shamir over GF(2^8) with
 * polynomial 0x11b, byte by byte. A share is 32 bytes of y and one of x.
 */

/** The product in GF(2^8), in the same steps whatever the factors are. */
function times(a: number, b: number): number {
  let product = 0;
  let factor = a;
  for (let bit = 0; bit < 8; bit++) {
    product ^= factor & -((b >> bit) & 1);
    factor = (factor << 1) ^ (0x11b & -(factor >> 7));
  }
  return product;
}

/** The inverse: a^254. */
function inverse(a: number): number {
  let result = 1;
  for (let step = 0; step < 254; step++) result = times(result, a);
  return result;
}

const secretBytes = 32;

/**
 * Splits a secret.
 * @param xs the numbers of the shares, different ones from 1 to 255
 * @param open how many give the secret
 * @param coefficients only to repeat a known case, one of 32 bytes for each share needed beyond the first; of chance
 *   otherwise
 * @throws E_SHARE for numbers that cannot be.
 */
export function splitSecret(
  secret: Bytes,
  {
    xs,
    open,
    coefficients = Array.from({ length: open - 1 }, () => randomBytes(secretBytes)),
  }: {
    xs: readonly number[];
    open: number;
    coefficients?: readonly Bytes[];
  },
): readonly Bytes[] {
  must(secret.length === secretBytes, 'E_SHARE', 'a secret is 32 bytes');
  must(open >= 2 && xs.length >= open, 'E_SHARE', 'fewer shares than it takes');
  checkNumbers(xs);
  must(
    coefficients.length === open - 1 && coefficients.every((one) => one.length === secretBytes),
    'E_SHARE',
    'coefficients that do not hide the secret',
  );
  return xs.map((x) => {
    const y = secret.map((_, at) =>
      [...coefficients].reverse().reduce((sum, one) => times(sum, x) ^ (one[at] ?? 0), 0),
    );
    return joined(
      y.map((sum, at) => times(sum, x) ^ (secret[at] ?? 0)),
      Uint8Array.of(x),
    );
  });
}

function checkNumbers(xs: readonly number[]): void {
  must(
    xs.every((x) => Number.isInteger(x) && x >= 1 && x <= 255) && new Set(xs).size === xs.length,
    'E_SHARE',
    'numbers of shares are different ones from 1 to 255',
  );
}

/**
 * Puts shares together. Whether they give the secret meant is for its commit to say.
 * @throws E_SHARE where one has another length, or a number that none has or another has.
 */
export function combineShares(shares: readonly Bytes[]): Bytes {
  must(shares.length >= 2, 'E_SHARE', 'one share gives nothing');
  must(
    shares.every((share) => share.length === secretBytes + 1),
    'E_SHARE',
    'a share is 33 bytes',
  );
  const xs = shares.map(numberOfShare);
  checkNumbers(xs);
  const weights = xs.map((x) =>
    xs
      .filter((other) => other !== x)
      .reduce((product, other) => times(product, times(other, inverse(x ^ other))), 1),
  );
  return Uint8Array.from({ length: secretBytes }, (_, at) =>
    shares.reduce((sum, share, i) => sum ^ times(share[at] ?? 0, weights[i] ?? 0), 0),
  );
}

/** The number of a share, its x. */
export const numberOfShare = (share: Bytes): number => share[secretBytes] ?? 0;

/** The digest of a share, by which a record names it and a false one is recognised. */
export const shareDigest = async (share: Bytes): Promise<string> => toHex(await hashOf('share', share));
