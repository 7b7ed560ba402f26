import { hash } from 'node:crypto';
import { sql } from 'kysely';
import { z } from 'zod';
import { describeOrganisation, recordDescription } from '../organisation/describe.ts';
import { organisationSchema } from '../organisation/records.ts';
import { type AccessRow, atCommandLine } from '../platform/access/access-table.ts';
import { type Actor, operator } from '../platform/access/actor.ts';
import { roles } from '../platform/access/relation.ts';
import { concern } from '../platform/access/resource.ts';
import {
  type Action,
  type Database,
  look,
  type OrganisationDoor,
  perform,
  type Question,
} from '../platform/database/doorways.ts';
import { newId } from '../platform/database/new-id.ts';
import { type Profile, type ProfileFiles, profileFromFiles } from './profile.ts';
import { retentionOf, retentionUnapproved, sameTerms } from './retention.ts';
import { sameThresholds, thresholdsOf, thresholdsUnapproved } from './thresholds.ts';

/** A profile of the organisation as it was recorded. */
export interface ProfileVersion {
  readonly id: string;
  /** The first day on which it holds; null: always. */
  readonly validFrom: string | null;
}

export const filesSchema = z.custom<ProfileFiles>(
  (value) => typeof value === 'object' && value !== null && 'profile.json' in value,
);
const recordSchema = z.strictObject({ files: filesSchema, from: z.iso.date().nullable() });
type RecordInput = z.infer<typeof recordSchema>;

/**
 * Records a profile as a version that holds from a day on (null: for every day before the next version). The first one
 * holds for every day, since registers go back further than the day on which an organisation begins. The version that
 * holds on that day is not recorded twice.
 */
export const recordProfile: Action<RecordInput, { readonly recorded: boolean }> = {
  name: 'organisation.profile',
  input: recordSchema,
  object: ({ files }) => profileFromFiles(files, null).key,
  change: async (database, input) => {
    const recorded = await addVersion(database, input);
    return { result: { recorded }, audit: { from: input.from, recorded } };
  },
};

const describedSchema = z.strictObject({
  description: organisationSchema,
  profile: recordSchema,
  /** Whether units that stand and are left out may end. */
  drop: z.boolean().optional(),
});

/** Describes the organisation and records its profile: both or neither. */
export const describeWithProfile: Action<
  z.infer<typeof describedSchema>,
  { readonly units: number; readonly profileRecorded: boolean }
> = {
  name: describeOrganisation.name,
  input: describedSchema,
  object: ({ description }) => describeOrganisation.object(description),
  change: async (database, { description, profile, drop = false }) => {
    const { result, audit } = await recordDescription(database, description, drop);
    const profileRecorded = await addVersion(database, profile);
    return { result: { ...result, profileRecorded }, audit: { ...audit, profileRecorded } };
  },
};

/**
 * Adds a version of the profile, unless it is the one that holds on that day. Throws a ThresholdsRefused where
 * another has to approve its thresholds, a RetentionRefused where another has to approve its retention terms.
 *
 * @param proposal by which another approved its thresholds
 */
export async function addVersion(
  database: Database,
  { files, from }: RecordInput,
  proposal: string | null = null,
): Promise<boolean> {
  const content = JSON.stringify(Object.fromEntries(Object.entries(files).sort(byName)));
  // Two instances that record at once wait for each other, and the second finds it done.
  await sql`select pg_advisory_xact_lock(hashtext('profile versions'))`.execute(database);
  const versions = await versionsQuestion.ask(database, {});
  const holding = holdingOn(versions, from) ?? versions[0];
  const held = holding && (await contentQuestion.ask(database, holding));
  if (held === content) return false;
  if (held !== undefined && proposal === null)
    await refuseUnapproved(database, filesSchema.parse(JSON.parse(held)), files);
  await database
    .insertInto('profile_version')
    .values({
      id: newId(),
      profile: profileFromFiles(files, null).key,
      content,
      sha256: hash('sha256', content),
      valid_from: versions.length === 0 ? null : from,
      ...(proposal === null ? {} : { proposal_id: proposal }),
      // Not when the transaction began: it may have waited for another.
      recorded_at: sql`clock_timestamp()`,
    })
    .execute();
  return true;
}

const byName = ([one]: [string, unknown], [other]: [string, unknown]) => (one < other ? -1 : 1);

/** Refuses retention terms that a person changes alone, and thresholds once two could decide about them. */
async function refuseUnapproved(database: Database, now: ProfileFiles, next: ProfileFiles): Promise<void> {
  if (!sameTerms(retentionOf(profileFromFiles(now, null)), retentionOf(profileFromFiles(next, null)))) {
    const acting = await sql<{ person: boolean }>`select acting_kind() = 'person' as person`.execute(
      database,
    );
    if (acting.rows[0]?.person) throw retentionUnapproved();
  }
  if (sameThresholds(thresholdsOf(now), thresholdsOf(next))) return;
  const answer = await sql<{ need: boolean }>`select thresholds_need_approval() as need`.execute(database);
  if (answer.rows[0]?.need === true) throw thresholdsUnapproved();
}

/** The version that holds on a day (null: before every day). Versions stand in the order in which they were recorded. */
export function holdingOn(
  versions: readonly ProfileVersion[],
  day: string | null,
): ProfileVersion | undefined {
  let holding: ProfileVersion | undefined;
  for (const version of versions) {
    if (version.validFrom !== null && (day === null || version.validFrom > day)) continue;
    if (!holding || (version.validFrom ?? '') >= (holding.validFrom ?? '')) holding = version;
  }
  return holding;
}

/** The versions of the profile, in the order in which they were recorded. */
export const versionsQuestion: Question<Record<string, never>, readonly ProfileVersion[]> = {
  name: 'organisation.profile',
  confidential: false,
  object: () => 'profile',
  ask: async (database) =>
    (
      await database
        .selectFrom('profile_version')
        .select(['id', 'valid_from'])
        .where('withdrawn_at', 'is', null)
        .orderBy('recorded_at')
        .orderBy('id')
        .execute()
    ).map((row) => ({ id: row.id, validFrom: row.valid_from })),
};

export const contentQuestion: Question<Pick<ProfileVersion, 'id'>, string> = {
  name: 'organisation.profile',
  confidential: false,
  object: ({ id }) => id,
  ask: async (database, { id }) =>
    (
      await database
        .selectFrom('profile_version')
        .select('content')
        .where('id', '=', id)
        .executeTakeFirstOrThrow()
    ).content,
};

/** Milliseconds for which an instance trusts the list of versions that it read. */
const trusted = 1000;

/**
 * Gives the profile that holds on a day (ISO date), or with `version` the one by which a publication was made,
 * whatever holds now: its id, or null for what was published before profiles were kept, which the first version holds.
 */
export type ProfileOn = (day: string, version?: string | null) => Promise<Profile>;

/**
 * Reads the profile that holds on a day, as this instance knows it: a version that another recorded is followed
 * within two seconds. Behind the workplace identity reads it, since its login can be no operator. Before the organisation was described it is what `undescribed` gives.
 */
export function profileReader(
  door: OrganisationDoor,
  undescribed: () => Promise<Profile>,
  actor: Actor = operator('daglicht'),
): ProfileOn {
  const profiles = new Map<string, Promise<Profile>>();
  let versions: Promise<readonly ProfileVersion[]> = Promise.resolve([]);
  let readAt = Number.NEGATIVE_INFINITY;
  const current = () => {
    if (performance.now() - readAt < trusted) return versions;
    readAt = performance.now();
    versions = look(door, actor, versionsQuestion, concern, {});
    versions.catch(() => {
      readAt = Number.NEGATIVE_INFINITY;
    });
    return versions;
  };
  const read = async (id: string): Promise<Profile> =>
    profileFromFiles(
      filesSchema.parse(JSON.parse(await look(door, actor, contentQuestion, concern, { id }))),
      id,
    );
  return async (day, version) => {
    const known = await current();
    // Before the first version began the first one holds: there was none other.
    const holding = (version === null ? undefined : holdingOn(known, day)) ?? known[0];
    const id = version ?? holding?.id;
    if (id === undefined) {
      readAt = Number.NEGATIVE_INFINITY;
      return undescribed();
    }
    const profile = profiles.get(id) ?? read(id);
    profiles.set(id, profile);
    profile.catch(() => profiles.delete(id));
    return profile;
  };
}

/** Records the profile of an organisation that was described before profiles were kept as versions. */
export async function recordFirstProfile(
  door: OrganisationDoor,
  read: () => Promise<Profile>,
): Promise<void> {
  const actor = operator('daglicht');
  if ((await look(door, actor, versionsQuestion, concern, {})).length > 0) return;
  await perform(door, actor, recordProfile, concern, { files: (await read()).files, from: null });
}

const because = 'Het programma zelf: codelijsten, teksten en drempels van de organisatie';

/** Who brings in profiles and who reads them. */
export const profileAccess: readonly AccessRow[] = [
  ...atCommandLine(
    { may: 'do', what: recordProfile.name, because: 'Wie codelijsten, teksten en drempels bijhoudt' },
    ['functional-administrator'],
  ),
  ...(['operator', 'identity'] as const).map(
    (who): AccessRow => ({ who, may: 'see', what: versionsQuestion.name, on: 'concern', because }),
  ),
  ...roles.map(
    (who): AccessRow => ({
      who,
      may: 'see',
      what: versionsQuestion.name,
      on: 'none',
      byToken: 'always',
      because: 'Welke codelijsten en teksten gelden is geen geheim voor wie er werkt',
    }),
  ),
];
