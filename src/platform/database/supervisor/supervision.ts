import { readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Explanation, errorMessage } from '../../language/explained-error.ts';
import type { Text } from '../../language/text.ts';
import { folderUnwritable, isFolderError, supervisorFailed } from '../embedded/cluster-errors.ts';
import { ClusterError } from '../errors.ts';

/*
 * What a Daglicht process and the supervisor say to each other. A process connects to the supervisor's socket;
 * the connection is its lock: the kernel closes it however the process ends. The supervisor answers with one
 * line of JSON (ServerState) as soon as the server is ready or has failed.
 */

/** What a supervisor is started with. */
export type SupervisorRequest = {
  /** Folder that holds the cluster, its lock and its record. */
  readonly databaseFolder: string;
  /** False for tests only: a power cut may then lose everything. */
  readonly durable: boolean;
  /** False when the server ran before: a cluster that is missing now is a fault, not a first start. */
  readonly mayCreate: boolean;
};

/** The server, as told to every process that holds a lock. */
export type ServerState =
  | {
      readonly state: 'ready';
      readonly socketFolder: string;
      readonly port: number;
      readonly major: number;
      /** Where the programs came from: 'debian', 'npm' or 'folder'. */
      readonly source: string;
      /** How the server got its account: 'same', 'namespace' or 'other'. */
      readonly account: string;
    }
  | { readonly state: 'failed'; readonly code: string; readonly explanation: Explanation };

/** First line that a new supervisor prints: it listens, another one holds the lock, or it cannot begin. */
export type SupervisorGreeting =
  | { readonly state: 'listening' }
  | { readonly state: 'busy' }
  | Extract<ServerState, { state: 'failed' }>;

/** Where the supervisor of a database folder can be reached. */
export type SupervisorRecord = { readonly pid: number; readonly socketFolder: string };

/** The supervisor's socket in its socket folder. */
export function supervisorSocket(socketFolder: string): string {
  return join(socketFolder, 'supervisor');
}

function recordFile(databaseFolder: string): string {
  return join(databaseFolder, 'supervisor.json');
}

/** Writes the record so that a reader sees the old or the new one, never half of it. */
export function writeRecord(databaseFolder: string, record: SupervisorRecord): void {
  const file = recordFile(databaseFolder);
  const written = { ...record, lock: lockIdentity(databaseFolder) };
  writeFileSync(`${file}.new`, JSON.stringify(written), { mode: 0o600 });
  renameSync(`${file}.new`, file);
}

/** The lock of a folder; only one process holds it. */
export function lockFile(databaseFolder: string): string {
  return join(databaseFolder, 'lock');
}

/** Which file the lock is, not where it stands: a copy of the folder has another one. */
function lockIdentity(databaseFolder: string): string | null {
  const found = statSync(lockFile(databaseFolder), { throwIfNoEntry: false });
  return found ? `${found.dev}:${found.ino}` : null;
}

/** Where the sockets of a database folder stand when its path is short enough for them. */
export function ownSocketFolder(databaseFolder: string): string {
  return join(databaseFolder, 'run');
}

/**
 * The record of the latest supervisor (it may be dead), or null. A folder that was copied while in use holds the
 * record of the folder that it was copied from: that one is none of ours, and its server is never reached.
 */
export function readRecord(databaseFolder: string): SupervisorRecord | null {
  let text: string;
  try {
    text = readFileSync(recordFile(databaseFolder), 'utf8');
  } catch {
    return null;
  }
  const { pid, socketFolder, lock } = parse(text) ?? {};
  if (typeof pid !== 'number' || typeof socketFolder !== 'string') return null;
  const isOurs =
    socketFolder === ownSocketFolder(databaseFolder) ||
    (typeof lock === 'string' && lock === lockIdentity(databaseFolder));
  return isOurs ? { pid, socketFolder } : null;
}

/** The failure of anything thrown, as it travels to the processes that wait. */
export function failure(error: unknown, where: string): Extract<ServerState, { state: 'failed' }> {
  const told =
    error instanceof ClusterError
      ? error
      : isFolderError(error)
        ? folderUnwritable(where, error)
        : supervisorFailed(where, errorMessage(error));
  return { state: 'failed', code: told.code, explanation: told.explanation };
}

/** Reads the words that a supervisor was started with. */
export function readRequest(text: string | undefined): SupervisorRequest {
  const { databaseFolder, durable, mayCreate } = parse(text ?? '') ?? {};
  if (typeof databaseFolder !== 'string' || typeof durable !== 'boolean' || typeof mayCreate !== 'boolean') {
    throw new Error('the supervisor is started by openCluster, not by hand');
  }
  return { databaseFolder, durable, mayCreate };
}

/** Reads a {@link ServerState}; null when the line is none. */
export function readState(line: string): ServerState | null {
  const value = parse(line);
  if (value?.state === 'failed') return readFailure(value);
  if (value?.state !== 'ready') return null;
  const { socketFolder, port, major, source, account } = value;
  if (typeof socketFolder !== 'string' || typeof port !== 'number' || typeof major !== 'number') return null;
  return { state: 'ready', socketFolder, port, major, source: String(source), account: String(account) };
}

/** Reads a {@link SupervisorGreeting}; null when the line is none. */
export function readGreeting(line: string): SupervisorGreeting | null {
  const value = parse(line);
  if (value?.state === 'listening' || value?.state === 'busy') return { state: value.state };
  return value?.state === 'failed' ? readFailure(value) : null;
}

function readFailure(value: Record<string, unknown>): Extract<ServerState, { state: 'failed' }> {
  const explanation = asRecord(value.explanation) ?? {};
  return {
    state: 'failed',
    code: String(value.code),
    explanation: {
      what: readText(explanation.what),
      where: readText(explanation.where),
      kept: readText(explanation.kept),
      next: readText(explanation.next),
    },
  };
}

function readText(value: unknown): Text {
  const wordings = asRecord(value) ?? {};
  return { nl: String(wordings.nl), en: String(wordings.en) };
}

function parse(text: string): Record<string, unknown> | null {
  try {
    return asRecord(JSON.parse(text));
  } catch {
    return null;
  }
}

function asRecord(value: unknown): Record<string, unknown> | null {
  return typeof value === 'object' && value !== null ? Object.fromEntries(Object.entries(value)) : null;
}
