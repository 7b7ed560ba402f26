import type { CodeLists } from '../codes/code-lists.ts';
import type { Profile } from '../codes/profile.ts';
import type { Text } from '../platform/language/text.ts';

/**
 * Something about a record that a person should look at: what is doubted, at which field, and what to do. It is a
 * function of the record alone, so that a form and an import doubt alike.
 */
export interface Doubt {
  /** For example "dates-contradict"; the words of each kind stand in the face of the register. */
  readonly kind: string;
  readonly field: string;
  readonly advice: Text;
}

/** What doubts may need to know beside the record. */
export interface DoubtContext {
  readonly codes: CodeLists;
  readonly profile: Pick<Profile, 'identifierDetectors'>;
}

/** Looks at a record and says what is doubtful in it; the same record always gives the same doubts. */
export type DoubtsOf<R> = (record: R, context: DoubtContext) => readonly Doubt[];
