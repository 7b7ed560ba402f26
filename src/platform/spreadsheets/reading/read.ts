import type { Worker } from 'node:worker_threads';
import { READ_LIMITS, type ReadLimits } from '../limits.ts';
import { rowOf } from '../raw-row.ts';
import type { Place, RowBatch } from '../sheet.ts';
import { SpreadsheetError } from '../spreadsheet-error.ts';
import type { FilePiece } from './read-file.ts';
import type { ReadTask, WorkerMessage } from './read-worker.ts';
import { restReader, takeReader } from './readers.ts';
import { isSmallText } from './small-text.ts';

/** How to read a file. */
export interface ReadOptions {
  /** Limits that differ from `READ_LIMITS`. */
  readonly limits?: Partial<ReadLimits>;
}

/**
 * Reads a file batch by batch, in a worker with limits of its own, so that the server keeps answering; a small text is
 * read where it is asked. Every sheet ends with a batch that is `last`, perhaps without rows. Stop at any time by
 * leaving the loop.
 * @throws SpreadsheetError while iterating. What came before is then to be thrown away: all or nothing.
 */
export async function* streamRows(
  file: string | Uint8Array,
  options: ReadOptions = {},
): AsyncGenerator<RowBatch> {
  const limits = { ...READ_LIMITS, ...options.limits };
  if (await isSmallText(file)) {
    const { readFilePieces } = await import('./read-file.ts');
    for await (const piece of readFilePieces(file, limits)) yield batchOf(piece);
    return;
  }
  const worker = takeReader(limits);
  const inbox = new Inbox(worker, limits);
  const task: ReadTask = { file, limits };
  worker.postMessage(task);
  let pieces = 0;
  let isWhole = false;
  try {
    for (;;) {
      const piece = await inbox.next();
      isWhole = piece === undefined;
      if (piece === undefined) return;
      pieces += 1;
      worker.postMessage('more');
      yield batchOf(piece);
    }
  } finally {
    if (isWhole && pieces <= piecesOfSmallFile) {
      inbox.close();
      restReader(worker, limits);
    } else {
      await worker.terminate();
      inbox.close();
    }
  }
}

/** A reader of a larger file holds memory that is better given back. */
const piecesOfSmallFile = 4;

function batchOf(piece: FilePiece): RowBatch {
  const { format, head, merges, rows, notes, last } = piece;
  return { format, sheet: head, merges, rows: rows.map(rowOf), notes, last };
}

/** The messages of a worker in order, with an eye on silence and sudden death. */
class Inbox {
  readonly #limits: ReadLimits;
  readonly #pieces: FilePiece[] = [];
  #ended = false;
  #error: SpreadsheetError | Error | undefined;
  #wake: (() => void) | undefined;
  /** The last row that came. */
  #last: Place = {};

  /** Stops listening: the reader goes on to another file, or ends. */
  readonly close: () => void;

  constructor(worker: Worker, limits: ReadLimits) {
    this.#limits = limits;
    const receive = (message: WorkerMessage) => this.#receive(message);
    const fail = (error: Error & { code?: string }) =>
      this.#fail(
        error.code === 'ERR_WORKER_OUT_OF_MEMORY'
          ? new SpreadsheetError('needs-too-much-memory', this.#last, { limit: limits.heapMegabytes })
          : error,
      );
    const exit = () => {
      if (!this.#ended) this.#fail(new SpreadsheetError('reader-stopped'));
    };
    worker.on('message', receive).on('error', fail).on('exit', exit);
    this.close = () => worker.off('message', receive).off('error', fail).off('exit', exit);
  }

  /** The next piece; undefined at the end. The clock runs only while the worker is awaited. */
  async next(): Promise<FilePiece | undefined> {
    const since = performance.now();
    for (;;) {
      const piece = this.#pieces.shift();
      if (piece !== undefined) {
        const row = piece.rows.at(-1);
        this.#last = { sheet: piece.head.name, ...(row ? { row: row.number } : {}) };
        return piece;
      }
      if (this.#error !== undefined) throw this.#error;
      if (this.#ended) return undefined;
      const left = this.#limits.silenceMilliseconds - (performance.now() - since);
      if (left <= 0) {
        const seconds = Math.round(this.#limits.silenceMilliseconds / 1000);
        throw new SpreadsheetError('took-too-long', this.#last, { seconds });
      }
      await this.#message(left);
    }
  }

  async #message(milliseconds: number): Promise<void> {
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, milliseconds);
      this.#wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
    this.#wake = undefined;
  }

  #receive(message: WorkerMessage): void {
    if (message.type === 'piece') this.#pieces.push(message.piece);
    else if (message.type === 'end') this.#ended = true;
    else if (message.type === 'refused') {
      const { code, where, details } = message.problem;
      this.#fail(new SpreadsheetError(code, where, details));
    } else this.#fail(new Error(message.message));
    this.#wake?.();
  }

  #fail(error: Error): void {
    this.#error ??= error;
    this.#wake?.();
  }
}
