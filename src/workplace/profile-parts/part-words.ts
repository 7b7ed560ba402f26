import { text } from '../../platform/language/text.ts';

/** What pages of texts, names and holidays say. */
export const partWords = {
  section: text('Teksten, namen en feestdagen', 'Texts, names and holidays'),
  texts: text('Teksten wijzigen', 'Change texts'),
  textsLead: text(
    'Hoe het verslagjaar heet, welke regel voor geschenken geldt en bij wie mensen terechtkunnen.',
    'What the reporting year is called, which rule for gifts holds and whom people can turn to.',
  ),
  levels: text('Namen van niveaus wijzigen', 'Change names of levels'),
  levelsLead: text(
    'Hoe niveaus en soorten van onderdelen heten. Welke er zijn, wijzigt met een beschrijving van de organisatie.',
    'What levels and kinds of units are called. Which there are changes with a description of the organisation.',
  ),
  titles: text('Titels wijzigen', 'Change titles'),
  titlesLead: text(
    'Hoe in deze organisatie heet wie beslist, coördineert en onderzoekt.',
    'What who decides, coordinates and investigates is called in this organisation.',
  ),
  holidays: text('Feestdagen {year} wijzigen', 'Change holidays {year}'),
  holidaysLead: text(
    'De dagen die termijnen overslaan (Algemene termijnenwet, artikel 3). Maak de dag leeg om een feestdag te laten vervallen. Het programma rekent zelf nog geen termijn met deze dagen.',
    'The days that terms skip (Dutch General Extension of Time Limits Act, article 3). Empty the day to let a holiday go. The program itself computes no term with these days yet.',
  ),
  year: text('Verslagjaar', 'Reporting year'),
  gift: text('Regel voor geschenken', 'Rule for gifts'),
  contact: text('Contact', 'Contact'),
  mail: text('Mailadres van het contact', 'Mail address of the contact'),
  mailWrong: text(
    'Dit is geen e-mailadres. Schrijf het als naam@organisatie.nl.',
    'This is no mail address. Write it as name@organisation.org.',
  ),
  level: text('Niveau {key}', 'Level {key}'),
  type: text('Soort onderdeel {key}', 'Kind of unit {key}'),
  nl: text('In het Nederlands', 'In Dutch'),
  en: text('In het Engels', 'In English'),
  pluralNl: text('Meervoud in het Nederlands', 'Plural in Dutch'),
  pluralEn: text('Meervoud in het Engels', 'Plural in English'),
  holiday: text('Feestdag {place}', 'Holiday {place}'),
  another: text('Nog een feestdag', 'Another holiday'),
  day: text('Dag', 'Day'),
  dayHint: text('Bijvoorbeeld 5-5-{year}.', 'For example 5-5-{year}.'),
  dayMissing: text('Vul de dag in, of maak ook de namen leeg.', 'Fill in the day, or empty the names too.'),
  dayWrong: text(
    'Dit is geen dag in {year}. Schrijf hem als 5-5-{year}.',
    'This is no day in {year}. Write it as 5-5-{year}.',
  ),
  missing: text('Vul dit in.', 'Fill this in.'),
  what: text('Wat', 'What'),
  now: text('Nu', 'Now'),
  changes: text('Wijziging', 'Change'),
  figures: text('Cijfers', 'Figures'),
  noFigures: text('Geen cijfer telt hierdoor anders.', 'No figure counts otherwise by this.'),
  unitLists: text(
    'Een lijst van onderdelen noemt niveaus en soorten vanaf die dag bij deze namen, of bij hun sleutel.',
    'A list of units names levels and kinds by these names from that day, or by their key.',
  ),
  days: text(
    '{count, plural, =0 {geen dagen} one {# dag} other {# dagen}}',
    '{count, plural, =0 {no days} one {# day} other {# days}}',
  ),
  done: text('De wijziging is vastgelegd', 'The change was recorded'),
} as const;
