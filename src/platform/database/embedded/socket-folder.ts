import { chmodSync, existsSync, lstatSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { makeFolder } from '../../files/make-folder.ts';
import { ownSocketFolder } from '../supervisor/supervision.ts';
import type { ServerAccount } from './account.ts';
import { canReach, giveTo } from './placing.ts';

/** Longest path of a Unix socket in bytes: 107 on Linux, 103 on macOS. */
const longestSocketPath = process.platform === 'linux' ? 107 : 103;
const longestName = '/.s.PGSQL.5432.lock';

function fits(folder: string): boolean {
  return Buffer.byteLength(folder + longestName) <= longestSocketPath;
}

function isPrivate(folder: string, account: ServerAccount): boolean {
  const found = lstatSync(folder, { throwIfNoEntry: false });
  const owner = account.uid ?? process.getuid?.();
  if (!found?.isDirectory()) return false;
  return found.uid === owner && (found.mode & 0o077) === 0;
}

/**
 * Makes the folder of the server's sockets, open to this account only. It stands in the database folder, where
 * every process finds it whatever its own temporary folder is; when that path is too long for a socket, in the
 * system's temporary folder under a name that cannot be guessed or taken beforehand.
 *
 * @param previous folder of an earlier supervisor, used again so that addresses stay the same
 */
export function prepareSocketFolder(
  databaseFolder: string,
  previous: string | null,
  account: ServerAccount,
): string {
  const near = ownSocketFolder(databaseFolder);
  let folder: string;
  if (fits(near) && canReach(account, databaseFolder)) {
    folder = near;
    makeFolder(folder, 0o700);
  } else if (previous !== null && fits(previous) && isPrivate(previous, account)) {
    folder = previous;
  } else {
    const temporary = [tmpdir(), '/tmp'].find(
      (parent) => existsSync(parent) && fits(join(parent, 'daglicht-xxxxxx')),
    );
    folder = mkdtempSync(join(temporary ?? '/tmp', 'daglicht-'));
  }
  chmodSync(folder, 0o700);
  giveTo(account, folder);
  return folder;
}

/** Removes a socket folder that stands outside the database folder. */
export function removeSocketFolder(databaseFolder: string, socketFolder: string): void {
  if (socketFolder !== ownSocketFolder(databaseFolder))
    rmSync(socketFolder, { recursive: true, force: true });
}

/**
 * Removes the sockets that a killed server left, with their lock files. The caller holds the supervisor's lock
 * and has stopped what still ran; PostgreSQL itself would refuse while the number in the lock file exists, also
 * as a dead process that nobody has buried, or as another program.
 */
export function removeStaleSockets(socketFolder: string): void {
  for (const name of readdirSync(socketFolder)) {
    if (name.startsWith('.s.PGSQL.')) rmSync(join(socketFolder, name), { force: true });
  }
}
