import { gunzipSync } from 'node:zlib';

/** Bytes that do not change under their tag, kept compressed where that helps. */
export interface StoredBody {
  /** The bytes as they are; null when only the compressed form is kept. */
  readonly plain: Uint8Array<ArrayBuffer> | null;
  /** The same bytes in gzip; null for what is compressed already. */
  readonly gzip: Uint8Array<ArrayBuffer> | null;
  /** Strong tag of the plain bytes, with quotes. */
  readonly tag: string;
  readonly headers: Readonly<Record<string, string>>;
}

/** What a request says about the bytes it can take and has already. */
export interface Wishes {
  readonly acceptEncoding: string | undefined;
  readonly ifNoneMatch: string | undefined;
}

/** Answers with stored bytes: 304 when the reader has them, compressed when the reader takes gzip. */
export function storedAnswer(body: StoredBody, wishes: Wishes): Response {
  const zip = body.gzip !== null && takes(wishes.acceptEncoding, 'gzip');
  const tag = zip ? `${body.tag.slice(0, -1)}-gzip"` : body.tag;
  const headers: Record<string, string> = { ...body.headers, ETag: tag };
  if (body.gzip !== null) headers['Vary'] = 'Accept-Encoding';
  if (hasAlready(wishes.ifNoneMatch, body.tag)) return new Response(null, { status: 304, headers });
  const bytes = zip && body.gzip ? body.gzip : plainBytes(body);
  if (zip) headers['Content-Encoding'] = 'gzip';
  headers['Content-Length'] = String(bytes.byteLength);
  return new Response(bytes, { headers });
}

function plainBytes(body: StoredBody): Uint8Array<ArrayBuffer> {
  if (body.plain) return body.plain;
  return body.gzip ? gunzipSync(body.gzip) : new Uint8Array();
}

/** Whether an Accept-Encoding header takes a coding (RFC 9110, 12.5.3): named or by `*`, and not with weight 0. */
export function takes(header: string | undefined, coding: 'gzip' | 'br'): boolean {
  if (header === undefined) return false;
  const weights = new Map(
    header.split(',').map((part) => {
      const [name = '', ...parameters] = part.trim().toLowerCase().split(';');
      const weight = parameters.map((one) => one.trim()).find((one) => one.startsWith('q='));
      return [name.trim(), weight === undefined ? 1 : Number(weight.slice(2))];
    }),
  );
  const old = coding === 'gzip' ? weights.get('x-gzip') : undefined;
  return (weights.get(coding) ?? old ?? weights.get('*') ?? 0) > 0;
}

/** Whether an If-None-Match header names the tag, in either encoding (RFC 9110, 13.1.2: weak comparison). */
export function hasAlready(header: string | undefined, tag: string): boolean {
  if (header === undefined) return false;
  if (header.trim() === '*') return true;
  const plain = tag.slice(1, -1);
  return header.split(',').some((part) => {
    const named = part.trim().replace(/^W\//, '').slice(1, -1);
    return named === plain || named === `${plain}-gzip`;
  });
}
