import { type AccessRow, atCommandLine } from '../platform/access/access-table.ts';
import { type Role, roles } from '../platform/access/relation.ts';
import { endExclusion, excludeFromRecord, exclusionsOf } from './access/exclusions.ts';
import { structureAccess } from './change-structure.ts';
import { consentAccess } from './consent/works-council.ts';
import { describeOrganisation } from './describe.ts';
import { appoint, endAppointment } from './people/appointments.ts';
import { certificatesOf, certificateWarnings, recordCertificate } from './people/certificates.ts';
import { keepSearch, keptSearch, personKnownAs, personOfMail, searchPeople } from './people/find-people.ts';
import { giveOpenWork, openWork, receiversOf } from './people/open-work.ts';
import { changeContact, personOverview } from './people/person-page.ts';
import { addPerson } from './people/persons.ts';
import { decideProposal, openProposals, proposeAppointment } from './people/proposals.ts';
import { settleWhoLeft } from './people/who-left.ts';
import { exportApprovalAccess } from './proposals/export-approval.ts';
import { structureQuestion } from './records.ts';
import { holdersOf, roleReviews, rolesOn, signReview } from './review/reviews.ts';

const because = 'De beheerder van de server, die de eerste mensen binnenlaat';
const describing = 'Wie de structuur van de organisatie bijhoudt';

const lookingAfterPeople: readonly (readonly [Role, AccessRow['may'], string])[] = [
  ['functional-administrator', 'do', keepSearch.name],
  ['functional-administrator', 'see', keptSearch.name],
  ['functional-administrator', 'see', searchPeople.name],
  ['functional-administrator', 'see', personOverview.name],
  ['functional-administrator', 'do', addPerson.name],
  ['functional-administrator', 'do', changeContact.name],
  ['functional-administrator', 'do', proposeAppointment.name],
  ['functional-administrator', 'do', endAppointment.name],
  ['functional-administrator', 'see', openProposals.name],
  ['functional-administrator', 'do', decideProposal.name],
  ['functional-administrator', 'see', personKnownAs.name],
  ['functional-administrator', 'see', openWork.name],
  ['functional-administrator', 'see', receiversOf.name],
  ['functional-administrator', 'do', giveOpenWork.name],
  ['functional-administrator', 'do', recordCertificate.name],
  ['functional-administrator', 'see', certificatesOf.name],
  ['functional-administrator', 'see', certificateWarnings.name],
  ['technical-administrator', 'do', keepSearch.name],
  ['technical-administrator', 'see', keptSearch.name],
  ['technical-administrator', 'see', searchPeople.name],
  ['technical-administrator', 'see', personOverview.name],
];

/** Who describes the organisation, its people and what they are appointed to. */
export const organisationAccess: readonly AccessRow[] = [
  ...structureAccess,
  ...atCommandLine({ may: 'do', what: describeOrganisation.name, because: describing }, [
    'functional-administrator',
  ]),
  { who: 'operator', may: 'see', what: structureQuestion.name, on: 'concern', because },
  { who: 'operator', may: 'see', what: personOfMail.name, on: 'concern', because },
  { who: 'operator', may: 'do', what: addPerson.name, on: 'concern', because },
  { who: 'operator', may: 'do', what: appoint.name, on: 'concern', until: 'first-account', because },
  { who: 'operator', may: 'do', what: endAppointment.name, on: 'concern', until: 'first-account', because },
  ...lookingAfterPeople.map(
    ([who, may, what]): AccessRow => ({
      who,
      may,
      what,
      on: 'concern',
      because:
        who === 'functional-administrator'
          ? 'De functioneel beheerder beheert mensen en aanwijzingen'
          : 'De technisch beheerder zoekt voor wie een account is',
    }),
  ),
  ...(['auditor', 'functional-administrator', 'privacy-officer'] as const).flatMap((who) =>
    [holdersOf.name, rolesOn.name, roleReviews.name].map(
      (what): AccessRow => ({
        who,
        may: 'see',
        what,
        on: 'concern',
        because: 'Wie toegang geeft of controleert, ziet wie welke rol heeft of had',
      }),
    ),
  ),
  ...(['auditor', 'privacy-officer'] as const).map(
    (who): AccessRow => ({
      who,
      may: 'do',
      what: signReview.name,
      on: 'concern',
      because:
        'De auditor kijkt elk half jaar per rol na wie haar heeft; voor de eigen rol de privacy officer',
    }),
  ),
  ...(
    [
      ['do', excludeFromRecord.name],
      ['do', endExclusion.name],
      ['see', exclusionsOf.name],
    ] as const
  ).map(
    ([may, what]): AccessRow => ({
      who: 'central-coordinator',
      may,
      what,
      on: 'concern',
      because: 'Wie een registratie bijhoudt sluit uit wie er een belang bij heeft',
    }),
  ),
  {
    who: 'identity',
    may: 'do',
    what: settleWhoLeft.name,
    on: 'concern',
    because: 'Wie uit dienst is, is niet meer aangemeld en heeft geen rol; het werk komt bij een ander',
  },
  ...consentAccess,
  ...exportApprovalAccess,
  ...(['counsellor', 'lead-counsellor'] as const).map(
    (who): AccessRow => ({
      who,
      may: 'see',
      what: certificateWarnings.name,
      on: 'own',
      because: 'Wie een certificaat nodig heeft, weet tijdig dat het afloopt',
    }),
  ),
  ...roles.map(
    (who): AccessRow => ({
      who,
      may: 'see',
      what: structureQuestion.name,
      on: 'none',
      byToken: 'always',
      because: 'Hoe de organisatie is ingedeeld is geen geheim voor wie er werkt',
    }),
  ),
];
