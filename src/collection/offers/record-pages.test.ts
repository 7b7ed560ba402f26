import { describe, expect, test } from 'vitest';
import { text } from '../../platform/language/text.ts';
import { choice, day, row, words } from '../fields/field.ts';
import type { RecordDescription } from '../records/record-description.ts';
import { fieldNamed, recordPages, stateOf } from './record-pages.ts';

const common = { privacy: 'coded', required: 'never', imported: null, counted: 'no' } as const;
const description = {
  table: 'sample',
  id: 'sample_id',
  fields: {
    name: { ...common, column: 'name', kind: words, label: text('Naam', 'Name'), given: () => 'x' },
    begun: { ...common, column: 'begun', kind: day, label: text('Begin', 'Begun') },
    ended: { ...common, column: 'ended', kind: day, label: text('Einde', 'Ended') },
    kind: { ...common, column: 'kind', kind: choice({ a: text('a', 'a') }), label: text('Soort', 'Kind') },
    number: { ...common, column: '', kind: row, label: text('Nummer', 'Number') },
  },
  lines: {},
} satisfies RecordDescription;
const said = {
  path: 'proef',
  one: text('proef', 'sample'),
  add: text('Toevoegen', 'Add'),
  moment: 'begun',
} as const;

describe('The pages of a register', () => {
  test('hold every field that somebody fills in, also one that no section names', () => {
    const { sections } = recordPages(description, {
      ...said,
      sections: [
        { key: 'een', label: text('Een', 'One'), fields: ['kind'] },
        { key: 'twee', label: text('Twee', 'Two'), fields: ['begun'] },
      ],
    });
    expect(sections.map(({ fields }) => fields)).toEqual([['kind'], ['begun', 'ended']]);
  });

  test('follow from its fields where it says nothing', () => {
    const pages = recordPages(description, said);
    expect(pages.filtered).toEqual(['kind']);
    expect(pages.listed).not.toContain('number');
    expect(stateOf(pages, {})?.key).toBe('vastgelegd');
  });

  test('the first state that fits is the state', () => {
    const pages = recordPages(description, {
      ...said,
      states: [
        {
          key: 'over',
          label: text('over', 'over'),
          means: text('.', '.'),
          when: [{ field: 'ended', is: 'filled' }],
        },
        { key: 'loopt', label: text('loopt', 'runs'), means: text('.', '.'), when: [] },
      ],
    });
    expect(stateOf(pages, { ended: '2025-01-01' })?.key).toBe('over');
    expect(stateOf(pages, { ended: null })?.key).toBe('loopt');
  });

  test('know no column that files alone bring, and none that is not there', () => {
    expect(fieldNamed(description, 'number')).toBeUndefined();
    expect(fieldNamed(description, 'other')).toBeUndefined();
    expect(fieldNamed(description, 'lines.field')).toBeUndefined();
  });
});
