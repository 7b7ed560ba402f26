import { afterEach, describe, test } from 'vitest';
import { openCase, type ProtectionCase } from './makers/protection-case.ts';
import { expectWaysToWork } from './makers/way-on.ts';

let tried: ProtectionCase;
afterEach(() => tried?.close());

describe('What a refusal says helps, when it is done to the letter', () => {
  test('where guarded tables print single cases', async () => {
    tried = await openCase('1-no-appendix');
    await tried.incidents('inc2023.csv');
    await expectWaysToWork(tried, await tried.document('doc.md'), '2024-05-01', [/Laat weg:/]);
  });

  test('where a late return is the difference of two totals', async () => {
    tried = await openCase('2-late-return');
    await tried.incidents('inc2023.csv');
    await tried.answers('uitvraag.csv');
    await tried.publish('2023.md', '2024-05-01');
    await tried.incidents('inc2023-n5.csv');
    await tried.incidents('inc2024.csv');
    await tried.answers('uitvraag-later.csv', 'uitvraag.csv');
    await expectWaysToWork(tried, await tried.document('2024.md'), '2025-05-01', [
      /yearsBefore/,
      /Laat weg:/,
    ]);
  });

  test('where a unit that did not report has become a number', async () => {
    tried = await openCase('3-gap-becomes-zero');
    await tried.incidents('inc2023.csv');
    await tried.answers('uitvraag.csv');
    await tried.publish('2023.md', '2024-05-01');
    await tried.incidents('inc2023-later.csv', 'inc2023.csv');
    await tried.incidents('inc2024.csv');
    await expectWaysToWork(tried, await tried.document('2024.md'), '2025-05-01', [
      /yearsBefore/,
      /Laat weg:/,
    ]);
  });
});
