import type { AccessRow } from '../platform/access/access-table.ts';

const byHand = 'De beheerder van het verslag aan de opdrachtregel';
const forAll = 'Een gepubliceerd verslag is openbaar';
const frozen = 'Bevroren gecodeerde invoer is alleen voor het opnieuw berekenen van een publicatie';

const toReceiver = 'De jaarlijkse opgave aan de ontvanger, zonder tekst en zonder personen';

/** Who may publish and who may read what was published. */
export const publicationAccess: readonly AccessRow[] = [
  { who: 'publication', may: 'do', what: 'publication.publish', because: byHand },
  { who: 'publication', may: 'do', what: 'publication.note', because: byHand },
  { who: 'publication', may: 'see', what: 'publication.frozen', because: frozen },
  { who: 'publication', may: 'see', what: 'publication.known', because: frozen },
  { who: 'operator', may: 'do', what: 'publication.summaries', because: byHand },
  { who: 'operator', may: 'see', what: 'publication.summaries', because: byHand },
  { who: 'operator', may: 'see', what: 'publication.read', because: forAll },
  { who: 'public', may: 'see', what: 'publication.read', because: forAll },
  { who: 'publication', may: 'see', what: 'publication.read', because: forAll },
  { who: 'publication', may: 'see', what: 'organisation.name', because: forAll },
  { who: 'public', may: 'see', what: 'organisation.name', because: forAll },
  { who: 'operator', may: 'see', what: 'organisation.name', because: forAll },
  { who: 'operator', may: 'see', what: 'statement.incidents', because: toReceiver },
  { who: 'operator', may: 'see', what: 'statement.recorded', because: toReceiver },
  { who: 'operator', may: 'do', what: 'statement.record', because: toReceiver },
];
