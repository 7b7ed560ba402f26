import type { Profile } from '../../codes/profile.ts';
import { type ProfileOn, profileReader } from '../../codes/profile-versions.ts';
import { today } from '../../organisation/period.ts';
import { NoOrganisation } from '../../organisation/records.ts';
import { identityActor } from '../../platform/access/actor.ts';
import type { OrganisationDoor } from '../../platform/database/doorways.ts';
import type { WorkPremises } from '../front/visit.ts';

const readers = new WeakMap<OrganisationDoor, ProfileOn>();

/** The profile that holds today. Throws a {@link NoOrganisation} before the organisation was described. */
export function profileOf({
  premises: { door },
}: {
  readonly premises: Pick<WorkPremises, 'door'>;
}): Promise<Profile> {
  const reader =
    readers.get(door) ?? profileReader(door, () => Promise.reject(new NoOrganisation()), identityActor);
  readers.set(door, reader);
  return reader(today());
}
