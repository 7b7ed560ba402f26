import type { AccessRow } from '../../platform/access/access-table.ts';
import type { Role } from '../../platform/access/relation.ts';
import {
  askEdition,
  editionCells,
  editionFigures,
  editionInputs,
  editionsQuestion,
  editionToMake,
  failEdition,
  storeEdition,
  takeFigures,
} from './editions.ts';

const counted = 'Wie registraties ziet telt ze ook; van wie zij zijn beslist de database per rij';
const protectedOnly = 'Wie de registraties niet ziet, ziet cijfers zoals een verslag ze mag tonen';
const program = 'Het programma telt en beschermt de cijfers voor wie de registraties niet ziet';

/** Who counts every record has no need of them, and could work out one from which they are excluded. */
const readers: readonly Role[] = ['coordinator', 'head', 'auditor'];
const takers: readonly Role[] = ['central-coordinator', ...readers];

/** Who sees figures within the organisation, and which. */
export const insideAccess: readonly AccessRow[] = [
  ...['figures.own', 'figures.reach'].flatMap((what): readonly AccessRow[] => [
    { who: 'central-coordinator', may: 'see', what, on: 'concern', because: counted },
    { who: 'coordinator', may: 'see', what, on: 'none', because: counted },
  ]),
  ...readers.flatMap((who): readonly AccessRow[] => [
    { who, may: 'see', what: editionsQuestion.name, on: 'none', because: protectedOnly },
    { who, may: 'see', what: editionFigures.name, on: 'none', because: protectedOnly },
    { who, may: 'do', what: askEdition.name, on: 'none', because: protectedOnly },
  ]),
  ...takers.map(
    (who): AccessRow => ({ who, may: 'do', what: takeFigures.name, on: 'none', because: counted }),
  ),
  ...[storeEdition, failEdition].map(
    ({ name }): AccessRow => ({ who: 'publication', may: 'do', what: name, on: 'concern', because: program }),
  ),
  ...[editionToMake, editionCells, editionInputs, editionFigures].map(
    ({ name }): AccessRow => ({
      who: 'publication',
      may: 'see',
      what: name,
      on: 'concern',
      because: program,
    }),
  ),
];
