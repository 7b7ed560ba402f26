import type { AccessRow } from '../access/access-table.ts';
import { roles } from '../access/relation.ts';
import { chainBegin, chainHead, linksBetween, partEnds, rowsOutsideChain } from './chain.ts';
import { closeYears, linking } from './link.ts';
import { exportTrail, readTrail, whoLooked } from './read-trail.ts';
import { digestsAfter, sealHashes, sealing, sealsAfter } from './record-seals.ts';
import { sealingDefinitions } from './sealing-definitions.ts';

const checked = [chainBegin, chainHead, linksBetween, partEnds, rowsOutsideChain];

const sealChecked = [sealingDefinitions, sealsAfter, sealHashes, digestsAfter];

/** Who links the trail, checks it and reads it. */
export const traceAccess: readonly AccessRow[] = [
  {
    who: 'operator',
    may: 'do',
    what: linking,
    on: 'concern',
    because: 'Het programma rijgt de vastlegging aaneen zodra zij er is',
  },
  {
    who: 'operator',
    may: 'do',
    what: closeYears.name,
    on: 'concern',
    because: 'Het programma sluit jaren van de vastlegging af die voorbij zijn',
  },
  {
    who: 'operator',
    may: 'do',
    what: sealing,
    on: 'concern',
    because: 'Het programma verzegelt rijen van registers; het krijgt er een hash van, geen inhoud',
  },
  ...sealChecked.map(
    ({ name }): AccessRow => ({
      who: 'operator',
      may: 'see',
      what: name,
      on: 'concern',
      because:
        'Of registers buiten het programma om zijn gewijzigd, moet te controleren zijn; inhoud staat er niet in',
    }),
  ),
  ...(['operator', 'auditor'] as const).flatMap((who) =>
    checked.map(
      ({ name }): AccessRow => ({
        who,
        may: 'see',
        what: name,
        on: 'concern',
        because: 'Of de vastlegging ongewijzigd is, moet te controleren zijn; inhoud staat er niet in',
      }),
    ),
  ),
  ...[readTrail.name, exportTrail.name].map(
    (what): AccessRow => ({
      who: 'auditor',
      may: 'see',
      what,
      on: 'concern',
      because: 'De auditor leest wie wat deed, niet de inhoud',
    }),
  ),
  ...roles.map(
    (who): AccessRow => ({
      who,
      may: 'see',
      what: whoLooked.name,
      on: 'none',
      because: 'Ieder mag weten wanneer en waarvoor naar de eigen gegevens is gekeken',
    }),
  ),
];
