import { must } from '../fault.ts';
import {
  type BoxRecord,
  checkSignatures,
  type Parsed,
  parseDocument,
  type Release,
  type SignedText,
} from './documents.ts';
import type { Roots } from './roots.ts';

/** A release that may be relied on. */
export interface TrustedRelease extends Parsed<Release> {
  /** The ids of the keys of the officers who signed it. */
  signed: ReadonlySet<string>;
}

/**
 * Holds a release against the record whose shares it gives.
 * @param record the record of the epoch
 * @param today to ask whether it still holds; null to read what was once made by it
 * @throws E_FORMAT, E_RECORD (another place), E_ROOT, E_SIG (no holder of a share, or who gains by it), E_QUORUM,
 *   E_EXPIRED.
 */
export async function checkRelease(
  signed: SignedText,
  { record, roots, today }: { record: Parsed<BoxRecord>; roots: Roots; today: string | null },
): Promise<TrustedRelease> {
  const release = await parseDocument('release', signed);
  const { content } = release;
  const of = record.content;
  must(
    content.org === of.org &&
      content.case === of.case &&
      content.box === of.box &&
      content.epoch === of.epoch &&
      content.record === record.hash,
    'E_RECORD',
    'a release of another epoch or box',
  );
  const root = roots.get(of.root);
  must(root !== undefined && of.escrow !== null, 'E_ROOT', 'of a record without shares that are known');
  const holders = new Map(
    of.escrow.shares.flatMap(({ key }) => {
      const sign = root.officers.get(key);
      return sign !== undefined && key !== content.to.key ? [[key, sign] as const] : [];
    }),
  );
  const officers = await checkSignatures(release, holders);
  must(officers.size >= of.escrow.open, 'E_QUORUM', 'signed by too few officers');
  must(today === null || today <= content.until, 'E_EXPIRED', 'held until an earlier day');
  return { ...release, signed: officers };
}
