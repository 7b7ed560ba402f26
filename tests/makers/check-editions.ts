import { expect } from 'vitest';
import { checkChanges } from './check-changes.ts';
import { cellsOfYear, correctedYear, publishEditions } from './editions.ts';
import type { Correction } from './random-editions.ts';

/** What three editions beside each other may not tell of one correction. */
export async function checkEditions(seed: number, how: Correction): Promise<void> {
  const { models, units: all } = await publishEditions(seed, how);
  checkChanges(models);
  const [first, ...later] = models.map((model) => cellsOfYear(model, correctedYear));
  // The units that the first edition does not show to have had none, of a category where it shows that.
  const unitsOf = (category: string): number => {
    const places = [...(first ?? [])].filter(([place]) => place.startsWith('incidents.'));
    const shown = (at: Readonly<Record<string, string>>, wanted: string) =>
      (at['category'] ?? '*') === wanted &&
      (at['unit'] ?? '*') !== '*' &&
      Object.keys(at).every((key) => ['year', 'unit', 'category'].includes(key));
    const cells = (wanted: string) =>
      places.filter(([, { at }]) => shown(at, wanted)).map(([, cell]) => cell);
    const some = (wanted: string) =>
      new Set(
        cells(wanted).flatMap(({ at, state, value }) =>
          state === 'suppressed' || Number(value ?? 0) > 0 ? [at['unit']] : [],
        ),
      ).size;
    return cells(category).length > 0 ? some(category) : some('*');
  };
  for (const [edition, cells] of later.entries())
    for (const [place, cell] of cells) {
      const was = first?.get(place);
      const told = [seed, how, edition, place, was?.state, was?.value, cell.state, cell.value];
      if (!was || was.value === cell.value) {
        if (was && (was.state === 'not-reported' || cell.state === 'not-reported'))
          expect([...told, cell.state]).toEqual([...told, was.state]);
        continue;
      }
      // What was published stays as published, and what was hidden stays hidden.
      const isTotal = cell.kind === 'open' || (cell.at['unit'] ?? '*') === '*';
      const others = Object.entries(cell.at).filter(
        ([key, code]) => key !== 'year' && key !== 'category' && code !== '*',
      );
      expect([...told, isTotal && (cell.kind === 'open' || others.length === 0)]).toEqual([...told, true]);
      // Nothing of what a missing unit brought in is told, and no difference that is of few units.
      const difference = Number(cell.value) - Number(was.value);
      const units = unitsOf(cell.at['category'] ?? '*');
      expect([...told, how === 'answered']).toEqual([...told, false]);
      expect([...told, Math.abs(difference) >= 5 || (difference > 0 ? all : units) >= 5]).toEqual([
        ...told,
        true,
      ]);
    }
}
