import type { KeyObject } from 'node:crypto';
import type { Actor } from '../access/actor.ts';
import { concern } from '../access/resource.ts';
import { look, type OrganisationDoor } from '../database/doorways.ts';
import {
  chainBegin,
  chainHead,
  linkHash,
  linksBetween,
  partEnds,
  rowsOutsideChain,
  type StoredLink,
} from './chain.ts';
import { isSigned, type SignedHead } from './heads.ts';

/** What is wrong with the trail, by kind, with the place in the chain where there is one. */
export type TrailFault =
  | { readonly kind: 'changed' | 'deleted'; readonly seq: number; readonly entry: string }
  | { readonly kind: 'inserted'; readonly entry: string }
  | { readonly kind: 'gap' | 'begin-unsigned'; readonly seq: number }
  | { readonly kind: 'cut'; readonly seq: number; readonly at: string }
  | { readonly kind: 'fork'; readonly seq: number; readonly at: string }
  | { readonly kind: 'head-unreadable' | 'head-forged'; readonly line: number };

/** What checking the trail found. */
export interface TrailVerdict {
  readonly length: number;
  readonly heads: number;
  readonly faults: readonly TrailFault[];
}

const atOnce = 20_000;
/** How many parts are read at a time: one a processor of a small machine, each on a connection of its own. */
const readAhead = 2;
/** How many faults are named. */
const namedAtMost = 200;

/**
 * Computes the chain again from the rows as they stand, and holds it against the heads that were signed outside the
 * database. It names what was changed, deleted, put in, put in another order, cut off at the end, or made anew.
 *
 * @param heads as read, null for a line that is none; oldest first
 * @param key the public key of the heads; null: they are not held against a signature
 */
export async function verifyTrail(
  door: OrganisationDoor,
  actor: Actor,
  heads: readonly (SignedHead | null)[],
  key: KeyObject | null,
): Promise<TrailVerdict> {
  const faults: TrailFault[] = [];
  const note = (fault: TrailFault): void => {
    if (faults.length < namedAtMost) faults.push(fault);
  };
  const byLength = new Map<number, SignedHead[]>();
  heads.forEach((head, index) => {
    if (head === null) note({ kind: 'head-unreadable', line: index + 1 });
    else if (key !== null && !isSigned(head, key)) note({ kind: 'head-forged', line: index + 1 });
    else byLength.set(head.length, [...(byLength.get(head.length) ?? []), head]);
  });
  // Every head counts: a later one of the same length takes nothing back of what an earlier one says.
  for (const [seq, [first, ...others]] of byLength) {
    const other = others.find(({ hash }) => hash !== first?.hash);
    if (other) note({ kind: 'fork', seq, at: other.at });
  }
  const { length } = await look(door, actor, chainHead, concern, { after: 0 });
  const begin = await look(door, actor, chainBegin, concern, {});
  // Years that were dropped are held by the head that was signed at their end, outside the database.
  if (begin.length > 0 && !byLength.get(begin.length)?.some(({ hash }) => hash === begin.hash))
    note({ kind: 'begin-unsigned', seq: begin.length });
  let stored = begin.hash;
  let at = begin.length;
  const ends = await look(door, actor, partEnds, concern, { after: at, most: atOnce });
  const read = (after: number, upTo: number): Promise<readonly StoredLink[]> => {
    const links = look(door, actor, linksBetween, concern, { after, upTo });
    links.catch(() => undefined);
    return links;
  };
  // The next ones are read while these are computed.
  const coming: Promise<readonly StoredLink[]>[] = [];
  let asked = at;
  let part = 0;
  for (;;) {
    for (let end = ends[part]; end !== undefined && coming.length < readAhead; end = ends[++part]) {
      coming.push(read(asked, end));
      asked = end;
    }
    const links = await coming.shift();
    if (!links) break;
    for (const { seq, entry, hash, line } of links) {
      if (seq !== at + 1) note({ kind: 'gap', seq: at + 1 });
      if (line === null) note({ kind: 'deleted', seq, entry });
      else if (linkHash(stored, line) !== hash) note({ kind: 'changed', seq, entry });
      const signed = byLength.get(seq);
      // Where heads differ among themselves that was said already.
      const [first] = signed ?? [];
      if (first && !signed?.some((head) => head.hash === hash)) note({ kind: 'fork', seq, at: first.at });
      stored = hash;
      at = seq;
    }
  }
  for (const [head] of byLength.values())
    if (head && head.length > at) note({ kind: 'cut', seq: head.length, at: head.at });
  if (at < length && byLength.size === 0) note({ kind: 'gap', seq: at + 1 });
  for (const entry of await look(door, actor, rowsOutsideChain, concern, {}))
    note({ kind: 'inserted', entry });
  return { length: at, heads: byLength.size, faults };
}
