import { accessSync, constants, existsSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { errorCode } from '../language/explained-error.ts';

/**
 * The system's reason why a folder could not be made. On a read-only disk Node answers ENOENT when it is asked for a
 * folder with its parents; then the nearest folder that exists tells why nothing can be made in it.
 */
export function whyNotMade(folder: string, error: unknown): string {
  if (errorCode(error) !== 'ENOENT') return errorCode(error);
  let above = dirname(resolve(folder));
  while (!existsSync(above)) above = dirname(above);
  try {
    accessSync(above, constants.W_OK | constants.X_OK);
    return 'ENOENT';
  } catch (refusal) {
    return errorCode(refusal);
  }
}
