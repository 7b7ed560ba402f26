import { readdirSync, readlinkSync, realpathSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { errorCode } from './errors.ts';
import { readPidFile } from './postmaster.ts';

/** Server processes that work in this cluster folder (each has it as its working folder); Linux only. */
export function serverProcesses(folder: string): number[] {
  const target = realpathSync(folder);
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((pid) => {
      if (pid === process.pid) return false;
      try {
        return readlinkSync(`/proc/${pid}/cwd`) === target;
      } catch {
        return false;
      }
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
  const end = Date.now() + milliseconds;
  while (living().length > 0) {
    if (Date.now() > end) return false;
    await delay(10);
  }
  return true;
}

/**
 * Stops what an earlier supervisor left running on this cluster, and removes a postmaster.pid whose number now
 * belongs to another program. The caller holds the supervisor's lock, so nothing that is found here has a
 * supervisor any more. PostgreSQL itself refuses a second server as long as any process of the first lives.
 */
export async function stopStrays(folder: string): Promise<void> {
  const recorded = readPidFile(folder);
  const linux = process.platform === 'linux';
  const living = () =>
    linux ? serverProcesses(folder) : recorded !== null && isAlive(recorded.pid) ? [recorded.pid] : [];
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
  if (linux && left !== null && isAlive(left.pid) && living().length === 0) {
    rmSync(join(folder, 'postmaster.pid'), { force: true });
  }
}
