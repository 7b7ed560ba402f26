import { text } from '../../platform/language/text.ts';
import type { ImportColumn } from '../import/import-face.ts';

function column(
  key: string,
  nl: string,
  en: string,
  aliases: readonly string[] = [],
  required = false,
): ImportColumn {
  return { key, label: text(nl, en), aliases, required };
}

/**
 * The columns of a list of units. A name is enough; a list with dates says all names, places and policies that a
 * unit ever had, one of each on a row.
 */
export const unitColumns: readonly ImportColumn[] = [
  column('key', 'Sleutel', 'Key', ['Code', 'Eenheidscode', 'Sleutel van het onderdeel', 'Unit key']),
  column('abbreviation', 'Afkorting', 'Abbreviation', ['Afk', 'Afk.', 'Abbr']),
  column('name', 'Naam', 'Name', ['Onderdeel', 'Organisatieonderdeel', 'Naam onderdeel', 'Unit'], true),
  column('nameEn', 'Naam (en)', 'Name (en)', ['Engelse naam', 'English name']),
  column('nameFrom', 'Naam geldt van', 'Name from'),
  column('nameUntil', 'Naam geldt tot', 'Name until'),
  column('parent', 'Valt onder', 'Below', ['Ministerie', 'Bovenliggend onderdeel', 'Parent', 'Ministry']),
  column('origin', 'Herkomst van de plaats', 'Origin of the place'),
  column('parentFrom', 'Plaats geldt van', 'Place from'),
  column('parentUntil', 'Plaats geldt tot', 'Place until'),
  column('policy', 'Beleid', 'Policy'),
  column('policyFrom', 'Beleid geldt van', 'Policy from'),
  column('policyUntil', 'Beleid geldt tot', 'Policy until'),
  column('level', 'Niveau', 'Level'),
  column('type', 'Soort', 'Type', ['Soort onderdeel']),
  column('external', 'Extern meldpunt', 'External authority'),
  column('from', 'Bestaat van', 'Exists from'),
  column('until', 'Bestaat tot', 'Exists until'),
];
