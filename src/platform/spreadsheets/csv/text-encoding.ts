import { type ByteSource, chunksOf } from '../packed/byte-source.ts';
import { SpreadsheetError } from '../spreadsheet-error.ts';

/** How the bytes of a text file became characters. */
export type TextEncoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252';

/** What was found out about a text file. */
export interface EncodingFinding {
  readonly encoding: TextEncoding;
  /** The file starts with a byte order mark. */
  readonly mark: boolean;
  /** Bytes that mean nothing in Windows-1252 and were kept as control characters. */
  readonly unknownBytes: number;
}

/** Bytes without a character in Windows-1252. */
const UNDEFINED_IN_1252 = new Set([0x81, 0x8d, 0x8f, 0x90, 0x9d]);
const SAMPLE = 64 * 1024;

/**
 * Finds the encoding of a text file: by its byte order mark, by the zero bytes of UTF-16, by whether all of it
 * is valid UTF-8; what is neither is Windows-1252, the encoding of Dutch Windows.
 * @throws SpreadsheetError `not-a-table` for a file with zero bytes that is no text.
 */
export async function findEncoding(source: ByteSource): Promise<EncodingFinding> {
  const sample = await source.read(0, SAMPLE);
  if (sample[0] === 0xff && sample[1] === 0xfe) return { encoding: 'utf-16le', mark: true, unknownBytes: 0 };
  if (sample[0] === 0xfe && sample[1] === 0xff) return { encoding: 'utf-16be', mark: true, unknownBytes: 0 };
  if (sample.includes(0)) {
    const encoding = utf16WithoutMark(sample);
    if (encoding === undefined) throw new SpreadsheetError('not-a-table');
    return { encoding, mark: false, unknownBytes: 0 };
  }
  const mark = sample[0] === 0xef && sample[1] === 0xbb && sample[2] === 0xbf;
  if (await isUtf8(source)) return { encoding: 'utf-8', mark, unknownBytes: 0 };
  let unknownBytes = 0;
  for await (const chunk of chunksOf(source)) {
    for (const byte of chunk) if (UNDEFINED_IN_1252.has(byte)) unknownBytes += 1;
  }
  return { encoding: 'windows-1252', mark: false, unknownBytes };
}

/**
 * The text of a file, in parts, without byte order mark.
 * @throws SpreadsheetError `unreadable-text` when the bytes do not fit the encoding, `not-a-table` when the
 * text holds NUL.
 */
export async function* decodedText(source: ByteSource, encoding: TextEncoding): AsyncGenerator<string> {
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
