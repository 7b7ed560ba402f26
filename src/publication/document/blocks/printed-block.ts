import {
  contradictingClaims,
  type Given,
  type Numbers,
  printedClaims,
  printedWithUnit,
} from '../../../collection/checks/printed-claims.ts';
import type { PrintedFigure, PrintedRule } from '../../../collection/checks/printed-rules.ts';
import { statedDecimal } from '../../../collection/checks/printed-verdict.ts';
import { addsUp } from '../../../figures/cubes/counted-thing.ts';
import { cellKey } from '../../../figures/cubes/cube.ts';
import type { Coordinates } from '../../../figures/cubes/dimension.ts';
import { fromDecimal, type Rational, roundHalfUp } from '../../../figures/cubes/rational.ts';
import { type ComputedFigures, isCube } from '../../../figures/definition.ts';
import { type Text, text } from '../../../platform/language/text.ts';
import { shownCell } from '../../../tables/lay-out.ts';
import { stateWords } from '../../../tables/state-words.ts';
import type { PrintedRow, PublishedFigure } from '../../report-model.ts';

/** The directive that places what an older report claims. */
export const printedDirective = 'printed';

/** What an older report claims, and the rules by which registers recognise it. */
export interface PrintedSource {
  readonly figures: readonly PrintedFigure[];
  readonly rules: readonly PrintedRule[];
}

/**
 * Every claim of an older report, in the order of that report, beside what this report publishes of the same thing. What is hidden here stays so: a
 * claim is held against published numbers alone.
 *
 * @param published the figures of this report by id
 * @param figures the same at the detail at which they are published, for the counts behind a share
 */
export function printedRows(
  { figures: printed, rules }: PrintedSource,
  published: ReadonlyMap<string, PublishedFigure>,
  figures: ComputedFigures,
  threshold: number,
): readonly PrintedRow[] {
  const groups = contradictingClaims(printed);
  const inOrder = [...printed].sort((a, b) => Number(a.place) - Number(b.place));
  return printedClaims(inOrder, rules, publishedNumbers(published, figures)).map((claim): PrintedRow => {
    const { printed: one, computed, sum, remarks } = claim;
    const others = groups
      .find((group) => group.includes(one))
      ?.filter((other) => other.printed !== one.printed);
    const contradiction = others && saysElsewhere(others);
    return {
      chapter: one.chapter ?? '',
      subject: one.subject,
      claim: one.quantity,
      period: one.period ?? '',
      printed: printedWithUnit(one),
      place: one.place,
      computed: computed?.decimal ?? null,
      unit: computed?.unit ?? null,
      verdict: contradiction ? 'contradicts' : claim.verdict,
      why: inOne([
        ...(sum ? [sum] : []),
        ...(contradiction ? [contradiction] : remarks),
        ...(isSmall(one, threshold) ? [printedByItself] : []),
      ]),
    };
  });
}

/** What the same report says in other places. */
function saysElsewhere(others: readonly PrintedFigure[]): Text {
  const places = (line: string): string =>
    others.map(({ place, printed }) => `${line} ${place}: ${printed}`).join('; ');
  return text(
    `de bron spreekt zichzelf tegen (${places('regel')})`,
    `the source contradicts itself (${places('line')})`,
  );
}

const printedByItself = text(
  'een klein aantal, door de bron zelf gepubliceerd',
  'a small number, published by the source itself',
);

function isSmall({ printed, unit }: PrintedFigure, threshold: number): boolean {
  const stated = Number(statedDecimal(printed) ?? 0);
  return unit !== '%' && Number.isInteger(stated) && stated > 0 && stated < threshold;
}

function inOne(texts: readonly Text[]): Text {
  return text(texts.map(({ nl }) => nl).join('; '), texts.map(({ en }) => en).join('; '));
}

/** The numbers that a report publishes, and no others. */
function publishedNumbers(
  published: ReadonlyMap<string, PublishedFigure>,
  figures: ComputedFigures,
): Numbers {
  const counts = publishedCounts(published, figures);
  return (id, at, decimals): Given => {
    const figure = published.get(id);
    if (!figure)
      return { cannot: text('er is geen cijfer met deze naam', 'there is no figure of this name') };
    if (figure.cannot) return { cannot: figure.cannot };
    const isDivided = Object.keys(at).every((key) => figure.dimensions.some((one) => one.key === key));
    const cell = isDivided ? shownCell(figure, at) : undefined;
    const titled = (said: Text): Given => ({
      cannot: text(`${figure.title.nl}: ${said.nl}`, `${figure.title.en}: ${said.en}`),
    });
    if (!cell) return titled(isOfOtherYear(figure, at) ? otherYear : otherDivision);
    if (cell.value === null) {
      if (cell.state === 'suppressed')
        return titled(text('dit aantal wordt niet getoond', 'this number is not shown'));
      return titled(stateWords[cell.state]);
    }
    return {
      decimal: rounded(cell.value, Math.min(decimals, figure.decimals)),
      unit: figure.unit,
      isPartial: cell.state === 'partial' && figure.unit === 'count',
      note: cell.note,
      parts: counts(id, at),
    };
  };
}

const otherYear = text(
  'dit jaar valt buiten dit verslag; de opdracht check rekent het na',
  'this year lies outside this report; the command check does the sum',
);
const otherDivision = text(
  'zo verdeeld staat het niet in dit verslag',
  'it does not stand in this report, divided like this',
);

function isOfOtherYear({ dimensions }: PublishedFigure, { year }: Coordinates): boolean {
  const years = dimensions.find(({ key }) => key === 'year')?.members;
  return year !== undefined && years !== undefined && !years.some(({ code }) => code === year);
}

function rounded(decimal: string, decimals: number): string {
  const exact = fromDecimal(decimal);
  return exact ? roundHalfUp(exact, decimals) : decimal;
}

/** The two counts behind a share, where the report publishes both. */
function publishedCounts(
  published: ReadonlyMap<string, PublishedFigure>,
  figures: ComputedFigures,
): (id: string, at: Coordinates) => readonly [Rational, Rational] | null {
  const keysAt = (id: string, at: Coordinates): readonly string[] => {
    const cube = figures.answer(id);
    return isCube(cube) ? (cube.cells.get(cellKey(cube.dimensions, at))?.from ?? []) : [];
  };
  const known = new Map<string, Rational>();
  for (const { id, unit, cells } of published.values()) {
    if (!addsUp(unit)) continue;
    for (const { at, value } of cells) {
      const [key, ...others] = keysAt(id, at);
      const count = value === null ? undefined : fromDecimal(value);
      if (key !== undefined && others.length === 0 && count) known.set(key, count);
    }
  }
  return (id, at) => {
    const [part, whole] = keysAt(id, at)
      .slice(0, 2)
      .map((key) => known.get(key));
    return part && whole ? [part, whole] : null;
  };
}
