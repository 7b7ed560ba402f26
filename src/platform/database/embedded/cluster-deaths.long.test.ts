import { execFileSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { dataFolders } from '../../../../tests/makers/data-folders.ts';
import {
  killNow,
  serversOf,
  socketFolderOf,
  startHolder,
  supervisorOf,
} from '../../../../tests/makers/processes.ts';
import { withClient } from '../databases.ts';
import { ClusterError } from '../errors.ts';
import { openStorage } from '../storage.ts';
import { serverProcesses } from '../supervisor/strays.ts';
import { openCluster } from './cluster.ts';

const { newFolder, holder, holders } = dataFolders();

async function refusal(promise: Promise<unknown>): Promise<ClusterError> {
  const error: unknown = await promise.then(
    () => null,
    (reason: unknown) => reason,
  );
  if (error instanceof ClusterError) return error;
  throw error ?? new Error('it was not refused');
}

describe('The embedded server', () => {
  it('is started once when several processes come to a fresh folder at the same moment', async () => {
    const folder = newFolder();
    const started = Array.from({ length: 5 }, () => startHolder(folder));
    const all = await Promise.all(started.map(({ ready }) => ready));
    holders.push(...all);
    await all[0]?.ask('create table shared (a int)');
    for (const [index, one] of all.entries()) await one.ask(`insert into shared values (${index})`);
    expect(await all[4]?.ask('select count(*) from shared')).toBe('5');
    expect(readdirSync(join(folder, 'database')).filter((name) => name.startsWith('new-'))).toEqual([]);
  });

  it('comes back by itself when its supervisor is killed', async () => {
    const folder = newFolder();
    const one = await holder(folder);
    await one.ask('create table kept as select 3 as a');
    const before = supervisorOf(folder);
    killNow(before);
    await expect.poll(() => supervisorOf(folder), { timeout: 20_000 }).not.toBe(before);
    expect(await one.askUntilAnswered('select a from kept')).toBe('3');
  });

  it('comes back by itself when it is killed', async () => {
    const folder = newFolder();
    const one = await holder(folder);
    await one.ask('create table kept as select 4 as a');
    for (const pid of serversOf(folder)) killNow(pid);
    expect(await one.askUntilAnswered('select a from kept')).toBe('4');
  });

  it('that was killed is not called ready before it is back', async () => {
    const folder = newFolder();
    const one = await holder(folder);
    await one.ask('create table kept as select 5 as a');
    for (const pid of serversOf(folder)) killNow(pid);
    await delay(30);
    const newcomer = await openCluster({ dataFolder: folder });
    try {
      const answer = await withClient(newcomer.connection('daglicht_bron', 'owner'), (client) =>
        client.query('select a from kept'),
      );
      expect(answer.rows).toEqual([{ a: 5 }]);
    } finally {
      await newcomer.release();
    }
  });

  it('that is killed while a process opens it gives that process its database all the same', async () => {
    const folder = newFolder();
    const one = await holder(folder);
    await one.ask('create table kept as select 6 as a');
    const storage = await openStorage({}, { dataFolder: folder });
    try {
      killNow(supervisorOf(folder));
      for (const pid of serversOf(folder)) killNow(pid);
      await storage.ensureDatabase('bron');
      expect(await one.askUntilAnswered('select a from kept')).toBe('6');
    } finally {
      await storage.close();
    }
  });

  it('is not replaced by an empty one when its folder vanishes under a process that runs', async () => {
    const folder = newFolder();
    const one = await holder(folder);
    const supervisor = supervisorOf(folder);
    const cluster = join(folder, 'database', 'cluster');
    renameSync(cluster, `${cluster}-moved`);
    for (const pid of [supervisor, ...serverProcesses(`${cluster}-moved`)]) killNow(pid);
    await expect(one.ask('select 1')).rejects.toThrow(/cannot be reached/);
    await delay(1500);
    expect(existsSync(cluster)).toBe(false);
    renameSync(`${cluster}-moved`, cluster);
    expect(await one.askUntilAnswered('select 1')).toBe('1');
  });

  it('starts although postmaster.pid names a process that is something else by now', async () => {
    const folder = newFolder();
    await (await holder(folder)).release();
    const cluster = join(folder, 'database', 'cluster');
    writeFileSync(
      join(cluster, 'postmaster.pid'),
      `${process.ppid}\n${cluster}\n1\n5432\n${folder}\n\n  1 2\nready\n`,
    );
    const again = await holder(folder);
    expect(await again.ask('select 1')).toBe('1');
    await again.release();
  });

  it('works in a folder whose path is too long for a socket', async () => {
    const folder = join(newFolder(), 'long-'.repeat(30), 'data');
    const one = await holder(folder);
    const socket = socketFolderOf(folder);
    expect(socket.length).toBeLessThan(80);
    expect(statSync(socket).mode & 0o777).toBe(0o700);
    await one.release();
    expect(existsSync(socket)).toBe(false);
  });

  it('may be let go more than once, and by a process that holds it twice', async () => {
    const folder = newFolder();
    const first = await openStorage({}, { dataFolder: folder });
    const second = await openStorage({}, { dataFolder: folder });
    await first.close();
    await first.close();
    await second.ensureDatabase('bron');
    await second.close();
    expect(serversOf(folder)).toEqual([]);
  });
});

describe('A data folder', () => {
  it('with a damaged cluster tells what the server said', async () => {
    const folder = newFolder();
    await (await holder(folder)).release();
    rmSync(join(folder, 'database', 'cluster', 'global', 'pg_control'));
    const error = await refusal(openCluster({ dataFolder: folder }));
    expect(error.code).toBe('start-failed');
    expect(error.message).toContain('pg_control');
  });

  it.each([
    ['beside the server', ''],
    ['in the temporary folder, because its path is long', 'long-'.repeat(30)],
  ])(
    'that was copied while in use has a server of its own and never reaches the other, sockets %s',
    async (_name, below) => {
      const [folder, place] = [join(newFolder(), below), newFolder()];
      const original = await holder(folder);
      await original.ask('create table kept as select 1 as a');
      mkdirSync(join(place, below), { recursive: true });
      execFileSync('cp', ['-a', `${folder}/.`, join(place, below)]);
      const copy = await holder(join(place, below));
      expect(socketFolderOf(join(place, below))).not.toBe(socketFolderOf(folder));
      await copy.ask('update kept set a = 2');
      expect(await original.ask('select a from kept')).toBe('1');
      await copy.release();
      expect(await original.ask('select a from kept')).toBe('1');
      // Who comes to the original still finds its server.
      const second = await holder(folder);
      expect(await second.ask('select a from kept')).toBe('1');
    },
  );

  it('that was copied with a link to its cluster is refused, and goes on when it was moved', async () => {
    const [folder, copy, moved] = [newFolder(), newFolder(), newFolder()];
    await (await holder(folder)).release();
    const elsewhere = join(newFolder(), 'cluster');
    renameSync(join(folder, 'database', 'cluster'), elsewhere);
    symlinkSync(elsewhere, join(folder, 'database', 'cluster'));
    const original = await holder(folder);
    execFileSync('cp', ['-a', `${folder}/.`, copy]);
    const told = await refusal(openCluster({ dataFolder: copy }));
    expect(told.code).toBe('cluster-of-other');
    expect(told.message).toContain(join(folder, 'database'));
    expect(await original.ask('select 1')).toBe('1');
    await original.release();
    expect((await refusal(openCluster({ dataFolder: copy }))).code).toBe('cluster-of-other');
    renameSync(join(folder, 'database'), join(moved, 'database'));
    expect(await (await holder(moved)).ask('select 1')).toBe('1');
    rmSync(join(copy, 'database', 'cluster'));
  });
});
