import { happens, pick, weighted } from './chance.ts';
import { lastKnown, written } from './days.ts';
import type { Course } from './incident-course.ts';
import type { Unit } from './units.ts';

/** The uniform form of an incident: its answers by heading, every field filled in as units do: mostly. */
export function formOf(unit: Unit, course: Course): Record<string, string> {
  const { template, detail, received, occurred, acknowledged, informed, closed, isOpen, established } =
    course;
  const { outcome, measure, investigation, anonymous, relation, twoSubjects } = course;
  const wasInvestigated = investigation !== 'Geen onderzoek';
  const unproven = outcome === 'niet aangetoond' || outcome === 'niet vast te stellen';
  return {
    Categorie: template.category,
    Betreft: template.subcategory,
    Soort: weighted([
      ['Integriteitsschending', 78],
      ['Onregelmatigheid', 14],
      ['Misstand', 3],
      [isOpen || established ? 'Nog te bepalen' : 'Geen incident', 5],
    ] as const),
    Onderdeel: unit.key,
    Omschrijving: `${template.description}${detail ? ` ${detail}` : ''}`,
    'Toelichting afronding': isOpen
      ? ''
      : `${measure.toLowerCase()}${template.after ? `; ${template.after}` : ''}`,
    Melder: mostly(anonymous ? 'Anoniem' : reporter(), 0.03),
    Kanaal: mostly(channel(), 0.03),
    Anoniem: yesNo(anonymous),
    'Melder kwam terug': anonymous ? yesNo(happens(0.45)) : '',
    Onderzoek: investigation,
    'Onderzoek door': investigator(investigation),
    'Externe stap': happens(0.06)
      ? pick(['Aangifte bij politie of openbaar ministerie', 'Melding bij de Autoriteit Persoonsgegevens'])
      : '',
    Betrokkene: twoSubjects ? `${relation}; medewerker` : relation,
    Bevinding: twoSubjects ? `${outcome}; ${isOpen ? 'nog in onderzoek' : 'niet aangetoond'}` : outcome,
    Maatregel: twoSubjects && measure ? `${measure}; Geen maatregel` : measure,
    'Benadeling gemeld': yesNo(happens(0.03)),
    'Datum incident': mostly(written(occurred), 0.08),
    'Datum ontvangst': written(received),
    'Ontvangst bevestigd': written(acknowledged),
    'Melder geïnformeerd': informed > lastKnown ? '' : written(informed),
    'Datum afsluiting': isOpen ? '' : written(closed),
    'Datum kwalificatie': written(course.qualified),
    'Datum besluit': isOpen ? '' : written(course.decided),
    'Schade in euro': course.damage,
    'Teruggevorderd in euro': course.recovered,
    'Bewust onjuist gemeld': isOpen ? '' : yesNo(unproven && course.knowinglyFalse),
    'Inzet heimelijke middelen': wasInvestigated
      ? yesNo(investigation === 'Persoonsgericht onderzoek' && course.covert)
      : '',
  };
}

/** An answer that some leave open. */
function mostly(answer: string, leftOpen: number): string {
  return happens(leftOpen) ? '' : answer;
}

/** An answer as the form has it. */
export function yesNo(answer: boolean): string {
  return answer ? 'ja' : 'nee';
}

function reporter(): string {
  return weighted([
    ['Leidinggevende', 30],
    ['Medewerker of collega', 30],
    ['Betrokkene zelf', 8],
    ['HR-adviseur', 8],
    ['Burger', 10],
    ['Bedrijf of externe relatie', 8],
    ['Vertrouwenspersoon namens melder', 6],
  ] as const);
}

function channel(): string {
  return weighted([
    ['Schriftelijk of meldformulier', 45],
    ['Via de leidinggevende', 30],
    ['Gesprek op verzoek', 12],
    ['Telefoon of spraakbericht', 8],
    ['Via de klachtenregeling', 5],
  ] as const);
}

function investigator(investigation: string): string {
  if (investigation === 'Geen onderzoek') return '';
  if (investigation === 'Via de klachtenregeling') return 'Klachtencommissie';
  return weighted([
    ['Eigen organisatie', 8],
    ['Extern onderzoeksbureau', 1],
  ] as const);
}
