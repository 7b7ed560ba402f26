import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openBron, type TestOrganisation } from '../../../tests/example-organisation.ts';
import { type Answered, runCommand } from '../../../tests/run-command.ts';
import { WrongUse } from '../command.ts';
import { explainCommand } from './explain.ts';

let bron: TestOrganisation;
beforeAll(async () => {
  bron = await openBron();
});
afterAll(() => bron?.close());

const explain = (figure: string, values: Readonly<Record<string, string | boolean>>): Promise<Answered> =>
  runCommand(explainCommand, bron, [figure], { period: '2020-2021', ...values });

interface Explained {
  readonly cells: readonly {
    readonly value: string | null;
    readonly rows: readonly {
      readonly key: string;
      readonly rows: readonly { file: string; row: number; flags: readonly string[] }[];
    }[];
  }[];
}

async function rowsOf(figure: string, where: string): Promise<Explained['cells']> {
  const { said } = await explain(figure, { where, rows: true, json: true });
  return (JSON.parse(said) as Explained).cells;
}

test('The list of figures can be read by a program too', async () => {
  const { exit, said } = await runCommand(explainCommand, bron, [], { json: true });
  const list = JSON.parse(said) as readonly { readonly id: string }[];
  expect([exit, list[0]?.id]).toEqual([0, 'incidents.total']);
});

describe('A figure is explained', () => {
  test('with the source of its definition in the language that is asked for', async () => {
    const asked = { period: '2020-2021' };
    const { said } = await runCommand(explainCommand, bron, ['staff.headcount'], asked, 'en');
    expect(said).toContain('Daglicht’s own rule of counting');
    expect((await explain('staff.headcount', {})).said).toContain('eigen telregel van Daglicht');
  });

  test('in words: what it is, over whom, when it counts and how it is protected', async () => {
    const { exit, said } = await explain('incidents.by-category', { where: 'category=c,year=*' });
    expect(exit).toBe(0);
    expect(said).toContain('In welk jaar telt het mee?  het jaar waarin het is ontvangen');
    expect(said).toMatch(/Wat is geteld\? +incidenten/);
    expect(said).not.toContain('received');
  });

  test('an incident count by the rows of the sheet that it counts, with the doubts that stand with them', async () => {
    const [cell] = await rowsOf('incidents.by-category', 'category=c,year=*');
    const rows = cell?.rows[0]?.rows ?? [];
    expect(String(rows.length)).toBe(cell?.value);
    expect(new Set(rows.map((row) => row.file))).toEqual(new Set(['incidents-2020-2021.csv']));
    expect(new Set(rows.map((row) => row.row)).size).toBe(rows.length);
    expect(rows.filter((row) => row.flags.includes('same-row-twice'))).toHaveLength(1);
  });

  test('a share by the rows of its part and of its whole', async () => {
    const [cell] = await rowsOf('incidents.by-category-share', 'category=c,year=*');
    const [part, whole] = (cell?.rows ?? []).map((one) => one.rows.length);
    expect(cell?.value).toBe(String(Math.round(((part ?? 0) / (whole ?? 1)) * 100)));
  });

  test('a total of returns by the row of every unit that made one', async () => {
    const [whole] = await rowsOf('outside-activities.declared', 'year=2021,unit=*');
    const stated = (whole?.rows[0]?.rows ?? []).map((row) => row.row);
    expect(stated.length).toBeGreaterThan(5);
    expect(new Set(stated).size).toBe(stated.length);
  });

  test('on paper no more rows than can be read, and how to get the rest', async () => {
    const { said } = await explain('incidents.total', { rows: true, where: 'year=*' });
    expect(said).toMatch(/rij 2, 3, /);
    expect(said).toMatch(/… en nog \d+; alles met --json/);
  });

  test('a division or code that it does not have is wrong use, and says which it has', async () => {
    await expect(explain('incidents.by-category', { where: 'categry=c' })).rejects.toThrow(WrongUse);
    await expect(explain('incidents.by-category', { where: 'categry=c' })).rejects.toThrow('year, category');
    await expect(explain('incidents.by-category', { where: 'category=zz' })).rejects.toThrow(
      'There is: a, b',
    );
  });
});
