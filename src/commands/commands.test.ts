import { expect, test } from 'vitest';
import { allCommands } from './commands.ts';

test('Every command answers as JSON when asked', async () => {
  for (const { name, options } of await allCommands()) expect(options['json']?.type, name).toBe('boolean');
});

test('Every option of every command is explained, in both languages', async () => {
  for (const { name, options, help } of await allCommands()) {
    expect(Object.keys(help).sort(), name).toEqual(Object.keys(options).sort());
    for (const { nl, en } of Object.values(help)) expect([nl, en], name).not.toContain('');
  }
});
