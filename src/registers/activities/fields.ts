import type { ReturnField } from '../../collection/register.ts';
import { text } from '../../platform/language/text.ts';

/** The fields of the yearly return of prevention. */
export const fields: readonly ReturnField[] = [
  {
    key: 'activities.sessions',
    label: text('Bijeenkomsten', 'Sessions'),
    counts: 'session',
    imported: { names: [], required: false },
  },
  {
    key: 'activities.participants',
    label: text('Deelnemers', 'Participants'),
    counts: 'participant',
    imported: { names: [], required: false },
  },
  {
    key: 'activities.sessions-by-kind',
    label: text('Bijeenkomsten van deze soort', 'Sessions of this kind'),
    counts: 'session',
    part: 'session-kinds',
    imported: { names: ['Aantal bijeenkomsten', 'Bijeenkomsten', 'Sessions'], required: true },
  },
  {
    key: 'activities.participants-by-kind',
    label: text('Deelnemers aan deze soort', 'Participants of this kind'),
    counts: 'participant',
    part: 'session-kinds',
    imported: { names: ['Aantal deelnemers', 'Deelnemers', 'Participants'], required: false },
  },
  {
    key: 'activities.new-staff',
    label: text('Nieuwe medewerkers', 'New staff'),
    counts: 'person',
    imported: { names: [], required: false },
  },
  {
    key: 'activities.oaths',
    label: text('Eed of belofte afgelegd', 'Oath or pledge taken'),
    counts: 'person',
    imported: { names: [], required: false },
  },
  {
    key: 'activities.actions-due',
    label: text('Acties gepland', 'Actions due'),
    counts: 'action',
    imported: { names: [], required: false },
  },
  {
    key: 'activities.actions-done',
    label: text('Acties op tijd klaar', 'Actions done in time'),
    counts: 'action',
    imported: { names: [], required: false },
  },
  {
    key: 'activities.recommendations',
    label: text('Aanbevelingen gedaan', 'Recommendations made'),
    counts: 'recommendation',
    imported: { names: [], required: false },
  },
  {
    key: 'activities.recommendations-accepted',
    label: text('Aanbevelingen overgenomen', 'Recommendations accepted'),
    counts: 'recommendation',
    imported: { names: [], required: false },
  },
  {
    key: 'activities.recommendations-done',
    label: text('Aanbevelingen uitgevoerd', 'Recommendations carried out'),
    counts: 'recommendation',
    imported: { names: [], required: false },
  },
  {
    key: 'activities.respondents',
    label: text('Respondenten medewerkersonderzoek', 'Survey respondents'),
    counts: 'person',
    imported: { names: [], required: false },
  },
  {
    key: 'activities.knows-routes',
    label: text('Weet waar te melden', 'Knows where to report'),
    counts: 'person',
    imported: { names: [], required: false },
  },
  {
    key: 'activities.feels-safe',
    label: text('Voelt zich veilig om te melden', 'Feels safe to report'),
    counts: 'person',
    imported: { names: [], required: false },
  },
  {
    key: 'activities.reporters-asked',
    label: text('Melders die hun ervaring gaven', 'Reporters who told of their experience'),
    counts: 'person',
    imported: { names: [], required: false },
  },
  {
    key: 'activities.reporters-satisfied',
    label: text('Melders die zich gehoord voelen', 'Reporters who feel heard'),
    counts: 'person',
    imported: { names: [], required: false },
  },
];
