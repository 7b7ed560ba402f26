import { type Bytes, fromHex, joined, randomBytes, toHex, u32, uuidBytes } from '../bytes.ts';
import type { BoxPlace, TrustedRecord } from '../documents/records.ts';
import { must } from '../fault.ts';
import type { VaultKeys } from '../keys.ts';
import { derive, opened, sealed } from '../labels.ts';
import { openWrap } from '../wraps.ts';

/** The secret of a new epoch. */
export const newEpochSecret = (): Bytes => randomBytes(32);

/** What a record says of its secret, so that whoever obtains one can see whether it is the one meant. */
export async function commitOf(secret: Bytes, place: BoxPlace & { epoch: number }): Promise<string> {
  const context = joined(uuidBytes(place.org), uuidBytes(place.case), uuidBytes(place.box), u32(place.epoch));
  return toHex(await derive(secret, 'commit', context));
}

/**
 * Holds a secret against the record of its epoch.
 * @throws E_COMMIT where it is another.
 */
export async function checkSecret(secret: Bytes, { content }: TrustedRecord): Promise<void> {
  must((await commitOf(secret, content)) === content.commit, 'E_COMMIT', 'not the secret of this epoch');
}

/** The secret of the epoch before, sealed to that of the next: 60 bytes. Never the other way. */
export async function sealCarry(
  { before, next }: { before: string; next: string },
  secretBefore: Bytes,
  secretNext: Bytes,
  nonce: Bytes = randomBytes(12),
): Promise<Bytes> {
  const key = await derive(secretNext, 'carry', fromHex(next));
  return joined(nonce, await sealed(key, nonce, secretBefore, fromHex(before)));
}

/**
 * The secret of the epoch before, from that of the next.
 * @param hashes the hashes of the two records
 * @throws E_CARRY where it is not the carry between these records. Its commit is still to be held against the record.
 */
export async function openCarry(
  { before, next }: { before: string; next: string },
  carry: Bytes,
  secretNext: Bytes,
): Promise<Bytes> {
  must(carry.length === 60, 'E_CARRY', 'a carry is 60 bytes');
  const key = await derive(secretNext, 'carry', fromHex(next));
  return opened(key, carry.slice(0, 12), carry.slice(12), 'E_CARRY', fromHex(before));
}

/**
 * The secrets of all epochs of a box, for a member of the newest.
 * @param records as `checkRecords` answered them
 * @param wrap the own wrap of the newest epoch
 * @param carries from that of epoch 1 on
 * @throws E_WRAP, E_CARRY, E_COMMIT.
 */
export async function openEpochs(
  records: readonly TrustedRecord[],
  { own, wrap, carries }: { own: VaultKeys; wrap: Bytes; carries: readonly Bytes[] },
): Promise<readonly Bytes[]> {
  const newest = records.at(-1);
  must(newest !== undefined, 'E_RECORD', 'no record');
  const place = { purpose: 'member', doc: newest.hash, from: newest.content.by.key } as const;
  return openedBackwards(records, await openWrap(place, own, wrap), carries);
}

/**
 * The secrets of all epochs from that of the newest.
 * @throws E_COMMIT, E_CARRY.
 */
export async function openedBackwards(
  records: readonly TrustedRecord[],
  secret: Bytes,
  carries: readonly Bytes[],
): Promise<readonly Bytes[]> {
  must(carries.length === records.length - 1, 'E_CARRY', 'not a carry for each epoch');
  const secrets: Bytes[] = [];
  let current = secret;
  for (let epoch = records.length - 1; epoch >= 0; epoch--) {
    const record = records[epoch];
    must(record !== undefined, 'E_RECORD', 'no record');
    await checkSecret(current, record);
    secrets.unshift(current);
    const before = records[epoch - 1];
    const carry = carries[epoch - 1];
    if (before && carry)
      current = await openCarry({ before: before.hash, next: record.hash }, carry, current);
  }
  return secrets;
}
