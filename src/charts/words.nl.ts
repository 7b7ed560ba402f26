import type { PublishedState } from '../figures/cubes/published-state.ts';
import type { ChartKind } from './chart-model.ts';

/** The texts of charts in one language, as ICU messages. */
export interface ChartWords {
  /** The word for a state, where the cell's own text says nothing. */
  readonly states: Readonly<Record<Exclude<PublishedState, 'value' | 'nil'>, string>>;
  /** Under a drawing with suppressed cells. */
  readonly suppressedKey: string;
  readonly kinds: Readonly<Record<ChartKind, string>>;
  readonly highest: string;
  readonly lowest: string;
  readonly allEqual: string;
  readonly onlyOne: string;
  readonly change: string;
  readonly listed: string;
  readonly noValues: string;
  readonly ofSeries: string;
  readonly cellName: string;
  readonly without: string;
}

/** The Dutch texts. */
export const wordsNl: ChartWords = {
  states: {
    suppressed: 'afgeschermd',
    partial: 'onvolledig',
    estimated: 'geschat',
    'reported-late': 'later opgegeven',
    'not-reported': 'niet opgegeven',
    'not-asked': 'niet gevraagd',
    'not-applicable': 'niet van toepassing',
    'not-recorded': 'niet vastgelegd',
    'cannot-be-computed': 'niet te berekenen',
  },
  suppressedKey: 'afgeschermd, zodat niemand te herkennen is',
  kinds: {
    bars: 'Staafdiagram: {name}, {categories, plural, one {één staaf} other {# staven}}.',
    'grouped-bars':
      'Staafdiagram: {name}, {categories, plural, one {één groep} other {# groepen}} van {series, plural, one {één staaf} other {# staven}}.',
    'stacked-share':
      'Verdeling: {name}, {categories, plural, one {één staaf} other {# staven}} van 100%, verdeeld over {series, plural, one {één deel} other {# delen}}.',
    lines:
      'Lijndiagram: {name}, {series, plural, one {één lijn} other {# lijnen}} over {categories, plural, one {één moment} other {# momenten}}.',
    flow: 'Voorraad en stroom: {name}.',
  },
  highest: 'Hoogste: {names} ({value}).',
  lowest: 'Laagste: {names} ({value}).',
  allEqual: 'Alle waarden zijn gelijk: {value}.',
  onlyOne: 'Alleen {names} heeft een waarde: {value}.',
  change:
    '{direction, select, up {Gestegen} down {Gedaald} other {Gelijk gebleven}}: {first} in {firstAt}, {last} in {lastAt}.',
  listed: '{name}: {value}',
  noValues: 'Er zijn geen waarden te tonen.',
  ofSeries: '{series}: {text}',
  cellName: '{series}, {category}',
  without: '{word}: {names}.',
};
