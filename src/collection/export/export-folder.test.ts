import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import {
  examples,
  openBron,
  openTestOrganisation,
  type TestOrganisation,
  tester,
} from '../../../tests/example-organisation.ts';
import { wholeCatalogue } from '../../app.ts';
import { readJson, readProfile } from '../../codes/profile.ts';
import { printRational } from '../../figures/cubes/rational.ts';
import { isCube } from '../../figures/definition.ts';
import { organisationSchema } from '../../organisation/records.ts';
import { concern } from '../../platform/access/resource.ts';
import { look } from '../../platform/database/doorways.ts';
import { sha256 } from '../../publication/hashes.ts';
import { exportTo } from './export-folder.ts';
import { exportQuestion } from './register-export.ts';

let folder = '';
let bron: TestOrganisation;
let copy: TestOrganisation;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'daglicht-export-'));
  bron = await openBron();
  await exportTo(join(folder, 'first'), bron, tester);
  copy = await openTestOrganisation(join(folder, 'first', 'organisation.json'), 'copy');
});

afterAll(async () => {
  await bron?.close();
  await copy?.close();
  await rm(folder, { recursive: true, force: true });
});

const manifestSchema = z.object({
  format: z.string(),
  files: z.array(
    z.object({
      name: z.string(),
      register: z.string().nullable(),
      rows: z.number(),
      columns: z.array(z.string()),
      sha256: z.string(),
      readBackWith: z.string().nullable(),
    }),
  ),
});

async function manifestOf(name: string) {
  return manifestSchema.parse(JSON.parse(await readFile(join(folder, name, 'manifest.json'), 'utf8')));
}

/** What each register holds now, in the form that import reads. */
async function held(organisation: TestOrganisation) {
  const all: Record<string, readonly (readonly unknown[])[]> = {};
  for (const register of wholeCatalogue.registers) {
    // Records get new ids when they are read back, so their order says nothing.
    for (const file of await look(
      organisation.door,
      tester,
      exportQuestion(register, organisation.profile.codes),
      concern,
      {},
    ))
      if (file.importable)
        all[file.name] = [...file.sheet.rows].sort((a, b) =>
          JSON.stringify(a).localeCompare(JSON.stringify(b)),
        );
  }
  return all;
}

async function figures(organisation: TestOrganisation) {
  const computed = await organisation.figures('2020-2021', 1);
  return wholeCatalogue.figures.map((definition) => {
    const answer = computed.answer(definition.id);
    return isCube(answer)
      ? [
          definition.id,
          [...answer.cells].map(([key, cell]) => [key, cell.state, cell.value && printRational(cell.value)]),
        ]
      : [definition.id, answer.cannot.nl];
  });
}

describe('An export', () => {
  test('read into an empty organisation holds the same records and gives the same figures', async () => {
    const manifest = await manifestOf('first');
    const readable = manifest.files.filter((file) => file.readBackWith?.startsWith('import '));
    expect(readable.map((file) => file.name)).toEqual([
      'onderdelen.csv',
      'incidents-registraties.csv',
      'incidents-dekking.csv',
      'incidents-twijfels.csv',
      'outside-activities-opgaven.csv',
      'financial-interests-opgaven.csv',
      'financial-interests-twijfels.csv',
      'complaints-opgaven.csv',
      'printed-figures-cijfers.csv',
    ]);
    for (const file of readable.filter((one) => one.register !== null)) {
      const report = await copy.import(file.register ?? '', join(folder, 'first', file.name));
      expect([file.name, report.outcome, report.findings.filter((one) => one.weight === 'refused')]).toEqual([
        file.name,
        'imported',
        [],
      ]);
      expect(report.added).toBe(file.rows);
    }
    expect(await held(copy)).toEqual(await held(bron));
    expect(await figures(copy)).toEqual(await figures(bron));
  });

  test('describes the organisation as it was described', async () => {
    const again = await readJson(join(folder, 'first', 'organisation.json'), organisationSchema);
    const described = await readJson(join(examples, 'bron', 'organisation.json'), organisationSchema);
    expect(again.units.map((unit) => unit.key).sort()).toEqual(
      described.units.map((unit) => unit.key).sort(),
    );
    expect(again.root).toBe(described.root);
  });

  test('lists every file with its rows and its hash', async () => {
    const manifest = await manifestOf('first');
    const names = manifest.files.map((file) => file.name);
    const written = await readdir(join(folder, 'first'), { recursive: true, withFileTypes: true });
    const files = written.filter((one) => one.isFile());
    expect([...names, 'manifest.json'].sort()).toEqual(
      files.map((one) => relative(join(folder, 'first'), join(one.parentPath, one.name))).sort(),
    );
    expect(manifest.format).toBe('daglicht-export/1');
    for (const file of manifest.files)
      expect(sha256(await readFile(join(folder, 'first', file.name)))).toBe(file.sha256);
    const table = manifest.files.find((file) => file.name === 'incidents-table-incident.csv');
    expect(table?.rows).toBe(86);
    expect(table?.columns).toContain('withdrawn_at');
  });

  test('holds the profile as a folder that can be read again', async () => {
    const profile = await readProfile(join(folder, 'first', 'profiel'));
    expect(profile.files).toEqual(bron.profile.files);
    const { files } = await manifestOf('first');
    const described = files.find((file) => file.name === 'organisation.json');
    expect(described?.readBackWith).toBe(
      'organisation organisation.json --profile profiel --organisation bron',
    );
    expect(files.map((file) => file.name)).toEqual(
      expect.arrayContaining(['table-structure-version.csv', 'table-profile-version.csv']),
    );
  });

  test('gives the same files when nothing changed', async () => {
    const again = await exportTo(join(folder, 'second'), bron, tester);
    const manifest = await manifestOf('first');
    expect(again.map((file) => file.sha256)).toEqual(manifest.files.map((file) => file.sha256));
  });

  test('can be read by nobody but its owner', async () => {
    expect((await stat(join(folder, 'first'))).mode & 0o077).toBe(0);
    expect((await stat(join(folder, 'first', 'manifest.json'))).mode & 0o077).toBe(0);
  });

  test('that fails leaves nothing behind', async () => {
    const gone = { ...bron, door: { key: 'closed' } };
    await expect(exportTo(join(folder, 'third'), gone, tester)).rejects.toThrow();
    expect((await readdir(folder)).filter((name) => name.startsWith('third'))).toEqual([]);
  });
});

describe('A registration with everything a form can hold', () => {
  const form = [
    'Categorie;Betreft;Omschrijving;Toelichting afronding;Soort;Onderdeel;Melder;Anoniem;Datum ontvangst;Datum afsluiting;Datum incident;Betrokkene;Bevinding;Maatregel;Schade in euro',
    'c;c-intent;=HYPERLINK("x");+31 gebeld;violation;RDL;supervisor;ja;3-3-2025;november 2025;2024;medewerker; aangetoond;talk + warning;12,50',
    'a;b. b-bribery;"@twee regels; en een puntkomma";;violation;RDL;;nee;2025-06-01;;;"medewerker ; leidinggevende ; ";"aangetoond ; niet aangetoond ; nog in onderzoek";"talk ; ; ";',
  ];

  test('comes back as it was, formulas, other subcategories and several subjects included', async () => {
    const description = join(examples, 'oefen', 'organisation.json');
    const one = await openTestOrganisation(description, 'one');
    const other = await openTestOrganisation(description, 'other');
    try {
      const file = join(folder, 'form.csv');
      await writeFile(file, form.join('\n'));
      const first = await one.import('incidents', file);
      expect([first.outcome, first.findings.filter((finding) => finding.weight === 'refused')]).toEqual([
        'imported',
        [],
      ]);
      const returns = join(folder, 'returns.csv');
      await writeFile(
        returns,
        'Onderdeel,Jaar,Aantal medewerkers,Nevenwerkzaamheden,Voetnoot\nRDL,2025,100,ca. 12,\nKD-MWL,2025,geen opgave,7*,=zonder NEA\n',
      );
      expect((await one.import('outside-activities', returns)).outcome).toBe('imported');
      await exportTo(join(folder, 'full'), one, tester);
      for (const register of [
        'incidents-registraties',
        'outside-activities-opgaven',
        'outside-activities-twijfels',
      ])
        expect(
          (await other.import(register.replace(/-[a-z]+$/, ''), join(folder, 'full', `${register}.csv`)))
            .outcome,
        ).toBe('imported');
      const back = await held(other);
      expect(back).toEqual(await held(one));
      const texts = JSON.stringify(back);
      for (const text of [
        '=HYPERLINK',
        '+31 gebeld',
        'talk + warning',
        'employee ; supervisor ; ',
        'b. b-bribery',
        '=zonder NEA',
        '2025-11',
      ])
        expect(texts).toContain(text);
    } finally {
      await one.close();
      await other.close();
    }
  });
});
