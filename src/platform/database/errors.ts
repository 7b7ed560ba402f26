/** The four things a person needs when something goes wrong, each a full sentence. */
export type Explanation = {
  /** What is wrong. */
  readonly what: string;
  /** Where: a path, a database, a file with its line. */
  readonly where: string;
  /** What was kept or left untouched. */
  readonly kept: string;
  /** What to do next. */
  readonly next: string;
};

/** An error with an {@link Explanation}; its message is the four sentences, one a line. */
export class ExplainedError extends Error {
  readonly code: string;
  readonly explanation: Explanation;

  constructor(code: string, explanation: Explanation, options?: ErrorOptions) {
    const { what, where, kept, next } = explanation;
    super(`${what}\nWhere: ${where}\nKept: ${kept}\nNext: ${next}`, options);
    this.code = code;
    this.explanation = explanation;
  }
}

/** The database server could not be found, started, reached, or trusted. */
export class ClusterError extends ExplainedError {
  override readonly name = 'ClusterError';
}

/** A migration could not be read, is not what was applied before, or failed. */
export class MigrationError extends ExplainedError {
  override readonly name = 'MigrationError';
}

/** The code of a system or PostgreSQL error (`ENOENT`, `42P01`), or '' when it has none. */
export function errorCode(error: unknown): string {
  if (typeof error === 'object' && error !== null && 'code' in error && typeof error.code === 'string') {
    return error.code;
  }
  return '';
}

/** The message of anything thrown. */
export function errorMessage(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
