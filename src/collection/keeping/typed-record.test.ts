import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { CodeLists } from '../../codes/code-lists.ts';
import { text } from '../../platform/language/text.ts';
import { choice, code, count, day, decimal, money, span, words, yesNo } from '../fields/field.ts';
import { readTyped, type TypedContext } from './typed-record.ts';

const common = { privacy: 'coded', required: 'never', imported: null, counted: 'no' } as const;
const fields = {
  kind: {
    ...common,
    column: 'kind',
    kind: choice({ gift: text('gift', 'gift') }),
    label: text('Soort', 'Kind'),
  },
  topic: { ...common, column: 'topic', kind: code('topics'), label: text('Onderwerp', 'Topic') },
  part: { ...common, column: 'part', kind: code('topics'), divides: 'topic', label: text('Deel', 'Part') },
  offered: { ...common, column: 'offered', kind: span, label: text('Aangeboden', 'Offered') },
  decided: { ...common, column: 'decided', kind: day, label: text('Besloten', 'Decided') },
  accepted: { ...common, column: 'accepted', kind: yesNo, label: text('Aangenomen', 'Accepted') },
  worth: { ...common, column: 'worth', kind: money, label: text('Waarde', 'Worth') },
  hours: { ...common, column: 'hours', kind: decimal, label: text('Uren', 'Hours') },
  times: { ...common, column: 'times', kind: count, label: text('Keren', 'Times') },
  note: { ...common, column: 'note', kind: words, label: text('Tekst', 'Text') },
} as const;

const codeOf = (name: string, parent?: string, until: string | null = null) => ({
  ...{ code: name, label: text(name, name), aliases: [], from: null, until },
  ...(parent === undefined ? {} : { parent }),
});
const codes: CodeLists = new Map([
  [
    'topics',
    {
      ...{ key: 'topics', title: text('Onderwerpen', 'Topics'), version: '1', source: 'Daglicht' },
      codes: [
        codeOf('a'),
        codeOf('a1', 'a'),
        codeOf('b'),
        codeOf('b1', 'b'),
        codeOf('old', undefined, '2020-01-01'),
      ],
    },
  ],
]);
const context: TypedContext = {
  codes,
  day: '2026-01-01',
  structure: { root: '', units: [], successions: [], headcountDefinitions: [] },
  units: null,
};

const read = (typed: Readonly<Record<string, string>>, before: Readonly<Record<string, unknown>> = {}) =>
  readTyped(fields, Object.keys(fields), (key) => typed[key] ?? '', before, context);

describe('What is typed in a form', () => {
  test('is read by its kind', () => {
    const { values, errors } = read({
      kind: 'gift',
      topic: 'a/a1',
      offered: 'maart 2025',
      decided: '3-11-2025',
      accepted: 'nee',
      worth: '€ 1250,5',
      hours: '31,5',
      times: '3',
      note: '  Een regel.\n\nNog een.  ',
    });
    expect(errors).toEqual([]);
    expect(values).toEqual({
      kind: 'gift',
      topic: 'a',
      part: 'a1',
      offered: { from: '2025-03-01', until: '2025-04-01', precision: 'month' },
      decided: '2025-11-03',
      accepted: false,
      worth: '1250.5',
      hours: '31.5',
      times: 3,
      note: 'Een regel.\n\nNog een.',
    });
  });

  test('left empty is "niet vastgelegd", never zero or no', () => {
    const { values, errors } = read({});
    expect(errors).toEqual([]);
    expect(Object.values(values).every((value) => value === null)).toBe(true);
  });

  test.each([
    ['kind', 'anders'],
    ['topic', 'a/b1'],
    ['topic', 'a1'],
    ['topic', 'old'],
    ['offered', '31-2-2025'],
    ['decided', 'maart 2025'],
    ['accepted', 'misschien'],
    ['worth', '1.250'],
    ['worth', 'veel'],
    ['hours', 'x'],
    ['times', '-1'],
    ['times', '2,5'],
    ['note', 'tekst met \u202E omgekeerd'],
    ['note', 'x'.repeat(4001)],
  ])('%s: „%s” is refused at its field', (field, written) => {
    const { values, errors } = read({ [field]: written });
    expect(errors.map((error) => error.field)).toEqual([field]);
    expect(values[field]).toBeUndefined();
  });

  test('a two-digit year is asked back', () => {
    expect(read({ offered: '3-11-25' }).errors[0]?.message.nl).toContain('vier cijfers');
  });

  test('what stands may stay, also a code that is not offered any more or a pair that does not fit', () => {
    expect(read({ topic: 'old' }, { topic: 'old', part: null }).errors).toEqual([]);
    expect(read({ topic: 'a/b1' }, { topic: 'a', part: 'b1' })).toMatchObject({
      errors: [],
      values: { topic: 'a', part: 'b1' },
    });
  });

  test('whatever is typed gives a value or a message, and never both', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...Object.keys(fields)),
        fc.string({ unit: 'binary', maxLength: 40 }),
        (field, written) => {
          const { values, errors } = read({ [field]: written });
          const asked = field === 'part' ? 'topic' : field;
          expect(
            errors.filter((error) => error.field === asked).length + (values[asked] === undefined ? 0 : 1),
          ).toBe(1);
        },
      ),
    );
  });
});
