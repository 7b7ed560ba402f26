import { systemActor } from '../access/actor.ts';
import { concern } from '../access/resource.ts';
import { isDatabaseGone } from '../database/database-gone.ts';
import { look, type OrganisationDoor, perform } from '../database/doorways.ts';
import type { SealingKeys } from '../sealing/key-file.ts';
import { MailNotSent } from './mail-fault.ts';
import { type MailSecret, renewMailSecret, secretOf, type UsedMail, usedMail } from './mail-settings.ts';
import { mailLease, settleMail, takeMail, type WaitingMail } from './outbox.ts';
import { type Letter, openRelay, type Relay } from './send-mail.ts';

/** How many messages are taken at a time, and for how many milliseconds of their lease another is still begun. */
const atOnce = 20;
const beginsWithin = (mailLease - 2) * 60_000;

/** What makes a message of what waits: null where it is not to be sent any more. */
export type Writer = (waiting: WaitingMail) => Promise<Letter | null>;

interface Sending {
  readonly key: string;
  readonly door: OrganisationDoor;
  readonly keys: SealingKeys;
  /** Which process sends (UUID). */
  readonly holder: string;
  readonly write: Writer;
}

/**
 * Sends what waits, until nothing is due. What was handed to the relay is noted at once; only a process that ends between
 * the two leaves a message that goes out a second time, under the same Message-ID.
 *
 * @param isEnding whether the program stops: then no further message is begun
 * @returns how many messages the relay took. Throws, in the end, what went wrong at making one
 */
export async function sendWaiting(sending: Sending, isEnding: () => boolean = () => false): Promise<number> {
  const { door, holder } = sending;
  const used = await look(door, systemActor, usedMail, concern, {});
  if (used === null) return 0;
  let relay: Promise<Relay> | null = null;
  let count = 0;
  const unwritten: unknown[] = [];
  try {
    while (!isEnding()) {
      const taken = performance.now();
      const batch = await perform(door, systemActor, takeMail, concern, { holder, most: atOnce });
      if (batch.length === 0) break;
      for (const [place, waiting] of batch.entries()) {
        if (performance.now() - taken > beginsWithin) break;
        let letter: Letter | null;
        try {
          letter = await sending.write(waiting);
        } catch (error) {
          if (isDatabaseGone(error)) throw error;
          // Of one that cannot be made the others do not wait; what went wrong is told when they are gone.
          unwritten.push(error);
          await settle(sending, [waiting], { fault: 'unwritten', lasting: false });
          continue;
        }
        if (letter === null) {
          await settle(sending, [waiting], 'dropped');
          continue;
        }
        try {
          relay ??= relayOf(sending, used);
          await (await relay).send(waiting.id, letter);
          count++;
        } catch (error) {
          if (isDatabaseGone(error)) throw error;
          const fault = error instanceof MailNotSent ? error.fault : 'secret';
          const isOfOne = fault === 'refused' || fault === 'later';
          await settle(sending, isOfOne ? [waiting] : batch.slice(place), {
            fault,
            lasting: fault === 'refused',
          });
          if (isOfOne) continue;
          // The others would meet the same: they wait with this one.
          return count;
        }
        await settle(sending, [waiting], 'sent');
      }
    }
    if (unwritten.length > 0) throw unwritten[0];
    return count;
  } finally {
    await relay?.then(
      (one) => one.close(),
      () => undefined,
    );
  }
}

async function relayOf({ door, keys, key }: Sending, used: UsedMail): Promise<Relay> {
  const secret = secretOf(keys, key, used);
  return openRelay(used, secret, async (refreshToken) => {
    if (used.secret === null || secret === null || !('clientSecret' in secret)) return;
    const renewed: MailSecret = { clientSecret: secret.clientSecret, refreshToken };
    await perform(door, systemActor, renewMailSecret(keys, key), concern, {
      id: used.secret,
      secret: renewed,
    });
  });
}

async function settle(
  { door, holder }: Sending,
  messages: readonly WaitingMail[],
  outcome: 'sent' | 'dropped' | { readonly fault: string; readonly lasting: boolean },
): Promise<void> {
  const ids = messages.map(({ id }) => id);
  await perform(door, systemActor, settleMail, concern, { holder, ids, outcome });
}
