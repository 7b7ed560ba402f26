import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

/** Raised by the server and the pages, where the newest epoch and the newest list are known. */
const raisedElsewhere = ['E_STALE', 'E_EPOCH'];

const source = readFileSync(join(import.meta.dirname, '../../src/platform/encryption/fault.ts'), 'utf8');
const named = (text: string): string[] => [...new Set(text.match(/E_[A-Z]+/g))].sort();

describe('the codes of refusals', () => {
  it('are each the answer to some vector, but for those that the room does not raise', () => {
    const folder = join(import.meta.dirname, 'vectors');
    const answers = readdirSync(folder).flatMap((name) => {
      const { cases }: { cases: { expect: unknown }[] } = JSON.parse(
        readFileSync(join(folder, name), 'utf8'),
      );
      return cases.map((one) => JSON.stringify(one.expect));
    });
    const declared = named(/type FaultCode =([^;]+);/.exec(source)?.[1] ?? '');
    expect(declared.length).toBe(24);
    expect(declared.filter((code) => !named(answers.join()).includes(code))).toEqual(raisedElsewhere.sort());
  });

  it('that are raised elsewhere are raised by nothing in the room', () => {
    const room = join(import.meta.dirname, '../../src/platform/encryption');
    const files = readdirSync(room, { recursive: true, encoding: 'utf8' }).filter(
      (name) => name.endsWith('.ts') && !name.endsWith('.test.ts') && name !== 'fault.ts',
    );
    expect(files.length).toBeGreaterThan(20);
    const text = files.map((name) => readFileSync(join(room, name), 'utf8')).join();
    for (const code of raisedElsewhere) expect(text).not.toContain(`'${code}'`);
  });
});
