import type { OrganisationDescription } from '../../organisation/records.ts';
import { text } from '../../platform/language/text.ts';
import type { Finding } from '../import/import-face.ts';
import { isUnitKey, keyUnclear, refused, type UnitRow } from './unit-rows.ts';

type Unit = OrganisationDescription['units'][number];

/** The key of the unit that a row is about: an existing one, or that of a new unit; undefined when it stays unknown. */
export function keyOf(
  row: UnitRow,
  units: readonly Unit[],
  confirmed: (written: string) => string | undefined,
  ambiguous: Set<string>,
  findings: Finding[],
): string | undefined {
  const said = [row.abbreviation, row.name]
    .flatMap((one) => (one === null ? [] : [confirmed(one) ?? []]))
    .flat();
  const stated = row.key ?? said[0];
  if (stated !== undefined && isUnitKey(stated)) return stated;
  // What the row states itself was refused where it was read; here a meaning was confirmed that can be no key.
  if (stated !== undefined && row.key === null) findings.push(keyUnclear(row.row, 'name'));
  if (stated !== undefined) return undefined;
  const borne = units.filter(
    (unit) => row.abbreviation !== null && bears(unit, 'abbreviation', row.abbreviation),
  );
  const named = units.filter((unit) => row.name !== null && bears(unit, 'name', row.name));
  const both = borne.filter((unit) => named.includes(unit));
  const candidates = both.length > 0 ? both : borne.length > 0 ? borne : named;
  const [only, ...others] = candidates;
  if (only && others.length === 0) return only.key;
  if (only) {
    for (const unit of candidates) ambiguous.add(unit.key);
    const keys = candidates.map((unit) => unit.key).join(', ');
    const written = row.abbreviation ?? row.name ?? '';
    const column = row.abbreviation === null ? 'name' : 'abbreviation';
    const advice = text(
      `„${written}” kan slaan op ${keys}. Deze rij verandert niets. Zet er een kolom Sleutel bij, of zeg eenmalig welk onderdeel is bedoeld: --map 'unit:${written}=${only.key}'.`,
      `“${written}” may mean ${keys}. This row changes nothing. Add a column Key, or say once which unit is meant: --map 'unit:${written}=${only.key}'.`,
    );
    findings.push({ ...refused(row.row, column, 'unit-ambiguous', advice), weight: 'doubtful' });
    return undefined;
  }
  if (row.abbreviation !== null && isUnitKey(row.abbreviation)) return row.abbreviation;
  const advice = text(
    'Dit is een nieuw onderdeel zonder sleutel. Zet er een kolom Sleutel bij, met letters, cijfers en streepjes.',
    'This is a new unit without a key. Add a column Key, with letters, digits and hyphens.',
  );
  findings.push(refused(row.row, 'key', 'key-missing', advice));
  return undefined;
}

/** Whether a unit bears, or ever bore, that abbreviation or name. */
export function bears(unit: Unit, what: 'abbreviation' | 'name', written: string): boolean {
  return unit.names.some((one) =>
    what === 'abbreviation'
      ? same(one.abbreviation, written)
      : same(one.name.nl, written) || same(one.name.en, written),
  );
}

/** Whether two written names are the same but for their case. */
export function same(a: string | null, b: string): boolean {
  return a !== null && a.toLocaleLowerCase('nl') === b.toLocaleLowerCase('nl');
}
