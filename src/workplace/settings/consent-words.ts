import type { ConsentUse } from '../../organisation/consent/consented-on.ts';
import { type Text, text } from '../../platform/language/text.ts';

/** What the works council consents to, in words. */
export const useWords: Readonly<Record<ConsentUse, { readonly name: Text; readonly does: Text }>> = {
  channel: {
    name: text('Meldkanaal', 'Reporting channel'),
    does: text('Medewerkers melden vertrouwelijk of anoniem.', 'Staff report in confidence or anonymously.'),
  },
  campaigns: {
    name: text('Campagnes', 'Campaigns'),
    does: text(
      'Medewerkers wordt gevraagd om een opgave te doen of te bevestigen.',
      'Staff are asked to make or confirm a declaration.',
    ),
  },
  'publication-of-persons': {
    name: text('Openbaar maken van personen', 'Publication of persons'),
    does: text(
      'Nevenwerkzaamheden van met naam genoemde mensen worden gepubliceerd.',
      'Outside activities of people by name are published.',
    ),
  },
  'supplier-matching': {
    name: text('Vergelijken met lijsten van leveranciers', 'Matching with supplier lists'),
    does: text(
      'Opgaven van medewerkers worden naast lijsten van leveranciers gelegd.',
      'Declarations of staff are laid beside lists of suppliers.',
    ),
  },
  samples: {
    name: text('Steekproeven', 'Samples'),
    does: text(
      'Van een deel van de medewerkers wordt nagegaan of de opgave klopt.',
      'Of some of the staff it is checked whether the declaration is right.',
    ),
  },
  'completion-lists': {
    name: text('Lijsten van wie klaar is', 'Completion lists'),
    does: text(
      'Per persoon is te zien wie een opgave, cursus of eed heeft afgerond.',
      'It is seen per person who completed a declaration, a course or an oath.',
    ),
  },
};
