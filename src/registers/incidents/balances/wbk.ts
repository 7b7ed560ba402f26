import { codeList } from '../../../codes/code-lists.ts';
import type { Balance, BalanceTerm } from '../../../figures/cubes/balance.ts';
import { canonicalKey } from '../../../figures/cubes/cube.ts';
import { amountWhere, notRecorded } from '../../../figures/cubes/facts.ts';
import type { FigureInputs } from '../../../figures/definition.ts';
import { findings } from '../rules.ts';
import { atLeast, contained, counted, factsWith, is, yearsAndTotal } from './balances.ts';

/**
 * Incidents of one kind by finding are some of all incidents with that finding; those that are still being looked
 * into are some of the open ones of the kind.
 */
export function stagesOfKind(inputs: FigureInputs, kind: string): readonly Balance[] {
  const stages = [...findings, notRecorded]
    .flatMap((finding) => contained(inputs, { kind, finding }, { finding }))
    // Zeros are shown, and by themselves: all with that finding are of other kinds, as is printed already.
    .filter(({ other }) => (other[0]?.value ?? 0) > 0)
    .map(
      (balance): Balance => ({ ...balance, when: keysOf([...balance.one, ...balance.other.slice(0, 1)]) }),
    );
  const facts = factsWith(inputs, 'incidents', ['received', 'closed', 'kind', 'finding']);
  const year = inputs.years.at(-1)?.key;
  if (!facts || year === undefined) return stages;
  const open: BalanceTerm = {
    key: canonicalKey('incidents.open-at-end', { year, kind }),
    value: amountWhere(facts, { kind: is(kind), closed: is('open') }),
    unprinted: 'uncertain',
  };
  const pending = inputs.years.map(({ key }) => counted(facts, { received: key, kind, finding: 'pending' }));
  const stock = atLeast([open], pending, `open of ${kind} in ${inputs.period.key}`);
  return [...stages, { ...stock, when: keysOf(pending) }];
}

function keysOf(side: readonly BalanceTerm[]): readonly string[] {
  return side.map(({ key }) => key);
}

/** Whatever went to an authority as an external step was referred; the rest was passed on without such a step. */
export function referralsByStep(inputs: FigureInputs): readonly Balance[] {
  const facts = factsWith(inputs, 'incidents', ['received', 'referred', 'externalStep']);
  const steps = inputs.codes.get('external-steps')
    ? codeList(inputs.codes, 'external-steps').codes.filter(({ group }) => group === 'referral')
    : [];
  if (!facts || steps.length === 0) return [];
  const isStep = (code: string): boolean => steps.some((step) => step.code === code);
  // A register that says of such a step that nothing was referred contradicts itself: no reader can use it.
  if (amountWhere(facts, { externalStep: isStep, referred: (code) => code !== 'yes' }) > 0) return [];
  return yearsAndTotal(inputs).map(({ key: received, holds }): Balance => {
    const whole: BalanceTerm = {
      key: canonicalKey('incidents', { received, referred: 'yes' }),
      value: amountWhere(facts, { received: holds, referred: is('yes') }),
    };
    const parts = steps.map(
      ({ code }): BalanceTerm => ({
        key: canonicalKey('incidents', { received, step: code }),
        value: amountWhere(facts, { received: holds, externalStep: is(code) }),
      }),
    );
    const value = parts.reduce((left, part) => left - part.value, whole.value);
    const key = `${whole.key} without an external step`;
    return {
      one: [whole],
      other: value === 0 ? parts : [...parts, { key, value, unprinted: 'guarded' }],
      when: keysOf([whole, ...parts]),
    };
  });
}
