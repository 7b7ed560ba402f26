import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { z } from 'zod';
import type { ImportReport } from '../src/collection/import/import-action.ts';
import type { ReadFile } from '../src/collection/import/undo/read-files.ts';
import type { UndoReport } from '../src/collection/import/undo/undo-import.ts';
import { importCommand } from '../src/commands/registers/import.ts';
import { importsCommand } from '../src/commands/registers/imports.ts';
import { type Actor, publicationActor } from '../src/platform/access/actor.ts';
import { concern } from '../src/platform/access/resource.ts';
import { type Database, look, perform, type Question } from '../src/platform/database/doorways.ts';
import { importedRecords, writeSummaries } from '../src/registers/incidents/summaries/summaries.ts';
import { examples, openTestOrganisation, type TestOrganisation, tester } from './example-organisation.ts';
import { runCommand } from './run-command.ts';

/* What was read can be listed and taken back as a whole, unless something was built on it. */

const folder = mkdtempSync(join(tmpdir(), 'daglicht-back-'));
let oefen: TestOrganisation;
beforeAll(async () => {
  oefen = await openTestOrganisation(join(examples, 'oefen', 'organisation.json'));
});
afterAll(async () => {
  await oefen.close();
  rmSync(folder, { recursive: true });
});

/** Each test has a year, files and matters of its own. */
let year = 2010;
const own = (name: string) => `${year}-${name}`;
beforeEach(() => {
  year++;
});

async function read(
  register: string,
  name: string,
  lines: readonly string[],
  options = {},
): Promise<ImportReport> {
  const file = join(folder, own(name));
  writeFileSync(file, `${lines.join('\n')}\n`);
  const report = await oefen.import(register, file, options);
  expect(report.findings.filter((one) => one.weight === 'refused')).toEqual([]);
  expect(report.outcome).toBe('imported');
  return report;
}

const list = async (): Promise<readonly ReadFile[]> =>
  JSON.parse((await runCommand(importsCommand, oefen, [], { json: true })).said);
const idOf = async (name: string): Promise<string> =>
  (await list()).find(({ file, state }) => file === own(name) && state !== 'taken-back')?.id ?? '';
async function undo(name: string, values = {}): Promise<UndoReport> {
  const id = await idOf(name);
  return JSON.parse(
    (await runCommand(importsCommand, oefen, ['undo', id.slice(-8)], { json: true, ...values })).said,
  );
}
const kinds = ({ outcome, builtOn }: UndoReport) => [outcome, ...builtOn.map(({ kind }) => kind)];

/** All that stands now, without ids and moments; and how many rows there are, ended ones included. */
async function standing(): Promise<{ readonly now: unknown; readonly rows: number }> {
  const asked: Question<object, { now: unknown; rows: number }> = {
    name: 'figures.inputs',
    confidential: true,
    object: () => 'test',
    ask: async (database) => {
      const { rows } = await sql<{ now: unknown; rows: number }>`
        with all_rows as (
          select 'incident' as of, withdrawn_at, jsonb_build_array(category, unit, received_from, description, settlement,
            (select jsonb_agg(jsonb_build_array(s.line, s.relation, s.finding,
               (select jsonb_agg(m.measure order by m.measure) from incident_measure m where m.subject_id = s.id and m.version_id = i.version_id))
               order by s.line) from incident_subject s where s.version_id = i.version_id),
            (select jsonb_agg(r.row_number order by r.row_number) from import_row r where r.record_id = i.incident_id and r.withdrawn_at is null)) as said
            from incident i
          union all select 'value', withdrawn_at, jsonb_build_array(field, part, unit, period, state, value, (select count(*) from import_row r
            where r.record_id = v.record_id and r.withdrawn_at is null)) from reported_value v
          union all select 'activity', withdrawn_at, jsonb_build_array(unit, declared_on, ended_on, (select count(*) from import_row r
            where r.record_id = d.activity_id and r.withdrawn_at is null)) from outside_activity d
          union all select 'answer', withdrawn_at, jsonb_build_array(unit, period, state, (select count(*) from import_row r
            where r.record_id = a.id and r.withdrawn_at is null)) from call_answer a
          union all select 'flag', withdrawn_at, jsonb_build_array(kind, column_name) from record_flag
          union all select 'row', withdrawn_at, jsonb_build_array(file_name, row_number, original, matter) from import_row
          union all select 'coverage', withdrawn_at, jsonb_build_array(unit, period) from import_coverage)
        select jsonb_agg(jsonb_build_array(of, said) order by of, said) filter (where withdrawn_at is null) as now,
          count(*)::integer as rows from all_rows`.execute(database);
      return rows[0] ?? { now: null, rows: 0 };
    },
  };
  return look(oefen.door, tester, asked, concern, {});
}
const now = async () => (await standing()).now;

const change = (actor: Actor, name: string, write: (database: Database) => Promise<unknown>) =>
  perform(
    oefen.door,
    actor,
    {
      name,
      input: z.object({}),
      object: () => 'test',
      change: async (database) => {
        await write(database);
        return { result: null, audit: {} };
      },
    },
    concern,
    {},
  );

const heading = 'Zaaknummer;Categorie;Onderdeel;Datum ontvangst;Omschrijving;Toelichting afronding;Maatregel';
const first = () => [
  heading,
  `Z-1-${year};c;RDL;3-3-${year};Bericht;;talk`,
  `Z-2-${year};a;RDL;4-3-${year};Vermissing;Gesprek;`,
];
const second = () => [
  heading,
  `Z-1-${year};d;IWK;6-6-${year};Ander bericht;Gesprek;`,
  `Z-3-${year};g;RDL;5-3-${year};Ruzie;Gesprek;talk`,
];
const gifts = 'Onderdeel;Jaar;Aangeboden boven 50 euro;Aangenomen boven 50 euro';

describe('Taking an import back', () => {
  test('ends its incidents, and what it corrected or ended stands again as it was, with lines, doubts and rows', async () => {
    const empty = await now();
    await read('incidents', 'zaken.csv', first());
    const before = await standing();
    await read('incidents', 'zaken.csv', second(), { replace: true });
    const after = await standing();
    expect(after.now).not.toEqual(before.now);
    expect(await undo('zaken.csv', { 'dry-run': true })).toMatchObject({
      outcome: 'dry-run',
      ended: 1,
      returned: 2,
    });
    expect(await standing()).toEqual(after);

    expect(await undo('zaken.csv')).toMatchObject({
      outcome: 'taken-back',
      ended: 1,
      returned: 2,
      builtOn: [],
    });
    expect(await now()).toEqual(before.now);
    // Nothing was deleted: what was ended is there, and what stands again was added.
    expect((await standing()).rows).toBeGreaterThan(after.rows);

    await read('incidents', 'zaken.csv', second(), { replace: true });
    expect(await now()).toEqual(after.now);
    await undo('zaken.csv');
    await undo('zaken.csv');
    expect(await now()).toEqual(empty);
    await read('incidents', 'zaken.csv', first());
    expect(await now()).toEqual(before.now);
  });

  test('ends returns, and those that they replaced stand again', async () => {
    const empty = await now();
    await read('gifts', 'geschenken.csv', [gifts, `RDL;${year};3;1`, `IWK;${year};5;2`]);
    const before = await now();
    await read('gifts', 'geschenken.csv', [gifts, `RDL;${year};4;1`, `IWK;${year};;2`], { replace: true });
    expect(await now()).not.toEqual(before);
    expect((await undo('geschenken.csv')).outcome).toBe('taken-back');
    expect(await now()).toEqual(before);
    await undo('geschenken.csv');
    expect(await now()).toEqual(empty);
  });

  test.each([
    [
      'outside-activities',
      ['Onderdeel;Datum opgave', 'RDL;3-2-YEAR'],
      ['Onderdeel;Datum opgave;Datum einde', 'RDL;YEAR-02-03;1-6-YEAR', 'RDL;YEAR-05-03;'],
    ],
    [
      'incidents',
      [
        'Categorie;Onderdeel;Datum ontvangst;Omschrijving;Toelichting afronding',
        'c;RDL;3-2-YEAR;Eén;gesprek',
      ],
      [
        'Categorie;Onderdeel;Ontvangen op;Omschrijving;Toelichting afronding',
        'c;RDL;YEAR-02-03;Eén;gesprek en brief',
        'c;RDL;YEAR-05-03;Twee;gesprek',
      ],
    ],
  ])(
    'of %s in other words ends, and the record of the other file stands again',
    async (register, one, two) => {
      const lines = (given: readonly string[]) => given.map((line) => line.replaceAll('YEAR', `${year}`));
      await read(register, 'kwartaal1.csv', lines(one));
      const before = await now();
      await read(register, 'kwartaal2.csv', lines(two), { same: 'newer' });
      expect(await now()).not.toEqual(before);
      expect((await undo('kwartaal2.csv')).outcome).toBe('taken-back');
      expect(await now()).toEqual(before);
    },
  );

  test('ends answers to the annual call with their coverage, which are known by their own row', async () => {
    const answers = 'Sleutel van het onderdeel;Periode;Antwoord op de uitvraag';
    await read('incidents', 'uitvraag.csv', [answers, `RDL;${year};nil`, `IWK;${year};nil`]);
    const before = await now();
    await read('incidents', 'uitvraag.csv', [answers, `RDL;${year};nil`], { replace: true });
    await undo('uitvraag.csv');
    expect(await now()).toEqual(before);
    // The answer that stands again is known by its row, so that the file can change it.
    await read('incidents', 'uitvraag.csv', [answers, `RDL;${year};nil`], { replace: true });
    expect(JSON.stringify(await now())).not.toContain(`["IWK", "${year}", "nil"`);
  });

  test('brings a matter back to the version that another file brought', async () => {
    await read('incidents', 'eerste.csv', first());
    const before = await now();
    await read('incidents', 'tweede.csv', second(), { same: 'newer' });
    expect(kinds(await undo('eerste.csv'))).toEqual(['refused', 'records-in-other-file']);
    expect(kinds(await undo('tweede.csv'))).toEqual(['taken-back']);
    expect(await now()).toEqual(before);
    expect(kinds(await undo('eerste.csv'))).toEqual(['taken-back']);
  });

  test('is an action in the audit trail, and shows in the list with who read the file', async () => {
    await read('incidents', 'zaken.csv', first());
    const id = await idOf('zaken.csv');
    expect((await list()).slice(0, 1)).toMatchObject([
      {
        id,
        file: own('zaken.csv'),
        sender: 'test',
        by: 'test',
        periods: [`${year}`],
        rows: 2,
        records: 2,
        state: 'stands',
      },
    ]);
    const { said } = await runCommand(importsCommand, oefen, ['undo', id.slice(-8)], {});
    expect(said).toContain(`incidents: ${own('zaken.csv')}: Teruggenomen.`);
    expect(said).toContain('Vervalt: 2 registraties. Weer zoals ervoor: 0 registraties.');
    expect((await list())[0]?.state).toBe('taken-back');
    expect((await runCommand(importsCommand, oefen, [], { register: 'advice' })).said).toBe(
      'Er is nog niets ingelezen.',
    );
    expect((await runCommand(importsCommand, oefen, [], {}, 'en')).said).toMatch(
      /2 rows, 2 records · taken back/,
    );
    const audited: Question<object, readonly string[]> = {
      name: 'figures.inputs',
      confidential: false,
      object: () => 'audit',
      ask: async (database) =>
        (
          await sql<{ object: string }>`select object from audit_entry where action = 'imports.undo'`.execute(
            database,
          )
        ).rows.map(({ object }) => object),
    };
    expect(await look(oefen.door, tester, audited, concern, {})).toEqual(
      expect.arrayContaining([id.slice(-8)]),
    );
  });
});

describe('An import is not taken back', () => {
  test('when its file was read again since', async () => {
    await read('incidents', 'zaken.csv', first());
    const oldest = await idOf('zaken.csv');
    await read('incidents', 'zaken.csv', second(), { replace: true });
    const answered = await runCommand(importsCommand, oefen, ['undo', oldest], {});
    expect(answered.exit).toBe(1);
    expect(answered.said).toContain(`imports undo ${(await idOf('zaken.csv')).slice(-8)}`);
  });

  test('when a public summary of one of its incidents was written since, until that is withheld', async () => {
    await read('incidents', 'zaken.csv', first());
    const [record] = await look(oefen.door, tester, importedRecords, concern, { file: own('zaken.csv') });
    const summary = {
      incidentId: record?.incidentId,
      language: 'nl',
      text: 'Een bericht.',
      settlement: '',
      author: 'Anna',
      secondReader: 'Bert',
      decidedOn: '2026-01-01',
      decisions: [],
    };
    const summarise = (state: string) =>
      perform(oefen.door, tester, writeSummaries(oefen.profile), concern, [{ ...summary, state }]);
    await summarise('approved');
    expect(kinds(await undo('zaken.csv'))).toEqual(['refused', 'summarised']);
    await summarise('withheld');
    expect(kinds(await undo('zaken.csv'))).toEqual(['taken-back']);
  });

  test('when a report was published since that counts it; one of an earlier time does not', async () => {
    const publish = (period: string) =>
      change(publicationActor, 'publication.publish', (database) =>
        sql`insert into publication (id, slug, version, title_nl, title_en, period, period_from,
          period_until, published_on, program_version, rules_version, model, model_sha256)
          values (gen_random_uuid(), ${period}, 1, 'Verslag', 'Report', ${period}, ${`${period}-01-01`}::date,
            ${`${Number(period) + 1}-01-01`}::date, current_date, '', '', '{}', '')`.execute(database),
      );
    await read('incidents', 'zaken.csv', first());
    await publish(`${year - 1}`);
    expect((await undo('zaken.csv', { 'dry-run': true })).outcome).toBe('dry-run');
    await publish(`${year}`);
    const refused = await undo('zaken.csv');
    expect(kinds(refused)).toEqual(['refused', 'published']);
    expect(refused.builtOn[0]?.what.nl).toContain(`„Verslag” (${year}, versie 1)`);
  });

  test('when a statement with one of its incidents was sent since', async () => {
    await read('incidents', 'zaken.csv', first());
    await change(tester, 'statement.record', async (database) => {
      await sql`with s as (insert into statement (id, year, version, mapping_key, mapping_version, counting_date, made_on,
        program_version, content, content_sha256) values (gen_random_uuid(), ${`${year}`}, 1, '', '', '', current_date, '', '', '') returning id)
        insert into statement_row select s.id, i.incident_id, '{}', '{}' from s, incident i where received_from = ${`${year}-03-03`}::date`.execute(
        database,
      );
    });
    expect(kinds(await undo('zaken.csv'))).toEqual(['refused', 'stated-to-receiver']);
  });

  test('when somebody changed one of its records since', async () => {
    await read('incidents', 'zaken.csv', first());
    await change(tester, 'incidents.import', async (database) => {
      await sql`with was as (update incident set withdrawn_at = now() where withdrawn_at is null and received_from = ${`${year}-03-03`}::date returning *)
        insert into incident select (jsonb_populate_record(null::incident, to_jsonb(was) ||
          jsonb_build_object('version_id', gen_random_uuid(), 'recorded_at', now(), 'withdrawn_at', null))).* from was`.execute(
        database,
      );
    });
    expect(kinds(await undo('zaken.csv'))).toEqual(['refused', 'records-changed']);
  });

  test('when a file since states the same, and would state nothing without it', async () => {
    await read('gifts', 'een.csv', [gifts, `RDL;${year};3;1`]);
    await read('gifts', 'twee.csv', [gifts, `RDL;${year};3;1`, `IWK;${year};2;1`]);
    expect(kinds(await undo('een.csv'))).toEqual(['refused', 'stated-again']);
    expect(kinds(await undo('twee.csv'))).toEqual(['taken-back']);
    expect(kinds(await undo('een.csv'))).toEqual(['taken-back']);
  });

  test('when what it replaced was stated by another file since', async () => {
    await read('gifts', 'een.csv', [gifts, `RDL;${year};3;1`, `IWK;${year};2;1`]);
    await read('gifts', 'een.csv', [gifts, `IWK;${year};2;1`], { replace: true });
    await read('gifts', 'twee.csv', [gifts, `RDL;${year};9;1`]);
    expect(kinds(await undo('een.csv'))).toEqual(['refused', 'stated-since']);
  });

  test('when it brought nothing, was taken back before, or is not there', async () => {
    await read('incidents', 'zaken.csv', first());
    const id = await idOf('zaken.csv');
    expect((await oefen.import('incidents', join(folder, own('zaken.csv')))).outcome).toBe('unchanged');
    const [again] = await list();
    expect(again?.state).toBe('nothing-new');
    const refusal = async (one: string) =>
      kinds(JSON.parse((await runCommand(importsCommand, oefen, ['undo', one], { json: true })).said));
    expect(await refusal(again?.id ?? '')).toEqual(['refused', 'brought-nothing']);
    await undo('zaken.csv').then(() => undefined);
    await refusal(id);
    expect(await refusal(id)).toEqual(['refused', 'taken-back-before']);
    expect(await refusal('zzzz')).toEqual(['refused', 'import-unknown']);
  });
});

test('An import that another one goes before says so after a second, and goes on when it may', async () => {
  const file = join(folder, own('wacht.csv'));
  writeFileSync(file, `${first().join('\n')}\n`);
  const words = ['incidents', file];
  const holding = Promise.withResolvers<void>();
  const lockHeld = Promise.withResolvers<void>();
  const other = change(tester, 'incidents.import', async (database) => {
    await sql`select pg_advisory_xact_lock(hashtext('import incidents'))`.execute(database);
    lockHeld.resolve();
    await holding.promise;
  });
  await lockHeld.promise;
  const waiting = runCommand(importCommand, oefen, words, {});
  await new Promise((settle) => setTimeout(settle, 1200));
  holding.resolve();
  await other;
  const { exit, complaints } = await waiting;
  expect([exit, complaints]).toEqual([0, 'Wacht op een andere inlezing in dit register …']);
  expect((await runCommand(importCommand, oefen, words, {})).complaints).toBe('');
});
