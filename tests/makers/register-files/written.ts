import { xmlText } from '../../../src/platform/spreadsheets/packed/xml-write.ts';
import { columnLetters } from '../../../src/platform/spreadsheets/sheet.ts';
import { ods, xlsx } from '../spreadsheet-files.ts';
import type { Grid, GridCell, GridRow } from './grid.ts';

/** A CSV as a program writes it. */
export interface CsvHabit {
  readonly separator: ';' | ',' | '\t';
  readonly encoding: 'utf8' | 'utf8-mark' | 'windows-1252' | 'utf16';
  readonly lineEnd: '\r\n' | '\n';
}

/** The first sheet as CSV. */
export function csvFile(grid: Grid, { separator, encoding, lineEnd }: CsvHabit): Uint8Array {
  const width = Math.max(...grid.rows.map(({ cells }) => cells.length));
  const field = (cell: GridCell) => {
    const text = typeof cell === 'object' ? dutchDay(cell.day) : `${cell}`;
    return /["\r\n]/.test(text) || text.includes(separator) ? `"${text.replaceAll('"', '""')}"` : text;
  };
  const lines = grid.rows.map(({ cells }) =>
    Array.from({ length: width }, (_, index) => field(cells[index] ?? '')).join(separator),
  );
  const text = `${lines.join(lineEnd)}${lineEnd}`;
  switch (encoding) {
    case 'utf8':
      return Buffer.from(text, 'utf8');
    case 'utf8-mark':
      return Buffer.from(`\uFEFF${text}`, 'utf8');
    case 'windows-1252':
      return Buffer.from(text, 'latin1');
    case 'utf16':
      return Buffer.from(`\uFEFF${text}`, 'utf16le');
    default:
      throw new Error(`No such encoding ${encoding satisfies never}`);
  }
}

/** 2024-03-05 as 5-3-2024. */
export function dutchDay(day: string): string {
  const [year, month, date] = day.split('-').map(Number);
  return `${date}-${month}-${year}`;
}

const dayStyle = 1;

/** The sheets as XLSX. */
export function xlsxFile(grids: readonly Grid[]): Uint8Array {
  const cellOf = (cell: GridCell, at: string): string => {
    if (cell === '') return '';
    if (typeof cell === 'number') return `<c r="${at}"><v>${cell}</v></c>`;
    if (typeof cell === 'object') return `<c r="${at}" s="${dayStyle}"><v>${serial(cell.day)}</v></c>`;
    return `<c r="${at}" t="inlineStr"><is><t xml:space="preserve">${xmlText(cell)}</t></is></c>`;
  };
  const rowOf = ({ cells, isHidden }: GridRow, index: number) => {
    const inside = cells.map((cell, column) => cellOf(cell, `${columnLetters(column)}${index + 1}`));
    return `<row r="${index + 1}"${isHidden ? ' hidden="1"' : ''}>${inside.join('')}</row>`;
  };
  const sheets = grids.map(({ name, rows, merges = [], hiddenColumns = [], isHidden }) => {
    const hidden = hiddenColumns.map((column) => `<col min="${column + 1}" max="${column + 1}" hidden="1"/>`);
    const merged = merges.map(({ column, from, to }) => {
      const letters = columnLetters(column);
      return `<mergeCell ref="${letters}${from + 1}:${letters}${to + 1}"/>`;
    });
    const inside = [
      hidden.length > 0 ? `<cols>${hidden.join('')}</cols>` : '',
      `<sheetData>${rows.map(rowOf).join('')}</sheetData>`,
      merged.length > 0 ? `<mergeCells>${merged.join('')}</mergeCells>` : '',
    ].join('');
    return { name, inside, ...(isHidden ? { attributes: 'state="hidden"' } : {}) };
  });
  return xlsx(sheets, { styles: '<cellXfs><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs>' });
}

/** Days since the first that spreadsheet programs count from. */
function serial(day: string): number {
  return Math.round((Date.parse(`${day}T00:00:00Z`) - Date.UTC(1899, 11, 30)) / 86_400_000);
}

/** The sheets as ODS. */
export function odsFile(grids: readonly Grid[]): Uint8Array {
  const cellOf = (cell: GridCell, spanned: number): string => {
    const span =
      spanned > 1 ? ` table:number-rows-spanned="${spanned}" table:number-columns-spanned="1"` : '';
    if (cell === '') return `<table:table-cell${span}/>`;
    if (typeof cell === 'number')
      return `<table:table-cell${span} office:value-type="float" office:value="${cell}"><text:p>${cell}</text:p></table:table-cell>`;
    if (typeof cell === 'object')
      return `<table:table-cell${span} office:value-type="date" office:date-value="${cell.day}"><text:p>${dutchDay(cell.day)}</text:p></table:table-cell>`;
    const paragraphs = cell.split('\n').map((line) => `<text:p>${xmlText(line)}</text:p>`);
    return `<table:table-cell${span} office:value-type="string">${paragraphs.join('')}</table:table-cell>`;
  };
  const tables = grids.map(({ name, rows, merges = [], hiddenColumns = [], isHidden }) => {
    const width = Math.max(...rows.map(({ cells }) => cells.length));
    const columns = Array.from(
      { length: width },
      (_, column) =>
        `<table:table-column${hiddenColumns.includes(column) ? ' table:visibility="collapse"' : ''}/>`,
    );
    const body = rows.map(({ cells, isHidden: hides }, index) => {
      const inside = cells.map((cell, column) => {
        const merge = merges.find((one) => one.column === column && one.from <= index && index <= one.to);
        if (merge && merge.from < index) return '<table:covered-table-cell/>';
        return cellOf(cell, merge ? merge.to - merge.from + 1 : 1);
      });
      const visible = hides ? ' table:visibility="collapse"' : '';
      return `<table:table-row${visible}>${inside.join('') || '<table:table-cell/>'}</table:table-row>`;
    });
    const style = isHidden ? ' table:style-name="hidden"' : '';
    return `<table:table table:name="${name}"${style}>${columns.join('')}${body.join('')}</table:table>`;
  });
  return ods(tables.join(''), {
    styles:
      '<style:style style:name="hidden" style:family="table"><style:table-properties table:display="false"/></style:style>',
  });
}
