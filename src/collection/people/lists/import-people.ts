import { basename } from 'node:path';
import { z } from 'zod';
import type { Profile } from '../../../codes/profile.ts';
import { roleNamed, roleWords } from '../../../organisation/people/role-words.ts';
import { type Action, ChangeStopped } from '../../../platform/database/doorways.ts';
import type { Text } from '../../../platform/language/text.ts';
import type { PeopleDifference } from '../stated-people.ts';
import { applyPeople } from './apply-people.ts';
import { compareFile } from './compare-file.ts';
import { namesKeptMonths } from './names-kept.ts';
import type { PeopleOutcome } from './people-report.ts';

/** How a list of people is to be read, as it comes from outside. */
export const givenSchema = z.strictObject({
  sender: z.string().trim().min(1).max(100),
  /** The day of the list, as yyyy-mm-dd. */
  day: z.iso.date(),
  mapping: z.record(z.string().max(500), z.string().max(500)),
  dates: z.enum(['dmy', 'mdy']).optional(),
  sheet: z.string().optional(),
  gone: z.number().int().min(0).nullable(),
});

const importSchema = z.strictObject({
  ...givenSchema.shape,
  file: z.string(),
  apply: z.boolean(),
  /** More changes than these are not applied; null: any number. */
  mostChanges: z.number().int().min(0).nullable(),
  by: z.string().min(1),
});

/** What became of a list: applied; nothing to change; shown alone; refused, or more than may change unattended. */
export type ListState = 'applied' | 'unchanged' | 'shown' | 'refused' | 'too-many';

/** A list of people at the command line, with what it changes or would change. */
export interface PeopleImport extends PeopleOutcome {
  readonly state: ListState;
  readonly file: string;
  readonly differences: readonly PeopleDifference[];
  /** Roles that stay though their bearer left, since nobody else has them. */
  readonly keptRoles: readonly Text[];
}

/** Nothing was applied; the report says why, and what the list would change. */
export class PeopleNotApplied extends ChangeStopped {
  override name = 'PeopleNotApplied';
  readonly report: PeopleImport;
  constructor(report: PeopleImport) {
    super(`People ${report.state}`, { stopped: report.state, rows: report.rows, changes: report.changes });
    this.report = report;
  }
}

/**
 * Reads a list of people (who works where, from a personnel system) and applies all that it changes, or nothing. The
 * same list again changes nothing. Throws {@link PeopleNotApplied} when it is only shown, is refused, or changes more
 * than may be changed unattended.
 */
export function importPeople(profile: Profile): Action<z.infer<typeof importSchema>, PeopleImport> {
  return {
    name: 'people.import',
    input: importSchema,
    object: ({ file }) => `people: ${basename(file)}`,
    change: async (database, { file, apply, mostChanges, by, ...given }) => {
      const { plan, outcome } = await compareFile(database, profile, file, given);
      const report = (state: ListState, keptRoles: readonly Text[] = []): PeopleImport => ({
        ...outcome,
        state,
        file: basename(file),
        differences: plan?.differences ?? [],
        keptRoles,
      });
      if (plan === null || outcome.refused) throw new PeopleNotApplied(report('refused'));
      if (mostChanges !== null && outcome.changes > mostChanges)
        throw new PeopleNotApplied(report('too-many'));
      if (!apply) throw new PeopleNotApplied(report('shown'));
      const reason = `lijst van mensen: ${basename(file)}`;
      const { keptRoles, forgotten } = await applyPeople(database, plan, {
        sender: given.sender,
        day: given.day,
        by,
        reason,
        namesKeptMonths: namesKeptMonths(profile),
      });
      return {
        result: report(outcome.changes === 0 ? 'unchanged' : 'applied', rolesInWords(keptRoles)),
        audit: { rows: outcome.rows, changes: outcome.changes, ...outcome.counts, forgotten },
      };
    },
  };
}

/** Roles by key in words. */
function rolesInWords(keys: readonly string[]): readonly Text[] {
  return keys.flatMap((key) => {
    const role = roleNamed(key);
    return role ? [roleWords[role].name] : [];
  });
}
