import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  examples,
  openTestOrganisation,
  type TestOrganisation,
} from '../../../tests/example-organisation.ts';
import { runCommand } from '../../../tests/run-command.ts';
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

const exported = (out: string, values: Readonly<Record<string, boolean>>, language: 'nl' | 'en') =>
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
