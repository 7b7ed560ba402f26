import type { ComputedFigures } from '../../../figures/definition.ts';
import { isCube } from '../../../figures/definition.ts';
import { nearestFirst } from '../../../platform/language/nearest.ts';
import { inEach, type Language, type Text, text } from '../../../platform/language/text.ts';
import { layOut, provisionalWord } from '../../../tables/lay-out.ts';
import type { ProtectedFigures } from '../../disclosure/protect-figures.ts';
import type { ChartView, FigureBlock, PublishedFigure } from '../../report-model.ts';
import { shareNote } from '../../words/share-words.ts';
import type { Attributes } from '../document.ts';
import { suppressedNote } from '../words.ts';
import { saysIncomplete, unique } from './method.ts';

/** What a figure block shows together with its title. */
export type FigureView = Pick<FigureBlock, 'figures' | 'table' | 'chart' | 'notes'>;

/** Lays out the figures that a block names: table, chart and the notes right under them; or why it cannot. */
export function figureView(
  attributes: Attributes,
  figures: readonly PublishedFigure[],
  asked: AskedDetail,
  language: Language,
): FigureView | Refused {
  const at = coordinatesOf(attributes['at'] ?? '');
  const unknown = unknownDivision(attributes, at, figures, asked);
  if (unknown) return unknown;
  const named = [attributes['rows'], attributes['columns'], ...Object.keys(at)];
  const lost = (figure: PublishedFigure): readonly string[] =>
    named
      .filter((key) => key !== undefined && asked.lostDimension(figure.id, key))
      .flatMap((key) => key ?? []);
  // A coarser figure among others has no place in their rows; alone it is shown without the division that it lost.
  const whole = figures.filter((figure) => lost(figure).length === 0);
  const divided = figures.filter((figure) => lost(figure).every((key) => !(key in at)));
  const shown = whole.length > 0 ? whole : divided;
  const kept = (key: string | undefined): string | undefined =>
    key !== undefined && shown.every((figure) => asked.lostDimension(figure.id, key)) ? undefined : key;
  const rows = kept(attributes['rows']);
  const columns = kept(attributes['columns']);
  const table = layOut(
    {
      figures: shown,
      rows,
      columns,
      at,
      depth: Number(attributes['depth'] ?? '9'),
      total:
        attributes['total'] !== 'no' &&
        rows !== undefined &&
        shown.every((figure) => !['rank', 'weeks'].includes(figure.unit)),
      sort: attributes['sort'] === 'value' ? 'value' : 'given',
      skipNil: attributes['nil'] === 'skip',
      ...(attributes['only'] ? { only: attributes['only'].split(',') } : {}),
      coarser: asked.coarsened,
    },
    language,
  );
  const view = { rows, columns, table, figures: shown };
  const chart = chartOf(attributes, view, at, language);
  if (chart !== null && 'refused' in chart) return chart;
  return {
    figures: figures.map((figure) => figure.id),
    table,
    chart,
    notes: notesOf(figures, { table, at, isDrawn: chart !== null }, asked, language),
  };
}

/** A division that none of the figures has: the table would be without it and nobody would know. */
function unknownDivision(
  attributes: Attributes,
  at: Readonly<Record<string, string>>,
  figures: readonly PublishedFigure[],
  asked: AskedDetail,
): Refused | undefined {
  const divisions = new Set(figures.flatMap(({ id }) => asked.divisionsOf(id)));
  // Of figures that cannot be computed at all nobody knows how they are divided.
  if (divisions.size === 0) return undefined;
  const named: readonly (readonly [string, string | undefined])[] = [
    ['rows', attributes['rows']],
    ['columns', attributes['columns']],
    ...Object.keys(at).map((key) => ['at', key] as const),
  ];
  for (const [attribute, key] of named) {
    if (key === undefined || divisions.has(key)) continue;
    const [near = '', ...others] = nearestFirst(key, [...divisions]);
    const also = others.length > 0 ? others.join(', ') : undefined;
    return {
      refused: text(
        `Deze figuur kent geen verdeling „${key}” (${attribute}=). Bedoelt u „${near}”?${also ? ` Ook bekend: ${also}.` : ''}`,
        `This figure has no division “${key}” (${attribute}=). Do you mean “${near}”?${also ? ` Also known: ${also}.` : ''}`,
      ),
    };
  }
  return undefined;
}

/** Whether protection left out detail that the document may ask for. */
export interface AskedDetail {
  readonly coarsened: ProtectedFigures['coarsened'];
  /** The keys of the dimensions of the figure as computed; empty where it could not be. */
  readonly divisionsOf: (id: string) => readonly string[];
  /** Whether the figure as computed had this dimension, and as published has not. */
  readonly lostDimension: (id: string, dimension: string) => boolean;
  /** Whether the figure as computed had a number there, and as published has not. */
  readonly lostPlace: (id: string, at: Readonly<Record<string, string>>) => boolean;
}

/** Compares the figures as they were computed with what protection left of them. */
export function askedDetail(computed: ComputedFigures, protection: ProtectedFigures): AskedDetail {
  const dimensionOf = (figures: ComputedFigures, id: string, key: string) => {
    const answer = figures.answer(id);
    return isCube(answer) ? answer.dimensions.find((dimension) => dimension.key === key) : undefined;
  };
  const has = (figures: ComputedFigures, id: string, key: string, code: string): boolean =>
    dimensionOf(figures, id, key)?.members.some((member) => member.code === code) ?? false;
  const { coarsened, withheld, figures } = protection;
  return {
    coarsened,
    divisionsOf: (id) => {
      const answer = computed.answer(id);
      return isCube(answer) ? answer.dimensions.map(({ key }) => key) : [];
    },
    lostDimension: (id, key) =>
      coarsened.has(id) && !dimensionOf(figures, id, key) && dimensionOf(computed, id, key) !== undefined,
    lostPlace: (id, at) =>
      withheld.has(id) ||
      (coarsened.has(id) &&
        Object.entries(at).some(
          ([key, code]) => has(computed, id, key, code) && !has(figures, id, key, code),
        )),
  };
}

function coordinatesOf(attribute: string): Record<string, string> {
  return Object.fromEntries(
    attribute.split(',').flatMap((part) => {
      const [key, value] = part.split('=');
      return key && value ? [[key.trim(), value.trim()] as const] : [];
    }),
  );
}

interface LaidOut {
  readonly rows: string | undefined;
  readonly columns: string | undefined;
  readonly table: FigureBlock['table'];
  readonly figures: readonly PublishedFigure[];
}

/** Why a figure cannot be shown as it was asked. */
export interface Refused {
  readonly refused: Text;
}

const chartKinds = ['bars', 'grouped-bars', 'stacked-share', 'lines'] as const;

/** What a chart draws; where all of it is of one year that is provisional, no label in it says so. */
function nameOf(
  drawn: readonly PublishedFigure[],
  at: Readonly<Record<string, string>>,
  language: Language,
): string {
  const titles = unique(drawn.map(({ title }) => title)).map((title) => title[language]);
  const isProvisional = drawn.some(({ provisional = [] }) =>
    provisional.some(({ year }) => year === at['year']),
  );
  return `${titles.join(' · ')}${isProvisional ? ` (${provisionalWord[language]})` : ''}`;
}

function chartOf(
  attributes: Attributes,
  view: LaidOut,
  at: Readonly<Record<string, string>>,
  language: Language,
): ChartView | null | Refused {
  const wanted = attributes['chart'];
  if (wanted === undefined) return null;
  const kind = chartKinds.find((one) => one === wanted);
  if (kind === undefined)
    return {
      refused: text(
        `Onbekende grafiek „${wanted}”. Bekend zijn: ${chartKinds.join(', ')}.`,
        `Unknown chart “${wanted}”. Known are: ${chartKinds.join(', ')}.`,
      ),
    };
  const { table, figures } = view;
  if (figures.every((figure) => figure.cannot !== null)) return null;
  const lostRows = view.rows !== attributes['rows'];
  const lostColumns = view.columns !== attributes['columns'];
  // A line needs its moments, and parts of a whole need all of them.
  if ((kind === 'lines' || kind === 'stacked-share') && (lostRows || lostColumns)) return null;
  const names = lostColumns ? undefined : attributes['series']?.split(',').map((one) => one.trim());
  const series = table.columns.map((column) => column.key).filter((key) => !names || names.includes(key));
  if (series.length > 4)
    return {
      refused: text(
        `Een grafiek heeft hooguit vier reeksen; dit zijn er ${series.length}. Kies met series="…".`,
        `A chart has at most four series; these are ${series.length}. Choose with series="…".`,
      ),
    };
  if (series.length === 0) return null;
  const drawn = drawnFigures(series, view);
  const [first] = drawn;
  const mixed = drawn.find((figure) => figure.unit !== first?.unit);
  if (first && mixed)
    return {
      refused: text(
        `Een grafiek toont een grootheid: „${first.id}” en „${mixed.id}” hebben elk een andere. Kies met series="…".`,
        `A chart shows one quantity: “${first.id}” and “${mixed.id}” each have another. Choose with series="…".`,
      ),
    };
  return {
    // Parts of one whole stacked apart from each other are bars.
    kind: kind === 'stacked-share' && series.length === 1 ? 'bars' : kind,
    series,
    categories: table.rows.filter((row) => !row.total && row.level === 0).map((row) => row.key),
    unit: first?.unit ?? 'count',
    name: nameOf(drawn, at, language),
  };
}

/** The figures whose cells a chart draws, in the order of its series. */
function drawnFigures(series: readonly string[], { table, figures }: LaidOut): readonly PublishedFigure[] {
  const [row] = table.rows;
  const ids = series.map(
    (key) => row?.cells[table.columns.findIndex((column) => column.key === key)]?.figure,
  );
  return [...new Set(ids)].flatMap((id) => figures.find((figure) => figure.id === id) ?? []);
}

/** How a block shows its figures. */
interface ShownAs {
  readonly table: FigureBlock['table'];
  readonly at: Readonly<Record<string, string>>;
  readonly isDrawn: boolean;
}

function notesOf(
  figures: readonly PublishedFigure[],
  { table, at, isDrawn }: ShownAs,
  asked: AskedDetail,
  language: Language,
): readonly Text[] {
  const suppressed = table.rows.some((row) => row.cells.some((cell) => cell.state === 'suppressed'));
  const coarser = figures.flatMap((figure) => {
    const note = asked.coarsened.get(figure.id);
    if (!note) return [];
    return figures.length === 1
      ? [text(`${capital(note.nl)}.`, `${capital(note.en)}.`)]
      : [text(`${figure.title.nl}: ${note.nl}.`, `${figure.title.en}: ${note.en}.`)];
  });
  // Under a table that is shown open its own footnote has said so already; under a chart it has not.
  const incompleteWord = { nl: 'Onvolledig', en: 'Incomplete' }[language];
  const said = new Set(isDrawn ? [] : table.footnotes.map((note) => `${incompleteWord}: ${note}.`));
  const incomplete = figures
    .map((figure) => figure.completeness)
    .filter((one) => saysIncomplete(one) && !said.has(one[language]));
  return [
    ...(suppressed ? [suppressedNote] : []),
    ...shareNotes(figures),
    ...provisionalNotes(figures, at),
    ...coarser,
    ...cannotNotes(figures),
    ...unique(incomplete),
  ];
}

/** Which of the years shown are provisional, and why: each once. */
function provisionalNotes(
  figures: readonly PublishedFigure[],
  at: Readonly<Record<string, string>>,
): readonly Text[] {
  const years = figures.flatMap(({ provisional = [] }) =>
    provisional.filter(({ year }) => at['year'] === undefined || at['year'] === year),
  );
  return unique(years.map(({ year, note }) => inEach`${year} ${text('is', 'is')} ${note}.`));
}

/** Of whom or of what the shares are: each group once, with the figures that it holds for where there are others. */
function shareNotes(figures: readonly PublishedFigure[]): readonly Text[] {
  const shares = figures.filter((figure) => figure.cannot === null && figure.share);
  return [...Map.groupBy(shares, (figure) => shareNote(figure)?.nl).values()].flatMap((same) => {
    const [note] = same.flatMap((figure) => shareNote(figure) ?? []);
    if (!note) return [];
    if (same.length === figures.length) return [note];
    const titles = unique(same.map((figure) => figure.title));
    const listed = text(titles.map(({ nl }) => nl).join('; '), titles.map(({ en }) => en).join('; '));
    return [inEach`${listed}: ${text(lowerFirst(note.nl), lowerFirst(note.en))}`];
  });
}

function lowerFirst(words: string): string {
  return words.charAt(0).toLowerCase() + words.slice(1);
}

function capital(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** Why figures show nothing: each reason once, with the figures that it holds for. */
function cannotNotes(figures: readonly PublishedFigure[]): readonly Text[] {
  const without = figures.filter((figure) => figure.cannot !== null);
  return [...Map.groupBy(without, (figure) => figure.cannot?.nl).values()].flatMap((same) => {
    const why = same[0]?.cannot;
    if (!why) return [];
    const titles = unique(same.map((figure) => figure.title));
    const title = text(titles.map((one) => one.nl).join(', '), titles.map((one) => one.en).join(', '));
    if (why.nl.startsWith('niet gepubliceerd'))
      return [text(`${title.nl}: ${why.nl}.`, `${title.en}: ${why.en}.`)];
    const verb = titles.length === 1 ? 'kan' : 'kunnen';
    return [
      text(
        `${title.nl}: ${verb} niet worden berekend, want ${why.nl}.`,
        `${title.en}: cannot be computed, because ${why.en}.`,
      ),
    ];
  });
}
