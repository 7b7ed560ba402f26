import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { openCase, type ProtectionCase } from './makers/protection-case.ts';

/* An open total of an earlier year that stands in a report for the first time, beside what an earlier report hid of that year. */

let tried: ProtectionCase;
afterEach(() => tried?.close());

const report = (year: number, before: number, figures: readonly (readonly [string, string])[]): string =>
  `---\nslug: ${year}\ntitle: Verslag\nlanguage: nl\nperiod: ${year}\nyearsBefore: ${before}\n---\n\n# Incidenten {#i}\n\n${figures
    .map(
      ([figure, rows]) => `:::figure{figure=incidents.${figure} rows=${rows} columns=year}\nVerdeling\n:::\n`,
    )
    .join('\n')}\n::appendix\n`;

describe('A new open total of an earlier year', () => {
  test('gives way where it would tell what was hidden then, and the report is published', async () => {
    tried = await openCase('1-no-appendix');
    const folder = await mkdtemp(join(tmpdir(), 'daglicht-opened-'));
    try {
      // All of it was decided within the year, so that findings stand as they were.
      const source = join(import.meta.dirname, 'cases/protection/1-no-appendix/inc2023.csv');
      const decided = (await readFile(source, 'utf8')).replaceAll(/,2024-\d\d-\d\d$/gm, ',2023-12-20');
      await writeFile(join(folder, 'inc2023.csv'), decided);
      expect((await tried.organisation.import('incidents', join(folder, 'inc2023.csv'))).outcome).toBe(
        'imported',
      );
      await tried.summarise('inc2023.csv', [2, 12]);
      const first = await tried.publishText(
        report(2023, 0, [
          ['by-finding', 'finding'],
          ['substantiation-rate-by-category', 'category'],
        ]),
        '2024-05-01',
      );
      const hidden = first.made.cells.filter((cell) => cell.hidden).map(({ key }) => key);
      expect(hidden).not.toEqual([]);
      const next = join(folder, 'inc2024.csv');
      await writeFile(next, decided.replaceAll('2023', '2024'));
      expect((await tried.organisation.import('incidents', next)).outcome).toBe('imported');
      const { model } = (
        await tried.publishText(
          report(2024, 1, [
            ['by-category', 'category'],
            ['by-finding', 'finding'],
          ]),
          '2025-05-01',
        )
      ).made;
      const table = model.figures.find(({ id }) => id === 'incidents.by-category');
      expect(table?.protection).toMatchObject({
        class: 'guarded',
        reason: { nl: expect.stringContaining('een eerder verslag verborg aantallen') },
      });
      // By category of that year the total would be what was hidden and a known zero or two.
      const told = table?.cells.filter(
        ({ at, value }) =>
          at['year'] === '2023' && ['b', 'd', 'g', 'h'].includes(at['category'] ?? '') && value !== null,
      );
      expect(told).toEqual([]);
      expect(model.figures.find(({ id }) => id === 'incidents.by-finding')?.protection.class).toBe('open');
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  });
});
