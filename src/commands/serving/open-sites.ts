import { sourceFolder } from '../../app.ts';
import type { OpenOrganisation } from '../../collection/open-organisation.ts';
import { organisationNameQuestion } from '../../organisation/records.ts';
import { publicReader } from '../../platform/access/actor.ts';
import { concern } from '../../platform/access/resource.ts';
import { look } from '../../platform/database/doorways.ts';
import { storageStatus } from '../../platform/database/status.ts';
import type { Storage } from '../../platform/database/storage.ts';
import { sameText, type Text } from '../../platform/language/text.ts';
import { programVersion } from '../../platform/version.ts';
import { brokenSite, filesOrigin } from '../../platform/web/front/closed-sites.ts';
import type { Directory } from '../../platform/web/front/directory.ts';
import type { HostEntry, Origin } from '../../platform/web/front/origins.ts';
import type { ListedOrganisation } from '../../publication/site/pages/start.tsx';
import { openSite, openStart, type SiteOptions } from '../../publication/site/site.ts';
import { componentPage } from '../../workplace/components/component-page.tsx';
import { workOrigin } from '../../workplace/work-origin.tsx';

type Served = Pick<OpenOrganisation, 'key' | 'door'>;

/** What an organisation calls itself; its key before it is described. */
export async function nameOf({ key, door }: Served): Promise<Text> {
  return (await look(door, publicReader, organisationNameQuestion, concern, {})) ?? sameText(key);
}

/** The organisations with their names and where they answer. */
export function listOrganisations(
  organisations: readonly Served[],
  hosts: readonly HostEntry[],
  secure: boolean,
): Promise<readonly ListedOrganisation[]> {
  const addressOf = (organisation: string, origin: Origin): string | null => {
    const entry = hosts.find((one) => one.organisation === organisation && one.origin === origin);
    return entry ? `${secure ? 'https' : 'http'}://${entry.host}` : null;
  };
  return Promise.all(
    organisations.map(async ({ key, door }) => ({
      key,
      name: await nameOf({ key, door }),
      publicAddress: addressOf(key, 'public'),
      workAddress: addressOf(key, 'work'),
    })),
  );
}

/**
 * Makes the sites of all organisations known, on the three origins and on the address that lists them.
 *
 * @param broken keys of organisations that could not be opened: their own addresses say so
 */
export function openSites(
  directory: Directory,
  storage: Storage,
  organisations: readonly Served[],
  listed: readonly ListedOrganisation[],
  hosts: readonly HostEntry[],
  options: SiteOptions,
  broken: readonly string[] = [],
): void {
  const start = openStart(listed, options);
  const files = { app: filesOrigin(options.assets) };
  const publicSites = new Map(organisations.map(({ key, door }) => [key, openSite(key, door, options)]));
  const keys = organisations.map(({ key }) => key);
  const work = (organisation: string | null) =>
    workOrigin({
      ...options,
      program: { name: 'Daglicht', version: programVersion },
      components: componentPage,
      status: () => storageStatus(storage, sourceFolder, organisation === null ? keys : [organisation]),
    });
  const closed = { app: brokenSite(options.assets) };
  directory.open(
    hosts.map((entry) => {
      if (entry.organisation !== null && broken.includes(entry.organisation))
        return { ...entry, site: closed };
      if (entry.origin === 'files') return { ...entry, site: files };
      if (entry.origin === 'work') return { ...entry, site: { app: work(entry.organisation) } };
      return { ...entry, site: publicSites.get(entry.organisation ?? '') ?? start };
    }),
  );
}
