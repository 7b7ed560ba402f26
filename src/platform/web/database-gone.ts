const goneCodes = new Set(['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'ENOTFOUND', 'EHOSTUNREACH']);
/** Classes and codes of PostgreSQL that say "not now": connection lost, shut down, starting, full. */
const notNow = /^(08...|57P0[1-5]|53300)$/;
const lostWords =
  /connection terminated|is not queryable|timeout exceeded when trying to connect|connection ended/i;

/** Whether an error means that the database cannot be reached now, so that trying again later makes sense. */
export function isDatabaseGone(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  if (error instanceof AggregateError) return error.errors.some(isDatabaseGone);
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  // The socket of the embedded server is a file that goes with it.
  const socketGone = code === 'ENOENT' && 'syscall' in error && error.syscall === 'connect';
  return socketGone || goneCodes.has(code) || notNow.test(code) || lostWords.test(error.message);
}
