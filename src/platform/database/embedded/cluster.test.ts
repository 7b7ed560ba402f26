import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { dataFolders } from '../../../../tests/makers/data-folders.ts';
import { serversOf, socketFolderOf, supervisorOf } from '../../../../tests/makers/processes.ts';
import { ClusterError } from '../errors.ts';
import { openCluster } from './cluster.ts';

const { newFolder, holder } = dataFolders();

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

  it('that is a file, or lies below one, is refused', async () => {
    const file = join(newFolder(), 'file');
    writeFileSync(file, '');
    const error = await refusal(openCluster({ dataFolder: file }));
    expect(error.code).toBe('folder-unwritable');
    expect(error.message).toContain(file);
  });
});
