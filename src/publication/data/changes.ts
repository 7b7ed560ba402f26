import type { ExportSheet, ExportValue } from '../../platform/spreadsheets/export-model.ts';
import { decimalFromText } from '../../platform/spreadsheets/values/decimal.ts';
import { isNumber, placeOf } from '../earlier/earlier-prints.ts';
import { causeInWords, placeInWords, printInWords, yearsInWords } from '../earlier/restated-figures.ts';
import { reportWords } from '../html/words.ts';
import type { PublishedFigure, ReportModel, Restatement } from '../report-model.ts';
import { type FactColumn, isoDate } from './facts.ts';
import { dataWords } from './words.ts';

interface ChangeColumn extends FactColumn {
  readonly value: (figure: PublishedFigure, change: Restatement) => ExportValue;
}

/** Every cell that stands otherwise than in an earlier report as a row, complete in itself. Undefined where none does. */
export function changeFacts(
  model: ReportModel,
): (ExportSheet & { readonly columns: readonly FactColumn[] }) | undefined {
  const changes = changesOf(model);
  if (changes.length === 0) return undefined;
  const columns = columnsOf(model);
  return {
    name: dataWords[model.language].restated,
    columns: columns.map(({ value: _, ...column }) => column),
    rows: changes.map(({ figure, change }) => columns.map(({ value }) => value(figure, change))),
  };
}

/** The same for people: a sheet of a workbook. Undefined where nothing stands otherwise. */
export function changeSheet(model: ReportModel): ExportSheet | undefined {
  const { language } = model;
  const words = dataWords[language];
  const changes = changesOf(model);
  if (changes.length === 0) return undefined;
  const column = (header: string, kind: 'text' | 'number' = 'text') => ({ header, kind });
  return {
    name: words.restated,
    columns: [
      column(words.figure),
      column(words.title),
      column(words.place),
      column(words.year),
      column(words.earlier),
      { ...column(words.was, 'number'), grouped: true },
      { ...column(words.now, 'number'), grouped: true },
      column(words.unit),
      column(words.cause),
    ],
    rows: changes.map(({ figure, change }) => {
      const { year: _, ...elsewhere } = change.at;
      const shown = (printed: string): ExportValue =>
        numberIn(printed) ?? printInWords(printed, figure.unit, language);
      return [
        figure.id,
        figure.title[language],
        placeInWords(figure, elsewhere, language) || words.whole,
        yearsInWords(figure, change.at, language) || null,
        change.publication,
        shown(change.was),
        shown(change.now),
        reportWords[language].units[figure.unit],
        causeInWords(change)[language],
      ];
    }),
  };
}

function changesOf({ figures }: ReportModel) {
  return figures.flatMap((figure) => figure.restated.map((change) => ({ figure, change })));
}

function numberIn(printed: string): ExportValue {
  return isNumber(printed) ? (decimalFromText(printed) ?? null) : null;
}

function columnsOf(model: ReportModel): readonly ChangeColumn[] {
  const { language } = model;
  const column = (
    header: string,
    value: ChangeColumn['value'],
    datatype: FactColumn['datatype'] = 'string',
  ): ChangeColumn => ({
    header,
    kind: datatype === 'decimal' || datatype === 'integer' ? 'number' : datatype === 'date' ? 'date' : 'text',
    datatype,
    means: { nl: dataWords.nl.columns[header] ?? header, en: dataWords.en.columns[header] ?? header },
    value,
  });
  const stateOf = (printed: string): string => (isNumber(printed) ? 'value' : printed);
  return [
    column('publication', () => model.slug),
    column('version', () => (model.draft ? null : BigInt(model.version)), 'integer'),
    column('published_on', () => (model.draft ? null : isoDate(model.publishedOn)), 'date'),
    column('figure', (figure) => figure.id),
    column('figure_title', (figure) => figure.title[language]),
    column('place', (figure, { at: { year: _, ...at } }) => placeInWords(figure, at, language) || null),
    column('place_codes', (_, { at: { year: __, ...at } }) => placeOf(at) || null),
    column('year', (figure, { at }) => yearsInWords(figure, at, language) || null),
    column('earlier_publication', (_, { publication }) => publication),
    column('was', (_, { was }) => numberIn(was), 'decimal'),
    column('was_state', (_, { was }) => stateOf(was)),
    column('now', (_, { now }) => numberIn(now), 'decimal'),
    column('now_state', (_, { now }) => stateOf(now)),
    column('value_unit', (figure) => reportWords[language].units[figure.unit]),
    column('cause', (_, change) => causeInWords(change)[language]),
    column('organisation', () => model.organisation[language]),
    column('notice', () => model.notice?.[language] ?? null),
  ];
}
