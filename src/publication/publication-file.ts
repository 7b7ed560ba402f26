import { gzipSync } from 'node:zlib';
import { sha256 } from './hashes.ts';

/** A file of a publication, ready to be stored and served byte for byte. */
export interface PublicationFile {
  readonly name: string;
  readonly mediaType: string;
  readonly language: string;
  readonly content: Uint8Array;
  /** The same bytes in gzip; null for what is compressed already. */
  readonly compressed: Uint8Array | null;
  readonly sha256: string;
}

/** Makes a file of a publication, compressed where that helps. */
export function publicationFile(
  name: string,
  mediaType: string,
  language: string,
  written: string | Uint8Array,
): PublicationFile {
  const content = typeof written === 'string' ? Buffer.from(written) : written;
  const compressed = compressible.test(mediaType) ? gzipSync(content, { level: 9 }) : null;
  return { name, mediaType, language, content, compressed, sha256: sha256(content) };
}

const compressible = /^(text|application\/(json|ld\+json|schema\+json|xml))|svg/;
