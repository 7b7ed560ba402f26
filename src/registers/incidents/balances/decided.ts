import type { Balance, BalanceTerm } from '../../../figures/cubes/balance.ts';
import { type Cube, canonicalKey } from '../../../figures/cubes/cube.ts';
import { amountWhere, type FactTable, notRecorded } from '../../../figures/cubes/facts.ts';
import type { FigureInputs } from '../../../figures/definition.ts';
import { atLeast, codesOf, counted, factsWith, is } from './balances.ts';

/** Incidents or measures of one kind, with their coordinate in canonical keys. */
interface Kind {
  readonly at: Readonly<Record<string, string>>;
  readonly column: string;
  readonly holds: (code: string) => boolean;
}

/** What was decided by finding, against what was received by finding. */
export function decidedFindings(inputs: FigureInputs, cube: Cube): readonly Balance[] {
  const facts = factsWith(inputs, 'incidents', ['received', 'decided', 'closed', 'finding']);
  if (!facts) return [];
  const single = codesOf(cube, 'finding').filter((finding) => finding !== 'established');
  return decisionFlow(inputs, facts, [
    ...single.map((finding) => ({ at: { finding }, column: 'finding', holds: is(finding) })),
    {
      at: { finding: 'established' },
      column: 'finding',
      holds: (code) => code === 'substantiated' || code === 'partly',
    },
  ]);
}

/** The measures of what was decided, against those of what was received; whatever was decided has one. */
export function decidedMeasures(inputs: FigureInputs, cube: Cube, dimension: string): readonly Balance[] {
  const facts = factsWith(inputs, 'measures', ['received', 'decided', dimension]);
  const incidents = factsWith(inputs, 'incidents', ['decided']);
  if (!facts || !incidents) return [];
  return [
    ...decisionFlow(inputs, facts, [
      { at: {}, column: dimension, holds: () => true },
      ...codesOf(cube, dimension).map((code) => ({
        at: { [dimension]: code },
        column: dimension,
        holds: is(code),
      })),
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
 * By the end of a year no more can have been decided than was received, and by the end of the last year all of it was:
 * who knows the counts by receipt knows what the years of decision add up to. Nothing where a year of receipt or of
 * decision is not always known.
 */
function decisionFlow(inputs: FigureInputs, facts: FactTable, kinds: readonly Kind[]): readonly Balance[] {
  const unknown =
    amountWhere(facts, { decided: is(notRecorded) }) +
    amountWhere(facts, { received: is(notRecorded), decided: (code) => code !== 'open' });
  if (unknown > 0) return [];
  const years = inputs.years.map(({ key }) => key);
  // A register without days of decision counts both in one year, and says so.
  const isOneYear = years.every(
    (year) =>
      amountWhere(facts, { received: is(year), decided: (code) => code !== year && code !== 'open' }) === 0,
  );
  const incidents = inputs.facts.get('incidents');
  // What was open at the start is known: where that is nothing, nothing of before was decided since.
  const open =
    incidents && 'closed' in incidents.columns
      ? amountWhere(incidents, { received: is('before'), closed: (code) => code !== 'before' })
      : 0;
  return kinds.flatMap(({ at, column, holds }) =>
    years.map((year, index): Balance => {
      const past = years.slice(0, index + 1);
      const isPast = (code: string): boolean => past.includes(code);
      const count = (moment: 'received' | 'decided', one: string): BalanceTerm => ({
        key: canonicalKey(facts.name, { ...at, [moment]: one }),
        value: amountWhere(facts, {
          [moment]: is(one),
          [column]: holds,
          ...(moment === 'received' ? { decided: (code: string) => code !== 'open' } : {}),
        }),
      });
      const rest = (name: string, wanted: Parameters<typeof amountWhere>[1]): BalanceTerm => ({
        key: `${canonicalKey(facts.name, at)} ${name} ${year}`,
        value: amountWhere(facts, { ...wanted, [column]: holds }),
        unprinted: 'rest',
      });
      const before = rest('received before and decided by', { received: is('before'), decided: isPast });
      const after = rest('received by and decided after', {
        received: isPast,
        decided: (code) => !isPast(code) && code !== 'open',
      });
      const isKnown = after.value === 0 && (isOneYear || index === years.length - 1);
      const received = past.map((one) => count('received', one));
      const decided = past.map((one) => count('decided', one));
      return {
        one: open === 0 && before.value === 0 ? received : [...received, before],
        other: isKnown ? decided : [...decided, after],
      };
    }),
  );
}
