import { expect, test } from 'vitest';
import type { ImportReport, RowChange } from '../../collection/import/import-report.ts';
import { changeLines, isOtherFile } from './import-changes.ts';

const report = (changes: readonly RowChange[]): ImportReport => ({
  register: 'incidents',
  file: 'incidenten.csv',
  outcome: 'needs-replace',
  rows: changes.length,
  records: changes.length,
  added: changes.filter((one) => one.what === 'added').length,
  unchanged: 0,
  changed: changes.filter((one) => one.what === 'changed').length,
  vanished: changes.filter((one) => one.what === 'vanished').length,
  periods: [],
  kinds: [],
  findings: [],
  changes,
});
const was = { Jaar: '2024', Onderdeel: 'RDL', Toelichting: 'x' };

const dutchOf = (of: ImportReport): readonly string[] => changeLines(of).map(({ nl }) => nl);

test('Of a changed row is told what changed, under its heading, in whatever order the cells were kept', () => {
  const after = { Onderdeel: 'IWK', Jaar: '2024', Opmerking: 'later' };
  const lines = dutchOf(report([{ what: 'changed', row: 4, sheet: '2024', before: was, after }]));
  expect(lines).toEqual([
    '',
    '  gewijzigd: 2024, rij 4',
    '    Onderdeel: was „RDL”, is nu „IWK”',
    '    Opmerking: was leeg, is nu „later”',
    '    Toelichting: was „x”, is nu leeg',
  ]);
});

test('Of a row that is new or gone is told all that stands in it', () => {
  const lines = dutchOf(report([{ what: 'vanished', row: 4, sheet: '', before: was, after: null }]));
  expect(lines).toEqual([
    '',
    '  verdwenen: rij 4',
    '    Jaar: 2024',
    '    Onderdeel: RDL',
    '    Toelichting: x',
  ]);
});

test('The same words about another stated period are told as such', () => {
  const lines = dutchOf(report([{ what: 'changed', row: 2, sheet: '', before: was, after: was }]));
  expect(lines.at(-1)).toContain('wel de periode');
});

test('Rows that are not listed are counted', () => {
  const many = Array.from(
    { length: 25 },
    (_, row) => ({ what: 'added', row, sheet: '', before: null, after: was }) as const,
  );
  expect(dutchOf(report(many)).at(-1)).toBe('  … en nog 5 rijen; meer met --json');
});

test('Where no row is as it was, it is asked whether this is another file of the same name', () => {
  const other = report([{ what: 'vanished', row: 4, sheet: '', before: was, after: null }]);
  expect(isOtherFile(other)).toBe(true);
  expect(isOtherFile({ ...other, rows: 3, unchanged: 2 })).toBe(false);
  expect(isOtherFile({ ...other, outcome: 'imported' })).toBe(false);
});
