import { type ClosedBecause, channelKeys } from '../../organisation/keys/channel-state.ts';
import { keysQuestion } from '../../organisation/keys/recorded.ts';
import { reporterActor } from '../../platform/access/actor.ts';
import { concern } from '../../platform/access/resource.ts';
import { isDatabaseGone } from '../../platform/database/database-gone.ts';
import { look, type OrganisationDoor } from '../../platform/database/doorways.ts';
import { ExplainedError } from '../../platform/language/explained-error.ts';
import { reportAddresses } from '../../platform/web/front/methods.ts';
import type { PublicKeyring } from '../boxes/submit.ts';
import { type ChannelState, noWrittenChannel } from '../where-to-turn/channel.ts';

/** The channel by which reports are written, and mailboxes read. */
export interface WrittenChannel {
  /** Whether a new report is taken. Mailboxes are read and written in also when a list ended. */
  readonly takesReports: boolean;
  readonly keyring: PublicKeyring;
  /** The hash of the root that stands outside the database: pages bear it, and the server holds reports against it. */
  readonly pin: string;
}

/** What it takes to receive reports on a site. */
export interface ChannelPremises {
  readonly door: OrganisationDoor;
  /** The hash of the root that counts for an organisation. */
  readonly pinOf: (org: string) => Promise<string | null>;
  readonly tell: (line: string) => void;
}

/** Why no report is taken though what was received can be read: a list that ended closes no mailbox. */
const stillRead: readonly (ClosedBecause | null)[] = [null, 'lists-ended', 'few-readers', 'few-officers'];

/**
 * The channel as it is now: it takes reports when keys and lists hold against the pin, there are people enough who receive
 * and officers enough. Null where nothing holds against the pin.
 */
export async function writtenChannel({ door, pinOf, tell }: ChannelPremises): Promise<WrittenChannel | null> {
  try {
    const keys = await look(door, reporterActor(''), keysQuestion, concern, {});
    const pin = await pinOf(keys.org);
    const { closed } = await channelKeys(keys, pin, 'intake');
    const { intake } = keys.lists;
    if (!stillRead.includes(closed) || pin === null || !intake) return null;
    const { org, today, roots } = keys;
    const keyring = { org, today, roots: roots.map(({ signed }) => signed), intake: intake.signed };
    return { takesReports: closed === null, pin, keyring };
  } catch (error) {
    if (isDatabaseGone(error)) return null;
    if (!(error instanceof ExplainedError)) throw error;
    tell(error.message);
    return null;
  }
}

/** What the pages where to turn say of the channel. */
export const stateOf = (channel: WrittenChannel | null): ChannelState =>
  channel?.takesReports ? { state: 'open', address: reportAddresses.write } : noWrittenChannel;
