import type { AccessRow } from '../../../platform/access/access-table.ts';
import { type Role, roles } from '../../../platform/access/relation.ts';
import {
  comparePart,
  delegatedPart,
  handIn,
  leaveLink,
  openByLink,
  ownParts,
  partBeside,
  saveDelegated,
} from './by-delegate.ts';
import { accountToAsk, delegationsQuestion, handOn, toTakeOver, withdrawDelegation } from './hand-on.ts';
import { takeOver } from './take-over.ts';

const handing = 'Wie voor een onderdeel antwoordt geeft vragen door en neemt de antwoorden over';
const byLink = 'Wie een link en de code ervan heeft beantwoordt de vragen van die link, en niets anders';
const byAccount = 'Wie vragen kreeg beantwoordt die; van andere ziet de database niets';

const asked = [
  ['do', handOn.name],
  ['do', withdrawDelegation.name],
  ['do', takeOver.name],
  ['see', delegationsQuestion.name],
] as const;

/** Who hands questions of a return on, and who answers them. Which questions, the database says. */
export const delegationAccess: readonly AccessRow[] = [
  ...asked.map(
    ([may, what]): AccessRow => ({ who: 'central-coordinator', may, what, on: 'concern', because: handing }),
  ),
  { who: 'central-coordinator', may: 'see', what: accountToAsk.name, on: 'none', because: handing },
  ...(['coordinator', 'head'] satisfies readonly Role[]).flatMap((who): readonly AccessRow[] => [
    ...asked.map(([may, what]): AccessRow => ({ who, may, what, on: 'unit', because: handing })),
    { who, may: 'see', what: accountToAsk.name, on: 'none', because: handing },
    { who, may: 'see', what: toTakeOver.name, on: 'none', because: handing },
  ]),
  ...(
    [
      ['do', openByLink.name],
      ['do', leaveLink.name],
      ['see', delegatedPart.name],
      ['do', saveDelegated.name],
      ['do', handIn.name],
    ] as const
  ).map(([may, what]): AccessRow => ({ who: 'delegate', may, what, on: 'none', because: byLink })),
  ...roles.flatMap((who) =>
    (
      [
        ['see', ownParts.name],
        ['see', delegatedPart.name],
        ['see', partBeside.name],
        ['see', comparePart.name],
        ['do', saveDelegated.name],
        ['do', handIn.name],
      ] as const
    ).map(([may, what]): AccessRow => ({ who, may, what, on: 'none', because: byAccount })),
  ),
];
