import { execFileSync, spawnSync } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { afterEach, describe, expect, it } from 'vitest';
import {
  type Holder,
  hold,
  killNow,
  nothingLeft,
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

const folders: string[] = [];
const holders: Holder[] = [];

function newFolder(name = ''): string {
  const folder = mkdtempSync(join(tmpdir(), `daglicht-cluster-${name}`));
  folders.push(folder);
  return folder;
}

async function holder(dataFolder: string): Promise<Holder> {
  const made = await hold(dataFolder);
  holders.push(made);
  return made;
}

afterEach(async () => {
  for (const one of holders.splice(0)) await one.kill();
  for (const folder of folders.splice(0)) {
    await nothingLeft(folder);
    rmSync(folder, { recursive: true, force: true });
  }
});

async function refusal(promise: Promise<unknown>): Promise<ClusterError> {
  const error: unknown = await promise.then(
    () => null,
    (reason: unknown) => reason,
  );
  if (error instanceof ClusterError) return error;
  throw error ?? new Error('it was not refused');
}

describe('The embedded server', () => {
  it('outlives the process that started it while another one holds it, and nothing longer', async () => {
    const folder = newFolder();
    const first = await holder(folder);
    const second = await holder(folder);
    const supervisor = supervisorOf(folder);
    await first.ask('create table kept (a int)');
    await first.kill();
    expect(await second.ask('insert into kept values (7) returning a')).toBe('7');
    expect(supervisorOf(folder)).toBe(supervisor);
    await second.release();
    expect(serversOf(folder)).toEqual([]);
    const third = await holder(folder);
    expect(await third.ask('select a from kept')).toBe('7');
    await third.release();
  });

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

  it('opens no port, writes every commit to disk, and keeps what people wrote out of its log', async () => {
    const folder = newFolder();
    const one = await holder(folder);
    const setting = (name: string) => one.ask(`select current_setting('${name}')`);
    expect(await setting('listen_addresses')).toBe('');
    expect(await setting('fsync')).toBe('on');
    expect(await setting('full_page_writes')).toBe('on');
    expect(await setting('synchronous_commit')).toBe('on');
    expect(await setting('data_checksums')).toBe('on');
    await one.ask('create table names (name text primary key)');
    await one.ask(`insert into names values ('Geheim')`);
    await expect(one.ask(`insert into names values ('Geheim')`)).rejects.toThrow(/duplicate key/);
    await expect(one.ask(`select 'Geheim' from missing`)).rejects.toThrow(/missing/);
    const log = readFileSync(join(folder, 'database', 'server.log'), 'utf8');
    expect(log).toContain('duplicate key');
    expect(log).not.toContain('Geheim');
  });

  it.runIf(process.getuid?.() === 0)(
    'lets no other account in, even one that reaches the socket',
    async () => {
      const folder = newFolder();
      await holder(folder);
      const run = socketFolderOf(folder);
      const knock = (uid: number): string => {
        const script = `
        const { createConnection } = require('node:net');
        const body = Buffer.from('\\0\\x03\\0\\0user\\0daglicht_owner\\0database\\0postgres\\0\\0', 'latin1');
        const size = Buffer.alloc(4); size.writeInt32BE(body.length + 4);
        const socket = createConnection({ path: process.argv[1] });
        socket.on('connect', () => socket.write(Buffer.concat([size, body])));
        socket.on('data', (data) => { console.log(data.toString('latin1').replace(/[^ -~]/g, ' ')); process.exit(); });
        socket.on('error', (error) => { console.log(error.code); });`;
        const words = ['--eval', script, join(run, '.s.PGSQL.5432')];
        return spawnSync(process.execPath, words, { uid, gid: uid, cwd: '/', encoding: 'utf8' }).stdout;
      };
      expect(knock(1234)).toContain('EACCES');
      for (const path of [folder, join(folder, 'database'), run]) chmodSync(path, 0o755);
      chmodSync(join(run, '.s.PGSQL.5432'), 0o777);
      for (const uid of [1234, 65_534, 33]) expect(knock(uid)).toContain('Peer authentication failed');
    },
  );

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
  it('of another major is left alone, with what to install', async () => {
    const folder = newFolder();
    const cluster = join(folder, 'database', 'cluster');
    mkdirSync(cluster, { recursive: true, mode: 0o700 });
    writeFileSync(join(cluster, 'PG_VERSION'), '12\n');
    const error = await refusal(openCluster({ dataFolder: folder }));
    expect(error.code).toBe('wrong-major');
    expect(error.message).toContain('postgresql-12');
    expect(error.inLanguage('nl')).toContain('De gegevens zijn niet aangeraakt.');
    expect(readdirSync(cluster)).toEqual(['PG_VERSION']);
  });

  it('that lost its cluster is not filled with a new one', async () => {
    const folder = newFolder();
    mkdirSync(join(folder, 'database', 'cluster'), { recursive: true });
    expect((await refusal(openCluster({ dataFolder: folder }))).code).toBe('not-a-cluster');
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

  it('that is a file, or lies below one, is refused', async () => {
    const file = join(newFolder(), 'file');
    writeFileSync(file, '');
    const error = await refusal(openCluster({ dataFolder: file }));
    expect(error.code).toBe('folder-unwritable');
    expect(error.message).toContain(file);
  });

  it('with a damaged cluster tells what the server said', async () => {
    const folder = newFolder();
    await (await holder(folder)).release();
    rmSync(join(folder, 'database', 'cluster', 'global', 'pg_control'));
    const error = await refusal(openCluster({ dataFolder: folder }));
    expect(error.code).toBe('start-failed');
    expect(error.message).toContain('pg_control');
  });
});
