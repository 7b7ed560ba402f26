import { Worker } from 'node:worker_threads';
import { RestingThreads } from '../../threads/resting-threads.ts';
import type { ReadLimits } from '../limits.ts';

/*
 * Files are read in workers with limits of their own. A reader that came to the end of a small file waits a moment
 * for the next one; any other way to end ends the reader.
 */

const resting = new RestingThreads(2, 2000);

/** A reader with these limits: one that waits, or a new one. It keeps the program alive. */
export function takeReader(limits: ReadLimits): Worker {
  return resting.take(kindOf(limits), () => startReader(limits));
}

/** Lets a reader that has read its file to the end wait for another. It no longer keeps the program alive. */
export function restReader(worker: Worker, limits: ReadLimits): void {
  resting.rest(kindOf(limits), worker);
}

function kindOf({ heapMegabytes }: ReadLimits): string {
  return `reader ${heapMegabytes}`;
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
