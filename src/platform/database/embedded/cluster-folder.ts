import { randomBytes } from 'node:crypto';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { errorCode } from '../../language/explained-error.ts';
import { createCluster } from '../supervisor/postmaster.ts';
import { stopStrays } from '../supervisor/strays.ts';
import { chooseAccount, type ServerAccount } from './account.ts';
import { noAccount, notACluster } from './cluster-errors.ts';
import {
  claimCluster,
  clusterFolder,
  giveTo,
  isPlacedElsewhere,
  linkCluster,
  placeForCluster,
  placePrograms,
} from './placing.ts';
import { completeLibraries, findPrograms, type PostgresPrograms } from './programs.ts';

/** A cluster on disk that can be started. */
export type PreparedCluster = {
  readonly folder: string;
  readonly programs: PostgresPrograms;
  readonly account: ServerAccount;
};

const unfinishedPrefix = 'new-';

/** The major that made an existing cluster, from its PG_VERSION; null when there is no cluster yet. */
function existingMajor(databaseFolder: string): number | null {
  const folder = clusterFolder(databaseFolder);
  if (!existsSync(folder)) {
    if (isPlacedElsewhere(databaseFolder)) throw notACluster(folder);
    return null;
  }
  let text = '';
  try {
    text = readFileSync(join(folder, 'PG_VERSION'), 'utf8');
  } catch (error) {
    if (errorCode(error) !== 'ENOENT') throw error;
  }
  const major = Number.parseInt(text, 10);
  if (major > 0) return major;
  throw notACluster(folder);
}

/** Chooses the account for the server on this folder. @throws ClusterError when there is none */
export function accountFor(databaseFolder: string): ServerAccount {
  const folder = clusterFolder(databaseFolder);
  const owner = existsSync(folder) ? statSync(folder).uid : null;
  const account = chooseAccount(owner);
  if (account) return account;
  throw noAccount(folder);
}

/**
 * Makes the cluster of a database folder ready to start: what an earlier process left running is stopped, what
 * it left unfinished is removed, and a new cluster is made beside its final place and renamed when complete.
 * The caller holds the supervisor's lock.
 *
 * @param options `mayCreate`: false where a missing cluster is a fault
 */
export async function prepareCluster(
  databaseFolder: string,
  account: ServerAccount,
  options: { readonly durable: boolean; readonly mayCreate: boolean },
): Promise<PreparedCluster> {
  const existing = clusterFolder(databaseFolder);
  const found = findPrograms(existingMajor(databaseFolder), process.env.DAGLICHT_POSTGRES_BIN, existing);
  const programs = placePrograms(
    completeLibraries(found, join(databaseFolder, `libraries-${found.version}`)),
    account,
  );
  if (existsSync(existing)) {
    claimCluster(databaseFolder, account);
    await stopStrays(existing);
    return { folder: existing, programs, account };
  }
  if (!options.mayCreate) throw notACluster(existing);
  const folder = placeForCluster(databaseFolder, account);
  await removeUnfinished(dirname(folder));
  if (!existsSync(folder)) await makeCluster(programs, account, folder, options.durable);
  linkCluster(databaseFolder, folder);
  claimCluster(databaseFolder, account);
  return { folder, programs, account };
}

async function removeUnfinished(parent: string): Promise<void> {
  for (const name of readdirSync(parent)) {
    if (!name.startsWith(unfinishedPrefix)) continue;
    await stopStrays(join(parent, name));
    rmSync(join(parent, name), { recursive: true, force: true, maxRetries: 5 });
  }
}

async function makeCluster(
  programs: PostgresPrograms,
  account: ServerAccount,
  folder: string,
  durable: boolean,
): Promise<void> {
  const unfinished = join(dirname(folder), `${unfinishedPrefix}${randomBytes(6).toString('hex')}`);
  mkdirSync(unfinished, { mode: 0o700 });
  chmodSync(unfinished, 0o700);
  giveTo(account, unfinished);
  try {
    await createCluster(programs, account, unfinished, durable);
    renameSync(unfinished, folder);
  } catch (error) {
    rmSync(unfinished, { recursive: true, force: true, maxRetries: 5 });
    throw error;
  }
}
