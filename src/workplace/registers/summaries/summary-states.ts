import type { SummariesBesideRecord, SummaryVersion } from '../../../collection/offers/public-summaries.ts';
import { text } from '../../../platform/language/text.ts';
import type { HeldRegister } from '../held-register.ts';

/** In which state a summary can be, and what that means. */
export const summaryStates = {
  none: {
    label: text('Nog niet geschreven', 'Not written yet'),
    means: text(
      'Zonder samenvatting staat dit incident niet in de bijlage; het telt wel mee in de cijfers.',
      'Without a summary this incident does not stand in the appendix; it does count in the figures.',
    ),
  },
  draft: {
    label: text('Concept', 'Draft'),
    means: text(
      'De tekst is nog niet aan een ander gegeven.',
      'The text was not given to somebody else yet.',
    ),
  },
  asked: {
    label: text('Te lezen', 'To be read'),
    means: text(
      'De tekst wacht op een tweede lezer: iemand anders die dit incident bijhoudt.',
      'The text waits for a second reader: somebody else who keeps this incident.',
    ),
  },
  agreed: {
    label: text('Akkoord', 'Agreed'),
    means: text('Het volgende verslag gebruikt deze tekst.', 'The next report uses this text.'),
  },
  void: {
    label: text('Vervallen', 'Void'),
    means: text(
      'De omschrijving of de afdoening in het register is gewijzigd na het akkoord. Geen verslag gebruikt deze tekst, tot hij opnieuw is geschreven en gelezen.',
      'The description or the settlement in the register was changed after it was agreed to. No report uses this text, until it is written and read again.',
    ),
  },
  withheld: {
    label: text('Ingehouden', 'Withheld'),
    means: text('Deze tekst komt in geen verslag.', 'This text comes into no report.'),
  },
} as const;

/** In which state a summary is. */
export function stateOfSummary(
  standing: Pick<SummaryVersion, 'state' | 'isAsked' | 'applies'> | null,
): keyof typeof summaryStates {
  if (standing === null) return 'none';
  if (standing.state === 'withheld') return 'withheld';
  if (standing.state === 'draft') return standing.isAsked ? 'asked' : 'draft';
  return standing.applies ? 'agreed' : 'void';
}

/** How the summaries of a register are kept beside its records; undefined where it has none. */
export function besideOf({ register }: Pick<HeldRegister, 'register'>): SummariesBesideRecord | undefined {
  return register.lists?.find(({ summaries }) => summaries)?.summaries.beside;
}
