import { countedWords } from '../../../figures/counted-words.ts';
import type { PublishedState } from '../../../figures/cubes/published-state.ts';
import { say, sentence } from '../../../platform/language/messages.ts';
import { DefinitionList } from '../../../platform/web/components/definition-list.tsx';
import { Foreign } from '../../../platform/web/components/foreign.tsx';
import { Notice } from '../../../platform/web/components/notice.tsx';
import { Page } from '../../../platform/web/page.tsx';
import { causeInWords, cellInWords, printInWords } from '../../earlier/restated-figures.ts';
import { Chart } from '../../html/blocks/chart.tsx';
import { figureFacts } from '../../html/blocks/figure-facts.tsx';
import { ReportTable } from '../../html/blocks/report-table.tsx';
import { Noted } from '../../html/blocks/word-pieces.tsx';
import type { ChapterSetting } from '../../html/setting.ts';
import { reportWords } from '../../html/words.ts';
import type { PublishedFigure } from '../../report-model.ts';
import { groupOf, shareInNumbers } from '../../words/share-words.ts';
import { type FigureTable, figureChart, headline, tablesOf } from '../figures/figure-view.ts';
import { downloadsOf, type Found, newestOfEach, type Visit } from '../visit.ts';
import { FigureChangedLater, laterReports } from './changed-later.tsx';

/** All that the public may know of one figure of a published report. */
export async function figurePage(visit: Visit, found: Found, figure: PublishedFigure) {
  const { words, to, frame, contents, language } = visit;
  const { line, newest, model } = found;
  const setting: ChapterSetting = {
    model,
    language,
    chapterLanguage: language,
    figureAddress: (id) => to.figure(line, newest, id),
    downloads: downloadsOf(contents, line, language),
  };
  const tables = tablesOf(figure, language);
  const number = headline(figure, language);
  const chart = figureChart(model, figure, tables, language);
  return (
    <Page
      frame={frame}
      title={figure.title[language]}
      here={to.figure(line, newest, figure.id)}
      crumbs={[
        { href: to.home, label: words.home },
        { href: to.reports, label: words.reports },
        { href: to.report(line, newest), label: model.title, language: model.language },
        { href: to.figures(line, newest), label: words.figures },
      ]}
    >
      <h1>{figure.title[language]}</h1>
      <p class="dl-lead">{figure.definition[language]}</p>
      {number && (
        <p>
          <span class="dl-big">{number.text}</span>
          <br />
          <span class="dl-soft">
            {whatNumberIs(figure, number.year, visit)}
            {figure.share && number.cell.parts && (
              <>
                {': '}
                {shareInNumbers({ ...figure, share: figure.share }, number.cell.parts, language)}{' '}
                {groupOf(figure.share, number.cell.parts.whole, language)}
              </>
            )}
            {figure.provisional
              ?.filter(({ year }) => year === number.year)
              .map(({ note }) => `; ${note[language]}`)}
            {number.cell.note && (
              <>
                {'; '}
                <Noted text={number.cell.note[language]} language={language} model={model} />
              </>
            )}
          </span>
        </p>
      )}
      <FigureChangedLater
        visit={visit}
        found={found}
        later={await laterReports(visit, found)}
        figure={figure}
      />
      {figure.cannot && (
        <Notice kind="info" title={reportWords[language].figure.cannot}>
          <p>{sentence(figure.cannot[language])}</p>
        </Notice>
      )}
      {chart && (
        <figure class="dl-figure dl-figure--large">
          {chart.title !== figure.title[language] && <figcaption>{chart.title}</figcaption>}
          <Chart id="grafiek" model={chart} />
        </figure>
      )}
      {tables.map((table) => (
        <TableSection key={table.id} view={table} figure={figure} visit={visit} setting={setting} />
      ))}
      <StateKey figure={figure} visit={visit} />
      <h2>{words.figure.about}</h2>
      <DefinitionList
        items={[
          ...figureFacts(figure, language, model),
          { term: words.figure.address, text: <code>{figure.id}</code> },
        ]}
      />
      <Restated figure={figure} visit={visit} />
      <h2>{words.figure.usedIn}</h2>
      <UsedIn figure={figure} visit={visit} found={found} />
      <Downloads visit={visit} setting={setting} />
      <Elsewhere
        visit={visit}
        found={found}
        figure={figure.id}
        others={await otherReports(visit, found, figure.id)}
      />
    </Page>
  );
}

/** What the large number is: what was counted, in which year, of whom. */
function whatNumberIs(figure: PublishedFigure, year: string | null, { words, language }: Visit): string {
  const { whole } = words.figure;
  if (figure.unit !== 'count') return [whole, year].filter(Boolean).join(', ');
  const counted = countedWords(figure, language);
  return `${year === null ? counted : `${counted} in ${year}`}, ${whole.toLowerCase()}`;
}

interface TableSectionProps {
  readonly view: FigureTable;
  readonly figure: PublishedFigure;
  readonly visit: Visit;
  readonly setting: ChapterSetting;
}

function TableSection({ view, figure, visit, setting }: TableSectionProps) {
  const { words, language } = visit;
  const title =
    view.year === null || !view.rows || !view.columns
      ? (view.rows?.title[language] ?? words.figure.yearsBeside)
      : say(words.figure.crossed, language, {
          first: view.rows.title[language],
          second: view.columns.title[language].toLowerCase(),
          year: view.year,
        });
  return (
    <section class="dl-full dl-flow" aria-labelledby={`${view.id}-kop`}>
      <h2 id={`${view.id}-kop`}>{title}</h2>
      <ReportTable
        id={view.id}
        caption={`${figure.title[language]}: ${title}`}
        table={view.table}
        setting={setting}
      />
    </section>
  );
}

/** What the states in the cells mean, for the states that occur. */
function StateKey({ figure, visit }: { figure: PublishedFigure; visit: Visit }) {
  const words = reportWords[visit.language];
  const seen = [...new Set<PublishedState>(figure.cells.map((cell) => cell.state))].filter(
    (state) => words.states[state] !== '' && state !== 'nil',
  );
  if (seen.length === 0) return null;
  return (
    <>
      <h3>{visit.words.figure.key}</h3>
      <ul>
        {seen.map((state) => (
          <li key={state}>
            {state === 'suppressed' ? { nl: '„·”: ', en: '“·”: ' }[visit.language] : ''}
            {words.states[state]}
          </li>
        ))}
      </ul>
    </>
  );
}

function Restated({ figure, visit }: { figure: PublishedFigure; visit: Visit }) {
  if (figure.restated.length === 0) return null;
  return (
    <>
      <h2>{visit.words.figure.restated}</h2>
      <ul>
        {figure.restated.map((one, index) => (
          <li key={index}>
            {cellInWords(figure, one.at, visit.words.figure.whole, visit.language)}
            {': '}
            {say(reportWords[visit.language].method.revised, visit.language, {
              publication: one.publication,
              was: printInWords(one.was, figure.unit, visit.language),
              now: printInWords(one.now, figure.unit, visit.language),
            })}{' '}
            {causeInWords(one)[visit.language]}
          </li>
        ))}
      </ul>
    </>
  );
}

function UsedIn({ figure, visit, found }: { figure: PublishedFigure; visit: Visit; found: Found }) {
  const chapters = found.model.chapters.filter((chapter) => figure.usedIn.includes(chapter.id));
  if (chapters.length === 0) return <p>{visit.words.figure.notUsed}</p>;
  return (
    <ul>
      {chapters.map((chapter) => (
        <li key={chapter.id}>
          <a href={`${visit.to.report(found.line, found.newest)}#${chapter.id}`} lang={chapter.language}>
            {chapter.title}
          </a>
        </li>
      ))}
    </ul>
  );
}

function Downloads({ visit, setting }: { visit: Visit; setting: ChapterSetting }) {
  const files = setting.downloads.filter((file) => file.role === 'figures');
  if (files.length === 0) return null;
  return (
    <>
      <h2>{visit.words.figure.download}</h2>
      <p>{visit.words.figure.downloadIntro}</p>
      <ul>
        {files.map((file) => (
          <li key={file.name}>
            <a href={file.href}>{file.name}</a> ({file.label})
          </li>
        ))}
      </ul>
    </>
  );
}

/** Other reports in which a figure of this name is. */
async function otherReports(visit: Visit, found: Found, figure: string): Promise<readonly Found[]> {
  const others: Found[] = [];
  for (const line of newestOfEach(visit.contents)) {
    if (line.slug === found.line.slug) continue;
    const model = await visit.shelf.report(line);
    if (model.figures.some((one) => one.id === figure)) others.push({ line, newest: true, model });
  }
  return others;
}

function Elsewhere({
  visit,
  figure,
  others,
}: {
  visit: Visit;
  found: Found;
  figure: string;
  others: readonly Found[];
}) {
  if (others.length === 0) return null;
  return (
    <>
      <h2>{visit.words.figure.otherReports}</h2>
      <ul>
        {others.map(({ line, model }) => (
          <li key={line.id}>
            <a href={visit.to.figure(line, true, figure)}>
              <Foreign language={model.language} around={visit.language} marked={false}>
                {model.title}
              </Foreign>
            </a>
          </li>
        ))}
      </ul>
    </>
  );
}
