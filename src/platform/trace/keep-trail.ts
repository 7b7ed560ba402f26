import type { KeyObject } from 'node:crypto';
import { operator } from '../access/actor.ts';
import { concern } from '../access/resource.ts';
import { look, type OrganisationDoor, perform } from '../database/doorways.ts';
import { inRounds } from '../rounds/in-rounds.ts';
import type { SealingKeys } from '../sealing/key-file.ts';
import { chainHead } from './chain.ts';
import { type HeadPlace, readHeads, signingKey, writeHead } from './heads.ts';
import { closeYears, linkTrail } from './link.ts';
import { sealRecords } from './record-seals.ts';

/** Milliseconds between two times that the trail is linked. */
const every = 1000;
/** Milliseconds after which a head is written although nothing privileged was done. */
const headEvery = 3_600_000;

const actor = operator('daglicht');

/**
 * Seals rows that changed, links the trail, and writes down its head when an hour has passed or something privileged was
 * done.
 */
export async function keepOnce(
  place: HeadPlace,
  key: KeyObject,
  { key: organisation, door }: { readonly key: string; readonly door: OrganisationDoor },
  seals: SealingKeys,
): Promise<void> {
  await sealRecords(door, actor, seals, organisation);
  await linkTrail(door, actor);
  const heads = await readHeads(place, organisation);
  const last = heads.findLast((head) => head !== null);
  const head = await look(door, actor, chainHead, concern, { after: last?.length ?? 0 });
  if (head.length === (last?.length ?? 0)) return;
  const since = last === undefined ? null : head.at.getTime() - Date.parse(last.at);
  // A head of later than now was written before the clock went back: the next would be long in coming.
  const isLate = since === null || since < 0 || since > headEvery;
  if (!isLate && !head.isPrivileged) return;
  // The end of a year is signed on its own, so that the chain can begin there once retention dropped the year.
  for (const { last: length, hash } of await perform(door, actor, closeYears, concern, {}))
    await writeHead(place, key, organisation, { length, hash }, head.at);
  await writeHead(place, key, organisation, head, head.at);
}

/**
 * Keeps the trails of organisations linked as long as the program runs. What goes wrong is told, once per kind, and
 * tried again; a lost database is no news.
 *
 * @returns what ends it
 */
export function keepTrails(
  place: HeadPlace,
  organisations: readonly { readonly key: string; readonly door: OrganisationDoor }[],
  seals: SealingKeys,
  tell: (line: string) => void,
): () => Promise<void> {
  return inRounds(
    { about: 'audit', every },
    organisations,
    async (one) => {
      await keepOnce(place, await signingKey(place), one, seals);
      return [];
    },
    tell,
  );
}
