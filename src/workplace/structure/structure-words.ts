import { text } from '../../platform/language/text.ts';

/** What pages of the structure say, more than one of them. */
export const structureWords = {
  title: text('Indeling', 'Structure'),
  level: text('Niveau', 'Level'),
  type: text('Soort', 'Type'),
  name: text('Naam', 'Name'),
  abbreviation: text('Afkorting', 'Abbreviation'),
  place: text('Plaats', 'Place'),
  under: text('Onder {unit}', 'Below {unit}'),
  from: text('Vanaf', 'From'),
  until: text('Tot', 'Until'),
  always: text('het begin', 'the beginning'),
  open: text('nu', 'now'),
  key: text('Code', 'Code'),
  noAbbreviation: text('geen', 'none'),
  toCome: text('{unit}, vanaf {day}', '{unit}, from {day}'),
  top: text('De organisatie als geheel', 'The organisation as a whole'),
} as const;
