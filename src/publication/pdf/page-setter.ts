import { parentPort } from 'node:worker_threads';
import { type PageSource, type PdfEditions, PdfRefused, setPages } from './set-pages.ts';

/* Sets pages in a thread of its own, one report after the other. */

/** What the thread answers to a source: the two editions, or why there are none. */
export type SetterAnswer = PdfEditions | { readonly refused: string };

function answerTo({ template, files, isDraft, attachments }: PageSource): SetterAnswer {
  try {
    return setPages(template, files, isDraft, attachments);
  } catch (error) {
    if (error instanceof PdfRefused) return { refused: error.message };
    throw error;
  }
}

parentPort?.on('message', (source: PageSource) => parentPort?.postMessage(answerTo(source)));
