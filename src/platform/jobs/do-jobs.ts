import { randomUUID } from 'node:crypto';
import { systemActor } from '../access/actor.ts';
import { concern } from '../access/resource.ts';
import { isDatabaseGone } from '../database/database-gone.ts';
import { type OrganisationDoor, perform } from '../database/doorways.ts';
import { errorCode } from '../language/explained-error.ts';
import type { JobKind } from './job-kinds.ts';
import { failJob, finishJob, holdJob, LeaseLost, takeJob } from './jobs.ts';

interface Served {
  readonly key: string;
  readonly door: OrganisationDoor;
}

/** Milliseconds after which a job that is being done is held for longer. */
const heldAnew = 5_000;

/**
 * Does the jobs of an organisation that are due, one after the other, until there is none.
 *
 * @param holder which process does them (UUID)
 * @param isEnding whether the program stops: then no further job is begun
 * @returns what went wrong, one text for each job
 */
export async function doJobs(
  { key: organisation, door }: Served,
  kinds: readonly JobKind[],
  holder: string,
  isEnding: () => boolean = () => false,
): Promise<readonly string[]> {
  const due = kinds.map(({ kind, rhythm }) => ({ kind, rhythm }));
  const faults: string[] = [];
  while (!isEnding()) {
    const job = await perform(door, systemActor, takeJob, concern, { holder, kinds: due });
    const kind = kinds.find((one) => one.kind === job?.kind);
    if (job === null || kind === undefined) break;
    const { id } = job;
    const holding = setInterval(() => {
      // What cannot be held is found out when it is finished.
      perform(door, systemActor, holdJob, concern, { id, holder }).catch(() => undefined);
    }, heldAnew);
    try {
      await kind.work({ organisation, door, job }).finally(() => clearInterval(holding));
      await perform(door, systemActor, finishJob, concern, { id, holder });
    } catch (error) {
      if (error instanceof LeaseLost) continue;
      if (isDatabaseGone(error)) throw error;
      faults.push(`${kind.kind}: ${error instanceof Error ? error.message : String(error)}`);
      await perform(door, systemActor, failJob, concern, { id, holder, fault: faultName(error) });
    }
  }
  return faults;
}

/** What went wrong, for the list of jobs: a code, never a message, which could hold what the job was about. */
function faultName(error: unknown): string {
  const code = errorCode(error);
  return (code === '' ? (error instanceof Error ? error.name : 'unknown') : code).slice(0, 200);
}

/** A process, as the leases of its jobs name it. */
export function newHolder(): string {
  return randomUUID();
}
