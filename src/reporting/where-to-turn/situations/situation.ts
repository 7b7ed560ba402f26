import type { Text } from '../../../platform/language/text.ts';
import type { SituationKey } from '../situation-keys.ts';

/** For which organisations and desks a sentence holds; absent: for all. */
export type Holds = 'with-procedure' | 'without-procedure' | 'with-committee' | 'without-committee';

/** A sentence, perhaps with a term of the law: `{term}` is replaced by its length, and its rule stands behind it. */
export interface Line {
  readonly text: Text;
  /** A key of `national/terms.json`. Where no such term holds on the day the sentence is left out. */
  readonly term?: string;
  readonly holds?: Holds;
}

/** One situation: where to turn, and what that means. */
export interface Situation {
  /** The number in the address and the title of its page, which tell nobody what it is about. */
  readonly sheet: number;
  /** As one recognises it on the first page. */
  readonly choice: Text;
  readonly title: Text;
  readonly lead: Text;
  /** What to do where the organisation names no desk for it. */
  readonly withoutDesk: Text;
  readonly happens: readonly Line[];
  /** Who will know, beside what each desk says of itself. */
  readonly knows: readonly Line[];
  readonly protection: readonly Line[];
  /** What this route is not for, and which one is. */
  readonly notFor: readonly { readonly text: Text; readonly to: SituationKey }[];
  /** How one can still go back, and where that ends. */
  readonly wayBack: readonly Line[];
  /** Whether all routes outside the organisation stand on the page itself, or are named with a link to them. */
  readonly outside: 'all' | 'named';
}
