import { render } from 'preact-render-to-string';
import { expect, test } from 'vitest';
import { text } from '../platform/language/text.ts';
import { DataTable } from './data-table.tsx';
import { layOut } from './lay-out.ts';
import type { ShownCell, ShownFigure } from './table-model.ts';

const cell = (unit: string, state: ShownCell['state'], value: string | null, note = ''): ShownCell => ({
  at: { unit },
  state,
  value,
  note: note === '' ? null : text(note, note),
});

/** What a page of a register has: no report, no publication. */
const gifts: ShownFigure = {
  id: 'gifts.offered',
  title: text('Geschenken', 'Gifts'),
  unit: 'count',
  dimensions: [
    {
      key: 'unit',
      title: text('Onderdeel', 'Unit'),
      members: ['A', 'B', 'C'].map((code) => ({ code, label: text(code, code), parent: null })),
    },
  ],
  cells: [
    cell('A', 'suppressed', null),
    cell('B', 'not-reported', null),
    cell('C', 'estimated', '1200', 'geschat'),
    cell('*', 'value', '1203'),
  ],
};

test('Cells of a figure are drawn as a table: what is hidden is said in words, a gap is no number, a note is a footnote', () => {
  const table = layOut(
    {
      figures: [gifts],
      rows: 'unit',
      columns: undefined,
      at: {},
      depth: 1,
      total: true,
      sort: 'given',
      skipNil: false,
    },
    'nl',
  );
  const html = render(DataTable({ id: 'geschenken', caption: 'Geschenken', table, language: 'nl' }));
  expect(html).toContain(
    '<td class="dl-cell dl-cell--suppressed"><span aria-hidden="true">·</span><span class="dl-hidden">niet getoond</span></td>',
  );
  expect(html).toContain('<td class="dl-cell dl-cell--gap">niet opgegeven</td>');
  expect(html).toContain('1.200<a class="dl-note-ref" href="#geschenken-noot-1"');
  expect(html).toContain('<li id="geschenken-noot-1">geschat</li>');
  expect(html).toContain('<tr class="dl-row--total"><th scope="row">Totaal</th>');
});
