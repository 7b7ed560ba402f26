import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { closeSync, openSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { ServerAccount } from '../embedded/account.ts';
import { initdbFailed, startFailed } from '../embedded/cluster-errors.ts';
import { giveTo } from '../embedded/placing.ts';
import type { PostgresPrograms } from '../embedded/programs.ts';
import type { ClusterError } from '../errors.ts';

/** The number in the name of the server's socket; no TCP port is opened. */
export const socketPort = 5432;

/** The superuser of an embedded cluster; only the supervisor uses it, to create the roles. */
export const superuser = 'daglicht_cluster';

/** A running server, child of this process. */
export type Postmaster = {
  readonly pid: number;
  /** Settles with a description of how the server ended. */
  readonly ended: Promise<string>;
  /** Stops the server: rolls running transactions back, writes a checkpoint, settles when it is gone. */
  stop(): Promise<void>;
};

/** Settings of a server by name, as in postgresql.conf. */
export type ServerSettings = Readonly<Record<string, string>>;

/**
 * Modest memory, full durability. Error logs leave out statements and row contents: they could hold what a
 * person reported.
 */
export const durableSettings: ServerSettings = {
  listen_addresses: '',
  unix_socket_permissions: '0700',
  port: String(socketPort),
  max_connections: '100',
  shared_buffers: '128MB',
  work_mem: '16MB',
  wal_buffers: '16MB',
  maintenance_work_mem: '128MB',
  effective_cache_size: '1GB',
  random_page_cost: '1.1',
  jit: 'off',
  fsync: 'on',
  synchronous_commit: 'on',
  full_page_writes: 'on',
  timezone: 'UTC',
  log_timezone: 'UTC',
  lc_messages: 'C',
  log_checkpoints: 'off',
  log_error_verbosity: 'terse',
  log_min_error_statement: 'panic',
  cluster_name: 'daglicht',
};

/** For tests: a power cut may lose everything. */
export const disposableSettings: ServerSettings = {
  ...durableSettings,
  fsync: 'off',
  synchronous_commit: 'off',
  full_page_writes: 'off',
  wal_level: 'minimal',
  max_wal_senders: '0',
  autovacuum: 'off',
};

function serverEnvironment(programs: PostgresPrograms): NodeJS.ProcessEnv {
  // PG* and locale variables of the caller must not steer the server.
  const environment: NodeJS.ProcessEnv = {
    PATH: process.env.PATH ?? '/usr/bin:/bin',
    LC_ALL: 'C',
    TZ: 'UTC',
  };
  if (programs.libraries !== null) {
    const name = process.platform === 'darwin' ? 'DYLD_LIBRARY_PATH' : 'LD_LIBRARY_PATH';
    environment[name] = [programs.libraries, join(programs.bin, '..', 'lib')].join(':');
  }
  return environment;
}

function spawnOptions(programs: PostgresPrograms, account: ServerAccount) {
  return {
    env: serverEnvironment(programs),
    cwd: '/',
    ...(account.uid === null ? {} : { uid: account.uid }),
    ...(account.gid === null ? {} : { gid: account.gid }),
  };
}

/**
 * Fills `folder` with a new cluster. The caller gives a folder that nobody opens yet and renames it when this
 * has succeeded, so that a half-made cluster is never opened.
 *
 * @throws ClusterError with the reason that initdb gave
 */
export async function createCluster(
  programs: PostgresPrograms,
  account: ServerAccount,
  folder: string,
  durable: boolean,
  administrator: string = superuser,
): Promise<void> {
  // One order and one case rule on all majors: bytes for order, Unicode for upper and lower case.
  const locale =
    programs.major >= 17
      ? ['--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8']
      : ['--lc-collate=C', '--lc-ctype=C.UTF-8', '--lc-messages=C'];
  const words = [
    ...account.prefix,
    // At once: a slow end would still write while the next start clears away.
    ...dieWithParent('SIGKILL'),
    join(programs.bin, 'initdb'),
    `--pgdata=${folder}`,
    `--username=${administrator}`,
    '--encoding=UTF8',
    ...locale,
    '--auth=reject',
    '--data-checksums',
    ...(durable ? [] : ['--no-sync']),
  ];
  const [command = '', ...rest] = words;
  const child = spawn(command, rest, {
    ...spawnOptions(programs, account),
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let said = '';
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    said += text;
  });
  const status = await new Promise<number | string>((settle) => {
    child.once('error', (error) => settle(error.message));
    child.once('close', (code, signal) => settle(code ?? signal ?? 'unknown'));
  });
  if (status === 0) return;
  throw initdbFailed(folder, String(status), said.trim());
}

/**
 * Starts the server on an existing cluster and waits until it accepts connections. On Linux the kernel tells
 * the server to stop when this process dies, however it dies.
 *
 * @param log file that the server's messages are added to
 * @throws ClusterError when the server ends before it is ready, with the last lines of its log
 */
export async function startPostmaster(options: {
  programs: PostgresPrograms;
  account: ServerAccount;
  folder: string;
  socketFolder: string;
  log: string;
  settings: ServerSettings;
}): Promise<Postmaster> {
  const { programs, account, folder, log } = options;
  const settings: ServerSettings = { ...options.settings, unix_socket_directories: options.socketFolder };
  const words = [
    ...account.prefix,
    ...dieWithParent('SIGINT'),
    join(programs.bin, 'postgres'),
    '-D',
    folder,
    ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]),
  ];
  const [command = '', ...rest] = words;
  const logFile = openSync(log, 'a', 0o600);
  const logStart = readFileSync(log).length;
  const child = spawn(command, rest, {
    ...spawnOptions(programs, account),
    stdio: ['ignore', logFile, logFile],
    detached: true,
  });
  closeSync(logFile);
  const ended = new Promise<string>((settle) => {
    child.once('error', (error) => settle(error.message));
    child.once('exit', (code, signal) => settle(code === null ? `signal ${signal}` : `exit code ${code}`));
  });
  const outcome = { ended: null as string | null };
  void ended.then((how) => {
    outcome.ended = how;
  });
  while (!isReady(folder, child)) {
    if (outcome.ended !== null)
      throw startFailure(folder, outcome.ended, readFileSync(log).subarray(logStart));
    await delay(10);
  }
  return {
    pid: child.pid ?? 0,
    ended,
    stop: async () => {
      if (outcome.ended === null) child.kill('SIGINT');
      await ended;
    },
  };
}

function startFailure(folder: string, how: string, log: Buffer): ClusterError {
  const lines = log.toString('utf8').trim().split('\n').slice(-12).join('\n');
  return startFailed(folder, how, lines);
}

let knowsParentDeath: boolean | null = null;

/**
 * Words that make the kernel send this signal to the command when its parent dies, where it can. A parent that
 * died before the kernel was asked is seen by the shell, which then does not run the command.
 */
export function dieWithParent(signal: NodeJS.Signals, parent: number = process.pid): string[] {
  knowsParentDeath ??= spawnSync('setpriv', ['--pdeathsig', signal, 'true']).status === 0;
  if (!knowsParentDeath) return [];
  const onlyBelowParent = 'test "$PPID" = "$0" && exec "$@"';
  return ['setpriv', '--pdeathsig', signal, '--', 'sh', '-c', onlyBelowParent, String(parent)];
}

/** The contents of postmaster.pid: the process, the folder it works in, and whether it accepts connections. */
export function readPidFile(folder: string): { pid: number; folder: string; ready: boolean } | null {
  let lines: string[];
  try {
    lines = readFileSync(join(folder, 'postmaster.pid'), 'utf8').split('\n');
  } catch {
    return null;
  }
  const pid = Number(lines[0]);
  // Line 8 is the state that pg_ctl waits for.
  return Number.isInteger(pid) && pid > 0
    ? { pid, folder: lines[1] ?? '', ready: lines[7]?.trim() === 'ready' }
    : null;
}

/** Whether there is a postmaster.pid without anything in it. */
export function isEmptyPidFile(folder: string): boolean {
  return statSync(join(folder, 'postmaster.pid'), { throwIfNoEntry: false })?.size === 0;
}

function isReady(folder: string, child: ChildProcess): boolean {
  const found = readPidFile(folder);
  return found?.ready === true && found.pid === child.pid;
}

/**
 * Writes who may enter: through the socket only, only as the accounts named, and the system itself tells which
 * account calls (`peer`); there is no password. Returns the settings that name the two files.
 */
export function writeEntrance(
  folder: string,
  account: ServerAccount,
  roles: readonly string[],
): ServerSettings {
  const accessFile = join(folder, 'pg_hba.conf');
  const namesFile = join(folder, 'pg_ident.conf');
  const method = account.clientNames.length > 0 ? 'peer map=daglicht' : 'trust';
  write(accessFile, `local all all ${method}\n`, account);
  const lines = account.clientNames.flatMap((name) => roles.map((role) => `daglicht "${name}" ${role}\n`));
  write(namesFile, lines.join(''), account);
  return { hba_file: accessFile, ident_file: namesFile };
}

function write(file: string, text: string, account: ServerAccount): void {
  writeFileSync(file, text, { mode: 0o600 });
  giveTo(account, file);
}
