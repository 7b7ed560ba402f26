import { describe, expect, test } from 'vitest';
import { sampleReport } from '../../../../tests/makers/sample-report.ts';
import { sameText, text } from '../../../platform/language/text.ts';
import type { PublishedFigure } from '../../report-model.ts';
import { type AskedDetail, figureView } from './figure-block.ts';
import { incompleteFigures } from './method.ts';

const [sample] = sampleReport.figures;
if (!sample) throw new Error('The sample report has a figure.');
const asked: AskedDetail = {
  coarsened: new Map(),
  divisionsOf: () => ['year', 'unit'],
  lostDimension: () => false,
  lostPlace: () => false,
};

/** A figure over years; what is not named complete lacks a unit. */
function overYears(id: string, title: string, years: readonly string[], note = ''): PublishedFigure {
  return {
    ...(sample ?? never()),
    id,
    title: sameText(title),
    completeness: note === '' ? text('Volledig.', 'Complete.') : text(`Onvolledig: ${note}.`, 'Incomplete.'),
    dimensions: [
      {
        key: 'year',
        title: text('Jaar', 'Year'),
        members: years.map((code) => ({ code, label: sameText(code), parent: null })),
      },
    ],
    cells: years.map((year) => ({
      at: { year },
      state: note === '' ? ('value' as const) : ('partial' as const),
      value: '7',
      note: note === '' ? null : sameText(note),
    })),
  };
}

function never(): never {
  throw new Error('unreachable');
}

/** What is under a figure, in Dutch, laid out by year. */
function view(figures: readonly PublishedFigure[], chart?: string) {
  const laid = figureView({ rows: 'year', total: 'no', ...(chart ? { chart } : {}) }, figures, asked, 'nl');
  if ('refused' in laid) throw new Error(laid.refused.nl);
  return laid;
}

describe('A figure in a report', () => {
  test.each([
    [{ rows: 'yaer' }, 'Deze figuur kent geen verdeling „yaer” (rows=). Bedoelt u „year”? Ook bekend: unit.'],
    [{ rows: 'year', columns: 'units' }, '„units” (columns=). Bedoelt u „unit”?'],
    [{ rows: 'year', at: 'untt=N1' }, '„untt” (at=). Bedoelt u „unit”?'],
  ])('that asks for a division that there is not is refused with the nearest name', (attributes, said) => {
    const laid = figureView(attributes, [overYears('a.count', 'Aantal', ['2025'])], asked, 'nl');
    expect('refused' in laid && laid.refused.nl).toContain(said);
  });

  test('says of a year that a difference does not know that it does not apply, not that nobody was asked', () => {
    const { table } = view([
      overYears('a.count', 'Aantal', ['2024', '2025']),
      overYears('a.difference', 'Verschil', ['2025']),
    ]);
    expect(table.rows.map((row) => row.cells.map((cell) => cell.text))).toEqual([
      ['7', 'n.v.t.'],
      ['7', '7'],
    ]);
  });

  test('says a reason why figures are missing once, with all their names', () => {
    const cannot = text('er is geen opgave', 'there is no return');
    const missing = ['Sessies', 'Deelnemers'].map((title) => ({
      ...overYears(title, title, []),
      cannot,
    }));
    expect(view(missing).notes.map((note) => note.nl)).toEqual([
      'Sessies, Deelnemers: kunnen niet worden berekend, want er is geen opgave.',
    ]);
    expect(view(missing.slice(0, 1)).notes.map((note) => note.nl)).toEqual([
      'Sessies: kan niet worden berekend, want er is geen opgave.',
    ]);
  });

  test('does not repeat under an open table what its footnote says, and does under a chart', () => {
    const lacking = [overYears('a.count', 'Aantal', ['2024', '2025'], 'zonder Noord')];
    expect(view(lacking).table.footnotes).toEqual(['zonder Noord']);
    expect(view(lacking).notes).toEqual([]);
    expect(view(lacking, 'bars').notes.map((note) => note.nl)).toEqual(['Onvolledig: zonder Noord.']);
  });
});

describe('A chart', () => {
  const rate = { ...overYears('a.rate', 'Per honderd', ['2024', '2025']), unit: 'per-100-staff' as const };
  const count = overYears('a.count', 'Aantal', ['2024', '2025']);
  const other = overYears('a.other', 'Ander aantal', ['2024', '2025']);
  const laid = (series?: string) =>
    figureView(
      { rows: 'year', total: 'no', chart: 'grouped-bars', ...(series ? { series } : {}) },
      [count, rate, other],
      asked,
      'nl',
    );

  test('bears the name and the unit of the figures that it draws, not of the first beside them', () => {
    expect(laid('a.rate')).toMatchObject({ chart: { name: 'Per honderd', unit: 'per-100-staff' } });
    expect(laid('a.count,a.other')).toMatchObject({
      chart: { name: 'Aantal · Ander aantal', unit: 'count' },
    });
  });

  test('of two quantities is refused', () => {
    expect(laid()).toMatchObject({ refused: { nl: expect.stringContaining('a.rate') } });
  });
});

test('The method page says what is missing once, with the figures that lack it', () => {
  const lacking = (title: string, note: string) => ({
    title: sameText(title),
    completeness: text(`Onvolledig: ${note}.`, 'Incomplete.'),
  });
  const said = incompleteFigures([
    lacking('Zaken', 'zonder Noord'),
    lacking('Klachten', 'zonder Zuid'),
    lacking('Zaken per jaar', 'zonder Noord'),
  ]);
  expect(said.map((one) => one.nl)).toEqual([
    'Onvolledig: zonder Noord. Dat geldt voor: Zaken; Zaken per jaar.',
    'Onvolledig: zonder Zuid. Dat geldt voor: Klachten.',
  ]);
});
