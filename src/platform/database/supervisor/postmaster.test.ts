import { spawn } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { dieWithParent } from './postmaster.ts';

describe('A command that is to die with its parent', () => {
  const command = (parent?: number) => {
    const [program = '', ...words] = [...dieWithParent('SIGINT', parent), 'sh', '-c', 'echo ran'];
    return spawn(program, words, { stdio: ['ignore', 'pipe', 'inherit'] });
  };
  const said = async (child: ReturnType<typeof command>): Promise<string> => {
    let text = '';
    for await (const part of child.stdout) text += String(part);
    return text;
  };

  it('runs below its parent', async () => {
    expect(await said(command())).toBe('ran\n');
  });

  it.runIf(process.platform === 'linux')(
    'does not run when its parent died before it asked the kernel for that',
    async () => {
      // Its parent is this process, not the one named: as after being left to another.
      expect(await said(command(2))).toBe('');
    },
  );
});
