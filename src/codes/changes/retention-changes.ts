import { sql } from 'kysely';
import { z } from 'zod';
import {
  type ProposalKind,
  proposalDeeds,
  proposalRefused,
} from '../../organisation/proposals/proposal-kinds.ts';
import { recordedDay } from '../../organisation/recorded-day.ts';
import type { AccessRow } from '../../platform/access/access-table.ts';
import type { Role } from '../../platform/access/relation.ts';
import type { Database, Question } from '../../platform/database/doorways.ts';
import { sameText, text } from '../../platform/language/text.ts';
import { addVersion } from '../profile-versions.ts';
import { type RetentionTerms, retentionOf, retentionSchema, sameTerms } from '../retention.ts';
import { withRetention } from '../retention-files.ts';
import { settingsRefused } from './code-changes.ts';
import { baseOfChange, latestVersions } from './settings-changes.ts';

/** A change of retention terms as it is proposed: what holds, what is to hold, and from which day. */
const retentionChangeSchema = z.strictObject({
  from: z.iso.date(),
  was: retentionSchema,
  to: retentionSchema,
});
export type RetentionChange = z.infer<typeof retentionChangeSchema>;

const both: readonly Role[] = ['functional-administrator', 'privacy-officer'];

const retention: ProposalKind<RetentionChange> = {
  kind: 'retention',
  payload: retentionChangeSchema,
  proposers: both,
  deciders: both,
  because: 'Bewaartermijnen wijzigen twee mensen samen, van wie een de privacy officer is',
  check: async (database, change) => {
    await checkChange(database, change, change.from);
    await refuseWithoutOfficer(database);
  },
  carryOut: async (database, change, proposal) => {
    // A proposal that waited past its day holds from the day of its approval.
    const now = await recordedDay(database);
    const isOver = change.from < now;
    const from = isOver ? now : change.from;
    const { profile } = await checkChange(database, change, from);
    await addVersion(database, { files: withRetention(profile.files, change.to), from }, proposal);
  },
};

/** Proposing other retention terms, deciding about them, and seeing those that wait. */
export const retentionDeeds = proposalDeeds(retention);

async function checkChange(database: Database, { was, to }: RetentionChange, day: string) {
  const base = await baseOfChange(database, day);
  const now = retentionOf(base.profile);
  if (!sameTerms(now, was))
    throw proposalRefused(
      'retention-changed',
      day,
      text(
        'De bewaartermijnen zijn intussen gewijzigd. Stel opnieuw voor, met wat er nu geldt.',
        'The retention terms were changed meanwhile. Propose anew, with what holds now.',
      ),
    );
  if (sameTerms(now, to))
    throw settingsRefused(
      'nothing',
      sameText(day),
      text('Dit zijn de termijnen die al gelden.', 'These are the terms that hold already.'),
    );
  return base;
}

/** Without a privacy officer nobody could approve it. */
async function refuseWithoutOfficer(database: Database): Promise<void> {
  const { rows } = await sql`select from holders_of('privacy-officer', now()) where unit is null`.execute(
    database,
  );
  if (rows.length === 0)
    throw settingsRefused(
      'no-officer',
      sameText('privacy-officer'),
      text(
        'Er is geen privacy officer, en zonder die wijzigt niemand bewaartermijnen. Wijs eerst iemand aan.',
        'There is no privacy officer, and nobody changes retention terms without one. Appoint somebody first.',
      ),
    );
}

/** The terms that hold today, and those on which the next change is made. */
export const retentionTerms: Question<
  Record<string, never>,
  { readonly now: RetentionTerms; readonly latest: RetentionTerms } | null
> = {
  name: 'organisation.retention-terms',
  confidential: false,
  object: () => 'retention',
  ask: async (database) => {
    const found = await latestVersions(database);
    return found && { now: retentionOf(found.now), latest: retentionOf(found.latest) };
  },
};

/** Who proposes, decides and reads retention terms. */
export const retentionAccess: readonly AccessRow[] = [
  ...retentionDeeds.access,
  ...both.map(
    (who): AccessRow => ({
      who,
      may: 'see',
      what: retentionTerms.name,
      on: 'concern',
      because: retention.because,
    }),
  ),
];
