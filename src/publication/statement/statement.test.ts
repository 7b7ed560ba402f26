import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readTables } from '../../../tests/makers/whole-tables.ts';
import type { CodedIncident } from '../../collection/offers/stated-records.ts';
import { corrections, ownCodes, type RecordedStatement } from './corrections.ts';
import type { StatementMapping } from './mapping.ts';
import { makeStatement, type Statement } from './statement.ts';
import { type StatementToSend, statementFiles, statementJson } from './statement-files.ts';
import { agreement, statementWords } from './words.ts';

const mapping: StatementMapping = {
  key: 'trial',
  version: '1',
  verified: false,
  title: { nl: 'Opgave', en: 'Statement' },
  receiver: { nl: 'Ontvanger', en: 'Receiver' },
  source: 'test',
  countingDate: 'closed',
  codes: {
    category: { a: '1', c: '3' },
    subcategory: { 'a-theft': '1.01', 'c-intent': '3.01' },
    kind: { violation: 'S' },
    finding: { substantiated: '1', unsubstantiated: '3' },
    investigation: { none: '0', personal: '2' },
    measure: { talk: 'M1', fine: 'M2' },
  },
  notRecorded: { subcategory: '0', kind: 'X', investigation: 'X' },
};

let next = 0;
const incident = (given: Partial<CodedIncident> = {}): CodedIncident => ({
  incidentId: `00000000-0000-4000-8000-${String(++next).padStart(12, '0')}`,
  received: '2025',
  counted: '2025',
  pending: false,
  category: 'a',
  subcategory: 'a-theft',
  kind: 'violation',
  finding: 'substantiated',
  investigation: 'personal',
  subjects: 1,
  measures: ['talk'],
  ...given,
});

const step = (statement: Statement, key: string) =>
  statement.control.find((one) => one.key === key)?.incidents;

describe('The statement of a year', () => {
  test('counts equal incidents on one line, with their subjects', () => {
    const made = makeStatement(
      '2025',
      [incident(), incident({ subjects: 2 }), incident({ category: 'c', subcategory: null })],
      mapping,
      { incidents: 3, published: true },
    );
    expect(made.lines).toEqual([
      {
        category: '1',
        subcategory: '1.01',
        kind: 'S',
        finding: '1',
        investigation: '2',
        incidents: 2,
        subjects: 3,
      },
      {
        category: '3',
        subcategory: '0',
        kind: 'S',
        finding: '1',
        investigation: '2',
        incidents: 1,
        subjects: 1,
      },
    ]);
    expect(made.measures).toEqual([{ measure: 'M1', times: 3 }]);
    expect(made.totals).toEqual({ incidents: 3, subjects: 4, measures: 3 });
  });

  test('counts by its own date: what is pending is listed, what came earlier is counted', () => {
    const made = makeStatement(
      '2025',
      [
        incident(),
        incident({ received: '2024' }),
        incident({ received: null }),
        incident({ counted: null, pending: true }),
        incident({ received: '2024', counted: '2026', pending: true }),
        incident({ counted: null }),
      ],
      mapping,
      { incidents: 3, published: true },
    );
    expect(made.totals.incidents).toBe(3);
    expect(made.pending).toEqual([
      { category: '1', received: '2024', incidents: 1 },
      { category: '1', received: '2025', incidents: 1 },
    ]);
    expect(step(made, 'report')).toBe(3);
    expect(step(made, 'pending')).toBe(-1);
    expect(step(made, 'date-unclear')).toBe(-1);
    expect(step(made, 'received-earlier')).toBe(1);
    expect(step(made, 'received-unclear')).toBe(1);
    expect(made.reconciled).toBe(true);
  });

  test('lists what its receiver has no place for, and drops nothing in silence', () => {
    const made = makeStatement(
      '2025',
      [incident({ category: 'z' }), incident({ finding: null }), incident({ measures: ['talk', 'unheard'] })],
      mapping,
      { incidents: 3, published: true },
    );
    expect(made.totals).toEqual({ incidents: 1, subjects: 1, measures: 1 });
    expect(made.unmapped).toEqual([
      { part: 'category', code: 'z', incidents: 1 },
      { part: 'finding', code: null, incidents: 1 },
      { part: 'measure', code: 'unheard', incidents: 1 },
    ]);
    expect(step(made, 'unmapped')).toBe(-2);
    expect(made.reconciled).toBe(true);
  });

  test('names what changed in the register since the report', () => {
    const made = makeStatement('2025', [incident(), incident()], mapping, { incidents: 3, published: true });
    expect(step(made, 'changed-since-report')).toBe(-1);
    expect(made.reconciled).toBe(true);
  });

  test('does not agree with a figure of today that counts other incidents', () => {
    const made = makeStatement('2025', [incident(), incident()], mapping, { incidents: 3, published: false });
    expect(made.reconciled).toBe(false);
  });

  test('says when it was held against a figure of today, for want of a published report', () => {
    const [published, today] = [true, false].map((is) =>
      makeStatement('2025', [incident()], mapping, { incidents: 1, published: is }),
    );
    expect(published && agreement(published, statementWords.nl)).toBe('Sluit aan op het verslag.');
    expect(today && agreement(today, statementWords.nl)).toMatch(/geen verslag gepubliceerd.*verslag van nu/);
  });

  test('says when the report gives no number to hold it against', () => {
    expect(
      makeStatement('2025', [incident()], mapping, { missing: 'jaar niet vastgelegd' }).withoutReport,
    ).toBe('jaar niet vastgelegd');
  });

  test('always leads from the report to its own total without a remainder', () => {
    const year = fc.constantFrom('2024', '2025', null);
    fc.assert(
      fc.property(
        fc.array(
          fc.record({
            received: year,
            counted: fc.constantFrom('2024', '2025', '2026', null),
            pending: fc.boolean(),
            category: fc.constantFrom('a', 'z', null),
          }),
        ),
        fc.nat(50),
        (given, report) => {
          const incidents = given.map((one) => incident(one));
          const made = makeStatement('2025', incidents, mapping, { incidents: report, published: true });
          expect(made.reconciled).toBe(true);
          expect(made.lines.reduce((sum, line) => sum + line.incidents, 0)).toBe(made.totals.incidents);
          expect(made.pending.reduce((sum, one) => sum + one.incidents, 0)).toBe(
            incidents.filter((one) => one.pending).length,
          );
        },
      ),
    );
  });
});

describe('Corrections to a statement that was sent', () => {
  const record = (statement: Statement): RecordedStatement => ({
    year: statement.year,
    version: 1,
    rows: statement.rows.map(({ incident: one, sent }) => ({
      incidentId: one.incidentId,
      own: ownCodes(one),
      sent,
    })),
  });
  const made = (incidents: readonly CodedIncident[], layout = mapping) =>
    makeStatement('2025', incidents, layout, { incidents: incidents.length, published: true });
  const causes = (before: readonly CodedIncident[], after: readonly CodedIncident[], layout = mapping) =>
    corrections(record(made(before)), made(after, layout), after).map((one) => [one.cause, one.incidents]);

  test('are none when nothing changed', () => {
    const same = [incident(), incident({ category: 'c' })];
    expect(causes(same, same)).toEqual([]);
  });

  test('name their cause', () => {
    const one = incident();
    expect(causes([one], [{ ...one, finding: 'unsubstantiated' }])).toEqual([['requalified', 1]]);
    expect(causes([one], [{ ...one, measures: ['talk', 'fine'] }])).toEqual([['requalified', 1]]);
    expect(causes([one], [])).toEqual([['withdrawn', 1]]);
    expect(causes([], [one])).toEqual([['late', 1]]);
    expect(causes([one], [{ ...one, counted: '2026', pending: true }])).toEqual([['other-date', 1]]);
    expect(causes([one], [{ ...one, category: 'z' }])).toEqual([['unmapped', 1]]);
    const other = {
      ...mapping,
      codes: { ...mapping.codes, category: { ...mapping.codes.category, a: '9' } },
    };
    expect(causes([one, incident()], [one], other)).toEqual([
      ['mapping', 1],
      ['withdrawn', 1],
    ]);
  });

  test('count equal changes together and name no incident', () => {
    const before = [incident(), incident()];
    const after = before.map((one) => ({ ...one, finding: 'unsubstantiated' }));
    const found = corrections(record(made(before)), made(after), after);
    expect(found).toHaveLength(1);
    expect(found[0]?.incidents).toBe(2);
    expect(JSON.stringify(found)).not.toContain(before[0]?.incidentId);
  });
});

describe('The files of a statement', () => {
  const incidents = [incident(), incident({ category: 'c' }), incident({ counted: null, pending: true })];
  const toSend: StatementToSend = {
    statement: makeStatement('2025', incidents, mapping, { incidents: 3, published: true }),
    corrections: [],
    mapping,
    organisation: 'Concern Proef',
    language: 'nl',
    madeOn: '2026-03-01',
    program: { name: 'Daglicht', version: '0.1.0' },
  };
  const files = statementFiles(toSend);

  test('hold no identity of an incident', () => {
    for (const one of incidents) expect(statementJson(toSend)).not.toContain(one.incidentId);
  });

  test('say that the layout is unverified and that they are confidential', async () => {
    const book = await readTables(files[0]?.content ?? expect.fail('no workbook'));
    const said = book.sheets[0]?.rows.flatMap((row) => row.cells.map((cell) => cell.text)).join(' ') ?? '';
    expect(said).toContain('ONBEVESTIGD');
    expect(said).toContain('Vertrouwelijk');
    expect(book.sheets.map((sheet) => sheet.name).slice(1)).toEqual([
      'Opgave',
      'Maatregelen',
      'Niet gekoppeld',
      'Lopend',
      'Aansluiting',
      'Correcties',
      'Koppeling',
    ]);
  });

  test('read back as the lines that were counted, and are the same bytes when made twice', async () => {
    const csv = files.find((file) => file.name === 'opgave-2025.csv');
    const book = await readTables(csv?.content ?? expect.fail('no CSV'));
    expect(book.sheets[0]?.rows.slice(1).map((row) => row.cells.map((cell) => cell.text))).toEqual(
      toSend.statement.lines.map((line) => Object.values(line).map(String)),
    );
    expect(statementFiles(toSend)).toEqual(files);
  });
});
