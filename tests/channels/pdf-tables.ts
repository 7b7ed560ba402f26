import { runOnPdf } from '../pdf/tagged-pdf.ts';
import type { ReadRow, ReadTable } from './html-tables.ts';

/** A table of a PDF, with its headings. */
export interface PaperTable extends ReadTable {
  readonly head: readonly string[];
}

/**
 * The tables of a PDF by its structure, as a screen reader reads them. Words are without their blanks: where a line
 * breaks is no part of what is said.
 */
export function tablesOnPaper(pdf: Uint8Array): readonly PaperTable[] {
  const tables: {
    head: string[];
    rows: { label: string; cells: { text: string; notes: string[] }[] }[];
  }[] = [];
  let depth = -1;
  let cell: { text: string; notes: string[]; depth: number; isHead: boolean } | undefined;
  let span = Number.POSITIVE_INFINITY;
  const end = () => {
    const table = tables.at(-1);
    if (!cell || !table) return;
    if (cell.isHead) table.head.push(cell.text);
    else {
      const row = table.rows.at(-1);
      if (row && row.label === '\0') row.label = cell.text;
      else row?.cells.push({ text: cell.text, notes: cell.notes.flatMap((note) => note.split(',')) });
    }
    cell = undefined;
  };
  for (const line of runOnPdf('pdfinfo', ['-struct-text', '@'], pdf).split('\n')) {
    const indent = line.search(/\S/);
    const said = line.trim();
    if (indent < 0) continue;
    const isText = said.startsWith('"');
    if (!isText && !said.startsWith('/')) {
      if (cell && indent <= cell.depth) end();
      if (indent <= span) span = Number.POSITIVE_INFINITY;
      if (depth >= 0 && indent <= depth) depth = -1;
      if (/^Table\b/.test(said)) {
        depth = indent;
        tables.push({ head: [], rows: [] });
      } else if (depth >= 0 && /^TR\b/.test(said)) tables.at(-1)?.rows.push({ label: '\0', cells: [] });
      else if (depth >= 0 && /^T[HD]\b/.test(said))
        cell = { text: '', notes: [], depth: indent, isHead: said.startsWith('TH') };
      else if (cell && said.startsWith('Span')) span = indent;
      continue;
    }
    if (!isText) continue;
    const text = said.slice(1, -1).replaceAll(/\s/g, '');
    if (!cell) continue;
    if (span < indent) cell.notes.push(text);
    else cell.text += text;
  }
  end();
  return tables.map(({ head, rows }) => ({
    head,
    rows: rows.filter(({ label }) => label !== '\0') as readonly ReadRow[],
  }));
}
