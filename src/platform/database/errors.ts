import { ExplainedError } from '../language/explained-error.ts';

/** The database server could not be found, started, reached, or trusted. */
export class ClusterError extends ExplainedError {
  override readonly name = 'ClusterError';
}

/** A migration could not be read, is not what was applied before, or failed. */
export class MigrationError extends ExplainedError {
  override readonly name = 'MigrationError';
}
