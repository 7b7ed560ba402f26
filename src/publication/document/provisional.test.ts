import { describe, expect, test } from 'vitest';
import { countOfCases, figureBlocksOf, proseOf, reportOnCases } from '../../../tests/makers/case-report.ts';
import { alongCodes, faceOf } from '../../../tests/makers/figures.ts';
import { countedFigure } from '../../figures/build.ts';
import type { FigureDefinition, ProtectionClass } from '../../figures/definition.ts';
import { text } from '../../platform/language/text.ts';
import { factSheet } from '../data/facts.ts';
import type { KnownCells } from '../disclosure/known-cells.ts';
import type { MadeReport } from '../make-report.ts';

function definitions(running: ProtectionClass): readonly FigureDefinition[] {
  const count = countedFigure(faceOf('cases.running', running), {
    facts: 'cases',
    along: [{ by: 'year', column: 'received' }],
    where: [{ column: 'state', dimension: 'state', codes: ['open'], as: 'open' }],
  });
  return [
    count,
    {
      ...countOfCases('by-kind', 'open', [alongCodes('kind', ['p', 'q'])]),
      provisional: { figure: 'cases.running', awaits: 'outcomes' },
    },
    countOfCases('total', 'open'),
  ];
}

const body = [
  ':::figure{figure=cases.by-kind rows=kind columns=year chart=grouped-bars id=kinds}',
  'Naar soort',
  ':::',
  '',
  ':::figure{figures=cases.total,cases.by-kind rows=year id=mixed}',
  'Naast elkaar',
  ':::',
  '',
  'Van soort p waren er :n[cases.by-kind]{year=2025 kind=p}, tegen :n[cases.by-kind]{year=2024 kind=p}. Zo was het. Het aantal :change[cases.by-kind]{year=2025 kind=p up="steeg" down="daalde" same="bleef gelijk"}.',
].join('\n');

function made(
  running: number,
  {
    kind = 'open',
    text: written = body,
    ...given
  }: {
    readonly kind?: ProtectionClass;
    readonly text?: string;
    readonly language?: 'nl' | 'en';
    readonly known?: KnownCells;
  } = {},
): Promise<MadeReport> {
  const rows = [
    { received: '2024', kind: 'p', state: 'closed', amount: 30 },
    { received: '2024', kind: 'q', state: 'closed', amount: 20 },
    { received: '2025', kind: 'p', state: 'closed', amount: 40 },
    { received: '2025', kind: 'q', state: 'open', amount: running },
  ];
  return reportOnCases(definitions(kind), rows, written, given);
}
const blockOf = (report: MadeReport, id: string) =>
  figureBlocksOf(report).find((block) => block.id === id) ?? expect.fail(id);
const marks = ({ model }: MadeReport) => model.figures.find(({ id }) => id === 'cases.by-kind')?.provisional;

describe('A year in which cases still run is provisional', () => {
  test('in the labels of tables and charts, in their notes and in the files, with how many run', async () => {
    const report = await made(12);
    expect(blockOf(report, 'kinds').table.columns.map(({ label }) => label)).toEqual([
      '2024',
      '2025 (voorlopig)',
    ]);
    expect(blockOf(report, 'kinds').notes).toContainEqual(
      text('2025 is voorlopig: 12 zaken lopen nog.', '2025 is provisional: 12 cases are still running.'),
    );
    const { columns, rows } = factSheet(report.model);
    const at = (name: string) => columns.findIndex(({ header }) => header === name);
    const told = [...rows].map((row) => [row[at('figure')], row[at('by_year')], row[at('provisional')]]);
    expect(told).toContainEqual(['cases.by-kind', '2025', 'voorlopig: 12 zaken lopen nog']);
    expect(told).toContainEqual(['cases.by-kind', '*', '2025 voorlopig: 12 zaken lopen nog']);
    expect(told).toContainEqual(['cases.by-kind', '2024', null]);
    expect(told).toContainEqual(['cases.total', '2025', null]);
  });

  test('beside figures that are settled only its own cells are marked', async () => {
    const { table } = blockOf(await made(12), 'mixed');
    expect(table.rows.map(({ label }) => label)).toContain('2025');
    const row = table.rows.find(({ key }) => key === '2025');
    expect(row?.cells.map(({ footnotes }) => footnotes.map((one) => table.footnotes[one - 1]))).toEqual([
      [],
      ['voorlopig: 12 zaken lopen nog'],
    ]);
  });

  test('at the end of its sentence, once, also of a comparison with it', async () => {
    expect(proseOf(await made(12))).toBe(
      'Van soort p waren er 40, tegen 30 (voorlopig: 12 zaken lopen nog). Zo was het. Het aantal steeg (voorlopig: 12 zaken lopen nog).',
    );
    expect(proseOf(await made(1, { kind: 'open' }))).toContain('(voorlopig: 1 zaak loopt nog).');
  });

  test('before a footnote that ends the sentence, and not at the point of a shortened word', async () => {
    const written =
      'Van soort p waren er bijv. deze: :n[cases.by-kind]{year=2025 kind=p}, zie art. a.:note[Een noot.] Zo is het.';
    expect(proseOf(await made(12, { text: written }))).toBe(
      'Van soort p waren er bijv. deze: 40, zie art. a (voorlopig: 12 zaken lopen nog). Zo is het.',
    );
  });

  test('without the number where that is not shown', async () => {
    const report = await made(2, { kind: 'guarded' });
    expect(marks(report)).toEqual([
      {
        year: '2025',
        figure: 'cases.running',
        running: null,
        note: text('voorlopig: er lopen nog zaken', 'provisional: cases are still running'),
      },
    ]);
    expect(proseOf(report)).toContain('(voorlopig: er lopen nog zaken).');
  });

  test('and is settled when none runs', async () => {
    const report = await made(0);
    expect(marks(report)).toBeUndefined();
    expect(blockOf(report, 'kinds').table.columns.map(({ label }) => label)).toEqual(['2024', '2025']);
  });

  test('in a later edition as its count is published there, so that the mark tells of no correction', async () => {
    const first = await made(12);
    const known: KnownCells = new Map(
      first.cells.map(({ key, value, hidden }) => [
        key,
        hidden ? { state: 'hidden' as const } : { state: 'published' as const, value },
      ]),
    );
    const second = await made(11, { known });
    const shown = second.model.figures
      .find(({ id }) => id === 'cases.running')
      ?.cells.find(({ at }) => at['year'] === '2025');
    expect(marks(second)?.[0]?.running).toBe(shown?.value);
  });

  test('in a later edition that repeats a guarded count as it was, the mark repeats it too', async () => {
    const first = await made(12, { kind: 'guarded' });
    const known: KnownCells = new Map(
      first.cells.map(({ key, value, hidden }) => [
        key,
        hidden ? { state: 'hidden' as const } : { state: 'published' as const, value },
      ]),
    );
    expect(marks(await made(11, { kind: 'guarded', known }))?.[0]?.running).toBe('12');
  });

  test('says so in English in an English report', async () => {
    const english = 'There were :n[cases.by-kind]{year=2025 kind=p other=cases} of kind p.';
    expect(proseOf(await made(12, { language: 'en', text: english }))).toBe(
      'There were 40 cases of kind p (provisional: 12 cases are still running).',
    );
  });
});
