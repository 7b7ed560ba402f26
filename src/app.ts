import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { partAccess } from './codes/changes/part-changes.ts';
import { retentionAccess } from './codes/changes/retention-changes.ts';
import { settingsAccess } from './codes/changes/settings-changes.ts';
import { thresholdAccess } from './codes/changes/threshold-changes.ts';
import { type Profile, readProfile } from './codes/profile.ts';
import {
  type ProfileOn,
  profileAccess,
  profileReader,
  recordFirstProfile,
} from './codes/profile-versions.ts';
import { callAccess } from './collection/annual-call/call-access.ts';
import { type Catalogue, catalogueOf, registersOn } from './collection/catalogue.ts';
import { recordExportAccess } from './collection/export/record-export.ts';
import { lineAccess } from './collection/in-the-line/line-access.ts';
import { keptPostAccess, keptTextAccess } from './collection/keeping/kept-texts.ts';
import { savedViewAccess } from './collection/keeping/saved-views.ts';
import { keptFileAccess } from './collection/kept-files/kept-files.ts';
import type { OpenOrganisation } from './collection/open-organisation.ts';
import { peopleAccess } from './collection/people/people-access.ts';
import { questionAccess } from './collection/record-questions/question-access.ts';
import { sealedTablesOf } from './collection/records/sealed-records.ts';
import type { Register } from './collection/register.ts';
import { keyAccess } from './organisation/keys/key-access.ts';
import { organisationAccess } from './organisation/organisation-access.ts';
import { today } from './organisation/period.ts';
import {
  type AccessRow,
  type AccessTable,
  accessTable,
  atCommandLine,
} from './platform/access/access-table.ts';
import { operator } from './platform/access/actor.ts';
import { concern } from './platform/access/resource.ts';
import { closeOrganisation, look, openOrganisation, type Question } from './platform/database/doorways.ts';
import { migrate } from './platform/database/migrations/migrations.ts';
import { openStorage, type Storage, type StorageEnvironment } from './platform/database/storage.ts';
import { healthAccess } from './platform/health/health-access.ts';
import { identityAccess } from './platform/identity/identity-access.ts';
import { jobAccess } from './platform/jobs/job-access.ts';
import { mailAccess } from './platform/mail/mail-access.ts';
import { traceAccess } from './platform/trace/trace-access.ts';
import { publicationAccess } from './publication/access.ts';
import { insideAccess } from './publication/inside/inside-access.ts';
import { workbenchAccess } from './publication/workbench/workbench-access.ts';
import { registers } from './registers.ts';
import { boxAccess } from './reporting/boxes/box-access.ts';
import { whereToTurnAccess } from './reporting/where-to-turn/asked.ts';

/** All registers that exist. */
export const wholeCatalogue: Catalogue = catalogueOf(registers);

/** The tables whose rows are sealed, of registers that an organisation does not keep too. */
export const sealedTables = sealedTablesOf(registers.flatMap(({ records = [] }) => records));

/** Who keeps registers. */
const keepers = registers.flatMap(({ pages }) => pages?.keptBy.map(({ role }) => role) ?? []);

/** What the program itself may be asked and told, whatever the registers. */
const programAccess: readonly AccessRow[] = [
  ...organisationAccess,
  ...keyAccess,
  ...boxAccess,
  ...profileAccess,
  ...settingsAccess,
  ...partAccess,
  ...retentionAccess,
  ...thresholdAccess,
  ...peopleAccess,
  ...keptPostAccess,
  ...callAccess,
  ...lineAccess,
  ...questionAccess,
  ...workbenchAccess,
  ...insideAccess,
  ...keptTextAccess(keepers),
  ...savedViewAccess(keepers),
  ...keptFileAccess(['central-coordinator']),
  ...recordExportAccess,
  ...atCommandLine(
    { may: 'see', what: 'figures.inputs', because: 'Het verslag wordt uit gecodeerde rijen berekend' },
    ['central-coordinator'],
  ),
  ...atCommandLine(
    { may: 'see', what: 'figures.rows', because: 'Wie een getal uitlegt volgt het naar de ingelezen rijen' },
    ['central-coordinator'],
  ),
  ...atCommandLine(
    {
      may: 'do',
      what: 'figures.basis-reasons',
      because: 'Wie het verslag maakt zegt waarom registratie en jaaropgave verschillen',
    },
    ['central-coordinator'],
  ),
  ...atCommandLine(
    { may: 'see', what: 'flags.counts', because: 'Wie de registratie van de hele organisatie bijhoudt' },
    ['central-coordinator'],
  ),
  {
    who: 'operator',
    may: 'see',
    what: 'organisation.contents',
    on: 'concern',
    because: 'Wie een organisatie verwijdert ziet eerst wat er dan weg is',
  },
  ...atCommandLine(
    { may: 'see', what: 'imports.list', because: 'Wie de registratie van de hele organisatie bijhoudt' },
    ['central-coordinator'],
  ),
  ...atCommandLine(
    { may: 'do', what: 'imports.undo', because: 'Wie de registratie van de hele organisatie bijhoudt' },
    ['central-coordinator'],
  ),
  ...atCommandLine(
    { may: 'do', what: 'calls.answer', because: 'Wie de uitvraag doet legt de antwoorden vast' },
    ['central-coordinator'],
  ),
  {
    who: 'operator',
    may: 'do',
    what: 'example.step',
    on: 'concern',
    until: 'first-account',
    because: 'Voorbeelden worden stap voor stap klaargezet',
  },
  {
    who: 'operator',
    may: 'do',
    what: 'example.people',
    on: 'concern',
    until: 'first-account',
    because: 'Voorbeelden worden stap voor stap klaargezet',
  },
  {
    who: 'operator',
    may: 'see',
    what: 'example.progress',
    on: 'concern',
    because: 'Voorbeelden worden stap voor stap klaargezet',
  },
  ...publicationAccess,
  ...identityAccess,
  ...traceAccess,
  ...jobAccess,
  ...mailAccess,
  ...healthAccess,
  ...whereToTurnAccess,
  {
    who: 'technical-administrator',
    may: 'see',
    what: 'program.state',
    on: 'concern',
    because: 'De technisch beheerder let op de toestand van het systeem',
  },
];

/** The one access table, assembled from the rooms. */
export const accessOf = (catalogue: Catalogue): AccessTable =>
  accessTable([...catalogue.access, ...programAccess]);

/** The access table of all registers. */
export const access: AccessTable = accessOf(wholeCatalogue);

/**
 * An organisation on a day, with the catalogue of the registers that it keeps then.
 *
 * @param profileOn the profile that holds on a day, or that a publication was made by
 * @param all the registers that exist
 */
export async function organisationOn(
  day: string,
  { key, door }: Pick<OpenOrganisation, 'key' | 'door'>,
  profileOn: ProfileOn,
  all: readonly Register[] = registers,
  version?: string | null,
): Promise<OpenOrganisation> {
  const profile = await profileOn(day, version);
  return {
    key,
    door,
    profile,
    catalogue: catalogueOf(registersOn(all, profile)),
    on: (other, made) => organisationOn(other, { key, door }, profileOn, all, made),
  };
}

/** A running program: its storage and the organisations it opened. */
export interface Daglicht {
  readonly storage: Storage;
  readonly folder: string;
  /** What it was opened with, to open it again in another thread. */
  readonly environment: StorageEnvironment;
  /** Opens an organisation as it is today: its database is made and brought up to date when needed. */
  readonly organisation: (key: string) => Promise<OpenOrganisation>;
  /** Ends the connections to an organisation; it can be opened again. */
  readonly leave: (key: string) => Promise<void>;
  readonly close: () => Promise<void>;
}

const root = resolve(import.meta.dirname, '..');

/** The folder with the profiles that come with the program. */
export const profilesFolder = join(root, 'profiles');
/** The folder with the examples that come with the program. */
export const examplesFolder = join(root, 'examples');
/** The folder with the sources, in which migrations are found. */
export const sourceFolder = join(root, 'src');

/** Opens the storage that the environment names. Throws a ClusterError when it cannot be had. */
export async function openDaglicht(
  environment: StorageEnvironment,
  dataFolder: string,
  storageInUse?: Storage,
): Promise<Daglicht> {
  const storage = storageInUse ?? (await openStorage(environment, { dataFolder }));
  const opened = new Map<string, OpenOrganisation>();
  return {
    storage,
    folder: dataFolder,
    environment,
    organisation: async (key) => {
      const known = opened.get(key);
      if (known) return known.on(today());
      await storage.ensureDatabase(key);
      if (storage.mayMigrate) await migrate(storage.connection(key, 'owner'), sourceFolder);
      const door = openOrganisation(key, storage.connection(key, 'runtime'), access);
      try {
        const named = await look(door, operator('daglicht'), profileQuestion, concern, {});
        if (named !== null) await recordFirstProfile(door, () => namedProfile(named));
        const profileOn = profileReader(door, () => namedProfile('rijk'));
        const organisation = await organisationOn(today(), { key, door }, profileOn);
        opened.set(key, organisation);
        return organisation;
      } catch (error) {
        await closeOrganisation(door);
        throw error;
      }
    },
    leave: async (key) => {
      const known = opened.get(key);
      opened.delete(key);
      if (known) await closeOrganisation(known.door);
    },
    close: async () => {
      for (const organisation of opened.values()) await closeOrganisation(organisation.door);
      await storage.close();
    },
  };
}

/** The folder of a profile that comes with the program, by key, or one that the organisation wrote. */
export function profileFolder(name: string): string {
  const shipped = join(profilesFolder, name);
  return existsSync(join(shipped, 'profile.json')) ? shipped : resolve(name);
}

/** Reads a profile by key or folder. Throws a ProfileError. */
export function namedProfile(name: string): Promise<Profile> {
  return readProfile(profileFolder(name));
}

/** The profile that the description of an organisation names; null before it is described. */
const profileQuestion: Question<Record<string, never>, string | null> = {
  name: 'organisation.structure',
  confidential: false,
  object: () => 'organisation',
  ask: async (database) =>
    (await database.selectFrom('organisation_root').select('profile').executeTakeFirst())?.profile ?? null,
};
