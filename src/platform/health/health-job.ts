import { systemActor } from '../access/actor.ts';
import { concern } from '../access/resource.ts';
import { look, type OrganisationDoor, perform } from '../database/doorways.ts';
import type { JobKind } from '../jobs/job-kinds.ts';
import { healthOf, type Surroundings } from './health.ts';
import { healthFacts, keepLights } from './read-health.ts';

/** Looks every five minutes how the program is doing, and writes about what turned red. */
export const healthJob = (
  surroundings: (place: { readonly key: string; readonly door: OrganisationDoor }) => Promise<Surroundings>,
): JobKind => ({
  kind: 'health',
  rhythm: { everyMinutes: 5 },
  work: async ({ organisation, door }) => {
    const facts = await look(door, systemActor, healthFacts, concern, {});
    const lights = healthOf(facts, await surroundings({ key: organisation, door })).map(
      ({ line, light }) => ({
        line,
        light,
      }),
    );
    await perform(door, systemActor, keepLights, concern, { lights });
  },
});
