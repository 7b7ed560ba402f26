import { type Daglicht, sourceFolder, wholeCatalogue } from '../../app.ts';
import type { OpenOrganisation } from '../../collection/open-organisation.ts';
import { channelKeys, keysInHealth } from '../../organisation/keys/channel-state.ts';
import { pinOf } from '../../organisation/keys/pins.ts';
import { keysQuestion } from '../../organisation/keys/recorded.ts';
import { systemActor } from '../../platform/access/actor.ts';
import { concern } from '../../platform/access/resource.ts';
import { look } from '../../platform/database/doorways.ts';
import { storageStatus } from '../../platform/database/status.ts';
import { chainJob } from '../../platform/health/chain-job.ts';
import type { Surroundings } from '../../platform/health/health.ts';
import { healthJob } from '../../platform/health/health-job.ts';
import { freeRoom } from '../../platform/health/surroundings.ts';
import { doJobs, newHolder } from '../../platform/jobs/do-jobs.ts';
import { sendWaiting } from '../../platform/mail/send-waiting.ts';
import { inRounds } from '../../platform/rounds/in-rounds.ts';
import type { HeadPlace } from '../../platform/trace/heads.ts';
import type { ListedOrganisation } from '../../publication/site/pages/start.tsx';
import { reportJobs } from '../../publication/workbench/making/report-jobs.ts';
import { digestJob } from '../../workplace/notices/digest-job.ts';
import { writerOf } from '../../workplace/notices/letters.ts';
import type { WorkGiven } from './open-sites.ts';

/** What is known of the machine and of the migrations of an organisation. */
async function surroundingsOf(
  { storage, folder }: Pick<Daglicht, 'storage' | 'folder'>,
  { key: organisation, door }: Pick<OpenOrganisation, 'key' | 'door'>,
  pinFile: string,
): Promise<Surroundings> {
  const recorded = await look(door, systemActor, keysQuestion, concern, {});
  const status = await storageStatus(storage, sourceFolder, [organisation], 'runtime');
  return {
    isMigrated: status.databases.every(({ pending }) => pending.length === 0),
    free: await freeRoom(folder),
    channel: keysInHealth(await channelKeys(recorded, await pinOf(pinFile, recorded.org))),
  };
}

/** Milliseconds between two times that it is looked whether something is due. */
const every = 3000;

/**
 * Does the jobs of the organisations and sends their mail, as long as the program runs.
 *
 * @returns what ends it
 */
export function keepJobs(
  daglicht: Pick<Daglicht, 'storage' | 'folder'>,
  organisations: readonly Pick<OpenOrganisation, 'key' | 'door'>[],
  listed: readonly ListedOrganisation[],
  { keys, makers, pinFile }: Pick<WorkGiven, 'keys' | 'makers' | 'pinFile'>,
  heads: HeadPlace,
  tell: (line: string) => void,
): () => Promise<void> {
  const kinds = [
    chainJob(heads),
    digestJob(wholeCatalogue),
    healthJob((place) => surroundingsOf(daglicht, place, pinFile)),
    ...reportJobs(makers),
  ];
  const holder = newHolder();
  return inRounds(
    { about: 'jobs', every },
    organisations,
    async ({ key, door }, isEnding) => {
      const faults = await doJobs({ key, door }, kinds, holder, isEnding);
      const workAddress = listed.find((one) => one.key === key)?.workAddress ?? null;
      const write = writerOf({ door, catalogue: wholeCatalogue, workAddress });
      await sendWaiting({ key, door, keys, holder, write }, isEnding);
      return faults;
    },
    tell,
  );
}
