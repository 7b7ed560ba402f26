import type { Counts, Grid, GridCell, GridRow } from './grid.ts';
import { countsOf } from './grid.ts';
import { Habits } from './habits.ts';
import { laidOut, stacked } from './layouts.ts';
import {
  type InventedRegister,
  incidentTable,
  inventedRegisters,
  type TruthRow,
  type TruthTable,
  truthTable,
} from './truths.ts';
import { csvFile, odsFile, xlsxFile } from './written.ts';

/** A file around known truth. */
export interface InventedFile {
  readonly name: string;
  readonly content: Uint8Array;
  readonly stated: TruthTable['stated'];
  /** What is counted of this file. */
  readonly counts: Counts;
  /** What is counted besides of the file before it, where that was read. */
  readonly before: Counts;
  /** Rows of the file in which a place is counted, numbered from one, by sheet. */
  readonly rows: readonly {
    readonly sheet: string;
    readonly row: number;
    readonly counted: readonly string[];
  }[];
}

/** One file, or two of one sender, that a seed makes. */
export interface InventedCase {
  readonly seed: number;
  readonly register: InventedRegister;
  readonly habits: readonly string[];
  readonly files: readonly InventedFile[];
}

/** The files of a seed: always the same ones. */
export function inventedCase(seed: number): InventedCase {
  const habits = new Habits(seed);
  const register = habits.named(...inventedRegisters);
  const table = truthTable(register, habits);
  const first = fileOf(register, [table], habits, 'eerste', new Map());
  const isList = register !== 'gifts' && register !== 'complaints';
  if (!isList || !habits.has('two files', 20))
    return { seed, register, habits: habits.taken, files: [first] };
  const next = register === 'incidents' ? incidentTable(habits, 200) : truthTable(register, habits);
  const overlap = habits.named('new matters', 'cumulative', 'one matter again');
  const same = overlap === 'new matters' ? [] : overlap === 'cumulative' ? table.rows : firstMatter(table);
  const again = habits.has('written otherwise', 50) ? same.map((row) => writtenOtherwise(row)) : same;
  // The second file has the columns of the first, in which its rows stand.
  const headings = overlap === 'new matters' ? next.columns : table.columns;
  const keys = new Set(headings.map(([key]) => key));
  const shown = next.rows.map((row) => ({
    ...row,
    counted: row.counted.filter((place) => keys.has('unit') || !place.startsWith('incidents.by-unit')),
  }));
  const rows = [...again, ...shown];
  const second = fileOf(
    register,
    [
      {
        ...next,
        columns: headings,
        rows,
        stated: overlap === 'new matters' ? next.stated : { ...next.stated, ...table.stated },
      },
    ],
    habits,
    'tweede',
    without(
      first.counts,
      again.flatMap(({ counted }) => counted),
    ),
  );
  return { seed, register, habits: habits.taken, files: [first, second] };
}

/** Counts of which these places are taken away. */
function without(counts: Counts, places: readonly string[]): Counts {
  const gone = countsOf(places);
  return new Map([...counts].map(([place, count]) => [place, count - (gone.get(place) ?? 0)]));
}

/** The same row with its days as years, months and days, as another program writes them. */
function writtenOtherwise(row: TruthRow): TruthRow {
  const values = Object.entries(row.values).map(([key, value]): readonly [string, GridCell] => {
    const day = typeof value === 'string' ? /^(\d{1,2})-(\d{1,2})-(\d{4})$/.exec(value) : null;
    if (!day) return [key, value];
    const [, date = '', month = '', year = ''] = day;
    return [key, `${year}-${month.padStart(2, '0')}-${date.padStart(2, '0')}`];
  });
  return { ...row, values: Object.fromEntries(values) };
}

function firstMatter({ rows }: TruthTable) {
  const number = rows[0]?.values['number'];
  return number === undefined ? rows.slice(0, 1) : rows.filter(({ values }) => values['number'] === number);
}

function fileOf(
  register: InventedRegister,
  tables: readonly TruthTable[],
  habits: Habits,
  stem: string,
  before: Counts,
): InventedFile {
  const format = habits.named('csv', 'xlsx', 'ods');
  const [table] = tables;
  if (!table) throw new Error('A file needs a table.');
  let grid = laidOut(table, habits, habits.one('Blad1', 'Meldingen', 'Register', 'Invoer'));
  const stated = { ...table.stated };
  const hasDates = register !== 'gifts' && register !== 'complaints';
  const isAlone = stated.dates === undefined && stated.period === undefined;
  const another = () =>
    register === 'incidents' ? incidentTable(habits, 100) : truthTable(register, habits);
  if (hasDates && isAlone && habits.has('two tables on a sheet', 8)) {
    const lower = another();
    if (lower.stated.dates === undefined) grid = stacked(grid, laidOut(lower, habits, grid.name));
  }
  const grids: Grid[] = [grid];
  if (format !== 'csv') {
    if (hasDates && isAlone && habits.has('second sheet', 12)) {
      const other = another();
      if (other.stated.dates === undefined) grids.push(laidOut(other, habits, 'Vervolg'));
    }
    if (habits.has('copied sheet', 4)) grids.push({ ...grid, name: `${grid.name} (2)` });
    if (habits.has('hidden sheet', 8)) {
      const old = laidOut(another(), habits, 'oud');
      grids.push({ ...old, isHidden: true, rows: old.rows.map(({ cells }): GridRow => ({ cells })) });
    }
    if (habits.has('a sheet with other things', 10))
      grids.push({
        name: 'Toelichting',
        rows: [
          { cells: ['Zo vult u dit in'] },
          { cells: ['Kolom', 'Uitleg'] },
          { cells: ['Datum', 'dag van ontvangst'] },
        ],
      });
  }
  const content =
    format === 'csv'
      ? csvFile(grid, {
          separator: habits.named(';', ',', '\t'),
          encoding: habits.named('utf8', 'utf8-mark', 'windows-1252', 'utf16'),
          lineEnd: habits.one('\r\n', '\n'),
        })
      : format === 'xlsx'
        ? xlsxFile(grids)
        : odsFile(grids);
  const isCopied = (one: Grid) => one !== grid && one.name === `${grid.name} (2)`;
  const rows = grids
    .filter((one) => !isCopied(one))
    .flatMap((one) =>
      one.rows.flatMap(({ counted }, index) =>
        counted === undefined ? [] : [{ sheet: one.name, row: index + 1, counted }],
      ),
    );
  return {
    name: `${stem}.${format}`,
    content,
    stated,
    counts: countsOf(rows.flatMap(({ counted }) => counted)),
    before,
    rows,
  };
}
