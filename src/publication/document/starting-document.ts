import type { Register } from '../../collection/register.ts';
import { hasValue } from '../../figures/cubes/cell.ts';
import { type Cube, coordinatesOf } from '../../figures/cubes/cube.ts';
import { total } from '../../figures/cubes/dimension.ts';
import {
  type ComputedFigures,
  type FigureDefinition,
  type FigureInputs,
  isCube,
} from '../../figures/definition.ts';
import { type Period, periodLabel, periodRuns, yearsOf } from '../../organisation/period.ts';
import type { Language } from '../../platform/language/text.ts';
import { bareNumbers } from './prose/prose.ts';

/** What a first document of a report is made for. */
export interface StartingRequest {
  readonly period: Period;
  /** How many years before those of the report its tables show beside them. */
  readonly yearsBefore: number;
  readonly language: Language;
  /** Whether numbers that are open elsewhere are protected, since they point at a person soon here. */
  readonly isSmall?: boolean;
  /** Figures that are left out, since protection leaves nothing of them to show. */
  readonly without?: ReadonlySet<string>;
  readonly registers: readonly Pick<Register, 'key' | 'name' | 'figures'>[];
  readonly figures: ComputedFigures;
  /** Of which years a register was not asked, or nothing of it was read. */
  readonly gaps: FigureInputs['gaps'];
}

/** A document, and how many figures it shows. */
export interface StartingDocument {
  readonly document: string;
  readonly shown: number;
}

/**
 * A document to begin a report with: every figure that may be published and of which the registers hold a number in
 * the years of the report, in a chapter for each register. It can be made into a report as it is.
 */
export function startingDocument(request: StartingRequest): StartingDocument {
  const { period, yearsBefore, language, registers, gaps } = request;
  const words = wordsOf[language];
  const chapters = registers.flatMap(({ key, name, figures: own }) => {
    const empty = (gaps.get(key) ?? []).filter(({ whole }) => whole).map(({ at }) => at['year']);
    if (yearsOf(period).every((year) => empty.includes(year.key))) return [];
    const blocks = own.flatMap((definition) => figureBlock(definition, request));
    return blocks.length === 0 ? [] : [{ head: `# ${escaped(name[language])} {#${key}}`, blocks }];
  });
  const label = periodRuns(period) ? periodLabel(period)[language] : period.key;
  const head = [
    '---',
    `slug: ${yearsOf(period).length === 1 ? label : period.key}`,
    `title: ${words.title} ${label}`,
    `language: ${language}`,
    `period: ${period.key}`,
    ...(yearsBefore > 0 ? [`yearsBefore: ${yearsBefore}`] : []),
    '---',
  ].join('\n');
  const parts = [
    head,
    `# ${words.foreword} {#${words.forewordId}}`,
    words.opening,
    ...(request.isSmall ? [words.small] : []),
    ...chapters.flatMap(({ head: heading, blocks }) => [heading, ...blocks]),
    `# ${words.account} {#${words.accountId}}`,
    '::method',
  ];
  return {
    document: `${parts.join('\n\n')}\n`,
    shown: chapters.reduce((sum, { blocks }) => sum + blocks.length, 0),
  };
}

const wordsOf: Readonly<Record<Language, Readonly<Record<string, string>>>> = {
  nl: {
    title: 'Jaarverslag integriteit',
    foreword: 'Vooraf',
    forewordId: 'vooraf',
    opening: 'Dit verslag gaat over :period en is gemaakt uit de registers van de organisatie.',
    small:
      'De organisatie is klein: cijfers kunnen er al snel naar een persoon wijzen. Wat niet te beschermen is, staat niet in dit verslag; op die plaatsen staat dat erbij.',
    account: 'Verantwoording van de cijfers',
    accountId: 'verantwoording',
  },
  en: {
    title: 'Annual integrity report',
    foreword: 'Foreword',
    forewordId: 'foreword',
    opening: 'This report is about :period and is made from the registers of the organisation.',
    small:
      'The organisation is small: figures may soon point at a person. What cannot be protected does not stand in this report; in those places it says so.',
    account: 'How the figures were made',
    accountId: 'account',
  },
};

function figureBlock(
  { id, title, protection, settledAs }: FigureDefinition,
  { figures, period, language, without }: StartingRequest,
): readonly string[] {
  const answer = figures.answer(id);
  if (protection.class === 'closed' || without?.has(id) || !isCube(answer) || !isKept(answer, period))
    return [];
  if (settledAs !== undefined && isCube(figures.answer(settledAs))) return [];
  return [figureTable({ id, title }, answer, period, language, [`id=${id.replaceAll('.', '-')}`])];
}

/** A table of a figure as it stands in a document, under the name of the figure. */
export function figureTable(
  { id, title }: Pick<FigureDefinition, 'id' | 'title'>,
  answer: Cube,
  period: Period,
  language: Language,
  more: readonly string[] = [],
): string {
  const attributes = [`figure=${id}`, ...layoutOf(answer, period), ...more].join(' ');
  const own = title[language];
  // A name with a number in it cannot be typed; there the report asks the figure for its name.
  const caption = bareNumbers(own, language).length > 0 ? `:title[${id}]` : escaped(own);
  return `:::figure{${attributes}}\n${caption}\n:::`;
}

/** Whether there is a number in the years of the report. */
function isKept({ dimensions, cells }: Cube, period: Period): boolean {
  const years = yearsOf(period).map(({ key }) => key);
  return [...cells].some(([key, cell]) => {
    const { year } = coordinatesOf(dimensions, key);
    return hasValue(cell) && (year === undefined || year === total || years.includes(year));
  });
}

/**
 * Rows and columns, of the divisions in which there is a number: what was stated of the whole alone has none. Years stand beside each other unless two other divisions take both, then the last year is shown.
 */
function layoutOf({ dimensions, cells }: Cube, period: Period): readonly string[] {
  const hasYear = dimensions.some(({ key }) => key === 'year');
  const places = [...cells].flatMap(([key, cell]) =>
    hasValue(cell) ? [coordinatesOf(dimensions, key)] : [],
  );
  const [rows, columns] = dimensions
    .filter(({ key }) => key !== 'year' && places.some((at) => at[key] !== total))
    .toSorted((one, other) => other.members.length - one.members.length)
    .map(({ key }) => key);
  if (rows === undefined) return hasYear ? ['rows=year', 'total=no'] : [];
  if (columns === undefined) return [`rows=${rows}`, ...(hasYear ? ['columns=year'] : [])];
  const last = yearsOf(period).at(-1)?.key;
  return [`rows=${rows}`, `columns=${columns}`, ...(hasYear ? [`at="year=${last}"`] : [])];
}

/** Words of the program as they stand in Markdown, where some characters mean something. */
function escaped(words: string): string {
  return words.replace(/[\\`*_[\]{}<>#]/g, '\\$&').replace(/:(?=\p{L})/gu, '\\:');
}
