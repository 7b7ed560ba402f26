import type { OrganisationDescription } from '../../organisation/records.ts';
import { text } from '../../platform/language/text.ts';
import type { Finding } from '../import/import-face.ts';
import { same } from './unit-key.ts';
import { refused, type UnitRow } from './unit-rows.ts';

type Unit = OrganisationDescription['units'][number];

/** Abbreviations that the list gives to a unit while another bears them too. */
export function sharedAbbreviations(
  units: readonly Unit[],
  listed: readonly { readonly row: UnitRow; readonly after: Unit }[],
): Finding[] {
  return listed.flatMap(({ row, after }) => {
    const abbreviation = after.names.at(-1)?.abbreviation;
    const others = units.filter(
      (unit) =>
        unit.key !== after.key && abbreviation && same(unit.names.at(-1)?.abbreviation ?? null, abbreviation),
    );
    if (!abbreviation || others.length === 0) return [];
    const keys = others.map((unit) => unit.key).join(', ');
    const advice = text(
      `Ook ${keys} draagt deze afkorting. In opgaven is dan niet te zien wie is bedoeld; gebruik daar de sleutel of de naam.`,
      `${keys} bears this abbreviation too. In returns it does not show which is meant; use the key or the name there.`,
    );
    return [
      { ...refused(row.row, 'abbreviation', 'abbreviation-shared', advice), weight: 'doubtful' as const },
    ];
  });
}

/** Units without others below them that the list does not name. */
export function notListed(description: OrganisationDescription, named: ReadonlySet<string>): Finding[] {
  const parents = new Set(description.units.flatMap((unit) => unit.parents.map((one) => one.parent)));
  const missing = description.units.filter((unit) => !parents.has(unit.key) && !named.has(unit.key));
  return missing.map((unit) => ({
    weight: 'note' as const,
    kind: 'unit-not-listed',
    sheet: '',
    row: 0,
    column: '',
    value: unit.key,
    advice: text(
      `${unit.names.at(-1)?.name.nl ?? unit.key} hoort bij de organisatie en staat niet in deze lijst. Het onderdeel is gebleven zoals het was.`,
      `${unit.names.at(-1)?.name.en ?? unit.key} belongs to the organisation and is not in this list. The unit stays as it was.`,
    ),
  }));
}
