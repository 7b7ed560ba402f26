import { type Text, text } from '../../platform/language/text.ts';

/** What a return or an answer to the call says, as people say it; a state of a newer program by its name. */
export function stateInWords(state: string): Text {
  return words[state] ?? text(state, state);
}

const words: Readonly<Record<string, Text>> = {
  answered: text('beantwoord', 'answered'),
  nil: text('nihil', 'nil'),
  'not-reported': text('niet opgegeven', 'not reported'),
  'not-asked': text('niet gevraagd', 'not asked'),
  'not-applicable': text('niet van toepassing', 'not applicable'),
  'not-recorded': text('niet vastgelegd', 'not recorded'),
};
