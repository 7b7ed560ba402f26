import { describe, test } from 'vitest';
import { checkEditions } from './makers/check-editions.ts';
import { corrections } from './makers/random-editions.ts';

/* As editions.test.ts, for many organisations. */

const seeds = Array.from({ length: 25 }, (_, index) => 100 + index);

describe.each(corrections)('Three editions of organisations in which one incident was %s', (how) => {
  test.each(seeds)('tell of nobody (%i)', (seed) => checkEditions(seed, how), 120_000);
});
