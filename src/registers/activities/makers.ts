import { difference } from '../../figures/counting/derive.ts';
import { figureMaker } from '../../figures/figure-maker.ts';
import { text } from '../../platform/language/text.ts';

/** What units returned about prevention. */
export const make = figureMaker({
  register: 'activities',
  population: text(
    'De opgaven van de onderdelen over voorlichting, training en acties.',
    'The returns of the units about information, training and actions.',
  ),
  protection: {
    class: 'open',
    reason: text(
      'Deelname aan voorlichting wijst niemand aan.',
      'Taking part in information points at nobody.',
    ),
  },
  source: 'Ambtenarenwet 2017 art. 4 en 5; Jaarverslag integriteit EZK en LNV 2020-2021, hoofdstuk Preventie',
});

/** What reporters say after closing: few of them, so guarded. */
export const reporters = figureMaker({
  register: 'activities',
  population: text(
    'Melders die na afsluiting hun ervaring gaven; meedoen is vrijwillig.',
    'Reporters who told of their experience after closing; taking part is voluntary.',
  ),
  protection: {
    class: 'guarded',
    reason: text(
      'Gaat over melders: een klein aantal kan naar een persoon wijzen.',
      'Is about reporters: a small number may point at a person.',
    ),
  },
  source: 'ISO 37002:2021 9.1.2 g',
});

const points = { unit: 'percentage-points', decimals: 0 } as const;

/** The trend of a share: how many percentage points it rose or fell since the year before. */
export const trend = (id: string, title: ReturnType<typeof text>) =>
  make.derived(
    `${id}-difference`,
    [`activities.${id}-share`],
    points,
    'person',
    title,
    text(
      'Het aandeel van dit jaar min dat van vorig jaar.',
      'The share of this year minus that of last year.',
    ),
    (cube) => difference(cube),
  );
