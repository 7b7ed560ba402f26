import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { expect } from 'vitest';
import { type Daglicht, openDaglicht } from '../src/app.ts';
import { run } from '../src/commands/run.ts';
import { publicationActor } from '../src/platform/access/actor.ts';
import { concern } from '../src/platform/access/resource.ts';
import { withClient } from '../src/platform/database/databases.ts';
import { look } from '../src/platform/database/doorways.ts';
import { tester } from './example-organisation.ts';
import { nothingLeft } from './makers/processes.ts';

/* For tests: the program as people start it, as processes of their own on a data folder of their own. */

const root = join(import.meta.dirname, '..');

/** What a process of the program wrote, and how it ended: `signal` when it was killed. */
export interface Ended {
  readonly exit: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly out: string;
  readonly err: string;
}

/** A process of the program that runs. */
export interface Running {
  readonly process: ChildProcess;
  readonly ended: Promise<Ended>;
}

/** Starts the program on a data folder, without a server of somebody else's; as root perhaps as another account. */
export function startDaglicht(dataFolder: string, words: readonly string[], uid?: number): Running {
  const { DATABASE_URL: _url, DATABASE_OWNER_URL: _owner, ...environment } = process.env;
  const child = spawn(process.execPath, [join(root, 'src', 'main.ts'), ...words], {
    cwd: root,
    env: { ...environment, DAGLICHT_DATA: dataFolder },
    stdio: ['ignore', 'pipe', 'pipe'],
    ...(uid === undefined ? {} : { uid, gid: uid }),
  });
  let out = '';
  let err = '';
  child.stdout.setEncoding('utf8').on('data', (part: string) => {
    out += part;
  });
  child.stderr.setEncoding('utf8').on('data', (part: string) => {
    err += part;
  });
  const ended = new Promise<Ended>((settle, fail) => {
    child.once('error', fail);
    child.once('close', (exit, signal) => settle({ exit, signal, out, err }));
  });
  return { process: child, ended };
}

/** Runs a process of the program to its end. Whatever it tells is told without a stack trace. */
export async function daglichtProcess(dataFolder: string, ...words: readonly string[]): Promise<Ended> {
  const ended = await startDaglicht(dataFolder, words).ended;
  expectNoStack(ended);
  return ended;
}

/**
 * Runs the words of a command line in this process, which costs no start: what is said and the exit code are those of
 * {@link daglichtProcess}.
 */
export async function daglicht(dataFolder: string, ...words: readonly string[]): Promise<Ended> {
  const { DATABASE_URL: _url, DATABASE_OWNER_URL: _owner, ...environment } = process.env;
  let [out, err] = ['', ''];
  const exit = await run(words, {
    environment,
    dataFolder,
    out: (line) => {
      out += `${line.nl}\n`;
    },
    err: (line) => {
      err += `${line.nl}\n`;
    },
    data: (line) => {
      out += `${line}\n`;
    },
  });
  const ended: Ended = { exit, signal: null, out, err };
  expectNoStack(ended);
  return ended;
}

/** Fails when a person was shown the inside of the program. */
export function expectNoStack({ out, err }: Ended): void {
  expect(`${out}\n${err}`).not.toMatch(/^\s+at .*[:(]|node:internal|\.ts:\d+|\n\w*Error\b/m);
}

/** A folder for one test file, and a program that keeps its database running between processes. */
export interface Workplace {
  readonly folder: string;
  readonly dataFolder: string;
  readonly daglicht: Daglicht;
  /** How many rows of a table (and perhaps a condition) an organisation has. */
  readonly count: (organisation: string, table: string) => Promise<string>;
  readonly close: () => Promise<void>;
}

/** Opens a folder with an embedded database of its own. */
export async function openWorkplace(): Promise<Workplace> {
  const folder = mkdtempSync(join(tmpdir(), 'daglicht-bad-'));
  chmodSync(folder, 0o755);
  const dataFolder = join(folder, 'data');
  const opened = await openDaglicht({}, dataFolder);
  return {
    folder,
    dataFolder,
    daglicht: opened,
    count: (organisation, table) => countRows(opened, organisation, table),
    close: async () => {
      await opened.close();
      await nothingLeft(dataFolder);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** How many rows of a table there are, read through the doorway as the actor who may see them all. */
export async function countRows(opened: Daglicht, organisation: string, table: string): Promise<string> {
  const { door } = await opened.organisation(organisation);
  const isPublished = table.startsWith('publication');
  return look(
    door,
    isPublished ? publicationActor : tester,
    {
      name: isPublished ? 'publication.read' : 'figures.inputs',
      confidential: false,
      object: () => table,
      ask: async (database) => {
        const answer = await sql<{ n: string }>`select count(*) as n from ${sql.raw(table)}`.execute(
          database,
        );
        return answer.rows[0]?.n ?? '';
      },
    },
    concern,
    {},
  );
}

/**
 * Holds a table so that nobody writes it, runs `work`, and lets go. `waiting` resolves when somebody waits for
 * the table: the moment at which a process is half-way.
 */
export function holdingTable<T>(
  opened: Daglicht,
  organisation: string,
  table: string,
  work: (waiting: () => Promise<void>) => Promise<T>,
): Promise<T> {
  return withClient(opened.storage.connection(organisation, 'owner'), async (client) => {
    await client.query(`begin; lock table ${table} in share mode`);
    const waiting = async (): Promise<void> => {
      for (let tries = 0; tries < 6000; tries++) {
        const answer = await client.query(
          `select 1 from pg_locks where not granted and relation = '${table}'::regclass`,
        );
        if (answer.rows.length > 0) return;
        await new Promise((settle) => setTimeout(settle, 20));
      }
      throw new Error(`nobody came to wait for ${table}`);
    };
    return work(waiting);
  });
}

/** A file system of its own: `size` such as "1m", perhaps read-only. Undefined where mounting is not allowed. */
export function mountMemory(
  folder: string,
  options: string,
): { readonly folder: string; readonly unmount: () => void } | undefined {
  mkdirSync(folder, { recursive: true });
  if (process.getuid?.() !== 0 || !existsSync('/usr/bin/mount')) return undefined;
  const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', options, 'none', folder]);
  if (mounted.status !== 0) return undefined;
  return { folder, unmount: () => void spawnSync('umount', ['-l', folder]) };
}
