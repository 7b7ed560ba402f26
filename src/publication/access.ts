import type { AccessRow } from '../platform/access/access-table.ts';

const byHand = 'De beheerder van het verslag aan de opdrachtregel';
const forAll = 'Een gepubliceerd verslag is openbaar';
const frozen = 'Bevroren gecodeerde invoer is alleen voor het opnieuw berekenen van een publicatie';

const toReceiver = 'De jaarlijkse opgave aan de ontvanger, zonder tekst en zonder personen';

/** Who may publish and who may read what was published. */
export const publicationAccess: readonly AccessRow[] = [
  { who: 'publication', may: 'do', what: 'publication.publish', on: 'concern', because: byHand },
  { who: 'publication', may: 'do', what: 'publication.note', on: 'concern', because: byHand },
  { who: 'publication', may: 'see', what: 'publication.frozen', on: 'concern', because: frozen },
  { who: 'publication', may: 'see', what: 'publication.known', on: 'concern', because: frozen },
  { who: 'operator', may: 'see', what: 'publication.read', on: 'concern', because: forAll },
  { who: 'public', may: 'see', what: 'publication.read', on: 'none', because: forAll },
  { who: 'publication', may: 'see', what: 'publication.read', on: 'concern', because: forAll },
  { who: 'publication', may: 'see', what: 'organisation.name', on: 'concern', because: forAll },
  { who: 'public', may: 'see', what: 'organisation.name', on: 'none', because: forAll },
  { who: 'operator', may: 'see', what: 'organisation.name', on: 'concern', because: forAll },
  { who: 'operator', may: 'see', what: 'statement.recorded', on: 'concern', because: toReceiver },
  { who: 'operator', may: 'do', what: 'statement.record', on: 'concern', because: toReceiver },
];
