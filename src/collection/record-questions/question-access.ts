import type { AccessRow } from '../../platform/access/access-table.ts';
import { askAbout, questionAbout, questionStates, settleQuestion, withdrawQuestion } from './asking.ts';
import { handInAnswer, leaveQuestion, openQuestion, questionOfLink, saveAnswer } from './by-link.ts';

const asking =
  'Wie een registratie bijhoudt vraagt een ander wat nog niet bekend is, en beslist over het antwoord';
const answering = 'Wie een link en de code kreeg beantwoordt die ene vraag en leest niets anders';

/** Who asks about a record, and who answers. Which record and which question, the database says. */
export const questionAccess: readonly AccessRow[] = [
  ...(
    [
      ['central-coordinator', 'concern'],
      ['coordinator', 'unit'],
    ] as const
  ).flatMap(([who, on]): readonly AccessRow[] => [
    { who, may: 'do', what: askAbout.name, on, because: asking },
    { who, may: 'do', what: withdrawQuestion.name, on, because: asking },
    { who, may: 'do', what: settleQuestion.name, on, because: asking },
    { who, may: 'see', what: questionAbout.name, on, because: asking },
    { who, may: 'see', what: questionStates.name, on: 'none', because: asking },
  ]),
  ...(
    [
      ['do', openQuestion.name],
      ['do', leaveQuestion.name],
      ['see', questionOfLink.name],
      ['do', saveAnswer.name],
      ['do', handInAnswer.name],
    ] as const
  ).map(([may, what]): AccessRow => ({ who: 'delegate', may, what, on: 'none', because: answering })),
];
