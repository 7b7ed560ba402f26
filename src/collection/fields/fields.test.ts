import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { examples, openTestOrganisation, tester } from '../../../tests/example-organisation.ts';
import { wholeCatalogue } from '../../app.ts';
import { readProfile } from '../../codes/profile.ts';
import { concern } from '../../platform/access/resource.ts';
import { look } from '../../platform/database/doorways.ts';
import { text } from '../../platform/language/text.ts';
import { registers } from '../../registers.ts';
import { exportQuestion } from '../export/register-export.ts';
import type { Finding, ImportContext, InputRow } from '../import/import-face.ts';
import { linesReader } from '../records/read-lines.ts';
import { recordSchema } from '../records/record-schema.ts';
import { registerAccess } from '../returns/return-register.ts';
import { changedFields, changeSentence } from './describe-change.ts';
import {
  type AnyValue,
  choice,
  code,
  count,
  day,
  type Fields,
  keptFields,
  money,
  person,
  row,
  span,
  unit,
  words,
  yesNo,
  yesNoAs,
} from './field.ts';
import { copied } from './privacy.ts';
import { rowReader } from './read-row.ts';
import { formFields, listColumns } from './show.ts';
import { spanOf } from './span.ts';
import { fileValue, shownValue, type WordsOf } from './write-value.ts';

const common = {
  privacy: 'coded',
  required: 'never',
  counted: 'no',
  imported: { names: [], column: 'optional' },
} as const;
const labelled = (nl: string) => ({ ...common, column: nl, label: text(nl, `${nl} in English`) });

const fields = {
  topic: { ...labelled('onderwerp'), kind: code('topics') },
  form: {
    ...labelled('vorm'),
    kind: choice({ oath: text('eed', 'oath'), promise: text('belofte', 'promise') }),
  },
  paid: { ...labelled('betaald'), kind: yesNoAs(['bezoldigd'], ['onbezoldigd']) },
  asked: { ...labelled('gevraagd'), kind: yesNo },
  since: { ...labelled('sinds'), kind: span },
  on: { ...labelled('op'), kind: day },
  amount: { ...labelled('bedrag'), kind: money },
  number: { ...labelled('aantal'), kind: count },
  note: { ...labelled('toelichting'), kind: words, privacy: 'free-text' },
  equal: { ...labelled(''), kind: row },
} as const satisfies Fields;

const codes = new Map([
  [
    'topics',
    {
      key: 'topics',
      title: text('Onderwerpen', 'Topics'),
      version: '1',
      source: 'test',
      codes: ['gift', 'travel'].map((one) => ({
        ...{ code: one, label: text(`over ${one}`, `about ${one}`), aliases: [] },
        ...{ from: null, until: one === 'travel' ? '2025-01-01' : null },
      })),
    },
  ],
]);
const wordsOf: WordsOf = {
  codes,
  day: '2025-06-01',
  structure: { root: '', units: [], successions: [], headcountDefinitions: [] },
};
const context: ImportContext = {
  ...{ codes, structure: wordsOf.structure, yearStart: { month: 1 }, period: undefined, labels: new Map() },
  profile: await readProfile(join(import.meta.dirname, '../../../profiles/rijk')),
};

/** The fields of a row, with one text under each key. */
function inputOf(cells: Readonly<Record<string, string | null>>): InputRow {
  const filled = Object.entries(cells).flatMap(([key, written]) =>
    written === null ? [] : [[key, { text: written, kind: 'text' as const, heading: key }]],
  );
  return { sheet: '', number: 1, cells: Object.fromEntries(filled), period: undefined };
}

const dates = fc.date({ min: new Date('1950-01-01'), max: new Date('2100-01-01'), noInvalidDate: true });
const isoDay = dates.map((date) => date.toISOString().slice(0, 10));
const years = fc.integer({ min: 1950, max: 2100 });
const spans = fc.oneof(
  dates.map((date) =>
    spanOf({
      precision: 'day',
      year: date.getUTCFullYear(),
      month: date.getUTCMonth() + 1,
      day: date.getUTCDate(),
    }),
  ),
  fc
    .tuple(years, fc.integer({ min: 1, max: 12 }))
    .map(([year, month]) => spanOf({ precision: 'month', year, month })),
  fc
    .tuple(years, fc.integer({ min: 1, max: 4 }))
    .map(([year, quarter]) => spanOf({ precision: 'quarter', year, quarter })),
  years.map((year) => spanOf({ precision: 'year', year })),
  fc
    .tuple(years, fc.integer({ min: 1, max: 5 }))
    .map(([from, more]) => spanOf({ precision: 'period', from, to: from + more })),
);
const maybe = <V>(value: fc.Arbitrary<V>) => fc.option(value, { nil: null });
const records = fc.record({
  topic: maybe(fc.constantFrom('gift', 'travel')),
  form: maybe(fc.constantFrom('oath' as const, 'promise' as const)),
  paid: maybe(fc.boolean()),
  asked: maybe(fc.boolean()),
  since: maybe(spans),
  on: maybe(isoDay),
  amount: maybe(
    fc
      .tuple(fc.integer({ min: 0, max: 1e9 }), fc.integer({ min: 0, max: 99 }))
      .map(([whole, cents]) => `${whole}.${String(cents).padStart(2, '0')}`),
  ),
  number: maybe(fc.integer({ min: 0, max: 1e6 })),
  note: maybe(fc.string({ minLength: 1 }).map((one) => `n${one.trim()}`)),
});

describe('A record of described fields', () => {
  const read = rowReader(fields);

  test('is read from a file as it was written to it, whatever it holds', () => {
    fc.assert(
      fc.property(records, (record) => {
        const values: Readonly<Record<string, AnyValue>> = record;
        const written = Object.fromEntries(
          keptFields(fields).map(([key]) => [key, fileValue(values[key] ?? null)]),
        );
        const found: Finding[] = [];
        expect(read(inputOf(written), context, found)).toEqual(record);
        expect(found).toEqual([]);
        expect(recordSchema({ table: '', id: '', fields, lines: {} }).safeParse(record).success).toBe(true);
      }),
    );
  });

  test('is not made of what cannot be read: each slip is told at its field, the others are kept', () => {
    const found: Finding[] = [];
    const record = read(
      inputOf({ paid: 'soms', amount: 'veel', number: '3,5', since: 'ooit', form: 'gelofte', asked: 'ja' }),
      context,
      found,
    );
    expect(record).toMatchObject({
      paid: null,
      amount: null,
      number: null,
      since: null,
      form: null,
      asked: true,
    });
    expect(found.map(({ weight, column }) => `${weight} ${column}`).sort()).toEqual([
      'refused amount',
      'refused form',
      'refused number',
      'refused paid',
      'refused since',
    ]);
  });

  test('takes yes and no as its field says that senders write them', () => {
    const paid = (written: string) => read(inputOf({ paid: written }), context, [])?.paid;
    expect([paid('Bezoldigd'), paid('onbezoldigd'), paid('J'), paid('')]).toEqual([true, false, true, null]);
  });

  test('with a field that must be filled is no record without it, and that is told once', () => {
    const strict = { ...fields, on: { ...fields.on, required: 'always' } } as const;
    const found: Finding[] = [];
    expect(rowReader(strict)(inputOf({ asked: 'ja' }), context, found)).toBeUndefined();
    expect(found.map((one) => one.kind)).toEqual(['date-unclear']);
    const unreadable: Finding[] = [];
    expect(rowReader(strict)(inputOf({ on: 'gisteren' }), context, unreadable)).toBeUndefined();
    expect(unreadable).toHaveLength(1);
  });

  test('with two units reads each from its own column', () => {
    const two = {
      unit: { ...labelled('unit'), kind: unit },
      other: { ...labelled('other'), kind: unit },
    } as const;
    const units = ['NORTH', 'SOUTH'].map((key) => ({
      ...{ key, level: '', type: '', from: null, until: null, externalAuthority: false },
      ...{ names: [], parents: [], policies: [] },
    }));
    const here = { ...context, structure: { ...context.structure, units } };
    const found: Finding[] = [];
    expect(rowReader(two)(inputOf({ unit: 'NORTH', other: 'SOUTH' }), here, found)).toEqual({
      unit: 'NORTH',
      other: 'SOUTH',
    });
    expect(rowReader(two)(inputOf({ other: 'WEST' }), here, found)).toEqual({ unit: null, other: null });
    expect(found.map(({ kind, column }) => [kind, column])).toEqual([['unit-unknown', 'other']]);
  });

  test('cannot be read where files bring a person and the register does not say how: it would be lost', () => {
    const named = { who: { ...labelled('who'), kind: person, privacy: 'identifying' } } as const;
    expect(() => rowReader(named)).toThrow(/who/);
    expect(rowReader(named, { who: () => null })(inputOf({}), context, [])).toEqual({ who: null });
  });

  test('reads lines by their kinds as it reads itself, and tells a slip in one', () => {
    const lines = linesReader({
      table: '',
      fields: { asked: fields.asked, on: fields.on, amount: fields.amount },
      codes: {},
    });
    const found: Finding[] = [];
    const row = inputOf({ asked: 'ja ; nee', on: '3-11-2025', amount: '1250,50 ; veel' });
    expect(lines(row, context, found)).toEqual([
      { asked: true, on: '2025-11-03', amount: '1250.50' },
      { asked: false, on: null, amount: null },
    ]);
    expect(found.map(({ kind, column, value }) => [kind, column, value])).toEqual([
      ['amount-unclear', 'amount', 'veel'],
    ]);
  });

  test('is refused where it holds something else than its fields', () => {
    const schema = recordSchema({ table: '', id: '', fields, lines: {} });
    const empty = Object.fromEntries(keptFields(fields).map(([key]) => [key, null]));
    expect(schema.safeParse(empty).success).toBe(true);
    expect(schema.safeParse({ ...empty, secret: 'x' }).success).toBe(false);
    expect(schema.safeParse({ ...empty, amount: '1.234' }).success).toBe(false);
    expect(schema.safeParse({ ...empty, form: 'gelofte' }).success).toBe(false);
  });
});

describe('What follows from the description of a field', () => {
  test('a form asks every field that is kept, and offers the codes that are valid on the day', () => {
    const asked = formFields(fields, wordsOf);
    expect(asked.map((one) => one.key)).toEqual(keptFields(fields).map(([key]) => key));
    expect(asked[0]?.control).toEqual({
      is: 'choose',
      options: [{ value: 'gift', label: text('over gift', 'about gift') }],
    });
  });

  test('a list shows every field, and is put in order by those alone that are coded', () => {
    const sorting = listColumns(fields).filter((column) => column.sorts);
    expect(sorting.map((column) => column.key)).not.toContain('note');
    expect(listColumns(fields)).toHaveLength(9);
  });

  test('a history says what changed in words, and of typed words only that they changed', () => {
    const empty = Object.fromEntries(keptFields(fields).map(([key]) => [key, null]));
    const before = { ...empty, topic: 'gift', note: 'Jan zei iets' };
    const after = { ...empty, topic: 'travel', note: 'Piet zei iets', paid: true, on: '2025-04-02' };
    const sentences = changedFields(fields, before, after).map((one) => changeSentence(one, 'nl', wordsOf));
    expect(sentences).toEqual([
      'onderwerp: van over gift naar over travel.',
      'betaald: van niet vastgelegd naar ja.',
      'op: van niet vastgelegd naar 2 april 2025.',
      'toelichting: gewijzigd.',
    ]);
  });

  test('values are shown as people write them', () => {
    const since = spanOf({ precision: 'quarter', year: 2025, quarter: 2 });
    expect(shownValue(fields.since, since, 'nl', wordsOf)).toBe('2e kwartaal 2025');
    expect(
      shownValue(fields.since, spanOf({ precision: 'month', year: 2025, month: 3 }), 'nl', wordsOf),
    ).toBe('maart 2025');
    expect(shownValue(fields.amount, '1250.5', 'nl', wordsOf)).toMatch(/€\s1\.250,50/);
    expect(shownValue(fields.topic, null, 'en', wordsOf)).toBe('not recorded');
  });
});

describe('Copies of what somebody typed', () => {
  test('never stand in a doubt, a search, a job or a log', () => {
    for (const copy of ['doubt', 'search', 'job', 'log'] as const) {
      expect(copied('free-text', copy, 'Jan')).toBe('');
      expect(copied('identifying', copy, 'Jan')).toBe('');
      expect(copied('coded', copy, 'gift')).toBe('gift');
    }
  });

  test('are bound for every text of every register: a field of words is never called coded, but for given references', () => {
    for (const register of wholeCatalogue.registers) {
      for (const { fields: own, lines } of register.records ?? []) {
        const all = [own, ...Object.values(lines).map((one) => one.fields)].flatMap(keptFields);
        for (const [key, field] of all) {
          if (field.kind.is === 'text' && field.given === undefined)
            expect([register.key, key, field.privacy]).not.toContain('coded');
          if (field.kind.is === 'person') expect([key, field.privacy]).toEqual([key, 'identifying']);
        }
      }
    }
  });
});

test('A field that the operator may not see is in no export, under no name, and the access table says so', async () => {
  const whole = wholeCatalogue.registers.find((one) => one.key === 'outside-activities');
  const [described] = whole?.records ?? [];
  if (!whole || !described) return expect.unreachable();
  const paid = described.fields['paid'];
  if (!paid) return expect.unreachable();
  const closed = { ...described, fields: { ...described.fields, paid: { ...paid, may: { see: [] } } } };
  const register = {
    ...whole,
    records: [closed],
    access: registerAccess('outside-activities', [closed]),
  };
  expect(register.access.find((row) => row.what.endsWith('.export'))?.fields).toEqual([
    'unit',
    'declared',
    'ended',
    'decision',
  ]);
  const all = registers.map((one) => (one.key === register.key ? register : one));
  const oefen = await openTestOrganisation(join(examples, 'oefen', 'organisation.json'), 'oefen', { all });
  const folder = mkdtempSync(join(tmpdir(), 'daglicht-closed-'));
  try {
    const file = join(folder, 'lijst.csv');
    writeFileSync(file, 'Onderdeel;Datum opgave;Betaald\nIWK;2024-02-03;ja\n');
    expect((await oefen.import('outside-activities', file)).outcome).toBe('imported');
    const files = await look(oefen.door, tester, exportQuestion(register, oefen.profile.codes), concern, {});
    const headings = files.flatMap(({ sheet }) => sheet.columns.map(({ header }) => header));
    expect(headings).toEqual(expect.arrayContaining(['Onderdeel', 'declared_on']));
    expect(headings).not.toEqual(expect.arrayContaining(['Betaald']));
    expect(headings).not.toEqual(expect.arrayContaining(['paid']));
  } finally {
    rmSync(folder, { recursive: true, force: true });
    await oefen.close();
  }
});
