import type { PrintedRule } from '../../collection/checks/printed-rules.ts';
import type { ReturnField } from '../../collection/register.ts';
import { returnImport } from '../../collection/returns/return-import.ts';
import { returnRegister } from '../../collection/returns/return-register.ts';
import { shareOf } from '../../figures/counting/derive.ts';
import { figureMaker } from '../../figures/figure-maker.ts';
import { group, percentOf } from '../../figures/format.ts';
import { text } from '../../platform/language/text.ts';

const fields: readonly ReturnField[] = [
  {
    key: 'gifts.offered',
    label: text('Aangeboden boven de grens', 'Offered above the threshold'),
    counts: 'gift',
    imported: { names: ['Aangeboden boven 50 euro'], required: true },
  },
  {
    key: 'gifts.accepted',
    label: text('Aangenomen boven de grens', 'Accepted above the threshold'),
    counts: 'gift',
    imported: { names: ['Aangenomen boven 50 euro'], required: true },
  },
  {
    key: 'gifts.returned',
    label: text('Geweigerd of teruggegeven', 'Refused or returned'),
    counts: 'gift',
    imported: { names: ['Niet behouden', 'Geweigerd', 'Teruggegeven', 'Returned'], required: false },
  },
  {
    key: 'gifts.late',
    label: text('Te laat gemeld', 'Reported late'),
    counts: 'gift',
    imported: { names: ['Late'], required: false },
  },
  {
    key: 'gifts.value',
    label: text('Geschatte waarde in euro', 'Estimated value in euro'),
    counts: 'gift',
    unit: 'euro',
    imported: { names: ['Waarde', 'Waarde in euro', 'Value'], required: false },
  },
];

const make = figureMaker({
  register: 'gifts',
  population: text(
    'De jaarlijkse uitvraag bij alle onderdelen; ook „nihil” is een antwoord.',
    'The yearly inquiry at all units; “nil” is an answer too.',
  ),
  protection: { class: 'open', reason: text('Telt geschenken, geen personen.', 'Counts gifts, no persons.') },
  source: 'Ambtenarenwet 2017 art. 8; Gedragscode Integriteit Rijk 4.1-4.2',
});

/** The source report states gifts above the threshold, offered, accepted and not kept. */
const aboveThreshold: PrintedRule = (printed) => {
  if (printed.subject !== 'Geschenken' || !printed.period) return undefined;
  const figure = /aangenomen/i.test(printed.quantity)
    ? 'accepted'
    : /niet behouden/i.test(printed.quantity)
      ? 'returned'
      : 'offered';
  return { kind: 'figure', figure: `gifts.${figure}`, at: { year: printed.period }, decimals: 0 };
};

/** Gifts, favours and invitations (Ambtenarenwet 2017 art. 8). */
export const gifts = returnRegister({
  key: 'gifts',
  name: text('Geschenken', 'Gifts'),
  what: text(
    'Geschenken en uitnodigingen boven de grens: aangeboden, aangenomen, geweigerd.',
    'Gifts and invitations above the threshold: offered, accepted, refused.',
  ),
  counts: 'gift',
  fields,
  imports: [
    returnImport({
      register: 'gifts',
      name: text('jaaropgave geschenken', 'annual return of gifts'),
      fields,
      unitColumn: ['Onderdeel', 'Dienst', 'Organisatie', 'Unit'],
    }),
  ],
  figures: [
    make.reported(
      'offered',
      { field: 'gifts.offered', counts: 'gift' },
      text('Aangeboden geschenken', 'Gifts offered'),
      text('Geschenken boven de grens die zijn aangeboden.', 'Gifts above the threshold that were offered.'),
    ),
    make.reported(
      'accepted',
      {
        field: 'gifts.accepted',
        counts: 'gift',
        within: { whole: 'gifts.offered' },
      },
      text('Aangenomen geschenken', 'Gifts accepted'),
      text(
        'Geschenken boven de grens die met een vastgelegde uitzondering zijn aangenomen.',
        'Gifts above the threshold accepted with a recorded exception.',
      ),
    ),
    make.reported(
      'returned',
      {
        field: 'gifts.returned',
        counts: 'gift',
        within: { whole: 'gifts.offered', beside: ['gifts.accepted'] },
      },
      text('Geweigerde of teruggegeven geschenken', 'Gifts refused or returned'),
      text(
        'Aangeboden geschenken boven de grens die niet zijn behouden.',
        'Gifts above the threshold that were offered and not kept.',
      ),
    ),
    make.derived(
      'returned-share',
      ['gifts.returned', 'gifts.offered'],
      percentOf(group(['aangeboden geschenk', 'aangeboden geschenken'], ['gift offered', 'gifts offered'])),
      'gift',
      text('Aandeel geweigerd of teruggegeven', 'Share refused or returned'),
      text(
        'Geweigerde of teruggegeven geschenken gedeeld door aangeboden geschenken.',
        'Gifts refused or returned divided by gifts offered.',
      ),
      shareOf,
    ),
    make.reported(
      'late',
      { field: 'gifts.late', counts: 'gift' },
      text('Te laat gemelde geschenken', 'Gifts reported late'),
      text('Geschenken die later dan de termijn zijn gemeld.', 'Gifts reported after the term.'),
    ),
    make.reported(
      'value',
      { field: 'gifts.value', counts: 'gift', unit: 'euro' },
      text('Waarde van aangeboden geschenken', 'Value of gifts offered'),
      text(
        'De geschatte waarde van de aangeboden geschenken boven de grens.',
        'The estimated value of the gifts offered above the threshold.',
      ),
    ),
  ],
  printed: [aboveThreshold],
});
