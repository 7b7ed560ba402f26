import type { Balance, BalanceTerm } from '../../../figures/cubes/balance.ts';
import { type Cube, canonicalKey, coordinatesOf } from '../../../figures/cubes/cube.ts';
import { type Coordinates, total } from '../../../figures/cubes/dimension.ts';
import { amountWhere, type FactTable } from '../../../figures/cubes/facts.ts';
import type { FigureInputs } from '../../../figures/definition.ts';
import { atLeast, counted, factsWith, wanted } from './balances.ts';

const isEstablished = (code: string): boolean => code === 'substantiated' || code === 'partly';

function established(facts: FactTable, at: Coordinates): BalanceTerm {
  return {
    key: canonicalKey(facts.name, { ...at, finding: 'established' }),
    value: amountWhere(facts, { ...wanted(at), finding: isEstablished }),
  };
}

/**
 * Measures where something was established are some of all measures of that kind, category or grade: what is left
 * over is a count of its own. And every incident of which something was established has one, if only that there was none.
 *
 * @param moment by which the cube counts its years
 */
export function measuresOfEstablished(
  inputs: FigureInputs,
  cube: Cube,
  moment: 'received' | 'decided' = 'received',
): readonly Balance[] {
  const codes = cube.dimensions.map(({ key }) => key).filter((key) => key !== 'year');
  const measures = factsWith(inputs, 'measures', [moment, 'finding', ...codes]);
  if (!measures) return [];
  const incidents = factsWith(inputs, 'incidents', [moment, 'finding', 'category']);
  return [...cube.cells.keys()].flatMap((place): readonly Balance[] => {
    const { year = total, ...rest } = coordinatesOf(cube.dimensions, place);
    // The years together are the sum of the years.
    if (year === total) return [];
    const at = { ...rest, [moment]: year };
    const [all, some] = [counted(measures, at), established(measures, at)];
    const others: BalanceTerm = {
      key: `${all.key} less ${some.key}`,
      value: all.value - some.value,
      unprinted: 'guarded',
    };
    const divided = codes.filter((key) => rest[key] !== total && rest[key] !== undefined);
    const ofIncidents = divided.every((key) => key === 'category') && incidents;
    const parts: Balance = {
      one: [all],
      other: others.value === 0 ? [some] : [some, others],
      when: [all.key, some.key],
    };
    if (!ofIncidents) return [parts];
    const least = atLeast([some], [established(ofIncidents, at)], `established ${some.key}`);
    return [parts, { ...least, when: [some.key] }];
  });
}
