import type { CheckLine, ConsistencyCheck } from '../../collection/checks/check-line.ts';
import {
  type BesideEachOther,
  besideLines,
  bothOf,
  recordsBesideReturns,
} from '../../collection/checks/records-beside-returns.ts';
import { headcountField } from '../../collection/returns/headcount-field.ts';
import { equal, type Rational, roundHalfUp } from '../../figures/cubes/rational.ts';
import type { HeadcountDefinition } from '../../organisation/structure.ts';
import { type Text, text } from '../../platform/language/text.ts';
import { countedOnLists } from './headcount.ts';

const subject = text('Personeelsomvang', 'Number of staff');

/**
 * Numbers of staff that units returned beside their staff lists. Where it is not recorded what a return counts, or
 * where it counts what no list gives, both numbers are named with what is missing.
 */
export const returnsBesideLists: ConsistencyCheck = (inputs, figures) => {
  const definitions = inputs.structure.headcountDefinitions;
  const counted = countedOnLists(definitions);
  const beside = (recorded: string) =>
    recordsBesideReturns(inputs, figures, { field: headcountField.key, recorded });
  if (counted) return besideLines(subject, beside(`staff.${counted}`));
  const employments = beside('staff.employments');
  return beside('staff.persons').map((persons): CheckLine => {
    const listed = employments.find(({ unit, year }) => unit === persons.unit && year === persons.year);
    return withoutDefinition(persons, listed, definitions);
  });
};

function withoutDefinition(
  persons: BesideEachOther,
  employments: BesideEachOther | undefined,
  definitions: readonly HeadcountDefinition[],
): CheckLine {
  const { name, year, recorded, stated, without } = persons;
  const many = roundHalfUp(employments?.recorded ?? recorded, 0);
  const numbers = text(
    `personeelslijst ${roundHalfUp(recorded, 0)} personen (dienstverbanden: ${many}), jaaropgave ${inDecimals(stated, ',')}`,
    `staff list ${roundHalfUp(recorded, 0)} persons (employments: ${many}), annual return ${inDecimals(stated, '.')}`,
  );
  const why = whyNotHeld(definitions);
  const place = without === null ? text('', '') : text(`; lijsten ${without.nl}`, `; lists ${without.en}`);
  const isSame =
    without === null && (equal(recorded, stated) || equal(employments?.recorded ?? recorded, stated));
  return {
    verdict: isSame && definitions.length === 0 ? 'agrees' : 'differs',
    subject,
    what: text(`${name.nl}, ${year.key}`, `${name.en}, ${year.key}`),
    stated: null,
    found: isSame
      ? text(`even veel: ${bothOf(stated, stated).nl}`, `as many: ${bothOf(stated, stated).en}`)
      : text(`${numbers.nl}${place.nl}; ${why.nl}`, `${numbers.en}${place.en}; ${why.en}`),
    place: null,
  };
}

/** Why a return of staff and a staff list are not simply held against each other, and what to do. */
function whyNotHeld([definition, another]: readonly HeadcountDefinition[]): Text {
  if (another)
    return text(
      'er is meer dan één definitie van de personeelsomvang: laat er in de beschrijving van de organisatie (headcountDefinitions) één over',
      'there is more than one definition of the number of staff: leave one in the description of the organisation (headcountDefinitions)',
    );
  if (definition?.basis === 'fte' || definition?.moment === 'average')
    return text(
      'de opgave telt fte of een jaargemiddelde, de lijst wie er op de laatste dag van het jaar werkte: kijk na of het verschil daarbij past',
      'the return counts FTE or a yearly average, the list who worked on the last day of the year: see whether the difference fits that',
    );
  return text(
    'wat de opgave telt is niet vastgelegd: zet het in de beschrijving van de organisatie (headcountDefinitions: personen of dienstverbanden, op de peildag), en verbeter de opgave of de lijst',
    'what the return counts is not recorded: put it in the description of the organisation (headcountDefinitions: persons or employments, on the reference date), and correct the return or the list',
  );
}

/** A return may be in FTE. */
function inDecimals(value: Rational, point: string): string {
  return value.denominator === 1n ? roundHalfUp(value, 0) : roundHalfUp(value, 2).replace('.', point);
}
