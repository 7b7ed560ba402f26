import type { VNode } from 'preact';

export interface TextTableProps {
  readonly caption: string;
  /** The caption is for the ear alone: a heading above says the same. */
  readonly captionHidden?: boolean;
  /** Over each column; the first is that of the row headings. */
  readonly heads: readonly string[];
  /** Cells in the order of the heads. */
  readonly rows: readonly (readonly (string | number | VNode)[])[];
}

/**
 * A table of words. On a phone each row stands by itself, with its heads before its cells, so that nobody scrolls
 * sideways to read a sentence. The roles are written out because browsers forget that a table is one when its
 * display changes.
 */
export function TextTable({ caption, captionHidden = false, heads, rows }: TextTableProps) {
  return (
    <table class="dl-table dl-table--text" {...as('table')}>
      <caption class={captionHidden ? 'dl-hidden' : undefined}>{caption}</caption>
      <TextHead heads={heads} />
      <tbody {...as('rowgroup')}>
        {rows.map(([first, ...others], index) => (
          <tr key={index} {...as('row')}>
            <th scope="row" {...as('rowheader')}>
              {first}
            </th>
            {others.map((cell, place) => (
              <td key={heads[place + 1]} {...as('cell')}>
                {cell !== '' && <span class="dl-table__label">{heads[place + 1]}: </span>}
                {cell}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function as(role: 'table' | 'rowgroup' | 'row' | 'columnheader' | 'rowheader' | 'cell') {
  return { role };
}

/** The row of headings of a table of words. */
export function TextHead({ heads }: { heads: readonly string[] }) {
  return (
    <thead {...as('rowgroup')}>
      <tr {...as('row')}>
        {heads.map((head) => (
          <th key={head} scope="col" {...as('columnheader')}>
            {head}
          </th>
        ))}
      </tr>
    </thead>
  );
}
