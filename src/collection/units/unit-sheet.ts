import type { OrganisationDescription } from '../../organisation/records.ts';
import type { ExportSheet } from '../../platform/spreadsheets/export-model.ts';
import { textSheet } from '../export/text-sheet.ts';
import { unitColumns } from './unit-columns.ts';

type Unit = OrganisationDescription['units'][number];
type Row = Readonly<Record<string, string | null>>;

/**
 * The units in the form that `import units` reads: on each row a name, a place and a policy of a unit with their
 * dates, on as many rows as the longest of the three needs.
 */
export function unitSheet(description: OrganisationDescription): ExportSheet {
  return textSheet(
    'onderdelen',
    unitColumns.map((column) => column.label.nl),
    description.units.flatMap(unitRows).map((row) => unitColumns.map((column) => row[column.key] ?? null)),
  );
}

function unitRows(unit: Unit): Row[] {
  const count = Math.max(unit.names.length, unit.parents.length, unit.policies.length);
  return Array.from({ length: count }, (_, index): Row => {
    const [name, place, policy] = [unit.names[index], unit.parents[index], unit.policies[index]];
    return {
      key: unit.key,
      abbreviation: name?.abbreviation ?? null,
      name: name?.name.nl ?? null,
      nameEn: name?.name.en ?? null,
      nameFrom: name?.from ?? null,
      nameUntil: name?.until ?? null,
      parent: place?.parent ?? null,
      origin: place ? originWords[place.origin] : null,
      parentFrom: place?.from ?? null,
      parentUntil: place?.until ?? null,
      policy: policy?.policy ?? null,
      policyFrom: policy?.from ?? null,
      policyUntil: policy?.until ?? null,
      level: unit.level,
      type: unit.type,
      external: unit.externalAuthority ? 'ja' : 'nee',
      from: unit.from,
      until: unit.until,
    };
  });
}

const originWords = { source: 'bron', added: 'toegevoegd' } as const;

/** What is known of a unit, each fact under its heading: for showing what stood and what stands. */
export function unitFacts(unit: Unit): Readonly<Record<string, string>> {
  const rows = unitRows(unit);
  return Object.fromEntries(
    unitColumns.map((column) => {
      const values = rows.map((row) => row[column.key] ?? '');
      return [column.label.nl, new Set(values).size === 1 ? (values[0] ?? '') : values.join(' ; ')];
    }),
  );
}
