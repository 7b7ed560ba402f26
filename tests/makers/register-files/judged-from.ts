import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readJson } from '../../../src/codes/profile.ts';
import { organisationSchema } from '../../../src/organisation/records.ts';
import { openTestOrganisation } from '../../example-organisation.ts';
import { type InventedCase, inventedCase } from './invented.ts';
import { judged, type Verdict } from './judged.ts';

/** The seed of the first file; a failing file names its own. */
const firstSeed = Number(process.env['DAGLICHT_FILES_SEED'] ?? 20_261_129);

const described = join(import.meta.dirname, '..', '..', 'cases', 'reading', 'organisation-veld.json');

/**
 * Reads so many files, each into an organisation that holds nothing yet, and tells which were read wrongly without a
 * word, and which part of all was read, asked about and doubted.
 */
export async function judgedFrom(atLeast: number): Promise<{
  readonly wrong: readonly string[];
  readonly share: Readonly<Record<Verdict['verdict'], number>>;
}> {
  const folder = mkdtempSync(join(tmpdir(), 'daglicht-invented-'));
  const organisation = await openTestOrganisation(await readJson(described, organisationSchema));
  const tally = { right: 0, asked: 0, doubted: 0, wrong: 0 };
  const wrong: string[] = [];
  let files = 0;
  try {
    for (let seed = firstSeed; files < atLeast; seed++) {
      const invented = inventedCase(seed);
      for (const verdict of await judged(organisation, invented, folder)) {
        files++;
        tally[verdict.verdict]++;
        if (verdict.verdict === 'wrong') wrong.push(told(invented, verdict));
      }
    }
  } finally {
    await organisation.close();
    rmSync(folder, { recursive: true });
  }
  const part = (count: number) => count / files;
  return {
    wrong,
    share: {
      right: part(tally.right),
      asked: part(tally.asked),
      doubted: part(tally.doubted),
      wrong: part(tally.wrong),
    },
  };
}

function told({ seed, habits }: InventedCase, { report, differences }: Verdict): string {
  return [
    `DAGLICHT_FILES_SEED=${seed} ${report.register} ${report.file}: ${report.outcome}`,
    `habits: ${habits.map((one) => JSON.stringify(one)).join(', ')}`,
    ...differences.map(({ place, truth, counted }) => `${place}: ${truth}, counted ${counted}`),
    ...report.findings.map(({ weight, kind, row, value }) => `${weight} ${kind}, row ${row}: ${value}`),
  ].join('\n');
}
