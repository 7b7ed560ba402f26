import { keysQuestion } from '../../organisation/keys/recorded.ts';
import type { AccessRow } from '../../platform/access/access-table.ts';
import { roles } from '../../platform/access/relation.ts';
import { setCaseState } from './case-state.ts';
import { addByReporter, changeCode, openMailbox } from './mailbox.ts';
import { addByMember, openBox, ownBoxes } from './members.ts';
import { newEpoch } from './new-epoch.ts';
import { newEpochs } from './new-epochs.ts';
import { submitReport } from './submit.ts';

const byCode = 'Wie meldt, of de code van een melding heeft, bereikt die melding en niets anders';
const byRecord =
  'Wie lid is van een melding leest en schrijft daarin; wie dat is zeggen getekende sleutels en niet de rol';

/** Who does what with boxes. Which box is whose, the database finds out by itself. */
export const boxAccess: readonly AccessRow[] = [
  ...(
    [
      ['do', submitReport.name],
      ['see', openMailbox.name],
      ['do', addByReporter.name],
      ['do', changeCode.name],
    ] as const
  ).map(([may, what]): AccessRow => ({ who: 'reporter', may, what, on: 'none', because: byCode })),
  {
    who: 'reporter',
    may: 'see',
    what: keysQuestion.name,
    on: 'none',
    because: 'Wie meldt moet weten met welke sleutels dat gelezen kan worden',
  },
  ...roles.flatMap((who) =>
    (
      [
        ['see', ownBoxes.name],
        ['see', openBox.name],
        ['do', addByMember.name],
        ['do', newEpoch.name],
        ['do', newEpochs.name],
        ['do', setCaseState.name],
      ] as const
    ).map(([may, what]): AccessRow => ({ who, may, what, on: 'none', because: byRecord })),
  ),
];
