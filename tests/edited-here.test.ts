import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { wholeCatalogue } from '../src/app.ts';
import { readProfile } from '../src/codes/profile.ts';
import { type ImportReport, ImportStopped } from '../src/collection/import/import-action.ts';
import { type UndoReport, UndoStopped, undoImport } from '../src/collection/import/undo/undo-import.ts';
import { keepingOf } from '../src/collection/keeping/keeping.ts';
import { personActor } from '../src/platform/access/actor.ts';
import { concern, recordResource } from '../src/platform/access/resource.ts';
import { look, perform } from '../src/platform/database/doorways.ts';
import { newId } from '../src/platform/database/new-id.ts';
import { incidents } from '../src/registers/incidents/register.ts';
import { examples } from './example-organisation.ts';
import { openDescribedWorkplace } from './makers/workplace/described.ts';
import {
  appointed,
  asOwner,
  setUp,
  type TestAccount,
  type TestWorkplace,
} from './makers/workplace/workplace.ts';

/* Records that a file brought, and that people worked on before the file came again. */

let folder = '';
let workplace: TestWorkplace;
let anna: TestAccount;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'daglicht-edited-'));
  workplace = await openDescribedWorkplace();
  anna = await setUp(workplace, 'Anna Centraal', 'anna@oefen.test', 'first');
  await appointed(workplace, anna.person, 'central-coordinator');
});
afterAll(async () => {
  await workplace.close();
  await rm(folder, { recursive: true, force: true });
});

const found = keepingOf(incidents);
if (!found) throw new Error('incidents have pages');
const keeping = found;
const actor = () => personActor(anna.person, 'workplace');

async function read(
  name: string,
  lines: readonly string[],
  register = 'incidents',
  headings = 'Zaaknummer;Hoofdcategorie;Onderdeel;Datum ontvangst;Omschrijving',
  period: string | null = null,
): Promise<ImportReport> {
  const file = join(folder, name);
  await writeFile(file, `${headings}\n${lines.join('\n')}\n`);
  const profile = await readProfile(join(examples, '..', 'profiles', 'rijk'));
  const action = wholeCatalogue.importInto(register, profile);
  if (!action) throw new Error(`${register} is imported`);
  const input = { file, sender: 'test', period, mapping: {}, replace: true, dryRun: false };
  try {
    return await perform(workplace.door, actor(), action, concern, input);
  } catch (error) {
    if (error instanceof ImportStopped) return error.report;
    throw error;
  }
}

const idOf = async (description: string) =>
  String(
    (
      await asOwner(workplace, 'select incident_id as id from incident where description = $1', [description])
    )[0]?.['id'],
  );
const standing = async (record: string) =>
  asOwner(
    workplace,
    `select category, unit, description, change_reason from incident where incident_id = $1 and withdrawn_at is null`,
    [record],
  );

/** Changes a record as a form does. */
async function changed(record: string, change: Readonly<Record<string, unknown>>): Promise<void> {
  const resource = recordResource('incident', record);
  const kept = await look(workplace.door, actor(), keeping.record, resource, { record });
  if (!kept) throw new Error(`${record} does not stand`);
  const { values, lines, versionId } = kept.version;
  await perform(workplace.door, actor(), keeping.change, resource, {
    ...{ record, base: versionId, version: newId(), values: { ...values, ...lines, ...change } },
    ...{ doubts: [], raised: [], stands: null, changed: [], reason: null },
  });
}

/** Takes the last import of a file back, as somebody does at the command line. */
async function undone(name: string, who = actor()): Promise<UndoReport> {
  const profile = await readProfile(join(examples, '..', 'profiles', 'rijk'));
  const [{ id } = {}] = await asOwner(
    workplace,
    'select id from import_source where file_name = $1 order by recorded_at desc limit 1',
    [name],
  );
  try {
    return await perform(
      workplace.door,
      who,
      undoImport(wholeCatalogue.registers, profile.yearStart, []),
      concern,
      {
        id: String(id),
        dryRun: false,
      },
    );
  } catch (error) {
    if (error instanceof UndoStopped) return error.report;
    throw error;
  }
}

const row = (number: string, category: string, unit: string, words: string) =>
  `${number};${category};${unit};3-3-2025;${words}`;

test('What the file changed and what was changed here are put together', async () => {
  await read('samen.csv', [row('A1', 'a', 'PBW', 'samen'), row('A2', 'a', 'PBW', 'ander')]);
  const record = await idOf('samen');
  await changed(record, { unit: 'RDL' });
  const report = await read('samen.csv', [row('A1', 'b', 'PBW', 'samen'), row('A2', 'a', 'PBW', 'ander')]);
  expect([report.outcome, report.changed]).toEqual(['imported', 1]);
  expect(await standing(record)).toMatchObject([{ category: 'b', unit: 'RDL', description: 'samen' }]);
  // The same file once more changes nothing; a later version of it goes on from what it said itself.
  expect(
    (await read('samen.csv', [row('A1', 'b', 'PBW', 'samen'), row('A2', 'a', 'PBW', 'ander')])).outcome,
  ).toBe('unchanged');
  await read('samen.csv', [row('A1', 'c', 'PBW', 'samen'), row('A2', 'a', 'PBW', 'ander')]);
  expect(await standing(record)).toMatchObject([{ category: 'c', unit: 'RDL' }]);
});

test('What both changed, each otherwise, is asked; nothing is written', async () => {
  await read('beide.csv', [row('B1', 'a', 'PBW', 'beide'), row('B2', 'a', 'PBW', 'ander b')]);
  const record = await idOf('beide');
  await changed(record, { category: 'd' });
  const report = await read('beide.csv', [row('B1', 'c', 'PBW', 'beide'), row('B2', 'b', 'PBW', 'ander b')]);
  expect(report.outcome).toBe('refused');
  expect(report.findings.filter(({ weight }) => weight === 'refused')).toMatchObject([
    { kind: 'changed-here-too', column: 'Categorie', value: 'c' },
  ]);
  expect(await standing(record)).toMatchObject([{ category: 'd' }]);
  expect(await standing(await idOf('ander b'))).toMatchObject([{ category: 'a' }]);
});

test('A record that was changed here is withdrawn by no file; one that was not is', async () => {
  await read('weg.csv', [
    row('C1', 'a', 'PBW', 'weg'),
    row('C2', 'a', 'PBW', 'blijft'),
    row('C3', 'a', 'PBW', 'rest'),
  ]);
  const [gone, edited] = [await idOf('weg'), await idOf('blijft')];
  await changed(edited, { category: 'e' });
  const report = await read('weg.csv', [row('C3', 'a', 'PBW', 'rest')]);
  expect(report.outcome).toBe('imported');
  expect(report.findings.map(({ kind }) => kind)).toContain('changed-here-stands');
  expect(await standing(gone)).toEqual([]);
  expect(await standing(edited)).toMatchObject([{ category: 'e' }]);
});

test('A record that was withdrawn here is restored by no file', async () => {
  await read('terug.csv', [row('D1', 'a', 'PBW', 'terug'), row('D2', 'a', 'PBW', 'ander d')]);
  const record = await idOf('terug');
  const resource = recordResource('incident', record);
  const kept = await look(workplace.door, actor(), keeping.record, resource, { record });
  await perform(workplace.door, actor(), keeping.withdraw, resource, {
    record,
    base: kept?.version.versionId,
    reason: 'dubbel',
  });
  const report = await read('terug.csv', [row('D1', 'b', 'PBW', 'terug'), row('D2', 'a', 'PBW', 'ander d')]);
  expect(report.findings.map(({ kind }) => kind)).toContain('withdrawn-here');
  expect(await standing(record)).toEqual([]);
});

test('A doubt that somebody decided is not raised again by the same value', async () => {
  const doubted = 'Op 7 mei belde 06-12345678 hierover.';
  await read('twijfel.csv', [row('E1', 'a', 'PBW', doubted), row('E2', 'a', 'PBW', 'ander e')]);
  const record = await idOf(doubted);
  const flags = () =>
    asOwner(
      workplace,
      `select id, kind from record_flag where record_id = $1 and withdrawn_at is null and kind = 'text-may-identify'`,
      [record],
    );
  const [flag] = await flags();
  expect(flag?.['kind']).toBe('text-may-identify');
  const resource = recordResource('incident', record);
  await perform(workplace.door, actor(), keeping.decideDoubt, resource, {
    record,
    flag: flag?.['id'],
    reason: 'het is een algemeen nummer',
  });
  await read('twijfel.csv', [row('E1', 'b', 'PBW', doubted), row('E2', 'a', 'PBW', 'ander e')]);
  expect(await standing(record)).toMatchObject([{ category: 'b' }]);
  expect(await flags()).toEqual([]);
});

test('An import of which somebody withdrew a record is not taken back over it', async () => {
  await read('terugnemen.csv', [row('F1', 'a', 'PBW', 'terugnemen'), row('F2', 'a', 'PBW', 'ander f')]);
  const record = await idOf('terugnemen');
  await read('terugnemen.csv', [row('F1', 'b', 'PBW', 'terugnemen'), row('F2', 'a', 'PBW', 'ander f')]);
  const resource = recordResource('incident', record);
  const kept = await look(workplace.door, actor(), keeping.record, resource, { record });
  await perform(workplace.door, actor(), keeping.withdraw, resource, {
    record,
    base: kept?.version.versionId,
    reason: 'dubbel',
  });
  const { outcome, builtOn } = await undone('terugnemen.csv');
  expect([outcome, ...builtOn.map(({ kind }) => kind)]).toEqual(['refused', 'records-decided']);
  expect(await standing(record)).toEqual([]);
});

test('An import is taken back by another than who read what stood before it', async () => {
  const bram = await setUp(workplace, 'Bram Centraal', 'bram@oefen.test');
  await appointed(workplace, bram.person, 'central-coordinator');
  await read('ander.csv', [row('G1', 'a', 'PBW', 'ander lezer'), row('G2', 'a', 'PBW', 'ander g')]);
  const record = await idOf('ander lezer');
  await read('ander.csv', [row('G1', 'b', 'PBW', 'ander lezer'), row('G2', 'a', 'PBW', 'ander g')]);
  const { outcome } = await undone('ander.csv', personActor(bram.person, 'workplace'));
  expect(outcome).toBe('taken-back');
  expect(await standing(record)).toMatchObject([{ category: 'a' }]);
});

test('Subjects that both changed are asked in words that people read', async () => {
  const heads = 'Zaaknummer;Hoofdcategorie;Onderdeel;Datum ontvangst;Omschrijving;Relatie betrokkene';
  const rows = (relation: string) => [
    `H1;a;PBW;3-3-2025;betrokkenen;${relation}`,
    'H2;a;PBW;3-3-2025;ander h;',
  ];
  await read('betrokkenen.csv', rows('medewerker'), 'incidents', heads);
  const record = await idOf('betrokkenen');
  const resource = recordResource('incident', record);
  const kept = await look(workplace.door, actor(), keeping.record, resource, { record });
  const [subject] = kept?.version.lines['subjects'] ?? [];
  await changed(record, { subjects: [{ ...subject, relation: 'hired' }] });
  const report = await read('betrokkenen.csv', rows('leidinggevende'), 'incidents', heads);
  expect(report.findings.filter(({ weight }) => weight === 'refused')).toMatchObject([
    { kind: 'changed-here-too', column: 'Betrokkene' },
  ]);
  const [standing] = await asOwner(
    workplace,
    `select s.relation from incident_subject s join incident i using (version_id)
     where i.incident_id = $1 and i.withdrawn_at is null`,
    [record],
  );
  expect(standing).toEqual({ relation: 'hired' });
});

test('A return of several values that a file corrects is no work of people', async () => {
  const heads = 'Onderdeel;Nevenwerkzaamheden;Met voorwaarden;Niet toegestaan';
  const given = ['outside-activities', heads, '2024'] as const;
  expect((await read('opgave.csv', ['PBW;7;1;0', 'RDL;3;0;0'], ...given)).outcome).toBe('imported');
  const report = await read('opgave.csv', ['PBW;8;1;0', 'RDL;3;0;0'], ...given);
  expect([report.outcome, report.findings.filter(({ weight }) => weight === 'refused')]).toEqual([
    'imported',
    [],
  ]);
  const values = await asOwner(
    workplace,
    `select value from reported_value where unit = 'PBW' and field = 'outside-activities.activities' and withdrawn_at is null`,
  );
  expect(values).toEqual([{ value: '8' }]);
});
