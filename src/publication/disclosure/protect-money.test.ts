import { describe, expect, test } from 'vitest';
import { inputsOf } from '../../../tests/makers/figures.ts';
import { type FactRow, factTable } from '../../figures/cubes/facts.ts';
import { computeFigures, isCube } from '../../figures/definition.ts';
import { incidents } from '../../registers/incidents/register.ts';
import { publishFigure } from '../document/publish-figures.ts';
import { protectFigures } from './protect-figures.ts';

async function damageOf(rows: readonly FactRow[]) {
  const facts = [factTable('incident-money', ['received', 'damage', 'recovered'], rows)];
  const inputs = inputsOf(['2022', '2023', '2024', '2025'], { facts });
  const definitions = incidents.figures.filter((one) => one.id === 'incidents.damage');
  const figures = computeFigures(definitions, inputs);
  expect(isCube(figures.answer('incidents.damage'))).toBe(true);
  const protection = await protectFigures(figures, ['incidents.damage'], new Map(), 5);
  const figure = publishFigure('incidents.damage', protection, []);
  return (year: string) => {
    const cell = figure.cells.find((one) => one.at['year'] === year);
    return cell?.value ?? cell?.state;
  };
}

const evenly = (received: string): readonly FactRow[] =>
  [900, 1100, 1000, 950, 1050, 980].map((damage) => ({ received, damage: String(damage), amount: 1 }));

describe('The published sum of damage', () => {
  test('is shown where enough incidents made it up and none dominates', async () => {
    const damage = await damageOf(['2022', '2023', '2024', '2025'].flatMap(evenly));
    expect(damage('2025')).toBe('5980');
    expect(damage('*')).toBe('23920');
  });

  test('is hidden where one incident dominates it, and so that it cannot be subtracted', async () => {
    const fraud = { received: '2023', damage: '240000', amount: 1 };
    const damage = await damageOf([...['2022', '2023', '2024', '2025'].flatMap(evenly), fraud]);
    expect(damage('2023')).toBe('suppressed');
    const others = ['2022', '2024', '2025', '*'].map(damage);
    expect(others.filter((value) => value === 'suppressed').length).toBeGreaterThanOrEqual(1);
  });

  test('is hidden where fewer incidents made it up than the threshold', async () => {
    const few = evenly('2024').slice(0, 4);
    const damage = await damageOf([...['2022', '2023', '2025'].flatMap(evenly), ...few]);
    expect(damage('2024')).toBe('suppressed');
  });
});
