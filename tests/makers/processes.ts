import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as delay } from 'node:timers/promises';
import { clusterFolder } from '../../src/platform/database/embedded/placing.ts';
import { serverProcesses } from '../../src/platform/database/supervisor/strays.ts';
import { readRecord, type SupervisorRecord } from '../../src/platform/database/supervisor/supervision.ts';

/*
 * For tests of the embedded server: Daglicht processes of their own, to be killed and raced, and a look at what
 * they leave behind.
 */

/** Who a test process is: variables added to ours, and for root another account. */
export type Circumstances = {
  readonly variables?: Readonly<Record<string, string>>;
  readonly uid?: number;
};

/** A process that holds the storage of a data folder and runs statements on it. */
export type Holder = {
  readonly process: ChildProcess;
  /** Runs a statement in the database of organisation `bron` as owner and gives its first value. */
  ask(statement: string): Promise<string>;
  /** Asks again until it works, as a server's pool would; gives up after 20 seconds. */
  askUntilAnswered(statement: string): Promise<string>;
  /** Closes the storage and ends. */
  release(): Promise<void>;
  /** kill -9. */
  kill(): Promise<void>;
};

const program = `
  import { createInterface } from 'node:readline';
  import { openStorage } from ${JSON.stringify(new URL('../../src/platform/database/storage.ts', import.meta.url).href)};
  import { withClient } from ${JSON.stringify(new URL('../../src/platform/database/databases.ts', import.meta.url).href)};
  const say = (word, value) => process.stdout.write(word + ' ' + JSON.stringify(value) + '\\n');
  try {
    const storage = await openStorage({}, { dataFolder: process.argv[1] });
    await storage.ensureDatabase('bron');
    say('ready', null);
    for await (const line of createInterface({ input: process.stdin })) {
      if (line === 'release') break;
      try {
        const answer = await withClient(storage.connection('bron', 'owner'), (client) =>
          client.query({ text: line, rowMode: 'array' }));
        say('answer', String(answer.rows?.[0]?.[0] ?? ''));
      } catch (error) {
        say('refused', String(error.message));
      }
    }
    await storage.close();
    say('released', null);
    process.exit();
  } catch (error) {
    say('failed', { code: error.code ?? '', message: String(error.message) });
    process.exit(1);
  }
`;

/** Starts a process on a data folder without waiting for it. */
export function startHolder(
  dataFolder: string,
  circumstances: Circumstances = {},
): { process: ChildProcess; ready: Promise<Holder> } {
  const child = spawn(process.execPath, ['--input-type=module', '--eval', program, dataFolder], {
    env: {
      PATH: process.env.PATH,
      DAGLICHT_POSTGRES_BIN: process.env.DAGLICHT_POSTGRES_BIN,
      ...circumstances.variables,
    },
    cwd: '/',
    stdio: ['pipe', 'pipe', 'inherit'],
    ...(circumstances.uid === undefined ? {} : { uid: circumstances.uid, gid: circumstances.uid }),
  });
  const { stdin, stdout } = child;
  if (stdin === null || stdout === null) throw new Error('a test process has no pipes');
  stdin.on('error', () => undefined);
  const ended = new Promise<void>((settle) => child.once('exit', () => settle()));
  const lines = createInterface({ input: stdout })[Symbol.asyncIterator]();

  async function next(expected: string): Promise<string> {
    const line = await lines.next();
    if (line.done) throw new Error('the process ended');
    const space = line.value.indexOf(' ');
    const word = line.value.slice(0, space);
    const value: unknown = JSON.parse(line.value.slice(space + 1));
    if (word === expected) return String(value);
    throw new HolderFailure(value);
  }

  async function ask(statement: string): Promise<string> {
    stdin?.write(`${statement}\n`);
    return next('answer');
  }

  async function askUntilAnswered(statement: string): Promise<string> {
    for (const end = Date.now() + 20_000; ; ) {
      try {
        return await ask(statement);
      } catch (error) {
        if (Date.now() > end) throw error;
        await delay(50);
      }
    }
  }

  const holder: Holder = {
    process: child,
    ask,
    askUntilAnswered,
    release: async () => {
      stdin.write('release\n');
      await next('released');
      await ended;
    },
    kill: async () => {
      child.kill('SIGKILL');
      await ended;
    },
  };
  const ready = next('ready').then(() => holder);
  ready.catch(() => undefined);
  return { process: child, ready };
}

/** Starts a process on a data folder and waits until it holds the storage. */
export function hold(dataFolder: string, circumstances: Circumstances = {}): Promise<Holder> {
  return startHolder(dataFolder, circumstances).ready;
}

/** What a test process told when it failed. */
export class HolderFailure extends Error {
  override readonly name = 'HolderFailure';
  readonly code: string;

  constructor(told: unknown) {
    const isObject = typeof told === 'object' && told !== null;
    super(isObject && 'message' in told ? String(told.message) : String(told));
    this.code = isObject && 'code' in told ? String(told.code) : '';
  }
}

/** Number of the supervisor's process of a data folder. */
export function supervisorOf(dataFolder: string): number {
  return recordOf(dataFolder).pid;
}

/** Folder of the sockets of a data folder. */
export function socketFolderOf(dataFolder: string): string {
  return recordOf(dataFolder).socketFolder;
}

function recordOf(dataFolder: string): SupervisorRecord {
  const record = readRecord(join(dataFolder, 'database'));
  if (record === null) throw new Error('there is no supervisor');
  return record;
}

/** Server processes of a data folder: the postmaster and its children. */
export function serversOf(dataFolder: string): number[] {
  const folder = clusterFolder(join(dataFolder, 'database'));
  return existsSync(folder) ? serverProcesses(folder) : [];
}

/** Waits until neither supervisor nor server of a data folder runs; fails with what still does. */
export async function nothingLeft(dataFolder: string): Promise<void> {
  const end = Date.now() + 15_000;
  for (;;) {
    const left = [...serversOf(dataFolder), ...mentioning(dataFolder)];
    if (left.length === 0) return;
    if (Date.now() > end) throw new Error(`still running: ${left.join(', ')}`);
    await delay(20);
  }
}

/** Processes that name the data folder in their command: supervisors, servers, initdb. */
export function mentioning(dataFolder: string): number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name) && Number(name) !== process.pid)
    .map(Number)
    .filter((pid) => commandOf(pid).includes(`${dataFolder}/`));
}

function commandOf(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8');
  } catch {
    return '';
  }
}

/** kill -9 by number; a process that is gone already is no error. */
export function killNow(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It was gone.
  }
}
