import { type Bytes, randomBytes, utf8, uuidBytes } from './bytes.ts';
import { must } from './fault.ts';
import { derive, hashOf } from './labels.ts';

/*
 * Codes that people note, read aloud and type: 23 symbols that carry 115 bits and one that checks them, in six
 * groups of four. The check catches every wrong symbol and every exchange of two.
 */

const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const carrying = 23;

/** The check symbol: the sum of α^(i+1)·v_i in GF(32) with polynomial 37 and α = 2. */
function checkOf(values: readonly number[]): number {
  const doubled = (value: number): number => (value & 16 ? (value << 1) ^ 37 : value << 1);
  // Horner's way, from the last symbol to the first: each step multiplies what was added by α.
  return values.reduceRight((sum, value) => doubled(sum ^ value), 0);
}

/**
 * The code of the first 115 bits of 15 bytes or more, as shown: `WVK9-9GPJ-…`.
 * @throws E_FORMAT for fewer bytes.
 */
export function codeOf(bytes: Uint8Array): string {
  must(bytes.length >= 15, 'E_FORMAT', 'fewer bytes than a code carries');
  const bits = Array.from(bytes.subarray(0, 15), (byte) => byte.toString(2).padStart(8, '0')).join('');
  const values = Array.from({ length: carrying }, (_, at) =>
    Number.parseInt(bits.slice(5 * at, 5 * at + 5), 2),
  );
  const symbols = [...values, checkOf(values)].map((value) => alphabet.charAt(value)).join('');
  return (symbols.match(/.{4}/g) ?? []).join('-');
}

/** A new code, of chance alone. */
export const newCode = (): string => codeOf(randomBytes(15));

const symbolsOf = (typed: string): string =>
  typed
    .toUpperCase()
    .replace(/[\s.\-\u2010-\u2015]/gu, '')
    .replaceAll('O', '0')
    .replaceAll(/[IL]/g, '1');

/** Whether somebody typed the last group of a code, read as codes are. */
export const isLastGroup = (typed: string, code: string): boolean => symbolsOf(typed) === code.slice(-4);

/**
 * The 23 symbols of a code as somebody typed it: small letters, spaces and dashes of any kind, O for 0 and I or L
 * for 1 are understood.
 * @throws E_CODE where it cannot be a code: a symbol wrong, missing, too many, or two exchanged.
 */
export function readCode(typed: string): string {
  const symbols = symbolsOf(typed);
  const values = Array.from(symbols, (symbol) => alphabet.indexOf(symbol));
  must(values.length === carrying + 1 && !values.includes(-1), 'E_CODE', 'no 24 symbols of a code');
  must(checkOf(values.slice(0, carrying)) === values[carrying], 'E_CODE', 'the check symbol differs');
  return symbols.slice(0, carrying);
}

/** The bytes of a code that keys are derived from. */
export const codeMaterial = (symbols: string): Bytes => utf8(symbols);

/**
 * What finds the mailbox of a code: `locator` is what the holder sends, `stored` what the server keeps.
 * @param symbols what `readCode` answered
 */
export async function locatorOf(symbols: string, org: string): Promise<{ locator: Bytes; stored: Bytes }> {
  const locator = await derive(codeMaterial(symbols), 'code/locator', uuidBytes(org));
  return { locator, stored: await hashOf('locator', locator) };
}
