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

/** Lower-case hexadecimal digits, two a byte. */
export const toHex = (bytes: Uint8Array): string =>
  Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');

/**
 * Reads lower-case hexadecimal digits.
 * @throws E_FORMAT where the text is anything else.
 */
export function fromHex(text: string): Bytes {
  must(/^([0-9a-f]{2})*$/.test(text), 'E_FORMAT', 'no lower-case hexadecimal bytes');
  return Uint8Array.from({ length: text.length / 2 }, (_, at) =>
    Number.parseInt(text.slice(2 * at, 2 * at + 2), 16),
  );
}

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

export const isUuid = (text: string): boolean => uuid.test(text);

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

/** Four bytes, the most significant first. */
export function u32(value: number): Bytes {
  const bytes = new Uint8Array(4);
  new DataView(bytes.buffer).setUint32(0, value);
  return bytes;
}

/** Whether two runs of bytes are the same. For public values only: it stops at the first difference. */
export const sameBytes = (one: Uint8Array, other: Uint8Array): boolean =>
  one.length === other.length && one.every((byte, at) => byte === other[at]);

/** Bytes of chance, from the platform's source and no other. */
export const randomBytes = (length: number): Bytes => crypto.getRandomValues(new Uint8Array(length));
