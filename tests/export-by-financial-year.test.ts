import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { exportTo } from '../src/collection/export/export-folder.ts';
import { organisationSchema } from '../src/organisation/records.ts';
import { openTestOrganisation, type TestOrganisation, tester } from './example-organisation.ts';
import { readable, settle, toldFigures } from './exported.ts';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'daglicht-financial-year-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

describe('An agency that reports by financial year', () => {
  test('gets back incidents of a year, of a period and of a calendar year as they were', async () => {
    const text = (value: string) => ({ nl: value, en: value });
    const agency = await openTestOrganisation(
      organisationSchema.parse({
        name: text('Agency'),
        profile: 'agency',
        root: 'TOP',
        units: [{ key: 'TOP', level: 'agency', type: 'agency', names: [{ name: text('Agency') }] }],
      }),
      'agency',
    );
    let copy: TestOrganisation | undefined;
    try {
      const file = join(folder, 'agency.csv');
      const category = [...agency.profile.codes.values()].find((list) => list.key === 'incident-categories')
        ?.codes[0]?.code;
      await writeFile(
        file,
        [
          'Category;Reporting year;Date received;Date closed;Description',
          `${category};2024;;;one`,
          `${category};2023-2024;;2024;two`,
          `${category};;2024;;three`,
          `${category};;2024-11-02;Q1 2025;four`,
          `${category};;2023-2024;;five`,
        ].join('\n'),
      );
      const report = await agency.import('incidents', file);
      expect([report.outcome, report.findings.filter((one) => one.weight === 'refused')]).toEqual([
        'imported',
        [],
      ]);
      await exportTo(join(folder, 'agency'), agency, tester);
      copy = await settle(join(folder, 'agency'));
      await exportTo(join(folder, 'agency-again'), copy, tester);
      expect(await readable(join(folder, 'agency-again'))).toEqual(await readable(join(folder, 'agency')));
      expect(await toldFigures(copy, '2024', 1)).toEqual(await toldFigures(agency, '2024', 1));
      expect(await spans('agency-again')).toEqual(await spans('agency'));
    } finally {
      await agency.close();
      await copy?.close();
    }
  });

  /** The days that the moments of the incidents leave open, by description: those of the tables as they are kept. */
  async function spans(name: string): Promise<readonly string[]> {
    const [head = '', ...rows] = (
      await readFile(join(folder, name, 'incidents-table-incident.csv'), 'utf8')
    ).split('\r\n');
    const columns = head.split(';');
    const wanted = [
      'description',
      'received_from',
      'received_until',
      'received_precision',
      'closed_from',
      'closed_until',
    ];
    return rows
      .filter((row) => row !== '')
      .map((row) => wanted.map((column) => row.split(';')[columns.indexOf(column)]).join(' '))
      .sort();
  }
});
