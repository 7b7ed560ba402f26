import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliDecompressSync } from 'node:zlib';
import { afterEach, describe, expect, test } from 'vitest';
import { openCase, type ProtectionCase } from '../../../tests/makers/protection-case.ts';
import { countDefinitions } from './count-definitions.ts';
import { outsideAudit } from './outside-audit.ts';

/*
 * The files that version 0.1.0 published of organisations from which single cases could be read. Their styles were taken
 * out; nothing else.
 */

let tried: ProtectionCase;
afterEach(() => tried?.close());

const kept = (name: string, file: string): string =>
  brotliDecompressSync(
    readFileSync(
      join(import.meta.dirname, '../../../tests/cases/protection', name, 'published-0.1.0', `${file}.br`),
    ),
  ).toString('utf8');

async function findings(
  name: string,
  slug: string,
  earlier: readonly string[],
  change: (file: string) => string = (file) => file,
) {
  tried = await openCase(name);
  const figures = await tried.organisation.figures(slug, earlier.length);
  return outsideAudit({
    files: {
      json: kept(name, `${slug}.json`),
      csv: kept(name, `${slug}-cijfers.csv`),
      html: () => change(kept(name, `${slug}.html`)),
    },
    earlier: earlier.map((one) => kept(name, `${one}.json`)),
    threshold: 5,
    definitions: countDefinitions(figures),
  }).findings;
}
const told = (found: Awaited<ReturnType<typeof findings>>) => [
  ...new Set(found.map(({ how, figure }) => `${how} ${figure}`)),
];

describe('The audit from outside refuses what version 0.1.0 published', () => {
  test('where an open figure that nobody saw opened the counts of guarded tables', async () => {
    expect(told(await findings('1-no-appendix', '2023', []))).toEqual(
      expect.arrayContaining(['printed incidents.by-subcategory', 'printed incidents.category-by-finding']),
    );
  });

  test('where a late return was the difference of two totals', async () => {
    const found = await findings('2-late-return', '2024', ['2023']);
    expect(told(found)).toEqual(
      expect.arrayContaining(['difference incidents.total', 'difference incidents.by-category']),
    );
    expect(found.every(({ at }) => at['year'] === '2023')).toBe(true);
  });

  test('where a unit that did not report became zero', async () => {
    expect(told(await findings('3-gap-becomes-zero', '2024', ['2023']))).toContain(
      'gap-filled incidents.by-unit',
    );
  });

  test('and finds nothing in the first edition of the others', async () => {
    expect(await findings('3-gap-becomes-zero', '2023', [])).toEqual([]);
  });

  test('and finds a number on the page that the data do not hold', async () => {
    const found = await findings('3-gap-becomes-zero', '2023', [], (html) =>
      html.replace(/<td class="dl-cell[^"]*">(?:<span[^>]*>)?·/, '<td class="dl-cell">3'),
    );
    const words = await findings('3-gap-becomes-zero', '2023', [], (html) =>
      html.replace(/(<a class="dl-value"[^>]*>)\d+/, '$1997'),
    );
    expect(told(words)).toEqual(['other-in-another-file incidents.total']);
    expect(told(found).length).toBeLessThanOrEqual(1);
  });
});
