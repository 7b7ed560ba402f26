/**
 * What a value may tell of a person, and so how far its copies may go. The class is part of the description of a
 * field and binds every copy of it.
 *
 * - `coded`: a code, a date, a number, a unit. Points at nobody by itself.
 * - `free-text`: words that somebody typed. They may lead to a person whatever the question was.
 * - `identifying`: a name, a number of a person, an address.
 */
export type PrivacyClass = 'coded' | 'free-text' | 'identifying';

/** Where a value is copied to, beside the record that it belongs to. */
export type Copy = 'original-row' | 'doubt' | 'draft' | 'search' | 'job' | 'workbook' | 'log';

/**
 * What may be copied: the value as it is; the value, but kept under the access of its record and destroyed with it;
 * or nothing of it.
 */
export type CopyRule = 'as-is' | 'with-record' | 'nothing';

/** Kept with the record, and copied nowhere that outlives it or that others read. */
const boundToRecord: Readonly<Record<Copy, CopyRule>> = {
  'original-row': 'with-record',
  doubt: 'nothing',
  draft: 'with-record',
  search: 'nothing',
  job: 'nothing',
  workbook: 'with-record',
  log: 'nothing',
};

/** The one policy on copies. A lawyer should be able to check it by reading. */
export const copyRules: Readonly<Record<PrivacyClass, Readonly<Record<Copy, CopyRule>>>> = {
  coded: {
    'original-row': 'as-is',
    doubt: 'as-is',
    draft: 'with-record',
    search: 'as-is',
    job: 'as-is',
    workbook: 'as-is',
    log: 'as-is',
  },
  'free-text': boundToRecord,
  identifying: boundToRecord,
};

/**
 * The value as it may stand in a copy: itself, or the empty text where nothing of it may.
 *
 * @example copied('free-text', 'doubt', 'Jan zei dat …') // ''
 */
export function copied(privacy: PrivacyClass, copy: Copy, value: string): string {
  return copyRules[privacy][copy] === 'nothing' ? '' : value;
}
