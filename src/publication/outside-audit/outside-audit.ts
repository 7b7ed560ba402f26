import { printedOtherwise } from './channels.ts';
import {
  type CountDefinitions,
  type CountedCell,
  type Edition,
  editionOf,
  type OutsideFinding,
} from './counts.ts';
import { determined, type Equation } from './derive.ts';
import { differencesThatPoint } from './differences.ts';
import { leastOf, listKnowledge } from './lists.ts';
import { type DataCell, type PublishedData, placeOf, readPublished } from './published-data.ts';

/** The files of a report as they go out, and the data of what went out before. */
export interface OutsideRequest {
  readonly files: {
    readonly json: string;
    readonly csv: string;
    /** The page, which says what the audit did: asked for as soon as that is known. */
    readonly html: (said: Omit<OutsideReport, 'findings'>) => string;
  };
  /** The figures files of every earlier publication. */
  readonly earlier: readonly string[];
  /** A guarded number from 1 up to here may be nowhere, unless an open figure shows it. */
  readonly threshold: number;
  readonly definitions: CountDefinitions;
}

/** What the second audit did. */
export interface OutsideReport {
  readonly cells: number;
  readonly sums: number;
  readonly earlier: number;
  readonly findings: readonly OutsideFinding[];
}

/**
 * Attacks a report from outside: from its files, those of earlier reports and the definitions alone. It makes every sum
 * anew that a reader can make, and shares nothing with what chose the numbers to hide.
 *
 * Not done here: reckoning with what words mean (closed was received), times and shares. The first audit does that.
 */
export function outsideAudit(request: OutsideRequest): OutsideReport {
  const { files, definitions, threshold } = request;
  const edition = (json: string): Edition => editionOf(readPublished(json), definitions);
  const now = edition(files.json);
  const earlier = request.earlier.map(edition);
  const { open } = now;
  const { listed, told, equations: ofLists } = listKnowledge(now, definitions);
  const before = new Map<string, Set<string>>();
  const tell = (count: string, value: string): void => {
    before.set(count, (before.get(count) ?? new Set()).add(value));
  };
  for (const before of earlier) {
    for (const { count, cell } of before.counts) if (cell.value !== null) tell(count, cell.value);
    for (const [count, value] of listKnowledge(before, definitions).told) tell(count, String(value));
  }
  /** Small is what is counted beside what a list shows of it. */
  const isSmall = (count: string, value: number): boolean => {
    const beside = value - (listed.get(count) ?? 0);
    return beside > 0 && beside < threshold;
  };
  const isKnown = (count: string, value: number): boolean =>
    open.has(count) || told.has(count) || (before.get(count)?.has(String(value)) ?? false);
  const findings: OutsideFinding[] = [];
  const places = new Map<string, { readonly figure: string; readonly at: DataCell['at'] }>();
  for (const { figure, count, cell } of now.counts) {
    if (figure.protection.class === 'open') continue;
    if (cell.state === 'suppressed') places.set(count, { figure: figure.id, at: cell.at });
    const value = Number(cell.value ?? 0);
    if (isSmall(count, value) && !isKnown(count, value))
      findings.push({ how: 'printed', figure: figure.id, at: cell.at });
  }
  const { equations, sums } = new Reader([...earlier, now]).equations();
  const said = {
    cells: now.data.figures.reduce((all, figure) => all + figure.cells.length, 0),
    sums,
    earlier: earlier.length,
  };
  const html = files.html(said);
  const printed = new Map(now.counts.map(({ count, cell }) => [count, Number(cell.value ?? 0)]));
  const besideLists = ofLists((count) => (places.has(count) ? 'hidden' : printed.get(count)));
  for (const [count, value] of determined([...equations, ...besideLists], leastOf)) {
    const place = places.get(count);
    if (place && isSmall(count, value) && !isKnown(count, value))
      findings.push({ how: 'derivable', ...place });
  }
  findings.push(...differencesThatPoint(now, earlier, request));
  const otherwise = printedOtherwise(now.data, { csv: files.csv, html });
  return { ...said, findings: [...otherwise, ...findings] };
}

/** A reader who has all editions beside each other. */
class Reader {
  readonly #editions: readonly Edition[];
  /** Every number that was printed of a count. */
  readonly #printed = new Map<string, Set<number>>();

  constructor(editions: readonly Edition[]) {
    this.#editions = editions;
    for (const { counts } of editions)
      for (const { count, cell } of counts) {
        if (cell.value === null) continue;
        this.#printed.set(count, (this.#printed.get(count) ?? new Set()).add(Number(cell.value)));
      }
  }

  equations(): { readonly equations: readonly Equation[]; readonly sums: number } {
    const equations: Equation[] = [];
    let sums = 0;
    for (const { data, countsIn, sumsIn } of this.#editions) {
      const repeated = repeatedYears(data);
      for (const figure of data.figures) {
        if (figure.unit !== 'count') continue;
        const cells = new Map(countsIn(figure).map((one) => [placeOf(figure, one.cell.at), one]));
        for (const { total, parts } of sumsIn(figure)) {
          const whole = cells.get(total);
          const all = parts.flatMap((part) => cells.get(part) ?? []);
          if (!whole || [whole, ...all].some(({ cell }) => repeated.has(cell.at['year'] ?? '*'))) continue;
          const equation = this.#equation(whole, all);
          if (!equation) continue;
          sums++;
          if (equation.terms.size > 0) equations.push(equation);
        }
      }
    }
    return { equations, sums };
  }

  /** The sum with what is known taken out; undefined where it does not hold, or a part of it is no number. */
  #equation(whole: CountedCell, parts: readonly CountedCell[]): Equation | undefined {
    const terms = new Map<string, number>();
    let rest = 0;
    for (const [{ count, cell }, sign] of [
      [whole, -1] as const,
      ...parts.map((part) => [part, 1] as const),
    ]) {
      if (cell.state === 'cannot-be-computed') return undefined;
      const value = cell.value === null ? this.#knownOf(count, cell) : Number(cell.value);
      if (value === 'several') return undefined;
      if (value === undefined) terms.set(count, (terms.get(count) ?? 0) + sign);
      else rest -= sign * value;
    }
    for (const [count, sign] of terms) if (sign === 0) terms.delete(count);
    return terms.size === 0 && rest !== 0 ? undefined : { terms, rest };
  }

  /** What another file printed of a count that this one hides; nothing was counted where it says why there is no number. */
  #knownOf(count: string, cell: DataCell): number | undefined | 'several' {
    if (cell.state !== 'suppressed') return 0;
    const [only, ...others] = this.#printed.get(count) ?? [];
    return others.length > 0 ? 'several' : only;
  }
}

/** The years of which a file repeats what an earlier one printed, or restates it: their sums are those of the earlier file. */
function repeatedYears(data: PublishedData): ReadonlySet<string> {
  const years = new Set<string>();
  for (const figure of data.figures) {
    // A share that stays as printed says nothing of the sums of counts.
    if (figure.unit !== 'count') continue;
    for (const { at } of figure.restated) years.add(at['year'] ?? '*');
    for (const { at, note } of figure.cells)
      if (note?.nl.startsWith('zoals eerder gepubliceerd')) years.add(at['year'] ?? '*');
  }
  if (years.size > 0) years.add('*');
  return years;
}
