import { type MessagePort, parentPort } from 'node:worker_threads';
import type { ReadLimits } from '../limits.ts';
import { SpreadsheetError } from '../spreadsheet-error.ts';
import type { SpreadsheetProblem } from '../spreadsheet-problem.ts';
import { type FilePiece, readFilePieces } from './read-file.ts';

/** What the worker says: a piece, the end, or why it stopped. */
export type WorkerMessage =
  | { readonly type: 'piece'; readonly piece: FilePiece }
  | { readonly type: 'end' }
  | { readonly type: 'refused'; readonly problem: SpreadsheetProblem }
  | { readonly type: 'failed'; readonly message: string };

/** Pieces that may be under way before the reader of them asks for more. */
export const PIECES_AHEAD = 4;

/** What the worker is asked to do. */
export interface ReadTask {
  readonly file: string | Uint8Array;
  readonly limits: ReadLimits;
}

/** Reads files one after the other: a task, then "more" for each piece that was taken. */
class Reader {
  readonly #port: MessagePort;
  #allowed = 0;
  #wake: (() => void) | undefined;

  constructor(port: MessagePort) {
    this.#port = port;
    port.on('message', (message: ReadTask | 'more') => {
      if (message !== 'more') {
        void this.#read(message);
        return;
      }
      this.#allowed += 1;
      this.#wake?.();
    });
  }

  async #read({ file, limits }: ReadTask): Promise<void> {
    this.#allowed = PIECES_AHEAD;
    try {
      for await (const piece of readFilePieces(file, limits)) {
        while (this.#allowed === 0) {
          await new Promise<void>((resolve) => {
            this.#wake = resolve;
          });
        }
        this.#allowed -= 1;
        this.#say({ type: 'piece', piece });
      }
      this.#say({ type: 'end' });
    } catch (error) {
      this.#say(problemOf(error));
      this.#port.close();
    }
  }

  #say(message: WorkerMessage): void {
    this.#port.postMessage(message);
  }
}

function problemOf(error: unknown): WorkerMessage {
  if (error instanceof SpreadsheetError)
    return {
      type: 'refused',
      problem: { code: error.code, where: error.where, details: error.details },
    };
  return {
    type: 'failed',
    message: error instanceof Error ? (error.stack ?? error.message) : String(error),
  };
}

if (parentPort !== null) new Reader(parentPort);
