import { publicReader } from '../../platform/access/actor.ts';
import { concern } from '../../platform/access/resource.ts';
import { look } from '../../platform/database/doorways.ts';
import { storedAnswer, type Wishes } from '../../platform/web/answers/stored-answer.ts';
import { fileQuestion } from '../records.ts';
import type { Shelf } from './shelf.ts';

/** Opened in the browser rather than saved. */
const shown = new Set(['application/pdf', 'text/html', 'text/html; charset=utf-8']);

/** A stored file is a document of its own: it may carry its style inside, and nothing else. */
const filePolicy =
  "default-src 'none'; style-src 'unsafe-inline'; font-src data:; img-src data:; frame-ancestors 'none'";

/** Answers with a file as it was published, byte for byte; undefined when there is none of that name. */
export async function publishedFile(
  shelf: Shelf,
  path: string,
  asked: { readonly slug: string; readonly version?: number; readonly name: string },
  wishes: Wishes,
): Promise<Response | undefined> {
  // Asked first, so that what is kept belongs to what is published now.
  const contents = await shelf.contents();
  const file = await look(shelf.door, publicReader, fileQuestion, concern, asked);
  if (!file) return undefined;
  const isText = file.mediaType.startsWith('text/') && !file.mediaType.includes('charset');
  return storedAnswer(
    shelf.keepFile(
      path,
      {
        plain: new Uint8Array(file.content),
        gzip: file.compressed && new Uint8Array(file.compressed),
        tag: `"${file.sha256}"`,
        headers: {
          'Content-Type': isText ? `${file.mediaType}; charset=utf-8` : file.mediaType,
          'Content-Disposition': `${shown.has(file.mediaType) ? 'inline' : 'attachment'}; filename="${asked.name}"`,
          'Content-Security-Policy': filePolicy,
          // Open data: other sites may read it.
          'Access-Control-Allow-Origin': '*',
          'Cross-Origin-Resource-Policy': 'cross-origin',
          // A file that was asked for by version never changes; the newest may get a successor.
          'Cache-Control': asked.version === undefined ? 'no-cache' : 'public, max-age=31536000, immutable',
        },
      },
      contents,
    ),
    wishes,
  );
}
