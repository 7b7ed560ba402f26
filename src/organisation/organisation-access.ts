import type { AccessRow } from '../platform/access/access-table.ts';
import { describeOrganisation } from './describe.ts';
import { appoint, endAppointment } from './people/appointments.ts';
import { personOfMail } from './people/find-people.ts';
import { addPerson } from './people/persons.ts';
import { structureQuestion } from './records.ts';

const because = 'De beheerder van de structuur aan de opdrachtregel';

/** Who describes the organisation, its people and what they are appointed to. */
export const organisationAccess: readonly AccessRow[] = [
  { who: 'operator', may: 'do', what: describeOrganisation.name, on: 'concern', because },
  { who: 'operator', may: 'see', what: structureQuestion.name, on: 'concern', because },
  { who: 'operator', may: 'see', what: personOfMail.name, on: 'concern', because },
  { who: 'operator', may: 'do', what: addPerson.name, on: 'concern', because },
  { who: 'operator', may: 'do', what: appoint.name, on: 'concern', because },
  { who: 'operator', may: 'do', what: endAppointment.name, on: 'concern', because },
];
