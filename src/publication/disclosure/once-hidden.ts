import { addsUp } from '../../figures/cubes/counted-thing.ts';
import { coordinatesOf } from '../../figures/cubes/cube.ts';
import { total } from '../../figures/cubes/dimension.ts';
import { type ComputedFigures, type FigureDefinition, isCube } from '../../figures/definition.ts';
import { text } from '../../platform/language/text.ts';
import type { Obstacle } from '../../protection/protect.ts';
import type { KnownCells } from './known-cells.ts';

/** Why what would be open is not. */
export const onceHidden = text(
  'Zou open zijn, maar een eerder verslag verborg aantallen die hier staan of ermee zijn uit te rekenen: wat verborgen was, blijft het.',
  'Would be open, but an earlier report hid numbers that stand here or can be worked out with it: what was hidden stays hidden.',
);

/**
 * The figures, with those guarded that would open a count of a year that an earlier report hid: a list of incidents that
 * stands in the second edition and did not in the first. A sum over years that was hidden beside a corrected year guards
 * nothing.
 *
 * @param opening open figures that hold no hidden count and by which one would be known all the same
 */
export function guardedWhereHidden(
  computed: ComputedFigures,
  used: readonly string[],
  known: KnownCells,
  opening: ReadonlySet<string> = new Set(),
): ComputedFigures {
  const once = new Set(used.filter((id) => opening.has(id) || holdsHidden(computed, id, known)));
  if (once.size === 0) return computed;
  const guarded = (definition: FigureDefinition): FigureDefinition =>
    once.has(definition.id)
      ? { ...definition, protection: { class: 'guarded', reason: onceHidden } }
      : definition;
  return {
    ...computed,
    definitions: computed.definitions.map(guarded),
    definition: (id) => guarded(computed.definition(id)),
  };
}

function holdsHidden(computed: ComputedFigures, id: string, known: KnownCells): boolean {
  const { protection } = computed.definition(id);
  const cube = computed.answer(id);
  if (protection.class !== 'open' || !isCube(cube) || !addsUp(cube.unit)) return false;
  const years = cube.dimensions.find(({ key }) => key === 'year')?.members.length ?? 0;
  return [...cube.cells].some(([place, { from }]) => {
    const [key] = from;
    if (key === undefined || from.length > 1 || known.get(key)?.state !== 'hidden') return false;
    return years < 2 || coordinatesOf(cube.dimensions, place)['year'] !== total;
  });
}

/**
 * The open figures of a report whose new numbers add up with a count that cannot be protected: totals of an earlier year,
 * say, that stand in this edition for the first time.
 */
export function openingHidden(
  computed: ComputedFigures,
  shown: readonly string[],
  obstacles: readonly Obstacle[],
  known: KnownCells,
): readonly string[] {
  const beside = new Set(obstacles.flatMap(({ relations }) => relations.flat()));
  return shown.filter((id) => {
    const cube = computed.answer(id);
    if (!isCube(cube) || computed.definition(id).protection.class !== 'open') return false;
    return [...cube.cells.values()].some(({ from }) =>
      from.some((key) => beside.has(key) && known.get(key)?.state !== 'published'),
    );
  });
}
