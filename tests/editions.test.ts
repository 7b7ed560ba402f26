import { describe, test } from 'vitest';
import { checkEditions } from './makers/check-editions.ts';
import { corrections } from './makers/random-editions.ts';

describe('Three editions of an invented organisation', () => {
  test.each(corrections.map((how, index) => [how, 7 + index] as const))(
    'tell of nobody where one incident was %s',
    (how, seed) => checkEditions(seed, how),
    60_000,
  );
});
