import { recordPages } from '../../collection/offers/record-pages.ts';
import { text } from '../../platform/language/text.ts';
import { incidentDoubtsOf } from './doubts.ts';
import { incidentRecord } from './fields.ts';

/**
 * How incidents are kept in the workplace: by the central coordinator, and by the coordinator of a unit for that unit
 * and those below it.
 */
export const incidentPages = recordPages(incidentRecord, {
  path: 'incidenten',
  one: text('incident', 'incident'),
  add: text('Incident registreren', 'Register an incident'),
  named: 'reference',
  moment: 'received',
  listed: ['received', 'unit', 'category', 'subjects.finding'],
  filtered: ['unit', 'category', 'subjects.finding', 'reporter', 'channel', 'subjects.measures'],
  sections: [
    {
      key: 'melding',
      label: text('De melding', 'The report'),
      fields: ['category', 'subcategory', 'kind', 'unit', 'description', 'occurred', 'received'],
    },
    {
      key: 'melder',
      label: text('De melder', 'The reporter'),
      fields: [
        'reporter',
        'channel',
        'anonymous',
        'namedLater',
        'reopened',
        'acknowledged',
        'informed',
        'knowinglyFalse',
      ],
    },
    {
      key: 'onderzoek',
      label: text('Onderzoek en besluit', 'Investigation and decision'),
      fields: [
        'qualified',
        'investigation',
        'investigator',
        'covertMeans',
        'externalStep',
        'referred',
        'decided',
        'settlement',
        'closed',
      ],
    },
    {
      key: 'gevolgen',
      label: text('Gevolgen', 'Consequences'),
      fields: [
        'damage',
        'recovered',
        'detriment',
        'detrimentEstablished',
        'protectionRequested',
        'protectionGranted',
        'reporterLeft',
      ],
    },
  ],
  states: [
    {
      key: 'afgesloten',
      label: text('Afgesloten', 'Closed'),
      means: text(
        'De behandeling is klaar; er is een dag van afsluiting.',
        'Handling is over; there is a day of closing.',
      ),
      when: [{ field: 'closed', is: 'filled' }],
    },
    {
      key: 'in-behandeling',
      label: text('In behandeling', 'Being handled'),
      means: text(
        'Het signaal is gekwalificeerd en nog niet afgesloten.',
        'The signal was qualified and is not closed yet.',
      ),
      when: [{ field: 'qualified', is: 'filled' }],
    },
    {
      key: 'ontvangen',
      label: text('Ontvangen', 'Received'),
      means: text(
        'Nog niet gekwalificeerd, of de dag daarvan is niet vastgelegd.',
        'Not qualified yet, or the day of it is not recorded.',
      ),
      when: [],
    },
  ],
  transitions: [
    {
      key: 'kwalificeren',
      from: ['ontvangen'],
      to: 'in-behandeling',
      label: text('Incident kwalificeren', 'Qualify the incident'),
      effect: text(
        'Het incident krijgt een dag van kwalificatie en gaat naar „In behandeling”. Wie daarna iets wijzigt, zegt waarom.',
        'The incident gets a day of qualification and goes to “Being handled”. Whoever changes something after that says why.',
      ),
      asks: ['qualified'],
      empties: [],
      needs: 'opening',
      reason: false,
    },
    {
      key: 'afsluiten',
      from: ['ontvangen', 'in-behandeling'],
      to: 'afgesloten',
      label: text('Incident afsluiten', 'Close the incident'),
      effect: text(
        'Het incident telt vanaf dan als afgesloten in het jaar van de dag die u invult. Heropenen kan, met een reden.',
        'From then on the incident counts as closed in the year of the day that you fill in. It can be reopened, with a reason.',
      ),
      asks: ['closed'],
      empties: [],
      needs: 'closing',
      reason: false,
    },
    {
      key: 'heropenen',
      from: ['afgesloten'],
      to: 'in-behandeling',
      label: text('Incident heropenen', 'Reopen the incident'),
      effect: text(
        'De dag van afsluiting gaat eraf. Het incident telt dan weer als lopend; cijfers die al gepubliceerd zijn blijven staan, en een volgend verslag noemt het verschil.',
        'The day of closing is taken off. The incident counts as running again; figures that were published stay, and a next report names the difference.',
      ),
      asks: [],
      empties: ['closed'],
      needs: null,
      reason: true,
    },
  ],
  doubtsOf: incidentDoubtsOf,
  asksReason: ({ qualified, closed }) => qualified !== null || closed !== null,
  keptBy: [
    { role: 'central-coordinator', on: 'concern' },
    { role: 'coordinator', on: 'unit' },
  ],
  inTheLine: {
    when: 'occurred',
    kind: 'category',
    done: { lines: 'subjects', codes: 'measures', group: 'informal' },
  },
  // What comes of a case is known to who carries it out: 14 of 86 rows of the source end in “unknown”.
  askable: ['subjects.measures', 'subjects.finding', 'settlement', 'decided', 'recovered'],
});
