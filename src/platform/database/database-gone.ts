import { errorCode } from '../language/explained-error.ts';

const goneCodes = new Set(['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'ENOTFOUND', 'EHOSTUNREACH']);
/** Classes and codes of PostgreSQL that say "not now": connection lost, shut down, starting, full. */
const notNow = /^(08...|57P0[1-5]|53300)$/;
/** What `pg` says without a code; "is not queryable" when the connection broke between two queries. */
const lostWords =
  /connection terminated|is not queryable|timeout exceeded when trying to connect|timeout expired|connection ended/i;

/** Whether an error, or what it came from, means that the database cannot be reached now and may be later. */
export function isDatabaseGone(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const code = errorCode(error);
  // Doing it again later makes no sense before somebody has looked.
  if (code === 'outcome-unknown') return false;
  if (error instanceof AggregateError && error.errors.some(isDatabaseGone)) return true;
  // The socket of the embedded server is a file that goes with it.
  const socketGone = code === 'ENOENT' && 'syscall' in error && error.syscall === 'connect';
  return (
    socketGone ||
    goneCodes.has(code) ||
    notNow.test(code) ||
    lostWords.test(error.message) ||
    isDatabaseGone(error.cause)
  );
}
