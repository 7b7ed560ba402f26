import { exportTables } from '../../collection/records/versions.ts';
import type { Register } from '../../collection/register.ts';
import { registerAccess } from '../../collection/returns/return-register.ts';
import { atCommandLine } from '../../platform/access/access-table.ts';
import type { Role } from '../../platform/access/relation.ts';
import { text } from '../../platform/language/text.ts';
import { incidentDoubts } from './doubts.ts';
import { incidentSheet } from './export.ts';
import { incidentFacts, measureFacts, moneyFacts, subjectFacts } from './facts.ts';
import { incidentRecord } from './fields.ts';
import { incidentFigures } from './figures/figures.ts';
import { incidentImport } from './import.ts';
import { incidentPages } from './pages.ts';
import { incidentNames } from './records.ts';
import { statedIncidents } from './stated.ts';
import { summaryAccess } from './summaries/beside-record.ts';
import { summariesBuiltOn } from './summaries/built-on-import.ts';
import { incidentList } from './summaries/listed.ts';

const toReceiver = 'De jaarlijkse opgave aan de ontvanger, zonder tekst en zonder personen';
const byHand = 'Wie het verslag maakt';
const coordinators: readonly Role[] = ['central-coordinator'];

/** Incidents: the coded registration on the uniform form, opened when a signal is qualified. */
export const incidents: Register = {
  key: 'incidents',
  name: text('Incidenten', 'Incidents'),
  what: text(
    'Wat er is gemeld, wat daarvan is vastgesteld en wat er is gedaan.',
    'What was reported, what of it was established and what was done.',
  ),
  counts: 'incident',
  access: [
    ...registerAccess('incidents', [incidentRecord]),
    ...atCommandLine({ may: 'do', what: 'publication.summaries', because: byHand }, coordinators),
    ...atCommandLine({ may: 'see', what: 'publication.summaries', because: byHand }, coordinators),
    ...summaryAccess(incidentPages),
    ...atCommandLine({ may: 'see', what: 'statement.incidents', because: toReceiver }, coordinators),
  ],
  fields: [],
  imports: [incidentImport],
  facts: [incidentFacts, subjectFacts, measureFacts, moneyFacts],
  figures: incidentFigures,
  printed: [],
  records: [incidentRecord],
  pages: incidentPages,
  tables: exportTables(incidentRecord),
  sheets: [incidentSheet],
  lists: [incidentList],
  stated: statedIncidents,
  builtOn: summariesBuiltOn,
  recordNames: incidentNames,
  doubts: incidentDoubts,
  retention: [{ kind: 'incidents' }, { kind: 'incidents-not-established' }, { kind: 'security-incidents' }],
  checks: [],
  annualCall: true,
  accountsOnly: true,
  confirmed: {
    field: null,
    table: 'incident',
    first: 'received_from',
    last: 'received_until',
    counts: 'within',
  },
};
