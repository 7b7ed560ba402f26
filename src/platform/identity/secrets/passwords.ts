import { randomBytes, timingSafeEqual } from 'node:crypto';
import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import { RestingThreads } from '../../threads/resting-threads.ts';
import type { HashRequest } from './hashing-thread.ts';
import { Turns, type WhoTries } from './turns.ts';

/** Argon2id as RFC 9106 section 4 recommends second: 64 MiB, three passes; four lanes. */
const cost = { memory: 65_536, passes: 3, parallelism: 4, tagLength: 32 } as const;
const saltLength = 16;

/** One hash a processor at a time; each takes 64 MiB. Who waits at most waits a quarter of a minute. */
const turns = new Turns({ atOnce: availableParallelism(), waiting: 200, ofOneName: 4 });
const threads = new RestingThreads(availableParallelism(), 10_000);

function derive(password: string, salt: Buffer): Promise<Buffer> {
  const request: HashRequest = { message: normalised(password), nonce: salt, ...cost };
  const thread = threads.take('argon2id', () => new Worker(new URL('./hashing-thread.ts', import.meta.url)));
  return new Promise<Buffer>((resolve, reject) => {
    const settle = (settled: () => void): void => {
      thread.off('message', answered).off('error', failed).off('exit', ended);
      settled();
    };
    const answered = (hash: Uint8Array): void =>
      settle(() => {
        threads.rest('argon2id', thread);
        resolve(Buffer.from(hash));
      });
    const failed = (error: Error): void => settle(() => reject(error));
    const ended = (): void =>
      settle(() => reject(new Error('The thread that hashes passwords ended before it answered.')));
    thread.on('message', answered).on('error', failed).on('exit', ended);
    thread.postMessage(request);
  });
}

/** The same characters typed on another keyboard or system are the same password (NIST SP 800-63B, 3.1.1.2). */
function normalised(password: string): string {
  return password.normalize('NFKC');
}

/**
 * Hashes a password with a fresh salt. Layout: `argon2id$65536$3$4$salt$hash`, base64url.
 *
 * @param name whose password it becomes: a name, an account or an invitation
 * @throws {@link TooBusy}
 */
export async function hashPassword(password: string, name: string): Promise<string> {
  const salt = randomBytes(saltLength);
  const hash = await turns.run({ name, known: true }, () => derive(password, salt));
  return written(salt, hash);
}

function written(salt: Buffer, hash: Buffer): string {
  const { memory, passes, parallelism } = cost;
  return [
    'argon2id',
    memory,
    passes,
    parallelism,
    salt.toString('base64url'),
    hash.toString('base64url'),
  ].join('$');
}

/** What an account that is not there is held against, so that a try takes as long and does the same. */
const nobody = written(Buffer.alloc(saltLength), Buffer.alloc(cost.tagLength));

/**
 * Whether this is the password. Null (no account, or one without a password) takes as long and is never right.
 *
 * @throws {@link TooBusy}
 */
export async function isPassword(password: string, stored: string | null, who: WhoTries): Promise<boolean> {
  const { salt, hash } = parsed(stored ?? nobody);
  const same = timingSafeEqual(await turns.run(who, () => derive(password, salt)), hash);
  return same && stored !== null;
}

function parsed(stored: string): { readonly salt: Buffer; readonly hash: Buffer } {
  const [kind, memory, passes, lanes, salt = '', hash = ''] = stored.split('$');
  const { memory: m, passes: p, parallelism: l } = cost;
  // There is one cost so far; a stored hash with less would be a downgrade.
  if (kind !== 'argon2id' || memory !== String(m) || passes !== String(p) || lanes !== String(l))
    throw new Error('A stored password hash has parameters that this program does not take.');
  return { salt: Buffer.from(salt, 'base64url'), hash: Buffer.from(hash, 'base64url') };
}
