import type { Profile } from '../codes/profile.ts';
import type { OrganisationDoor } from '../platform/database/doorways.ts';
import type { Catalogue } from './catalogue.ts';

/** One organisation, ready for work, as its profile of a day makes it: what every service of the program works on. */
export interface OpenOrganisation {
  readonly key: string;
  readonly door: OrganisationDoor;
  readonly profile: Profile;
  /** What follows from the registers that it keeps. */
  readonly catalogue: Catalogue;
  /**
   * The same organisation on a day (ISO date). What lasts longer than a command asks this each time: what another
   * instance changed is followed within two seconds. With `profileVersion` as a publication recorded it (null: before
   * versions were kept) it is the organisation by the profile that the publication was made by.
   */
  readonly on: (day: string, profileVersion?: string | null) => Promise<OpenOrganisation>;
}
