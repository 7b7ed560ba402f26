import { countedWords } from '../../figures/counted-words.ts';
import type { Language } from '../../platform/language/text.ts';
import type { ExportFile, ExportSheet, ExportValue } from '../../platform/spreadsheets/export-model.ts';
import { decimalFromText } from '../../platform/spreadsheets/values/decimal.ts';
import { reportWords } from '../html/words.ts';
import type { FigureBlock, Inline, ReportModel } from '../report-model.ts';
import { abbreviationText } from '../words/abbreviation-text.ts';
import { draftMark } from '../words/draft-words.ts';
import { provisionalWords } from '../words/provisional-words.ts';
import { denominator } from '../words/share-words.ts';
import { sourceText } from '../words/source-words.ts';
import { incidentSheet } from './appendix-csv.ts';
import { changeSheet } from './changes.ts';
import { stateMeanings, stateWord } from './facts.ts';
import { printedSheet } from './printed.ts';
import { dataWords } from './words.ts';

/** A figure of the report with the sheet it is on and the language of its chapter. */
interface FigureSheet {
  readonly name: string;
  readonly block: FigureBlock;
  readonly language: Language;
}

/**
 * The workbook of a report: a sheet for each table as shown, all figures as facts, and what the words mean.
 *
 * @param facts see `factSheet`
 */
export function reportWorkbook(model: ReportModel, facts: ExportSheet): ExportFile {
  const { language } = model;
  const words = dataWords[language];
  const notice = model.notice?.[language];
  const figures = figureSheets(model);
  const incidents = incidentSheet(model);
  const changes = changeSheet(model);
  const printed = printedSheet(model);
  return {
    title: model.draft ? `${draftMark[language]}: ${model.title}` : model.title,
    language,
    creator: model.organisation[language],
    ...(notice === undefined ? {} : { description: notice }),
    ...(model.draft ? {} : { date: model.publishedOn }),
    notes: [
      { heading: model.title, text: model.organisation[language] },
      ...(notice === undefined ? [] : [{ heading: words.notice, text: notice }]),
      { heading: reportWords[language].period, text: model.period.label[language] },
      ...(model.draft
        ? [{ heading: reportWords[language].state, text: draftMark[language] }]
        : [
            { heading: reportWords[language].published, text: model.publishedOn },
            { heading: reportWords[language].version, text: String(model.version) },
          ]),
      { heading: words.reading, text: words.readingText },
      ...stateMeanings(language).map(([state, meaning]) => ({ heading: state, text: meaning })),
    ],
    sheets: [
      contentsSheet(model, figures),
      ...figures.map((figure) => tableSheet(figure, model)),
      facts,
      ...(incidents ? [incidents.sheet] : []),
      definitionSheet(model),
      ...(changes ? [changes] : []),
      ...(printed ? [printed] : []),
    ].map((sheet) => (model.draft ? marked(sheet, language) : sheet)),
  };
}

/** A sheet of a draft says so in its heading and in every row. */
function marked(sheet: ExportSheet, language: Language): ExportSheet {
  const mark = draftMark[language];
  return {
    ...sheet,
    columns: [{ header: mark, kind: 'text', width: 26 }, ...sheet.columns],
    rows: [...sheet.rows].map((row) => [mark, ...row]),
  };
}

/** Numbered as on paper: figures with a chart and tables without one, each in their own row. */
function figureSheets(model: ReportModel): readonly FigureSheet[] {
  const words = dataWords[model.language];
  let charts = 0;
  let tables = 0;
  return model.chapters.flatMap((chapter) =>
    chapter.blocks.flatMap((block) => {
      if (block.kind !== 'figure') return [];
      const name = block.chart ? `${words.figure} ${++charts}` : `${words.table} ${++tables}`;
      return [{ name, block, language: chapter.language }];
    }),
  );
}

function contentsSheet(model: ReportModel, figures: readonly FigureSheet[]): ExportSheet {
  const words = dataWords[model.language];
  return {
    name: words.contents,
    columns: [
      { header: words.sheet, kind: 'text', width: 14 },
      { header: words.title, kind: 'text', width: 60 },
      { header: words.notes, kind: 'text', width: 60 },
    ],
    rows: figures.map(({ name, block, language }) => [
      name,
      block.title.map(plainText).join(''),
      block.notes.map((note) => note[language]).join(' ') || null,
    ]),
  };
}

/** A table as the report shows it. What a bare number cannot say (incomplete, estimated) is in the last column. */
function tableSheet({ name, block, language }: FigureSheet, model: ReportModel): ExportSheet {
  const { table } = block;
  const words = dataWords[language];
  const headers = table.columns.map((column) => {
    const label = column.group === null ? column.label : `${column.group}: ${column.label}`;
    const first = table.rows[0]?.cells[table.columns.indexOf(column)];
    const unit = model.figures.find((figure) => figure.id === first?.figure)?.unit ?? 'count';
    return unit === 'count' ? label : `${label} (${reportWords[language].units[unit]})`;
  });
  return {
    name,
    columns: [
      { header: table.corner, kind: 'text', width: 44 },
      ...distinct(headers).map((header) => ({ header, kind: 'number' as const, width: 18, grouped: true })),
      { header: words.remark, kind: 'text', width: 60 },
    ],
    rows: table.rows.map((row) => [
      row.total || row.level === 0 ? row.label : `${'  '.repeat(row.level)}${row.label}`,
      ...row.cells.map((cell): ExportValue => {
        const value = cell.value === null ? undefined : decimalFromText(cell.value);
        return value ?? cell.text;
      }),
      row.cells
        .flatMap((cell, index) => {
          const said = [
            ...(remarked.has(cell.state) ? [stateWord(cell.state, language)] : []),
            ...cell.footnotes.flatMap((number) => table.footnotes[number - 1] ?? []),
          ];
          return said.length === 0 ? [] : [`${headers[index] ?? ''}: ${said.join('; ')}`];
        })
        .join('. ') || null,
    ]),
  };
}

const remarked: ReadonlySet<string> = new Set(['partial', 'estimated', 'reported-late']);

function definitionSheet(model: ReportModel): ExportSheet {
  const { language } = model;
  const all = reportWords[language];
  const words = all.figure;
  const columns = [
    words.definition,
    words.population,
    words.counts,
    words.shareOf,
    words.countingDate,
    words.provisional,
    words.basis,
    words.completeness,
    words.protection,
    words.source,
    words.cannot,
  ];
  return {
    name: dataWords[language].definitions,
    columns: [
      { header: dataWords[language].figure, kind: 'text' },
      { header: dataWords[language].title, kind: 'text' },
      ...columns.map((header) => ({ header, kind: 'text' as const })),
    ],
    rows: model.figures.map((figure) => [
      figure.id,
      figure.title[language],
      figure.definition[language],
      figure.population[language],
      countedWords(figure, language),
      denominator(figure, language) ?? null,
      all.countingDates[figure.countingDate],
      provisionalWords(figure.provisional ?? [], language) || null,
      all.bases[figure.basis],
      figure.completeness[language] || null,
      `${all.classes[figure.protection.class]}: ${figure.protection.reason[language]}`,
      sourceText(figure.source, language),
      figure.cannot?.[language] ?? null,
    ]),
  };
}

function plainText(piece: Inline): string {
  return piece.kind === 'footnote'
    ? ''
    : piece.kind === 'abbreviation'
      ? abbreviationText(piece)
      : piece.text;
}

/** Headers that are the same get a number, since a sheet needs each once. */
function distinct(headers: readonly string[]): readonly string[] {
  const seen = new Map<string, number>();
  return headers.map((header) => {
    const count = (seen.get(header) ?? 0) + 1;
    seen.set(header, count);
    return count === 1 ? header : `${header} (${count})`;
  });
}
