import { expect, test } from 'vitest';
import { type CodeList, codeListSchema } from '../../codes/code-lists.ts';
import { parsePeriod } from '../../organisation/period.ts';
import type { Unit, UnitParent } from '../../organisation/structure.ts';
import { sameText, text } from '../../platform/language/text.ts';
import { chainOf } from './dimension.ts';
import { codeDimension, leafOf, treeDimension, unitDimension } from './dimensions.ts';

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

test('Every row of a category is counted at a member of the tree, whether or not it has subcategories', () => {
  const flat = { ...categories.codes[0], code: 'b' };
  const list = codeListSchema.parse({ ...categories, codes: [...categories.codes, flat] });
  const members = treeDimension(new Map([[list.key, list]]), list.key, 'category').members;
  const leaves = [
    leafOf(list, 'a', 'a-fraud'),
    leafOf(list, 'a', '?'),
    leafOf(list, 'b', '?'),
    leafOf(list, 'b', 'a-fraud'),
  ];
  expect(leaves).toEqual(['a-fraud', 'a-?', 'b', 'b']);
  expect(members.map(({ code }) => code)).toEqual(expect.arrayContaining(leaves));
});

test('Below a category each subcategory keeps the name by which it can be told from the others', () => {
  expect(labels(treeDimension(lists, 'categories', 'category', true))).toEqual([
    'Financiële zaken',
    'Fraude',
    'zonder passende subcategorie',
  ]);
});

const unit = (key: string, ...parents: readonly UnitParent[]): Unit => ({
  key,
  level: 'unit',
  type: 'other',
  from: null,
  until: null,
  names: [{ name: sameText(key), abbreviation: null, from: null, until: null }],
  parents,
  policies: [],
  externalAuthority: false,
});
const under = (parent: string, from: string | null = null, until: string | null = null): UnitParent => ({
  parent,
  origin: 'source',
  from,
  until,
});
const years = ['2022', '2023', '2024'].map((year) => parsePeriod(year));
const house = (moving: Unit) => ({
  root: 'TOP',
  units: [unit('TOP'), unit('MIN', under('TOP')), moving],
  successions: [],
  headcountDefinitions: [],
});
const chains = (moving: Unit) => {
  const { dimension } = unitDimension(house(moving), years, 'then');
  return years.map(({ key }) => chainOf(dimension, 'AGE', { year: key }).join(' < '));
};

test('A unit that moves to directly under the top counts there from that year on, and no longer in its ministry', () => {
  const moved = unit('AGE', under('MIN', null, '2023-01-01'), under('TOP', '2023-01-01'));
  expect(chains(moved)).toEqual(['AGE < MIN < *', 'AGE < *', 'AGE < *']);
  const { members } = unitDimension(house(moved), years, 'then').dimension;
  expect(members.find(({ code }) => code === 'AGE')).not.toHaveProperty('parent');
});

test('A unit that stood directly under the top and then came to a ministry was not in it before', () => {
  const moved = unit('AGE', under('TOP', null, '2024-01-01'), under('MIN', '2024-01-01'));
  expect(chains(moved)).toEqual(['AGE < *', 'AGE < *', 'AGE < MIN < *']);
});

test('In a year for which no place is known a unit counts at its last known place', () => {
  expect(chains(unit('AGE', under('MIN', '2024-01-01')))).toEqual(Array(3).fill('AGE < MIN < *'));
});
