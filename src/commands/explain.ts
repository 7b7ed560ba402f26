import { allFigures, readInputs } from '../app.ts';
import { hasValue } from '../figures/cell.ts';
import { coordinatesOf } from '../figures/cube.ts';
import { computeFigures, isCube } from '../figures/definition.ts';
import { labelOf } from '../figures/dimension.ts';
import { decimalOf, writeQuantity } from '../figures/format.ts';
import { parsePeriod } from '../organisation/period.ts';
import { operator } from '../platform/access/actor.ts';
import { look } from '../platform/database/doorways.ts';
import { text } from '../platform/language/text.ts';
import { type Command, hasOption, textOption } from './command.ts';
import { chosenOrganisation, organisationHelp, organisationOption } from './organisation-option.ts';

/** `explain <figure>`: definition, population, completeness and every cell, for who may see them unprotected. */
export const explainCommand: Command = {
  name: 'explain',
  use: 'explain [<cijfer>] --period 2021',
  what: text(
    'Legt een cijfer uit: definitie, populatie, volledigheid, waarden en herkomst',
    'Explains a figure: definition, population, completeness, values and origin',
  ),
  options: { ...organisationOption, period: { type: 'string' }, json: { type: 'boolean' } },
  help: {
    ...organisationHelp,
    period: text('Over welke periode', 'Over which period'),
    json: text('De uitkomst als JSON', 'The outcome as JSON'),
  },
  run: async (given, terminal, open) => {
    const [id] = given.words;
    if (id === undefined) {
      for (const figure of allFigures) terminal.out(`${figure.id.padEnd(44)} ${figure.title.nl}`);
      return 0;
    }
    const organisation = await chosenOrganisation(given, await open());
    const period = parsePeriod(
      textOption(given, 'period') ?? String(new Date().getFullYear() - 1),
      organisation.profile.yearStart,
    );
    const inputs = await look(organisation.door, operator(terminal.user), readInputs, {
      period,
      yearsBefore: 1,
      yearStart: organisation.profile.yearStart,
      codes: organisation.profile.codes,
    });
    const figures = computeFigures(allFigures, inputs);
    const definition = figures.definition(id);
    const answer = figures.answer(id);
    if (hasOption(given, 'json')) {
      const cells = isCube(answer)
        ? [...answer.cells].map(([key, cell]) => ({
            at: coordinatesOf(answer.dimensions, key),
            state: cell.state,
            value: hasValue(cell) ? decimalOf(cell.value, definition.quantity) : null,
            note: cell.note?.nl ?? null,
            from: cell.from,
          }))
        : [];
      terminal.out(
        JSON.stringify(
          {
            id,
            title: definition.title,
            definition: definition.definition,
            cells,
            ...(isCube(answer) ? {} : answer),
          },
          null,
          2,
        ),
      );
      return 0;
    }
    terminal.out(`${definition.title.nl} (${definition.id})\n${definition.definition.nl}`);
    terminal.out(
      `Populatie: ${definition.population.nl}\nTelt: ${definition.counts}, naar ${definition.countingDate}; uit: ${definition.basis}`,
    );
    terminal.out(
      `Bescherming: ${definition.protection.class}. ${definition.protection.reason.nl}\nBron: ${definition.source}\n`,
    );
    if (!isCube(answer)) {
      terminal.out(`Kan niet worden berekend: ${answer.cannot.nl}`);
      return 0;
    }
    for (const [key, cell] of answer.cells) {
      const at = coordinatesOf(answer.dimensions, key);
      const labels = answer.dimensions
        .map((dimension) => labelOf(dimension, at[dimension.key] ?? '*').nl)
        .join(' · ');
      const value = hasValue(cell)
        ? writeQuantity(decimalOf(cell.value, definition.quantity), definition.quantity.unit, 'nl')
        : cell.state;
      terminal.out(`  ${labels.padEnd(64)} ${value}${cell.note ? `  (${cell.note.nl})` : ''}`);
    }
    return 0;
  },
};
