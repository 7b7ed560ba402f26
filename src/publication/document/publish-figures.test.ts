import { beforeAll, describe, expect, test } from 'vitest';
import { countOfCases, figureBlocksOf, proseOf, reportOnCases } from '../../../tests/makers/case-report.ts';
import { alongCodes, faceOf } from '../../../tests/makers/figures.ts';
import { derivedFigure } from '../../figures/build.ts';
import { share } from '../../figures/counting/derive.ts';
import { group, percentOf } from '../../figures/format.ts';
import { text } from '../../platform/language/text.ts';
import type { MadeReport } from '../make-report.ts';

const byKind = countOfCases('by-kind', 'guarded', [alongCodes('kind', ['p', 'q', 'r', 's'])]);
const kindShare = derivedFigure(
  {
    ...faceOf('cases.by-kind-share', 'guarded'),
    quantity: percentOf(group(['zaak', 'zaken'], ['case', 'cases'])),
  },
  ['cases.by-kind'],
  ([cube]) => share(cube ?? expect.fail('no cube'), 'kind'),
);
const rows = [
  { received: '2024', kind: 'p', amount: 20 },
  { received: '2024', kind: 'q', amount: 9 },
  { received: '2025', kind: 'p', amount: 30 },
  { received: '2025', kind: 'q', amount: 2 },
  { received: '2025', kind: 'r', amount: 11 },
  { received: '2025', kind: 's', amount: 3 },
];
const body = [
  ':::figure{figure=cases.by-kind-share rows=kind columns=year}\nVerdeling\n:::',
  ':::figure{figure=cases.by-kind rows=kind columns=year}\nNaar soort\n:::',
  ':::figure{figure=cases.total rows=year}\nZaken\n:::',
  ':n[cases.by-kind-share]{year=2025 kind=r}.',
].join('\n\n');

describe('A published share', () => {
  let report: MadeReport;
  beforeAll(async () => {
    report = await reportOnCases([byKind, kindShare, countOfCases('total', 'open')], rows, body);
  });
  const published = () =>
    report.model.figures.find(({ id }) => id === 'cases.by-kind-share') ?? expect.fail('no share');
  const cellOf = (year: string, kind: string) =>
    published().cells.find(({ at }) => at['year'] === year && at['kind'] === kind);

  test('says of whom it is one, which figures count it, and its numerator and denominator', () => {
    expect(published().share).toEqual({
      part: 'cases.by-kind',
      whole: 'cases.by-kind',
      of: { one: text('zaak', 'case'), other: text('zaken', 'cases') },
      unit: 'count',
    });
    expect(cellOf('2025', 'r')).toMatchObject({ value: '24', parts: { part: '11', whole: '46' } });
  });

  test('keeps numerator and denominator to itself where it is suppressed', () => {
    expect(cellOf('2025', 'q')).toEqual({
      at: { year: '2025', kind: 'q' },
      state: 'suppressed',
      value: null,
      note: null,
    });
  });

  test('says so under its table and in its sentence', () => {
    const notes = figureBlocksOf(report)[0]?.notes;
    expect(notes).toContainEqual(text('Aandeel van de zaken.', 'Share of the cases.'));
    expect(proseOf(report)).toBe('24% (11 van de 46 zaken).');
  });
});
