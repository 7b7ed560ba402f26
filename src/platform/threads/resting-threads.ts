import type { Worker } from 'node:worker_threads';

interface Resting {
  readonly kind: string;
  readonly wake: () => Worker;
}

/**
 * Threads that have done their work and wait a moment for the next piece: starting one takes a tenth of a second. A
 * thread that rests does not keep the program alive; one that ends while it rests is forgotten.
 */
export class RestingThreads {
  readonly #resting: Resting[] = [];
  readonly #most: number;
  readonly #milliseconds: number;

  /** @param most how many may rest at a time @param milliseconds how long each rests before it ends */
  constructor(most: number, milliseconds: number) {
    this.#most = most;
    this.#milliseconds = milliseconds;
  }

  /** A thread of this kind: one that rests, or a new one. It keeps the program alive. */
  take(kind: string, start: () => Worker): Worker {
    return this.#resting.find((one) => one.kind === kind)?.wake() ?? start();
  }

  /** Lets a thread rest that has nothing left to do. It ends at once where enough threads rest. */
  rest(kind: string, worker: Worker): void {
    if (this.#resting.length >= this.#most) {
      void worker.terminate();
      return;
    }
    const leave = () => {
      clearTimeout(clock);
      worker.off('exit', leave).off('error', leave);
      this.#resting.splice(this.#resting.indexOf(one), 1);
    };
    const clock = setTimeout(() => {
      leave();
      void worker.terminate();
    }, this.#milliseconds).unref();
    const one: Resting = {
      kind,
      wake: () => {
        leave();
        worker.ref();
        return worker;
      },
    };
    worker.on('exit', leave).on('error', leave).unref();
    this.#resting.push(one);
  }
}
