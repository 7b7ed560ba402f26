import { type AccessRow, atCommandLine } from '../platform/access/access-table.ts';
import { roles } from '../platform/access/relation.ts';

const byHand = 'Wie het verslag maakt';
const counted = 'Een verslag telt elke registratie, en wordt gemaakt door wie ze alle ziet';
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
  ...atCommandLine({ may: 'do', what: 'figures.report', because: byHand }, ['central-coordinator']),
  ...['figures.inputs', 'publication.summaries', 'printed-figures.facts'].map(
    (what): AccessRow => ({ who: 'publication', may: 'see', what, on: 'concern', because: counted }),
  ),
  ...atCommandLine({ may: 'do', what: 'publication.request', because: byHand }, ['central-coordinator']),
  ...atCommandLine({ may: 'see', what: 'statement.recorded', because: toReceiver }, ['central-coordinator']),
  ...atCommandLine({ may: 'do', what: 'statement.record', because: toReceiver }, ['central-coordinator']),
  ...['publication.read', 'organisation.name'].flatMap((what) =>
    roles.map(
      (who): AccessRow => ({ who, may: 'see', what, on: 'none', byToken: 'always', because: forAll }),
    ),
  ),
];
