import { codeList } from '../../../codes/code-lists.ts';
import { impliedToTake } from '../../../figures/counting/quantile.ts';
import type { Balance, BalanceTerm } from '../../../figures/cubes/balance.ts';
import { type Cube, canonicalKey } from '../../../figures/cubes/cube.ts';
import { total } from '../../../figures/cubes/dimension.ts';
import { amountWhere, type FactTable, notRecorded } from '../../../figures/cubes/facts.ts';
import type { FigureInputs } from '../../../figures/definition.ts';
import { atLeast, codesOf, counted, factsWith, is } from './balances.ts';

/** Incidents of one kind, whatever divides them. */
interface Kind {
  readonly code: string;
  readonly holds: (code: string) => boolean;
}

/**
 * Stock and flow for every code: open at the start + received = closed + open at the end. With nothing open at the
 * start no code can have more closed than received, so the counts by closing bound those by receipt.
 */
export function stockAndFlow(inputs: FigureInputs, cube: Cube, dimension: string): readonly Balance[] {
  return flowOf(
    inputs,
    dimension,
    codesOf(cube, dimension).map((code) => ({ code, holds: is(code) })),
  );
}

/** The same for investigations: what was closed of them was begun, and the rest is open still. */
export function investigatedFlow(inputs: FigureInputs): readonly Balance[] {
  const types = codeList(inputs.codes, 'investigation-types').codes.map(({ code }) => code);
  const investigated = types.filter((code) => code !== 'none');
  const kinds: readonly Kind[] = [
    { code: 'investigated', holds: (code) => investigated.includes(code) },
    { code: 'none', holds: is('none') },
    { code: notRecorded, holds: (code) => !types.includes(code) },
  ];
  const flow = flowOf(inputs, 'investigation', kinds);
  const facts = inputs.facts.get('incidents');
  if (!facts || flow.length === 0) return [];
  // Other than codes of one table these kinds add up in none.
  const sums = inputs.years.flatMap(({ key }) =>
    (['received', 'closed'] as const).map(
      (moment): Balance => ({
        one: [counted(facts, { [moment]: key })],
        other: kinds
          .filter((kind) => isRecorded(facts, 'investigation', kind))
          .map((kind) => countedKind(facts, 'investigation', kind, { [moment]: key })),
      }),
    ),
  );
  return [...sums, ...flow];
}

function countedKind(
  facts: FactTable,
  dimension: string,
  { code, holds }: Kind,
  at: Readonly<Record<string, string>>,
): BalanceTerm {
  const years = Object.fromEntries(Object.entries(at).map(([moment, year]) => [moment, is(year)]));
  const value = amountWhere(facts, { ...years, [dimension]: holds });
  return { key: canonicalKey('incidents', { ...at, [dimension]: code }), value };
}

/** Tables without a row for what is not recorded say that there is none: it can be no part of what is left. */
function isRecorded(facts: FactTable, dimension: string, { code, holds }: Kind): boolean {
  return code !== notRecorded || amountWhere(facts, { [dimension]: holds }) > 0;
}

function flowOf(inputs: FigureInputs, dimension: string, all: readonly Kind[]): readonly Balance[] {
  const facts = factsWith(inputs, 'incidents', ['received', 'closed', dimension]);
  const first = inputs.years[0];
  if (!facts || !first || amountWhere(facts, { received: is(notRecorded) }) > 0) return [];
  const kinds = all.filter((kind) => isRecorded(facts, dimension, kind));
  const open = (
    { code, holds }: Kind,
    years: readonly string[],
    moment: string,
    year: string,
  ): BalanceTerm => {
    const own = { [dimension]: holds };
    const within = (one: string): boolean => years.includes(one);
    const received = amountWhere(facts, { ...own, received: within });
    const closed = amountWhere(facts, { ...own, closed: within });
    const key = canonicalKey(`incidents.open-at-${moment}`, { year, [dimension]: code });
    return { key, value: received - closed, unprinted: 'uncertain' };
  };
  const stock = (moment: string, year: string, parts: readonly BalanceTerm[]): Balance => {
    const value = parts.reduce((sum, part) => sum + part.value, 0);
    return { one: [{ key: canonicalKey(`incidents.open-at-${moment}`, { year }), value }], other: parts };
  };
  const past = ['before'];
  let before = kinds.map((kind) => open(kind, past, 'start', first.key));
  const balances = [stock('start', first.key, before)];
  for (const { key: year } of inputs.years) {
    past.push(year);
    const after = kinds.map((kind) => open(kind, past, 'end', year));
    balances.push(stock('end', year, after));
    for (const [index, kind] of kinds.entries()) {
      const [earlier, later] = [before[index], after[index]];
      if (!earlier || !later) continue;
      const received = countedKind(facts, dimension, kind, { received: year });
      const closed = countedKind(facts, dimension, kind, { closed: year });
      balances.push({ one: [earlier, received], other: [closed, later] });
    }
    before = after;
  }
  return balances;
}

/**
 * What is open at the end is as much however it is divided. What is still being looked into is open: at the end of a
 * year what was received in it is younger than twelve months, and all else is older.
 */
export function openIncidents(inputs: FigureInputs, cube: Cube): readonly Balance[] {
  const facts = factsWith(inputs, 'incidents', ['received', 'closed', 'finding', 'ageAtEnd']);
  const last = inputs.years.at(-1)?.key;
  if (!facts || last === undefined) return [];
  const [young, old] = [['under-6', '6-to-12'], ['over-12']].map((ages) =>
    ages.flatMap((age): readonly BalanceTerm[] => {
      const [key] = cube.cells.get(age)?.from ?? [];
      const value = amountWhere(facts, { closed: is('open'), ageAtEnd: is(age) });
      return key === undefined ? [] : [{ key, value }];
    }),
  );
  const pending = (year: string): BalanceTerm => counted(facts, { received: year, finding: 'pending' });
  const earlier = inputs.years.filter(({ key }) => key !== last).map(({ key }) => pending(key));
  const [all] = cube.cells.get(total)?.from ?? [];
  const value = amountWhere(facts, { closed: is('open') });
  const atEnd = { key: canonicalKey('incidents.open-at-end', { year: last }), value };
  return [
    ...(all === undefined ? [] : [{ one: [atEnd], other: [{ key: all, value }] }]),
    atLeast(young ?? [], [pending(last)], `young in ${inputs.period.key}`),
    atLeast(old ?? [], earlier, `old in ${inputs.period.key}`),
    ...openSinceBefore(facts, last, old ?? []),
  ];
}

/** What is older than a year was open at its start; the rest of that was closed in the year, beside what came and went. */
function openSinceBefore(facts: FactTable, year: string, old: readonly BalanceTerm[]): readonly Balance[] {
  const earlier = (received: string): boolean => received !== year && received !== notRecorded;
  const isPast = (closed: string): boolean => closed !== year && closed !== 'open';
  if (amountWhere(facts, { received: is(notRecorded) }) > 0) return [];
  const value = amountWhere(facts, { received: earlier }) - amountWhere(facts, { closed: isPast });
  const start: BalanceTerm = { key: canonicalKey('incidents.open-at-start', { year }), value };
  const settled: BalanceTerm = {
    key: `${start.key} closed since`,
    value: old.reduce((left, each) => left - each.value, value),
    unprinted: 'rest',
  };
  return [
    { one: [start], other: [...old, settled] },
    atLeast([counted(facts, { closed: year })], [settled], `closed since the start of ${year}`),
    ...['closingDays', 'settlingDays'].flatMap((days) => longClosed(facts, year, days, start, old)),
  ];
}

/** No year has more days: what took as many was received before it. */
const daysOfYear = 366;

/** How long closing took tells that some of what was open at the start of the year was closed in it. */
function longClosed(
  facts: FactTable,
  year: string,
  days: string,
  start: BalanceTerm,
  old: readonly BalanceTerm[],
): readonly Balance[] {
  if (!(days in facts.columns)) return [];
  const value = impliedToTake(facts, { days, column: 'closed', group: year }, daysOfYear);
  const implied: BalanceTerm = {
    key: canonicalKey(`${facts.name}.${days}`, { year }),
    value,
    unprinted: 'implied',
  };
  return value === 0
    ? []
    : [atLeast([start], [...old, implied], `open at the start of ${year}, as ${days} tell`)];
}
