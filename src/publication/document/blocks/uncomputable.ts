import type { CellState } from '../../../figures/cubes/cell.ts';
import { hasValue } from '../../../figures/cubes/cell.ts';
import { type ComputedFigures, isCube } from '../../../figures/definition.ts';
import { type Text, text } from '../../../platform/language/text.ts';

/** Why figures of which nothing is known have no number; the state that says most goes before the others. */
const reasons: readonly (readonly [CellState, Text])[] = [
  ['not-reported', text('niet opgegeven door de onderdelen', 'not reported by the units')],
  ['not-asked', text('niet gevraagd', 'not asked')],
  ['not-recorded', text('niet vastgelegd in de registers', 'not recorded in the registers')],
  [
    'cannot-be-computed',
    text(
      'de gegevens waarop deze cijfers rusten, ontbreken',
      'the data that these figures rest on are missing',
    ),
  ],
];

/**
 * The figures that exist and of which the registers hold nothing for these years, each with the reason: they are
 * neither left out in silence nor invented. Figures that the report shows say so in their own place; closed ones are
 * never published.
 */
export function uncomputableFigures(figures: ComputedFigures, shown: ReadonlySet<string>): readonly Text[] {
  const missing = figures.definitions
    .filter((definition) => !shown.has(definition.id) && definition.protection.class !== 'closed')
    .flatMap(({ id, title, register }) => {
      const why = reasonOf(figures, id);
      return why ? [{ title, why, register: register ?? text('Andere cijfers', 'Other figures') }] : [];
    });
  const alike = Map.groupBy(missing, ({ register, why }) => `${register.nl}|${why.nl}`);
  return [...alike.values()].flatMap((lacking) => {
    const [first] = lacking;
    if (!first) return [];
    const { register, why } = first;
    const titles = [...new Map(lacking.map(({ title }) => [title.nl, title])).values()];
    return [
      text(
        `${register.nl}, ${why.nl}: ${titles.map((one) => one.nl).join('; ')}.`,
        `${register.en}, ${why.en}: ${titles.map((one) => one.en).join('; ')}.`,
      ),
    ];
  });
}

function reasonOf(figures: ComputedFigures, id: string): Text | undefined {
  const answer = figures.answer(id);
  if (!isCube(answer)) return answer.cannot;
  const cells = [...answer.cells.values()];
  if (cells.some(hasValue)) return undefined;
  const states = new Set(cells.map((cell) => cell.state));
  return reasons.find(([state]) => states.has(state))?.[1];
}
