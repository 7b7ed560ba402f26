import { randomBytes } from 'node:crypto';
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs';
import { join } from 'node:path';
import { chooseAccount, type ServerAccount } from './account.ts';
import { ClusterError, errorCode } from './errors.ts';
import { createCluster } from './postmaster.ts';
import { completeLibraries, findPrograms, type PostgresPrograms } from './programs.ts';
import { stopStrays } from './strays.ts';

/** A cluster on disk that can be started. */
export type PreparedCluster = {
  readonly folder: string;
  readonly programs: PostgresPrograms;
  readonly account: ServerAccount;
};

const unfinishedPrefix = 'new-';

/** The cluster itself within the database folder. */
export function clusterFolder(databaseFolder: string): string {
  return join(databaseFolder, 'cluster');
}

/** The major that made an existing cluster, from its PG_VERSION; null when there is no cluster yet. */
export function existingMajor(databaseFolder: string): number | null {
  const folder = clusterFolder(databaseFolder);
  if (!existsSync(folder)) return null;
  let text = '';
  try {
    text = readFileSync(join(folder, 'PG_VERSION'), 'utf8');
  } catch (error) {
    if (errorCode(error) !== 'ENOENT') throw error;
  }
  const major = Number.parseInt(text, 10);
  if (major > 0) return major;
  throw new ClusterError('not-a-cluster', {
    what: 'The folder of the database cluster holds no PG_VERSION, so it is not (or no longer) a cluster.',
    where: folder,
    kept: 'The folder was not touched.',
    next: 'Put the folder back from a backup, or move it away to begin with an empty database.',
  });
}

/** Chooses the account for the server on this folder. @throws ClusterError when there is none */
export function accountFor(databaseFolder: string): ServerAccount {
  const folder = clusterFolder(databaseFolder);
  const owner = existsSync(folder) ? statSync(folder).uid : null;
  const account = chooseAccount(owner);
  if (account) return account;
  throw new ClusterError('no-account', {
    what:
      'PostgreSQL does not run as root, this system refuses a user namespace, ' +
      'and there is no other account that may own these data.',
    where: folder,
    kept: 'The data were not touched.',
    next:
      'Start Daglicht as a normal user that owns the data folder (chown -R the folder to that user), ' +
      'or set DATABASE_URL to use a PostgreSQL server.',
  });
}

/**
 * Makes the cluster of a database folder ready to start: what an earlier process left running is stopped, what
 * it left unfinished is removed, and a new cluster is made beside its final place and renamed when complete.
 * The caller holds the supervisor's lock.
 */
export async function prepareCluster(
  databaseFolder: string,
  account: ServerAccount,
  durable: boolean,
): Promise<PreparedCluster> {
  const folder = clusterFolder(databaseFolder);
  const found = findPrograms(existingMajor(databaseFolder), process.env.DAGLICHT_POSTGRES_BIN, folder);
  const programs = completeLibraries(found, join(databaseFolder, `libraries-${found.major}`));
  for (const name of readdirSync(databaseFolder)) {
    if (!name.startsWith(unfinishedPrefix)) continue;
    await stopStrays(join(databaseFolder, name));
    rmSync(join(databaseFolder, name), { recursive: true, force: true });
  }
  if (existsSync(folder)) {
    await stopStrays(folder);
    return { folder, programs, account };
  }
  const unfinished = join(databaseFolder, `${unfinishedPrefix}${randomBytes(6).toString('hex')}`);
  mkdirSync(unfinished, { mode: 0o700 });
  chmodSync(unfinished, 0o700);
  if (account.uid !== null && account.gid !== null) chownSync(unfinished, account.uid, account.gid);
  try {
    await createCluster(programs, account, unfinished, durable);
    renameSync(unfinished, folder);
  } catch (error) {
    rmSync(unfinished, { recursive: true, force: true });
    throw error;
  }
  return { folder, programs, account };
}
