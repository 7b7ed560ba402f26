import { access, sourceFolder, wholeCatalogue } from '../../app.ts';
import type { OpenOrganisation } from '../../collection/open-organisation.ts';
import { pinOf } from '../../organisation/keys/pins.ts';
import { organisationNameQuestion } from '../../organisation/records.ts';
import { publicReader } from '../../platform/access/actor.ts';
import { concern } from '../../platform/access/resource.ts';
import { look } from '../../platform/database/doorways.ts';
import { storageStatus } from '../../platform/database/status.ts';
import type { Storage } from '../../platform/database/storage.ts';
import { freeRoom } from '../../platform/health/surroundings.ts';
import { sameText, type Text } from '../../platform/language/text.ts';
import type { SealingKeys } from '../../platform/sealing/key-file.ts';
import { brokenSite, filesOrigin } from '../../platform/web/front/closed-sites.ts';
import type { Directory, Site } from '../../platform/web/front/directory.ts';
import type { HostEntry, Origin } from '../../platform/web/front/origins.ts';
import type { ListedOrganisation } from '../../publication/site/pages/start.tsx';
import { openSite, openStart, type SiteOptions } from '../../publication/site/site.ts';
import type { ReportMaker } from '../../publication/workbench/making/maker.ts';
import { registers } from '../../registers.ts';
import { reportingSite } from '../../reporting/where-to-turn/reporting-site.ts';
import { isReporting } from '../../reporting/where-to-turn/sheets.ts';
import { writtenChannel } from '../../reporting/writing/written-channel.ts';
import { componentPage } from '../../workplace/components/component-page.tsx';
import type { WorkPremises } from '../../workplace/front/visit.ts';
import { workSite } from '../../workplace/front/work-site.tsx';
import { workRoutes } from '../../workplace/routes.ts';
import { workList } from '../../workplace/work-list.tsx';
import type { OriginDoors } from './origin-doors.ts';

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

/** What workplaces are made with, beside what all sites are. */
export interface WorkGiven {
  readonly keys: SealingKeys;
  /** The folder of which the disk is watched. */
  readonly dataFolder: string;
  /** Where it is said which root of keys counts. */
  readonly pinFile: string;
  /** Whether visitors of an example may continue as its people: this machine alone is served. */
  readonly examples: boolean;
  /** What stands above every page of an example, by key. */
  readonly notices: ReadonlyMap<string, Text>;
  /** What makes the reports of an organisation, by key. */
  readonly makers: ReadonlyMap<string, ReportMaker>;
}

/** The public origin of an organisation: where to turn below its own address, what was published everywhere else. */
function withReporting(site: Site, reporting: Site['app']): Site {
  const app: Site['app'] = {
    fetch: (request) => (isReporting(new URL(request.url).pathname) ? reporting : site.app).fetch(request),
  };
  return { ...site, app };
}

/**
 * Makes the sites of all organisations known, on the three origins and on the address that lists them.
 *
 * @param broken keys of organisations that could not be opened: their own addresses say so
 */
export function openSites(
  directory: Directory,
  storage: Storage,
  organisations: readonly OriginDoors[],
  listed: readonly ListedOrganisation[],
  hosts: readonly HostEntry[],
  options: SiteOptions,
  workGiven: WorkGiven,
  broken: readonly string[] = [],
): void {
  const { assets, secure, tell } = options;
  const start = openStart(listed, options);
  const files = { app: filesOrigin(assets) };
  const publicSites = new Map(
    organisations.map((one) => [
      one.key,
      withReporting(
        openSite(one.key, one.public, options),
        reportingSite({
          organisation: one.key,
          door: one.public,
          assets,
          secure,
          notice: workGiven.notices.get(one.key) ?? null,
          channel: () =>
            writtenChannel({ door: one.public, pinOf: (org) => pinOf(workGiven.pinFile, org), tell }),
          tell,
        }),
      ),
    ]),
  );
  const work = new Map(
    organisations.map(({ key, workplace: door }) => {
      const premises: WorkPremises = {
        organisation: key,
        door,
        name: listed.find((one) => one.key === key)?.name ?? sameText(key),
        keys: workGiven.keys,
        assets,
        secure,
        examples: workGiven.examples,
        notice: workGiven.notices.get(key) ?? null,
        publicAddress: listed.find((one) => one.key === key)?.publicAddress ?? null,
        access,
        catalogue: wholeCatalogue,
        reports: workGiven.makers.get(key) ?? null,
        registerName: (register) => registers.find((one) => one.key === register)?.name,
        free: () => freeRoom(workGiven.dataFolder),
        pinOf: (org) => pinOf(workGiven.pinFile, org),
        status: () => storageStatus(storage, sourceFolder, [key], 'workplace'),
      };
      return [key, { app: workSite(premises, workRoutes, tell) }];
    }),
  );
  const workplaces = { app: workList(assets, listed, componentPage, tell) };
  const closed = { app: brokenSite(assets) };
  directory.open(
    hosts.map((entry) => {
      if (entry.organisation !== null && broken.includes(entry.organisation))
        return { ...entry, site: closed };
      if (entry.origin === 'files') return { ...entry, site: files };
      if (entry.origin === 'work')
        return { ...entry, site: work.get(entry.organisation ?? '') ?? workplaces };
      return { ...entry, site: publicSites.get(entry.organisation ?? '') ?? start };
    }),
  );
}
