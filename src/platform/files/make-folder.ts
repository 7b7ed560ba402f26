import { existsSync, mkdirSync, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { errorCode } from '../language/explained-error.ts';

/**
 * Makes a folder with the folders above it that are missing, one by one. Node's own way of doing so never comes back
 * where a folder exists in which nothing can be made, such as /proc. Throws what the system says.
 */
export function makeFolder(folder: string, mode = 0o777): void {
  const missing: string[] = [];
  for (let at = resolve(folder); !existsSync(at); at = dirname(at)) missing.unshift(at);
  // What stands there and is no folder refuses by itself.
  const wanted = missing.length > 0 ? missing : isFolder(folder) ? [] : [folder];
  for (const at of wanted) {
    try {
      mkdirSync(at, { mode });
    } catch (error) {
      // Another program may have made it meanwhile.
      if (errorCode(error) !== 'EEXIST' || !isFolder(at)) throw error;
    }
  }
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
}
