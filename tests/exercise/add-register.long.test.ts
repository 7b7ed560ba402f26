import { spawnSync } from 'node:child_process';
import {
  appendFileSync,
  cpSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { z } from 'zod';

/*
 * The exercise of docs/how-to-add-a-register.md, done on a copy of the program: a register of oaths costs its folder
 * and one line in registers.ts, and what does not follow from its fields does not compile.
 */

// The whole program is compiled and started many times.
vi.setConfig({ testTimeout: 300_000 });

const root = join(import.meta.dirname, '..', '..');
const copied = [
  ...['src', 'profiles', 'examples', 'docs', 'tests', 'bench', 'ARCHITECTURE.md', 'CONTRIBUTING.md'],
  ...['SECURITY.md', 'README.md', 'package.json', 'tsconfig.json', 'vitest.config.ts'],
];

const explainedSchema = z.object({
  cells: z.array(z.object({ at: z.record(z.string(), z.string()), value: z.string().nullable() })),
});

let copy = '';
beforeAll(() => {
  copy = mkdtempSync(join(tmpdir(), 'daglicht-exercise-'));
  for (const name of copied) cpSync(join(root, name), join(copy, name), { recursive: true });
  symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'));
  cpSync(join(root, 'tests/exercise/oaths'), join(copy, 'src/registers/oaths'), { recursive: true });
  const list = join(copy, 'src/registers.ts');
  const before = readFileSync(list, 'utf8');
  const line = "import { oaths } from './registers/oaths/register.ts';\n";
  writeFileSync(list, line + before.replace('  staff,\n];', '  staff,\n  oaths,\n];'));
  rmSync(join(copy, 'tests/exercise'), { recursive: true });
  expect(run('tests/generate-schema.ts').exit).toBe(0);
}, 120_000);
afterAll(() => rmSync(copy, { recursive: true, force: true }));

/** Runs a file of the copy with this Node. */
function run(file: string, ...words: readonly string[]) {
  const environment = { ...process.env, DAGLICHT_DATA: join(copy, '.daglicht') };
  const { status, stdout, stderr } = spawnSync(process.execPath, [file, ...words], {
    cwd: copy,
    env: environment,
    encoding: 'utf8',
  });
  return { exit: status, out: stdout, err: stderr };
}

const types = () => run('node_modules/typescript/bin/tsc', '--noEmit');
const daglicht = (...words: readonly string[]) => run('src/main.ts', ...words, '--organisation', 'proef');

describe('A register of oaths, added as a folder and a line', () => {
  test('compiles, and stands in the house as it should', () => {
    expect(types()).toEqual({ exit: 0, out: '', err: '' });
    expect(run('tests/structure.ts').err).toBe('');
  });

  test('is filled from a file, counted, explained, exported and read back', () => {
    const described = run(
      'src/main.ts',
      ...['organisation', 'examples/oefen/organisation.json', '--organisation', 'proef'],
    );
    expect([described.exit, described.err]).toEqual([0, expect.not.stringContaining('Error')]);
    const file = join(copy, 'eden.csv');
    const rows = ['IWK;2025-01-06;eed', 'IWK;6-1-2025;belofte', 'SDH;2024-05-01;', 'IWK;2025-01-06;eed'];
    writeFileSync(file, `Onderdeel;Afgelegd op;Vorm\n${rows.join('\n')}\n`);
    const read = daglicht('import', 'oaths', file);
    expect([read.exit, read.err]).toEqual([0, expect.not.stringContaining('Error')]);
    const explained = daglicht('explain', 'oaths.taken', '--period', '2025', '--json');
    expect(explained.exit).toBe(0);
    const { cells } = explainedSchema.parse(JSON.parse(explained.out));
    const valueAt = (unit: string, year: string) =>
      cells.find(({ at }) => at['unit'] === unit && at['year'] === year)?.value;
    expect([valueAt('IWK', '2025'), valueAt('*', '2025'), valueAt('*', '2024')]).toEqual(['3', '3', '1']);
    const out = join(copy, 'uitvoer');
    expect(daglicht('export', '--out', out).exit).toBe(0);
    const names = readdirSync(out).filter((name) => name.startsWith('oaths'));
    expect(names).toEqual([
      'oaths-eden-en-beloften.csv',
      'oaths-table-oath.csv',
      'oaths-table-record-flag.csv',
      'oaths-twijfels.csv',
    ]);
    const back = run(
      'src/main.ts',
      'organisation',
      join(out, 'organisation.json'),
      '--organisation',
      'terug',
      '--new',
    );
    expect(back.exit).toBe(0);
    for (const name of ['oaths-eden-en-beloften.csv', 'oaths-twijfels.csv'])
      expect(run('src/main.ts', 'import', 'oaths', join(out, name), '--organisation', 'terug').exit).toBe(0);
    const again = join(copy, 'weer');
    expect(run('src/main.ts', 'export', '--out', again, '--organisation', 'terug').exit).toBe(0);
    for (const name of ['oaths-eden-en-beloften.csv', 'oaths-twijfels.csv'])
      expect(readFileSync(join(again, name), 'utf8')).toBe(readFileSync(join(out, name), 'utf8'));
  });

  test('is sealed in the trail as every register', () => {
    const verified = daglicht('verify', 'audit');
    expect([verified.exit, verified.err]).toEqual([0, expect.not.stringContaining('Error')]);
  });

  test('is in the report with its own words for what it counts', () => {
    const document = join(copy, 'verslag.md');
    writeFileSync(
      document,
      '---\nslug: proef\ntitle: Proef\nlanguage: nl\nperiod: 2025\n---\n\n# Eden\n\n:::figure{figure=oaths.taken rows=unit columns=year}\nEden en beloften naar onderdeel\n:::\n\n# Methode\n\n::method\n',
    );
    const made = daglicht('report', '2025', '--document', document, '--out', join(copy, 'verslag'));
    expect([made.exit, made.err]).toEqual([0, expect.not.stringContaining('Error')]);
    const page = readdirSync(join(copy, 'verslag')).find((name) => name.endsWith('.html')) ?? '';
    expect(readFileSync(join(copy, 'verslag', page), 'utf8')).toContain('eden en beloften');
  });
});

describe('What would be forgotten does not compile', () => {
  const incident = () => join(copy, 'src/registers/incidents/fields.ts');

  test('a column that a migration adds asks for a field, by name', () => {
    appendFileSync(
      join(copy, 'src/registers/oaths/0999-oaths.sql'),
      '\nalter table incident add column remote boolean;\n',
    );
    expect(run('tests/generate-schema.ts').exit).toBe(0);
    const answer = types();
    expect(answer.exit).not.toBe(0);
    expect(answer.out).toMatch(/columnsWithoutField[\s\S]*remote/);
  });

  test('one field described is all that a new column needs', () => {
    const described = `
    remote: {
      ...coded,
      column: 'remote',
      kind: yesNo,
      label: text('Op afstand', 'Remote'),
      imported: optionalColumn('Thuis'),
    },
    period: {`;
    writeFileSync(incident(), readFileSync(incident(), 'utf8').replace('\n    period: {', described));
    expect(types()).toEqual({ exit: 0, out: '', err: '' });
  });

  test('a field that is counted in a way of its own asks how', () => {
    const own = readFileSync(incident(), 'utf8').replace(
      "column: 'remote',",
      "column: 'remote',\n      counted: 'own',",
    );
    writeFileSync(
      incident(),
      own.replace("...coded,\n      column: 'remote'", "...coded,\n      column: 'remote'"),
    );
    expect(types().out).toMatch(/remote/);
  });
});
