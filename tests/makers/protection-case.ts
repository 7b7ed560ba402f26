import { cp, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { concern } from '../../src/platform/access/resource.ts';
import { look, perform } from '../../src/platform/database/doorways.ts';
import type { MadeReport } from '../../src/publication/make-report.ts';
import type { PublicationFile } from '../../src/publication/publication-file.ts';
import { publishReport } from '../../src/publication/publishing.ts';
import type { PublishedCell, ReportModel } from '../../src/publication/report-model.ts';
import { importedRecords, writeSummaries } from '../../src/registers/incidents/summaries/summaries.ts';
import { openTestOrganisation, type TestOrganisation, tester } from '../example-organisation.ts';

const cases = join(import.meta.dirname, '..', 'cases', 'protection');

/** A small organisation with its files, and what it does with them year after year. */
export interface ProtectionCase {
  readonly organisation: TestOrganisation;
  readonly document: (name: string) => Promise<string>;
  /** Imports incidents. `as` is the name under which the sender sends the file: a later file of that name replaces it. */
  readonly incidents: (file: string, as?: string) => Promise<void>;
  /** Imports who answered the call of the register of incidents. */
  readonly answers: (file: string, as?: string) => Promise<void>;
  /**
   * Writes an approved public summary of every incident of a file that was read.
   *
   * @param withheld the rows of the file, counted from 1 under its heading, that get none
   */
  readonly summarise: (file: string, withheld?: readonly number[]) => Promise<void>;
  /** Publishes a document of the case. */
  readonly publish: (document: string, publishedOn: string) => Promise<Published>;
  /** Publishes another document. */
  readonly publishText: (text: string, publishedOn: string) => Promise<Published>;
  readonly close: () => Promise<void>;
}

interface Published {
  readonly made: MadeReport;
  readonly files: readonly PublicationFile[];
}

/** Opens a case that somebody tried: `tests/cases/protection/<name>`. */
export async function openCase(name: string): Promise<ProtectionCase> {
  const source = join(cases, name);
  const folder = await mkdtemp(join(tmpdir(), 'daglicht-case-'));
  const organisation = await openTestOrganisation(join(source, 'org.json'));
  const send = async (register: string, file: string, as: string): Promise<void> => {
    const sent = join(folder, as);
    await cp(join(source, file), sent);
    const report = await organisation.import(register, sent, { replace: true });
    if (report.outcome !== 'imported')
      throw new Error(`${file} is ${report.outcome}: ${JSON.stringify(report.findings)}`);
  };
  const publishText = (text: string, publishedOn: string) =>
    publishReport(organisation, tester, { document: text, publishedOn, notice: null });
  const document = (file: string) => readFile(join(source, file), 'utf8');
  return {
    organisation,
    document,
    incidents: (file, as = file) => send('incidents', file, as),
    answers: (file, as = file) => send('incidents', file, as),
    summarise: (file, withheld = []) => summarise(organisation, file, withheld),
    publish: async (file, publishedOn) => publishText(await document(file), publishedOn),
    publishText,
    close: async () => {
      await organisation.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function summarise(
  { door, profile }: TestOrganisation,
  file: string,
  withheld: readonly number[],
): Promise<void> {
  const records = await look(door, tester, importedRecords, concern, { file });
  const summaries = records
    .filter((_, index) => !withheld.includes(index + 1))
    .map(({ incidentId }) => ({
      ...{ incidentId, language: 'nl' as const, text: 'Er kwam een melding binnen.', settlement: '' },
      ...{ author: 'Anna', secondReader: 'Bert', state: 'approved' as const },
      ...{ decidedOn: '2024-02-01', decisions: [] },
    }));
  await perform(door, tester, writeSummaries(profile), concern, summaries);
}

/** The cell of a published figure at this place; what is not named is the total. */
export function publishedAt(
  model: ReportModel,
  figure: string,
  at: Readonly<Record<string, string>>,
): Omit<PublishedCell, 'at'> | undefined {
  const found = model.figures.find((one) => one.id === figure);
  return found?.cells.find((cell) =>
    found.dimensions.every(({ key }) => (cell.at[key] ?? '*') === (at[key] ?? '*')),
  );
}
