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
  'left-but-not-staff': text(
    'melder vertrok, maar is geen eigen medewerker',
    'the reporter left, but is no member of staff',
  ),
  'measure-blank': text('afdoening niet ingevuld', 'settlement not filled in'),
  'measure-unknown': text('afdoening onbekend', 'settlement unknown'),
  'protection-granted-unasked': text(
    'bescherming toegekend die niet is gevraagd',
    'protection granted that was not requested',
  ),
  'referral-contradicts-step': text(
    'externe stap is een verwijzing, maar er is niet verwezen',
    'the external step is a referral, but nothing was referred',
  ),
  'subcategory-outside-category': text(
    'subcategorie hoort bij een andere categorie',
    'subcategory belongs to another category',
  ),
  'text-may-identify': text('tekst kan een persoon aanwijzen', 'text may identify a person'),
};
