import type { AccessRow } from '../../platform/access/access-table.ts';
import type { Role } from '../../platform/access/relation.ts';
import { delegationAccess } from './delegation/delegation-access.ts';
import { beforeOpening, extendCall, openCall, reopenReturn } from './open-call.ts';
import { callPeople, callsQuestion, returnQuestion } from './read-calls.ts';
import { compareAnswers, saveAnswers } from './save-answers.ts';
import { signReturn } from './sign-return.ts';
import { withdrawCall, withdrawnCalls } from './withdraw-call.ts';

const whoAnswers: readonly Role[] = ['coordinator', 'head'];
const answering = 'Wie voor een onderdeel antwoordt vult de opgave in; het hoofd ondertekent';
const calling = 'Wie het overzicht heeft opent de uitvraag en ziet wie nog niet antwoordde';

/** Who opens the annual call, who answers it and who signs. Of what they see the database leaves out other units. */
export const callAccess: readonly AccessRow[] = [
  ...delegationAccess,
  ...(
    [
      ['do', openCall.name],
      ['do', extendCall.name],
      ['do', reopenReturn.name],
      ['do', withdrawCall.name],
      ['see', withdrawnCalls.name],
      ['see', beforeOpening.name],
      ['see', callsQuestion.name],
      ['see', callPeople.name],
      ['see', returnQuestion.name],
      ['see', compareAnswers.name],
      ['do', saveAnswers.name],
      ['do', signReturn.name],
    ] as const
  ).map(
    ([may, what]): AccessRow => ({ who: 'central-coordinator', may, what, on: 'concern', because: calling }),
  ),
  ...whoAnswers.flatMap((who) => [
    ...([callsQuestion.name, callPeople.name] as const).map(
      (what): AccessRow => ({ who, may: 'see', what, on: 'none', because: answering }),
    ),
    ...(
      [
        ['see', returnQuestion.name],
        ['see', compareAnswers.name],
        ['do', saveAnswers.name],
        ['do', signReturn.name],
      ] as const
    ).map(([may, what]): AccessRow => ({ who, may, what, on: 'unit', because: answering })),
  ]),
];
