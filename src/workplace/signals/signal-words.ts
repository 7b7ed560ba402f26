import { text } from '../../platform/language/text.ts';

/** Words that the pages of received reports share. */
export const signalWords = {
  title: text('Meldingen', 'Signals'),
  one: text('Melding {reference}', 'Signal {reference}'),
  received: text('Ontvangen', 'Received'),
  back: text('Terug naar meldingen', 'Back to the signals'),
} as const;

/** How a report is called: chance alone, nothing of what is in it. */
export const referenceOf = (box: string): string => box.slice(0, 8).toUpperCase();
