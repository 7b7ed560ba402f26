import { sql } from 'kysely';
import { z } from 'zod';
import type { Actor } from '../access/actor.ts';
import { concern } from '../access/resource.ts';
import { type Action, type OrganisationDoor, perform } from '../database/doorways.ts';

/** How many rows are linked in one transaction. */
const atOnce = 5000;

const linkSome: Action<Record<string, never>, number> = {
  name: 'audit.link',
  input: z.strictObject({}),
  object: () => 'audit',
  change: async (database) => {
    const done = await sql<{ linked: number }>`select link_audit(${atOnce}) as linked`.execute(database);
    return { result: done.rows[0]?.linked ?? 0, audit: null };
  },
};

/** A year of the trail that is over: a part of the chain, with the hash at its end. */
export interface TrailYear {
  readonly year: number;
  readonly last: number;
  /** Hexadecimal. */
  readonly hash: string;
}

/** Closes the years that are over; answers those that were closed now. */
export const closeYears: Action<Record<string, never>, readonly TrailYear[]> = {
  name: 'audit.close-years',
  input: z.strictObject({}),
  object: () => 'audit',
  change: async (database) => {
    const closed = await sql<{ year: number; last: string; hash: string }>`
      select year, last_seq as last, encode(last_hash, 'hex') as hash from close_audit_years()`.execute(
      database,
    );
    const result = closed.rows.map((row) => ({ ...row, last: Number(row.last) }));
    return {
      result,
      audit: result.length === 0 ? null : { years: result.map(({ year }) => year).join(', ') },
    };
  },
};

/** The name under which linking stands in the access table. */
export const linking = linkSome.name;

/**
 * Links what was written to the trail and committed since. Of two that link at once one does, and the other does
 * nothing. Answers how many rows it linked.
 */
export async function linkTrail(door: OrganisationDoor, actor: Actor): Promise<number> {
  let linked = 0;
  for (;;) {
    const some = await perform(door, actor, linkSome, concern, {});
    linked += some;
    if (some < atOnce) return linked;
  }
}
