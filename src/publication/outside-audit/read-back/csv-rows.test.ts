import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { csvRows } from './csv-rows.ts';

const field = fc.string({ unit: fc.constantFrom('a', '7', ' ', ',', '"', '\r', '\n', '·', ';') });
const tables = fc
  .integer({ min: 2, max: 4 })
  .chain((width) =>
    fc.array(fc.array(field, { minLength: width, maxLength: width }), { minLength: 1, maxLength: 5 }),
  );
const written = (one: string): string => (/[",\r\n]/.test(one) ? `"${one.replaceAll('"', '""')}"` : one);

describe('The rows of a published CSV', () => {
  test('are read as they were written, whatever stands in their fields', () => {
    fc.assert(
      fc.property(tables, fc.boolean(), fc.constantFrom('\r\n', '\n'), (rows, isMarked, line) => {
        const lines = rows.map((row) => row.map(written).join(','));
        const text = `${isMarked ? '\ufeff' : ''}${lines.join(line)}${line}`;
        expect(csvRows(text)).toEqual(rows);
        expect(csvRows(text)).toEqual(parse(text, { bom: true, record_delimiter: line }));
      }),
    );
  });

  test('are none where the text is no CSV', () => {
    for (const text of ['a,b\r\n"c', 'a,b\r\nc"d,e', 'a,b\r\n"c"d,e', 'a,b\r\nc', 'a,b\r\nc,d,e'])
      expect(() => csvRows(text)).toThrow(RangeError);
  });

  test('may end without the end of a line, and with an empty field', () => {
    expect(csvRows('a,b\r\nc,')).toEqual([
      ['a', 'b'],
      ['c', ''],
    ]);
  });
});
