import { describe, expect, test } from 'vitest';
import { text } from '../../../platform/language/text.ts';
import { asPublishedNote } from '../../earlier/as-published-note.ts';
import type { PublishedCell, PublishedFigure } from '../../report-model.ts';
import type { SourceInline } from '../document.ts';
import { evaluate } from './expressions.ts';
import { ExpressionError, type ExpressionScope } from './scope.ts';
import { alone } from './sentences.ts';

const cell = (
  year: string,
  kind: string,
  value: string | null,
  state: PublishedCell['state'] = 'value',
): PublishedCell => ({ at: { year, kind }, state, value, note: null });
const member = (code: string) => ({ code, label: text(`Soort ${code}`, `Kind ${code}`), parent: null });

function figure(cells: readonly PublishedCell[], more: Partial<PublishedFigure> = {}): PublishedFigure {
  return {
    id: 'cases.by-kind',
    title: text('Zaken naar soort', 'Cases by kind'),
    definition: text('', ''),
    population: text('', ''),
    counts: 'incident',
    unit: 'count',
    decimals: 0,
    countingDate: 'received',
    basis: 'records',
    protection: { class: 'open', reason: text('', '') },
    source: '',
    completeness: text('', ''),
    dimensions: [
      { key: 'year', title: text('Jaar', 'Year'), members: ['2022', '2023', '2024'].map(member) },
      { key: 'kind', title: text('Soort', 'Kind'), members: ['a', 'b', 'c'].map(member) },
    ],
    cells,
    cannot: null,
    usedIn: [],
    restated: [],
    ...more,
  };
}

function said(
  figures: readonly PublishedFigure[],
  name: 'n' | 'top' | 'change' | 'compare',
  attributes: Record<string, string>,
) {
  const expression: Extract<SourceInline, { kind: 'expression' }> = {
    kind: 'expression',
    name,
    label: figures[0]?.id ?? '',
    attributes,
    place: { line: 1, column: 1 },
  };
  const scope: ExpressionScope = {
    language: 'nl',
    figure: (id) => {
      const found = figures.find((one) => one.id === id);
      if (!found) throw new Error(id);
      return found;
    },
    lostPlace: () => false,
    groups: new Map(),
    unitName: () => undefined,
    longForm: () => undefined,
    period: '',
    years: ['2024'],
  };
  const placed = alone();
  const answer = evaluate(expression, scope, placed);
  const notes = placed.sentence.notes.map((note) => ('text' in note ? ` (${note.text})` : ''));
  return `${'text' in answer ? answer.text : ''}${notes.join('')}`;
}

const wordings = { up: 'meer dan', down: 'minder dan', same: 'evenveel als' };

describe('Ranks', () => {
  const tied = figure([cell('2024', 'a', '7'), cell('2024', 'b', '7'), cell('2024', 'c', '3')]);

  test('who are equal are named together, and the next rank is below them', () => {
    const by = { by: 'kind', year: '2024', as: 'Bovenaan staat' };
    expect(said([tied], 'top', { ...by, rank: '1' })).toBe('Bovenaan staat soort a en soort b (even groot)');
    expect(said([tied], 'top', { ...by, rank: '2', as: 'Daarna volgt' })).toBe('Daarna volgt soort c');
    expect(() => said([tied], 'top', { ...by, rank: '3' })).toThrow(ExpressionError);
  });

  test('a rank over returns of which one is missing says so', () => {
    const missing = figure([
      cell('2024', 'a', '7'),
      cell('2024', 'b', null, 'not-reported'),
      cell('2024', 'c', '3'),
    ]);
    expect(said([missing], 'top', { by: 'kind', year: '2024', as: 'Bovenaan staat' })).toBe(
      'Bovenaan staat soort a (voor zover opgegeven)',
    );
  });
});

describe('Comparisons', () => {
  const three = figure([cell('2022', 'a', '5'), cell('2023', 'a', '6'), cell('2024', 'a', '7')]);

  test('with the year before are made', () => {
    expect(said([three], 'change', { year: '2024', kind: 'a', ...wordings })).toBe('meer dan');
  });

  test('skip no year between', () => {
    expect(() => said([three], 'change', { year: '2024', kind: 'a', against: '2022', ...wordings })).toThrow(
      /skips years/,
    );
    const gap = {
      ...three,
      dimensions: three.dimensions.map((one) =>
        one.key === 'year' ? { ...one, members: ['2022', '2024'].map(member) } : one,
      ),
    };
    expect(() => said([gap], 'change', { year: '2024', kind: 'a', ...wordings })).toThrow(/skips years/);
    expect(() =>
      said([three], 'compare', {
        year: '2024',
        kind: 'a',
        'with-year': '2022',
        more: 'meer dan',
        less: 'minder dan',
        same: 'evenveel als',
      }),
    ).toThrow(/skips years/);
  });

  test('over a year in which a return is missing carry the reservation', () => {
    const partial = figure([cell('2023', 'a', '6', 'partial'), cell('2024', 'a', '7')]);
    expect(said([partial], 'change', { year: '2024', kind: 'a', ...wordings })).toBe(
      'meer dan (voor zover opgegeven)',
    );
  });

  test('of figures from other returns say so', () => {
    const other = figure([cell('2024', 'a', '2')], { id: 'cases.stated', basis: 'return' });
    expect(
      said([three, other], 'compare', {
        year: '2024',
        kind: 'a',
        with: 'cases.stated',
        more: 'meer dan',
        less: 'minder dan',
        same: 'evenveel als',
      }),
    ).toBe('meer dan (uit verschillende opgaven)');
  });
});

describe('A number that is repeated from an earlier report', () => {
  const repeated = (year: string, kind: string, value: string): PublishedCell => ({
    ...cell(year, kind, value),
    note: asPublishedNote,
  });
  const figures = [
    figure([
      cell('2023', 'a', '5'),
      repeated('2024', 'a', '7'),
      cell('2024', 'b', '3'),
      cell('2024', 'c', '2'),
    ]),
  ];

  test('says so in the sentence, for the rest of the sentence may be of now', () => {
    expect(said(figures, 'n', { year: '2024', kind: 'a', other: 'zaken' })).toBe(
      '7 zaken (zoals eerder gepubliceerd)',
    );
    expect(said(figures, 'n', { year: '2024', kind: 'b', other: 'zaken' })).toBe('3 zaken');
  });

  test('makes a comparison and a rank with it say so too', () => {
    expect(said(figures, 'change', { year: '2024', kind: 'a', ...wordings })).toBe(
      'meer dan (zoals eerder gepubliceerd)',
    );
    const rank = { by: 'kind', rank: '1', year: '2024', as: 'De grootste groep is' };
    expect(said(figures, 'top', rank)).toBe('De grootste groep is soort a (zoals eerder gepubliceerd)');
    expect(said(figures, 'top', { ...rank, say: 'value' })).toBe('7 (zoals eerder gepubliceerd)');
  });
});

describe('A number', () => {
  const at = { year: '2024', kind: 'a' };
  const of = (state: PublishedCell['state'], note: string | null): PublishedFigure =>
    figure([{ at, state, value: '12', note: note === null ? null : text(note, note) }]);

  test.each([
    ['partial', 'zonder Noord', '12 (voor zover opgegeven)'],
    ['partial', 'bij andere is dit niet vastgelegd', '12 (voor zover vastgelegd)'],
    ['partial', 'bij andere is dit niet vastgelegd; zonder Noord', '12 (voor zover opgegeven)'],
    ['estimated', 'geschat', '12 (deels geschat)'],
    ['value', asPublishedNote.nl, '12 (zoals eerder gepubliceerd)'],
    ['value', 'registratie 12, jaaropgave 13: dubbel', '12'],
    ['value', null, '12'],
  ] as const)('that is %s (%s) says so in its sentence', (state, note, expected) =>
    expect(said([of(state, note)], 'n', at)).toBe(expected),
  );
});
