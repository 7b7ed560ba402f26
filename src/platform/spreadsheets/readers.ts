import { Worker } from 'node:worker_threads';
import type { ReadLimits } from './limits.ts';

/*
 * Files are read in workers with limits of their own. Starting one takes a tenth of a second, so a reader that came
 * to the end of a small file waits a moment for the next one; any other way to end ends the reader.
 */

interface Resting {
  readonly heapMegabytes: number;
  readonly wake: () => Worker;
}

const resting: Resting[] = [];
const mostResting = 2;
const restMilliseconds = 2000;

/** A reader with these limits: one that waits, or a new one. It keeps the program alive. */
export function takeReader(limits: ReadLimits): Worker {
  const found = resting.find((one) => one.heapMegabytes === limits.heapMegabytes);
  return found?.wake() ?? startReader(limits);
}

/** Lets a reader that has read its file to the end wait for another. It no longer keeps the program alive. */
export function restReader(worker: Worker, { heapMegabytes }: ReadLimits): void {
  if (resting.length >= mostResting) {
    void worker.terminate();
    return;
  }
  const leave = () => {
    clearTimeout(clock);
    worker.off('exit', leave).off('error', leave);
    resting.splice(resting.indexOf(one), 1);
  };
  const clock = setTimeout(() => {
    leave();
    void worker.terminate();
  }, restMilliseconds).unref();
  const one: Resting = {
    heapMegabytes,
    wake: () => {
      leave();
      worker.ref();
      return worker;
    },
  };
  worker.on('exit', leave).on('error', leave).unref();
  resting.push(one);
}

function startReader(limits: ReadLimits): Worker {
  return new Worker(new URL('./read-worker.ts', import.meta.url), {
    // Nothing of the parent's loader is needed, and nothing of its environment.
    execArgv: [],
    env: {},
    resourceLimits: {
      maxOldGenerationSizeMb: limits.heapMegabytes,
      // Measured: a larger one costs memory and saves no time.
      maxYoungGenerationSizeMb: 8,
      stackSizeMb: 4,
    },
  });
}
