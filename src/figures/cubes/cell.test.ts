import { describe, expect, test } from 'vitest';
import { sameText, text } from '../../platform/language/text.ts';
import { type Cell, counted, sumCells } from './cell.ts';
import { rational } from './rational.ts';

const without = (...names: string[]): Cell => ({
  state: 'partial',
  value: rational(3),
  note: text(`zonder ${names.join(', ')}`, `without ${names.join(', ')}`),
  from: [],
});
const named = () => text('zonder Noord', 'without North');

describe('The note of a sum', () => {
  test('names every unit that is missing below any of its parts', () => {
    expect(sumCells([without('A'), without('B', 'C'), counted(rational(1), [])], named)).toMatchObject({
      state: 'partial',
      note: { nl: 'zonder A, B, C', en: 'without A, B, C' },
    });
  });

  test('names beside a part that is wholly missing what the others miss, each once', () => {
    const missing: Cell = { state: 'not-reported', from: [] };
    expect(sumCells([missing, without('A'), without('A')], named).note?.nl).toBe('zonder Noord, A');
  });

  test('keeps other notes too', () => {
    const other: Cell = { state: 'partial', value: rational(1), note: sameText('anders'), from: [] };
    expect(sumCells([other, without('A')], named).note?.nl).toBe('zonder A; anders');
  });
});
