import type { AccessRow } from '../../platform/access/access-table.ts';
import type { Role } from '../../platform/access/relation.ts';
import {
  leaveLine,
  lineOfRecord,
  lineQuestion,
  linesQuestion,
  lineUnits,
  openLines,
  ownLines,
  reopenLine,
  takeBackLine,
  tellLine,
} from './line-notices.ts';

/** Who tells what was handled in the line. */
export const lineTellers: readonly Role[] = ['supervisor', 'hr-adviser'];

const telling = 'Wie in de lijn iets afhandelde geeft dat door in vier antwoorden, zonder namen';
const deciding = 'Wie het register bijhoudt beslist of iets een registratie wordt';

/** Who tells what was handled in the line, and who decides about it. Of what they see the database leaves out the rest. */
export const lineAccess: readonly AccessRow[] = [
  ...lineTellers.flatMap((who) => [
    ...[tellLine.name, takeBackLine.name].map(
      (what): AccessRow => ({ who, may: 'do', what, on: 'own', because: telling }),
    ),
    ...[ownLines.name, lineUnits.name, lineQuestion.name].map(
      (what): AccessRow => ({ who, may: 'see', what, on: 'none', because: telling }),
    ),
  ]),
  ...(['coordinator', 'central-coordinator'] as const).flatMap((who) => [
    ...[linesQuestion.name, openLines.name, lineQuestion.name, lineOfRecord.name].map(
      (what): AccessRow => ({ who, may: 'see', what, on: 'none', because: deciding }),
    ),
    ...[leaveLine.name, reopenLine.name].map(
      (what): AccessRow => ({
        who,
        may: 'do',
        what,
        on: who === 'coordinator' ? 'unit' : 'concern',
        because: deciding,
      }),
    ),
  ]),
];
