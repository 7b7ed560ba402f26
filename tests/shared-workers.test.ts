import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { sharingWorkers } from './shared-workers.ts';

const folder = mkdtempSync(join(tmpdir(), 'daglicht-sharing-'));
afterAll(() => rmSync(folder, { recursive: true }));

function shares(files: Readonly<Record<string, string>>): boolean {
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  const file = join(folder, 'a.test.ts');
  return sharingWorkers([file]).includes(file);
}

const root = join(import.meta.dirname, '..');
const sharesHere = (path: string): boolean => sharingWorkers([join(root, path)]).length === 1;

describe('A test file shares a worker with others', () => {
  test('where no import of an import reaches what goes on beside it', () => {
    const a = "import { b } from './b.ts';\n";
    const through = (c: string) => shares({ 'a.test.ts': a, 'b.ts': "export * from './c.ts';\n", 'c.ts': c });
    expect(through('export const b = 1;\n')).toBe(true);
    expect(through("import {\n  Pool,\n} from 'pg';\n")).toBe(false);
    expect(through("import 'node:worker_threads';\n")).toBe(false);
    expect(through("const { chromium } = await import('playwright-core');\n")).toBe(false);
    expect(through("import type { Pool } from 'pg';\n")).toBe(true);
  });

  test('unless it changes the worker itself', () => {
    for (const changes of [
      'vi.useFakeTimers();',
      "process.chdir('/');",
      "process.env['TZ'] = 'UTC';",
      "delete process.env['TZ'];",
    ])
      expect([changes, shares({ 'a.test.ts': changes })]).toEqual([changes, false]);
    expect(shares({ 'a.test.ts': "if (process.env['TZ'] === 'UTC') expect(1).toBe(1);" })).toBe(true);
  });

  test('where all that it has beside the program is a database of its own', () => {
    for (const path of ['tests/totals.test.ts', 'src/registers/staff/employments.test.ts'])
      expect([path, sharesHere(path)]).toEqual([path, true]);
    for (const path of [
      'tests/browser/reading.test.ts',
      'tests/bad-input.test.ts',
      'tests/past/past.test.ts',
      'src/workplace/home/home.test.ts',
      'src/platform/database/doorways.test.ts',
      'src/platform/spreadsheets/reading/readers.test.ts',
      'src/commands/start-reads-little.test.ts',
    ])
      expect([path, sharesHere(path)]).toEqual([path, false]);
  });
});
