import { operator, systemActor } from '../access/actor.ts';
import { concern } from '../access/resource.ts';
import { perform } from '../database/doorways.ts';
import type { JobKind } from '../jobs/job-kinds.ts';
import { type HeadPlace, publicKeyOf, readHeads } from '../trace/heads.ts';
import { linkTrail } from '../trace/link.ts';
import { verifyTrail } from '../trace/verify-trail.ts';
import { noteChain } from './read-health.ts';

/** Computes the chain of the trail again, each night, and notes whether it was right. */
export const chainJob = (place: HeadPlace): JobKind => ({
  kind: 'chain',
  rhythm: { daily: '03:00' },
  work: async ({ organisation, door }) => {
    // As who keeps the trail: the role of jobs does not read it.
    const actor = operator('daglicht');
    await linkTrail(door, actor);
    const heads = await readHeads(place, organisation);
    const { faults } = await verifyTrail(door, actor, heads, await publicKeyOf(place));
    await perform(door, systemActor, noteChain, concern, { isRight: faults.length === 0 });
  },
});
