import { type Language, type Text, text } from '../platform/language/text.ts';

/** What each kind of doubt says about a row, in a few words. */
const words: Readonly<Record<string, Text>> = {
  'covert-means-without-investigation': text(
    'heimelijke middelen zonder onderzoek',
    'covert means without an investigation',
  ),
  'dates-contradict': text('datums spreken elkaar tegen', 'dates contradict each other'),
  'knowingly-false-but-established': text(
    'bewust onjuist gemeld en toch vastgesteld',
    'knowingly false and yet established',
  ),
  'label-normalised': text('anders geschreven dan in de lijst', 'written otherwise than in the list'),
  'measure-blank': text('afdoening niet ingevuld', 'settlement not filled in'),
  'measure-unknown': text('afdoening onbekend', 'settlement unknown'),
  'same-row-twice': text('gelijk aan een andere rij', 'equal to another row'),
  'subcategory-outside-category': text(
    'subcategorie hoort bij een andere categorie',
    'subcategory belongs to another category',
  ),
  'value-approximate': text('aantal bij benadering', 'number stated as approximate'),
  'value-blank': text('aantal niet ingevuld', 'number not filled in'),
  'value-footnote': text('aantal met voetnoot', 'number with a footnote'),
};

/** The words for a kind of doubt; its code where it has none. */
export function doubtWords(kind: string, language: Language): string {
  return words[kind]?.[language] ?? kind;
}
