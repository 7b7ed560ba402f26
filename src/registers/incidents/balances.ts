import type { Balance, Weighed } from '../../figures/balance.ts';
import { yearsKey } from '../../figures/build.ts';
import { type Cube, canonicalKey } from '../../figures/cube.ts';
import type { FigureInputs } from '../../figures/definition.ts';
import { type Coordinates, total } from '../../figures/dimension.ts';
import { amountWhere, type FactTable, notRecorded } from '../../figures/facts.ts';

type Codes = Readonly<Record<string, (code: string) => boolean>>;

/** Whether a code is this one. */
export const is = (wanted: string) => (code: string) => code === wanted;

/** The facts, if they have all these columns: what was frozen before a field was kept lacks its column. */
export function factsWith(
  inputs: FigureInputs,
  name: string,
  columns: readonly string[],
): FactTable | undefined {
  const facts = inputs.facts.get(name);
  return facts && columns.every((column) => column in facts.columns) ? facts : undefined;
}

/** The codes of a dimension of a cube, with the one for what is not recorded. */
function codesOf(cube: Cube, dimension: string): readonly string[] {
  const members = cube.dimensions.find(({ key }) => key === dimension)?.members ?? [];
  return [...members.map(({ code }) => code), notRecorded];
}

/** Every year shown, and all of them together, with the years that it holds. */
export function yearsAndTotal(
  inputs: FigureInputs,
): readonly { key: string; holds: (year: string) => boolean }[] {
  const codes = inputs.years.map(({ key }) => key);
  const together = { key: yearsKey(inputs.years), holds: (year: string) => codes.includes(year) };
  return [...codes.map((key) => ({ key, holds: is(key) })), ...(codes.length > 1 ? [together] : [])];
}

/**
 * Stock and flow for every code: open at the start + received = closed + open at the end. With nothing open at the
 * start no code can have more closed than received, so the counts by closing bound those by receipt.
 */
export function stockAndFlow(inputs: FigureInputs, cube: Cube, dimension: string): readonly Balance[] {
  const facts = factsWith(inputs, 'incidents', ['received', 'closed', dimension]);
  const first = inputs.years[0];
  if (!facts || !first || amountWhere(facts, { received: is(notRecorded) }) > 0) return [];
  const codes = codesOf(cube, dimension);
  const counted = (at: Coordinates): Weighed => ({
    key: canonicalKey('incidents', at),
    value: amountWhere(facts, wanted(at)),
  });
  const open = (code: string, years: readonly string[], moment: string, year: string): Weighed => {
    const own = { [dimension]: is(code) };
    const within = (one: string): boolean => years.includes(one);
    const received = amountWhere(facts, { ...own, received: within });
    const closed = amountWhere(facts, { ...own, closed: within });
    const key = canonicalKey(`incidents.open-at-${moment}`, { year, [dimension]: code });
    return { key, value: received - closed, unprinted: 'uncertain' };
  };
  const stock = (moment: string, year: string, parts: readonly Weighed[]): Balance => {
    const value = parts.reduce((sum, part) => sum + part.value, 0);
    return { one: [{ key: canonicalKey(`incidents.open-at-${moment}`, { year }), value }], other: parts };
  };
  const past = ['before'];
  let before = codes.map((code) => open(code, past, 'start', first.key));
  const balances = [stock('start', first.key, before)];
  for (const { key: year } of inputs.years) {
    past.push(year);
    const after = codes.map((code) => open(code, past, 'end', year));
    balances.push(stock('end', year, after));
    for (const [index, code] of codes.entries()) {
      const [earlier, later] = [before[index], after[index]];
      if (!earlier || !later) continue;
      const [received, closed] = [
        counted({ received: year, [dimension]: code }),
        counted({ closed: year, [dimension]: code }),
      ];
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
    ages.flatMap((age): readonly Weighed[] => {
      const [key] = cube.cells.get(age)?.from ?? [];
      const value = amountWhere(facts, { closed: is('open'), ageAtEnd: is(age) });
      return key === undefined ? [] : [{ key, value }];
    }),
  );
  const pending = (year: string): Weighed => counted(facts, { received: year, finding: 'pending' });
  const earlier = inputs.years.filter(({ key }) => key !== last).map(({ key }) => pending(key));
  const [all] = cube.cells.get(total)?.from ?? [];
  const value = amountWhere(facts, { closed: is('open') });
  const atEnd = { key: canonicalKey('incidents.open-at-end', { year: last }), value };
  return [
    ...(all === undefined ? [] : [{ one: [atEnd], other: [{ key: all, value }] }]),
    atLeast(young ?? [], [pending(last)], `young in ${inputs.period.key}`),
    atLeast(old ?? [], earlier, `old in ${inputs.period.key}`),
  ];
}

/**
 * Cases of one kind that are all of another kind too: who reported anonymously made an anonymous signal, detriment
 * that was established was reported, where nothing was investigated nobody did so. Where both give one number,
 * readers take them for the same.
 */
export function contained(
  inputs: FigureInputs,
  part: Readonly<Record<string, string>>,
  whole: Readonly<Record<string, string>>,
): readonly Balance[] {
  const columns = [...Object.keys(part), ...Object.keys(whole)];
  const facts = factsWith(inputs, 'incidents', ['received', ...columns]);
  if (!facts) return [];
  const both = { ...wanted(part), ...wanted(whole) };
  if (amountWhere(facts, wanted(part)) > amountWhere(facts, both)) return [];
  return yearsAndTotal(inputs).map(({ key: received, holds }) => {
    const count = (at: Coordinates): Weighed => ({
      key: canonicalKey('incidents', { received, ...at }),
      value: amountWhere(facts, { received: holds, ...wanted(at) }),
    });
    const [all, some] = [count(whole), count(part)];
    const key = `${all.key} less ${some.key}`;
    const others: Weighed = { key, value: all.value - some.value, unprinted: 'guarded' };
    return { one: [all], other: others.value === 0 ? [some] : [some, others] };
  });
}

/**
 * Whatever is concluded has a measure, if only that there is none: a category has at least as many measures as
 * incidents that are no longer being looked into.
 */
export function measuresOfIncidents(inputs: FigureInputs, cube: Cube): readonly Balance[] {
  const incidents = factsWith(inputs, 'incidents', ['received', 'finding', 'category']);
  const measures = factsWith(inputs, 'measures', ['received', 'finding', 'category']);
  if (!incidents || !measures) return [];
  const years = cube.dimensions.find(({ key }) => key === 'year')?.members ?? [];
  const has = (dimension: string): boolean => cube.dimensions.some(({ key }) => key === dimension);
  return years.flatMap(({ code: received }): readonly Balance[] => {
    const measured = (at: Coordinates): Weighed => counted(measures, { received, ...at });
    const incident = (at: Coordinates): Weighed => counted(incidents, { received, ...at });
    const pending = (at: Coordinates): Weighed => incident({ ...at, finding: 'pending' });
    const whole = [
      {},
      ...(has('category') ? codesOf(cube, 'category').map((category) => ({ category })) : []),
    ];
    const findings = has('finding') ? codesOf(cube, 'finding') : [];
    const categories = whole.slice(1).map(pending);
    return [
      ...(categories.length > 0 ? [{ one: [pending({})], other: categories }] : []),
      ...whole.map((at) =>
        atLeast(
          [measured(at), pending(at)],
          [incident(at)],
          `measures ${canonicalKey('', { received, ...at })}`,
        ),
      ),
      ...findings
        .filter((finding) => finding !== 'pending' && finding !== 'established')
        .map((finding) =>
          atLeast(
            [measured({ finding })],
            [incident({ finding })],
            `measures ${canonicalKey('', { received, finding })}`,
          ),
        ),
    ];
  });
}

/** Every incident has a subject, if only an unknown one. */
export function subjectsOfIncidents(inputs: FigureInputs): readonly Balance[] {
  const incidents = factsWith(inputs, 'incidents', ['received']);
  const subjects = factsWith(inputs, 'subjects', ['received']);
  if (!incidents || !subjects) return [];
  return inputs.years.map(({ key: received }) =>
    atLeast([counted(subjects, { received })], [counted(incidents, { received })], `subjects ${received}`),
  );
}

/** One side holds the other, and nobody prints how much more. */
export function atLeast(more: readonly Weighed[], less: readonly Weighed[], name: string): Balance {
  const sum = (side: readonly Weighed[]): number => side.reduce((added, { value }) => added + value, 0);
  const rest: Weighed = { key: `more than (${name})`, value: sum(more) - sum(less), unprinted: 'rest' };
  return { one: more, other: [...less, rest] };
}

/** The count of the facts at these coordinates, which bear the names of its columns. */
export function counted(facts: FactTable, at: Coordinates): Weighed {
  return { key: canonicalKey(facts.name, at), value: amountWhere(facts, wanted(at)) };
}

/** Which rows stand at these coordinates. */
export function wanted(at: Coordinates): Codes {
  const entries = Object.entries(at).filter(([, code]) => code !== total);
  return Object.fromEntries(entries.map(([key, code]) => [key, is(code)]));
}
