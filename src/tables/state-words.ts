import type { PublishedState } from '../figures/cubes/published-state.ts';
import { type Text, text } from '../platform/language/text.ts';

/** The word that stands in a table for a cell without a value. */
export const stateWords: Readonly<Record<PublishedState, Text>> = {
  value: text('', ''),
  nil: text('0', '0'),
  partial: text('', ''),
  estimated: text('', ''),
  suppressed: text('·', '·'),
  'not-reported': text('niet opgegeven', 'not reported'),
  'not-asked': text('niet gevraagd', 'not asked'),
  'not-applicable': text('n.v.t.', 'n/a'),
  'reported-late': text('na publicatie opgegeven', 'reported after publication'),
  'not-recorded': text('niet vastgelegd', 'not recorded'),
  'cannot-be-computed': text('niet te berekenen', 'cannot be computed'),
};
