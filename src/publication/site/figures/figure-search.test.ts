import { describe, expect, test } from 'vitest';
import { smallReport } from '../../../../tests/makers/small-report.ts';
import { text } from '../../../platform/language/text.ts';
import type { ReportModel } from '../../report-model.ts';
import { figureSearch, findFigures, searchQuery } from './figure-search.ts';

const [some] = smallReport.figures;
const [chapter] = smallReport.chapters;
if (!some || !chapter) throw new Error('The small report has figures and chapters.');

const named = (id: string, nl: string, en: string, usedIn: readonly string[] = []) => ({
  ...some,
  id,
  title: text(nl, en),
  definition: text('Een definitie.', 'A definition.'),
  population: text('Alles.', 'Everything.'),
  usedIn,
});

const model: ReportModel = {
  ...smallReport,
  figures: [
    named('financial-interests.late', 'Financiële belangen, te laat', 'Financial interests, late', [
      chapter.id,
    ]),
    named('gifts.accepted', 'Aangenomen geschenken', 'Accepted gifts'),
    ...Array.from({ length: 119 }, (_, at) => named(`x.${at}`, `Cijfer ${at}`, `Figure ${at}`)),
  ],
};
const find = (query: Record<string, string>, language: 'nl' | 'en' = 'nl') =>
  findFigures(model, figureSearch(query, model), language);
const ids = (query: Record<string, string>, language: 'nl' | 'en' = 'nl') =>
  find(query, language).figures.map((figure) => figure.id);

describe('The list of figures', () => {
  test('finds words in any order, without capitals and accents, in the language of the page', () => {
    expect(ids({ zoek: 'laat FINANCIELE' })).toEqual(['financial-interests.late']);
    expect(ids({ zoek: 'gifts accepted' }, 'en')).toEqual(['gifts.accepted']);
    expect(ids({ zoek: 'interests' }, 'nl')).toEqual(['financial-interests.late']);
    expect(ids({ zoek: 'geschenken belangen' })).toEqual([]);
    expect(ids({ zoek: chapter.title })).toEqual(['financial-interests.late']);
  });

  test('shows fifty at a time, and its last page where an address asks for a later one', () => {
    expect(find({}).figures).toHaveLength(50);
    expect(find({ pagina: '3' })).toMatchObject({ count: 121, lastPage: 3, search: { page: 3 } });
    expect(find({ pagina: '3' }).figures).toHaveLength(21);
    expect(find({ pagina: '900' }).search.page).toBe(3);
  });

  test('shows the figures of one chapter', () => {
    expect(ids({ hoofdstuk: chapter.id })).toEqual(['financial-interests.late']);
  });

  test('leaves out what an address cannot mean', () => {
    const search = figureSearch({ zoek: ` ${'a'.repeat(500)} `, hoofdstuk: 'nergens', pagina: '-1' }, model);
    expect(search).toEqual({ words: 'a'.repeat(100), chapter: '', page: 1 });
  });

  test('a search and its address are the same', () => {
    const search = { words: 'a&b=ç', chapter: chapter.id, page: 2 };
    expect(figureSearch(Object.fromEntries(new URLSearchParams(searchQuery(search))), model)).toEqual(search);
    expect(searchQuery({ words: '', chapter: '', page: 1 })).toBe('');
  });
});
