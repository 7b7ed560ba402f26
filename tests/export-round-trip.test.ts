import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { exportTo } from '../src/collection/export/export-folder.ts';
import { flagCounts } from '../src/collection/flags.ts';
import { reasonCommand } from '../src/commands/registers/reason.ts';
import { summariesCommand } from '../src/commands/reports/summaries.ts';
import { parsePeriod } from '../src/organisation/period.ts';
import { concern } from '../src/platform/access/resource.ts';
import { look } from '../src/platform/database/doorways.ts';
import { listedIncidents } from '../src/registers/incidents/summaries/listed.ts';
import { type TestOrganisation, tester } from './example-organisation.ts';
import { manifestOf, readable, settle, toldFigures } from './exported.ts';
import { openFullOefen } from './full-oefen.ts';
import { cellOf } from './makers/figures.ts';
import { runCommand } from './run-command.ts';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'daglicht-round-trip-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

describe('Oefen, exported and read into a fresh organisation', () => {
  let oefen: TestOrganisation;
  let copy: TestOrganisation;

  beforeAll(async () => {
    oefen = await openFullOefen(folder);
    await exportTo(join(folder, 'oefen'), oefen, tester);
    copy = await settle(join(folder, 'oefen'));
  });
  afterAll(async () => {
    await oefen?.close();
    await copy?.close();
  });

  test('holds the same registers: its own export has the same files', async () => {
    await exportTo(join(folder, 'again'), copy, tester);
    const { 'organisation.json': one, ...before } = await readable(join(folder, 'oefen'));
    const { 'organisation.json': other, ...after } = await readable(join(folder, 'again'));
    expect(after).toEqual(before);
    expect(other).toBe(one);
    expect(Object.keys(before)).toEqual(
      expect.arrayContaining([
        'incidents-registraties.csv',
        'incidents-uitvraag.csv',
        'incidents-twijfels.csv',
        'incidents-samenvattingen.json',
        'outside-activities-opgaven-per-stuk.csv',
        'outside-activities-twijfels.csv',
        'redenen.json',
      ]),
    );
  });

  test('carries the same doubts', async () => {
    const counts = (one: TestOrganisation) => look(one.door, tester, flagCounts, concern, {});
    expect(await counts(copy)).toEqual(await counts(oefen));
    expect(await counts(oefen)).toContainEqual({
      register: 'outside-activities',
      kind: 'same-row-twice',
      count: 1,
    });
  });

  test('gives the same figures, the reason of a difference included', async () => {
    const figures = await toldFigures(copy, '2025', 3);
    expect(figures).toEqual(await toldFigures(oefen, '2025', 3));
    expect(JSON.stringify(figures)).toContain('een opgave is dubbel');
    // Each of these rests on fields of its own, which have to come back for it to have a number.
    const withNumbers = new Set(
      figures.flatMap(([id, cells]) => (/"(value|partial)"/.test(JSON.stringify(cells)) ? [id] : [])),
    );
    for (const id of [
      'incidents.protection-requested-share',
      'incidents.reporters-left-share',
      'incidents.referred-share',
      'complaints.weeks-to-decide',
      'financial-interests.weeks-to-review',
      'activities.sessions-by-kind',
      'activities.recommendations-accepted',
      'outside-activities.checked',
    ])
      expect(withNumbers).toContain(id);
  });

  test('keeps what units answered to the annual call: what was not reported is no zero', async () => {
    const figures = await copy.figures('2025', 3);
    const state = (unit: string, year: string) => cellOf(figures, 'incidents.by-unit', { unit, year }).state;
    expect(state('SDH', '2023')).toBe('not-reported');
    expect(state('PBW', '2022')).toBe('nil');
  });

  test('lists the same incidents in the appendix, with who wrote and read them and what was decided', async () => {
    const listed = (one: TestOrganisation, language: 'nl' | 'en') =>
      look(one.door, tester, listedIncidents, concern, { period: parsePeriod('2025'), language });
    expect(await listed(copy, 'nl')).toEqual(await listed(oefen, 'nl'));
    expect(await listed(copy, 'en')).toEqual(await listed(oefen, 'en'));
    expect((await listed(copy, 'nl')).filter((one) => one.summary !== null)).toHaveLength(2);
    const written = await readFile(join(folder, 'again', 'incidents-samenvattingen.json'), 'utf8');
    expect(JSON.parse(written)).toContainEqual(
      expect.objectContaining({
        author: 'Anna',
        secondReader: 'Bert',
        decidedOn: '2026-01-01',
        decisions: [
          { warning: 'mogelijke naam', found: 'Pietersen', decision: 'kept', because: 'verzonnen naam' },
        ],
      }),
    );
  });

  test('read back a second time changes nothing', async () => {
    const before = await readable(join(folder, 'again'));
    for (const file of (await manifestOf(join(folder, 'again'))).files) {
      const [command, first = '', second = ''] = file.readBackWith?.split(' ') ?? [];
      if (command === 'reason')
        expect(
          (await runCommand(reasonCommand, copy, [first, join(folder, 'again', second)], {})).said,
        ).toContain('0 redenen');
    }
    await exportTo(join(folder, 'third'), copy, tester);
    expect(await readable(join(folder, 'third'))).toEqual(before);
  });

  test('read into the register that it came from is refused, by the references that are there already', async () => {
    const file = join(folder, 'oefen', 'incidents-registraties.csv');
    const { outcome, findings } = await oefen.import('incidents', file);
    expect(outcome).toBe('refused');
    expect(findings.map(({ kind, column }) => `${kind}: ${column}`)).toContain(
      'already-registered: Kenmerk in Daglicht',
    );
  });

  test('keeps no summary about an incident that it does not know', async () => {
    const file = join(folder, 'unknown.json');
    const [one] = JSON.parse(await readFile(join(folder, 'oefen', 'incidents-samenvattingen.json'), 'utf8'));
    await writeFile(file, JSON.stringify([{ ...one, reference: 'AAAAAAAAAA' }]));
    const answer = await runCommand(summariesCommand, copy, ['write', file], {});
    expect(answer.exit).toBe(1);
    expect(answer.complaints).toContain('AAAAAAAAAA');
    expect(answer.complaints).toContain('Er is niets opgeslagen');
  });

  test.each(['xlsx', 'ods'] as const)(
    'is the same organisation when it was written as %s',
    async (format) => {
      await exportTo(join(folder, format), oefen, tester, undefined, { format, mark: true });
      const names = (await manifestOf(join(folder, format))).files.map(({ name }) => name);
      expect(names).toContain(`incidents-registraties.${format}`);
      expect(names).toContain(`incidents-table-incident.${format}`);
      const other = await settle(join(folder, format));
      await exportTo(join(folder, `from-${format}`), other, tester);
      const { 'organisation.json': one, ...before } = await readable(join(folder, 'oefen'));
      const { 'organisation.json': another, ...after } = await readable(join(folder, `from-${format}`));
      expect(after).toEqual(before);
      expect(another).toBe(one);
      await other.close();
    },
  );

  test('writes of a single register that register alone', async () => {
    await exportTo(join(folder, 'gifts'), oefen, tester, 'gifts');
    expect((await readdir(join(folder, 'gifts'))).filter((name) => !name.startsWith('gifts-'))).toEqual([
      'manifest.json',
    ]);
  });
});
