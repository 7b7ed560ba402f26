import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { dataFolders } from '../../../../tests/makers/data-folders.ts';
import { killNow, startHolder } from '../../../../tests/makers/processes.ts';
import { readPidFile } from './postmaster.ts';

const { holder, holders, usedFolder } = dataFolders();

describe('A server that lost its supervisor', () => {
  it('and was killed between making postmaster.pid and writing it does not stop the next start', async () => {
    const { folder, cluster } = await usedFolder();
    writeFileSync(join(cluster, 'postmaster.pid'), '');
    const again = await holder(folder);
    expect(await again.ask('select 1')).toBe('1');
  });

  it('before it came to its folder is stopped by the next start', async () => {
    const { folder, cluster } = await usedFolder();
    const stray = spawn('sleep', ['60'], { cwd: '/', stdio: 'ignore' });
    const late = spawn(
      'sh',
      ['-c', 'while true; do sleep 0.05; done', '/usr/bin/postgres', '-D', cluster, '-c', 'port=5432'],
      { cwd: '/', stdio: 'ignore' },
    );
    const ended = once(late, 'exit');
    const again = await holder(folder);
    expect(await again.ask('select 1')).toBe('1');
    await ended;
    expect(stray.exitCode).toBeNull();
    stray.kill('SIGKILL');
  });

  it('is not looked for in somebody else’s program that works in the folder or names it', async () => {
    const { folder, cluster } = await usedFolder();
    const shell = spawn('sleep', ['60'], { cwd: cluster, stdio: 'ignore' });
    const backup = spawn('sh', ['-c', 'sleep 60; true', 'tar', cluster], { cwd: '/', stdio: 'ignore' });
    const again = await holder(folder);
    expect(await again.ask('select 1')).toBe('1');
    for (const one of [shell, backup]) {
      expect([one.exitCode, one.signalCode]).toEqual([null, null]);
      one.kill('SIGKILL');
    }
  });
});

describe('A server that is killed as soon as it is ready', () => {
  it('is started again for the process that waits for it', async () => {
    const { folder, cluster } = await usedFolder();
    for (let round = 0; round < 6; round++) {
      const { ready } = startHolder(folder);
      for (const end = Date.now() + 20_000; readPidFile(cluster)?.ready !== true && Date.now() < end; )
        await delay(1);
      await delay(round);
      killNow(readPidFile(cluster)?.pid ?? -1);
      const one = await ready;
      holders.push(one);
      expect(await one.ask('select 1')).toBe('1');
      await one.release();
      holders.pop();
      expect(existsSync(join(cluster, 'postmaster.pid'))).toBe(false);
    }
  });
});
