import { type Text, text } from '../../platform/language/text.ts';

/** What a token may be allowed, as the person who makes it reads it. */
const words: Readonly<Record<string, Text>> = {
  'organisation.describe': text('Structuur beschrijven', 'Describe the structure'),
  'organisation.profile': text('Profiel vastleggen', 'Record the profile'),
  'figures.inputs': text('Cijfers berekenen, ook kleine', 'Compute figures, small ones too'),
  'figures.report': text('Een verslag maken', 'Make a report'),
  'figures.rows': text('Cijfers volgen naar de rijen', 'Follow figures to the rows'),
  'figures.basis-reasons': text('Redenen van verschillen vastleggen', 'Record reasons of differences'),
  'flags.counts': text('Twijfels tellen', 'Count doubts'),
  'imports.list': text('Bekijken wat is ingelezen', 'See what was imported'),
  'imports.undo': text('Een inlezing terugnemen', 'Take an import back'),
  'calls.answer': text('Antwoorden op de uitvraag vastleggen', 'Record answers to the annual call'),
  'publication.summaries': text(
    'Openbare samenvattingen lezen en vastleggen',
    'Read and record public summaries',
  ),
  'publication.request': text('Een verslag publiceren', 'Publish a report'),
  'statement.incidents': text('Een opgave van incidenten maken', 'Make a statement of incidents'),
  'statement.recorded': text('Gedane opgaven bekijken', 'See statements that were made'),
  'statement.record': text('Een opgave vastleggen', 'Record a statement'),
  'printed-figures.import': text('Inlezen: gedrukte cijfers', 'Import: printed figures'),
  'printed-figures.facts': text('Gedrukte cijfers vergelijken', 'Compare printed figures'),
  'printed-figures.export': text(
    'Meenemen als bestand: gedrukte cijfers',
    'Take along as a file: printed figures',
  ),
};

const ofRegister: Readonly<Record<string, Text>> = {
  import: text('Inlezen', 'Import'),
  facts: text('Tellen voor cijfers', 'Count for figures'),
  export: text('Meenemen als bestand', 'Take along as a file'),
};

/** What may be done, as somebody chooses it for a token; its own name where there are no words. */
export function allowedWords(deed: string, registerName: (key: string) => Text | undefined): Text {
  const known = words[deed];
  if (known) return known;
  const [register = '', kind = ''] = deed.split('.');
  const general = ofRegister[kind];
  const name = registerName(register);
  return general && name
    ? { nl: `${general.nl}: ${name.nl}`, en: `${general.en}: ${name.en}` }
    : text(deed, deed);
}
