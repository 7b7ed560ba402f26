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
import { cellOf } from '../../../tests/makers/figures.ts';
import { wholeCatalogue } from '../../app.ts';
import { exportTo } from '../../collection/export/export-folder.ts';
import { setBasisReason } from '../../collection/returns/basis-reasons.ts';
import { type Cell, hasValue } from '../../figures/cubes/cell.ts';
import { cellAt } from '../../figures/cubes/cube.ts';
import { printRational } from '../../figures/cubes/rational.ts';
import { isCube } from '../../figures/definition.ts';
import { concern } from '../../platform/access/resource.ts';
import { perform } from '../../platform/database/doorways.ts';

/** Two units of one ministry and one of another; 101 works for two of them, 102 twice for the same. */
const staffList = [
  'Personeelsnummer;Onderdeel;Functie;Leidinggevende;Uren per week;Soort dienstverband;In dienst;Uit dienst',
  '100;PBW;Hoofd;;36;Vast;1-1-2015;',
  '101;PBW;Onderzoeker;100;20;Vast;1-3-2020;',
  '101;DKL;Tekenaar;100;16;Tijdelijk;1-9-2024;',
  '102;PBW;Onderzoeker;100;18;Vast;1-1-2021;',
  '102;PBW;Redacteur;100;18;Tijdelijk;1-1-2024;',
  '103;PBW;Onderzoeker;100;36;Vast;1-1-2019;31-12-2024',
  '104;PBW;Onderzoeker;100;36;Vast;1-1-2019;30-12-2024',
  '105;DKL;Bouwer;;36;Inhuur;1-1-2024;',
  '106;DKL;Tekenaar;;31,5;;1-1-2024;',
  '107;BZD;Zaadkundige;;36;Vast;2-1-2025;',
];

let folder = '';
let oefen: TestOrganisation;
let file = '';

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'daglicht-staff-'));
  oefen = await openTestOrganisation(join(examples, 'oefen', 'organisation.json'), 'staff');
  file = await list('personeel.csv', ...staffList);
});

afterAll(async () => {
  await oefen?.close();
  await rm(folder, { recursive: true, force: true });
});

async function list(name: string, ...lines: string[]): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, `${lines.join('\n')}\n`);
  return path;
}

async function numberOf(id: string, at: Record<string, string>): Promise<string> {
  const answer = (await oefen.figures('2024-2025')).answer(id);
  return isCube(answer) ? shown(cellAt(answer, at)) : answer.cannot.nl;
}

const shown = (cell: Cell) => (hasValue(cell) ? `${cell.state} ${printRational(cell.value)}` : cell.state);

describe('A staff list', () => {
  test('before it is read gives no number, and says what is missing', async () => {
    expect(await numberOf('staff.persons', { year: '2024' })).toContain('geen personeelslijsten');
    expect(await numberOf('staff.employments-by-kind', { year: '2024' })).toContain('geen personeelslijsten');
  });

  test('is read with one employment a row, and read again changes nothing', async () => {
    const report = await oefen.import('staff', file);
    expect([report.outcome, report.added]).toEqual(['imported', 10]);
    expect(report.findings.filter((one) => one.weight !== 'note')).toEqual([]);
    expect((await oefen.import('staff', file)).outcome).toBe('unchanged');
  });

  test('counts persons and employments apart: two jobs are one person', async () => {
    expect(await numberOf('staff.employments', { unit: 'PBW', year: '2024' })).toBe('value 5');
    expect(await numberOf('staff.persons', { unit: 'PBW', year: '2024' })).toBe('value 4');
  });

  test('counts who works for two units of a ministry once in that ministry, and in each unit', async () => {
    expect(await numberOf('staff.persons', { unit: 'DKL', year: '2024' })).toBe('value 2');
    expect(await numberOf('staff.persons', { unit: 'MWL', year: '2024' })).toBe('partial 5');
    expect(await numberOf('staff.employments', { unit: 'MWL', year: '2024' })).toBe('partial 7');
  });

  test('counts the last day, and not the day after it', async () => {
    // 103 left on 31 December 2024, 104 the day before.
    expect(await numberOf('staff.persons', { year: '2024' })).toBe('partial 5');
    expect(await numberOf('staff.persons', { unit: 'PBW', year: '2025' })).toBe('value 3');
  });

  test('holds hired staff apart from the own staff, and shows them by kind', async () => {
    expect(await numberOf('staff.employments', { year: '2024' })).toBe('partial 7');
    expect(await numberOf('staff.employments-by-kind', { kind: 'hired', year: '2024' })).toBe('partial 1');
    expect(await numberOf('staff.employments-by-kind', { kind: '?', year: '2024' })).toBe('partial 1');
    expect(await numberOf('staff.employments-by-kind', { year: '2024' })).toBe('partial 8');
  });

  test('tells how many persons have more than one employment', async () => {
    expect(await numberOf('staff.several-employments', { year: '2024' })).toBe('partial 2');
    expect(await numberOf('staff.several-employments-share', { year: '2024' })).toContain('cannot');
  });

  test('of a unit that keeps none is not zero', async () => {
    const figures = await oefen.figures('2024-2025');
    const cell = cellOf(figures, 'staff.persons', { unit: 'RDL', year: '2024' });
    expect([cell.state, cell.note?.nl]).toEqual(['not-recorded', 'houdt hier geen personeelslijst bij']);
    expect(cellOf(figures, 'staff.persons', { unit: 'MWL', year: '2024' }).note?.nl).toBe(
      'alleen Dienst Kaarten en Luchtbeeld, Planbureau voor Weer',
    );
  });

  test('never hands a number of a person to a figure', async () => {
    const inputs = await oefen.inputs('2024-2025');
    const held = JSON.stringify([...inputs.facts.values()].map((one) => [one.name, one.columns]));
    for (const number of ['100', '101', '102', '107']) expect(held).not.toContain(`"${number}"`);
    expect(held).toContain('DKL+PBW');
  });
});

describe('The number of staff', () => {
  test('follows the staff list where a unit made no return', async () => {
    expect(await numberOf('staff.headcount', { unit: 'PBW', year: '2024' })).toBe('value 4');
  });

  test('that was returned otherwise needs a reason, and tells both numbers', async () => {
    const returns = await list('opgave.csv', 'Onderdeel,Jaar,Aantal medewerkers', 'PBW,2024,9', 'DKL,2024,2');
    expect((await oefen.import('staff', returns)).outcome).toBe('imported');
    expect(await numberOf('staff.headcount', { unit: 'DKL', year: '2024' })).toBe('value 2');
    expect(await numberOf('staff.headcount', { unit: 'PBW', year: '2024' })).toBe('cannot-be-computed');
    expect(await numberOf('staff.time-weighted', { unit: 'PBW', year: '2024' })).toBe('cannot-be-computed');
    const figures = await oefen.figures('2024-2025');
    expect(cellOf(figures, 'staff.headcount', { unit: 'PBW', year: '2024' }).note?.nl).toContain(
      'registratie 4, jaaropgave 9',
    );
  });

  test('stands on the list once the reason is recorded', async () => {
    await perform(oefen.door, tester, setBasisReason(wholeCatalogue.figures), concern, {
      figure: 'staff.headcount',
      unit: 'PBW',
      period: '2024',
      reason: { nl: 'de opgave telde inhuur mee', en: 'the return counted hired staff' },
    });
    expect(await numberOf('staff.headcount', { unit: 'PBW', year: '2024' })).toBe('value 4');
  });
});

describe('A staff list that changed', () => {
  test('shows what changed first, and keeps the employment with a new version', async () => {
    const [head = '', ...rows] = staffList;
    const changed = rows.map((row) =>
      row.startsWith('106;') ? row.replace(';;1-1-2024;', ';Vast;1-1-2024;30-6-2025') : row,
    );
    await list('personeel.csv', head, ...changed);
    const asked = await oefen.import('staff', file);
    expect([asked.outcome, asked.changed, asked.vanished]).toEqual(['needs-replace', 1, 0]);
    expect((await oefen.import('staff', file, { replace: true })).outcome).toBe('imported');
    expect(await numberOf('staff.persons', { unit: 'DKL', year: '2025' })).toBe('value 1');
    expect(await numberOf('staff.employments-by-kind', { kind: 'permanent', year: '2024' })).toBe(
      'partial 5',
    );
    await exportTo(join(folder, 'changed'), oefen, tester, 'staff');
    const versions = await readFile(join(folder, 'changed', 'staff-table-employment.csv'), 'utf8');
    const ids = versions
      .trim()
      .split('\n')
      .slice(1)
      .map((line) => line.split(';')[1]);
    expect([ids.length, new Set(ids).size]).toEqual([11, 10]);
  });

  test('comes back from an export as it was', async () => {
    await exportTo(join(folder, 'out'), oefen, tester, 'staff');
    const other = await openTestOrganisation(join(examples, 'oefen', 'organisation.json'), 'other');
    try {
      const report = await other.import('staff', join(folder, 'out', 'staff-dienstverbanden.csv'));
      expect([report.outcome, report.added]).toEqual(['imported', 10]);
      const [first, second] = [await oefen.figures('2024-2025'), await other.figures('2024-2025')];
      for (const id of ['staff.employments', 'staff.persons', 'staff.employments-by-kind']) {
        const [here, there] = [first.answer(id), second.answer(id)];
        if (!isCube(here) || !isCube(there)) throw new Error(id);
        expect([...there.cells].map(([key, cell]) => [key, shown(cell)])).toEqual(
          [...here.cells].map(([key, cell]) => [key, shown(cell)]),
        );
      }
    } finally {
      await other.close();
    }
  });

  test.each([
    ['no personnel number', ';PBW;;;36;Vast;1-1-2020;', 'number-missing'],
    ['a unit that does not exist', '200;Nergens;;;36;Vast;1-1-2020;', 'unit-unknown'],
    ['no first day', '200;PBW;;;36;Vast;;', 'date-unclear'],
    ['a last day before the first', '200;PBW;;;36;Vast;1-1-2020;31-12-2019', 'ends-before-start'],
    ['hours that are words', '200;PBW;;;fulltime;Vast;1-1-2020;', 'hours-unclear'],
    ['a kind that no list has', '200;PBW;;;36;Gastvrijheid;1-1-2020;', 'label-unknown'],
  ])('with %s is refused whole, with the place', async (_what, row, kind) => {
    const wrong = await list('fout.csv', staffList[0] ?? '', row, '201;PBW;;;36;Vast;1-1-2020;');
    const report = await oefen.import('staff', wrong);
    expect(report.outcome).toBe('refused');
    expect(report.findings.find((one) => one.weight === 'refused')).toMatchObject({ kind, row: 2 });
    expect(await numberOf('staff.employments', { unit: 'PBW', year: '2025' })).toBe('value 4');
  });

  test('with more hours than the law allows is kept and asked', async () => {
    const many = await list(
      'uren.csv',
      staffList[0] ?? '',
      '300;BZD;;;60;Vast;1-1-2020;',
      '301;BZD;;;36;Vast;1-1-2020;',
    );
    const report = await oefen.import('staff', many, { dryRun: true });
    expect(report.findings.find((one) => one.kind === 'hours-many')).toMatchObject({
      weight: 'doubtful',
      row: 2,
    });
  });

  test('doubts no kind of employment that the list knows by another name; another spelling is told, not kept', async () => {
    const report = await oefen.import(
      'staff',
      await list(
        'soorten.csv',
        staffList[0] ?? '',
        '200;PBW;;;36;onbepaalde tijd;1-1-2020;',
        '201;PBW;;;36;Externe inhuur;1-1-2020;',
        '202;PBW;;;36;Vaste-aanstelling;1-1-2020;',
      ),
      { dryRun: true },
    );
    expect(report.findings.filter((one) => one.kind === 'label-normalised')).toMatchObject([
      { weight: 'note', row: 4, value: 'Vaste-aanstelling' },
    ]);
  });
});

describe('Two employments of one person that begin the same day', () => {
  test('are one person and two employments, in one unit or in two, whichever list brought them', async () => {
    const other = await openTestOrganisation(join(examples, 'oefen', 'organisation.json'), 'sameday');
    try {
      const report = await other.import(
        'staff',
        await list(
          'zelfde-dag.csv',
          staffList[0] ?? '',
          '400;PBW;Onderzoeker;;18;Vast;1-1-2024;',
          '400;PBW;Redacteur;;18;Vast;1-1-2024;',
          '401;PBW;Tekenaar;;18;Vast;1-1-2024;',
          '401;DKL;Tekenaar;;18;Vast;1-1-2024;',
        ),
      );
      expect([report.outcome, report.added]).toEqual(['imported', 4]);
      const figures = await other.figures('2024-2025');
      const numbers = (id: string, unit: string) => shown(cellOf(figures, id, { unit, year: '2024' }));
      expect(numbers('staff.persons', 'PBW')).toBe('value 2');
      expect(numbers('staff.headcount', 'PBW')).toBe('value 2');
      expect(numbers('staff.employments', 'PBW')).toBe('value 3');
      expect(numbers('staff.persons', 'MWL')).toBe('partial 2');
      expect(shown(cellOf(figures, 'staff.several-employments', { year: '2024' }))).toBe('partial 2');
    } finally {
      await other.close();
    }
  });
});
