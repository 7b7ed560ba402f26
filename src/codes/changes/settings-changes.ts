import { sql } from 'kysely';
import { z } from 'zod';
import { recordedDay } from '../../organisation/recorded-day.ts';
import type { AccessRow } from '../../platform/access/access-table.ts';
import type { Action, Database, Question } from '../../platform/database/doorways.ts';
import { sameText, type Text, text } from '../../platform/language/text.ts';
import { type Profile, profileFromFiles } from '../profile.ts';
import {
  addVersion,
  contentQuestion,
  filesSchema,
  holdingOn,
  type ProfileVersion,
  versionsQuestion,
} from '../profile-versions.ts';
import { codeChangeSchema, type SettingsRefused, settingsRefused, withCodeChange } from './code-changes.ts';

/** The version that holds on a day, with its files. */
export interface ProfileBase {
  readonly version: string;
  readonly profile: Profile;
}

/**
 * The version of the profile to which a change from that day is made. Changes follow each other: one that is to begin
 * before another that is to come would be lost on its day. Throws a SettingsRefused for such a day, and for one that
 * is over.
 */
export async function baseOfChange(database: Database, from: string): Promise<ProfileBase> {
  // Two changes at once wait for each other.
  await sql`select pg_advisory_xact_lock(hashtext('profile versions'))`.execute(database);
  const versions = await versionsQuestion.ask(database, {});
  if (from < (await recordedDay(database)))
    throw settingsRefused(
      'day',
      sameText(from),
      text(
        'Een wijziging begint vandaag of later: wat voorbij is, is geteld zoals het toen gold.',
        'A change begins today or later: what is over was counted as it held then.',
      ),
    );
  const later = versions.find(({ validFrom }) => validFrom !== null && validFrom > from);
  if (later)
    throw settingsRefused(
      'day',
      sameText(from),
      text(
        `Er komt al een wijziging, vanaf ${later.validFrom}. Laat deze die dag of later beginnen, of maak die eerst ongedaan.`,
        `Another change is to come, from ${later.validFrom}. Let this one begin on that day or later, or undo the other first.`,
      ),
    );
  const base = await versionOn(database, versions, from);
  if (!base)
    throw settingsRefused(
      'day',
      sameText(from),
      text('De organisatie is nog niet beschreven.', 'The organisation has not been described yet.'),
    );
  return base;
}

async function versionOn(
  database: Database,
  versions: readonly ProfileVersion[],
  day: string,
): Promise<ProfileBase | null> {
  const holding = holdingOn(versions, day) ?? versions[0];
  if (!holding) return null;
  const files = filesSchema.parse(JSON.parse(await contentQuestion.ask(database, holding)));
  return { version: holding.id, profile: profileFromFiles(files, holding.id) };
}

/** The profile of today, and the last that is to come or holds; null before the organisation was described. */
export async function latestVersions(
  database: Database,
): Promise<{ readonly now: Profile; readonly latest: Profile } | null> {
  const versions = await versionsQuestion.ask(database, {});
  const [now, latest] = [
    await versionOn(database, versions, await recordedDay(database)),
    await versionOn(database, versions, '9999-12-31'),
  ];
  return now && latest && { now: now.profile, latest: latest.profile };
}

const recordSchema = z.strictObject({
  change: codeChangeSchema,
  from: z.iso.date(),
  /** The version to which the change was shown: another may have been recorded meanwhile. */
  base: z.uuid(),
});

/** Another version was recorded while somebody looked at a change. */
export function changedMeanwhile(where: Text): SettingsRefused {
  return settingsRefused(
    'changed',
    where,
    text(
      'Het profiel is gewijzigd terwijl u bezig was. Uw wijziging staat er nog: bekijk haar opnieuw, met wat er nu geldt.',
      'The profile was changed while you were at work. Your change is still there: look at it again, with what holds now.',
    ),
  );
}

/** Records a change of a code list as a new version of the profile. Throws a SettingsRefused; nothing is written then. */
export const changeCodes: Action<z.infer<typeof recordSchema>, null> = {
  name: 'organisation.change-codes',
  input: recordSchema,
  object: ({ change }) => `${change.list} ${change.code}`,
  change: async (database, { change, from, base }) => {
    const { version, profile } = await baseOfChange(database, from);
    if (version !== base) throw changedMeanwhile(sameText(change.list));
    const files = withCodeChange(profile.files, change, from);
    await addVersion(database, { files, from });
    return { result: null, audit: { change: change.is, from } };
  },
};

/** What a change would be made to, and whether it can be: read alone. Throws a SettingsRefused. */
export const tryCodeChange: Question<
  Omit<z.infer<typeof recordSchema>, 'base'>,
  { readonly base: ProfileBase; readonly next: Profile }
> = {
  name: 'organisation.try-code-change',
  confidential: false,
  object: ({ change }) => change.list,
  ask: async (database, { change, from }) => {
    const base = await baseOfChange(database, from);
    return { base, next: profileFromFiles(withCodeChange(base.profile.files, change, from), null) };
  },
};

/** A version that is to come is undone: it never held. Throws a SettingsRefused for any other. */
export const undoVersion: Action<{ readonly version: string }, null> = {
  name: 'organisation.undo-profile',
  input: z.strictObject({ version: z.uuid() }),
  object: ({ version }) => version,
  change: async (database, { version }) => {
    await sql`select pg_advisory_xact_lock(hashtext('profile versions'))`.execute(database);
    const versions = await versionsQuestion.ask(database, {});
    const at = versions.findIndex(({ id }) => id === version);
    const day = versions[at]?.validFrom ?? null;
    if (day === null || day <= (await recordedDay(database)))
      throw settingsRefused(
        'version',
        sameText(version),
        text(
          'Deze versie geldt al, of is al ongedaan gemaakt. Leg een nieuwe wijziging vast.',
          'This version holds already, or was undone already. Record a new change.',
        ),
      );
    if (versions.slice(at + 1).some(({ validFrom }) => validFrom !== null && validFrom >= day))
      throw settingsRefused(
        'version',
        sameText(version),
        text(
          'Een latere wijziging bouwt hierop voort. Maak die eerst ongedaan.',
          'A later change was built on this one. Undo that first.',
        ),
      );
    await sql`update profile_version set withdrawn_at = now() where id = ${version}`.execute(database);
    return { result: null, audit: { from: day } };
  },
};

/** A version of the profile as it is listed. */
export interface RecordedVersion {
  readonly id: string;
  readonly from: string | null;
  readonly recordedAt: Date;
  /** The name of a person, or a part of the program; null where it is not known. */
  readonly by: string | null;
  readonly profile: Profile;
}

/** All versions that hold, held or are to come, in the order of their days; of one day the last recorded last. */
export const profileHistory: Question<Record<string, never>, readonly RecordedVersion[]> = {
  name: 'organisation.profile-history',
  confidential: false,
  object: () => 'profile',
  ask: async (database) => {
    const { rows } = await sql<{
      id: string;
      from: string | null;
      recordedAt: Date;
      by: string | null;
      content: string;
    }>`
      select v.id, v.valid_from as "from", v.recorded_at as "recordedAt", coalesce(c.name, v.recorded_by) as by, v.content
      from profile_version v
      left join person_contact c on c.person_id::text = v.recorded_by and c.withdrawn_at is null
      where v.withdrawn_at is null
      order by coalesce(v.valid_from, '-infinity'), v.recorded_at, v.id`.execute(database);
    return rows.map(({ content, ...row }) => ({
      ...row,
      profile: profileFromFiles(filesSchema.parse(JSON.parse(content)), row.id),
    }));
  },
};

/** How many rows of one table bear a code now. */
export interface RowsWithCode {
  readonly table: string;
  /** 4 stands for one to four: who looks after lists sees no records. */
  readonly rows: number;
}

/** How many rows of registers bear a code now, once for each column that holds codes of its list. */
export const rowsWithCode: Question<
  { readonly list: string; readonly code: string },
  readonly RowsWithCode[]
> = {
  name: 'organisation.rows-with-code',
  confidential: false,
  object: ({ list, code }) => `${list} ${code}`,
  ask: async (database, { list, code }) =>
    (
      await sql<RowsWithCode>`select table_name as "table", rows from rows_with_code(${list}, ${code})`.execute(
        database,
      )
    ).rows,
};

/** Who changes code lists on a page, and undoes what is to come. */
export const settingsAccess: readonly AccessRow[] = (
  [
    ['see', profileHistory.name],
    ['see', tryCodeChange.name],
    ['see', rowsWithCode.name],
    ['do', changeCodes.name],
    ['do', undoVersion.name],
  ] as const
).map(([may, what]) => ({
  who: 'functional-administrator',
  may,
  what,
  on: 'concern',
  because: 'De functioneel beheerder houdt codelijsten, teksten en drempels bij',
}));
