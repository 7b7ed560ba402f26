import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { examples, openTestOrganisation, type TestOrganisation } from './example-organisation.ts';

/* A row of totals says what its sender added up: it is held against the rows that were read. */

const folder = mkdtempSync(join(tmpdir(), 'daglicht-totals-'));
let oefen: TestOrganisation;
beforeAll(async () => {
  oefen = await openTestOrganisation(join(examples, 'oefen', 'organisation.json'));
});
afterAll(async () => {
  await oefen.close();
  rmSync(folder, { recursive: true });
});

async function totals(register: string, ...lines: readonly string[]): Promise<readonly unknown[]> {
  const file = join(folder, 'totalen.csv');
  writeFileSync(file, `${lines.join('\n')}\n`);
  const { outcome, findings } = await oefen.import(register, file, { dryRun: true });
  const about = findings.filter(({ kind }) => kind.startsWith('totals-'));
  return [outcome, ...about.map(({ kind, row, column }) => `${kind} ${row} ${column}`.trim())];
}
const heading = 'Onderdeel;Jaar;Aangeboden boven 50 euro;Aangenomen boven 50 euro';

describe('A row of totals under a return', () => {
  test('that agrees with the rows is told', async () => {
    expect(await totals('gifts', heading, 'RDL;2024;3;1', 'IWK;2024;1.005;nihil', 'Totaal;;1.008;1')).toEqual(
      ['dry-run', 'totals-equal 4'],
    );
  });

  test('that says something else is refused, with the column', async () => {
    expect(await totals('gifts', heading, 'RDL;2024;3;1', 'IWK;2024;5;2', 'Totaal;;9;3')).toEqual([
      'refused',
      'totals-differ 4 Aangeboden boven 50 euro',
    ]);
  });

  test('may be of one year, or of the rows since the total above it', async () => {
    const rows = ['RDL;2023;3;1', 'RDL;2024;5;2', 'IWK;2024;1;1'];
    expect(await totals('gifts', heading, ...rows, 'Totaal;2023;3;1', 'Totaal;2024;6;3')).toEqual([
      'dry-run',
      'totals-equal 5',
      'totals-equal 6',
    ]);
    expect(
      await totals(
        'gifts',
        heading,
        'RDL;2024;5;2',
        'Subtotaal;;5;2',
        'IWK;2024;1;1',
        'Subtotaal;;1;1',
        'Totaal;;6;3',
      ),
    ).toEqual(['dry-run', 'totals-equal 3', 'totals-equal 5', 'totals-equal 6']);
  });

  test('may leave out units of which a unit above stands in the table', async () => {
    const { structure } = await oefen.inputs('2024');
    const child = structure.units.find(
      ({ parents }) => parents[0] && parents[0].parent !== structure.root && parents[0].until === null,
    );
    const parent = child?.parents[0]?.parent;
    expect(
      await totals('gifts', heading, `${parent};2024;8;2`, `${child?.key};2024;5;1`, 'Totaal;;8;2'),
    ).toEqual(['dry-run', 'totals-equal 4']);
  });
});

describe('A row of totals under a list', () => {
  const list = 'Zaaknummer;Categorie;Onderdeel;Datum ontvangst';
  const rows = ['1;c;RDL;3-3-2024', '2;a;RDL;4-3-2024', '2;a;RDL;4-3-2024'];
  test('counts rows, or matters', async () => {
    expect(await totals('incidents', list, ...rows, 'Totaal;3;;')).toEqual(['dry-run', 'totals-equal 5']);
    expect(await totals('incidents', list, ...rows, 'Totaal;2;;')).toEqual(['dry-run', 'totals-equal 5']);
  });
  test('is refused where it counts more than was read', async () => {
    expect(await totals('incidents', list, ...rows, 'Totaal;4;;')).toEqual([
      'refused',
      'totals-differ 5 Categorie',
    ]);
  });
});
