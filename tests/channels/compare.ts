import { parse } from 'csv-parse/sync';
import type { Language } from '../../src/platform/language/text.ts';
import { dataWords } from '../../src/publication/data/words.ts';
import { anchorOf } from '../../src/publication/html/anchors.ts';
import { reportWords } from '../../src/publication/html/words.ts';
import type { PublicationFile } from '../../src/publication/publication-file.ts';
import type {
  FigureBlock,
  PublishedFigure,
  ReportModel,
  TableView,
} from '../../src/publication/report-model.ts';
import { tablesOf } from '../../src/publication/site/figures/figure-view.ts';
import { printedByChapter, printedCells, printedHeads } from '../../src/publication/words/printed-words.ts';
import { shownCell } from '../../src/tables/lay-out.ts';
import { asRead } from '../../src/tables/turned-table.ts';
import { readTables } from '../makers/whole-tables.ts';
import { runOnPdf } from '../pdf/tagged-pdf.ts';
import { type PageTable, type ReadRow, tablesOnPage, textOf } from './html-tables.ts';
import { type PaperTable, tablesOnPaper } from './pdf-tables.ts';

/*
 * For tests: every cell of every table of a report, as each channel gives it. Each file is read by a reader of its own
 * (the spreadsheets by the program's own, which others hold to LibreOffice), and nothing is rendered again.
 */

/** Where a channel says something else than the model, in words; empty where all say the same. */
export async function differencesBetweenChannels(
  model: ReportModel,
  files: readonly Pick<PublicationFile, 'name' | 'content'>[],
  page: (path: string) => Promise<string>,
): Promise<readonly string[]> {
  const content = (end: string): Uint8Array => {
    const found = files.find(({ name }) => name === `${model.slug}${end}`);
    if (!found) throw new Error(`no file ${end} of ${model.slug}`);
    return found.content;
  };
  const text = (end: string) => Buffer.from(content(end)).toString('utf8');
  return [
    ...inBlocks(model),
    ...inHtml('HTML', model, text('.html')),
    ...inHtml('site', model, await page(`/verslagen/${model.slug}/v${model.version}`)),
    ...onPaper(model, content('.pdf')),
    ...(await inSheets('XLSX', model, content('.xlsx'))),
    ...(await inSheets('ODS', model, content('.ods'))),
    ...inCsv(model, text('-cijfers.csv')),
    ...inJson(model, text('.json')),
    ...(await onFigurePages(model, page)),
    ...(await claimsOf(model, content, text)),
  ];
}

interface Shown {
  readonly block: FigureBlock;
  readonly language: Language;
}

function blocksOf({ chapters }: ReportModel): readonly Shown[] {
  return chapters.flatMap(({ blocks, language }) =>
    blocks.flatMap((block) => (block.kind === 'figure' ? [{ block, language }] : [])),
  );
}

function hasTable({ table }: FigureBlock): boolean {
  return table.rows.length > 0 && table.columns.length > 0;
}

/** Every cell of a table is a cell of its figure, with the same number, state and note. */
function inBlocks(model: ReportModel): readonly string[] {
  return blocksOf(model).flatMap(({ block, language }) =>
    ofFigures(block.id, model.figures, block.table, language),
  );
}

function ofFigures(
  where: string,
  figures: readonly PublishedFigure[],
  table: TableView,
  language: Language,
): readonly string[] {
  return table.rows.flatMap((row) =>
    row.cells.flatMap((cell) => {
      const figure = figures.find(({ id }) => id === cell.figure);
      const own = figure && shownCell(figure, cell.at);
      const name = `${where}, ${row.label}, ${cell.figure} ${JSON.stringify(cell.at)}`;
      if (!own)
        return cell.state === 'not-applicable'
          ? []
          : [`${name}: ${cell.state}, and the data have no such cell`];
      return [
        ...different(`${name}: state`, cell.state, own.state),
        ...different(`${name}: value`, cell.value, own.value),
        ...different(
          `${name}: note`,
          // Why a year is provisional stands in the data with the year, not with the cell.
          cell.footnotes
            .flatMap((number) => table.footnotes[number - 1] ?? [])
            .filter((note) => !isProvisional(figure, cell.at, note, language))
            .join('; '),
          own.note?.[language] ?? '',
        ),
      ];
    }),
  );
}

function isProvisional(
  { provisional = [] }: PublishedFigure,
  { year }: Readonly<Record<string, string>>,
  note: string,
  language: Language,
): boolean {
  return provisional.some((one) => one.year === year && one.note[language] === note);
}

/** The rows that a reader should find. */
function rowsOf(table: TableView): readonly ReadRow[] {
  return table.rows.map(({ label, cells }) => ({
    label: label.replaceAll(/\s+/g, ' ').trim(),
    cells: cells.map((cell) => ({ text: cell.text, notes: cell.footnotes.map(String) })),
  }));
}

function inHtml(channel: string, model: ReportModel, html: string): readonly string[] {
  return blocksOf(model)
    .filter(({ block }) => hasTable(block))
    .flatMap(({ block }) => {
      const name = `${channel} ${block.id}`;
      const start = html.indexOf(`<figure class="dl-figure" id="${anchorOf(model, block)}"`);
      if (start < 0) return [`${name}: not there`];
      const [table, ...others] = tablesOnPage(html.slice(start, html.indexOf('</figure>', start)));
      if (!table || others.length > 0) return [`${name}: ${others.length + (table ? 1 : 0)} tables`];
      return samePage(name, table, asRead(block.table));
    });
}

function samePage(name: string, found: PageTable, table: TableView): readonly string[] {
  return [
    ...different(
      `${name}: columns`,
      found.columns.join(' | '),
      table.columns.map(({ label }) => label.trim()).join(' | '),
    ),
    ...different(`${name}: rows`, JSON.stringify(found.rows), JSON.stringify(rowsOf(table))),
    ...different(`${name}: notes`, found.notes.map(unmarked).join(' | '), table.footnotes.join(' | ')),
  ];
}

/** A note without the mark that says in which other language it was written. */
function unmarked(note: string): string {
  return note.replaceAll(/ \((in het (Nederlands|Engels)|in (Dutch|English))\)/g, '');
}

/** Words without blanks and hyphens: where a line breaks is no part of what is said. */
const bare = (text: string): string => text.replaceAll(/[\s\u00ad\u2060-]/g, '');

/** Whether a label was read; the tool that reads the structure loses what stands behind a hyphen. */
function isRead(found: string, label: string): boolean {
  return (
    bare(found) === bare(label) ||
    (label.includes('-') && found === label.replaceAll(/\s/g, '').split('-')[0])
  );
}

function onPaper(model: ReportModel, pdf: Uint8Array): readonly string[] {
  const papers = tablesOnPaper(pdf);
  const whole = bare(runOnPdf('pdftotext', ['@', '-'], pdf));
  let next = 0;
  return blocksOf(model)
    .filter(({ block }) => hasTable(block))
    .flatMap(({ block }) => {
      const table = asRead(block.table);
      const wanted = rowsOf(table).map(({ label, cells }) => ({
        label,
        cells: cells.map(({ text, notes }) => ({ text: bare(text), notes })),
      }));
      const name = `PDF ${block.id}`;
      const at = papers.findIndex(
        ({ rows }, index) =>
          index >= next &&
          rows.length === wanted.length &&
          wanted.every(({ label }, place) => isRead(rows[place]?.label ?? '', label)),
      );
      if (at < 0) return [`${name}: not there`];
      // A wide table is set as several under each other.
      const parts: PaperTable[] = [];
      let columns = 0;
      for (next = at; columns < table.columns.length; next++) {
        const part = papers[next];
        if (!part) return [`${name}: ${columns} columns of ${table.columns.length}`];
        parts.push(part);
        columns += part.rows[0]?.cells.length ?? 0;
      }
      const found = wanted.map(({ label }, row) => ({
        label,
        cells: parts.flatMap((part) =>
          (part.rows[row]?.cells ?? []).map((cell) => ({ ...cell, text: bare(cell.text) })),
        ),
      }));
      return [
        ...different(`${name}: rows`, JSON.stringify(found), JSON.stringify(wanted)),
        ...table.columns.flatMap(({ label }) =>
          parts.some(({ head }) => head.some((one) => isRead(one, label)))
            ? []
            : [`${name}: no heading ${label}`],
        ),
        ...table.footnotes.flatMap((note) =>
          whole.includes(bare(note)) ? [] : [`${name}: no note ${note}`],
        ),
      ];
    });
}

async function inSheets(channel: string, model: ReportModel, file: Uint8Array): Promise<readonly string[]> {
  const { sheets } = await readTables(file);
  const words = dataWords[model.language];
  const numbers = { chart: 0, table: 0 };
  return blocksOf(model).flatMap(({ block, language }) => {
    const { table } = block;
    const title = block.chart ? `${words.figure} ${++numbers.chart}` : `${words.table} ${++numbers.table}`;
    const name = `${channel} ${block.id}`;
    const sheet = sheets.find((one) => one.name === title);
    if (!sheet) return [`${name}: no sheet ${title}`];
    return table.rows.flatMap((row, place) => {
      const cells = sheet.rows[place + 1]?.cells ?? [];
      const at = (column: number) => cells.find((cell) => cell.column === column)?.text ?? '';
      const remark = at(table.columns.length + 1);
      return [
        ...different(`${name}: row`, at(0).trim(), row.label.trim()),
        ...row.cells.flatMap((cell, column) => [
          ...different(
            `${name}, ${row.label} ${column}`,
            plainNumber(at(column + 1)),
            plainNumber(cell.value ?? cell.text),
          ),
          ...cell.footnotes.flatMap((number) =>
            remark.includes(table.footnotes[number - 1] ?? '')
              ? []
              : [`${name}, ${row.label}: no note in ${remark}`],
          ),
          ...(['partial', 'estimated', 'reported-late'].includes(cell.state) &&
          !remark.includes(reportWords[language].states[cell.state])
            ? [`${name}, ${row.label}: ${cell.state} not said in ${remark}`]
            : []),
        ]),
      ];
    });
  });
}

/** "5.20" in a sheet is "5.2": a sheet keeps the number, not the noughts behind it. */
function plainNumber(text: string): string {
  return /^-?\d+\.\d*0+$/.test(text) ? text.replace(/\.?0+$/, '') : text;
}

function inCsv(model: ReportModel, csv: string): readonly string[] {
  const rows: readonly Readonly<Record<string, string>>[] = parse(csv, { columns: true, bom: true });
  const found = new Map(
    rows.map((row) => [factName(row['figure'] ?? '', (key) => row[`by_${key}`], model), row]),
  );
  return model.figures.flatMap((figure) =>
    figure.cells.flatMap((cell) => {
      const name = factName(figure.id, (key) => cell.at[key] ?? '*', model);
      const row = found.get(name);
      if (!row) return [`CSV ${name}: not there`];
      return [
        ...different(`CSV ${name}: state`, row['state'] ?? '', cell.state),
        ...different(`CSV ${name}: value`, row['value'] ?? '', cell.value ?? ''),
        ...different(
          `CSV ${name}: note`,
          unquoted(row['note'] ?? '', row),
          cell.note?.[model.language] ?? '',
        ),
      ];
    }),
  );
}

/** A text without the apostrophe that keeps a spreadsheet from running it. */
function unquoted(text: string, row: Readonly<Record<string, string>>): string {
  return Object.values(row).at(-1) === '1' ? text.replace(/^'/, '') : text;
}

function factName(id: string, codeOf: (key: string) => string | undefined, model: ReportModel): string {
  const figure = model.figures.find((one) => one.id === id);
  return `${id} ${figure?.dimensions.map(({ key }) => codeOf(key)).join('|')}`;
}

function inJson(model: ReportModel, json: string): readonly string[] {
  const { figures }: { readonly figures: readonly Pick<PublishedFigure, 'id' | 'cells' | 'restated'>[] } =
    JSON.parse(json);
  return model.figures.flatMap((figure) => {
    const found = figures.find(({ id }) => id === figure.id);
    return [
      ...different(`JSON ${figure.id}`, JSON.stringify(found?.cells), JSON.stringify(figure.cells)),
      ...different(
        `JSON ${figure.id}: changes`,
        JSON.stringify(found?.restated),
        JSON.stringify(figure.restated),
      ),
    ];
  });
}

/** The page of every figure, in both languages. */
async function onFigurePages(
  model: ReportModel,
  page: (path: string) => Promise<string>,
): Promise<readonly string[]> {
  const found: string[] = [];
  for (const [language, prefix] of [
    ['nl', ''],
    ['en', '/en'],
  ] as const)
    for (const figure of model.figures) {
      const path = `${prefix}/verslagen/${model.slug}/v${model.version}/cijfers/${figure.id}`;
      const html = await page(path);
      const tables = tablesOf(figure, language).filter(
        ({ table }) => table.rows.length > 0 && table.columns.length > 0,
      );
      const shown = tablesOnPage(html);
      found.push(...different(`${path}: tables`, String(shown.length), String(tables.length)));
      tables.forEach(({ id, table }, index) => {
        const one = shown[index];
        if (one) found.push(...samePage(`${path} ${id}`, one, asRead(table)));
        found.push(...ofFigures(`${path} ${id}`, [figure], table, language));
      });
      if (!textOf(html).includes(figure.title[language].replaceAll(/\s+/g, ' ').trim()))
        found.push(`${path}: no title`);
    }
  return found;
}

/** The claims of a printed report, which are words and numbers: in HTML, on paper and in the data. */
async function claimsOf(
  model: ReportModel,
  content: (end: string) => Uint8Array,
  text: (end: string) => string,
): Promise<readonly string[]> {
  const [placed] = model.chapters.flatMap(({ blocks, language }) =>
    blocks.flatMap((block) => (block.kind === 'printed' ? [{ rows: block.rows, language }] : [])),
  );
  if (!placed) return [];
  const { rows, language } = placed;
  const wanted = printedByChapter(rows).flatMap(([, own]) => own.map((row) => printedCells(row, language)));
  const heads = printedHeads(language);
  const html = [...text('.html').matchAll(/<table class="dl-table dl-table--text"[\s\S]*?<\/table>/g)]
    .map(([table]) => table)
    .filter((table) => heads.every((head) => table.includes(`>${head}</th>`)))
    .flatMap((table) => [...(table.split('<tbody')[1] ?? '').matchAll(/<tr[^>]*>([\s\S]*?)<\/tr>/g)])
    .map(([, row = '']) =>
      [...row.matchAll(/<t[hd][^>]*>([\s\S]*?)<\/t[hd]>/g)].map(([, cell = '']) =>
        textOf(cell.replace(/<span class="dl-table__label">[\s\S]*?<\/span>/, '')),
      ),
    );
  const paper = tablesOnPaper(content('.pdf')).find(({ head }) =>
    heads.every((one) => head.includes(bare(one))),
  );
  const { sheets } = await readTables(content('.xlsx'));
  const sheet = sheets.find(({ name }) => name === dataWords[model.language].printed)?.rows.slice(1) ?? [];
  const csv: readonly Readonly<Record<string, string>>[] = parse(text('-gedrukt.csv'), {
    columns: true,
    bom: true,
  });
  const json: { readonly printed: unknown } = JSON.parse(text('.json'));
  return [
    ...different('HTML claims', JSON.stringify(html), JSON.stringify(wanted)),
    ...different('PDF claims', String(paper?.rows.length), String(wanted.length)),
    ...wanted.flatMap((cells, place) => {
      const found = paper?.rows[place];
      const read = [found?.label ?? '', ...(found?.cells.map((cell) => cell.text) ?? [])];
      return cells.every((cell, column) => isRead(read[column] ?? '', cell))
        ? []
        : [`PDF claim ${cells}: ${read}`];
    }),
    ...different(
      'XLSX claims',
      JSON.stringify(
        sheet.map(({ cells }) =>
          [1, 6].map((column) => cells.find((cell) => cell.column === column)?.text ?? ''),
        ),
      ),
      JSON.stringify(rows.map(({ place, computed }) => [place, plainNumber(computed ?? '')])),
    ),
    ...different(
      'CSV claims',
      JSON.stringify(
        csv.map((row) => ['printed', 'computed', 'verdict', 'explanation'].map((key) => row[key])),
      ),
      JSON.stringify(
        rows.map((row) => [row.printed, row.computed ?? '', row.verdict, row.why[model.language]]),
      ),
    ),
    ...different('JSON claims', JSON.stringify(json.printed), JSON.stringify(rows)),
  ];
}

function different(what: string, found: string | null, wanted: string | null): readonly string[] {
  return found === wanted ? [] : [`${what}: ${found} instead of ${wanted}`];
}
