import { describeChart } from '../../charts/describe-chart.ts';
import { drawChart } from '../../charts/draw-chart.ts';
import { dateInWords } from '../../platform/language/dates.ts';
import { say } from '../../platform/language/messages.ts';
import type { Language } from '../../platform/language/text.ts';
import { unknownKind } from '../../platform/language/unknown-kind.ts';
import { asRead } from '../../tables/turned-table.ts';
import { modelHash } from '../hashes.ts';
import { chartSubject, drawableChart } from '../html/drawable-chart.ts';
import { reportWords } from '../html/words.ts';
import type { AppendixRow, Block, Chapter, FigureBlock, Inline, ReportModel } from '../report-model.ts';
import { abbreviationText } from '../words/abbreviation-text.ts';
import { draftMark } from '../words/draft-words.ts';
import { inPieces } from '../words/foreign-words.ts';
import { linkTarget } from '../words/links.ts';
import { printedByChapter, printedCells, printedCount, printedHeads } from '../words/printed-words.ts';
import { definitionPages, definitionPlace, methodPage } from './method-page.ts';
import {
  inLanguages,
  type PageBlock,
  type PageContent,
  type PagePiece,
  type PageRow,
  plain,
} from './page-blocks.ts';
import { pageTables } from './page-table.ts';
import { pageWords } from './words.ts';

const regions: Readonly<Record<Language, string>> = { nl: 'NL', en: 'GB' };
const definitionsChapter = 'definitions';
/** A paragraph of hardly more than two lines that is before a figure belongs to it. */
const fewLetters = 200;

/** A drawing that the document names by its path. */
export interface Drawing {
  readonly path: string;
  readonly svg: string;
}

/** Lays out a report for the page: the template's data and the drawings it names. */
export function pageContent(model: ReportModel): {
  readonly content: PageContent;
  readonly drawings: readonly Drawing[];
} {
  const { language } = model;
  const words = reportWords[language];
  const drawings: Drawing[] = [];
  const places = placesOf(model);
  const notice = model.notice?.[language] ?? null;
  const organisation = model.organisation[language];
  const content: PageContent = {
    title: model.title,
    organisation,
    description: [`${words.period}: ${model.period.label[language]}.`, ...(notice ? [notice] : [])].join(' '),
    keywords: [organisation, model.period.key],
    date: dateOf(model),
    lang: language,
    region: regions[language],
    notice,
    words: pageWords[language],
    facts: [
      { name: words.period, text: model.period.label[language] },
      ...(model.draft
        ? [{ name: words.state, text: draftMark[language] }]
        : [
            { name: words.published, text: dateInWords(model.publishedOn, language) },
            { name: words.version, text: String(model.version) },
            { name: words.hash, text: modelHash(model).slice(0, 12) },
          ]),
      { name: pageWords[language].madeWith, text: `${model.program.name} ${model.program.version}` },
    ],
    chapters: [
      ...model.chapters.map((chapter) => ({
        id: chapter.id,
        title: chapter.title,
        lang: chapter.language,
        region: regions[chapter.language],
        apart: chapter.blocks.some((block) => block.kind === 'appendix'),
        blocks: chapterBlocks(chapter, model, places, drawings),
      })),
      {
        id: definitionsChapter,
        title: words.figuresChapter,
        lang: language,
        region: regions[language],
        apart: true,
        blocks: [
          { kind: 'paragraph', content: [plain(words.figuresIntro)] },
          ...definitionPages(model.figures, language),
        ],
      },
    ],
  };
  return { content, drawings };
}

function chapterBlocks(
  chapter: Chapter,
  model: ReportModel,
  places: ReadonlySet<string>,
  drawings: Drawing[],
): readonly PageBlock[] {
  let level = 1;
  return chapter.blocks.flatMap((block, index): readonly PageBlock[] => {
    const next = chapter.blocks[index + 1];
    // A skipped level would be refused by PDF/UA; a heading is never more than one below the one before.
    if (block.kind === 'heading') {
      level = Math.min(block.level, level + 1);
      return [{ ...block, level, listed: true }];
    }
    if (block.kind === 'paragraph') {
      const introduces = next?.kind === 'figure' && lettersOf(block.content) <= fewLetters;
      return [{ kind: 'paragraph', content: pieces(block.content, places), introduces }];
    }
    return pageBlocks(block, chapter, model, places, drawings);
  });
}

function lettersOf(content: readonly Inline[]): number {
  return content.reduce((sum, piece) => sum + ('text' in piece ? piece.text.length : 0), 0);
}

function pageBlocks(
  block: Exclude<Block, { kind: 'heading' | 'paragraph' }>,
  chapter: Chapter,
  model: ReportModel,
  places: ReadonlySet<string>,
  drawings: Drawing[],
): readonly PageBlock[] {
  const { language } = chapter;
  const sentence = (content: readonly Inline[]) => pieces(content, places);
  switch (block.kind) {
    case 'list':
      return [{ kind: 'list', ordered: block.ordered, items: block.items.map(sentence) }];
    case 'figure':
      return [figureBlock(block, model, language, places, drawings)];
    case 'aid':
      return [{ kind: 'aid', title: block.title, content: sentence(block.content) }];
    case 'appendix':
      return appendixTable(block.rows, block.withheld, language);
    case 'printed':
      return [
        { kind: 'paragraph', content: [plain(printedCount(block.rows, language))] },
        {
          kind: 'text-table',
          head: printedHeads(language),
          widths: [3.2, 1.5, 1.35, 1.35, 3, 0.95],
          rows: printedByChapter(block.rows).flatMap(([chapterName, rows]): readonly PageRow[] => [
            ...(chapterName === '' ? [] : [{ kind: 'group' as const, text: chapterName }]),
            ...rows.map((row) => ({
              kind: 'row' as const,
              strong: false,
              cells: printedCells(row, language).map((cell) => [plain(cell)]),
            })),
          ]),
        },
      ];
    case 'abbreviations':
      return [
        {
          kind: 'text-table',
          head: [pageWords[language].short, pageWords[language].long],
          widths: [1, 5],
          rows: model.abbreviations.map((one) => ({
            kind: 'row',
            strong: true,
            cells: [[plain(one.short)], [plain(one.long)]],
          })),
        },
      ];
    case 'method':
      return methodPage(model, chapter.id, language);
    default:
      throw unknownKind(block satisfies never);
  }
}

/** The date inside the file: that of publication. A draft has none. */
function dateOf({ draft, publishedOn }: ReportModel): PageContent['date'] {
  if (draft) return null;
  const [year = 0, month = 0, day = 0] = publishedOn.split('-').map(Number);
  return { year, month, day };
}

function figureBlock(
  block: FigureBlock,
  model: ReportModel,
  language: Language,
  places: ReadonlySet<string>,
  drawings: Drawing[],
): PageBlock {
  const chart = drawableChart(block, language);
  const path = chart ? `/chart-${drawings.length + 1}.svg` : null;
  if (chart && path)
    drawings.push({
      path,
      svg: drawChart(chart, {
        idPrefix: `c${drawings.length + 1}`,
        width: 'wide',
        ...(model.draft ? { mark: draftMark[language] } : {}),
      }),
    });
  const definitions = block.figures.flatMap((id, index): readonly PagePiece[] => {
    const figure = model.figures.find((one) => one.id === id);
    if (!figure) return [];
    const link: PagePiece = {
      kind: 'link',
      text: figure.title[model.language],
      to: definitionPlace(id),
      href: null,
    };
    return index === 0 ? [link] : [plain(' · '), link];
  });
  const noted = (words: string) => inLanguages(inPieces(words, language, model), language);
  const notes = block.notes.map((note) => noted(note[language]));
  const how = [plain(`${pageWords[language].definedOn} `), ...definitions];
  return {
    kind: 'figure',
    id: block.id,
    title: pieces(block.title, places),
    chart: path,
    alt: chart ? describeChart(chart) : '',
    subject: (chart && chartSubject(block, chart)) ?? '',
    tables: pageTables(asRead(block.table)).map((table) => ({
      ...table,
      footnotes: table.footnotes.map(noted),
    })),
    notes: definitions.length === 0 ? notes : [...notes, how],
  };
}

/**
 * The incidents under their category: what was established is first (docs/design/counting.md, "Incident, subject,
 * measure").
 */
function appendixTable(
  rows: readonly AppendixRow[],
  withheld: number,
  language: Language,
): readonly PageBlock[] {
  const words = reportWords[language].appendix;
  const intro = [
    rows.length === 0 ? words.empty : say(words.count, language, { count: rows.length }),
    ...(withheld > 0 ? [say(words.withheld, language, { count: withheld })] : []),
  ].join(' ');
  // Where not one row shows its settlement the column would say "not recorded" of what is hidden.
  const settled = rows.some((row) => row.settlement !== '');
  const table: PageBlock = {
    kind: 'text-table',
    head: [words.finding, words.subcategory, words.summary, ...(settled ? [words.settlement] : [])],
    widths: settled ? [2, 2.2, 3.6, 3.1] : [2, 3, 5.9],
    rows: [...Map.groupBy(rows, (row) => row.category)].flatMap(([category, list]): readonly PageRow[] => [
      { kind: 'group', text: `${category} (${list.length})` },
      ...list.map((row): PageRow => {
        const flags = row.flags.length === 0 ? [] : [plain(` (${words.flags}: ${row.flags.join('; ')})`)];
        return {
          kind: 'row',
          strong: row.established,
          cells: [
            [plain(row.finding)],
            [plain(row.subcategory)],
            [plain(row.summary), ...flags],
            ...(settled ? [[plain(row.settlement === '' ? words.noSettlement : row.settlement)]] : []),
          ],
        };
      }),
    ]),
  };
  return [{ kind: 'paragraph', content: [plain(intro)] }, ...(rows.length === 0 ? [] : [table])];
}

/** Every place that a link inside the report may lead to. */
function placesOf(model: ReportModel): ReadonlySet<string> {
  return new Set(
    model.chapters.flatMap((chapter) => [
      chapter.id,
      ...chapter.blocks.flatMap((block) =>
        block.kind === 'heading' || block.kind === 'figure' ? [block.id] : [],
      ),
    ]),
  );
}

function pieces(content: readonly Inline[], places: ReadonlySet<string>): readonly PagePiece[] {
  return content.map((piece): PagePiece => {
    switch (piece.kind) {
      case 'text':
        return piece.style ? { kind: 'text', text: piece.text, style: piece.style } : plain(piece.text);
      case 'link': {
        const target = linkTarget(piece.href);
        const place = target?.startsWith('#') ? target.slice(1) : null;
        const to = place !== null && places.has(place) ? place : null;
        // A way that leads nowhere in this document stays text; outside it only the web is linked.
        return {
          kind: 'link',
          text: piece.text,
          to,
          href: place === null ? target : null,
        };
      }
      case 'footnote':
        return { kind: 'footnote', number: piece.number, content: pieces(piece.content, places) };
      case 'abbreviation':
        return plain(abbreviationText(piece));
      case 'value':
      case 'fixed':
        return plain(piece.text);
      default:
        throw unknownKind(piece satisfies never);
    }
  });
}
