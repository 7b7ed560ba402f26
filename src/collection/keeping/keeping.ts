import { sql } from 'kysely';
import type { AccessRow } from '../../platform/access/access-table.ts';
import type { Question } from '../../platform/database/doorways.ts';
import type { RecordPages } from '../offers/record-pages.ts';
import type { Register } from '../register.ts';
import { applySetAction, undoSetAction } from './bulk/apply-set.ts';
import {
  chooseSetAction,
  describeSetAction,
  leaveOutAction,
  setQuestion,
  setRowsQuestion,
} from './bulk/change-sets.ts';
import { countRecords, findRecords, takeListAction } from './find-records.ts';
import {
  addAction,
  changeAction,
  decideDoubtAction,
  type KeptRegister,
  reopenDoubtAction,
  restoreAction,
  withdrawAction,
} from './keep-records.ts';
import { recordQuestion, storyQuestion, withdrawnQuestion } from './one-record.ts';

/** All that can be asked of and done to the records of a register. */
export interface Keeping {
  readonly key: string;
  readonly pages: RecordPages;
  readonly list: ReturnType<typeof findRecords>;
  readonly count: ReturnType<typeof countRecords>;
  readonly takeList: ReturnType<typeof takeListAction>;
  readonly record: ReturnType<typeof recordQuestion>;
  readonly history: ReturnType<typeof storyQuestion>;
  /** As {@link history}, of a record that was withdrawn. */
  readonly withdrawnHistory: ReturnType<typeof storyQuestion>;
  readonly withdrawn: ReturnType<typeof withdrawnQuestion>;
  readonly units: ReturnType<typeof unitsQuestion>;
  readonly add: ReturnType<typeof addAction>;
  readonly change: ReturnType<typeof changeAction>;
  readonly withdraw: ReturnType<typeof withdrawAction>;
  readonly restore: ReturnType<typeof restoreAction>;
  readonly decideDoubt: ReturnType<typeof decideDoubtAction>;
  readonly reopenDoubt: ReturnType<typeof reopenDoubtAction>;
  /** Many records at once (decision 0073). */
  readonly chooseSet: ReturnType<typeof chooseSetAction>;
  readonly describeSet: ReturnType<typeof describeSetAction>;
  readonly leaveOut: ReturnType<typeof leaveOutAction>;
  readonly set: ReturnType<typeof setQuestion>;
  readonly setRows: ReturnType<typeof setRowsQuestion>;
  readonly changeSet: ReturnType<typeof applySetAction>;
  readonly undoSet: ReturnType<typeof undoSetAction>;
}

/** How a register is kept; undefined where it has no pages. */
export function keepingOf({ key, pages, doubts = {} }: Register): Keeping | undefined {
  if (!pages) return undefined;
  const kept: KeptRegister = { key, pages, doubtKinds: [...Object.keys(doubts), 'moment-to-come'] };
  return {
    key,
    pages,
    list: findRecords(key, pages),
    count: countRecords(key, pages),
    takeList: takeListAction(key, pages),
    record: recordQuestion(key, pages),
    history: storyQuestion(`${key}.history`, key, pages),
    withdrawnHistory: storyQuestion(`${key}.withdrawn-history`, key, pages),
    withdrawn: withdrawnQuestion(key, pages),
    units: unitsQuestion(key, pages),
    add: addAction(kept),
    change: changeAction(kept),
    withdraw: withdrawAction(kept),
    restore: restoreAction(kept),
    decideDoubt: decideDoubtAction(kept),
    reopenDoubt: reopenDoubtAction(kept),
    chooseSet: chooseSetAction(key, pages),
    describeSet: describeSetAction(key, pages),
    leaveOut: leaveOutAction(key),
    set: setQuestion(key, pages),
    setRows: setRowsQuestion(key, pages),
    changeSet: applySetAction(kept),
    undoSet: undoSetAction(kept),
  };
}

/** The keys of the units whose records the acting person may add and change; null: all of them, and those of no unit. */
function unitsQuestion(
  register: string,
  { record: { table } }: RecordPages,
): Question<Record<string, never>, readonly string[] | null> {
  return {
    name: `${register}.units`,
    confidential: false,
    object: () => register,
    ask: async (database) => {
      const { rows } = await sql<{ all: boolean; units: readonly string[] }>`
        select reaches_all(${table}, 'do') as all, reached_units(${table}, 'do') as units`.execute(database);
      return rows[0]?.all === true ? null : (rows[0]?.units ?? []);
    },
  };
}

/** What is asked about one record that stands, or done to it: on the relation to that record. */
const aboutRecord = [
  ['see', 'record'],
  ['see', 'history'],
  ['do', 'change'],
  ['do', 'withdraw'],
  ['do', 'decide-doubt'],
  ['do', 'reopen-doubt'],
  ['do', 'add'],
] as const;
/** What is asked about no one record: of what comes back, the database leaves out what is not reached. */
const aboutAll = [
  ['see', 'list'],
  ['see', 'count'],
  ['see', 'withdrawn'],
  ['see', 'withdrawn-history'],
  ['see', 'units'],
  ['do', 'restore'],
  ['do', 'take-list'],
  ['do', 'choose-set'],
  ['do', 'describe-set'],
  ['do', 'leave-out'],
  ['see', 'set'],
  ['see', 'set-rows'],
  ['do', 'change-set'],
  ['do', 'undo-set'],
] as const;

/** Who may see and keep the records of a register in the workplace. */
export function keepingAccess(key: string, { keptBy }: RecordPages): readonly AccessRow[] {
  const because = 'Wie het register bijhoudt leest, verbetert en vult aan';
  return keptBy.flatMap(({ role, on }) => [
    ...aboutRecord.map(([may, what]): AccessRow => ({ who: role, may, what: `${key}.${what}`, on, because })),
    ...aboutAll.map(
      ([may, what]): AccessRow => ({
        who: role,
        may,
        what: `${key}.${what}`,
        on: on === 'unit' ? 'none' : on,
        because,
      }),
    ),
  ]);
}
