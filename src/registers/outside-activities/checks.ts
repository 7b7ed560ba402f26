import type { CheckLine, ConsistencyCheck } from '../../collection/checks/check-line.ts';
import { hasValue } from '../../figures/cubes/cell.ts';
import { cellAt } from '../../figures/cubes/cube.ts';
import { compare, roundHalfUp } from '../../figures/cubes/rational.ts';
import { isCube } from '../../figures/definition.ts';
import { lastDay } from '../../organisation/period.ts';
import { chainAbove, nameOn } from '../../organisation/structure.ts';
import { text } from '../../platform/language/text.ts';

/** What a node stated for itself and all below it cannot be fewer than the records that are kept below it. */
export const statementHoldsRecords: ConsistencyCheck = (inputs, figures) => {
  const stated = figures.related('outside-activities.reported');
  const recorded = figures.related('outside-activities.recorded');
  if (!isCube(stated) || !isCube(recorded)) return [];
  return inputs.years.flatMap((year) => {
    const day = lastDay(year);
    const { structure } = inputs;
    const above = new Set(structure.units.flatMap((unit) => chainAbove(structure, unit.key, day)));
    const statements = inputs.reported.filter(
      (one) =>
        one.field === 'outside-activities.activities' && one.period === year.key && above.has(one.unit),
    );
    return statements.flatMap(({ unit: key }): CheckLine[] => {
      const at = { year: year.key, ...(key === structure.root ? {} : { unit: key }) };
      const [own, kept] = [cellAt(stated, at), cellAt(recorded, at)];
      if (!hasValue(own) || !hasValue(kept) || compare(kept.value, own.value) <= 0) return [];
      const unit = structure.units.find((one) => one.key === key);
      const name = unit ? nameOn(unit, day).name.nl : key;
      return [
        {
          verdict: 'contradicts',
          subject: 'Nevenwerkzaamheden',
          what: `jaaropgave van ${name}, ${year.key}`,
          stated: roundHalfUp(own.value, 0),
          found: text(
            `de onderdelen eronder houden samen een registratie van ${roundHalfUp(kept.value, 0)} bij: meer dan is opgegeven`,
            `the units below keep ${roundHalfUp(kept.value, 0)} records together: more than was stated`,
          ),
          place: '',
        },
      ];
    });
  });
};
