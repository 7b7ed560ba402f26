import { argon2id } from '@noble/hashes/argon2.js';
import { type Bytes, randomBytes, utf8 } from './bytes.ts';
import { must } from './fault.ts';

/*
 * Passphrases are generated, never chosen. Their parameters stand here and on no wire, so that nobody can lower them.
 * Apart from the slots, so that pages of reporters do not carry it.
 */

/**
 * The words of a passphrase as they count: small letters, one space between.
 * @throws E_FORMAT with fewer than six words, or with anything but the letters a to z.
 */
export function readPassphrase(typed: string): string {
  const words = typed.toLowerCase().trim().split(/\s+/u);
  must(
    words.length >= 6 && words.every((word) => /^[a-z]+$/.test(word)),
    'E_FORMAT',
    'no six words of a to z',
  );
  return words.join(' ');
}

/**
 * Makes a passphrase slow to guess: Argon2id 1.3, 64 MiB, three passes; 32 bytes, about a second.
 * @param words what `readPassphrase` answered
 * @param salt the salt of the slot
 */
export const stretchPassphrase = (words: string, salt: Bytes): Bytes =>
  argon2id(utf8(words), salt, { m: 65_536, t: 3, p: 1, dkLen: 32 }).slice();

/**
 * A new passphrase out of a list of words: as many as carry 77 bits, six at least.
 * @param words different ones, of the letters a to z
 * @throws E_FORMAT where they are not, or fewer than two.
 */
export function newPassphrase(words: readonly string[]): string {
  must(
    words.length >= 2 && new Set(words).size === words.length && words.every((word) => /^[a-z]+$/.test(word)),
    'E_FORMAT',
    'no list of different words of a to z',
  );
  const count = Math.max(6, Math.ceil(77 / Math.log2(words.length)));
  return Array.from({ length: count }, () => words[chanceBelow(words.length)] ?? '').join(' ');
}

/** A whole number of chance below a bound, each as likely: numbers of the last, unfinished round are drawn again. */
function chanceBelow(bound: number): number {
  const whole = Math.floor(2 ** 32 / bound) * bound;
  for (;;) {
    const drawn = new DataView(randomBytes(4).buffer).getUint32(0);
    if (drawn < whole) return drawn % bound;
  }
}
