import { must } from './fault.ts';

/** Bytes that own their buffer: what WebCrypto takes, in browser and server alike. */
export type Bytes = Uint8Array<ArrayBuffer>;

export const utf8 = (text: string): Bytes => new TextEncoder().encode(text);

/** Puts pieces behind each other in a new buffer. */
export function joined(...parts: readonly Uint8Array[]): Bytes {
  const all = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}

const pairs = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'));

/** Lower-case hexadecimal digits, two a byte. */
export function toHex(bytes: Uint8Array): string {
  let text = '';
  for (const byte of bytes) text += pairs[byte];
  return text;
}

/** What a character code stands for as a lower-case hexadecimal digit, or 16. */
const digits = Uint8Array.from({ length: 128 }, (_, code) => {
  const digit = '0123456789abcdef'.indexOf(String.fromCharCode(code));
  return digit < 0 ? 16 : digit;
});

/**
 * Reads lower-case hexadecimal digits. By hand: a pattern fails on texts of many megabytes, and is slow.
 * @throws E_FORMAT where the text is anything else.
 */
export function fromHex(text: string): Bytes {
  must(typeof text === 'string' && text.length % 2 === 0, 'E_FORMAT', 'no pairs of hexadecimal digits');
  const bytes = new Uint8Array(text.length / 2);
  for (let at = 0; at < bytes.length; at++) {
    const high = digits[text.charCodeAt(2 * at)] ?? 16;
    const low = digits[text.charCodeAt(2 * at + 1)] ?? 16;
    must(high < 16 && low < 16, 'E_FORMAT', 'no lower-case hexadecimal digits');
    bytes[at] = (high << 4) | low;
  }
  return bytes;
}

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

export const isUuid = (text: string): boolean => typeof text === 'string' && uuid.test(text);

/**
 * The sixteen bytes of a UUIDv4 of 36 lower-case characters.
 * @throws E_FORMAT where it is none.
 */
export function uuidBytes(id: string): Bytes {
  must(isUuid(id), 'E_FORMAT', 'no UUIDv4 in lower case');
  return fromHex(id.replaceAll('-', ''));
}

/** The UUID of sixteen bytes, as text. */
export const uuidText = (bytes: Uint8Array): string =>
  toHex(bytes).replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');

/**
 * Four bytes, the most significant first.
 * @throws E_FORMAT where it is no whole number that fits.
 */
export function u32(value: number): Bytes {
  must(Number.isInteger(value) && value >= 0 && value < 2 ** 32, 'E_FORMAT', 'no number of four bytes');
  const bytes = new Uint8Array(4);
  new DataView(bytes.buffer).setUint32(0, value);
  return bytes;
}

/** Whether all bytes are zero: what fills something up. A loop, as it runs over every message. */
export function areZeros(bytes: Uint8Array): boolean {
  for (const byte of bytes) if (byte !== 0) return false;
  return true;
}

/** Bytes of chance, from the platform's source and no other. */
export const randomBytes = (length: number): Bytes => crypto.getRandomValues(new Uint8Array(length));
