import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type PublicSummary, UndecidedWarning } from '../src/collection/offers/public-summaries.ts';
import { summariesCommand } from '../src/commands/reports/summaries.ts';
import { parsePeriod } from '../src/organisation/period.ts';
import { concern } from '../src/platform/access/resource.ts';
import { look, perform } from '../src/platform/database/doorways.ts';
import { type ListedIncident, listedIncidents } from '../src/registers/incidents/summaries/listed.ts';
import { importedRecords, writeSummaries } from '../src/registers/incidents/summaries/summaries.ts';
import { examples, openTestOrganisation, type TestOrganisation, tester } from './example-organisation.ts';
import { runCommand } from './run-command.ts';

let bron: TestOrganisation;
let incidentId = '';
beforeAll(async () => {
  bron = await openTestOrganisation(join(examples, 'bron', 'organisation.json'));
  await bron.import('incidents', join(examples, 'bron', 'incidents-2020-2021.csv'), { period: '2020-2021' });
  const records = await look(bron.door, tester, importedRecords, concern, {
    file: 'incidents-2020-2021.csv',
  });
  incidentId = records[0]?.incidentId ?? '';
});
afterAll(() => bron.close());

const summary = (change: Partial<PublicSummary>): PublicSummary => ({
  incidentId,
  language: 'nl',
  text: 'Een bericht kwam bij een verkeerde ontvanger.',
  settlement: '',
  author: 'Anna',
  secondReader: 'Bert',
  state: 'approved',
  decidedOn: '2026-01-01',
  decisions: [],
  ...change,
});
const write = (change: Partial<PublicSummary>) =>
  perform(bron.door, tester, writeSummaries(bron.profile), concern, [summary(change)]);

test('A list of summaries is asked of a file that was read; of another it is told that there are none', async () => {
  const listed = await runCommand(summariesCommand, bron, ['list', 'map/incidents-2020-2021.csv'], {});
  expect(listed.complaints).toMatch(/„map\/incidents-2020-2021\.csv” staan geen incidenten[\s\S]*zonder map/);
  expect(listed.exit).toBe(1);
});

test('A public summary that a second person read is kept', async () => {
  expect(await write({})).toEqual({ written: 1 });
});

test('An approved text with a warning about which nobody decided is refused', async () => {
  await expect(write({ text: 'Daarna sprak Pietersen met de klager.' })).rejects.toThrow(UndecidedWarning);
  await expect(write({ text: 'Daarna sprak Pietersen met de klager.' })).rejects.toThrow(/Pietersen/);
});

test('A warning that was decided lets the text through, with the reason kept', async () => {
  const decisions = [
    { warning: 'mogelijke naam', found: 'Pietersen', decision: 'kept' as const, because: 'verzonnen naam' },
  ];
  expect(await write({ text: 'Daarna sprak Pietersen met de klager.', decisions })).toEqual({ written: 1 });
});

test('Nobody approves a text of their own', async () => {
  await expect(write({ secondReader: 'Anna' })).rejects.toThrow(UndecidedWarning);
});

test('A draft may still hold anything', async () => {
  expect(await write({ text: 'Pietersen, 06-12345678', state: 'draft', secondReader: null })).toEqual({
    written: 1,
  });
});

/** What the appendix of 2025 lists of these rows, each with the summary and settlement that `told` gives it. */
async function listedOf(
  rows: readonly string[],
  told: (index: number) => Partial<PublicSummary>,
): Promise<readonly ListedIncident[]> {
  const folder = await mkdtemp(join(tmpdir(), 'daglicht-order-'));
  const oefen = await openTestOrganisation(join(examples, 'oefen', 'organisation.json'));
  try {
    const file = join(folder, 'incidenten.csv');
    const header =
      'Categorie;Onderdeel;Datum ontvangst;Omschrijving;Betrokkene;Bevinding;Toelichting afronding';
    await writeFile(file, [header, ...rows].join('\n'));
    await oefen.import('incidents', file, {});
    const records = await look(oefen.door, tester, importedRecords, concern, { file: 'incidenten.csv' });
    await perform(
      oefen.door,
      tester,
      writeSummaries(oefen.profile),
      concern,
      records.map((record, index) => summary({ incidentId: record.incidentId, ...told(index) })),
    );
    const period = parsePeriod('2025');
    return await look(oefen.door, tester, listedIncidents, concern, { period, language: 'nl' });
  } finally {
    await oefen.close();
    await rm(folder, { recursive: true, force: true });
  }
}

const row = (description: string, finding: string) =>
  `c;RDL;3-3-2025;${description};medewerker;${finding};Gesprek`;

test('Incidents in the same words are listed by what was established: their order does not tell how they were settled', async () => {
  const settlements = ['advies', 'berisping'];
  const listed = await listedOf([row('Bericht', 'niet aangetoond'), row('Brief', 'aangetoond')], (index) => ({
    settlement: settlements[index] ?? '',
  }));
  expect(listed.map(({ finding }) => finding)).toEqual(['substantiated', 'unsubstantiated']);
});

test('Of rows that are equal in everything the one with a doubt comes last: the same register gives the same list', async () => {
  const pairs = Array.from({ length: 8 }, (_, pair) => row(`Bericht ${pair}`, 'aangetoond'));
  const listed = await listedOf(
    pairs.flatMap((one) => [one, one]),
    (index) => ({
      text: `Een bericht kwam bij een verkeerde ontvanger ${'en'.repeat(Math.floor(index / 2))}.`,
    }),
  );
  expect(listed.map(({ flags }) => flags.length)).toEqual(pairs.flatMap(() => [0, 1]));
});
