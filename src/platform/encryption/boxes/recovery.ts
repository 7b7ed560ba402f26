import type { Bytes } from '../bytes.ts';
import type { TrustedRecord } from '../documents/records.ts';
import type { TrustedRelease } from '../documents/releases.ts';
import { EncryptionFault, must } from '../fault.ts';
import type { VaultKeys } from '../keys.ts';
import { openWrap } from '../wraps.ts';
import { checkSecret } from './secrets.ts';
import { combineShares, numberOfShare, shareDigest } from './shares.ts';

/** A share that an officer gave: whose (the id of their keys), and the share wrapped to who was given it. */
export interface ReleasedShare {
  officer: string;
  wrap: Bytes;
}

/** Which officer's share is not the one that the record names. */
class FalseShare extends EncryptionFault {
  readonly officer: string;
  constructor(officer: string) {
    super('E_SHARE', `the share of officer ${officer} is another than the record names`);
    this.officer = officer;
  }
}

/**
 * The secret of an epoch from the shares that officers gave by a release.
 * @param record the record of the epoch
 * @param own the keys of who was given the shares
 * @throws E_WRAP where the release or a wrap is for another, E_SHARE for an officer twice, one who holds none, or a
 *   false share (`FalseShare` names whose), E_QUORUM for too few, E_COMMIT where they do not give the secret.
 */
export async function recoverSecret(
  record: TrustedRecord,
  { release, own, shares }: { release: TrustedRelease; own: VaultKeys; shares: readonly ReleasedShare[] },
): Promise<Bytes> {
  const { escrow } = record.content;
  must(release.content.to.key === own.key, 'E_WRAP', 'released to another');
  must(escrow !== null, 'E_ESCROW', 'a box without shares');
  const held = new Map(escrow.shares.map((share) => [share.key, share]));
  const officers = new Set(shares.map(({ officer }) => officer));
  must(officers.size === shares.length, 'E_SHARE', 'an officer twice');
  must(
    [...officers].every((officer) => held.has(officer)),
    'E_SHARE',
    'from somebody who holds no share',
  );
  must(shares.length >= escrow.open, 'E_QUORUM', 'too few shares');
  const opened: Bytes[] = [];
  for (const { officer, wrap } of shares) {
    const share = await openWrap({ purpose: 'released', doc: release.hash, from: officer }, own, wrap);
    const named = held.get(officer);
    if (numberOfShare(share) !== named?.x || (await shareDigest(share)) !== named.digest)
      throw new FalseShare(officer);
    opened.push(share);
  }
  const secret = combineShares(opened.slice(0, escrow.open));
  await checkSecret(secret, record);
  return secret;
}
