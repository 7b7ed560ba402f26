import fc from 'fast-check';
import { expect, test } from 'vitest';
import { text } from '../../../platform/language/text.ts';
import { keptValues } from '../../returns/return-store.ts';
import type { ImportFace } from '../import-face.ts';
import { Matters } from './matters.ts';

const face: ImportFace = {
  name: text('zaken', 'matters'),
  columns: [],
  interpret: () => ({ findings: [] }),
  store: { rows: () => [] },
  kept: keptValues,
  corrections: { numberColumns: ['number'], tellingColumns: [], correct: async () => undefined },
  join: ([record]) => ({ record }),
};

/** A row with a case number, or without one. */
const rowOf = (number: string | undefined, place: number) => ({
  input: {
    sheet: '',
    number: place,
    period: undefined,
    cells:
      number === undefined ? {} : { number: { text: number, kind: 'text' as const, heading: 'Zaaknummer' } },
  },
  hash: `${place}`,
  occurrence: 1,
  original: '{}',
  record: { place },
  flags: [],
  known: undefined,
});

test('Every row is in exactly one matter, or told to stand apart, however the file is cut into batches', () => {
  fc.assert(
    fc.property(
      fc.array(fc.option(fc.constantFrom('1', '2', '3', '4'), { nil: undefined }), { maxLength: 60 }),
      fc.integer({ min: 1, max: 8 }),
      (numbers, batch) => {
        const matters = new Matters();
        const seen: number[] = [];
        const take = (all: boolean) => {
          for (const { rows, number } of matters.take(all)) {
            seen.push(...rows.map(({ input }) => input.number));
            const own = new Set(rows.map(({ input }) => input.cells['number']?.text));
            expect([own.size, [...own][0]]).toEqual([1, number]);
          }
        };
        numbers.forEach((number, place) => {
          const split = matters.add(face, rowOf(number, place));
          if (split) seen.push(place);
          if (matters.held >= batch) take(false);
        });
        take(true);
        expect(seen.toSorted((a, b) => a - b)).toEqual(numbers.map((_, place) => place));
      },
    ),
  );
});
