import type { VNode } from 'preact';
import { say } from '../platform/language/messages.ts';
import type { Language } from '../platform/language/text.ts';
import { ScrollRegion } from '../platform/web/components/scroll-region.tsx';
import { webWords } from '../platform/web/words.ts';
import { Suppressed } from './suppressed.tsx';
import type { DataCell, DataTable as Table } from './table-model.ts';
import { asRead } from './turned-table.ts';

export interface DataTableProps<One extends DataCell = DataCell> {
  /** Unique on the page: footnotes are found by it. */
  readonly id: string;
  readonly caption: string;
  readonly table: Table<One>;
  readonly language: Language;
  /** Where a number leads, with what its link is called; undefined: nowhere. */
  readonly link?: (cell: One) => { readonly href: string; readonly label: string } | undefined;
  /** How the text of a footnote is shown; as it is, when left out. */
  readonly note?: (text: string) => VNode;
}

/** A table of figures in a region of its own that scrolls, so that the page never does. */
export function DataTable<One extends DataCell>({
  id,
  caption,
  table: laidOut,
  language,
  link,
  note: noteOf,
}: DataTableProps<One>) {
  const table = asRead(laidOut);
  const words = webWords[language];
  return (
    <>
      <ScrollRegion label={say(words.tableRegion, language, { table: caption })}>
        <table class="dl-table">
          <caption class="dl-hidden">{caption}</caption>
          <TableHead table={table} />
          <tbody>
            {table.rows.map((row) => (
              <tr key={row.key} class={row.total ? 'dl-row--total' : undefined}>
                <th scope="row" class={row.level > 0 ? `dl-level-${Math.min(row.level, 3)}` : undefined}>
                  {row.label}
                </th>
                {row.cells.map((cell, index) => (
                  <Cell
                    key={table.columns[index]?.key}
                    id={id}
                    cell={cell}
                    language={language}
                    link={link?.(cell)}
                  />
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollRegion>
      {table.footnotes.length > 0 && (
        <ol class="dl-table-notes">
          {table.footnotes.map((note, index) => (
            <li key={note} id={`${id}-noot-${index + 1}`}>
              {noteOf ? noteOf(note) : note}
            </li>
          ))}
        </ol>
      )}
    </>
  );
}

function TableHead({ table }: { table: Table }) {
  if (table.columns.every((column) => column.group === null))
    return (
      <thead>
        <tr>
          <Corner text={table.corner} />
          {table.columns.map((column) => (
            <th key={column.key} scope="col">
              {column.label}
            </th>
          ))}
        </tr>
      </thead>
    );
  return (
    <thead>
      <tr>
        <Corner text={table.corner} rows={2} />
        {groupsOf(table).map((group) => (
          <th key={`${group.start}`} scope="colgroup" colSpan={group.width}>
            {group.label}
          </th>
        ))}
      </tr>
      <tr>
        {table.columns.map((column) => (
          <th key={column.key} scope="col">
            {column.label}
          </th>
        ))}
      </tr>
    </thead>
  );
}

/** The heading over the row labels; a table of one row has none, and an empty heading would say nothing. */
function Corner({ text, rows = 1 }: { text: string; rows?: number }) {
  if (text === '') return <td rowSpan={rows} />;
  return (
    <th scope="col" rowSpan={rows}>
      {text}
    </th>
  );
}

/** Columns beside each other under one heading. */
function groupsOf(table: Table): readonly { label: string; start: number; width: number }[] {
  const groups: { label: string; start: number; width: number }[] = [];
  table.columns.forEach((column, start) => {
    const last = groups.at(-1);
    if (last && last.label === (column.group ?? '')) last.width += 1;
    else groups.push({ label: column.group ?? '', start, width: 1 });
  });
  return groups;
}

function Cell({
  id,
  cell,
  language,
  link,
}: {
  id: string;
  cell: DataCell;
  language: Language;
  link: { readonly href: string; readonly label: string } | undefined;
}) {
  const kind =
    cell.state === 'suppressed' ? ' dl-cell--suppressed' : cell.value === null ? ' dl-cell--gap' : '';
  return (
    <td class={`dl-cell${kind}`}>
      {cell.state === 'suppressed' ? (
        <Suppressed language={language} />
      ) : link ? (
        <a href={link.href} aria-label={link.label}>
          {cell.text}
        </a>
      ) : (
        cell.text
      )}
      {cell.footnotes.map((number) => (
        <a
          key={number}
          class="dl-note-ref"
          href={`#${id}-noot-${number}`}
          aria-label={say(webWords[language].toFootnote, language, { number })}
        >
          {number}
        </a>
      ))}
    </td>
  );
}
