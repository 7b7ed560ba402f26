import type { Profile } from '../../codes/profile.ts';
import type { PublishedState } from '../../figures/cubes/published-state.ts';
import type { Language, Text } from '../../platform/language/text.ts';
import { text } from '../../platform/language/text.ts';
import { stateWords } from '../../tables/state-words.ts';
import { english } from './lexicon/en.ts';
import { dutch } from './lexicon/nl.ts';

/** The same in running text, after "in 2020 waren er …". */
export const stateInProse: Readonly<Record<PublishedState, Text>> = {
  ...stateWords,
  suppressed: text('een niet getoond aantal', 'an undisclosed number of'),
  'not-reported': text('een niet opgegeven aantal', 'an unreported number of'),
  'not-asked': text('een niet gevraagd aantal', 'an unasked number of'),
  'not-recorded': text('een niet vastgelegd aantal', 'an unrecorded number of'),
  'cannot-be-computed': text('een niet te berekenen aantal', 'a number that cannot be computed of'),
};

const numberWords: Readonly<Record<Language, readonly string[]>> = {
  nl: ['geen', ...dutch.counting],
  en: ['no', ...english.counting],
};

/** A whole number up to twelve in words; larger ones and fractions stay digits (undefined). */
export function numberWord(decimal: string, language: Language): string | undefined {
  return /^\d+$/.test(decimal) ? numberWords[language][Number(decimal)] : undefined;
}

/** The sentence under a table in which something is suppressed. */
export const suppressedNote: Text = text(
  '· staat voor een aantal dat wij niet tonen omdat het klein is, of omdat daaruit een klein aantal is af te leiden. Het is niet nul.',
  '· stands for a number we do not show because it is small, or because a small number could be derived from it. It is not zero.',
);

/** Reading aids: how a table invites to be misread, and how to read it. */
export const readingAids: Readonly<Record<string, { readonly title: Text; readonly body: Text }>> = {
  'integrity-paradox': {
    title: text('Integriteitsparadox', 'Integrity paradox'),
    body: text(
      'Wie aandacht geeft aan integriteit, krijgt signalen te horen die anders verborgen waren gebleven. Een onderdeel zonder incidenten doet het dus niet vanzelf goed, en een onderdeel met incidenten niet vanzelf slecht.',
      'Whoever pays attention to integrity hears of signals that would otherwise have stayed hidden. A unit without incidents is therefore not by itself doing well, nor is a unit with incidents by itself doing badly.',
    ),
  },
  integritism: {
    title: text('Een fout is nog geen schending', 'A mistake is not a violation'),
    body: text(
      'Wie een fout een schending noemt, maakt mensen voorzichtig in plaats van integer. Een vergissing bij gewoon werk hoort bij vakmanschap en vraagt om leren.',
      'Calling a mistake a violation makes people cautious rather than honest. A slip in ordinary work belongs to the craft and asks for learning.',
    ),
  },
  'reporting-readiness': {
    title: text('Bereidheid om te melden', 'Readiness to report'),
    body: text(
      'Het aantal meldingen zegt ook iets over vertrouwen: wie denkt dat melden zin heeft en veilig is, meldt eerder. Lees aantallen daarom naast wat medewerkers zeggen over de weg naar een melding.',
      'The number of reports also says something about trust: who thinks that reporting is useful and safe will report sooner. Read the numbers therefore beside what staff say about the way to a report.',
    ),
  },
  'small-numbers': {
    title: text('Kleine aantallen', 'Small numbers'),
    body: text(
      'Bij kleine aantallen kan één voorval het beeld veranderen. Een verschil tussen jaren of onderdelen kan dan toeval zijn: zoek eerst een verklaring, voordat u er iets uit afleidt.',
      'With small numbers a single event can change the picture. A difference between years or units may then be chance: look for an explanation before you conclude anything from it.',
    ),
  },
  'no-league-table': {
    title: text('Dit is niet bedoeld als ranglijst', 'This is not meant as a ranking'),
    body: text(
      'Onderdelen verschillen in werk, omvang en wat zij registreren. De volgorde in een tabel is de volgorde van de gegevens, niet van goed en slecht.',
      'Units differ in work, size and what they register. The order in a table is the order of the data, not of good and bad.',
    ),
  },
};

/** The policies of a profile that a norm may be in, as the method page names them. */
export const policyWords: ReadonlyMap<string, Text> = new Map(
  Object.entries({
    giftThresholdEuro: text(
      'beleid van de organisatie over geschenken',
      'policy of the organisation on gifts',
    ),
    giftRule: text('beleid van de organisatie over geschenken', 'policy of the organisation on gifts'),
    protectionThreshold: text(
      'beleid van de organisatie over kleine aantallen',
      'policy of the organisation on small numbers',
    ),
    protectionAgainst: text(
      'beleid van de organisatie over lezers die een verborgen getal kennen',
      'policy of the organisation on readers who know a hidden number',
    ),
  } satisfies Readonly<Record<keyof Profile['policies'], Text>>),
);
