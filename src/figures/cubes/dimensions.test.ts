import { expect, test } from 'vitest';
import { type CodeList, codeListSchema } from '../../codes/code-lists.ts';
import { sameText, text } from '../../platform/language/text.ts';
import { codeDimension, treeDimension } from './dimensions.ts';

const categories: CodeList = codeListSchema.parse({
  key: 'categories',
  title: sameText('Categorie'),
  version: '1',
  source: 'test',
  codes: [
    {
      code: 'a',
      label: text('Financiële schendingen', 'Financial violations'),
      neutralLabel: text('Financiële zaken', 'Financial matters'),
    },
    {
      code: 'a-fraud',
      label: text('Fraude', 'Fraud'),
      neutralLabel: text('Vraag over financiële juistheid', 'Question of financial accuracy'),
      parent: 'a',
    },
  ],
});
const lists = new Map([[categories.key, categories]]);
const labels = ({ members }: ReturnType<typeof codeDimension>) => members.map(({ label }) => label.nl);

test('Where what was not established counts too, a category is named after its subject', () => {
  expect(labels(codeDimension(lists, 'categories', 1, 'category', true))).toEqual(['Financiële zaken']);
  expect(labels(codeDimension(lists, 'categories', 1))).toEqual(['Financiële schendingen']);
});

test('Below a category each subcategory keeps the name by which it can be told from the others', () => {
  expect(labels(treeDimension(lists, 'categories', 'category', true))).toEqual([
    'Financiële zaken',
    'Fraude',
    'zonder passende subcategorie',
  ]);
});
