import { type MessagePort, parentPort, workerData } from 'node:worker_threads';
import type { ReadLimits } from './limits.ts';
import { type FilePiece, readFilePieces } from './read-file.ts';
import { SpreadsheetError, type SpreadsheetProblem } from './spreadsheet-error.ts';

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

async function work(port: MessagePort, { file, limits }: ReadTask): Promise<void> {
  let allowed = PIECES_AHEAD;
  let wake: (() => void) | undefined;
  port.on('message', () => {
    allowed += 1;
    wake?.();
  });
  const say = (message: WorkerMessage) => port.postMessage(message);
  try {
    for await (const piece of readFilePieces(file, limits)) {
      while (allowed === 0) {
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      }
      allowed -= 1;
      say({ type: 'piece', piece });
    }
    say({ type: 'end' });
  } catch (error) {
    if (error instanceof SpreadsheetError) {
      say({
        type: 'refused',
        problem: { code: error.code, where: error.where, details: error.details },
      });
    } else
      say({
        type: 'failed',
        message: error instanceof Error ? (error.stack ?? error.message) : String(error),
      });
  }
  port.close();
}

const task: ReadTask = workerData;
if (parentPort !== null) await work(parentPort, task);
