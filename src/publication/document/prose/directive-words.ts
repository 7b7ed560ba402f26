import { levelledText } from '../../../platform/language/look-alikes.ts';
import type { Language, Text } from '../../../platform/language/text.ts';
import { text } from '../../../platform/language/text.ts';
import { type BareNumber, bareNumbers, lexicons, type ProseContext } from './prose.ts';

/**
 * What the attributes of an expression are: words that are printed, and so searched for numbers by hand; anything else
 * steers the expression or is a coordinate of its figure, which its evaluation holds against what exists.
 *
 * - `words`: printed as they are written.
 * - `rise`, `fall`, `alike`: one of them is printed, as the figure says: words of comparison belong there, numbers not.
 */
const roles: ReadonlyMap<string, 'words' | 'rise' | 'fall' | 'alike'> = new Map([
  ['one', 'words'],
  ['other', 'words'],
  ['none', 'words'],
  ['long', 'words'],
  ['as', 'alike'],
  ['same', 'alike'],
  ['unknown', 'words'],
  ['up', 'rise'],
  ['more', 'rise'],
  ['down', 'fall'],
  ['less', 'fall'],
]);

/** What is wrong with the words that a directive carries. */
export interface WordFault {
  readonly attribute: string;
  readonly found: string;
  readonly message: Text;
}

/** Searches every attribute of an expression that is printed. */
export function wordFaults(
  attributes: Readonly<Record<string, string>>,
  language: Language,
  context: ProseContext,
): readonly WordFault[] {
  return Object.entries(attributes).flatMap(([attribute, words]): readonly WordFault[] => {
    const role = roles.get(attribute);
    if (role === undefined) return [];
    const bare = bareNumbers(words, language, context).filter(
      ({ why, found }) => role === 'words' || !isComparison(why, found, language),
    );
    return [
      ...bare.map(({ found }) => numberFault(attribute, found)),
      ...againstFault(attribute, role, words, language),
    ];
  });
}

function isComparison(why: BareNumber['why'], found: string, language: Language): boolean {
  return (
    why === 'comparison' || (why === 'phrase' && comparing[language].test(found)) || allowedInRank.has(found)
  );
}

/** Phrases that compare and state no number. */
const comparing: Readonly<Record<Language, RegExp>> = {
  nl: /^(?:even \p{L}+|net zo|zo ?veel|een (?:groter|kleiner|hoger|lager|gelijk) (?:aantal|deel van))$/u,
  en: /^(?:as many|as much|as often|an? (?:larger|greater|higher|smaller|lower|equal) (?:number|share|proportion|part) of|\p{L}+ the same|the same \p{L}+)$/u,
};
/** Ranks: what `:top` says by its figure. */
const allowedInRank = new Set(
  'meest meeste minst minste veel vaak vaker vaakst zeldzaamst most many fewest fewer least often'.split(' '),
);

function numberFault(attribute: string, found: string): WordFault {
  return {
    attribute,
    found,
    message: text(
      `„${found}” in ${attribute}="…" is een getal zonder cijfer erachter. Laat daar alleen woorden staan die bij elke uitkomst waar zijn; het getal zelf geeft :n[…].`,
      `“${found}” in ${attribute}="…" is a number without a figure behind it. Leave only words there that hold for every outcome; the number itself comes from :n[…].`,
    ),
  };
}

/** What is printed for a rise may not speak of a fall, nor the other way round. */
function againstFault(
  attribute: string,
  role: 'words' | 'rise' | 'fall' | 'alike',
  words: string,
  language: Language,
): readonly WordFault[] {
  if (role !== 'rise' && role !== 'fall') return [];
  const { upward, downward } = lexicons[language];
  const level = levelledText(words);
  const against = (role === 'rise' ? downward : upward).exec(level);
  if (!against || (role === 'rise' ? upward : downward).test(level)) return [];
  return [
    {
      attribute,
      found: against[0],
      message: text(
        `„${against[0]}” in ${attribute}="…" zegt het omgekeerde van wat het cijfer dan zegt. Verwissel de wendingen.`,
        `“${against[0]}” in ${attribute}="…" says the opposite of what the figure says then. Change the wordings round.`,
      ),
    },
  ];
}
