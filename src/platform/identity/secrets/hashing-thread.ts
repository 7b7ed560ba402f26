import { type Argon2Parameters, argon2Sync } from 'node:crypto';
import { readlinkSync } from 'node:fs';
import { setPriority } from 'node:os';
import { parentPort } from 'node:worker_threads';

/*
 * The thread in which passwords are hashed. It steps back for the rest of the program and for the database: who signs
 * in waits a moment longer, and nobody else notices.
 */

/** What the thread is asked to hash; it answers with the hash. */
export type HashRequest = Argon2Parameters;

/** A third of the share of a thread that does not step back: the lowest would wait for every report that is made. */
const stepsBack = 5;

stepBack();
parentPort?.on('message', (request: HashRequest) => {
  parentPort?.postMessage(argon2Sync('argon2id', request));
});

/** Lowers the priority of this thread alone, where the system knows threads by number (Linux). */
function stepBack(): void {
  try {
    setPriority(Number(readlinkSync('/proc/thread-self').split('/').at(-1)), stepsBack);
  } catch {
    // Another system: the thread goes on as it is.
  }
}
