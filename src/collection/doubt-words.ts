import { type Language, type Text, text } from '../platform/language/text.ts';

/** What kinds of doubt say about a row, in a few words. */
export type Doubts = Readonly<Record<string, Text>>;

/** The doubts that reading a file raises, whatever the register. */
const raisedByReading: Doubts = {
  'coverage-one-unit': text('alleen dit onderdeel', 'this unit alone'),
  'coverage-year-between': text('jaren waarover niets is ingelezen', 'years of which nothing was read'),
  'moment-to-come': text('dag die nog moet komen', 'day that has yet to come'),
  'label-normalised': text('anders geschreven dan in de lijst', 'written otherwise than in the list'),
  'period-of-years': text('twee of meer jaren samen', 'two years or more together'),
  'required-blank': text('verplicht veld niet ingevuld', 'required field not filled in'),
  'same-row-twice': text('gelijk aan een andere rij', 'equal to another row'),
  'unit-not-then': text('onderdeel bestond toen niet', 'unit was not there then'),
  'value-approximate': text('aantal bij benadering', 'number stated as approximate'),
  'value-blank': text('aantal niet ingevuld', 'number not filled in'),
  'value-missing': text('woord dat „leeg” betekent', 'word that means “blank”'),
  'yes-no-with-words': text('meer dan ja of nee', 'more than yes or no'),
  'value-footnote': text('aantal met voetnoot', 'number with a footnote'),
};

/** The words for a kind of doubt, with those of a register's own; its code where it has none. */
export function doubtWords(kind: string, language: Language, own: Doubts = {}): string {
  return (own[kind] ?? raisedByReading[kind])?.[language] ?? kind;
}

/** The words for a kind of doubt in each language. */
export function doubtText(kind: string, own: Doubts = {}): Text {
  return text(doubtWords(kind, 'nl', own), doubtWords(kind, 'en', own));
}
