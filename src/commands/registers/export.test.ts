import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  examples,
  openTestOrganisation,
  type TestOrganisation,
  tester,
} from '../../../tests/example-organisation.ts';
import { runCommand } from '../../../tests/run-command.ts';
import { exportTo } from '../../collection/export/export-folder.ts';
import { exportCommand } from './export.ts';

let organisation: TestOrganisation;
let folder: string;
beforeAll(async () => {
  organisation = await openTestOrganisation(join(examples, 'oefen', 'organisation.json'));
  folder = await mkdtemp(join(tmpdir(), 'daglicht-export-'));
});
afterAll(async () => {
  await organisation.close();
  await rm(folder, { recursive: true, force: true });
});

const exported = (out: string, values: Readonly<Record<string, boolean | string>>, language: 'nl' | 'en') =>
  runCommand(
    exportCommand,
    organisation,
    [],
    { out: join(folder, out), register: 'gifts', ...values },
    language,
  );

describe('What is said of an export', () => {
  test('begins with the line that it is confidential, in either language', async () => {
    const [nl, en] = [await exported('nl', {}, 'nl'), await exported('en', {}, 'en')];
    expect(nl.said).toMatch(/^Vertrouwelijk: deze bestanden bevatten de registraties zelf\./);
    expect(en.said).toMatch(/^Confidential: these files hold the records themselves\./);
    expect(nl.said).toContain('manifest.json');
  });

  test('has it as the first field where a program reads it', async () => {
    const { said } = await exported('json', { json: true }, 'nl');
    const answer: { readonly confidential: { readonly nl: string } } = JSON.parse(said);
    expect(Object.keys(answer)[0]).toBe('confidential');
    expect(answer.confidential.nl).toMatch(/^Vertrouwelijk/);
  });
});

describe('What people open', () => {
  const heads = async (out: string) => {
    const names = (await readdir(join(folder, out))).filter((name) => name.endsWith('.csv'));
    return Promise.all(
      names.map(async (name) => (await readFile(join(folder, out, name), 'utf8')).slice(0, 12)),
    );
  };

  test('is a CSV with a byte order mark and semicolons, which a Dutch Excel shows as it is', async () => {
    const gifts = join(folder, 'giften.csv');
    await writeFile(
      gifts,
      'Onderdeel;Jaar;Aangeboden boven de grens;Aangenomen boven de grens\nRDL;2024;3;0\n',
    );
    expect((await organisation.import('gifts', gifts)).outcome).toBe('imported');
    const { said } = await exported('excel', {}, 'nl');
    expect(await heads('excel')).toEqual(expect.arrayContaining(['\uFEFFVeld van de']));
    for (const head of await heads('excel')) expect(head).toMatch(/^\uFEFF[^,]+$/);
    expect(said).toContain('dubbelklikken');
  });

  test('has no byte order mark where that was asked', async () => {
    await exported('zonder', { 'no-bom': true }, 'nl');
    expect(await heads('zonder')).toEqual(expect.arrayContaining(['Veld van de ']));
  });

  test('is a workbook for each table where that was asked', async () => {
    const { said } = await exported('werkboeken', { format: 'xlsx' }, 'nl');
    expect(await readdir(join(folder, 'werkboeken'))).toContain('gifts-opgaven.xlsx');
    expect(await heads('werkboeken')).toEqual([]);
    expect(said).toContain('LibreOffice');
  });

  test('is nothing where the format is unknown, or a byte order mark is about no CSV', async () => {
    await expect(exported('fout', { format: 'pdf' }, 'nl')).rejects.toThrow('csv, xlsx, ods');
    await expect(exported('fout', { format: 'ods', 'no-bom': true }, 'nl')).rejects.toThrow('CSV');
  });
});

describe('The number that a sender gave an incident', () => {
  const numbers = async (one: TestOrganisation, out: string) => {
    await exportTo(join(folder, out), one, tester, 'incidents');
    const lines = (await readFile(join(folder, out, 'incidents-registraties.csv'), 'utf8')).split('\r\n');
    const place = lines[0]?.split(';').indexOf('Zaaknummer') ?? -1;
    return lines.slice(1, -1).map((line) => line.split(';')[place]);
  };

  test('stands in the export as it was written, under whatever heading, and is read back', async () => {
    const read = async (name: string, content: string, mapping = {}) => {
      await writeFile(join(folder, name), content);
      return organisation.import('incidents', join(folder, name), { mapping });
    };
    const rows = 'Dossiernummer;Categorie;Datum ontvangst;Betrokkene\n';
    const first = await read(
      'een.csv',
      `${rows}Z 7/A;a;3-2-2024;medewerker\nz7/a;a;;externe inhuur\n;a;5-2-2024;medewerker\n`,
    );
    expect([first.outcome, first.findings.filter(({ weight }) => weight === 'refused')]).toEqual([
      'imported',
      [],
    ]);
    const second = await read('twee.csv', 'Ons nummer;Categorie;Datum ontvangst\n2024-01;a;6-2-2024\n', {
      'Ons nummer': 'Zaaknummer',
    });
    expect(second.outcome).toBe('imported');
    expect(await numbers(organisation, 'nummers')).toEqual(['Z 7/A', '', '2024-01']);
    const copy = await openTestOrganisation(join(examples, 'oefen', 'organisation.json'), 'copy');
    const back = await copy.import('incidents', join(folder, 'nummers', 'incidents-registraties.csv'));
    expect(back).toMatchObject({ outcome: 'imported', rows: 3 });
    expect(await numbers(copy, 'weer')).toEqual(['Z 7/A', '', '2024-01']);
    await copy.close();
  });
});
