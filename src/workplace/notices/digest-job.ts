import type { Catalogue } from '../../collection/catalogue.ts';
import { AccessDenied } from '../../platform/access/access-table.ts';
import { systemActor } from '../../platform/access/actor.ts';
import { concern } from '../../platform/access/resource.ts';
import { look, perform } from '../../platform/database/doorways.ts';
import type { JobKind, JobPlace } from '../../platform/jobs/job-kinds.ts';
import { type DigestReader, digestReaders, firstOfAll, queueDigests } from '../../platform/mail/digests.ts';
import { usedMail } from '../../platform/mail/mail-settings.ts';
import { anythingWaits } from './what-waits.ts';

/** How many people are asked for before it is noted how far the job is, and how many at the same time. */
const atOnce = 100;
const together = 4;

/**
 * The digests of a day, at seven in the morning: for each who may be told, whether something waits is asked as that
 * person. Where mail is not set nothing is asked.
 */
export const digestJob = (catalogue: Catalogue): JobKind => ({
  kind: 'digests',
  rhythm: { daily: '07:00' },
  work: (place) => makeDigests(place, catalogue),
});

async function makeDigests({ door, job }: JobPlace, catalogue: Catalogue): Promise<void> {
  if ((await look(door, systemActor, usedMail, concern, {})) === null) return;
  let after = job.progress ?? firstOfAll;
  for (;;) {
    const some = await look(door, systemActor, digestReaders, concern, { after, most: atOnce, day: job.key });
    const last = some.at(-1)?.person;
    if (last === undefined) return;
    const people: string[] = [];
    const left = [...some];
    const ask = async (): Promise<void> => {
      for (let one = left.shift(); one !== undefined; one = left.shift())
        if (await waitsFor(one)) people.push(one.person);
    };
    const waitsFor = async (one: DigestReader): Promise<boolean> => {
      try {
        return await anythingWaits(door, catalogue, one);
      } catch (error) {
        // Whose role ended this moment may ask nothing any more: nothing waits.
        if (error instanceof AccessDenied) return false;
        throw error;
      }
    };
    await Promise.all(Array.from({ length: together }, ask));
    await perform(door, systemActor, queueDigests, concern, {
      job: { id: job.id, holder: job.holder },
      day: job.key,
      people,
      last,
    });
    after = last;
  }
}
