import type { Role } from '../../platform/access/relation.ts';
import { roles } from '../../platform/access/relation.ts';
import { type Text, text } from '../../platform/language/text.ts';

/** What each role is called, and what who bears it comes for (docs/design/domain.md). */
export const roleWords: Readonly<Record<Role, { readonly name: Text; readonly does: Text }>> = {
  employee: {
    name: text('medewerker', 'employee'),
    does: text(
      'meldt, en geeft eigen nevenwerk, belangen en geschenken op',
      'reports, and declares own activities, interests and gifts',
    ),
  },
  supervisor: {
    name: text('leidinggevende', 'supervisor'),
    does: text('beslist over opgaven van het eigen team', 'decides on declarations of the own team'),
  },
  'hr-adviser': {
    name: text('HR-adviseur', 'HR adviser'),
    does: text(
      'ondersteunt leidinggevenden en bewaakt afspraken',
      'supports supervisors and keeps agreements',
    ),
  },
  coordinator: {
    name: text('integriteitscoördinator', 'integrity coordinator'),
    does: text(
      'behandelt meldingen en adviesvragen van het eigen onderdeel en stelt de opgave op',
      'handles reports and requests for advice of the own unit and makes its return',
    ),
  },
  'central-coordinator': {
    name: text('centrale integriteitscoördinator', 'central integrity coordinator'),
    does: text(
      'heeft het overzicht over alle registers, doet de uitvraag en maakt het verslag',
      'oversees all registers, runs the annual call and makes the report',
    ),
  },
  counsellor: {
    name: text('vertrouwenspersoon', 'confidential counsellor'),
    does: text('houdt een eigen logboek van gesprekken bij', 'keeps an own logbook of conversations'),
  },
  'lead-counsellor': {
    name: text('coördinerend vertrouwenspersoon', 'lead counsellor'),
    does: text('legt voor de vertrouwenspersonen verantwoording af', 'answers for the counsellors'),
  },
  'compliance-officer': {
    name: text('compliance officer', 'compliance officer'),
    does: text('beoordeelt financiële belangen', 'assesses financial interests'),
  },
  investigator: {
    name: text('onderzoeker', 'investigator'),
    does: text(
      'onderzoekt in opdracht, zonder te adviseren of te beslissen',
      'investigates on assignment, without advising or deciding',
    ),
  },
  'complaints-committee': {
    name: text(
      'lid of secretaris van de klachtencommissie',
      'member or secretary of the complaints committee',
    ),
    does: text('behandelt klachten', 'handles complaints'),
  },
  head: {
    name: text('hoofd van de organisatie', 'head of the organisation'),
    does: text('beslist op adviezen en ondertekent het verslag', 'decides on advice and signs the report'),
  },
  auditor: {
    name: text('auditor', 'auditor'),
    does: text(
      'leest de vastlegging van wie wat deed, niet de inhoud',
      'reads the trail of who did what, not the content',
    ),
  },
  'technical-administrator': {
    name: text('technisch beheerder', 'technical administrator'),
    does: text(
      'beheert accounts en de toestand van het systeem, zonder enige inhoud',
      'looks after accounts and the state of the system, without any content',
    ),
  },
  'functional-administrator': {
    name: text('functioneel beheerder', 'functional administrator'),
    does: text(
      'beheert mensen, aanwijzingen, codelijsten en teksten, zonder registraties',
      'looks after people, appointments, code lists and texts, without records',
    ),
  },
  'privacy-officer': {
    name: text('privacy officer of archivaris', 'privacy officer or archivist'),
    does: text(
      'bewaakt bewaartermijnen en verzoeken van betrokkenen',
      'watches retention and requests of data subjects',
    ),
  },
  'protection-officer': {
    name: text('functionaris bescherming melders', 'protection officer'),
    does: text('let op benadeling van melders', 'watches for detriment to reporters'),
  },
};

/** The role of that key, if there is one. */
export function roleNamed(key: string): Role | undefined {
  return roles.find((role) => role === key);
}
