import { type Cube, cellKey } from '../../figures/cubes/cube.ts';
import { parentOf } from '../../figures/cubes/dimension.ts';
import { type ComputedFigures, isCube } from '../../figures/definition.ts';
import type { CountDefinitions } from './counts.ts';

/** What figures count at each place, and how their members add up: their definitions, not their numbers. */
export function countDefinitions(figures: ComputedFigures): CountDefinitions {
  const known = new Set(figures.definitions.map(({ id }) => id));
  const cubeOf = (id: string) => {
    const answer = known.has(id) ? figures.answer(id) : undefined;
    return answer && isCube(answer) ? answer : undefined;
  };
  return {
    countAt: (id, at) => {
      const cube = cubeOf(id);
      // A table that was published less finely leaves dimensions out: of those it shows the totals.
      return (
        cube &&
        inYear(cube, at, (place) => {
          const from = cube.cells.get(place)?.from;
          return from?.length === 1 ? from[0] : undefined;
        })
      );
    },
    wholeAt: (id, at) => {
      const cube = cubeOf(id);
      return cube && inYear(cube, at, (place) => cube.wholes?.get(place)?.key);
    },
    partsAt: (id, at) => {
      const cube = cubeOf(id);
      const [part, whole, ...others] = cube?.cells.get(cellKey(cube.dimensions, at))?.from ?? [];
      return part !== undefined && whole !== undefined && others.length === 0 ? { part, whole } : undefined;
    },
    above: (id, key, code, at) => {
      const dimension = cubeOf(id)?.dimensions.find((one) => one.key === key);
      return dimension && parentOf(dimension, code, at);
    },
  };
}

/**
 * What a figure counts at a place. One that shows the own years of a report alone counts the same in those of another: its
 * key names the year.
 */
function inYear(
  cube: Cube,
  at: Readonly<Record<string, string>>,
  keyAt: (place: string) => string | undefined,
): string | undefined {
  const years = cube.dimensions.find(({ key }) => key === 'year')?.members ?? [];
  const [first] = years;
  const { year } = at;
  if (!first || year === undefined || year === '*' || years.some(({ code }) => code === year))
    return keyAt(cellKey(cube.dimensions, at));
  return keyAt(cellKey(cube.dimensions, { ...at, year: first.code }))?.replace(`=${first.code}`, `=${year}`);
}
