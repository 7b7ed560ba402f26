import type { AccessRow } from '../../platform/access/access-table.ts';

const ofAdministrators: readonly (readonly [AccessRow['may'], string])[] = [
  ['do', 'people.bring'],
  ['do', 'people.read-again'],
  ['do', 'people.apply'],
  ['do', 'people.drop'],
  ['do', 'people.add-employment'],
  ['do', 'people.change-employment'],
  ['see', 'people.employment'],
  ['see', 'people.lists'],
  ['see', 'people.differences'],
];

/** Who brings in lists of people. */
export const peopleAccess: readonly AccessRow[] = [
  {
    who: 'operator',
    may: 'do',
    what: 'people.import',
    on: 'concern',
    because: 'De beheerder van de structuur aan de opdrachtregel',
  },
  ...ofAdministrators.map(
    ([may, what]): AccessRow => ({
      who: 'functional-administrator',
      may,
      what,
      on: 'concern',
      because: 'De functioneel beheerder beheert mensen en aanwijzingen',
    }),
  ),
];
