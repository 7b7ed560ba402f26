import { IntlMessageFormat } from 'intl-messageformat';
import type { PublishedState } from '../figures/cubes/published-state.ts';
import type { Language } from '../platform/language/text.ts';
import { compareCells, exactValue } from './cell-value.ts';
import type { ChartCell, ChartModel } from './chart-model.ts';
import { wordsEn } from './words.en.ts';
import { type ChartWords, wordsNl } from './words.nl.ts';

const WORDS: Readonly<Record<Language, ChartWords>> = { nl: wordsNl, en: wordsEn };

/** The texts of charts in a language. */
export function chartWords(language: Language): ChartWords {
  return WORDS[language];
}

/** The word for what a cell has instead of a value, or beside it; '' for a plain value. */
export function stateWord(state: PublishedState, language: Language): string {
  return state === 'value' || state === 'nil' ? '' : WORDS[language].states[state];
}

/**
 * The text alternative of a chart, made from its data: what it is, the highest and lowest of each series, the
 * change over time, and what has no value and why. Values are quoted as printed; nothing is computed.
 */
export function describeChart(model: ChartModel): string {
  const { language, kind, name, categories, series } = model;
  const words = WORDS[language];
  const sentences = [
    say(words.kinds[kind], language, { name, categories: categories.length, series: series.length }),
  ];
  if (kind === 'flow') sentences.push(listed(model));
  else {
    for (const index of series.keys()) {
      const text = seriesText(model, index);
      const label = series[index]?.label ?? '';
      sentences.push(series.length === 1 ? text : say(words.ofSeries, language, { series: label, text }));
    }
  }
  sentences.push(...statesText(model));
  return sentences.join(' ');
}

interface NamedCell {
  readonly name: string;
  readonly cell: ChartCell;
}

function seriesText(model: ChartModel, series: number): string {
  const { language, kind } = model;
  const words = WORDS[language];
  const drawn = namedCells(model, series).filter(({ cell }) => exactValue(cell) !== undefined);
  const [first] = drawn;
  const last = drawn.at(-1);
  if (first === undefined || last === undefined) return words.noValues;
  if (first === last) {
    return say(words.onlyOne, language, { names: first.name, value: first.cell.text });
  }
  const sorted = drawn.toSorted((one, other) => compareCells(other.cell, one.cell));
  const [top] = sorted;
  const bottom = sorted.at(-1);
  if (top === undefined || bottom === undefined) return words.noValues;
  if (compareCells(top.cell, bottom.cell) === 0) {
    return say(words.allEqual, language, { value: top.cell.text });
  }
  const like = (model: NamedCell) => ({
    names: list(
      drawn.filter(({ cell }) => compareCells(cell, model.cell) === 0).map(({ name }) => name),
      language,
    ),
    value: model.cell.text,
  });
  const extremes = [say(words.highest, language, like(top)), say(words.lowest, language, like(bottom))];
  if (kind !== 'lines') return extremes.join(' ');
  const order = compareCells(last.cell, first.cell);
  const change = say(words.change, language, {
    direction: order > 0 ? 'up' : order < 0 ? 'down' : 'same',
    first: first.cell.text,
    firstAt: first.name,
    last: last.cell.text,
    lastAt: last.name,
  });
  return [change, ...extremes].join(' ');
}

function listed(model: ChartModel): string {
  const { language } = model;
  const each = namedCells(model, 0)
    .filter(({ cell }) => exactValue(cell) !== undefined)
    .map(({ name, cell }) => say(WORDS[language].listed, language, { name, value: cell.text }));
  return each.length === 0 ? WORDS[language].noValues : `${each.join('; ')}.`;
}

/** What has no value, or one with a mark, by state. */
function statesText(model: ChartModel): string[] {
  const { language, series } = model;
  const names = new Map<PublishedState, string[]>();
  for (const index of series.keys()) {
    for (const { name, cell } of namedCells(model, index)) {
      if (cell.state === 'value' || cell.state === 'nil') continue;
      const label = series[index]?.label ?? '';
      const full =
        series.length === 1
          ? name
          : say(WORDS[language].cellName, language, { series: label, category: name });
      names.set(cell.state, [...(names.get(cell.state) ?? []), full]);
    }
  }
  return [...names].map(([state, cells]) => {
    const word = stateWord(state, language);
    const separated = series.length === 1 ? list(cells, language) : cells.join('; ');
    return say(WORDS[language].without, language, {
      word: word.charAt(0).toUpperCase() + word.slice(1),
      names: separated,
    });
  });
}

function namedCells(model: ChartModel, series: number): NamedCell[] {
  return model.categories.flatMap(({ label }, index) => {
    const cell = model.cells[index]?.[series];
    return cell === undefined ? [] : [{ name: label, cell }];
  });
}

function list(names: readonly string[], language: Language): string {
  return new Intl.ListFormat(language, { type: 'conjunction' }).format(names);
}

function say(message: string, language: Language, values: Record<string, string | number>): string {
  return String(new IntlMessageFormat(message, language).format(values));
}
