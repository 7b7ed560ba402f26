import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { text } from '../../platform/language/text.ts';
import { code, unit, words } from '../fields/field.ts';
import type { RecordDescription } from '../records/record-description.ts';
import { changedParts, mergeRecords } from './merge.ts';

const common = { privacy: 'coded', required: 'never', imported: null, counted: 'no' } as const;
const description: RecordDescription = {
  table: 'sample',
  id: 'sample_id',
  fields: {
    place: { ...common, column: 'place', kind: unit, label: text('Plaats', 'Place') },
    topic: { ...common, column: 'topic', kind: code('topics'), label: text('Onderwerp', 'Topic') },
    note: { ...common, column: 'note', kind: words, label: text('Tekst', 'Text') },
  },
  lines: {
    people: {
      table: 'sample_person',
      fields: { role: { ...common, column: 'role', kind: words, label: text('Rol', 'Role') } },
      codes: {},
    },
  },
};

const value = fc.option(fc.constantFrom('a', 'b', 'c'), { nil: null });
const line = fc.record({ role: value });
const record = fc.record({
  place: value,
  topic: value,
  note: value,
  people: fc.array(line, { maxLength: 3 }),
});
const keys = ['place', 'topic', 'note'] as const;

describe('Two changes of one version', () => {
  test('lose nothing: each part is what one side made of it, or is asked', () => {
    fc.assert(
      fc.property(record, record, record, (base, mine, theirs) => {
        const { values, conflicts } = mergeRecords(description, base, mine, theirs);
        for (const key of keys) {
          const isAsked = conflicts.some((one) => one.key === key);
          const both = mine[key] !== base[key] && theirs[key] !== base[key];
          expect(isAsked).toBe(both && mine[key] !== theirs[key]);
          if (!isAsked) expect(values[key]).toEqual(mine[key] === base[key] ? theirs[key] : mine[key]);
        }
      }),
    );
  });

  test('are the change of one where the other left everything', () => {
    fc.assert(
      fc.property(record, record, (base, other) => {
        expect(mergeRecords(description, base, base, other)).toMatchObject({ values: other, conflicts: [] });
        expect(mergeRecords(description, base, other, base)).toMatchObject({ values: other, conflicts: [] });
        expect(mergeRecords(description, base, other, other)).toMatchObject({ values: other, conflicts: [] });
      }),
    );
  });

  test('ask the same of whoever saves last', () => {
    fc.assert(
      fc.property(record, record, record, (base, one, other) => {
        const asked = (a: typeof one, b: typeof one) =>
          mergeRecords(description, base, a, b).conflicts.map(({ key }) => key);
        expect(asked(one, other)).toEqual(asked(other, one));
      }),
    );
  });

  test('of different lines are both kept; of the same line they are asked', () => {
    const base = { place: null, topic: null, note: null, people: [{ role: 'a' }, { role: 'b' }] };
    const mine = { ...base, people: [{ role: 'c' }, { role: 'b' }] };
    const theirs = { ...base, people: [{ role: 'a' }, { role: null }] };
    expect(mergeRecords(description, base, mine, theirs)).toMatchObject({
      values: { people: [{ role: 'c' }, { role: null }] },
      conflicts: [],
    });
    const same = { ...base, people: [{ role: 'b' }, { role: 'b' }] };
    expect(mergeRecords(description, base, mine, same).conflicts).toEqual([{ key: 'people', isLines: true }]);
  });

  test('an added line and a changed one are asked: which line is which nobody knows', () => {
    const base = { place: null, topic: null, note: null, people: [{ role: 'a' }] };
    const mine = { ...base, people: [{ role: 'a' }, { role: 'b' }] };
    const theirs = { ...base, people: [{ role: 'c' }] };
    expect(mergeRecords(description, base, mine, theirs).conflicts).toEqual([
      { key: 'people', isLines: true },
    ]);
  });
});

test('What differs is named; null and absent are the same', () => {
  const one = { place: 'a', topic: null, note: 'b', people: [] };
  expect(changedParts(description, one, { place: 'a', note: 'c', people: [] })).toEqual(['note']);
});
