import { spawnSync } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import {
  chmodSync,
  chownSync,
  cpSync,
  existsSync,
  lstatSync,
  readFileSync,
  readlinkSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { makeFolder } from '../../files/make-folder.ts';
import type { ServerAccount } from './account.ts';
import { clusterOfOther } from './cluster-errors.ts';
import { completeLibraries, type PostgresPrograms } from './programs.ts';

/*
 * When root must run the server as another account, that account may be unable to reach root's own folders:
 * then cluster and programs are placed where it can.
 */

/** Where root keeps what another account must reach. */
const reachableRoot = '/var/lib/daglicht';

/** The cluster of a database folder: in it, or where a link in it leads. */
export function clusterFolder(databaseFolder: string): string {
  const folder = join(databaseFolder, 'cluster');
  return isPlacedElsewhere(databaseFolder) ? resolve(databaseFolder, readlinkSync(folder)) : folder;
}

/** Whether the database folder holds a link to its cluster, instead of the cluster itself. */
export function isPlacedElsewhere(databaseFolder: string): boolean {
  const found = lstatSync(join(databaseFolder, 'cluster'), { throwIfNoEntry: false });
  return found?.isSymbolicLink() ?? false;
}

/** Whether the account of the server can read (or, for a folder, enter) this path. */
export function canReach(account: ServerAccount, path: string): boolean {
  if (account.uid === null || account.gid === null) return true;
  const { uid, gid } = account;
  return spawnSync('test', ['-r', path, '-a', '-x', path], { uid, gid, cwd: '/' }).status === 0;
}

/** Gives a path to the account of the server, when that is not ours. */
export function giveTo(account: ServerAccount, path: string): void {
  if (account.uid !== null && account.gid !== null) chownSync(path, account.uid, account.gid);
}

/**
 * Lets the account of the server come to the database folder, when only the data folder and the database folder
 * itself stand in its way: the first may then be passed through, not read, by others.
 */
export function openTheWay(databaseFolder: string, account: ServerAccount): void {
  if (canReach(account, databaseFolder) || isPlacedElsewhere(databaseFolder)) return;
  const dataFolder = dirname(databaseFolder);
  const before = statSync(dataFolder);
  const own = statSync(databaseFolder);
  chmodSync(dataFolder, before.mode | 0o011);
  giveTo(account, databaseFolder);
  if (canReach(account, databaseFolder)) return;
  chownSync(databaseFolder, own.uid, own.gid);
  chmodSync(dataFolder, before.mode);
}

/**
 * Where a new cluster shall stand: in the database folder, or for an account that cannot reach it in a folder
 * below /var/lib/daglicht, which this makes.
 */
export function placeForCluster(databaseFolder: string, account: ServerAccount): string {
  if (canReach(account, databaseFolder)) return join(databaseFolder, 'cluster');
  const parent = reachablePlace(databaseFolder);
  makeFolder(parent, 0o755);
  chmodSync(reachableRoot, 0o755);
  chmodSync(parent, 0o700);
  giveTo(account, parent);
  return join(parent, 'cluster');
}

function reachablePlace(databaseFolder: string): string {
  const name = createHash('sha256').update(databaseFolder).digest('hex').slice(0, 16);
  return join(reachableRoot, name);
}

/** In a cluster that stands elsewhere: the database folder that it belongs to. */
const ownerFile = 'daglicht-folder';

/**
 * Makes sure that a cluster outside the database folder is that of this folder. A copy of a folder holds the same
 * link, and would stop the server of the original and work in its data; a folder that was moved takes its cluster
 * along. The caller holds the lock of the folder.
 *
 * @throws ClusterError when the cluster belongs to another folder
 */
export function claimCluster(databaseFolder: string, account: ServerAccount): void {
  if (!isPlacedElsewhere(databaseFolder)) return;
  const folder = clusterFolder(databaseFolder);
  const file = join(folder, ownerFile);
  const owner = existsSync(file) ? readFileSync(file, 'utf8').trim() : null;
  if (owner === databaseFolder) return;
  if (owner !== null && isPlacedElsewhere(owner) && clusterFolder(owner) === folder)
    throw clusterOfOther(databaseFolder, owner);
  // Before clusters named their folder, the place was known by the folder alone.
  if (owner === null && dirname(dirname(folder)) === reachableRoot) {
    if (dirname(folder) !== reachablePlace(databaseFolder)) throw clusterOfOther(databaseFolder, folder);
  }
  writeFileSync(file, `${databaseFolder}\n`, { mode: 0o600 });
  giveTo(account, file);
}

/** Leaves a link in the database folder to a cluster that stands elsewhere. */
export function linkCluster(databaseFolder: string, folder: string): void {
  const here = join(databaseFolder, 'cluster');
  if (folder !== here) symlinkSync(folder, here);
}

/**
 * The programs where the account of the server can run them: the npm package may lie below root's home, then it
 * is copied once per version.
 */
export function placePrograms(programs: PostgresPrograms, account: ServerAccount): PostgresPrograms {
  const { root } = programs;
  if (root === null || canReach(account, join(programs.bin, 'postgres'))) return programs;
  const mark = createHash('sha256').update(root).update(programs.version).digest('hex').slice(0, 8);
  const target = join(reachableRoot, `postgresql-${programs.version}-${mark}`);
  if (!existsSync(target)) {
    const unfinished = `${target}.${randomBytes(4).toString('hex')}`;
    makeFolder(reachableRoot);
    chmodSync(reachableRoot, 0o755);
    cpSync(root, join(unfinished, 'native'), { recursive: true, verbatimSymlinks: true });
    // Whatever this process's umask says.
    spawnSync('chmod', ['-R', 'go+rX', unfinished]);
    try {
      renameSync(unfinished, target);
    } catch (error) {
      rmSync(unfinished, { recursive: true, force: true });
      if (!existsSync(target)) throw error;
    }
  }
  const placed = { ...programs, root: join(target, 'native'), bin: join(target, 'native', 'bin') };
  return completeLibraries(placed, join(target, 'libraries'));
}
