import { readdirSync, readFileSync, readlinkSync, realpathSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { errorCode } from '../../language/explained-error.ts';
import { isEmptyPidFile, readPidFile } from './postmaster.ts';

/**
 * Server processes of this cluster folder: PostgreSQL's programs that work in it, and those that have only just
 * begun, which name it in their command. Somebody's shell or backup in that folder is none of them. Linux only.
 */
export function serverProcesses(folder: string): number[] {
  const target = realpathSync(folder);
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name) && Number(name) !== process.pid)
    .map(Number)
    .filter((pid) => {
      try {
        return worksIn(pid, target) || isToServe(pid, target);
      } catch {
        return false;
      }
    });
}

function worksIn(pid: number, folder: string): boolean {
  if (readlinkSync(`/proc/${pid}/cwd`) !== folder) return false;
  // The kernel adds " (deleted)" when the program was replaced by an update.
  return /\/(postgres|initdb)( \(deleted\))?$/.test(readlinkSync(`/proc/${pid}/exe`));
}

function isToServe(pid: number, folder: string): boolean {
  const words = readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0');
  return words.some((word, index) => {
    const rest = words.slice(index + 1);
    if (word.endsWith('/postgres')) return rest[0] === '-D' && rest[1] === folder;
    return word.endsWith('/initdb') && rest[0] === `--pgdata=${folder}`;
  });
}

function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch (error) {
    if (errorCode(error) !== 'ESRCH') throw error;
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return errorCode(error) === 'EPERM';
  }
}

async function gone(living: () => number[], milliseconds: number): Promise<boolean> {
  const end = performance.now() + milliseconds;
  while (living().length > 0) {
    if (performance.now() > end) return false;
    await delay(10);
  }
  return true;
}

/**
 * Stops what an earlier supervisor left running on this cluster, and removes a postmaster.pid that PostgreSQL would
 * not get past: one whose number now belongs to another program, and an empty one, left by a server that was killed
 * between making the file and writing it. The caller holds the supervisor's lock, so nothing that is found here has
 * a supervisor any more. PostgreSQL itself refuses a second server as long as any process of the first lives.
 */
export async function stopStrays(folder: string): Promise<void> {
  const recorded = readPidFile(folder);
  const linux = process.platform === 'linux';
  // The file in a copy of a folder names the server of the original.
  const isItsOwn = recorded !== null && recorded.folder === realpathSync(folder);
  const living = () =>
    linux ? serverProcesses(folder) : isItsOwn && isAlive(recorded.pid) ? [recorded.pid] : [];
  if (living().length > 0) {
    if (recorded !== null && living().includes(recorded.pid)) {
      signal(recorded.pid, 'SIGINT');
      if (!(await gone(living, 10_000))) signal(recorded.pid, 'SIGQUIT');
    }
    if (!(await gone(living, 1_000))) {
      for (const pid of living()) signal(pid, 'SIGQUIT');
      if (!(await gone(living, 5_000))) for (const pid of living()) signal(pid, 'SIGKILL');
      await gone(living, 5_000);
    }
  }
  const left = readPidFile(folder);
  const isInTheWay = left === null ? isEmptyPidFile(folder) : (linux || !isItsOwn) && isAlive(left.pid);
  if (isInTheWay && living().length === 0) rmSync(join(folder, 'postmaster.pid'), { force: true });
}
