import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  examples,
  openTestOrganisation,
  type TestOrganisation,
  tester,
} from '../../../tests/example-organisation.ts';
import { concern } from '../../platform/access/resource.ts';
import { look, type Question } from '../../platform/database/doorways.ts';

/* What somebody typed is looked for in every table of the database, after everything that copies it has run. */

const canary = 'kanarie 06-12345678';

let oefen: TestOrganisation;
let folder = '';
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'daglicht-canary-'));
  oefen = await openTestOrganisation(join(examples, 'oefen', 'organisation.json'), 'oefen');
});
afterAll(async () => {
  rmSync(folder, { recursive: true, force: true });
  await oefen.close();
});

/** The tables and columns in which a text stands somewhere. */
const placesOf: Question<{ readonly text: string }, readonly string[]> = {
  name: 'figures.rows',
  confidential: true,
  object: () => 'test',
  ask: async (database, { text }) => {
    const { rows: columns } = await sql<{ table: string; column: string }>`
      select table_name as "table", column_name as "column" from information_schema.columns
      where table_schema = 'public' and has_table_privilege(to_regclass(format('public.%I', table_name)), 'select')
      order by table_name, column_name`.execute(database);
    const found: string[] = [];
    for (const { table, column } of columns) {
      const { rows } = await sql<{ here: boolean }>`
        select exists (select from ${sql.table(table)} where ${sql.ref(column)}::text like ${`%${text}%`}) as here`.execute(
        database,
      );
      if (rows[0]?.here) found.push(`${table}.${column}`);
    }
    return found;
  },
};

test('Words that lead to a person stand in the record and in the row they came from, and nowhere else', async () => {
  const file = join(folder, 'incidenten.csv');
  const rows = (more: string) =>
    `Categorie;Omschrijving;Toelichting afronding;Datum ontvangst\na;${canary} ${more};Onbekend of ${canary} is aangesproken;2025-02-03\n`;
  writeFileSync(file, rows('eerst'));
  const first = await oefen.import('incidents', file);
  expect(first.outcome).toBe('imported');
  const doubts = first.findings.filter((one) => one.weight === 'doubtful').map((one) => one.kind);
  expect(doubts).toEqual(expect.arrayContaining(['text-may-identify', 'measure-unknown']));
  writeFileSync(file, rows('later'));
  expect((await oefen.import('incidents', file, { replace: true })).outcome).toBe('imported');
  expect(await look(oefen.door, tester, placesOf, concern, { text: canary })).toEqual([
    'import_row.original',
    'incident.description',
    'incident.settlement',
  ]);
  expect(JSON.stringify(first.findings)).not.toContain('kanarie');
});
