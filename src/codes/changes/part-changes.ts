import { z } from 'zod';
import type { AccessRow } from '../../platform/access/access-table.ts';
import type { Action, Question } from '../../platform/database/doorways.ts';
import { sameText } from '../../platform/language/text.ts';
import { type Profile, profileFromFiles } from '../profile.ts';
import { addVersion } from '../profile-versions.ts';
import { partChangeSchema, withPart } from './profile-parts.ts';
import { baseOfChange, changedMeanwhile, type ProfileBase } from './settings-changes.ts';

const recordSchema = z.strictObject({
  change: partChangeSchema,
  from: z.iso.date(),
  /** The version to which the change was shown: another may have been recorded meanwhile. */
  base: z.uuid(),
});

/** Records other texts, names or holidays as a new version of the profile. Throws a SettingsRefused; nothing is written then. */
export const changePart: Action<z.infer<typeof recordSchema>, null> = {
  name: 'organisation.change-profile-part',
  input: recordSchema,
  object: ({ change }) => change.part,
  change: async (database, { change, from, base }) => {
    const { version, profile } = await baseOfChange(database, from);
    if (version !== base) throw changedMeanwhile(sameText(change.part));
    await addVersion(database, { files: withPart(profile.files, change), from });
    return { result: null, audit: { part: change.part, from } };
  },
};

/** What a change would be made to, and whether it can be: read alone. Throws a SettingsRefused. */
export const tryPartChange: Question<
  Omit<z.infer<typeof recordSchema>, 'base'>,
  { readonly base: ProfileBase; readonly next: Profile }
> = {
  name: 'organisation.try-profile-part',
  confidential: false,
  object: ({ change }) => change.part,
  ask: async (database, { change, from }) => {
    const base = await baseOfChange(database, from);
    return { base, next: profileFromFiles(withPart(base.profile.files, change), null) };
  },
};

/** Who changes texts, names of levels, titles and holidays on a page. */
export const partAccess: readonly AccessRow[] = (
  [
    ['see', tryPartChange.name],
    ['do', changePart.name],
  ] as const
).map(([may, what]) => ({
  who: 'functional-administrator',
  may,
  what,
  on: 'concern',
  because: 'De functioneel beheerder houdt codelijsten, teksten en drempels bij',
}));
