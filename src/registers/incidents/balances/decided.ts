import type { Balance, BalanceTerm } from '../../../figures/cubes/balance.ts';
import { type Cube, canonicalKey } from '../../../figures/cubes/cube.ts';
import { amountWhere, notRecorded } from '../../../figures/cubes/facts.ts';
import type { FigureInputs } from '../../../figures/definition.ts';
import { codesOf, factsWith, is } from './balances.ts';

/**
 * Of a finding no more can have been decided by the end of a year than was received, and by the end of the last year
 * all of it was: who knows the incidents by receipt knows what the years of decision add up to. Nothing where a year of
 * receipt or of decision is not always known.
 *
 * @param cube by year of decision and finding
 */
export function decisionFlow(inputs: FigureInputs, cube: Cube): readonly Balance[] {
  const facts = factsWith(inputs, 'incidents', ['received', 'decided', 'closed', 'finding']);
  if (!facts) return [];
  const unknown =
    amountWhere(facts, { decided: is(notRecorded) }) +
    amountWhere(facts, { received: is(notRecorded), decided: (code) => code !== 'open' });
  if (unknown > 0) return [];
  const years = inputs.years.map(({ key }) => key);
  // What was open at the start is known: where that is nothing, nothing of before was decided since.
  const open = amountWhere(facts, { received: is('before'), closed: (code) => code !== 'before' });
  const findings = [
    ...codesOf(cube, 'finding')
      .filter((finding) => finding !== 'established')
      .map((finding) => ({ finding, holds: is(finding) })),
    { finding: 'established', holds: (code: string) => code === 'substantiated' || code === 'partly' },
  ];
  return findings.flatMap(({ finding, holds }) =>
    years.map((year, index): Balance => {
      const past = years.slice(0, index + 1);
      const isPast = (code: string): boolean => past.includes(code);
      const count = (column: 'received' | 'decided', one: string): BalanceTerm => ({
        key: canonicalKey('incidents', { finding, [column]: one }),
        value: amountWhere(facts, { [column]: is(one), finding: holds }),
      });
      const received = past.map((one) => count('received', one));
      const decided = past.map((one) => count('decided', one));
      const rest = (name: string, wanted: Parameters<typeof amountWhere>[1]): BalanceTerm => ({
        key: `${finding} ${name} ${year}`,
        value: amountWhere(facts, { ...wanted, finding: holds }),
        unprinted: 'rest',
      });
      const before = rest('received before and decided by', { received: is('before'), decided: isPast });
      const after = rest('received by and decided after', {
        received: isPast,
        decided: (code) => !isPast(code),
      });
      const isLast = index === years.length - 1;
      return {
        one: open === 0 ? received : [...received, before],
        other: isLast && after.value === 0 ? decided : [...decided, after],
      };
    }),
  );
}
