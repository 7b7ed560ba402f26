import { Worker } from 'node:worker_threads';
import type { Daglicht } from '../app.ts';
import { operator } from '../platform/access/actor.ts';
import { concern } from '../platform/access/resource.ts';
import { look } from '../platform/database/doorways.ts';
import type { Text } from '../platform/language/text.ts';
import { pagesRead } from '../platform/web/load-tsx.ts';
import { exampleKeys, readExample, stepsDone } from './example-files.ts';

/** How an example is loaded: nearly the whole program, which a start with examples that are there does without. */
const readSteps = () => import('./example-steps.ts');

/**
 * Loads every example that is not there yet: structure, registers, publications. Tells what it does, and answers
 * which it loaded. Two organisations are two databases: they load side by side, each on a processor of its own
 * where there are two.
 *
 * @param failed told which example could not be loaded and why; the others are loaded all the same. Without it
 *   the first failure is thrown
 */
export async function loadExamples(
  daglicht: Daglicht,
  tell: (line: Text) => void,
  failed: (key: string, error: unknown) => void = rethrow,
): Promise<readonly string[]> {
  // An organisation without a database is not loaded: it need not be opened to see that.
  const present = daglicht.storage.mayMigrate ? await daglicht.storage.organisations() : exampleKeys;
  const isWaiting = async (key: string): Promise<boolean> =>
    !present.some((one) => one === key) || !(await isLoaded(daglicht, key));
  const of = <T>(key: string, work: () => Promise<T>): Promise<T | undefined> =>
    work().catch((error: unknown) => {
      failed(key, error);
      return undefined;
    });
  const asked = await Promise.all(
    exampleKeys.map(async (key) => ((await of(key, () => isWaiting(key))) ? [key] : [])),
  );
  const waiting = asked.flat();
  if (waiting.length === 0) return [];
  const { loadExampleOf } = await readSteps();
  const last = waiting.at(-1);
  const load = async (key: string): Promise<readonly string[]> => {
    await (key === last ? loadExampleOf(daglicht, key, tell) : loadApart(daglicht, key, tell));
    return [key];
  };
  const loaded = await Promise.all(waiting.map((key) => of(key, () => load(key))));
  return loaded.flatMap((keys) => keys ?? []);
}

function rethrow(_key: string, error: unknown): never {
  throw error;
}

async function isLoaded(daglicht: Daglicht, key: string): Promise<boolean> {
  const example = await readExample(key);
  if (!example) return true;
  const { door } = await daglicht.organisation(key);
  return (await look(door, operator('voorbeeld'), stepsDone, concern, {})) >= example.steps.length;
}

/** Loads an example in a thread of its own; what goes wrong there is done again here, so that it is told as always. */
async function loadApart(daglicht: Daglicht, key: string, tell: (line: Text) => void): Promise<void> {
  const { environment, folder: dataFolder } = daglicht;
  const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== undefined));
  const thread = new Worker(new URL('./examples-worker.ts', import.meta.url), {
    workerData: { key, environment: given, dataFolder, pages: pagesRead() },
  });
  thread.on('message', tell);
  const isDone = await new Promise<boolean>((settle) => {
    thread.on('error', () => settle(false)).on('exit', (code) => settle(code === 0));
  });
  const { loadExampleOf } = await readSteps();
  if (!isDone) await loadExampleOf(daglicht, key, tell);
}
