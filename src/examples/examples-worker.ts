import { setPriority } from 'node:os';
import { parentPort, workerData } from 'node:worker_threads';
import { loadTsx } from '../platform/web/load-tsx.ts';

/* Loads one example in a thread of its own: the program's other half of `loadExamples`. */

// On Linux a thread has a priority of its own: the program that waits for its first page goes first.
if (process.platform === 'linux') setPriority(0, 10);
const { key, environment, dataFolder, pages } = workerData;
loadTsx(pages);
const { openDaglicht } = await import('../app.ts');
const { loadExampleOf } = await import('./example-steps.ts');
const daglicht = await openDaglicht(environment, dataFolder);
try {
  await loadExampleOf(daglicht, key, (line) => parentPort?.postMessage(line));
} finally {
  await daglicht.close();
}
