import type { Thresholds } from '../../codes/thresholds.ts';
import type { Catalogue } from '../../collection/catalogue.ts';
import { type Language, text } from '../../platform/language/text.ts';

/** What the thresholds are called. */
export const thresholdWords = {
  gift: text('Grens voor geschenken (euro)', 'Limit for gifts (euro)'),
  threshold: text('Kleinste aantal dat een verslag toont', 'Smallest number that a report shows'),
  against: text('Beschermen tegen', 'Protect against'),
  singletons: text('wie zelf de enige achter een verborgen 1 is', 'who is the one person behind a hidden 1'),
  every: text('iedereen die één verborgen getal kent', 'everybody who knows any one hidden number'),
  guarded: text('Cijfers die hier ook beschermd zijn', 'Figures that are guarded here too'),
  none: text('geen', 'none'),
} as const;

/** An amount in euro as people write it: 49,50 in Dutch. */
export function euroWords(amount: string, language: Language): string {
  return language === 'nl' ? amount.replace('.', ',') : amount;
}

/** The thresholds as terms, with what each is. */
export function thresholdItems(
  { giftThresholdEuro, protectionThreshold, protectionAgainst, guardedFigures }: Thresholds,
  { figures }: Catalogue,
  language: Language,
): readonly { readonly term: string; readonly text: string }[] {
  const titles = guardedFigures.map((id) => figures.find((one) => one.id === id)?.title[language] ?? id);
  return [
    { term: thresholdWords.gift[language], text: `€ ${euroWords(giftThresholdEuro, language)}` },
    { term: thresholdWords.threshold[language], text: String(protectionThreshold) },
    { term: thresholdWords.against[language], text: thresholdWords[protectionAgainst][language] },
    { term: thresholdWords.guarded[language], text: titles.join('; ') || thresholdWords.none[language] },
  ];
}
