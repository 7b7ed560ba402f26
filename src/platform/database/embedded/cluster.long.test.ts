import { execFileSync, spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, afterEach, describe, expect, it } from 'vitest';
import {
  type Circumstances,
  type Holder,
  HolderFailure,
  hold,
  killNow,
  mentioning,
  nothingLeft,
  serversOf,
  startHolder,
  supervisorOf,
} from '../../../../tests/makers/processes.ts';
import { clusterFolder } from './placing.ts';

/*
 * Deaths and races of the embedded server, with the programs of Debian and of npm, and with every way of coming
 * by an account: root with and without user namespaces, and a normal user.
 */

const isRoot = process.getuid?.() === 0;
/** The account that is a normal user when these tests run as root. */
const normalUser = 65_534;

type Case = { readonly name: string; readonly circumstances: Circumstances; readonly parent: string };

const folders: string[] = [];

function temporary(parent: string, owner?: number): string {
  const folder = mkdtempSync(join(parent, 'daglicht-long-'));
  if (owner !== undefined) execFileSync('chown', [`${owner}:${owner}`, folder]);
  folders.push(folder);
  return folder;
}

/** Holds an `unshare` that is refused, as in most containers. */
const withoutNamespaces = mkdtempSync(join(tmpdir(), 'daglicht-path-'));
chmodSync(withoutNamespaces, 0o755);
writeFileSync(join(withoutNamespaces, 'unshare'), '#!/bin/sh\nexit 1\n', { mode: 0o755 });
afterAll(() => rmSync(withoutNamespaces, { recursive: true }));

function cases(): Case[] {
  return ['debian', 'npm'].flatMap((programs): Case[] => {
    const variables = { DAGLICHT_POSTGRES_BIN: programs };
    const own: Case = { name: `${programs}, this account`, circumstances: { variables }, parent: tmpdir() };
    if (!isRoot) return [own];
    const refused = { ...variables, PATH: `${withoutNamespaces}:${process.env.PATH}` };
    return [
      { ...own, name: `${programs}, root below its own home`, parent: process.env.HOME ?? '/root' },
      {
        name: `${programs}, root without user namespaces`,
        circumstances: { variables: refused },
        parent: tmpdir(),
      },
      {
        name: `${programs}, root without user namespaces below its own home`,
        circumstances: { variables: refused },
        parent: process.env.HOME ?? '/root',
      },
      ...(canRunAs(normalUser)
        ? [
            {
              name: `${programs}, normal user`,
              circumstances: { variables, uid: normalUser },
              parent: tmpdir(),
            },
          ]
        : []),
    ];
  });
}

/** False where the sources lie in a place that only root can read. */
function canRunAs(uid: number): boolean {
  return spawnSync(process.execPath, ['--version'], { uid, gid: uid, cwd: '/' }).status === 0 && canRead(uid);
}

function canRead(uid: number): boolean {
  const file = new URL('../storage.ts', import.meta.url).pathname;
  return spawnSync('test', ['-r', file], { uid, gid: uid, cwd: '/' }).status === 0;
}

const running: Holder[] = [];

afterEach(async () => {
  for (const one of running.splice(0)) await one.kill();
  for (const folder of folders.splice(0)) {
    await nothingLeft(folder);
    const elsewhere = clusterFolder(join(folder, 'database'));
    rmSync(folder, { recursive: true, force: true });
    if (elsewhere.startsWith('/var/lib/daglicht/'))
      rmSync(join(elsewhere, '..'), { recursive: true, force: true });
  }
});

async function killEverything(dataFolder: string, holders: readonly Holder[]): Promise<void> {
  const pids = [supervisorOf(dataFolder), ...serversOf(dataFolder)];
  for (const one of holders) one.process.kill('SIGKILL');
  for (const pid of pids) killNow(pid);
  await nothingLeft(dataFolder);
}

describe.each(cases())('The embedded server ($name)', ({ circumstances, parent }) => {
  const start = async (folder: string): Promise<Holder> => {
    const one = await hold(folder, circumstances);
    running.push(one);
    return one;
  };
  const fresh = () => temporary(parent, circumstances.uid);

  it('serves import and serve in both orders, either killed, and leaves nothing', async () => {
    const folder = fresh();
    for (const killFirst of [true, false]) {
      const first = await start(folder);
      const second = await start(folder);
      const [victim, other] = killFirst ? [first, second] : [second, first];
      await other.ask('create table if not exists kept (a int)');
      await victim.kill();
      await delay(300);
      await other.ask('insert into kept values (1)');
      const third = await start(folder);
      await third.ask('insert into kept values (2)');
      await other.kill();
      await third.ask('insert into kept values (3)');
      await third.kill();
      await nothingLeft(folder);
    }
    const last = await start(folder);
    expect(await last.ask('select count(*) from kept')).toBe('6');
    await last.release();
    await nothingLeft(folder);
  });

  it('is started once by many processes, on a fresh folder and on an existing one', async () => {
    const folder = fresh();
    for (const round of [1, 2, 3]) {
      const all = await Promise.all(Array.from({ length: 6 }, () => start(folder)));
      if (round === 1) await all[0]?.ask('create table shared (a int)');
      await Promise.all(all.map((one) => one.ask('insert into shared values (1)')));
      expect(await all[0]?.ask('select count(*) from shared')).toBe(String(6 * round));
      await Promise.all(all.map((one, index) => (index % 2 === 0 ? one.release() : one.kill())));
      await nothingLeft(folder);
    }
  });

  it('loses nothing that was acknowledged when everything is killed', async () => {
    const folder = fresh();
    let acknowledged = 0;
    for (let round = 0; round < 6; round++) {
      const one = await start(folder);
      await one.ask('create table if not exists kept (a int)');
      expect(Number(await one.ask('select count(*) from kept'))).toBeGreaterThanOrEqual(acknowledged);
      // At least so many, however slow the disk is; where in a write the end comes differs from round to round.
      const enough = acknowledged + 10;
      const until = Date.now() + 100 + round * 40;
      while (Date.now() < until || acknowledged < enough) {
        await one.ask('insert into kept values (1)');
        acknowledged++;
      }
      await killEverything(folder, [one]);
    }
    const last = await start(folder);
    expect(await last.ask('select count(*) from kept')).toBe(String(acknowledged));
    expect(acknowledged).toBeGreaterThanOrEqual(60);
  });

  it('survives kill -9 at any moment of its first start', async () => {
    let interrupted = 0;
    for (let moment = 20; moment <= 900; moment += 80) {
      const folder = fresh();
      const one = startHolder(folder, circumstances);
      await delay(moment);
      const wasReady = await Promise.race([
        one.ready.then(
          () => true,
          () => false,
        ),
        delay(0, false),
      ]);
      if (!wasReady) interrupted++;
      one.process.kill('SIGKILL');
      for (const pid of mentioning(folder)) killNow(pid);
      await nothingLeft(folder);
      const again = await start(folder);
      expect(await again.ask('select 1')).toBe('1');
      const beside = join(clusterFolder(join(folder, 'database')), '..');
      expect(readdirSync(beside).filter((name) => name.startsWith('new-'))).toEqual([]);
      await again.release();
    }
    expect(interrupted).toBeGreaterThan(3);
    // Twelve first starts, each twice: longer than other tests on a machine with other work.
  }, 240_000);

  it('survives kill -9 of the supervisor at any moment of a start, while others come', async () => {
    const folder = fresh();
    await (await start(folder)).release();
    for (let moment = 40; moment <= 240; moment += 40) {
      const one = startHolder(folder, circumstances);
      await delay(moment);
      for (const pid of mentioning(folder)) killNow(pid);
      const two = await start(folder);
      expect(await two.ask('select 1')).toBe('1');
      const ready = await one.ready;
      running.push(ready);
      expect(await ready.askUntilAnswered('select 2')).toBe('2');
      await ready.release();
      await two.release();
      await nothingLeft(folder);
    }
  });

  // It takes the time that the server is given to stop by itself.
  const usual = circumstances.variables?.PATH === undefined;
  it.runIf(usual)('that lost its supervisor and does not stop is stopped by the next start', async () => {
    const folder = fresh();
    const one = await start(folder);
    await one.ask('create table kept as select 5 as a');
    const servers = serversOf(folder);
    for (const pid of servers) process.kill(pid, 'SIGSTOP');
    const supervisor = supervisorOf(folder);
    one.process.kill('SIGKILL');
    killNow(supervisor);
    const next = await start(folder);
    expect(await next.ask('select a from kept')).toBe('5');
    expect(serversOf(folder).filter((pid) => servers.includes(pid))).toEqual([]);
  });
});

describe('A data folder', () => {
  it.runIf(isRoot)('on a file system that is read-only is refused', async () => {
    await onSmallDisk(80, async (disk) => {
      const folder = join(disk, 'data');
      await (await hold(folder)).release();
      await readOnly(disk);
      const error = await failure(folder);
      expect(error.code).toBe('folder-unwritable');
      expect(error.message).toContain('read-only');
      expect((await failure(join(disk, 'other'))).code).toBe('folder-unwritable');
      execFileSync('mount', ['-o', 'remount,rw', disk]);
      await (await hold(folder)).release();
    });
  });

  it('that this account may not write is refused', async () => {
    const uid = isRoot ? normalUser : undefined;
    if (uid !== undefined && !canRunAs(uid)) return;
    const folder = temporary(tmpdir(), uid);
    chmodSync(folder, 0o500);
    const error = await failure(folder, uid === undefined ? {} : { uid });
    expect(error.code).toBe('folder-unwritable');
    chmodSync(folder, 0o700);
    const one = await hold(folder, uid === undefined ? {} : { uid });
    await one.release();
    chmodSync(join(folder, 'database'), 0o500);
    expect((await failure(folder, uid === undefined ? {} : { uid })).code).toBe('folder-unwritable');
    chmodSync(join(folder, 'database'), 0o700);
  });

  it.runIf(isRoot)('on a disk too small for a new cluster is left empty', async () => {
    await onSmallDisk(20, async (disk) => {
      const folder = join(disk, 'data');
      const error = await failure(folder);
      expect(error.code).toBe('initdb-failed');
      expect(error.message).toContain('Free at least 100 MB');
      expect(readdirSync(join(folder, 'database')).filter((name) => /new-|cluster/.test(name))).toEqual([]);
    });
  });

  it.runIf(isRoot)('on a full disk keeps what it has and goes on when there is room', async () => {
    await onSmallDisk(200, async (disk) => {
      const folder = join(disk, 'data');
      const one = await hold(folder);
      running.push(one);
      await one.ask('create table kept as select 1 as a');
      fillDisk(disk);
      await expect(
        one.ask(
          `create table large as select repeat(md5(n::text), 20) as t from generate_series(1, 200000) as n`,
        ),
      ).rejects.toThrow(/No space left|recovery|terminat|cannot be reached|closed/i);
      rmSync(join(disk, 'filler'));
      expect(await one.askUntilAnswered('select a from kept')).toBe('1');
      await one.askUntilAnswered('insert into kept values (2)');
      await one.release();
      fillDisk(disk);
      const error = await failure(folder);
      expect(error.message).toMatch(/No space left|disk is full/);
      rmSync(join(disk, 'filler'));
      const again = await hold(folder);
      running.push(again);
      expect(await again.ask('select count(*) from kept')).toBe('2');
      await again.release();
    });
  });

  it.runIf(isRoot)('of a normal user that root opened once is still that user’s', async () => {
    if (!canRunAs(normalUser)) return;
    const folder = temporary(tmpdir(), normalUser);
    const one = await hold(folder, { uid: normalUser });
    await one.ask('create table kept as select 1 as a');
    await one.release();
    const asRoot = await hold(folder);
    await asRoot.ask('insert into kept values (2)');
    await asRoot.release();
    const again = await hold(folder, { uid: normalUser });
    expect(await again.ask('select count(*) from kept')).toBe('2');
    await again.release();
    for (const name of readdirSync(join(folder, 'database'))) {
      const found = statSync(join(folder, 'database', name));
      expect({ name, uid: found.uid }).toEqual({ name, uid: normalUser });
    }
  });
});

async function failure(folder: string, circumstances: Circumstances = {}): Promise<HolderFailure> {
  const error: unknown = await hold(folder, circumstances).then(
    (one) => one.kill(),
    (reason: unknown) => reason,
  );
  if (error instanceof HolderFailure) return error;
  throw error ?? new Error('it was not refused');
}

function fillDisk(disk: string): void {
  spawnSync('dd', ['if=/dev/zero', `of=${join(disk, 'filler')}`, 'bs=64k']);
}

async function onSmallDisk(megabytes: number, work: (disk: string) => Promise<void>): Promise<void> {
  const disk = mkdtempSync(join(tmpdir(), 'daglicht-disk-'));
  const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m`, 'tmpfs', disk]);
  if (mounted.status !== 0) {
    process.stderr.write('skipped: this system lets root mount no file system\n');
    rmSync(disk, { recursive: true });
    return;
  }
  try {
    await work(disk);
  } finally {
    for (const one of running.splice(0)) await one.kill();
    for (const name of existsSync(disk) ? readdirSync(disk) : []) await nothingLeft(join(disk, name));
    execFileSync('umount', ['-l', disk]);
    rmSync(disk, { recursive: true });
  }
}

/** Mounts a disk read-only once nothing holds a file open on it: a server that was let go takes a moment to end. */
async function readOnly(disk: string): Promise<void> {
  for (let tries = 50; ; tries--)
    try {
      execFileSync('mount', ['-o', 'remount,ro', disk], { stdio: 'ignore' });
      return;
    } catch (error) {
      if (tries === 0) throw error;
      await delay(200);
    }
}
