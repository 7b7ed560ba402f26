import { hash } from 'node:crypto';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import { hasAlready, takes, type Wishes } from './stored-answer.ts';

/** Brotli at its quickest: as small as quick gzip, at less than half the processor time. */
const quickly = { params: { [constants.BROTLI_PARAM_QUALITY]: 0 } };

/** Where a page is written out: one place for all, because it is compressed before the next one comes. */
let desk = Buffer.alloc(64 * 1024);

function writtenOut(text: string): Buffer<ArrayBuffer> {
  // A character of a string takes three bytes at most.
  if (desk.length < text.length * 3) desk = Buffer.alloc(text.length * 4);
  return desk.subarray(0, desk.write(text));
}

/**
 * Answers with a page that is made for one question and not kept: nothing when the reader has it already,
 * else compressed quickly in what the reader takes. The tag is weak: it says that the page is the same, in
 * whichever encoding (RFC 9110, 8.8.1).
 */
export function passingAnswer(
  html: string,
  { acceptEncoding, ifNoneMatch }: Wishes,
  headers: Readonly<Record<string, string>>,
): Response {
  const plain = writtenOut(html);
  const tag = `"${hash('sha256', plain).slice(0, 32)}"`;
  const whole: Record<string, string> = { ...headers, ETag: `W/${tag}`, Vary: 'Accept-Encoding' };
  if (hasAlready(ifNoneMatch, tag)) return new Response(null, { status: 304, headers: whole });
  const [bytes, coding] = takes(acceptEncoding, 'br')
    ? [brotliCompressSync(plain, quickly), 'br']
    : takes(acceptEncoding, 'gzip')
      ? [gzipSync(plain, { level: 1 }), 'gzip']
      : [Buffer.from(plain), undefined];
  if (coding !== undefined) whole['Content-Encoding'] = coding;
  whole['Content-Length'] = String(bytes.byteLength);
  return new Response(bytes, { headers: whole });
}
