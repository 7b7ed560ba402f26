import { type CountDefinitions, type Edition, named } from './counts.ts';
import { determined, type Equation } from './derive.ts';
import { type PublishedData, placeOf } from './published-data.ts';

/** What the list of a report tells of counts of which it shows a part. */
export interface ListKnowledge {
  /** How many cases of a count the list shows. */
  readonly listed: ReadonlyMap<string, number>;
  /** The counts of which list and open totals leave one value: they are as open as those. */
  readonly told: ReadonlyMap<string, number>;
  /**
   * What a reader can reckon with: a count is what is listed of it and what is not, and what is not adds up along each
   * division. `shownOf` is what any table prints of a count, or that it hides it; undefined where none shows it.
   */
  readonly equations: (shownOf: (count: string) => number | 'hidden' | undefined) => readonly Equation[];
}

const notListed = (count: string): string => `${count} not listed`;

/** The least that an unknown of these equations can be: what is not listed may be nothing, a hidden count may not. */
export function leastOf(unknown: string): number {
  return unknown.endsWith(' not listed') ? 0 : 1;
}

/** What the lists of an edition tell beside its open figures. */
export function listKnowledge(
  { data, open, countsIn, sumsIn }: Edition,
  definitions: CountDefinitions,
): ListKnowledge {
  const listed = new Map<string, number>();
  const rests: Equation[] = [];
  for (const figure of data.figures) {
    const wholes = new Map(
      figure.cells.flatMap((cell): readonly (readonly [string, string])[] => {
        const whole = definitions.wholeAt(figure.id, onlyYear(figure, cell.at));
        return whole === undefined ? [] : [[placeOf(figure, cell.at), named(whole, figure, cell.at)]];
      }),
    );
    if (wholes.size === 0) continue;
    for (const { cell } of countsIn(figure)) {
      const whole = wholes.get(placeOf(figure, cell.at));
      if (whole !== undefined && (cell.value !== null || cell.state !== 'suppressed'))
        listed.set(whole, Number(cell.value ?? 0));
    }
    for (const { total, parts } of sumsIn(figure)) {
      const names = [total, ...parts].flatMap((place) => wholes.get(place) ?? []);
      if (names.length !== parts.length + 1 || new Set(names).size !== names.length) continue;
      rests.push(sumOfRests(names, listed, open));
    }
  }
  const least = determined(rests, () => 0);
  const told = new Map(
    [...listed].flatMap(([count, shown]): readonly (readonly [string, number])[] => {
      const rest = least.get(notListed(count));
      const value = open.get(count) ?? (rest === undefined ? undefined : shown + rest);
      return value === undefined ? [] : [[count, value]];
    }),
  );
  return {
    listed,
    told,
    equations: (shownOf) => [
      ...rests,
      ...[...listed].flatMap(([count, shown]): readonly Equation[] => {
        const value = open.has(count) ? undefined : shownOf(count);
        if (value === undefined) return [];
        const rest: readonly [string, number] = [notListed(count), -1];
        return value === 'hidden'
          ? [{ terms: new Map([[count, 1], rest]), rest: shown }]
          : [{ terms: new Map([rest]), rest: shown - value }];
      }),
    ],
  };
}

/** What is not listed of a whole is what is not listed of its parts; of an open count it is what is left over. */
function sumOfRests(
  [whole = '', ...parts]: readonly string[],
  listed: ReadonlyMap<string, number>,
  open: ReadonlyMap<string, number>,
): Equation {
  const terms = new Map<string, number>();
  let rest = 0;
  for (const [count, sign] of [[whole, -1] as const, ...parts.map((part) => [part, 1] as const)]) {
    const value = open.get(count);
    if (value === undefined) terms.set(notListed(count), sign);
    else rest -= sign * (value - (listed.get(count) ?? 0));
  }
  return { terms, rest };
}

/** All years of a report about one are that year. */
function onlyYear(
  { dimensions }: PublishedData['figures'][number],
  at: Readonly<Record<string, string>>,
): Readonly<Record<string, string>> {
  const years = dimensions.find(({ key }) => key === 'year')?.members ?? [];
  const [only] = years;
  return years.length === 1 && only && (at['year'] ?? '*') === '*' ? { ...at, year: only.code } : at;
}
