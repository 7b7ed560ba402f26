/** A table as it stands somewhere, without its headings: of each row the label and the cells. */
export interface ReadTable {
  readonly rows: readonly ReadRow[];
}

export interface ReadRow {
  readonly label: string;
  readonly cells: readonly ReadCell[];
}

/** A cell: what is written, and the numbers of the notes at it. */
export interface ReadCell {
  readonly text: string;
  readonly notes: readonly string[];
}

/** A table of figures on a page, with the columns over it and the notes under it. */
export interface PageTable extends ReadTable {
  readonly columns: readonly string[];
  readonly notes: readonly string[];
}

/** The tables of figures in a piece of HTML, in their order. */
export function tablesOnPage(html: string): readonly PageTable[] {
  return [...html.matchAll(/<table class="dl-table">([\s\S]*?)<\/table>([\s\S]*?)(?=<table|$)/g)].map(
    ([, table = '', after = '']) => {
      const [head = '', body = ''] = table.split('<tbody');
      const lastRow = [...head.matchAll(/<tr[^>]*>([\s\S]*?)<\/tr>/g)].at(-1)?.[1] ?? '';
      const [, list = ''] = /<ol class="dl-table-notes">([\s\S]*?)<\/ol>/.exec(after) ?? [];
      return {
        columns: [...lastRow.matchAll(/<th scope="col"(?! rowspan)[^>]*>([\s\S]*?)<\/th>/g)].map(
          ([, text = '']) => textOf(text),
        ),
        rows: [...body.matchAll(/<tr[^>]*>([\s\S]*?)<\/tr>/g)].map(([, row = '']) => ({
          label: textOf(/<th[^>]*>([\s\S]*?)<\/th>/.exec(row)?.[1] ?? ''),
          cells: [...row.matchAll(/<td class="dl-cell[^"]*"[^>]*>([\s\S]*?)<\/td>/g)].map(([, cell = '']) => {
            const mark = /<a class="dl-note-ref"[\s\S]*?>(\d+)<\/a>/g;
            return {
              text: textOf(
                cell
                  .replaceAll(mark, '')
                  .replace('<span class="dl-hidden">niet getoond</span>', '')
                  .replace('<span class="dl-hidden">not shown</span>', ''),
              ),
              notes: [...cell.matchAll(mark)].map(([, number = '']) => number),
            };
          }),
        })),
        notes: [...list.matchAll(/<li[^>]*>([\s\S]*?)<\/li>/g)].map(([, text = '']) => textOf(text)),
      };
    },
  );
}

/** What a reader sees of a piece of HTML. */
export function textOf(html: string): string {
  return html
    .replaceAll(/<[^>]*>/g, '')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&amp;', '&')
    .replaceAll(/\s+/g, ' ')
    .trim();
}
