import { hasValue } from '../../figures/cubes/cell.ts';
import { cellAt } from '../../figures/cubes/cube.ts';
import type { Coordinates } from '../../figures/cubes/dimension.ts';
import { divide, hundred, multiply, type Rational, roundHalfUp } from '../../figures/cubes/rational.ts';
import { type ComputedFigures, isCube, UnknownFigure } from '../../figures/definition.ts';
import { decimalOf, type Quantity, writeDecimal, writeQuantity } from '../../figures/format.ts';
import { sameText, type Text, text } from '../../platform/language/text.ts';
import { asPrinted, type CheckLine, type Verdict } from './check-line.ts';
import type { PrintedFigure, PrintedRule, PrintedTarget } from './printed-rules.ts';
import { printedVerdict, statedDecimal } from './printed-verdict.ts';

/** What is known of a number that a printed one is held against. */
export type Given =
  | {
      readonly decimal: string;
      readonly unit: Quantity['unit'];
      /** Whether something is missing of it. */
      readonly isPartial: boolean;
      readonly note: Text | null;
      /** Of a share the two counts it is of, where they may be known. */
      readonly parts: readonly [Rational, Rational] | null;
    }
  | { readonly cannot: Text };

/** Gives the number of a figure at a place, rounded to as many decimals as it has and no more than asked. */
export type Numbers = (figure: string, at: Coordinates, decimals: number) => Given;

/** A claim of an older report with what became of it. */
export interface PrintedClaim {
  readonly printed: PrintedFigure;
  readonly verdict: Verdict;
  /** The number that the registers give; null where they give none. */
  readonly computed: { readonly decimal: string; readonly unit: Quantity['unit'] } | null;
  /** How a share was reckoned: "713 ÷ 12.550 = 5,681%". */
  readonly sum: Text | null;
  /** Why there is no number, or what there is to say beside right or wrong. */
  readonly remarks: readonly Text[];
}

/**
 * Which figure a claim is about: the one that it names, or the one that a rule of a register finds. Where who read it said
 * why there is none, no rule is asked.
 */
export function targetOf(printed: PrintedFigure, rules: readonly PrintedRule[]): PrintedTarget {
  const { figure, figurePlace, period, remark } = printed;
  if (figure) {
    const at = Object.fromEntries(
      (figurePlace ?? '')
        .split(',')
        .map((one) => one.split('='))
        .flatMap(([key = '', code]) => (code === undefined ? [] : [[key.trim(), code.trim()]])),
    );
    const year = /^\d{4}$/.test(period ?? '') ? { year: period ?? '' } : {};
    return { kind: 'figure', figure, at: { ...year, ...at }, decimals: decimalsIn(printed.printed) };
  }
  if (remark) return { kind: 'missing', missing: sameText(remark) };
  return (
    rules.map((rule) => rule(printed)).find((one) => one !== undefined) ?? {
      kind: 'missing',
      missing: text('geen register geeft dit cijfer', 'no register gives this figure'),
    }
  );
}

/** As many decimals as are printed; of a claim in words as many as the figure has. */
function decimalsIn(printed: string): number {
  const stated = statedDecimal(printed);
  return stated === undefined ? Number.POSITIVE_INFINITY : (stated.split('.')[1]?.length ?? 0);
}

/** Holds every claim of an older report against the numbers of the registers. */
export function printedClaims(
  printed: readonly PrintedFigure[],
  rules: readonly PrintedRule[],
  numbers: Numbers,
): readonly PrintedClaim[] {
  return printed.map((one) => claimOf(one, targetOf(one, rules), numbers));
}

function claimOf(printed: PrintedFigure, target: PrintedTarget, numbers: Numbers): PrintedClaim {
  const none = { printed, computed: null, sum: null } as const;
  if (target.kind === 'outside') return { ...none, verdict: 'outside', remarks: [target.why] };
  if (target.kind === 'missing') return { ...none, verdict: 'cannot-be-computed', remarks: [target.missing] };
  const given = numbers(target.figure, target.at, target.decimals);
  if ('cannot' in given) return { ...none, verdict: 'cannot-be-computed', remarks: [given.cannot] };
  const { verdict, why } = printedVerdict(printed.printed, given);
  return {
    printed,
    verdict,
    computed: { decimal: given.decimal, unit: given.unit },
    sum: sumOf(given),
    remarks: [given.note, why].flatMap((one) => one ?? []),
  };
}

/** For a share its two counts, so that a reader can do the sum. A growth is no part of a whole, and has none. */
function sumOf({ decimal, unit, parts }: Exclude<Given, { cannot: Text }>): Text | null {
  if (unit !== 'percent' || !parts || parts[1].numerator === 0n) return null;
  const share = multiply(divide(parts[0], parts[1]), hundred);
  if (roundHalfUp(share, decimal.split('.')[1]?.length ?? 0) !== decimal) return null;
  const sum = (language: 'nl' | 'en'): string => {
    const [part, whole] = parts.map((one) => writeDecimal(roundHalfUp(one, 0), language));
    return `${part} ÷ ${whole} = ${writeDecimal(roundHalfUp(share, 3), language)}%`;
  };
  return text(sum('nl'), sum('en'));
}

/** What the registers give for a claim, in one sentence. */
function foundInWords({ computed, sum, remarks }: PrintedClaim): Text {
  const said = (language: 'nl' | 'en'): string => {
    const rest = remarks.map((one) => one[language]).join('; ');
    if (!computed) return rest;
    const number = writeQuantity(computed.decimal, computed.unit, language);
    const given = language === 'nl' ? `de registers geven ${number}` : `the registers give ${number}`;
    return [`${given}${sum ? ` (${sum[language]})` : ''}`, rest].filter((one) => one !== '').join('; ');
  };
  return text(said('nl'), said('en'));
}

/** The numbers of the registers as they are: for who may see them all. */
export function numbersOf(figures: ComputedFigures): Numbers {
  return (id, at, decimals) => {
    try {
      const answer = figures.answer(id);
      const { quantity, title } = figures.definition(id);
      if (!isCube(answer)) return answer;
      const cell = cellAt(answer, at);
      if (!hasValue(cell))
        return {
          cannot: text(
            `${title.nl}: er is geen opgave in de registers`,
            `${title.en}: the registers hold no return`,
          ),
        };
      const [part, whole] = cell.from.slice(0, 2).map((key) => countOf(key, figures));
      return {
        decimal: decimalOf(cell.value, {
          unit: quantity.unit,
          decimals: Math.min(decimals, quantity.decimals),
        }),
        unit: quantity.unit,
        isPartial: cell.state === 'partial' && quantity.unit === 'count',
        note: cell.note ?? null,
        parts: part && whole ? [part, whole] : null,
      };
    } catch (error) {
      if (error instanceof UnknownFigure || error instanceof RangeError)
        return {
          cannot: text(
            `geen cijfer bij deze periode (${error.message})`,
            `no figure for this period (${error.message})`,
          ),
        };
      throw error;
    }
  };
}

/** The count behind a canonical key, where a figure shows it by itself. */
function countOf(key: string, figures: ComputedFigures): Rational | undefined {
  for (const definition of figures.definitions) {
    if (definition.quantity.unit !== 'count') continue;
    const answer = figures.answer(definition.id);
    if (!isCube(answer)) continue;
    for (const cell of answer.cells.values())
      if (cell.from.length === 1 && cell.from[0] === key && hasValue(cell)) return cell.value;
  }
  return undefined;
}

/** What a claim says, in the words of who read it, with its period. */
function claimInWords({ quantity, period }: PrintedFigure): string {
  return `${quantity}${period ? `, ${period}` : ''}`;
}

/** What is printed, with its unit. */
export function printedWithUnit({ printed, unit }: PrintedFigure): string {
  return `${printed}${unit === '' ? '' : unit === '%' ? '%' : ` ${unit}`}`;
}

/** Claims about one quantity that the same document states in places that contradict one another, as groups. */
export function contradictingClaims(
  printed: readonly PrintedFigure[],
): readonly (readonly PrintedFigure[])[] {
  const groups = Map.groupBy(
    printed,
    (one) => `${one.subject}|${withoutPlace(one.quantity)}|${one.period ?? ''}`,
  );
  return [...groups.values()].filter((group) => new Set(group.map((one) => one.printed)).size > 1);
}

/** "publicatiemaand volgens colofon" is the month of publication. */
function withoutPlace(quantity: string): string {
  return quantity.replace(/\s*(volgens|op|in)\s+\S+$/i, '').trim();
}

/** The claims of a document, and what it says in two ways, as lines of `check`. */
export function checkPrinted(
  printed: readonly PrintedFigure[],
  rules: readonly PrintedRule[],
  numbers: Numbers,
): readonly CheckLine[] {
  return [
    ...printedClaims(printed, rules, numbers).map(
      (claim): CheckLine => ({
        verdict: claim.verdict,
        subject: asPrinted(claim.printed.subject),
        what: asPrinted(claimInWords(claim.printed)),
        stated: asPrinted(`${claim.printed.printed}${claim.printed.unit ? ` ${claim.printed.unit}` : ''}`),
        found: foundInWords(claim),
        place: placeInSource(claim.printed),
      }),
    ),
    ...contradictingClaims(printed).map((group): CheckLine => {
      const [first] = group;
      return {
        verdict: 'contradicts',
        subject: asPrinted(first?.subject ?? ''),
        what: asPrinted(withoutPlace(first?.quantity ?? '')),
        stated: text(
          group.map((one) => one.printed).join(' en '),
          group.map((one) => one.printed).join(' and '),
        ),
        found: contradictsItself(group),
        place: text(
          group.map((one) => placeInSource(one).nl).join(', '),
          group.map((one) => placeInSource(one).en).join(', '),
        ),
      };
    }),
  ];
}

/** Where a claim stands in the document. */
function placeInSource({ chapter, place }: PrintedFigure): Text {
  const before = chapter ? `${chapter}, ` : '';
  return text(`${before}regel ${place}`, `${before}line ${place}`);
}

/** That a document says one thing in two ways, with both. */
function contradictsItself(group: readonly PrintedFigure[]): Text {
  const sides = (line: string) =>
    group.map((one) => `${one.quantity}: ${one.printed} (${line} ${one.place})`).join('; ');
  return text(
    `de bron spreekt zichzelf tegen: ${sides('regel')}`,
    `the source contradicts itself: ${sides('line')}`,
  );
}
