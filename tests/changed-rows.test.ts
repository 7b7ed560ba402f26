import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { ImportReport } from '../src/collection/import/import-action.ts';
import { explainCommand } from '../src/commands/registers/explain.ts';
import { summariesCommand } from '../src/commands/reports/summaries.ts';
import { parsePeriod } from '../src/organisation/period.ts';
import { concern } from '../src/platform/access/resource.ts';
import { look, perform, type Question } from '../src/platform/database/doorways.ts';
import { listedIncidents } from '../src/registers/incidents/summaries/listed.ts';
import { importedRecords, writeSummaries } from '../src/registers/incidents/summaries/summaries.ts';
import { examples, openTestOrganisation, type TestOrganisation, tester } from './example-organisation.ts';
import { runCommand } from './run-command.ts';

/*
 * What becomes of an incident when the row that it came from is corrected: its identity, its earlier versions, its
 * doubts and its public summary.
 */

let folder = '';
let oefen: TestOrganisation;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'daglicht-changed-'));
  oefen = await openTestOrganisation(join(examples, 'oefen', 'organisation.json'));
});
afterEach(async () => {
  await oefen?.close();
  await rm(folder, { recursive: true, force: true });
});

interface Version {
  readonly incident_id: string;
  readonly reference: string;
  readonly description: string | null;
  readonly category: string | null;
  readonly present: boolean;
  readonly change_reason: string | null;
  readonly flags: readonly string[];
}

/** Every version of every incident, oldest first, with the doubts that stand now. */
const versions: Question<Record<string, never>, readonly Version[]> = {
  name: 'incidents.export',
  confidential: true,
  object: () => 'incidents',
  ask: async (database) =>
    (
      await sql<Version>`
        select i.incident_id, i.reference, i.description, i.category, i.withdrawn_at is null as present, i.change_reason,
          case when i.withdrawn_at is null then coalesce((select array_agg(f.kind order by f.kind) from record_flag f
            where f.record_id = i.incident_id and f.withdrawn_at is null), '{}') else '{}' end as flags
        from incident i order by i.recorded_at, i.description`.execute(database)
    ).rows,
};
const all = () => look(oefen.door, tester, versions, concern, {});
const present = async () => (await all()).filter((one) => one.present);

async function read(lines: readonly string[], replace = false): Promise<ImportReport> {
  const file = join(folder, 'incidenten.csv');
  await writeFile(file, `${lines.join('\n')}\n`);
  const report = await oefen.import('incidents', file, { replace });
  expect(report.findings.filter((one) => one.weight === 'refused')).toEqual([]);
  return report;
}

async function summarise(description: string): Promise<void> {
  const records = await look(oefen.door, tester, importedRecords, concern, { file: 'incidenten.csv' });
  const incidentId = records.find((one) => one.description === description)?.incidentId;
  const written = { language: 'nl', author: 'Anna', secondReader: 'Bert', state: 'approved' } as const;
  await perform(oefen.door, tester, writeSummaries(oefen.profile), concern, [
    { ...written, incidentId, text: 'Een bericht.', settlement: '', decidedOn: '2026-01-01', decisions: [] },
  ]);
}

async function summarised(): Promise<readonly (string | null)[]> {
  const listed = await look(oefen.door, tester, listedIncidents, concern, {
    period: parsePeriod('2025'),
    language: 'nl',
  });
  return listed.filter((one) => one.summary !== null).map((one) => one.category);
}

const bare = 'Categorie;Onderdeel;Datum ontvangst;Omschrijving;Toelichting afronding';
const numbered = `Zaaknummer;${bare}`;

describe('A corrected row with a number of its own', () => {
  const rows = [
    numbered,
    'Z-1;c;RDL;3-3-2025;Bericht;',
    'Z-2;a;RDL;4-3-2025;Vermissing;Gesprek',
    'Z-3;g;RDL;5-3-2025;Ruzie;Gesprek',
  ];

  test('is a new version of the same incident, wherever it stands now and whatever changed in it', async () => {
    await read(rows);
    const before = await present();
    await summarise('Bericht');
    const report = await read(
      [numbered, rows[3] ?? '', 'Z-1;d;IWK;6-6-2025;Een ander verhaal;Gesprek', rows[2] ?? ''],
      true,
    );
    expect(report).toMatchObject({ outcome: 'imported', added: 0, changed: 1, vanished: 0, unchanged: 2 });
    const [was] = before.filter((one) => one.description === 'Bericht');
    const ofIt = (await all()).filter((one) => one.incident_id === was?.incident_id);
    expect(ofIt.map((one) => [one.description, one.reference, one.present, one.change_reason])).toEqual([
      ['Bericht', was?.reference, false, null],
      ['Een ander verhaal', was?.reference, true, 'correctie in incidenten.csv'],
    ]);
    expect(await present()).toHaveLength(3);
  });

  test('loses the doubts that the correction took away, and gets those that it brought', async () => {
    await read(rows);
    expect((await present()).find((one) => one.description === 'Bericht')?.flags).toEqual(['measure-blank']);
    await read(
      [numbered, 'Z-1;c;RDL;3-3-2025;Bericht;Gesprek', 'Z-2;a;RDL;4-3-2025;Vermissing;', rows[3] ?? ''],
      true,
    );
    expect((await present()).map((one) => [one.description, one.flags])).toEqual([
      ['Ruzie', []],
      ['Bericht', []],
      ['Vermissing', ['measure-blank']],
    ]);
  });

  test('can be corrected again, and leads explain to the row as it stands now', async () => {
    await read(rows);
    await read([numbered, 'Z-1;c;RDL;3-3-2025;Tweede lezing;', ...rows.slice(2)], true);
    await read([numbered, 'Z-1;c;RDL;3-3-2025;Derde lezing;', ...rows.slice(2)], true);
    const ids = new Set(
      (await all())
        .filter((one) => /lezing|Bericht/.test(one.description ?? ''))
        .map((one) => one.incident_id),
    );
    expect(ids.size).toBe(1);
    const explained = await runCommand(explainCommand, oefen, ['incidents.by-category'], {
      period: '2025',
      where: 'category=c,year=2025',
      rows: true,
    });
    expect(explained.said).toContain('incidenten.csv');
    expect(explained.said).toContain('afdoening niet ingevuld');
    expect(explained.exit).toBe(0);
  });

  test('and a row with another number at its place is another incident', async () => {
    await read(rows);
    await summarise('Bericht');
    const report = await read([numbered, 'Z-9;c;RDL;3-3-2025;Bericht;Gesprek', ...rows.slice(2)], true);
    expect(report).toMatchObject({ added: 1, changed: 0, vanished: 1 });
    expect(await summarised()).toEqual([]);
  });
});

describe('The public summary of a corrected incident', () => {
  const rows = [numbered, 'Z-1;c;RDL;3-3-2025;Bericht;Gesprek', 'Z-2;a;RDL;4-3-2025;Vermissing;Gesprek'];
  const list = async () => {
    const listed = await runCommand(summariesCommand, oefen, ['list', 'incidenten.csv'], {});
    const summaries: { text: string; state: string }[] = JSON.parse(listed.said);
    return { ...listed, summaries: summaries.map(({ text, state }) => `${text} (${state})`).sort() };
  };

  test('stays when what it tells did not change', async () => {
    await read(rows);
    await summarise('Bericht');
    await read([numbered, 'Z-1;d;IWK;6-6-2025;Bericht;Gesprek', rows[2] ?? ''], true);
    expect(await summarised()).toEqual(['d']);
    const listed = await list();
    expect([listed.complaints, listed.summaries]).toEqual([
      '',
      ['Een bericht. (approved)', 'Vermissing (draft)'],
    ]);
    // Written back the list changes nothing.
    const file = join(folder, 'lijst.json');
    await writeFile(file, listed.said);
    expect((await runCommand(summariesCommand, oefen, ['write', file], {})).exit).toBe(0);
    expect(await summarised()).toEqual(['d']);
  });

  test('waits to be read again when the description or the settlement was corrected', async () => {
    await read(rows);
    await summarise('Bericht');
    await read([numbered, 'Z-1;c;RDL;3-3-2025;Bericht;Ontslagen', rows[2] ?? ''], true);
    expect(await summarised()).toEqual([]);
    const listed = await list();
    expect(listed.complaints).toContain('1 samenvatting is het incident gewijzigd na de goedkeuring');
    expect(listed.summaries).toEqual(['Een bericht. (draft)', 'Vermissing (draft)']);
    await summarise('Bericht');
    expect(await summarised()).toEqual(['c']);
    await read(rows, true);
    expect(await summarised()).toEqual([]);
  });
});

describe('A corrected row without a number', () => {
  const rows = [
    bare,
    'c;RDL;3-3-2025;Bericht;',
    'a;RDL;4-3-2025;Vermissing;Gesprek',
    'g;IWK;5-3-2025;Ruzie;Gesprek',
  ];

  test('is the same incident at the same place with the same description, or the same unit, category and date', async () => {
    await read(rows);
    await summarise('Bericht');
    const ids = (await present()).map((one) => one.incident_id).sort();
    const report = await read(
      [bare, 'd;IWK;9-3-2025;Bericht;', 'a;RDL;4-3-2025;Vermissing van een telefoon;', rows[3] ?? ''],
      true,
    );
    expect(report).toMatchObject({ added: 0, changed: 2, vanished: 0 });
    expect((await present()).map((one) => one.incident_id).sort()).toEqual(ids);
    expect(await summarised()).toEqual(['d']);
  });

  test('is another incident when nothing says that it is the same', async () => {
    await read(rows);
    await summarise('Bericht');
    const report = await read([bare, 'd;IWK;9-9-2025;Iets anders;Gesprek', ...rows.slice(2)], true);
    expect(report).toMatchObject({ outcome: 'imported', added: 1, changed: 0, vanished: 1 });
    const kept = await all();
    expect(kept.filter((one) => one.description === 'Bericht').map((one) => one.present)).toEqual([false]);
    expect(new Set(kept.map((one) => one.incident_id)).size).toBe(4);
    expect(await summarised()).toEqual([]);
  });

  test('is another incident when rows moved, for a place says nothing then', async () => {
    await read(rows);
    const report = await read([bare, rows[3] ?? '', 'c;RDL;3-3-2025;Bericht;Gesprek', rows[2] ?? ''], true);
    expect(report).toMatchObject({ outcome: 'imported', added: 1, changed: 0, vanished: 1 });
  });
});

describe('A row of an export', () => {
  test('is known by the reference of its incident, also when a row went in before it', async () => {
    await read([bare, 'c;RDL;3-3-2025;Bericht;', 'a;RDL;4-3-2025;Vermissing;Gesprek']);
    const [one] = await present();
    const reference = one?.reference ?? '';
    const other = await openTestOrganisation(join(examples, 'oefen', 'organisation.json'), 'other');
    const previous = oefen;
    oefen = other;
    try {
      const head = `Kenmerk in Daglicht;${bare}`;
      await read([head, `${reference};c;RDL;3-3-2025;Bericht;`]);
      const report = await read(
        [head, ';g;RDL;5-3-2025;Ruzie;Gesprek', `${reference};d;IWK;4-4-2025;Verbeterd;Gesprek`],
        true,
      );
      expect(report).toMatchObject({ outcome: 'imported', added: 1, changed: 1, vanished: 0 });
      expect(
        (await all()).filter((row) => row.reference === reference).map((row) => row.description),
      ).toEqual(['Bericht', 'Verbeterd']);
    } finally {
      oefen = previous;
      await other.close();
    }
  });
});
