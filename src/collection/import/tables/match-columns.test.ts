import { expect, test } from 'vitest';
import { text } from '../../../platform/language/text.ts';
import type { TableHead } from '../../../platform/spreadsheets/tables/table-block.ts';
import type { ImportColumn } from '../import-face.ts';
import { matchTable } from './match-columns.ts';

const column = (key: string, label: string, ...aliases: string[]): ImportColumn => ({
  key,
  label: text(label, key),
  aliases,
  required: true,
});
const gifts = {
  name: text('geschenken', 'gifts'),
  columns: [
    column('unit', 'Onderdeel'),
    column('offered', 'Aangeboden boven de grens', 'Aangeboden'),
    column('accepted', 'Aangenomen boven de grens', 'Aangenomen'),
  ],
};

function headed(...headings: string[]): TableHead {
  const columns = headings.map((heading, index) => ({
    column: index,
    letter: 'ABCDEF'[index] ?? '',
    path: [heading],
    hidden: false,
  }));
  return { sheet: '', index: 0, titles: [], titleRows: [], headerRows: [], columns, firstRow: 1 };
}

/** What each heading is proposed to mean. */
const proposed = (...headings: string[]) =>
  matchTable([gifts], headed(...headings), new Map(), { month: 1 })?.columns.map(
    (one) => one.proposal?.key ?? null,
  );

test('A heading is proposed to mean the column that has its words, before one whose words only begin alike', () => {
  expect(proposed('Onderdeel', 'Giften aangeboden', 'Giften aangenomen')).toEqual([
    null,
    'offered',
    'accepted',
  ]);
});

test('A heading that begins alike is proposed where no other comes nearer', () => {
  expect(proposed('Onderdeel', 'Aangebodene giften', 'Aanbod')).toEqual([null, 'offered', null]);
});
