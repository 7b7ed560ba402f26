import {
  chmodSync,
  closeSync,
  copyFileSync,
  existsSync,
  openSync,
  rmSync,
  statSync,
  truncateSync,
} from 'node:fs';
import { createServer, type Socket } from 'node:net';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { accountFor, prepareCluster } from '../embedded/cluster-folder.ts';
import { giveTo, openTheWay } from '../embedded/placing.ts';
import { prepareSocketFolder, removeSocketFolder, removeStaleSockets } from '../embedded/socket-folder.ts';
import { createEmbeddedRoles, ownerRole, servingKeys, servingLogins } from '../roles.ts';
import { takeLock } from './lock.ts';
import {
  disposableSettings,
  durableSettings,
  type Postmaster,
  socketPort,
  startPostmaster,
  superuser,
  writeEntrance,
} from './postmaster.ts';
import {
  failure,
  lockFile,
  readRecord,
  readRequest,
  type ServerState,
  type SupervisorGreeting,
  supervisorSocket,
  writeRecord,
} from './supervision.ts';

/*
 * A process of its own that owns the database server of one folder. It lives as long as any Daglicht process is
 * connected to its socket, whichever of them started it, and takes the server with it.
 */

const request = readRequest(process.argv[2]);
const { databaseFolder, durable } = request;
let { mayCreate } = request;
const log = join(databaseFolder, 'server.log');

/** A supervisor whose starter died before it connected does not stay. */
const firstConnection = 20_000;
const logInterval = 10 * 60_000;
/** A server that ends by itself is started again, but not for ever. */
const restartsAllowed = 3;
const restartsWithin = 60_000;

const holders = new Set<Socket>();
/** The last one to release: it is answered when the server has stopped. */
const parting = new Set<Socket>();
let answer: ServerState | null = null;
let postmaster: Postmaster | null = null;
let leaving: Promise<void> | null = null;
let restarts: number[] = [];

function greet(greeting: SupervisorGreeting): Promise<void> {
  return new Promise((settle) => {
    process.stdout.write(`${JSON.stringify(greeting)}\n`, () => settle());
  });
}

function announce(state: ServerState): void {
  answer = state;
  for (const holder of holders) holder.write(`${JSON.stringify(state)}\n`);
}

/** Ends with a failure; when nobody heard it yet, only after the process that started us had time to come. */
async function giveUp(error: unknown): Promise<void> {
  announce(failure(error, databaseFolder));
  if (holders.size > 0) await leave();
  else setTimeout(() => void leave(), firstConnection / 4);
}

/** Starts the server, and starts it again when it ends by itself; fails when it cannot be had. */
async function keepServer(socketFolder: string): Promise<void> {
  for (;;) {
    const { started, ready } = await startServer(socketFolder);
    try {
      await createRoles(socketFolder);
      announce(ready);
    } catch (error) {
      // The server may have been killed just then; that is told a moment after its connections break.
      const isOver = await Promise.race([started.ended.then(() => true), delay(1000, false)]);
      if (!isOver) throw error;
    }
    await started.ended;
    postmaster = null;
    // Who comes now waits for the next one.
    answer = null;
    if (leaving) return;
    const now = performance.now();
    restarts = [...restarts.filter((at) => now - at < restartsWithin), now];
    if (restarts.length > restartsAllowed)
      throw new Error(`the server ended ${restarts.length} times; see ${log}`);
  }
}

async function startServer(socketFolder: string): Promise<{ started: Postmaster; ready: ServerState }> {
  const account = accountFor(databaseFolder);
  void driver();
  const { folder, programs } = await prepareCluster(databaseFolder, account, { durable, mayCreate });
  removeStaleSockets(socketFolder);
  const entrance = writeEntrance(socketFolder, account, [
    superuser,
    ownerRole,
    ...servingKeys.map((key) => servingLogins[key].name),
  ]);
  rotateLog();
  const started = await startPostmaster({
    programs,
    account,
    folder,
    socketFolder,
    log,
    settings: { ...(durable ? durableSettings : disposableSettings), ...entrance },
  });
  giveTo(account, log);
  postmaster = started;
  mayCreate = false;
  const { major, source } = programs;
  const ready = {
    state: 'ready',
    socketFolder,
    port: socketPort,
    major,
    source,
    account: account.route,
  } as const;
  return { started, ready };
}

/** Read while the server comes up: nothing is asked of it before. */
const driver = () => import('pg');

async function createRoles(host: string): Promise<void> {
  const { default: pg } = await driver();
  const client = new pg.Client({ host, port: socketPort, user: superuser, database: 'postgres' });
  // A connection that breaks shows at its query; without a listener it would end this process.
  client.on('error', () => undefined);
  try {
    await client.connect();
    await createEmbeddedRoles(client);
  } finally {
    await client.end();
  }
}

/** Keeps the log and one before it small; the server goes on adding to the same file. */
function rotateLog(): void {
  const largest = 4 * 1024 * 1024;
  if (!existsSync(log) || statSync(log).size <= largest) return;
  copyFileSync(log, `${log}.1`);
  truncateSync(log);
}

async function main(): Promise<void> {
  const lock = lockFile(databaseFolder);
  // Says why when the folder cannot be written; SQLite would only say "unable to open".
  closeSync(openSync(lock, 'a', 0o600));
  if (!takeLock(lock)) {
    await greet({ state: 'busy' });
    return;
  }
  const account = accountFor(databaseFolder);
  openTheWay(databaseFolder, account);
  const previous = readRecord(databaseFolder)?.socketFolder ?? null;
  const socketFolder = prepareSocketFolder(databaseFolder, previous, account);
  const address = supervisorSocket(socketFolder);
  rmSync(address, { force: true });
  const server = createServer({ allowHalfOpen: true }, receive);
  await new Promise<void>((settle, fail) => {
    server.once('error', fail);
    server.listen(address, settle);
  });
  chmodSync(address, 0o600);
  writeRecord(databaseFolder, { pid: process.pid, socketFolder });
  // Root may have opened the folder of a normal user, who must be able to go on with it.
  for (const name of ['lock', 'supervisor.json', 'supervisor.log'])
    giveTo(account, join(databaseFolder, name));
  removeSockets = () => removeSocketFolder(databaseFolder, socketFolder);
  closeDoor = () => server.close();
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(name, () => void leave());
  setTimeout(() => {
    if (holders.size === 0) void leave();
  }, firstConnection);
  setInterval(rotateLog, logInterval);
  await greet({ state: 'listening' });
  try {
    await keepServer(socketFolder);
  } catch (error) {
    await giveUp(error);
  }
}

let closeDoor = (): void => {};
let removeSockets = (): void => {};

function receive(holder: Socket): void {
  if (leaving) {
    holder.destroy();
    return;
  }
  holders.add(holder);
  if (answer) holder.write(`${JSON.stringify(answer)}\n`);
  const gone = (): void => {
    if (!holders.delete(holder)) return;
    // The last one to release waits until the server has stopped, so that it may remove the folder.
    if (holders.size > 0) holder.end();
    else {
      parting.add(holder);
      void leave();
    }
  };
  holder.resume();
  holder.on('error', gone);
  holder.on('end', gone);
  holder.on('close', gone);
}

/** Stops the server, answers those who wait for that, and ends this process: only then is the lock free. */
function leave(): Promise<void> {
  leaving ??= (async () => {
    closeDoor();
    await postmaster?.stop();
    removeSockets();
    await Promise.all([...holders, ...parting].map(farewell));
    process.exit();
  })();
  return leaving;
}

function farewell(holder: Socket): Promise<void> {
  return new Promise((settle) => {
    if (holder.destroyed) settle();
    else holder.end(() => settle());
  });
}

try {
  await main();
} catch (error) {
  await greet(failure(error, databaseFolder));
  process.exitCode = 1;
  await leave();
}
