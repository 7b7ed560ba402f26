import type { ChartWords } from './words.nl.ts';

/** The English texts. */
export const wordsEn: ChartWords = {
  states: {
    suppressed: 'protected',
    partial: 'incomplete',
    estimated: 'estimated',
    'reported-late': 'reported later',
    'not-reported': 'not reported',
    'not-asked': 'not asked',
    'not-applicable': 'not applicable',
    'not-recorded': 'not recorded',
    'cannot-be-computed': 'cannot be computed',
  },
  suppressedKey: 'protected, so that nobody can be recognised',
  kinds: {
    bars: 'Bar chart: {name}, {categories, plural, one {one bar} other {# bars}}.',
    'grouped-bars':
      'Bar chart: {name}, {categories, plural, one {one group} other {# groups}} of {series, plural, one {one bar} other {# bars}}.',
    'stacked-share':
      'Distribution: {name}, {categories, plural, one {one bar} other {# bars}} of 100%, divided into {series, plural, one {one part} other {# parts}}.',
    lines:
      'Line chart: {name}, {series, plural, one {one line} other {# lines}} over {categories, plural, one {one moment} other {# moments}}.',
    flow: 'Stock and flow: {name}.',
  },
  highest: 'Highest: {names} ({value}).',
  lowest: 'Lowest: {names} ({value}).',
  allEqual: 'All values are equal: {value}.',
  onlyOne: 'Only {names} has a value: {value}.',
  change:
    '{direction, select, up {Risen} down {Fallen} other {Unchanged}}: {first} in {firstAt}, {last} in {lastAt}.',
  listed: '{name}: {value}',
  noValues: 'There are no values to show.',
  ofSeries: '{series}: {text}',
  cellName: '{series}, {category}',
  without: '{word}: {names}.',
};
