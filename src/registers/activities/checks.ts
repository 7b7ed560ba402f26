import type { CheckLine, ConsistencyCheck } from '../../collection/checks/check-line.ts';
import { hasValue } from '../../figures/cubes/cell.ts';
import { cellAt } from '../../figures/cubes/cube.ts';
import { equal, roundHalfUp } from '../../figures/cubes/rational.ts';
import { isCube } from '../../figures/definition.ts';
import { lastDay } from '../../organisation/period.ts';
import { nameOn } from '../../organisation/structure.ts';
import { text } from '../../platform/language/text.ts';

const pairs = [
  ['activities.sessions', 'activities.sessions-by-kind', text('bijeenkomsten', 'sessions')],
  ['activities.participants', 'activities.participants-by-kind', text('deelnemers', 'participants')],
] as const;

/** What a unit returned by kind of session is as much as what it returned altogether; where it is not, both are listed. */
export const kindsAddUp: ConsistencyCheck = (inputs, figures) =>
  pairs.flatMap(([whole, divided, what]) => {
    const [all, kinds] = [figures.answer(whole), figures.answer(divided)];
    if (!isCube(all) || !isCube(kinds)) return [];
    return inputs.years.flatMap((year): CheckLine[] =>
      inputs.structure.units.flatMap((unit): CheckLine[] => {
        // What stands above is a sum of these.
        const isStated = inputs.reported.some(
          (one) => one.field === whole && one.unit === unit.key && one.period === year.key,
        );
        if (!isStated) return [];
        const at = { unit: unit.key, year: year.key };
        const [stated, sum] = [cellAt(all, at), cellAt(kinds, at)];
        if (!hasValue(stated) || !hasValue(sum) || equal(stated.value, sum.value)) return [];
        const number = roundHalfUp(sum.value, 0);
        const { name } = nameOn(unit, lastDay(year));
        return [
          {
            subject: text('Preventie', 'Prevention'),
            what: text(`${what.nl} van ${name.nl}, ${year.key}`, `${what.en} of ${name.en}, ${year.key}`),
            stated: text(
              `${roundHalfUp(stated.value, 0)} ${what.nl}`,
              `${roundHalfUp(stated.value, 0)} ${what.en}`,
            ),
            place: null,
            verdict: 'differs',
            found: text(
              `naar soort opgegeven zijn het er samen ${number}`,
              `by kind ${number} were returned together`,
            ),
          },
        ];
      }),
    );
  });
