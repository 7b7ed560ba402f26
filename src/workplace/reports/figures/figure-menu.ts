import { hasValue } from '../../../figures/cubes/cell.ts';
import { coordinatesOf } from '../../../figures/cubes/cube.ts';
import { total } from '../../../figures/cubes/dimension.ts';
import { type ComputedFigures, type FigureDefinition, isCube } from '../../../figures/definition.ts';
import { decimalOf } from '../../../figures/format.ts';
import { type Period, yearsOf } from '../../../organisation/period.ts';
import type { Language } from '../../../platform/language/text.ts';
import { figureTable } from '../../../publication/document/starting-document.ts';
import type { PublishedFigure, ReportModel } from '../../../publication/report-model.ts';
import type { ReportWarning } from '../../../publication/workbench/warnings.ts';

/** A figure that has the number which somebody typed, and how it is written. */
export interface FittingFigure {
  readonly title: string;
  readonly expression: string;
}

/** How many figures are named that fit. */
const mostNamed = 3;

/** The figures that have, somewhere in the report, the number that was typed by hand: what fits best comes first. */
export function figuresThatFit(
  { message }: ReportWarning,
  model: ReportModel,
  language: Language,
): readonly FittingFigure[] {
  const typed = /^„([^”]+)” is een getal/.exec(message.nl)?.[1];
  const value = typed === undefined ? null : numberTyped(typed, model.language);
  if (value === null) return [];
  const years = model.period.key.split('-');
  return model.figures
    .flatMap((figure) =>
      figure.cells
        .filter((cell) => cell.value !== null && Number(cell.value) === value)
        .map(({ at }) => ({ figure, at, weight: Object.values(at).filter((code) => code !== total).length })),
    )
    .toSorted(
      (one, other) =>
        Number(years.includes(other.at['year'] ?? '')) - Number(years.includes(one.at['year'] ?? '')) ||
        one.weight - other.weight,
    )
    .slice(0, mostNamed)
    .map(({ figure, at }) => ({ title: figure.title[language], expression: expressionOf(figure, at) }));
}

/** How a number of a figure is written in a text. */
export function expressionOf(
  { id }: Pick<PublishedFigure, 'id'>,
  at: Readonly<Record<string, string>>,
): string {
  const named = Object.entries(at)
    .filter(([, code]) => code !== total)
    .map(([key, code]) => `${key}=${code}`);
  return `:n[${id}]${named.length > 0 ? `{${named.join(' ')}}` : ''}`;
}

const inWords: Readonly<Record<Language, readonly string[]>> = {
  nl: 'nul een twee drie vier vijf zes zeven acht negen tien elf twaalf dertien veertien vijftien zestien zeventien achttien negentien twintig'.split(
    ' ',
  ),
  en: 'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty'.split(
    ' ',
  ),
};

/** A number as it was typed by hand; null for what names none. */
function numberTyped(typed: string, language: Language): number | null {
  const word = inWords[language].indexOf(typed);
  if (word >= 0) return word;
  const plain =
    language === 'nl'
      ? typed.replace(/\.(?=\d{3})/g, '').replace(',', '.')
      : typed.replace(/,(?=\d{3})/g, '');
  return /^\d+(?:\.\d+)?$/.test(plain) ? Number(plain) : null;
}

/** What a figure is today, for who writes the report: its whole in the last year. */
export interface FigureToday {
  readonly definition: FigureDefinition;
  /** As a decimal with a point; null where there is none. */
  readonly value: string | null;
  readonly at: Readonly<Record<string, string>>;
  /** A table of it, as it comes into a text. */
  readonly table: string;
}

/** The figures that the registers carry, each with its whole in the last year of the report. */
export function figuresToday(
  figures: ComputedFigures,
  period: Period,
  language: Language,
): readonly FigureToday[] {
  const last = yearsOf(period).at(-1)?.key ?? '';
  return figures.definitions.flatMap((definition): readonly FigureToday[] => {
    const answer = figures.answer(definition.id);
    if (definition.protection.class === 'closed' || !isCube(answer)) return [];
    const { dimensions, cells } = answer;
    const places = [...cells].map(([key, cell]) => ({ at: coordinatesOf(dimensions, key), cell }));
    if (!places.some(({ cell }) => hasValue(cell))) return [];
    const whole = places.find(({ at }) =>
      Object.entries(at).every(([key, code]) => code === (key === 'year' ? last : total)),
    );
    const value = whole && hasValue(whole.cell) ? decimalOf(whole.cell.value, definition.quantity) : null;
    return [
      {
        definition,
        value,
        at: whole?.at ?? {},
        table: figureTable(definition, answer, period, language),
      },
    ];
  });
}
