import { parentPort } from 'node:worker_threads';
import { type Attachment, type Editions, type PageSource, PdfRefused, setEditions } from './set-pages.ts';

/* Sets pages in a thread of its own, one report after the other. */

/** What the thread is asked: an edition to read, then perhaps the one to keep of the same texts. */
export type SetterRequest = { readonly set: PageSource } | { readonly keepWith: readonly Attachment[] };

/**
 * What the thread answers: an edition, or why there is none. With the edition to keep comes the one to read, where that
 * is another than it answered before.
 */
export type SetterAnswer =
  | { readonly reading: Uint8Array }
  | { readonly reading: Uint8Array | null; readonly archive: Uint8Array }
  | { readonly refused: string };

/** What was set last; why it could not be set, where it could not. */
let last: Editions | { readonly refused: string } = { refused: '' };

function answerTo(request: SetterRequest): SetterAnswer {
  try {
    if ('set' in request) {
      last = setEditions(request.set);
      return { reading: last.reading };
    }
    if ('refused' in last) return last;
    const { reading, archive } = last.keep(request.keepWith);
    return { reading: reading === last.reading ? null : reading, archive };
  } catch (error) {
    if (!(error instanceof PdfRefused)) throw error;
    last = { refused: error.message };
    return last;
  }
}

parentPort?.on('message', (request: SetterRequest) => parentPort?.postMessage(answerTo(request)));
