import type { Doubts } from '../../collection/doubt-words.ts';
import { text } from '../../platform/language/text.ts';

/** The doubts that only a registration of an incident can raise. */
export const incidentDoubts: Doubts = {
  'covert-means-without-investigation': text(
    'heimelijke middelen zonder onderzoek',
    'covert means without an investigation',
  ),
  'dates-contradict': text('datums spreken elkaar tegen', 'dates contradict each other'),
  'knowingly-false-but-established': text(
    'bewust onjuist gemeld en toch vastgesteld',
    'knowingly false and yet established',
  ),
  'measure-blank': text('afdoening niet ingevuld', 'settlement not filled in'),
  'measure-unknown': text('afdoening onbekend', 'settlement unknown'),
  'subcategory-outside-category': text(
    'subcategorie hoort bij een andere categorie',
    'subcategory belongs to another category',
  ),
};
