import type { OrganisationDescription } from '../../src/organisation/records.ts';

/** A description of an organisation with the root CP: its units, each with the one above it. */
export function describedUnits(above: Readonly<Record<string, string>>): OrganisationDescription {
  const always = { from: null, until: null };
  const unit = (key: string, parent: string | undefined): OrganisationDescription['units'][number] => ({
    key,
    level: parent === undefined ? 'concern' : 'unit',
    type: parent === undefined ? 'concern' : 'other',
    ...always,
    names: [{ name: { nl: `Dienst ${key}`, en: `Service ${key}` }, abbreviation: null, ...always }],
    parents: parent === undefined ? [] : [{ parent, origin: 'source', ...always }],
    policies: [],
    externalAuthority: false,
  });
  return {
    name: { nl: 'Verzonnen', en: 'Invented' },
    profile: 'rijk',
    root: 'CP',
    units: [unit('CP', undefined), ...Object.entries(above).map(([key, parent]) => unit(key, parent))],
    successions: [],
    headcountDefinitions: [],
  };
}
