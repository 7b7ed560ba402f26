import { describe, expect, test } from 'vitest';
import { readTables } from '../../../../tests/makers/whole-tables.ts';
import { READ_LIMITS } from '../limits.ts';
import { streamRows } from './read.ts';
import { restReader, takeReader } from './readers.ts';

const csv = (text: string) => new TextEncoder().encode(text);
const cells = async (text: string) => {
  const { sheets } = await readTables(csv(text));
  return sheets[0]?.rows.map((row) => row.cells.map((cell) => cell.text));
};

describe('A reader that goes on to another file', () => {
  test('reads each file as if it were the first', async () => {
    expect(await cells('a;b\n1;2\n')).toEqual([
      ['a', 'b'],
      ['1', '2'],
    ]);
    expect(await cells('c,d\n"x, y",2\n')).toEqual([
      ['c', 'd'],
      ['x, y', '2'],
    ]);
  });

  test('is the same one, for as long as it waits', () => {
    const reader = takeReader(READ_LIMITS);
    restReader(reader, READ_LIMITS);
    const other = takeReader({ ...READ_LIMITS, heapMegabytes: 64 });
    expect(other).not.toBe(reader);
    void other.terminate();
    expect(takeReader(READ_LIMITS)).toBe(reader);
    void reader.terminate();
  });

  test('does not go on after a file that cannot be read', async () => {
    await expect(readTables(csv(''))).rejects.toMatchObject({ code: 'empty-file' });
    expect(await cells('a;b\n1;2\n')).toHaveLength(2);
  });

  test('is not given a file while it is at work on another', async () => {
    const files = ['a;b\n1;2\n', 'c;d\n3;4\n', 'e;f\n5;6\n'];
    const read = await Promise.all(files.map(cells));
    expect(read.map((rows) => rows?.[1])).toEqual([
      ['1', '2'],
      ['3', '4'],
      ['5', '6'],
    ]);
  });

  test('ends when it is left half-way, and the next file is whole', async () => {
    const long = `a;b\n${'1;2\n'.repeat(50_000)}`;
    for await (const batch of streamRows(csv(long))) {
      expect(batch.rows.length).toBeGreaterThan(0);
      break;
    }
    expect(await cells('a;b\n1;2\n')).toHaveLength(2);
  });
});
