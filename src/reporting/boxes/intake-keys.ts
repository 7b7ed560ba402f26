import { type ChannelKeys, channelKeys } from '../../organisation/keys/channel-state.ts';
import { type KeysAsRecorded, keysQuestion } from '../../organisation/keys/recorded.ts';
import type { Database } from '../../platform/database/doorways.ts';

interface Held {
  /** All that was held against each other, as it was read. */
  readonly of: string;
  readonly channel: Promise<ChannelKeys>;
}

/** What was held last, by organisation: signatures of the same documents are verified once. */
const held = new Map<string, Held>();

/** The keys as they are recorded, and what of them holds against the pin for who reports. */
export async function intakeKeys(
  database: Database,
  pin: string | null,
): Promise<{ readonly keys: KeysAsRecorded; readonly channel: ChannelKeys }> {
  const keys = await keysQuestion.ask(database, {});
  const { org, today, roots, lists } = keys;
  const of = JSON.stringify([pin, today, roots.map(({ signed }) => signed), lists.intake?.signed]);
  const known = held.get(org);
  if (known?.of === of) return { keys, channel: await known.channel };
  const channel = channelKeys(keys, pin, 'intake');
  held.set(org, { of, channel });
  channel.catch(() => held.delete(org));
  return { keys, channel: await channel };
}
