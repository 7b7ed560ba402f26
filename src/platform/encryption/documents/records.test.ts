import { describe, expect, it } from 'vitest';
import { type EpochOf, newMailbox, nextRecord } from '../../../../tests/makers/encryption/boxes.ts';
import { type Keyholder, newKeyholder } from '../../../../tests/makers/encryption/keyholders.ts';
import { newOrganisation, today } from '../../../../tests/makers/encryption/organisation.ts';
import { splitSecret } from '../boxes/shares.ts';
import { randomBytes } from '../bytes.ts';
import { keyId } from '../keys.ts';
import type { SignedText } from './documents.ts';
import { checkList } from './lists.ts';
import { checkRecords, checkRecordsAsParty } from './records.ts';
import { checkRoots } from './roots.ts';

const made = await newOrganisation();
const handlers = made.handlers.map(({ holder, role }) => ({ holder, rights: role }));
const [pin = ''] = made.rootHashes;
const roots = await checkRoots(made.roots, { org: made.org, pin });
const lists = new Map(
  await Promise.all(
    (['intake', 'people'] as const).map(async (name) => {
      const [list] = name === 'intake' ? made.intakes : made.peoples;
      if (!list) throw new Error('no list');
      const trusted = await checkList(list, { org: made.org, roots, name, today, isForReading: true });
      return [trusted.hash, trusted] as const;
    }),
  ),
);

/** The first record of a mailbox of this holder, as it was made with whatever keys they say that they have. */
async function firstRecord(
  party: Keyholder,
): Promise<{ place: { org: string; case: string; box: string }; record: SignedText }> {
  const box = await newMailbox(made, await newKeyholder(), handlers);
  const of: EpochOf = { via: 'intake', why: 'open', by: party, party, handlers };
  const secret = randomBytes(32);
  const shares = splitSecret(secret, { xs: [1, 2, 3], open: 2 });
  const empty = { ...box, records: [], hashes: [], items: [], chain: [] };
  return { place: box.place, record: await nextRecord(made, empty, { of, secret, shares }) };
}

/** Somebody whose public keys are others than those of their vault, with the id of these. */
async function withKeys(change: (keys: Keyholder['keys']) => Partial<Keyholder['keys']>): Promise<Keyholder> {
  const holder = await newKeyholder();
  const keys = { ...holder.keys, ...change(holder.keys) };
  return { ...holder, keys: { ...keys, key: await keyId(keys) } };
}

describe('the keys of a party', () => {
  it('are looked at before anybody wraps to them: what is no key would stop every later epoch', async () => {
    const unsound = await withKeys(({ kem }) => ({ kem: kem.map((byte, at) => (at < 3 ? 255 : byte)) }));
    const lowOrder = await withKeys(({ kem }) => ({ kem: kem.map((byte, at) => (at < 1184 ? byte : 0)) }));
    for (const party of [unsound, lowOrder]) {
      const { place, record } = await firstRecord(party);
      await expect(checkRecords([record], place, { roots, lists })).rejects.toMatchObject({ code: 'E_KEY' });
      await expect(
        checkRecordsAsParty([record], place, { roots, own: party.keys.key }),
      ).rejects.toMatchObject({ code: 'E_KEY' });
    }
  });

  it('are no point under which anybody could sign', async () => {
    const identity = await withKeys(({ sign }) => ({ sign: sign.map((_, at) => (at === 0 ? 1 : 0)) }));
    const { place, record } = await firstRecord(identity);
    await expect(checkRecords([record], place, { roots, lists })).rejects.toMatchObject({ code: 'E_KEY' });
  });

  it('hold when they are those of a vault', async () => {
    const party = await newKeyholder();
    const { place, record } = await firstRecord(party);
    expect((await checkRecords([record], place, { roots, lists })).length).toBe(1);
    expect((await checkRecordsAsParty([record], place, { roots, own: party.keys.key })).length).toBe(1);
  });
});
