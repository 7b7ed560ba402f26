import { recordPages } from '../../collection/offers/record-pages.ts';
import { text } from '../../platform/language/text.ts';
import { doubtsOfActivity } from './doubts.ts';
import { activityRecord } from './fields.ts';

/** How declared outside activities are kept in the workplace, as long as nobody declares them there. */
export const activityPages = recordPages(activityRecord, {
  path: 'nevenwerkzaamheden',
  one: text('opgave', 'declaration'),
  add: text('Opgave registreren', 'Register a declaration'),
  moment: 'declared',
  states: [
    {
      key: 'beeindigd',
      label: text('Beëindigd', 'Ended'),
      means: text('De werkzaamheden zijn afgelopen.', 'The activity is over.'),
      when: [{ field: 'ended', is: 'filled' }],
    },
    {
      key: 'van-kracht',
      label: text('Van kracht', 'In force'),
      means: text(
        'De opgave telt mee aan het eind van elk jaar.',
        'The declaration counts at the end of each year.',
      ),
      when: [],
    },
  ],
  transitions: [
    {
      key: 'beeindigen',
      from: ['van-kracht'],
      to: 'beeindigd',
      label: text('Opgave beëindigen', 'End the declaration'),
      effect: text(
        'De opgave telt niet meer mee vanaf het jaar van de dag die u invult.',
        'The declaration counts no more from the year of the day that you fill in.',
      ),
      asks: ['ended'],
      empties: [],
      needs: null,
      reason: false,
    },
    {
      key: 'heropenen',
      from: ['beeindigd'],
      to: 'van-kracht',
      label: text('Opgave heropenen', 'Reopen the declaration'),
      effect: text(
        'De einddatum gaat eraf: de opgave telt weer mee.',
        'The day of ending is taken off: the declaration counts again.',
      ),
      asks: [],
      empties: ['ended'],
      needs: null,
      reason: true,
    },
  ],
  doubtsOf: doubtsOfActivity,
});
