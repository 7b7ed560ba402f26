import type { ExportSheet, ExportValue } from '../../platform/spreadsheets/export-model.ts';
import { decimalFromText } from '../../platform/spreadsheets/values/decimal.ts';
import { reportWords } from '../html/words.ts';
import type { PrintedRow, ReportModel } from '../report-model.ts';
import { type FactColumn, isoDate } from './facts.ts';
import { dataWords } from './words.ts';

interface PrintedColumn extends FactColumn {
  readonly value: (row: PrintedRow) => ExportValue;
}

/** The claims of an older report that this one places, in its order; empty where it places none. */
export function printedRowsOf({ chapters }: ReportModel): readonly PrintedRow[] {
  return chapters.flatMap(({ blocks }) =>
    blocks.flatMap((block) => (block.kind === 'printed' ? block.rows : [])),
  );
}

/** Every claim of an older report as a row, complete in itself. Undefined where the report places none. */
export function printedFacts(
  model: ReportModel,
): (ExportSheet & { readonly columns: readonly FactColumn[] }) | undefined {
  const rows = printedRowsOf(model);
  if (rows.length === 0) return undefined;
  const columns = columnsOf(model);
  return {
    name: dataWords[model.language].printed,
    columns: columns.map(({ value: _, ...column }) => column),
    rows: rows.map((row) => columns.map(({ value }) => value(row))),
  };
}

/** The same for people: a sheet of a workbook. Undefined where the report places none. */
export function printedSheet(model: ReportModel): ExportSheet | undefined {
  const { language } = model;
  const rows = printedRowsOf(model);
  if (rows.length === 0) return undefined;
  const words = reportWords[language].printed;
  const data = dataWords[language];
  return {
    name: data.printed,
    columns: [
      { header: data.chapter, kind: 'text' },
      { header: words.place, kind: 'text' },
      { header: data.subject, kind: 'text' },
      { header: words.claim, kind: 'text' },
      { header: data.year, kind: 'text' },
      { header: words.printed, kind: 'text' },
      { header: words.computed, kind: 'number', grouped: true },
      { header: data.unit, kind: 'text' },
      { header: words.verdict, kind: 'text' },
      { header: words.why, kind: 'text' },
    ],
    rows: rows.map((row) => [
      row.chapter || null,
      row.place,
      row.subject,
      row.claim,
      row.period || null,
      row.printed,
      computedOf(row),
      row.unit === null ? null : reportWords[language].units[row.unit],
      words.verdicts[row.verdict],
      row.why[language] || null,
    ]),
  };
}

function computedOf({ computed }: PrintedRow): ExportValue {
  return computed === null ? null : (decimalFromText(computed) ?? null);
}

function columnsOf(model: ReportModel): readonly PrintedColumn[] {
  const { language } = model;
  const column = (
    header: string,
    value: PrintedColumn['value'],
    datatype: FactColumn['datatype'] = 'string',
  ): PrintedColumn => ({
    header,
    kind: datatype === 'decimal' || datatype === 'integer' ? 'number' : datatype === 'date' ? 'date' : 'text',
    datatype,
    means: { nl: dataWords.nl.columns[header] ?? header, en: dataWords.en.columns[header] ?? header },
    value,
  });
  const words = reportWords[language];
  return [
    column('publication', () => model.slug),
    column('version', () => (model.draft ? null : BigInt(model.version)), 'integer'),
    column('published_on', () => (model.draft ? null : isoDate(model.publishedOn)), 'date'),
    column('source_chapter', ({ chapter }) => chapter || null),
    column('source_place', ({ place }) => place),
    column('subject', ({ subject }) => subject),
    column('claim', ({ claim }) => claim),
    column('period', ({ period }) => period || null),
    column('printed', ({ printed }) => printed),
    column('computed', computedOf, 'decimal'),
    column('value_unit', ({ unit }) => (unit === null ? null : words.units[unit])),
    column('verdict', ({ verdict }) => verdict),
    column('verdict_meaning', ({ verdict }) => words.printed.verdicts[verdict]),
    column('explanation', ({ why }) => why[language] || null),
    column('organisation', () => model.organisation[language]),
    column('notice', () => model.notice?.[language] ?? null),
  ];
}
