import { type ByteSource, chunksOf } from '../packed/byte-source.ts';
import { SpreadsheetError } from '../spreadsheet-error.ts';
import { type CodePage, codePageDecoder, likelyCodePage } from './code-pages.ts';

/** How the bytes of a text file became characters. */
export type TextEncoding = 'utf-8' | 'utf-16le' | 'utf-16be' | CodePage;

/** What was found out about a text file. */
export interface EncodingFinding {
  readonly encoding: TextEncoding;
  /** The file starts with a byte order mark. */
  readonly mark: boolean;
  /** Bytes that mean nothing in the encoding and were kept as control characters. */
  readonly unknownBytes: number;
  /** The characters stand as people write them in this encoding and in no other. */
  readonly sure: boolean;
}

/** Bytes without a character in Windows-1252. */
const UNDEFINED_IN_1252 = new Set([0x81, 0x8d, 0x8f, 0x90, 0x9d]);
const SAMPLE = 64 * 1024;
/** Bytes by which a code page is told. */
const LOOKED_AT = 1024 * 1024;
const known = { unknownBytes: 0, sure: true };

/**
 * Finds the encoding of a text file: by its byte order mark, by the zero bytes of UTF-16, by whether all of it
 * is valid UTF-8; what is neither has a code page, of Windows unless the characters say DOS or Mac.
 * @throws SpreadsheetError `not-a-table` for a file with zero bytes that is no text.
 */
export async function findEncoding(source: ByteSource): Promise<EncodingFinding> {
  const sample = await source.read(0, SAMPLE);
  if (sample[0] === 0xff && sample[1] === 0xfe) return { encoding: 'utf-16le', mark: true, ...known };
  if (sample[0] === 0xfe && sample[1] === 0xff) return { encoding: 'utf-16be', mark: true, ...known };
  if (sample.includes(0)) {
    const encoding = utf16WithoutMark(sample);
    if (encoding === undefined) throw new SpreadsheetError('not-a-table');
    return { encoding, mark: false, ...known };
  }
  const mark = sample[0] === 0xef && sample[1] === 0xbb && sample[2] === 0xbf;
  if (await isUtf8(source)) return { encoding: 'utf-8', mark, ...known };
  const strange: Uint8Array[] = [];
  let unknownBytes = 0;
  let looked = 0;
  for await (const chunk of chunksOf(source)) {
    for (const byte of chunk) if (UNDEFINED_IN_1252.has(byte)) unknownBytes += 1;
    if (looked < LOOKED_AT && chunk.some((byte) => byte >= 0x80)) {
      strange.push(chunk);
      looked += chunk.length;
    }
  }
  const { page, sure } = likelyCodePage(Buffer.concat(strange));
  return { encoding: page, mark: false, unknownBytes: page === 'windows-1252' ? unknownBytes : 0, sure };
}

/**
 * The text of a file, in parts, without byte order mark.
 * @throws SpreadsheetError `unreadable-text` when the bytes do not fit the encoding, `not-a-table` when the
 * text holds NUL.
 */
export async function* decodedText(source: ByteSource, encoding: TextEncoding): AsyncGenerator<string> {
  if (encoding === 'ibm850') {
    const decode = codePageDecoder(encoding);
    for await (const chunk of chunksOf(source)) yield checked(decode(chunk));
    return;
  }
  const decoder = new TextDecoder(encoding, { fatal: true });
  try {
    for await (const chunk of chunksOf(source)) yield checked(decoder.decode(chunk, { stream: true }));
    yield checked(decoder.decode());
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    throw new SpreadsheetError('unreadable-text', {}, { encoding });
  }
}

function checked(text: string): string {
  if (text.includes('\0')) throw new SpreadsheetError('not-a-table');
  return text;
}

async function isUtf8(source: ByteSource): Promise<boolean> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  try {
    for await (const chunk of chunksOf(source)) decoder.decode(chunk, { stream: true });
    decoder.decode();
    return true;
  } catch {
    return false;
  }
}

/** In UTF-16 the letters of western languages have a zero byte on one side, and nearly all of them. */
function utf16WithoutMark(sample: Uint8Array): TextEncoding | undefined {
  let even = 0;
  let odd = 0;
  for (let at = 0; at < sample.length; at++) {
    if (sample[at] !== 0) continue;
    if (at % 2 === 0) even += 1;
    else odd += 1;
  }
  const pairs = sample.length / 2;
  if (odd > pairs * 0.6 && even < pairs * 0.02) return 'utf-16le';
  if (even > pairs * 0.6 && odd < pairs * 0.02) return 'utf-16be';
  return undefined;
}
