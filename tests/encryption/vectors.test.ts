import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { answered, asText, casesOf, titleOf, untold, type VectorFile } from './held.ts';

const folder = join(import.meta.dirname, 'vectors');
const files: readonly VectorFile[] = readdirSync(folder)
  .sort()
  .map((name) => JSON.parse(readFileSync(join(folder, name), 'utf8')));
const all = files.flatMap(casesOf);

describe.each(files)('$id, $title', (file) => {
  it.each(casesOf(file).filter((one) => !untold.has(titleOf(one))))('$name', async (one) => {
    expect(asText(await answered(one))).toBe(asText(one.expect));
  });
});

describe('what the vectors leave untold', () => {
  it('is exactly the cases that our bytes do not meet', async () => {
    const missed: string[] = [];
    for (const one of all.filter(({ op }) => op.startsWith('body.')))
      if (asText(await answered(one)) !== asText(one.expect)) missed.push(titleOf(one));
    expect(new Set(missed)).toEqual(untold);
  });

  it('leaves none of the 321 cases out', () => {
    expect(all.length).toBe(321);
    expect([...untold].filter((title) => !all.some((one) => titleOf(one) === title))).toEqual([]);
  });
});
