import { type Cell, counted } from '../../src/figures/cubes/cell.ts';
import { type Cube, canonicalKey, cellKey } from '../../src/figures/cubes/cube.ts';
import { total } from '../../src/figures/cubes/dimension.ts';
import { fixedDimension } from '../../src/figures/cubes/dimensions.ts';
import { rational } from '../../src/figures/cubes/rational.ts';
import { sameText } from '../../src/platform/language/text.ts';

/** For tests: a cube of cases of 2024 by one moment and at most one division, with the sum of its parts as its total. */
export function cubeOver(
  moment: string,
  division: Readonly<Record<string, readonly string[]>>,
  values: Readonly<Record<string, number>>,
): Cube {
  const dimension = (key: string, codes: readonly string[]) =>
    fixedDimension(
      key,
      sameText(key),
      codes.map((code) => ({ code, label: sameText(code) })),
    );
  const [[key, codes] = ['', []]] = Object.entries(division);
  const dimensions = [dimension('year', ['2024']), ...(key === '' ? [] : [dimension(key, codes)])];
  const sum = Object.values(values).reduce((all, one) => all + one, 0);
  const cells = new Map<string, Cell>();
  for (const code of key === '' ? [total] : [...codes, total]) {
    const value = code === total ? sum : (values[code] ?? 0);
    const at = key === '' ? {} : { [key]: code };
    cells.set(
      cellKey(dimensions, { year: '2024', ...at }),
      counted(rational(value), [canonicalKey('cases', { [moment]: '2024', ...at })]),
    );
  }
  return { base: 'cases', counts: 'incident', unit: 'count', dimensions, cells };
}
