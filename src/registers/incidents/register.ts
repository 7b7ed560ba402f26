import type { Register } from '../../collection/register.ts';
import { registerAccess } from '../../collection/returns/return-register.ts';
import { text } from '../../platform/language/text.ts';
import { incidentDoubts } from './doubts.ts';
import { incidentSheet } from './export.ts';
import { incidentFacts, measureFacts, moneyFacts, subjectFacts } from './facts.ts';
import { incidentFigures } from './figures/figures.ts';
import { incidentImport } from './import/incident-import.ts';
import { incidentNames } from './records.ts';
import { moments } from './rules.ts';

/** Incidents: the coded registration on the uniform form, opened when a signal is qualified. */
export const incidents: Register = {
  key: 'incidents',
  name: text('Incidenten', 'Incidents'),
  what: text(
    'Wat er is gemeld, wat daarvan is vastgesteld en wat er is gedaan.',
    'What was reported, what of it was established and what was done.',
  ),
  counts: 'incident',
  access: registerAccess('incidents'),
  fields: [],
  imports: [incidentImport],
  facts: [incidentFacts, subjectFacts, measureFacts, moneyFacts],
  figures: incidentFigures,
  printed: [],
  tables: [
    {
      name: 'incident',
      columns: [
        'version_id',
        'incident_id',
        'reference',
        'kind',
        'category',
        'subcategory',
        'unit',
        'reporter_type',
        'channel',
        'anonymous',
        'named_later',
        'reopened_by_reporter',
        'investigation',
        'investigator',
        'external_step',
        'damage_euro',
        'recovered_euro',
        ...moments.flatMap((moment) => [`${moment}_from`, `${moment}_until`, `${moment}_precision`]),
        'detriment_reported',
        'detriment_established',
        'knowingly_false',
        'covert_means',
        'protection_requested',
        'protection_granted',
        'reporter_left',
        'referred',
        'description',
        'settlement',
        'recorded_at',
        'withdrawn_at',
        'change_reason',
      ],
      orderBy: ['incident_id', 'recorded_at', 'version_id'],
    },
    {
      name: 'incident_subject',
      columns: ['id', 'version_id', 'line', 'relation', 'grade', 'finding'],
      orderBy: ['version_id', 'line'],
    },
    {
      name: 'incident_measure',
      columns: ['id', 'version_id', 'subject_id', 'measure'],
      orderBy: ['version_id', 'subject_id', 'measure', 'id'],
    },
  ],
  sheets: [incidentSheet],
  recordNames: incidentNames,
  doubts: incidentDoubts,
  retention: [
    {
      what: text('Registratie van een incident', 'Registration of an incident'),
      trigger: text('afsluiting', 'closing'),
      term: text(
        '2 jaar, en zolang het jaar niet is gepubliceerd',
        '2 years, and as long as the year is unpublished',
      ),
      source: 'Wbk art. 2a, tweede lid',
    },
  ],
  checks: [],
  annualCall: true,
};
