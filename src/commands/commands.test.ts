import { describe, expect, test, vi } from 'vitest';
import { allCommands } from './commands.ts';
import { run } from './run.ts';

test('Every command answers as JSON when asked', async () => {
  for (const { name, options } of await allCommands()) expect(options['json']?.type, name).toBe('boolean');
});

test('Every option of every command is explained, in both languages', async () => {
  for (const { name, options, help } of await allCommands()) {
    expect(Object.keys(help).sort(), name).toEqual(Object.keys(options).sort());
    for (const { nl, en } of Object.values(help)) expect([nl, en], name).not.toContain('');
  }
});

describe('The language of the command line', () => {
  /** Words that stand in nearly every Dutch text and in no English one. */
  const dutch = /(?<![\p{L}])(?:een|het|niet|geen|wordt|naar|van|welke|alleen|toont|uitkomst)(?![\p{L}])/iu;

  async function said(words: readonly string[], environment: Readonly<Record<string, string>> = {}) {
    const lines: string[] = [];
    const language = (line: string) => lines.push(line);
    const streams = [vi.spyOn(process.stdout, 'write'), vi.spyOn(process.stderr, 'write')];
    for (const stream of streams)
      stream.mockImplementation((part) => {
        language(String(part));
        return true;
      });
    try {
      const exit = await run(words, { environment });
      return { exit, text: lines.join('') };
    } finally {
      for (const stream of streams) stream.mockRestore();
    }
  }

  test('is Dutch unless another one is asked, by an option anywhere or by a variable', async () => {
    expect((await said(['--help'])).text).toContain('Gebruik: npm run');
    expect((await said(['--help'], { LANG: 'en_GB.UTF-8' })).text).toContain('Gebruik: npm run');
    for (const [words, environment] of [
      [['--language', 'en', '--help'], {}],
      [['--language=en', '--help'], {}],
      [['--help', '--language=en'], {}],
      [['--help'], { DAGLICHT_LANGUAGE: 'en' }],
    ] as const)
      expect((await said(words, environment)).text).toContain('Use: npm run');
  });

  test('is that of every command and its options', async () => {
    const overview = await said(['--help', '--language', 'en']);
    expect(overview.text).not.toMatch(dutch);
    for (const { name } of await allCommands()) {
      const { exit, text } = await said([name, '--help', '--language', 'en']);
      expect([name, exit]).toEqual([name, 0]);
      expect(text).not.toMatch(dutch);
      const refused = await said([name, '--nothing', '--language', 'en']);
      expect(refused.exit).toBe(2);
      expect(refused.text).toContain('has no option --nothing');
    }
  });

  test('that does not exist is wrong use', async () => {
    const { exit, text } = await said(['check', '--language', 'fr']);
    expect([exit, text.includes('„fr” is geen taal')]).toEqual([2, true]);
  });
});
