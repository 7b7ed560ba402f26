import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'vitest';
import { answerCalls } from '../src/collection/returns/call-answers.ts';
import { reasonCommand } from '../src/commands/registers/reason.ts';
import { concern } from '../src/platform/access/resource.ts';
import { look, perform } from '../src/platform/database/doorways.ts';
import { importedRecords, writeSummaries } from '../src/registers/incidents/summaries/summaries.ts';
import { examples, openTestOrganisation, type TestOrganisation, tester } from './example-organisation.ts';
import { runCommand } from './run-command.ts';

/**
 * Oefen with something of everything that an export has to carry: returns and their corrections, rows with doubts,
 * answers to the call, summaries with what was decided about them, and the reason of a difference.
 *
 * @param folder where the sheets with doubts are written
 */
export async function openFullOefen(folder: string): Promise<TestOrganisation> {
  const oefen = await openTestOrganisation(join(examples, 'oefen', 'organisation.json'), 'oefen');
  await importReturns(oefen);
  await importDoubtfulRows(oefen, folder);
  await perform(oefen.door, tester, answerCalls, concern, [
    { register: 'incidents', unit: 'SDH', period: '2023', state: 'not-reported', receivedOn: null },
    { register: 'incidents', unit: 'PBW', period: '2022', state: 'nil', receivedOn: '2023-02-01' },
  ]);
  await summarise(oefen);
  const set = await runCommand(reasonCommand, oefen, ['set'], {
    figure: 'outside-activities.declared',
    unit: 'IWK',
    period: '2024',
    nl: 'een opgave is dubbel',
    en: 'one declaration is double',
  });
  expect([set.exit, set.complaints]).toEqual([0, '']);
  return oefen;
}

/** Imports the sheets of the example, and then the corrected ones in place of the first. */
async function importReturns(oefen: TestOrganisation): Promise<void> {
  const data = (name: string) => join(examples, 'oefen', 'data', name);
  for (const [register, file] of [
    ['outside-activities', 'nevenwerkzaamheden-2022-2025.csv'],
    ['complaints', 'klachten-2022-2025.csv'],
    ['counsellors', 'gesprekken-2022-2025.csv'],
    ['gifts', 'geschenken-2022-2025.csv'],
    ['financial-interests', 'financiele-belangen-2022-2025.csv'],
    ['financial-interests', 'beoordeling-financiele-belangen-2022-2025.csv'],
    ['activities', 'preventie-2022-2025.csv'],
    ['activities', 'bijeenkomsten-2022-2025.csv'],
    ['incidents', 'incidenten-2024.csv'],
    ['incidents', 'incidenten-2025.csv'],
  ] as const)
    expect((await oefen.import(register, data(file))).outcome).toBe('imported');
  for (const [register, file] of [
    ['outside-activities', 'nevenwerkzaamheden-2022-2025.csv'],
    ['incidents', 'incidenten-2024.csv'],
  ] as const)
    expect((await oefen.import(register, data(`correctie/${file}`), { replace: true })).outcome).toBe(
      'imported',
    );
}

async function importDoubtfulRows(oefen: TestOrganisation, folder: string): Promise<void> {
  // Two people of one unit on one day, told apart by a column that the register does not read; one row twice.
  const declarations = join(folder, 'lijst.csv');
  await writeFile(
    declarations,
    'Onderdeel;Datum opgave;Betaald;Nummer in de lijst\nIWK;2024-02-03;ja;1\nIWK;2024-02-03;ja;2\nIWK;2024-03-04;nee;3\nIWK;2024-03-04;nee;3\n',
  );
  expect(
    (
      await oefen.import('outside-activities', declarations, {
        mapping: { 'Nummer in de lijst': '-' },
      })
    ).outcome,
  ).toBe('imported');
  // One pair that does not fit, one row without a settlement and without a measure, one row twice.
  const doubtful = join(folder, 'twijfelachtig.csv');
  await writeFile(
    doubtful,
    'Categorie;Betreft;Datum ontvangst;Omschrijving;Toelichting afronding\nc;a. a-theft;2025-02-03;Bericht;Gesprek\na;a-theft;2025-02-04;Vermissing;\nc;;2025-03-01;Bericht;Gesprek\nc;;2025-03-01;Bericht;Gesprek\n',
  );
  expect((await oefen.import('incidents', doubtful)).outcome).toBe('imported');
}

/** Writes summaries of three incidents: two approved, of which one in both languages, and a draft. */
async function summarise(oefen: TestOrganisation): Promise<void> {
  const records = await look(oefen.door, tester, importedRecords, concern, { file: 'incidenten-2025.csv' });
  const summary = (index: number) => ({
    incidentId: records[index]?.incidentId ?? '',
    language: 'nl' as const,
    text: `Iemand sprak met Pietersen over zaak ${index}.`,
    settlement: '=Aangesproken',
    author: 'Anna',
    secondReader: 'Bert',
    state: 'approved' as const,
    decidedOn: '2026-01-01',
    decisions: [
      {
        warning: 'mogelijke naam',
        found: 'Pietersen',
        decision: 'kept' as const,
        because: 'verzonnen naam',
      },
    ],
  });
  await perform(oefen.door, tester, writeSummaries(oefen.profile), concern, [
    summary(0),
    summary(1),
    { ...summary(2), state: 'draft', secondReader: null, decidedOn: null },
    { ...summary(0), language: 'en', text: 'Somebody spoke with Pietersen.' },
  ]);
}
