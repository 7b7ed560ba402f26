import { keptFields } from '../../../collection/fields/field.ts';
import { type Conflict, changedParts, mergeRecords } from '../../../collection/keeping/merge.ts';
import { doubtsAbout, type RecordDoubt, sameDoubt } from '../../../collection/keeping/record-doubts.ts';
import type { RecordValues } from '../../../collection/offers/record-pages.ts';
import type { KeptVersion } from '../../../collection/records/read-records.ts';
import { recordResource } from '../../../platform/access/resource.ts';
import { look, perform } from '../../../platform/database/doorways.ts';
import { newId } from '../../../platform/database/new-id.ts';
import type { SignedIn } from '../../front/visit.ts';
import type { HeldRegister } from '../held-register.ts';
import { type OpenRecord, openRecord } from '../record-page.tsx';
import { wholeOf } from '../record-words.ts';

/** What became of a change. */
export type Saved =
  | { readonly outcome: 'saved' | 'same' }
  /** The record is not there any more, or not for them. */
  | { readonly outcome: 'gone' }
  /** What is doubtful since this change, to be asked once. */
  | { readonly outcome: 'doubted'; readonly doubts: readonly RecordDoubt[] }
  /** Somebody changed the same meanwhile, otherwise. */
  | {
      readonly outcome: 'conflict';
      readonly newest: OpenRecord;
      readonly values: RecordValues;
      readonly conflicts: readonly Conflict[];
    };

/** A change of a record, as a form gives it. */
export interface Change {
  readonly record: OpenRecord;
  /** The version that the form was made from. */
  readonly base: KeptVersion;
  /** The whole record as the form has it. */
  readonly mine: RecordValues;
  readonly reason: string | null;
  /** Why these doubts are right all the same; null as long as somebody was not asked about each. */
  readonly stands: (doubts: readonly RecordDoubt[]) => string | null;
}

/** The version of a record that a form was made from; null where there is no such version of it. */
export async function baseOf(
  { premises, actor }: SignedIn,
  { held, kept }: OpenRecord,
  version: string,
): Promise<KeptVersion | null> {
  if (version === kept.version.versionId) return kept.version;
  const { keeping } = held;
  const id = kept.version.id;
  const resource = recordResource(keeping.pages.record.table, id);
  const story = await look(premises.door, actor, keeping.history, resource, { record: id });
  return story?.versions.find((one) => one.versionId === version) ?? null;
}

/** How often another may come between before it is given up. */
const attempts = 3;

/**
 * Saves a change. What somebody else changed meanwhile is taken over where this change leaves it alone; where both
 * changed the same, nothing is written and it is said what differs.
 */
export async function saveChange(visit: SignedIn, change: Change): Promise<Saved> {
  const { base, mine, reason, stands } = change;
  let record: OpenRecord | null = change.record;
  for (let attempt = 0; attempt < attempts && record; attempt++) {
    const { held, kept, values: theirs } = record;
    const { record: description } = held.keeping.pages;
    const { values, conflicts } = mergeRecords(description, wholeOf(base), mine, theirs);
    if (conflicts.length > 0) return { outcome: 'conflict', newest: record, values, conflicts };
    const changed = changedParts(description, theirs, values);
    if (changed.length === 0) {
      // The same form sent twice: what the first did is what the second wanted.
      const isOwn =
        kept.version.versionId !== base.versionId && kept.version.recordedBy === visit.session.person;
      return { outcome: isOwn ? 'saved' : 'same' };
    }
    const doubts = doubtsIn(held, values);
    const fresh = freshDoubts(held, theirs, values, doubts);
    const why = fresh.length === 0 ? null : stands(fresh);
    if (fresh.length > 0 && why === null) return { outcome: 'doubted', doubts: fresh };
    const done = await perform(
      visit.premises.door,
      visit.actor,
      held.keeping.change,
      recordResource(description.table, kept.version.id),
      {
        record: kept.version.id,
        base: kept.version.versionId,
        version: newId(),
        values,
        doubts,
        raised: fresh,
        stands: why,
        changed: labelsOf(held, changed),
        reason,
      },
    );
    if (done === 'done') return { outcome: 'saved' };
    record = await openRecord(visit, held.keeping.pages.path, kept.version.id);
  }
  return { outcome: 'gone' };
}

/** All that is doubtful about a record with these values. */
export function doubtsIn(held: HeldRegister, values: RecordValues): readonly RecordDoubt[] {
  const { profile, keeping } = held;
  return doubtsAbout(keeping.pages, values, { codes: profile.codes, profile });
}

/**
 * The doubts that were not there before: those somebody saw and left, or decided, are not asked again. Of what is not
 * filled in nothing is asked: it is said beside the record that it is needed.
 */
function freshDoubts(
  held: HeldRegister,
  before: RecordValues,
  values: RecordValues,
  doubts: readonly RecordDoubt[],
): readonly RecordDoubt[] {
  const known = doubtsIn(held, before);
  const blank = keptFields(held.keeping.pages.record.fields)
    .filter(([key]) => (values[key] ?? null) === null)
    .map(([, { label }]) => label.nl);
  return doubts.filter(
    (doubt) =>
      !blank.includes(doubt.column) &&
      !known.some((one) => sameDoubt(one, doubt) && one.value === doubt.value),
  );
}

function labelsOf({ keeping }: HeldRegister, changed: readonly string[]): readonly string[] {
  return keptFields(keeping.pages.record.fields)
    .filter(([key]) => changed.includes(key))
    .map(([, { label }]) => label.nl);
}
