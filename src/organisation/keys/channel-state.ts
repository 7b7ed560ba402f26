import { checkList, type TrustedList } from '../../platform/encryption/documents/lists.ts';
import { checkRoots, type Roots, type TrustedRoot } from '../../platform/encryption/documents/roots.ts';
import { EncryptionFault } from '../../platform/encryption/fault.ts';
import type { KeysAsRecorded } from './recorded.ts';

/** Why nobody can be written to yet, or any more. */
export type ClosedBecause =
  | 'no-root'
  | 'not-pinned'
  | 'other-root'
  | 'no-lists'
  | 'lists-ended'
  | 'lists-before'
  | 'lists-false'
  | 'few-readers'
  | 'few-officers';

/** Whether reports can be received, and what was held against what for it. */
export interface ChannelKeys {
  readonly closed: ClosedBecause | null;
  readonly root: TrustedRoot | null;
  /** Every root that holds, the newest last. */
  readonly roots: Roots;
  readonly intake: TrustedList | null;
  readonly people: TrustedList | null;
}

/** How many who receive are needed at least. */
const leastReaders = 2;

/**
 * Holds what the database says of keys against the pin, as everybody's browser does: the channel is open when the lists
 * of today name two who receive, and there are officers enough to recover what they read.
 *
 * @param pin the hash of the root that stands outside the database
 * @param held the public list alone where nothing else is known: on the public site
 */
export function channelKeys(
  keys: KeysAsRecorded,
  pin: string | null,
  held: 'both' | 'intake' = 'both',
): Promise<ChannelKeys> {
  // The same keys are asked about by each page and each report: what was found of exactly these stands.
  const asked = JSON.stringify([keys, pin, held]);
  const known = found.get(keys.org);
  if (known?.asked === asked) return known.answer;
  const answer = checkedKeys(keys, pin, held);
  found.set(keys.org, { asked, answer });
  return answer;
}

/** What was found last of the keys of an organisation, by all that it was found of. */
const found = new Map<string, { readonly asked: string; readonly answer: Promise<ChannelKeys> }>();

async function checkedKeys(
  { org, roots, lists, today }: KeysAsRecorded,
  pin: string | null,
  held: 'both' | 'intake',
): Promise<ChannelKeys> {
  const nothing = { root: null, roots: new Map(), intake: null, people: null };
  if (roots.length === 0) return { closed: 'no-root', ...nothing };
  if (pin === null) return { closed: 'not-pinned', ...nothing };
  const trusted = await unless('other-root', () =>
    checkRoots(
      roots.map(({ signed }) => signed),
      { org, pin },
    ),
  );
  if (typeof trusted === 'string') return { closed: trusted, ...nothing };
  const root = [...trusted.values()].at(-1) ?? null;
  const { intake, people } = lists;
  const listed = held === 'both' ? people : null;
  if (!intake || listed === undefined) return { closed: 'no-lists', ...nothing, root, roots: trusted };
  const check = (isForReading: boolean) =>
    unless('lists-false', () =>
      Promise.all([
        checkList(intake.signed, { org, roots: trusted, name: 'intake', today, isForReading }),
        listed && checkList(listed.signed, { org, roots: trusted, name: 'people', today, isForReading }),
      ]),
    );
  const checked = await check(false);
  if (typeof checked === 'string') {
    // Lists that earlier officers signed are true, and of before: the officers of now sign them anew.
    const earlier = checked === 'lists-false' ? await check(true) : checked;
    const isBefore =
      typeof earlier !== 'string' && earlier.every((list) => list?.content.root !== root?.hash);
    return { closed: isBefore ? 'lists-before' : checked, ...nothing, root, roots: trusted };
  }
  const [receivers, readers] = checked;
  const open = { root, roots: trusted, intake: receivers, people: readers };
  if (receivers.people.size < leastReaders) return { closed: 'few-readers', ...open };
  const isTooFew = root === null || root.officers.size < root.content.open;
  return { closed: isTooFew ? 'few-officers' : null, ...open };
}

/** How the keys are doing, for the health page: nothing of who they are of. */
export function keysInHealth({ closed, people }: ChannelKeys): {
  readonly state: 'not-set' | 'closed' | 'open';
  readonly until: string | null;
} {
  if (closed === 'no-root') return { state: 'not-set', until: null };
  return { state: closed === null ? 'open' : 'closed', until: people?.content.until ?? null };
}

async function unless<T, Why extends ClosedBecause>(
  why: Why,
  check: () => Promise<T>,
): Promise<T | Why | 'lists-ended'> {
  try {
    return await check();
  } catch (fault) {
    if (!(fault instanceof EncryptionFault)) throw fault;
    return fault.code === 'E_EXPIRED' ? 'lists-ended' : why;
  }
}
