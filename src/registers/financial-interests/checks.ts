import type { CheckLine, ConsistencyCheck } from '../../collection/checks/check-line.ts';
import { hasValue } from '../../figures/cubes/cell.ts';
import { cellAt } from '../../figures/cubes/cube.ts';
import { compare, roundHalfUp } from '../../figures/cubes/rational.ts';
import { isCube } from '../../figures/definition.ts';
import { lastDay } from '../../organisation/period.ts';
import { chainAbove, nameOn, validOn } from '../../organisation/structure.ts';
import { text } from '../../platform/language/text.ts';

/**
 * A unit that designated all its staff has at least as many designated persons as staff, and what its ministry
 * returned for all units cannot be fewer.
 */
export const allStaffDesignated: ConsistencyCheck = (inputs, figures) => {
  const designated = figures.related('financial-interests.designated');
  const staff = figures.related('staff.headcount');
  if (!isCube(designated) || !isCube(staff)) return [];
  return inputs.years.flatMap((year): CheckLine[] => {
    const day = lastDay(year);
    const units = inputs.structure.units.filter((unit) =>
      unit.policies.some((one) => one.policy === 'all-staff-designated' && validOn(one, day)),
    );
    return units.flatMap((unit): CheckLine[] => {
      const persons = cellAt(staff, { unit: unit.key, year: year.key });
      const [ministry] = chainAbove(inputs.structure, unit.key, day);
      if (!hasValue(persons) || ministry === undefined || ministry === inputs.structure.root) return [];
      const returned = cellAt(designated, { unit: ministry, year: year.key });
      const name = nameOn(unit, day).name;
      const line = {
        subject: text('Financiële belangen', 'Financial interests'),
        what: text(
          `aangewezen meldingsplichtigen van ${name.nl}, ${year.key}`,
          `designated staff of ${name.en}, ${year.key}`,
        ),
        stated: text(
          `alle medewerkers (${roundHalfUp(persons.value, 0)})`,
          `all staff (${roundHalfUp(persons.value, 0)})`,
        ),
        place: null,
      };
      if (!hasValue(returned) || returned.state === 'partial') {
        return [
          {
            ...line,
            verdict: 'cannot-be-computed',
            found: text(
              'de opgave van het ministerie is onvolledig',
              'the return of the ministry is partial',
            ),
          },
        ];
      }
      const agrees = compare(returned.value, persons.value) >= 0;
      const number = roundHalfUp(returned.value, 0);
      return [
        {
          ...line,
          verdict: agrees ? 'agrees' : 'contradicts',
          found: agrees
            ? text(`het ministerie gaf er ${number} op`, `the ministry returned ${number}`)
            : text(
                `het hele ministerie gaf er maar ${number} op`,
                `the whole ministry returned only ${number}`,
              ),
        },
      ];
    });
  });
};
