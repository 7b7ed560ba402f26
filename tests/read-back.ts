import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'vitest';
import { exportTo } from '../src/collection/export/export-folder.ts';
import { examples, openTestOrganisation, type TestOrganisation, tester } from './example-organisation.ts';

/** An organisation with incidents, and another one that read them back from the export of the first. */
export interface ReadBack {
  readonly imported: TestOrganisation;
  readonly copy: TestOrganisation;
  /** Writes a sheet and offers it to the first organisation. */
  readonly import: (name: string, lines: readonly string[]) => ReturnType<TestOrganisation['import']>;
  readonly close: () => Promise<void>;
}

/** Imports the lines of a sheet of incidents into Oefen, exports them and reads them into a fresh Oefen. */
export async function readIncidentsBack(lines: readonly string[]): Promise<ReadBack> {
  const folder = await mkdtemp(join(tmpdir(), 'daglicht-read-back-'));
  const description = join(examples, 'oefen', 'organisation.json');
  const [imported, copy] = [
    await openTestOrganisation(description),
    await openTestOrganisation(description, 'copy'),
  ];
  const readBack: ReadBack = {
    imported,
    copy,
    import: async (name, sheet) => {
      const file = join(folder, name);
      await writeFile(file, sheet.join('\n'));
      return imported.import('incidents', file);
    },
    close: async () => {
      await imported.close();
      await copy.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
  const report = await readBack.import('incidenten.csv', lines);
  expect([report.outcome, report.findings.filter((one) => one.weight === 'refused')]).toEqual([
    'imported',
    [],
  ]);
  const out = join(folder, 'uit');
  await exportTo(out, imported, tester, 'incidents');
  const sheet = (await readdir(out)).find((name) => name.includes('registraties'));
  if (!sheet) throw new Error('no sheet was exported');
  expect((await copy.import('incidents', join(out, sheet))).outcome).toBe('imported');
  return readBack;
}
