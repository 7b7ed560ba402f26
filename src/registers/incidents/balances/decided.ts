import type { Balance, BalanceTerm } from '../../../figures/cubes/balance.ts';
import { type Cube, canonicalKey, coordinatesOf } from '../../../figures/cubes/cube.ts';
import { type Coordinates, total } from '../../../figures/cubes/dimension.ts';
import { amountWhere, type FactTable, notRecorded } from '../../../figures/cubes/facts.ts';
import type { FigureInputs } from '../../../figures/definition.ts';
import { atLeast, type Codes, codesOf, counted, factsWith, is, wanted } from './balances.ts';

/** Incidents or measures of one kind: their coordinate in canonical keys, and which codes of which columns that is. */
interface Kind {
  readonly at: Coordinates;
  readonly holds: Codes;
}

/** What was decided by finding, against what was received by finding. */
export function decidedFindings(inputs: FigureInputs, cube: Cube): readonly Balance[] {
  const facts = factsWith(inputs, 'incidents', ['received', 'decided', 'closed', 'finding']);
  if (!facts) return [];
  return decisionFlow(
    inputs,
    facts,
    codesOf(cube, 'finding').map((finding) => kindAt({ finding })),
  );
}

/** The measures of what was decided, against those of what was received; whatever was decided has one. */
export function decidedMeasures(inputs: FigureInputs, cube: Cube, dimension: string): readonly Balance[] {
  const facts = factsWith(inputs, 'measures', ['received', 'decided', dimension]);
  const incidents = factsWith(inputs, 'incidents', ['decided']);
  if (!facts || !incidents) return [];
  return [
    ...decisionFlow(inputs, facts, [
      kindAt({}),
      ...codesOf(cube, dimension).map((code) => kindAt({ [dimension]: code })),
    ]),
    ...inputs.years.map(({ key: decided }) =>
      atLeast(
        [counted(facts, { decided })],
        [counted(incidents, { decided })],
        `measures decided in ${decided}`,
      ),
    ),
  ];
}

/**
 * A crossing of what was decided in the years of its cube, against the same crossing by receipt. Of measures: every
 * incident has one, so a category or a finding has as many measures as incidents at the least.
 *
 * @param also what all of it has in common, beside where it stands in the cube
 */
export function decidedCrossing(
  inputs: FigureInputs,
  cube: Cube,
  name: 'incidents' | 'measures',
  also: Coordinates = {},
): readonly Balance[] {
  const divisions = cube.dimensions.map(({ key }) => key).filter((key) => key !== 'year');
  const facts = factsWith(inputs, name, ['received', 'decided', ...divisions, ...Object.keys(also)]);
  if (!facts) return [];
  const places = new Map<string, Coordinates>();
  for (const place of cube.cells.keys()) {
    const { year: _year, ...at } = coordinatesOf(cube.dimensions, place);
    const known = Object.fromEntries(Object.entries(at).filter(([, code]) => code !== total));
    const kind = { ...also, ...known };
    places.set(canonicalKey(name, kind), kind);
  }
  const own = (cube.dimensions.find(({ key }) => key === 'year')?.members ?? []).map(({ code }) => code);
  const kinds = [...places.values()];
  // Of one division alone, and of all together, other figures say how both ways of counting meet.
  const crossed = kinds.filter((at) => Object.keys(at).some((key) => !isDividedAlone(name, key)));
  const flow = decisionFlow(inputs, facts, crossed.map(kindAt), own).map(
    ({ decided, ...balance }): Balance => ({ ...balance, when: decided }),
  );
  const incidents = factsWith(inputs, 'incidents', ['decided', 'category', 'finding']);
  if (name === 'incidents' || !incidents) return flow;
  const alike = kinds.filter((at) => Object.keys(at).every((key) => key === 'category' || key === 'finding'));
  const least = alike.flatMap((kind) =>
    own.map((decided): Balance => {
      const at = { ...kind, decided };
      const [more, less] = [countedAt(facts, at), countedAt(incidents, at)];
      return {
        ...atLeast([more], [less], `measures ${canonicalKey('', at)}`),
        when: [more.key, less.key],
      };
    }),
  );
  return [...flow, ...least];
}

/** Whether figures of what was decided show this division without another: see {@link decidedFindings}. */
function isDividedAlone(name: 'incidents' | 'measures', division: string): boolean {
  return name === 'incidents' ? division === 'finding' : division === 'group' || division === 'measure';
}

/** The count at these coordinates, of which the finding may be that something was established. */
function countedAt(facts: FactTable, at: Coordinates): BalanceTerm {
  return { key: canonicalKey(facts.name, at), value: amountWhere(facts, kindAt(at).holds) };
}

/** Which rows stand at these coordinates: what was established wholly or partly is one finding above two. */
function kindAt(at: Coordinates): Kind {
  const { finding } = at;
  const isEstablished = (code: string): boolean => code === 'substantiated' || code === 'partly';
  return { at, holds: { ...wanted(at), ...(finding === 'established' ? { finding: isEstablished } : {}) } };
}

/**
 * By the end of a year no more can have been decided than was received, and by the end of the last year all of it was:
 * who knows the counts by receipt knows what the years of decision add up to. Nothing where a year of receipt or of
 * decision is not always known.
 *
 * @param own the years that the figure shows, the last ones of the report; by default all of them
 */
function decisionFlow(
  inputs: FigureInputs,
  facts: FactTable,
  kinds: readonly Kind[],
  own: readonly string[] = inputs.years.map(({ key }) => key),
): readonly (Balance & { readonly decided: readonly string[] })[] {
  const unknown =
    amountWhere(facts, { decided: is(notRecorded) }) +
    amountWhere(facts, { received: is(notRecorded), decided: (code) => code !== 'open' });
  if (unknown > 0) return [];
  const shown = inputs.years.map(({ key }) => key);
  // A register without days of decision counts both in one year, and says so.
  const isOneYear = shown.every(
    (year) =>
      amountWhere(facts, { received: is(year), decided: (code) => code !== year && code !== 'open' }) === 0,
  );
  const earlier = ['before', ...shown.slice(0, shown.indexOf(own[0] ?? ''))];
  const isEarlier = (code: string): boolean => earlier.includes(code);
  const incidents = factsWith(inputs, 'incidents', ['received', 'closed']);
  // What was open at a moment is known: where that is nothing, nothing of before was decided since.
  const openAfter = (years: readonly string[]): number | undefined =>
    incidents &&
    amountWhere(incidents, {
      received: (code) => years.includes(code),
      closed: (code) => !years.includes(code),
    });
  const open = openAfter(earlier) ?? 0;
  return kinds.flatMap(({ at, holds }) =>
    own.map((year, index) => {
      const past = own.slice(0, index + 1);
      const isPast = (code: string): boolean => past.includes(code);
      const where = (given: Codes): number => amountWhere(facts, { ...holds, ...given });
      const count = (moment: 'received' | 'decided', one: string, more: Codes = {}): BalanceTerm => ({
        key: canonicalKey(facts.name, { ...at, [moment]: one }),
        value: where({ [moment]: is(one), ...more }),
      });
      const rest = (name: string, given: Codes): BalanceTerm => ({
        key: `${canonicalKey(facts.name, at)} ${name} ${year}`,
        value: where(given),
        unprinted: 'rest',
      });
      const before = rest('received before and decided by', { received: isEarlier, decided: isPast });
      const after = rest('received by and decided after', {
        received: isPast,
        decided: (code) => !isPast(code) && code !== 'open',
      });
      const isSettled = isOneYear || index === own.length - 1 || openAfter([...earlier, ...past]) === 0;
      const isKnown = after.value === 0 && isSettled;
      // Of incidents that are not divided by finding those received include what is not decided yet.
      const includesPending = facts.name === 'incidents' && !('finding' in at);
      const received = past.map((one) =>
        count('received', one, includesPending ? {} : { decided: (code) => code !== 'open' }),
      );
      const pending = includesPending
        ? past.map(
            (one): BalanceTerm => ({
              key: canonicalKey(facts.name, { ...at, finding: 'pending', received: one }),
              value: where({ received: is(one), finding: is('pending') }),
            }),
          )
        : [];
      const decided = past.map((one) => count('decided', one));
      return {
        one: open === 0 && before.value === 0 ? received : [...received, before],
        other: [...decided, ...pending, ...(isKnown ? [] : [after])],
        decided: decided.map(({ key }) => key),
      };
    }),
  );
}
