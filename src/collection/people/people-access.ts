import { type AccessRow, atCommandLine } from '../../platform/access/access-table.ts';

const ofAdministrators: readonly (readonly [AccessRow['may'], string])[] = [
  ['do', 'people.bring'],
  ['do', 'people.read-again'],
  ['do', 'people.apply'],
  ['do', 'people.drop'],
  ['do', 'people.add-employment'],
  ['do', 'people.change-employment'],
  ['see', 'people.employment'],
  ['see', 'people.employment-history'],
  ['see', 'people.lists'],
  ['see', 'people.differences'],
];

/** Who brings in lists of people. */
export const peopleAccess: readonly AccessRow[] = [
  ...atCommandLine(
    {
      may: 'do',
      what: 'people.import',
      because: 'Wie mensen beheert leest hun lijst in, ook op een vast tijdstip',
    },
    ['functional-administrator'],
  ),
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
