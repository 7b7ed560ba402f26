import { profileHistory, type RecordedVersion } from '../../codes/changes/settings-changes.ts';
import type { Profile } from '../../codes/profile.ts';
import { today } from '../../organisation/period.ts';
import { concern } from '../../platform/access/resource.ts';
import { look } from '../../platform/database/doorways.ts';
import { hasRole, type SignedIn } from '../front/visit.ts';

/** The versions of the profile, apart by whether they are over, hold, or are to come. */
export interface Versions {
  /** Those that held before, and the one that holds as the last. */
  readonly begun: readonly RecordedVersion[];
  readonly holding: RecordedVersion | undefined;
  readonly toCome: readonly RecordedVersion[];
}

/** The versions as who keeps them sees them; null for anybody else. */
export async function versionsHere(visit: SignedIn): Promise<Versions | null> {
  if (!hasRole(visit, 'functional-administrator')) return null;
  const all = await look(visit.premises.door, visit.actor, profileHistory, concern, {});
  const day = today();
  const begun = all.filter(({ from }) => from === null || from <= day);
  return {
    begun: begun.length > 0 ? begun : all.slice(0, 1),
    holding: begun.at(-1) ?? all[0],
    toCome: all.filter(({ from }) => from !== null && from > day),
  };
}

/** The profile that the next change is made to: the last that is to come, or the one that holds. */
export function latestOf({ holding, toCome }: Versions): Profile | null {
  return (toCome.at(-1) ?? holding)?.profile ?? null;
}

/** As {@link latestOf}; null for who does not keep it, or before the organisation was described. */
export async function profileToChange(visit: SignedIn): Promise<Profile | null> {
  const versions = await versionsHere(visit);
  return versions && latestOf(versions);
}
