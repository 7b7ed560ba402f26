import { say } from '../../../platform/language/messages.ts';
import { SelectField, TextField } from '../../../platform/web/components/fields.tsx';
import { Empty, FilterWords, Pages } from '../../../platform/web/components/lists.tsx';
import { Page } from '../../../platform/web/page.tsx';
import { WordPieces } from '../../html/blocks/word-pieces.tsx';
import type { PublishedFigure } from '../../report-model.ts';
import { split } from '../../words/foreign-words.ts';
import {
  chaptersWithFigures,
  type FigureSearch,
  findFigures,
  searchQuery,
} from '../figures/figure-search.ts';
import type { Found, Visit } from '../visit.ts';
import { ChangedLater, laterReports } from './changed-later.tsx';

/** The figures of a report, with what each is: to search, by chapter, and page by page. */
export async function figuresPage(visit: Visit, found: Found, asked: FigureSearch) {
  const { line, newest, model } = found;
  const { words, to, frame, language } = visit;
  const { search, figures, count, lastPage } = findFigures(model, asked, language);
  const here = to.figures(line, newest);
  const hrefOf = (change: Partial<FigureSearch>): string => here + searchQuery({ ...search, ...change });
  const chapters = chaptersWithFigures(model);
  const chapter = chapters.find((one) => one.id === search.chapter);
  const filters = [
    ...(search.words === '' ? [] : [{ label: search.words, href: hrefOf({ words: '', page: 1 }) }]),
    ...(chapter ? [{ label: chapter.title, href: hrefOf({ chapter: '', page: 1 }) }] : []),
  ];
  const own = words.figuresPage;
  return (
    <Page
      frame={frame}
      title={`${words.figures}: ${model.title}`}
      here={here}
      crumbs={[
        { href: to.home, label: words.home },
        { href: to.reports, label: words.reports },
        { href: to.report(line, newest), label: model.title, language: model.language },
      ]}
    >
      <h1>{words.figures}</h1>
      <ChangedLater visit={visit} found={found} later={await laterReports(visit, found)} />
      <p class="dl-lead">
        <WordPieces
          pieces={split(
            say(own.lead, language, { count: model.figures.length, report: model.title }),
            [model.title],
            (title) => ({ text: title, language: model.language }),
          )}
          around={language}
        />
      </p>
      <search>
        <form class="dl-search" method="get" action={here}>
          <TextField id="zoek" label={own.search} language={language} value={search.words} />
          <SelectField
            id="hoofdstuk"
            label={own.chapter}
            language={language}
            value={search.chapter}
            choices={[
              { value: '', label: own.everyChapter },
              ...chapters.map(({ id, title }) => ({ value: id, label: title })),
            ]}
          />
          <button class="dl-button" type="submit">
            {own.find}
          </button>
        </form>
      </search>
      {filters.length > 0 && (
        <>
          <p>{say(own.found, language, { count, all: model.figures.length })}</p>
          <FilterWords label={own.filters} filters={filters} language={language} />
        </>
      )}
      {count === 0 && (
        <Empty title={own.nothing} text={own.nothingAdvice} action={{ href: here, label: own.showAll }} />
      )}
      {count > 0 && (
        <ul class="dl-list">
          {figures.map((figure) => (
            <Line key={figure.id} figure={figure} visit={visit} found={found} />
          ))}
        </ul>
      )}
      {lastPage > 1 && (
        <Pages
          current={search.page}
          last={lastPage}
          hrefOf={(page) => hrefOf({ page })}
          language={language}
        />
      )}
    </Page>
  );
}

function Line({ figure, visit, found }: { figure: PublishedFigure; visit: Visit; found: Found }) {
  const { words, to, language } = visit;
  return (
    <li>
      <h2 class="dl-list__title">
        <a href={to.figure(found.line, found.newest, figure.id)}>{figure.title[language]}</a>
      </h2>
      <p>{figure.definition[language]}</p>
      {figure.cannot && (
        <p class="dl-soft">
          {words.figuresPage.cannot}: {figure.cannot[language]}
        </p>
      )}
    </li>
  );
}
