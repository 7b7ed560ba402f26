import { access } from '../../app.ts';
import type { OpenOrganisation } from '../../collection/open-organisation.ts';
import {
  closeOrganisation,
  type OrganisationDoor,
  openOrganisation,
} from '../../platform/database/doorways.ts';
import type { ServingLogin } from '../../platform/database/roles.ts';
import type { Storage } from '../../platform/database/storage.ts';

/** The doors of an organisation behind its origins: each by a login that can take no other role than it needs. */
export interface OriginDoors {
  readonly key: string;
  readonly public: OrganisationDoor;
  readonly workplace: OrganisationDoor;
}

/**
 * Opens the doors behind the origins, for each organisation. Where an origin has no login of its own it uses the
 * organisation's door.
 */
export function openOriginDoors(
  storage: Pick<Storage, 'logins' | 'connection'>,
  organisations: readonly Pick<OpenOrganisation, 'key' | 'door'>[],
): { readonly doors: readonly OriginDoors[]; readonly close: () => Promise<void> } {
  const own: OrganisationDoor[] = [];
  const doors = organisations.map(({ key, door }): OriginDoors => {
    const behind = (as: ServingLogin): OrganisationDoor => {
      if (!storage.logins.includes(as)) return door;
      const opened = openOrganisation(key, storage.connection(key, as), access);
      own.push(opened);
      return opened;
    };
    return { key, public: behind('public'), workplace: behind('workplace') };
  });
  return { doors, close: async () => void (await Promise.all(own.map(closeOrganisation))) };
}
