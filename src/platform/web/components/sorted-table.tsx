import type { VNode } from 'preact';
import type { Language } from '../../language/text.ts';
import { webWords } from '../words.ts';

/** The head of a column; with `sort` it is a link that puts the rows in its order. */
export interface SortedHead {
  readonly label: string;
  readonly sort?: { readonly href: string; readonly now: 'ascending' | 'descending' | 'none' };
}

/**
 * A table of words whose rows can be put in order. On a phone each row stands by itself with its heads before its
 * cells; the order is then chosen above the rows.
 */
export function SortedTable({
  caption,
  heads,
  rows,
  language,
}: {
  caption: string;
  heads: readonly SortedHead[];
  rows: readonly (readonly (string | VNode)[])[];
  language: Language;
}) {
  const words = webWords[language];
  return (
    <table class="dl-table dl-table--text dl-table--sorted" {...as('table')}>
      <caption class="dl-hidden">{caption}</caption>
      <thead {...as('rowgroup')}>
        <tr {...as('row')}>
          {heads.map(({ label, sort }) => (
            <th
              key={label}
              scope="col"
              {...as('columnheader')}
              aria-sort={sort && sort.now !== 'none' ? sort.now : undefined}
            >
              {sort ? (
                <a href={sort.href}>
                  {label}
                  <span class="dl-hidden">{sort.now === 'ascending' ? words.sortDown : words.sortUp}</span>
                  <span aria-hidden="true">
                    {sort.now === 'ascending' ? ' ↑' : sort.now === 'descending' ? ' ↓' : ''}
                  </span>
                </a>
              ) : (
                label
              )}
            </th>
          ))}
        </tr>
      </thead>
      <tbody {...as('rowgroup')}>
        {rows.map(([first, ...others], index) => (
          <tr key={index} {...as('row')}>
            <th scope="row" {...as('rowheader')}>
              {first}
            </th>
            {others.map((cell, place) => (
              <td key={heads[place + 1]?.label} {...as('cell')}>
                {cell !== '' && <span class="dl-table__label">{heads[place + 1]?.label}: </span>}
                {cell}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** The roles are written out because browsers forget that a table is one when its display changes. */
function as(role: 'table' | 'rowgroup' | 'row' | 'columnheader' | 'rowheader' | 'cell') {
  return { role };
}
