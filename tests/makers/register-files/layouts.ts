import type { Grid, GridCell, GridRow, Merge } from './grid.ts';
import type { Habits } from './habits.ts';
import type { TruthRow, TruthTable } from './truths.ts';

/** Rows of a table with its heading, and what its keeper wrote around them. */
export function laidOut(table: TruthTable, habits: Habits, name: string): Grid {
  const keys = table.columns.map(([key]) => key);
  const heading = table.columns.map(([, one]) => one);
  const width = keys.length;
  const cellsOf = (row: TruthRow) => keys.map((key): GridCell => row.values[key] ?? '');
  const filler = (text: string, column = 0): GridRow => ({
    cells: Array.from({ length: width }, (_, index): GridCell => (index === column ? text : '')),
  });
  const blank: GridRow = { cells: [''] };

  const above: GridRow[] = [];
  if (habits.has('title lines', 30)) {
    const titles = [
      'Register integriteit',
      'Gemeente Veldstad',
      'Vertrouwelijk',
      'Opgesteld door: team Integriteit',
    ];
    above.push(...titles.slice(0, 1 + habits.below(4)).map((title) => filler(title)));
    if (habits.has('printed on', 40))
      above.push(
        filler(habits.one('Afgedrukt op 5-1-2025', 'Peildatum: 31-12-2024', 'Printdatum 3 maart 2025')),
      );
  }
  above.push(...table.titles.map((title) => filler(title)));
  if (above.length > 0 && habits.below(2) === 0) above.push(blank);

  const lines: { row: GridRow; truth: TruthRow | undefined }[] = [];
  const add = (row: GridRow) => lines.push({ row, truth: undefined });
  const isBroken = habits.has('lines between rows', 35);
  for (const [index, truth] of table.rows.entries()) {
    if (isBroken && index > 0 && habits.below(4) === 0) {
      const kind = habits.named(
        'blank row',
        'two blank rows',
        'note between',
        'section line',
        'repeated heading',
        'subtotal',
      );
      if (kind === 'blank row' || kind === 'two blank rows') add(blank);
      if (kind === 'two blank rows') add(blank);
      if (kind === 'note between')
        add(
          filler(
            habits.one('Geen meldingen in maart', 'zie ook het oude register', '* voorlopig'),
            habits.below(width),
          ),
        );
      if (kind === 'section line')
        add(filler(habits.one('Domein Ruimte', 'Sociaal domein', 'Afdeling Advies', 'Eerste kwartaal')));
      if (kind === 'repeated heading') add({ cells: heading });
      if (kind === 'subtotal') add({ cells: ['Subtotaal', index] });
    }
    const isHidden = habits.below(60) === 0;
    lines.push({
      row: { cells: cellsOf(truth), counted: truth.counted, ...(isHidden ? { isHidden } : {}) },
      truth,
    });
  }
  const first = above.length + 1;

  const below: GridRow[] = [];
  if (habits.has('total row', 20))
    below.push({
      cells: [habits.one('Totaal', 'TOTAAL', 'Totaal generaal', 'Eindtotaal'), table.rows.length],
    });
  if (habits.has('notes below', 25)) {
    if (habits.below(2) === 0) below.push(blank);
    below.push(
      filler(
        habits.one(
          'Bron: registratie van de coördinator',
          '* voorlopige cijfers',
          '1 exclusief de inhuur; 2 inclusief de inhuur',
          'Versie 3, bijgewerkt op 4 februari 2025',
          'Noot: opgaven na sluiting tellen niet mee',
        ),
      ),
    );
  }
  if (habits.has('a list of codes below', 10))
    below.push(
      blank,
      { cells: ['Code', 'Betekenis'] },
      { cells: ['A', 'afgerond'] },
      { cells: ['L', 'lopend'] },
    );
  const rows = [...above, { cells: heading }, ...lines.map(({ row }) => row), ...below];

  const merges: Merge[] = [];
  const unit = keys.indexOf('unit');
  if (unit >= 0 && habits.has('merged units', 12)) {
    for (const [index, line] of lines.entries()) {
      const next = lines[index + 1];
      const value = line.truth?.values['unit'];
      if (typeof value !== 'string' || value === '' || next?.truth?.values['unit'] !== value) continue;
      const from = first + index;
      if (merges.some((one) => one.to >= from)) continue;
      merges.push({ column: unit, from, to: from + 1 });
      const lower = rows[from + 1];
      if (lower)
        rows[from + 1] = { ...lower, cells: lower.cells.map((cell, at) => (at === unit ? '' : cell)) };
    }
  }
  // A reader takes the unit above for the blank cells below it; no program can know.
  if (unit >= 0 && table.register !== 'incidents' && merges.length === 0 && habits.has('unit once', 6)) {
    for (const [index, line] of lines.entries()) {
      const value = line.truth?.values['unit'];
      if (index === 0 || value === undefined || lines[index - 1]?.truth?.values['unit'] !== value) continue;
      const row = rows[first + index];
      if (row)
        rows[first + index] = { ...row, cells: row.cells.map((cell, at) => (at === unit ? '' : cell)) };
    }
  }
  const hiddenColumns = habits.has('hidden column', 8) ? [habits.below(width)] : [];
  const shift = habits.has('begins in another column', 10) ? 1 : 0;
  if (shift === 0) return { name, rows, merges, hiddenColumns };
  return {
    name,
    rows: rows.map((row) => ({ ...row, cells: ['', ...row.cells] })),
    merges: merges.map((merge) => ({ ...merge, column: merge.column + 1 })),
    hiddenColumns: hiddenColumns.map((column) => column + 1),
  };
}

/** Two tables on one sheet, one under the other. */
export function stacked(upper: Grid, lower: Grid): Grid {
  const shift = upper.rows.length + 2;
  const blank: GridRow = { cells: [''] };
  const merges = (lower.merges ?? []).map(({ column, from, to }) => ({
    column,
    from: from + shift,
    to: to + shift,
  }));
  return {
    ...upper,
    rows: [...upper.rows, blank, blank, ...lower.rows],
    merges: [...(upper.merges ?? []), ...merges],
  };
}
