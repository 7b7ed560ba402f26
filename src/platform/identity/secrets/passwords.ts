import { argon2, randomBytes, timingSafeEqual } from 'node:crypto';
import { availableParallelism } from 'node:os';

/** Argon2id as RFC 9106 section 4 recommends second: 64 MiB, three passes; four lanes. */
const cost = { memory: 65_536, passes: 3, parallelism: 4, tagLength: 32 } as const;
const saltLength = 16;

/** How many hashes are made at once: one a processor; each takes 64 MiB. */
const atOnce = availableParallelism();
/** How many wait at most. Half of the places are for browsers in which somebody signed in before. */
const waitingAtMost = 20;

/** Too many people sign in at this moment; nothing was tried. */
export class TooBusy extends Error {
  override readonly name = 'TooBusy';
}

let running = 0;
const waiting: { readonly known: boolean; readonly go: () => void }[] = [];

/**
 * Runs a hash when there is room. Strangers who try many passwords fill at most half of the places.
 *
 * @param known whether it comes from a browser in which this account signed in before
 * @throws {@link TooBusy}
 */
async function inTurn<T>(known: boolean, work: () => Promise<T>): Promise<T> {
  if (running >= atOnce) {
    const strangers = waiting.filter((one) => !one.known).length;
    if (waiting.length >= waitingAtMost || (!known && strangers >= waitingAtMost / 2)) throw new TooBusy();
    await new Promise<void>((go) => {
      const place = known ? waiting.findIndex((one) => !one.known) : -1;
      waiting.splice(place === -1 ? waiting.length : place, 0, { known, go });
    });
  } else running++;
  try {
    return await work();
  } finally {
    const next = waiting.shift();
    // Who comes next takes this one's place.
    if (next) next.go();
    else running--;
  }
}

function derive(password: string, salt: Buffer): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    argon2('argon2id', { message: normalised(password), nonce: salt, ...cost }, (error, key) =>
      error ? reject(error) : resolve(key),
    );
  });
}

/** The same characters typed on another keyboard or system are the same password (NIST SP 800-63B, 3.1.1.2). */
function normalised(password: string): string {
  return password.normalize('NFKC');
}

/** Hashes a password with a fresh salt. Layout: `argon2id$65536$3$4$salt$hash`, base64url. @throws {@link TooBusy} */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(saltLength);
  const hash = await inTurn(true, () => derive(password, salt));
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
export async function isPassword(password: string, stored: string | null, known: boolean): Promise<boolean> {
  const { salt, hash } = parsed(stored ?? nobody);
  const same = timingSafeEqual(await inTurn(known, () => derive(password, salt)), hash);
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
