import { yearsKey } from '../../../figures/build.ts';
import type { Balance, BalanceTerm } from '../../../figures/cubes/balance.ts';
import { type Cube, canonicalKey } from '../../../figures/cubes/cube.ts';
import { type Coordinates, total } from '../../../figures/cubes/dimension.ts';
import { amountWhere, type FactTable, notRecorded } from '../../../figures/cubes/facts.ts';
import type { FigureInputs } from '../../../figures/definition.ts';

/** Which codes of which columns. */
export type Codes = Readonly<Record<string, (code: string) => boolean>>;

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
export function codesOf(cube: Cube, dimension: string): readonly string[] {
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
 * Cases of one kind that are all of another kind too: who reported anonymously made an anonymous signal, detriment
 * that was established was reported, where nothing was investigated nobody did so. Where both give one number,
 * readers take them for the same.
 */
export function contained(
  inputs: FigureInputs,
  part: Readonly<Record<string, string>>,
  whole: Readonly<Record<string, string>>,
): readonly Balance[] {
  return within(inputs, 'incidents', [part], whole);
}

/**
 * Kinds that exclude each other and are all of one other kind: whether somebody said later who they are is recorded
 * of anonymous signals only, hired and external subjects have no salary scale.
 */
export function within(
  inputs: FigureInputs,
  name: string,
  parts: readonly Readonly<Record<string, string>>[],
  whole: Readonly<Record<string, string>>,
): readonly Balance[] {
  const columns = [...parts, whole].flatMap((at) => Object.keys(at));
  const facts = factsWith(inputs, name, ['received', ...columns]);
  if (!facts) return [];
  const outside = (part: Readonly<Record<string, string>>): boolean =>
    amountWhere(facts, wanted(part)) > amountWhere(facts, { ...wanted(part), ...wanted(whole) });
  if (parts.some(outside)) return [];
  return yearsAndTotal(inputs).map(({ key: received, holds }) => {
    const count = (at: Coordinates): BalanceTerm => ({
      key: canonicalKey(name, { received, ...at }),
      value: amountWhere(facts, { received: holds, ...wanted(at) }),
    });
    const all = count(whole);
    const some = parts.map(count);
    const key = `${all.key} less ${some.map((each) => each.key).join(' and ')}`;
    const value = some.reduce((left, each) => left - each.value, all.value);
    return { one: [all], other: value === 0 ? some : [...some, { key, value, unprinted: 'guarded' }] };
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
    const measured = (at: Coordinates): BalanceTerm => counted(measures, { received, ...at });
    const incident = (at: Coordinates): BalanceTerm => counted(incidents, { received, ...at });
    const pending = (at: Coordinates): BalanceTerm => incident({ ...at, finding: 'pending' });
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
export function atLeast(more: readonly BalanceTerm[], less: readonly BalanceTerm[], name: string): Balance {
  const sum = (side: readonly BalanceTerm[]): number => side.reduce((added, { value }) => added + value, 0);
  const rest: BalanceTerm = { key: `more than (${name})`, value: sum(more) - sum(less), unprinted: 'rest' };
  return { one: more, other: [...less, rest] };
}

/** The count of the facts at these coordinates, which bear the names of its columns. */
export function counted(facts: FactTable, at: Coordinates): BalanceTerm {
  return { key: canonicalKey(facts.name, at), value: amountWhere(facts, wanted(at)) };
}

/** Which rows stand at these coordinates. */
export function wanted(at: Coordinates): Codes {
  const entries = Object.entries(at).filter(([, code]) => code !== total);
  return Object.fromEntries(entries.map(([key, code]) => [key, is(code)]));
}
