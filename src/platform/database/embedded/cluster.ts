import { spawn } from 'node:child_process';
import { closeSync, openSync, realpathSync } from 'node:fs';
import { createConnection, type Socket } from 'node:net';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { makeFolder } from '../../files/make-folder.ts';
import { errorCode, errorMessage } from '../../language/explained-error.ts';
import { embeddedComesBackWithin } from '../coming-back.ts';
import { ClusterError } from '../errors.ts';
import { type Login, ownerRole, servingLogins } from '../roles.ts';
import {
  readGreeting,
  readRecord,
  readState,
  type ServerState,
  type SupervisorGreeting,
  type SupervisorRequest,
  supervisorSocket,
} from '../supervisor/supervision.ts';
import {
  folderUnwritable,
  noEmbeddedServer,
  otherAccount,
  supervisorFailed,
  supervisorSilent,
} from './cluster-errors.ts';

/** Settings that `pg` takes to connect to the embedded server; the host is the folder of its socket. */
export type SocketConnection = {
  host: string;
  port: number;
  user: string;
  database: string;
  ssl: false;
  comesBackWithin: number;
};

/** Where a running embedded server is. */
export type ClusterPlace = {
  readonly databaseFolder: string;
  readonly socketFolder: string;
  readonly port: number;
  readonly major: number;
  /** Where its programs came from: 'debian', 'npm' or 'folder'. */
  readonly source: string;
};

/** The embedded server, held running by this process. */
export type Cluster = {
  readonly place: ClusterPlace;
  connection(database: string, as: Login): SocketConnection;
  /** Lets go of the server; settles when it has stopped, if no other process holds it. */
  release(): Promise<void>;
};

/** How to open the embedded server. */
export type ClusterOptions = {
  /** Folder of all data of this installation; the cluster stands in `database` below it. */
  readonly dataFolder: string;
  /** False for tests only: a power cut may then lose everything. */
  readonly durable?: boolean;
};

type Ready = Extract<ServerState, { state: 'ready' }>;
type Held = { socket: Socket; ready: Ready };

/** Longest wait without any sign of a supervisor. */
const patience = 30_000;

/**
 * Opens the embedded PostgreSQL of a data folder: connects to the supervisor that runs it, or starts one. Any
 * number of processes may do this at once. When the supervisor dies this process starts a new one; open
 * connections are lost then, new ones succeed a moment later.
 *
 * @throws ClusterError when the server cannot be started
 */
export async function openCluster(options: ClusterOptions): Promise<Cluster> {
  if (process.platform === 'win32') throw noEmbeddedServer(process.platform);
  const databaseFolder = makeDatabaseFolder(options.dataFolder);
  const durable = options.durable ?? true;
  let held = await hold({ databaseFolder, durable, mayCreate: true });
  let released = false;

  function watch(socket: Socket): void {
    socket.unref();
    socket.once('close', () => {
      if (!released) void regain();
    });
  }

  async function regain(): Promise<void> {
    for (let wait = 100; !released; wait = Math.min(wait * 2, 10_000)) {
      try {
        const again = await hold({ databaseFolder, durable, mayCreate: false });
        if (released) {
          again.socket.end();
          return;
        }
        held = again;
        watch(held.socket);
        return;
      } catch (error) {
        process.stderr.write(`${errorMessage(error)}\n`);
        await delay(wait, undefined, { ref: false });
      }
    }
  }

  watch(held.socket);
  const place = (): ClusterPlace => ({ databaseFolder, ...held.ready });
  return {
    place: place(),
    connection: (database, as) => socketConnection(place(), database, as),
    release: async () => {
      if (released) return;
      released = true;
      const { socket } = held;
      if (socket.destroyed) return;
      socket.ref();
      await new Promise<void>((settle) => {
        socket.once('close', () => settle());
        socket.end();
      });
    },
  };
}

/** A connection to a running embedded server; who uses it without a lock must know that another process has one. */
export function socketConnection(place: ClusterPlace, database: string, as: Login): SocketConnection {
  const user = as === 'owner' ? ownerRole : servingLogins[as].name;
  return {
    host: place.socketFolder,
    port: place.port,
    user,
    database,
    ssl: false,
    comesBackWithin: embeddedComesBackWithin,
  };
}

function makeDatabaseFolder(dataFolder: string): string {
  const databaseFolder = join(dataFolder, 'database');
  try {
    makeFolder(databaseFolder, 0o700);
    return realpathSync(databaseFolder);
  } catch (error) {
    throw folderUnwritable(databaseFolder, error);
  }
}

async function hold(request: SupervisorRequest): Promise<Held> {
  const { databaseFolder } = request;
  let quietSince = performance.now();
  // A supervisor may be killed while it starts; one that always dies must not be started for ever.
  for (let lost = 0; lost < 5; ) {
    const record = readRecord(databaseFolder);
    const socket = record === null ? null : await connect(supervisorSocket(record.socketFolder));
    if (socket) {
      const state = await firstState(socket);
      if (state?.state === 'ready') return { socket, ready: state };
      socket.destroy();
      if (state?.state === 'failed') throw new ClusterError(state.code, state.explanation);
      // It was leaving, or was killed.
      quietSince = performance.now();
      await delay(20);
    } else {
      const greeting = await startSupervisor(request);
      if (greeting?.state === 'failed') throw new ClusterError(greeting.code, greeting.explanation);
      if (greeting?.state === 'busy') await delay(50);
      else {
        quietSince = performance.now();
        lost++;
      }
    }
    if (performance.now() - quietSince > patience) throw supervisorSilent(databaseFolder);
  }
  throw supervisorFailed(join(databaseFolder, 'supervisor.log'), 'it ends without a message');
}

/** A connection to the supervisor, or null when none listens there. */
function connect(path: string): Promise<Socket | null> {
  return new Promise((settle, fail) => {
    const socket = createConnection({ path });
    socket.once('connect', () => settle(socket));
    socket.once('error', (error) => {
      if (errorCode(error) === 'EACCES') fail(otherAccount(path));
      else settle(null);
    });
  });
}

/** The first answer of the supervisor; null when it left without one. */
function firstState(socket: Socket): Promise<ServerState | null> {
  return new Promise((settle) => {
    let text = '';
    const read = (part: Buffer): void => {
      text += part.toString('utf8');
      const end = text.indexOf('\n');
      if (end === -1) return;
      socket.off('data', read);
      socket.resume();
      settle(readState(text.slice(0, end)));
    };
    socket.on('data', read);
    socket.on('error', () => settle(null));
    socket.once('close', () => settle(null));
  });
}

/** Only what the supervisor reads: no passwords, no PG* variables, no options for Node. */
function supervisorEnvironment(): NodeJS.ProcessEnv {
  const names = ['PATH', 'HOME', 'TMPDIR', 'DAGLICHT_POSTGRES_BIN'];
  return Object.fromEntries(names.map((name) => [name, process.env[name]]));
}

/** Starts a supervisor; null when it ends without a greeting. */
async function startSupervisor(request: SupervisorRequest): Promise<SupervisorGreeting | null> {
  const { databaseFolder } = request;
  let log: number;
  try {
    log = openSync(join(databaseFolder, 'supervisor.log'), 'a', 0o600);
  } catch (error) {
    throw folderUnwritable(databaseFolder, error);
  }
  const program = fileURLToPath(new URL('../supervisor/supervisor.ts', import.meta.url));
  const child = spawn(
    process.execPath,
    ['--disable-warning=ExperimentalWarning', program, JSON.stringify(request)],
    { detached: true, cwd: '/', env: supervisorEnvironment(), stdio: ['ignore', 'pipe', log] },
  );
  closeSync(log);
  const { stdout } = child;
  if (stdout === null) throw new Error('a pipe was asked for the output of the supervisor');
  const greeting = await new Promise<SupervisorGreeting | null>((settle, fail) => {
    child.once('error', fail);
    const lines = createInterface({ input: stdout });
    lines.once('line', (line) => settle(readGreeting(line)));
    lines.once('close', () => settle(null));
  });
  stdout.destroy();
  child.unref();
  return greeting;
}
