import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  examples,
  openTestOrganisation,
  type TestOrganisation,
  tester,
} from '../../../tests/example-organisation.ts';
import { codeList } from '../../codes/code-lists.ts';
import { publicReader } from '../../platform/access/actor.ts';
import { concern } from '../../platform/access/resource.ts';
import { look, perform } from '../../platform/database/doorways.ts';
import { findings } from '../../registers/incidents/rules.ts';
import { type MappedPart, mappingOf } from './mapping.ts';
import { prepareStatement } from './prepare-statement.ts';
import { recordedStatements, recordStatement } from './records.ts';
import { statementJson } from './statement-files.ts';

let oefen: TestOrganisation;
let folder = '';
const file = () => join(folder, 'incidenten.csv');
const head = 'Categorie;Betreft;Soort;Datum ontvangst;Datum afsluiting;Betrokkene;Bevinding;Maatregel';
const rows = [
  'a;a-theft;violation;2025-02-03;2025-05-01;medewerker;aangetoond;talk',
  'a;a-theft;violation;2024-11-03;2025-01-10;medewerker;aangetoond;talk',
  'c;c-intent;violation;2025-06-03;2025-09-01;medewerker;niet aangetoond;',
  'g;;violation;2025-11-03;;medewerker;nog in onderzoek;',
  'g;;none;2025-03-03;2025-04-01;medewerker;niet onderzocht;',
];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'daglicht-statement-'));
  oefen = await openTestOrganisation(join(examples, 'oefen', 'organisation.json'));
  await writeFile(file(), [head, ...rows].join('\n'));
  expect((await oefen.import('incidents', file())).outcome).toBe('imported');
});

afterAll(async () => {
  await oefen?.close();
  await rm(folder, { recursive: true, force: true });
});

const prepare = (year: string) => prepareStatement(oefen, tester, year, '2026-03-01');

describe('The layout of the receiver', () => {
  test('has a place for every code of the profile, but for what is no finding and no incident', async () => {
    const mapping = mappingOf(oefen.profile) ?? expect.unreachable();
    expect(mapping.verified).toBe(false);
    const lists: readonly (readonly [MappedPart, readonly string[]])[] = [
      ['category', codesOf('incident-categories', (one) => one.parent === undefined)],
      ['subcategory', codesOf('incident-categories', (one) => one.parent !== undefined)],
      ['kind', codesOf('incident-kinds')],
      ['finding', findings],
      ['investigation', codesOf('investigation-types')],
      ['measure', codesOf('measures')],
    ];
    const missing = lists.flatMap(([part, codes]) =>
      codes.filter((code) => !(code in mapping.codes[part])).map((code) => `${part} ${code}`),
    );
    expect(missing).toEqual(['kind undetermined', 'kind none', 'finding pending']);
    for (const [part, codes] of lists)
      expect(Object.keys(mapping.codes[part]).filter((code) => !codes.includes(code))).toEqual([]);
  });

  function codesOf(key: string, keep: (code: { parent?: string | undefined }) => boolean = () => true) {
    return codeList(oefen.profile.codes, key)
      .codes.filter(keep)
      .map((one) => one.code);
  }
});

describe('A statement from the register', () => {
  test('counts by closing and agrees with the report, which counts by receipt', async () => {
    const { statement } = await prepare('2025');
    expect(statement.totals.incidents).toBe(3);
    expect(statement.control.map((step) => [step.key, step.incidents])).toEqual([
      ['report', 4],
      ['changed-since-report', 0],
      ['pending', -1],
      ['date-unclear', 0],
      ['received-earlier', 1],
      ['received-unclear', 0],
      ['unmapped', -1],
      ['statement', 3],
    ]);
    expect(statement.unmapped).toEqual([{ part: 'kind', code: 'none', incidents: 1 }]);
    expect(statement.reconciled).toBe(true);
  });

  test('that was recorded is held against the register of later', async () => {
    const first = await prepare('2025');
    expect(first.corrections).toEqual([]);
    const { version } = await perform(oefen.door, tester, recordStatement, concern, {
      statement: first.statement,
      mapping: first.mapping,
      madeOn: '2026-03-01',
      programVersion: '0.1.0',
      content: statementJson(first),
    });
    expect(version).toBe(1);
    expect((await prepare('2025')).corrections).toEqual([]);
    const changed = [
      head,
      ...rows.map((row) =>
        row.replace('2025-09-01;medewerker;niet aangetoond', '2025-09-01;medewerker;aangetoond'),
      ),
      'd;;violation;2025-12-01;2025-12-20;medewerker;aangetoond;talk',
    ];
    await writeFile(file(), changed.join('\n'));
    expect((await oefen.import('incidents', file(), { replace: true })).outcome).toBe('imported');
    const later = await prepare('2026');
    // A changed row of a file is a new record, so the old one is gone and the new one came later.
    expect(later.corrections.map((one) => [one.year, one.cause, one.incidents])).toEqual(
      expect.arrayContaining([['2025', 'late', 1]]),
    );
    expect(later.corrections.length).toBeGreaterThanOrEqual(2);
    const recorded = await look(oefen.door, tester, recordedStatements, concern, { until: '2026' });
    expect(recorded.map((one) => [one.year, one.rows.length])).toEqual([['2025', 3]]);
  });

  test('is for nobody but the operator', async () => {
    await expect(
      look(oefen.door, publicReader, recordedStatements, concern, { until: '2026' }),
    ).rejects.toThrow();
  });

  test('is refused with a pointer when the profile has no layout', async () => {
    const { 'statement.json': _layout, ...files } = oefen.profile.files;
    const other = { ...oefen, profile: { ...oefen.profile, files } };
    await expect(prepareStatement(other, tester, '2025', '2026-03-01')).rejects.toThrow(/no statement/);
    expect(await readFile(file(), 'utf8')).toContain('Categorie');
  });
});
