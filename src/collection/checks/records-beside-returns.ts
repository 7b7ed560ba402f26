import { type Cell, hasValue } from '../../figures/cubes/cell.ts';
import { cellAt } from '../../figures/cubes/cube.ts';
import { compare, parseRational, type Rational, roundHalfUp } from '../../figures/cubes/rational.ts';
import { type ComputedFigures, type FigureInputs, isCube } from '../../figures/definition.ts';
import { lastDay, type Period } from '../../organisation/period.ts';
import { chainAbove, nameOn, unitOf } from '../../organisation/structure.ts';
import { type Text, text } from '../../platform/language/text.ts';
import type { CheckLine } from './check-line.ts';

/** What a unit, or a node with the units below it, stated and keeps records of in one year. */
export interface BesideEachOther {
  readonly unit: string;
  readonly name: Text;
  readonly year: Period;
  readonly stated: Rational;
  /** How many records there are at or below it. */
  readonly recorded: Rational;
  /** Which of the units below it keep records, where they do not all do so. */
  readonly without: Text | null;
  /** Whether it answered for units below it. */
  readonly isNode: boolean;
}

/**
 * The returns of a field beside what the records give at the same place, each unit and year once; a place without
 * records is left out.
 *
 * @param recorded the figure that counts the records alone, by unit and year
 */
export function recordsBesideReturns(
  { reported, structure, years }: FigureInputs,
  figures: ComputedFigures,
  { field, recorded }: { readonly field: string; readonly recorded: string },
): readonly BesideEachOther[] {
  const cube = figures.related(recorded);
  if (!isCube(cube)) return [];
  return years.flatMap((year) => {
    const day = lastDay(year);
    const nodes = new Set(structure.units.flatMap((unit) => chainAbove(structure, unit.key, day)));
    return reported.flatMap(({ unit, value, ...one }): BesideEachOther[] => {
      if (one.field !== field || one.part !== '' || one.period !== year.key || value === null) return [];
      const place = unit === structure.root ? {} : { unit };
      const cell = cellAt(cube, { year: year.key, ...place });
      if (!hasValue(cell)) return [];
      return [
        {
          unit,
          name: nameOn(unitOf(structure, unit), day).name,
          year,
          stated: parseRational(value),
          recorded: cell.value,
          without: withoutRecords(cell),
          isNode: nodes.has(unit),
        },
      ];
    });
  });
}

function withoutRecords(cell: Cell): Text | null {
  return cell.state === 'partial' ? (cell.note ?? text('niet alle onderdelen', 'not all units')) : null;
}

/**
 * What `check` says of them. Of a unit of which both differ nothing: there a reason is asked, see `checkBases`.
 *
 * @param subject what is counted, as the lines begin
 */
export function besideLines(subject: Text, all: readonly BesideEachOther[]): readonly CheckLine[] {
  return all.flatMap((one): CheckLine[] => {
    const { name, year, stated, recorded, without, isNode } = one;
    const order = compare(recorded, stated);
    const numbers = bothOf(recorded, stated);
    const line = (verdict: CheckLine['verdict'], found: Text): CheckLine[] => [
      {
        verdict,
        subject,
        what: text(`${name.nl}, ${year.key}`, `${name.en}, ${year.key}`),
        stated: null,
        found,
        place: null,
      },
    ];
    if (without !== null && order <= 0)
      return line(
        'cannot-be-computed',
        text(
          `${numbers.nl}; de registratie is er ${without.nl}, dus of de opgave klopt is niet na te gaan`,
          `${numbers.en}; there are records ${without.en}, so whether the return is right cannot be seen`,
        ),
      );
    if (order === 0) return line('agrees', text(`even veel: ${numbers.nl}`, `as many: ${numbers.en}`));
    if (!isNode) return [];
    return order > 0
      ? line(
          'contradicts',
          text(
            `${numbers.nl}: de onderdelen eronder houden samen een registratie van ${roundHalfUp(recorded, 0)} bij, meer dan is opgegeven; verbeter de opgave van ${name.nl} of die registratie, en lees haar opnieuw in`,
            `${numbers.en}: the units below keep ${roundHalfUp(recorded, 0)} records together, more than was stated; correct the return of ${name.en} or those records, and import it again`,
          ),
        )
      : line(
          'differs',
          text(
            `${numbers.nl}: de opgave van ${name.nl} telt, de registraties eronder tellen minder; ontbreken er registraties, lees die dan in, en klopt de opgave niet, verbeter haar`,
            `${numbers.en}: the return of ${name.en} counts, the records below it are fewer; import records that are missing, or correct the return`,
          ),
        );
  });
}

/** Both numbers as `check` prints them. */
export function bothOf(recorded: Rational, stated: Rational): Text {
  const [records, returned] = [recorded, stated].map((one) => roundHalfUp(one, 0));
  return text(
    `registratie ${records}, jaaropgave ${returned}`,
    `records ${records}, annual return ${returned}`,
  );
}
