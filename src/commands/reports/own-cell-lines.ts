import { say } from '../../platform/language/messages.ts';
import { type Text, text } from '../../platform/language/text.ts';
import type { OwnCellChoice } from '../../publication/make-report.ts';

/** Above this share of the numbers that would be printed otherwise, what protection costs is told. */
const dear = 0.1;

/**
 * What the maker of a report is told of readers who know a hidden number because it is of their own unit: how many small
 * ones they can compute, and what it costs to protect against all of them. Nothing where none is open and it costs little.
 */
export function ownCellLines({ against, smallOpen, printed }: OwnCellChoice): readonly Text[] {
  const open = smallOpen > 0 ? [filled(openWords[against], { count: smallOpen })] : [];
  const lost = printed === undefined ? 0 : printed.otherwise - printed.now;
  if (printed === undefined || lost <= dear * printed.otherwise) return open;
  return [...open, filled(costWords, { lost, of: printed.otherwise, share: lost / printed.otherwise })];
}

function filled(words: Text, values: Readonly<Record<string, number>>): Text {
  return text(say(words.nl, 'nl', values), say(words.en, 'en', values));
}

const openWords = {
  singletons: text(
    'Wie een verborgen getal kent omdat het over het eigen onderdeel gaat, kan daarmee {count, plural, one {één klein aantal} other {# kleine aantallen}} uitrekenen. Met "protectionAgainst": "every" in het profiel kan niemand dat die één verborgen getal kent. Dit aantal is niet om te publiceren.',
    'Whoever knows a hidden number because it is of their own unit can compute {count, plural, one {one small number} other {# small numbers}} with it. With "protectionAgainst": "every" in the profile nobody can who knows one hidden number. This count is not for publication.',
  ),
  every: text(
    'Wie één verborgen getal kent, kan daarmee geen klein aantal uitrekenen. Wie alle verborgen getallen van één onderdeel kent, kan {count, plural, one {één klein aantal} other {# kleine aantallen}} uitrekenen. Dit aantal is niet om te publiceren.',
    'Whoever knows one hidden number can compute no small number with it. Whoever knows all hidden numbers of one unit can compute {count, plural, one {one small number} other {# small numbers}}. This count is not for publication.',
  ),
} satisfies Readonly<Record<OwnCellChoice['against'], Text>>;

const costWords = text(
  'Beschermen tegen iedereen die één verborgen getal kent, kost {lost, plural, one {één getal} other {# getallen}} van de {of} die anders te lezen waren ({share, number, percent}). Met "protectionAgainst": "singletons" in het profiel staan zij er.',
  'Protecting against everybody who knows one hidden number costs {lost, plural, one {one number} other {# numbers}} of the {of} that could otherwise be read ({share, number, percent}). With "protectionAgainst": "singletons" in the profile they stand there.',
);
