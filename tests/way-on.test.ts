import { afterEach, describe, test } from 'vitest';
import { openCase, type ProtectionCase } from './makers/protection-case.ts';
import { expectWaysToWork } from './makers/way-on.ts';

let tried: ProtectionCase;
afterEach(() => tried?.close());

describe('What a refusal says helps, when it is done to the letter', () => {
  test('where a report that nobody published stands beside this one', async () => {
    tried = await openCase('4-unpublished-report');
    await tried.incidents('inc2023.csv');
    await tried.incidents('inc2024.csv');
    await tried.publish('2023.md', '2024-05-01');
    await expectWaysToWork(tried, await tried.document('2023-2024.md'), '2025-05-01', [
      /Splits minder uit:/,
      /Laat weg:/,
    ]);
  });
});
