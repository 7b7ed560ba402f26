import type { Language } from '../../../platform/language/text.ts';
import type { PublishedFigure, ReportModel } from '../../report-model.ts';

/** What a reader asks of the list of figures. */
export interface FigureSearch {
  /** Every one of these words must occur in the name, the definition or the chapter of the figure. */
  readonly words: string;
  /** The id of a chapter in which the figure is; empty for all. */
  readonly chapter: string;
  /** From 1. */
  readonly page: number;
}

/** One page of what was found. */
export interface FoundFigures {
  readonly search: FigureSearch;
  readonly figures: readonly PublishedFigure[];
  /** How many were found, on all pages. */
  readonly count: number;
  readonly lastPage: number;
}

const pageSize = 50;
const longestSearch = 100;

type Chapters = ReportModel['chapters'];

/** A model never changes, so this is found once. */
const chaptersOfModels = new WeakMap<ReportModel, Chapters>();

/** The chapters in which figures are, by which they can be searched. */
export function chaptersWithFigures(model: ReportModel): Chapters {
  let chapters = chaptersOfModels.get(model);
  if (!chapters) {
    chapters = model.chapters.filter(({ id }) => model.figures.some(({ usedIn }) => usedIn.includes(id)));
    chaptersOfModels.set(model, chapters);
  }
  return chapters;
}

/** Reads a search from an address. What it cannot use is left out: an address is typed by anybody. */
export function figureSearch(query: Readonly<Record<string, string>>, model: ReportModel): FigureSearch {
  const chapter = query['hoofdstuk'] ?? '';
  const page = /^[1-9][0-9]{0,3}$/.test(query['pagina'] ?? '') ? Number(query['pagina']) : 1;
  return {
    words: (query['zoek'] ?? '').trim().slice(0, longestSearch),
    chapter: model.chapters.some((one) => one.id === chapter) ? chapter : '',
    page,
  };
}

/** The same search as an address; a search for everything has none. */
export function searchQuery(search: FigureSearch): string {
  const query = new URLSearchParams();
  if (search.words !== '') query.set('zoek', search.words);
  if (search.chapter !== '') query.set('hoofdstuk', search.chapter);
  if (search.page > 1) query.set('pagina', String(search.page));
  return query.size === 0 ? '' : `?${query}`;
}

/** The figures that a search finds, in the order of the report; a page beyond the last is the last. */
export function findFigures(model: ReportModel, search: FigureSearch, language: Language): FoundFigures {
  const words = searchable(search.words)
    .split(/\s+/)
    .filter((word) => word !== '');
  const found = model.figures.filter(
    (figure) =>
      (search.chapter === '' || figure.usedIn.includes(search.chapter)) &&
      (words.length === 0 || holdsAll(searchableOf(model, language).get(figure.id) ?? '', words)),
  );
  const lastPage = Math.max(1, Math.ceil(found.length / pageSize));
  const page = Math.min(search.page, lastPage);
  return {
    search: { ...search, page },
    figures: found.slice((page - 1) * pageSize, page * pageSize),
    count: found.length,
    lastPage,
  };
}

function holdsAll(text: string, words: readonly string[]): boolean {
  return words.every((word) => text.includes(word));
}

/** What is searched of each figure, by language. A model never changes, so this is made once. */
const searchableTexts = new WeakMap<ReportModel, Map<Language, ReadonlyMap<string, string>>>();

function searchableOf(model: ReportModel, language: Language): ReadonlyMap<string, string> {
  const known = searchableTexts.get(model) ?? new Map<Language, ReadonlyMap<string, string>>();
  searchableTexts.set(model, known);
  const chapterTitles = new Map(model.chapters.map((chapter) => [chapter.id, chapter.title]));
  const texts =
    known.get(language) ??
    new Map(
      model.figures.map((figure) => {
        const { id, title, definition, population, usedIn } = figure;
        const chapters = usedIn.map((chapter) => chapterTitles.get(chapter));
        return [
          id,
          searchable(
            [title[language], definition[language], population[language], id, ...chapters].join(' '),
          ),
        ];
      }),
    );
  known.set(language, texts);
  return texts;
}

/** Without capitals and accents: who types "financiele" means "financiële". */
function searchable(text: string): string {
  return text
    .normalize('NFD')
    .replace(/\p{Diacritic}/gu, '')
    .toLowerCase();
}
