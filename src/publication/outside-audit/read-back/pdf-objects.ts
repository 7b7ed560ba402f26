import { inflateSync } from 'node:zlib';

/** A value of a PDF file, as far as pages and their structure need it. */
export type PdfValue =
  | null
  | boolean
  | number
  | { readonly name: string }
  | { readonly ref: number }
  | { readonly text: string }
  | { readonly operator: string }
  | readonly PdfValue[]
  | PdfDictionary;
export type PdfDictionary = { readonly dict: ReadonlyMap<string, PdfValue> };

/** The objects of a PDF file by number. */
export interface PdfObjects {
  readonly root: PdfDictionary;
  /** The value itself where it is a reference. */
  readonly resolve: (value: PdfValue | undefined) => PdfValue | undefined;
  /** The dictionary that a value is or refers to; an empty one where it is none. */
  readonly dictionary: (value: PdfValue | undefined) => PdfDictionary;
  /** The unpacked stream that a value refers to, one letter for each byte; empty where there is none. */
  readonly stream: (value: PdfValue | undefined) => string;
}

const none: PdfDictionary = { dict: new Map() };

/** Whether a value is a dictionary. */
export function isDictionary(value: PdfValue | undefined): value is PdfDictionary {
  return typeof value === 'object' && value !== null && 'dict' in value;
}

/** What stands under a key of a dictionary. */
export function entry(dictionary: PdfDictionary, key: string): PdfValue | undefined {
  return dictionary.dict.get(key);
}

/**
 * Reads the objects of a PDF with a classic table of references, as our own pages have, with no packed objects and no
 * password. Throws a RangeError for any other: what cannot be read is not taken for safe.
 */
export function pdfObjects(file: Uint8Array): PdfObjects {
  const bytes = Buffer.from(file.buffer, file.byteOffset, file.byteLength);
  const source = bytes.toString('latin1');
  const table = source.lastIndexOf('startxref');
  const start = Number(/\d+/.exec(source.slice(table + 9, table + 40))?.[0] ?? -1);
  if (table < 0 || !source.startsWith('xref', start))
    throw new RangeError('This PDF has no table of references that can be read.');
  const trailerAt = source.indexOf('trailer', start);
  const offsets = offsetsIn(source.slice(start + 4, trailerAt));
  const known = new Map<number, { readonly value: PdfValue; readonly end: number }>();
  const object = (ref: number): { readonly value: PdfValue; readonly end: number } => {
    const before = known.get(ref);
    if (before) return before;
    const at = offsets.get(ref);
    if (at === undefined) return { value: null, end: 0 };
    const reader = new PdfReader(source, at);
    // Its number, its generation and the word "obj".
    for (let word = 0; word < 3; word++) reader.read();
    const read = { value: reader.read() ?? null, end: reader.at };
    known.set(ref, read);
    return read;
  };
  const resolve = (value: PdfValue | undefined): PdfValue | undefined =>
    typeof value === 'object' && value !== null && 'ref' in value ? object(value.ref).value : value;
  const dictionary = (value: PdfValue | undefined): PdfDictionary => {
    const found = resolve(value);
    return isDictionary(found) ? found : none;
  };
  const stream = (value: PdfValue | undefined): string => {
    if (typeof value !== 'object' || value === null || !('ref' in value)) return '';
    const { value: head, end } = object(value.ref);
    if (!isDictionary(head)) return '';
    const keyword = source.indexOf('stream', end) + 6;
    const from = keyword + (bytes[keyword] === 13 ? 2 : 1);
    const length = resolve(entry(head, 'Length'));
    const packed = bytes.subarray(from, from + (typeof length === 'number' ? length : 0));
    const filter = resolve(entry(head, 'Filter'));
    const names = (Array.isArray(filter) ? filter : [filter]).flatMap((one) => nameOf(one) ?? []);
    if (names.some((name) => name !== 'FlateDecode'))
      throw new RangeError(`A stream of this PDF is packed as ${names.join(', ')}.`);
    return (names.length === 0 ? packed : inflateSync(packed)).toString('latin1');
  };
  const trailer = new PdfReader(source, trailerAt + 7).read();
  if (!isDictionary(trailer)) throw new RangeError('This PDF has no trailer.');
  return { root: dictionary(entry(trailer, 'Root')), resolve, dictionary, stream };
}

/** The name that a value is; undefined where it is none. */
export function nameOf(value: PdfValue | undefined): string | undefined {
  return typeof value === 'object' && value !== null && 'name' in value ? value.name : undefined;
}

function offsetsIn(table: string): ReadonlyMap<number, number> {
  const offsets = new Map<number, number>();
  let next = 0;
  for (const line of table.split(/\r?\n|\r/)) {
    const [first = '', second = '', kind] = line.trim().split(/\s+/);
    if (kind === 'n') offsets.set(next, Number(first));
    if (kind === 'n' || kind === 'f') next++;
    else if (first !== '' && second !== '') next = Number(first);
  }
  return offsets;
}

/** Which letters end a word: blanks and delimiters. A drawing has a hundred thousand words. */
const [blank, delimiter] = [1, 2];
const endsWord = new Uint8Array(256);
for (const letter of '\0\t\n\v\f\r ') endsWord[letter.charCodeAt(0)] = blank;
for (const letter of '()<>[]{}/%') endsWord[letter.charCodeAt(0)] = delimiter;
const [lineFeed, carriageReturn, percent] = [0x0a, 0x0d, 0x25];
const [opens, closes, backslash] = [0x28, 0x29, 0x5c];
const reference = /[\s\0]+\d+[\s\0]+R(?![^\s\0()<>[\]{}/%])/y;

/** Reads values one after the other, from a file or from the drawing of a page; one letter for each byte. */
export class PdfReader {
  readonly #source: string;
  readonly #isDrawing: boolean;
  at: number;

  /** @param isDrawing whether it is the drawing of a page, in which nothing refers to an object */
  constructor(source: string, at = 0, isDrawing = false) {
    this.#source = source;
    this.#isDrawing = isDrawing;
    this.at = at;
  }

  /** The next value or operator; undefined at the end, or where an array or dictionary closes. */
  read(): PdfValue | undefined {
    this.#skipBlanks();
    const character = this.#source[this.at];
    switch (character) {
      case undefined:
        return undefined;
      case '/':
        this.at++;
        return { name: unescaped(this.#word()) };
      case '(':
        return { text: this.#literal() };
      case '<':
        return this.#source[this.at + 1] === '<' ? this.#dictionary() : { text: this.#hex() };
      case '[':
        return this.#array();
      case '>':
        this.at += 2;
        return undefined;
      case ']':
      case '{':
      case '}':
      case ')':
        this.at++;
        return undefined;
      default:
        return this.#plain(this.#word());
    }
  }

  /** Goes past blanks and remarks. */
  #skipBlanks(): void {
    const source = this.#source;
    for (let letter = source.charCodeAt(this.at); ; letter = source.charCodeAt(++this.at)) {
      if (letter === percent) {
        while (letter !== lineFeed && letter !== carriageReturn && this.at < source.length)
          letter = source.charCodeAt(++this.at);
      }
      if (endsWord[letter] !== blank) return;
    }
  }

  #word(): string {
    const source = this.#source;
    const from = this.at;
    while (this.at < source.length && !endsWord[source.charCodeAt(this.at)]) this.at++;
    return source.slice(from, this.at);
  }

  #take(pattern: RegExp): string {
    pattern.lastIndex = this.at;
    if (!pattern.test(this.#source)) return '';
    const from = this.at;
    this.at = pattern.lastIndex;
    return this.#source.slice(from, this.at);
  }

  /** A number, a reference, a keyword or an operator. */
  #plain(written: string): PdfValue {
    const first = written.charCodeAt(0);
    // Digits, a sign or a point.
    if (first <= 0x39 && first >= 0x2b) {
      if (first >= 0x30 && !this.#isDrawing && this.#take(reference) !== '') return { ref: Number(written) };
      return Number(written);
    }
    if (written === 'true' || written === 'false') return written === 'true';
    return written === 'null' ? null : { operator: written };
  }

  #array(): readonly PdfValue[] {
    this.at++;
    const values: PdfValue[] = [];
    for (let value = this.read(); value !== undefined; value = this.read()) values.push(value);
    return values;
  }

  #dictionary(): PdfDictionary {
    this.at += 2;
    const dict = new Map<string, PdfValue>();
    for (let key = this.read(); key !== undefined; key = this.read()) {
      const value = this.read();
      const name = nameOf(key);
      if (name === undefined || value === undefined) break;
      dict.set(name, value);
    }
    return { dict };
  }

  #literal(): string {
    const source = this.#source;
    let out = '';
    let depth = 1;
    // Up to here it was taken over.
    let from = ++this.at;
    for (; this.at < source.length; ) {
      const letter = source.charCodeAt(this.at++);
      if (letter === opens) depth++;
      else if (letter === closes && --depth === 0) return out + source.slice(from, this.at - 1);
      if (letter !== backslash) continue;
      out += source.slice(from, this.at - 1);
      const escaped = source[this.at++] ?? '';
      if (escaped >= '0' && escaped <= '7') {
        const digits = /^[0-7]{0,2}/.exec(source.slice(this.at, this.at + 2))?.[0] ?? '';
        this.at += digits.length;
        out += String.fromCharCode(Number.parseInt(escaped + digits, 8) & 0xff);
      } else if (escaped !== '\n' && escaped !== '\r') out += controls.get(escaped) ?? escaped;
      from = this.at;
    }
    return out + source.slice(from);
  }

  #hex(): string {
    const end = this.#source.indexOf('>', this.at);
    const digits = this.#source.slice(this.at + 1, end).replaceAll(/\s/g, '');
    this.at = end + 1;
    return Buffer.from(digits.length % 2 === 0 ? digits : `${digits}0`, 'hex').toString('latin1');
  }
}

const controls = new Map([
  ['n', '\n'],
  ['r', '\r'],
  ['t', '\t'],
  ['b', '\b'],
  ['f', '\f'],
]);

function unescaped(name: string): string {
  return name.includes('#')
    ? name.replaceAll(/#([0-9a-fA-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
    : name;
}
