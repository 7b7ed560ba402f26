import type { AccessRow } from '../../platform/access/access-table.ts';
import { roles } from '../../platform/access/relation.ts';
import {
  addBlock,
  blockHistory,
  moveBlock,
  removeBlock,
  removedBlocks,
  restoreBlock,
  saveBlock,
  saveHead,
} from './blocks.ts';
import { startDraft, stopDraft } from './drafts.ts';
import { draftQuestion, draftsQuestion } from './read-drafts.ts';
import {
  askFigures,
  failPublishing,
  failReading,
  paperQuestion,
  readingQuestion,
  readingToMake,
  readingToPublish,
  requestReading,
  storeReading,
} from './readings.ts';
import {
  addRemark,
  answerRemark,
  askReader,
  decideWarning,
  endReader,
  noteSeen,
  readersToAsk,
  reopenWarning,
} from './remarks.ts';
import {
  askPublication,
  confirmPaper,
  finishReading,
  liftEmbargo,
  recordPaper,
  sendBack,
  setEmbargo,
  signReport,
} from './route-deeds.ts';

const writing = 'Wie het overzicht heeft schrijft het verslag en laat het lezen en tekenen';
const reading = 'Wie gevraagd is te lezen, of tekent, leest de leesversie en zegt wat ervan te zeggen is';
const program = 'Het programma maakt de leesversie uit alle registraties en publiceert wat getekend is';

const toWrite = [
  startDraft,
  stopDraft,
  saveBlock,
  saveHead,
  addBlock,
  moveBlock,
  removeBlock,
  restoreBlock,
  requestReading,
  askFigures,
  decideWarning,
  reopenWarning,
  askReader,
  endReader,
  answerRemark,
  recordPaper,
  setEmbargo,
  liftEmbargo,
  askPublication,
];
const toSee = [blockHistory, removedBlocks, readersToAsk];
/** What the database itself keeps to who was asked, and to who bears a step of the route. */
const onRoute = [addRemark, noteSeen, finishReading, sendBack, signReport, confirmPaper];
const toRead = [draftsQuestion, draftQuestion, readingQuestion, paperQuestion];

/** Who writes the report, who reads it, who signs it. */
export const workbenchAccess: readonly AccessRow[] = [
  ...toWrite.map(
    ({ name }): AccessRow => ({
      who: 'central-coordinator',
      may: 'do',
      what: name,
      on: 'concern',
      because: writing,
    }),
  ),
  ...toSee.map(
    ({ name }): AccessRow => ({
      who: 'central-coordinator',
      may: 'see',
      what: name,
      on: 'concern',
      because: writing,
    }),
  ),
  ...roles.flatMap((who) => [
    ...onRoute.map(({ name }): AccessRow => ({ who, may: 'do', what: name, on: 'none', because: reading })),
    ...toRead.map(({ name }): AccessRow => ({ who, may: 'see', what: name, on: 'none', because: reading })),
  ]),
  ...[storeReading, failReading, failPublishing].map(
    ({ name }): AccessRow => ({ who: 'publication', may: 'do', what: name, on: 'concern', because: program }),
  ),
  ...[readingToMake, readingToPublish].map(
    ({ name }): AccessRow => ({
      who: 'publication',
      may: 'see',
      what: name,
      on: 'concern',
      because: program,
    }),
  ),
];
