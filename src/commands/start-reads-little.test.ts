import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';

/** What is read, of ours, when a file of the program is. */
function readWith(file: string): readonly string[] {
  const script = `
    import { registerHooks } from 'node:module';
    const read = [];
    registerHooks({ load(url, context, next) { read.push(url); return next(url, context); } });
    await import(${JSON.stringify(join(import.meta.dirname, file))});
    process.stdout.write(JSON.stringify(read));`;
  const output = execFileSync(process.execPath, ['--input-type=module', '--eval', script], {
    encoding: 'utf8',
  });
  const urls: readonly string[] = JSON.parse(output);
  return urls.flatMap((url) => url.split('/src/')[1] ?? []);
}

describe('A start', () => {
  test('tells failures without reading what makes reports', () => {
    const read = readWith('failures.ts');
    expect(read).toContain('publication/frozen-inputs.ts');
    expect(
      read.filter((file) => /^(protection|publication\/(pdf|disclosure|make-report))/.test(file)),
    ).toEqual([]);
  });
});
