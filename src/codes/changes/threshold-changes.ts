import { sql } from 'kysely';
import { z } from 'zod';
import {
  addProposal,
  type ProposalKind,
  proposalDeeds,
  proposalRefused,
} from '../../organisation/proposals/proposal-kinds.ts';
import { recordedDay } from '../../organisation/recorded-day.ts';
import type { AccessRow } from '../../platform/access/access-table.ts';
import type { Action, Database, Question } from '../../platform/database/doorways.ts';
import { sameText, text } from '../../platform/language/text.ts';
import { addVersion } from '../profile-versions.ts';
import { sameThresholds, thresholdsOf, thresholdsSchema, withThresholds } from '../thresholds.ts';
import { settingsRefused } from './code-changes.ts';
import { baseOfChange } from './settings-changes.ts';

/** A change of thresholds as it is proposed: what holds, what is to hold, and from which day. */
const thresholdChangeSchema = z.strictObject({
  from: z.iso.date(),
  was: thresholdsSchema,
  to: thresholdsSchema,
});
export type ThresholdChange = z.infer<typeof thresholdChangeSchema>;

const thresholds: ProposalKind<ThresholdChange> = {
  kind: 'thresholds',
  payload: thresholdChangeSchema,
  proposers: ['functional-administrator'],
  deciders: ['functional-administrator'],
  because: 'Drempels wijzigt niemand alleen: de een stelt ze voor, een ander keurt ze goed',
  check: async (database, change) => {
    await checkChange(database, change, change.from);
  },
  carryOut: async (database, change, proposal) => {
    const now = await recordedDay(database);
    // A proposal that waited past its day holds from the day of its approval.
    if (change.from < now) return record(database, change, now, proposal);
    return record(database, change, change.from, proposal);
  },
};

const deeds = proposalDeeds(thresholds);

/** Deciding about thresholds that wait, and seeing them. */
export const decideThresholds = deeds.decide;
export const waitingThresholds = deeds.waiting;

async function checkChange(database: Database, { was, to }: ThresholdChange, day: string) {
  const base = await baseOfChange(database, day);
  const now = thresholdsOf(base.profile.files);
  if (!sameThresholds(now, was))
    throw proposalRefused(
      'thresholds-changed',
      day,
      text(
        'De drempels zijn intussen gewijzigd. Stel opnieuw voor, met wat er nu geldt.',
        'The thresholds were changed meanwhile. Propose anew, with what holds now.',
      ),
    );
  if (sameThresholds(now, to))
    throw settingsRefused(
      'nothing',
      sameText(day),
      text('Dit zijn de drempels die al gelden.', 'These are the thresholds that hold already.'),
    );
  return base;
}

async function record(
  database: Database,
  change: ThresholdChange,
  from: string,
  proposal: string | null,
): Promise<void> {
  const { profile } = await checkChange(database, change, from);
  await addVersion(database, { files: withThresholds(profile.files, change.to), from }, proposal);
}

/** Whether thresholds that this person changes are a proposal to another: from the moment that two could decide. */
export const thresholdsNeedAnother: Question<Record<string, never>, boolean> = {
  name: 'organisation.thresholds-need-another',
  confidential: false,
  object: () => 'thresholds',
  ask: async (database) => {
    const answer = await sql<{ need: boolean }>`select thresholds_need_approval() as need`.execute(database);
    return answer.rows[0]?.need === true;
  },
};

const changeSchema = z.strictObject({
  change: thresholdChangeSchema,
  reason: z.string().min(1),
  proposer: z.uuid(),
});

/**
 * Changes thresholds, or proposes them to another functional administrator once two can decide. Throws a
 * SettingsRefused or a KindProposalRefused; nothing is written then.
 */
export const changeThresholds: Action<
  z.infer<typeof changeSchema>,
  { readonly outcome: 'recorded' | 'proposed' }
> = {
  name: 'organisation.change-thresholds',
  input: changeSchema,
  object: () => 'thresholds',
  change: async (database, { change, reason, proposer }) => {
    if (!(await thresholdsNeedAnother.ask(database, {}))) {
      await record(database, change, change.from, null);
      return { result: { outcome: 'recorded' }, audit: { from: change.from } };
    }
    const proposal = await addProposal(database, thresholds, { payload: change, reason, proposer });
    return { result: { outcome: 'proposed' }, audit: { from: change.from, proposal } };
  },
};

/** Who changes thresholds, and who decides about them. */
export const thresholdAccess: readonly AccessRow[] = [
  ...deeds.access.filter(({ what }) => what !== deeds.propose.name),
  ...(
    [
      ['do', changeThresholds.name],
      ['see', thresholdsNeedAnother.name],
    ] as const
  ).map(
    ([may, what]): AccessRow => ({
      who: 'functional-administrator',
      may,
      what,
      on: 'concern',
      because: thresholds.because,
    }),
  ),
];
