import { describe, expect, test } from 'vitest';
import { alongCodes, faceOf, inputsOf } from '../../../tests/makers/figures.ts';
import { type CountedAlong, countedFigure } from '../../figures/build.ts';
import { factTable } from '../../figures/cubes/facts.ts';
import { computeFigures, type ProtectionClass } from '../../figures/definition.ts';
import { publishFigure } from '../document/publish-figures.ts';
import { ProtectionRefused, protectFigures } from './protect-figures.ts';

const codes = ['p', 'q', 'r'];
const kind = alongCodes('kind', codes);
const place = alongCodes('place', codes);

const figure = (id: string, protection: ProtectionClass, along: readonly CountedAlong[]) =>
  countedFigure(faceOf(id, protection), {
    facts: 'cases',
    along: [{ by: 'year', column: 'received' }, ...along],
  });

const definitions = [
  figure('cases.total', 'open', []),
  figure('cases.by-kind', 'open', [kind]),
  figure('cases.by-place', 'open', [place]),
  figure('cases.by-kind-and-place', 'guarded', [kind, place]),
  figure('cases.closed', 'closed', [kind, place]),
];
const published = async (
  rows: readonly (readonly [kind: string, place: string, amount: number])[],
  used: readonly string[],
) => {
  const cases = rows.map(([kind, place, amount]) => ({ received: '2025', kind, place, amount }));
  const facts = [factTable('cases', ['received', 'kind', 'place'], cases)];
  const figures = computeFigures(definitions, inputsOf(['2025'], { facts }));
  return protectFigures(figures, used, new Map(), 5);
};

/** All cases of kind p are in one place: who knows how many of that kind there are, knows the cell. */
const sparse = [
  ['p', 'p', 2],
  ['q', 'p', 40],
  ['q', 'q', 30],
  ['r', 'r', 50],
] as const;

describe('A table that cannot be protected as finely as asked', () => {
  test('is published in a coarser version that says what it leaves out', async () => {
    const protection = await published(sparse, ['cases.total', 'cases.by-kind', 'cases.by-kind-and-place']);
    expect(protection.withheld.size).toBe(0);
    expect(protection.coarsened.get('cases.by-kind-and-place')?.en).toContain('not divided by “kind”');
    const coarser = publishFigure('cases.by-kind-and-place', protection, []);
    expect(coarser.dimensions.map((one) => one.key)).toEqual(['year', 'place']);
    expect(coarser.protection.reason.en).toContain('less finely divided, to protect people');
  });

  test('keeps the numbers that it had: a cell has one value at every level', async () => {
    const protection = await published(sparse, ['cases.total', 'cases.by-kind', 'cases.by-kind-and-place']);
    const { cells } = publishFigure('cases.by-kind-and-place', protection, []);
    const at = (place: string) =>
      cells.find((cell) => cell.at['year'] === '2025' && cell.at['place'] === place)?.value;
    expect(['p', 'q', 'r', '*'].map(at)).toEqual(['42', '30', '50', '122']);
  });

  test('is left out where every coarser version is already elsewhere, and says where', async () => {
    const used = ['cases.total', 'cases.by-kind', 'cases.by-place', 'cases.by-kind-and-place'];
    const protection = await published(sparse, used);
    const why = protection.withheld.get('cases.by-kind-and-place')?.en ?? '';
    expect(why).toContain('not published');
    expect(why).toContain('“cases.by-kind”, “cases.by-place”');
    const left = publishFigure('cases.by-kind-and-place', protection, []);
    expect(left.cells).toEqual([]);
    expect(left.cannot?.en).toBe(why);
  });

  test('of a closed figure nothing is published at any level', async () => {
    await expect(published(sparse, ['cases.closed'])).rejects.toThrow(ProtectionRefused);
  });
});
