import { wholeCatalogue } from '../../app.ts';
import { doubtWords } from '../../collection/doubt-words.ts';
import { type RowsBehind, rowsBehind } from '../../collection/explaining/figure-rows.ts';
import { countedWords } from '../../figures/counted-words.ts';
import { type Cell, hasValue } from '../../figures/cubes/cell.ts';
import { type Cube, coordinatesOf } from '../../figures/cubes/cube.ts';
import { type Coordinates, labelOf, total } from '../../figures/cubes/dimension.ts';
import { notRecorded } from '../../figures/cubes/facts.ts';
import { computeFigures, type FigureDefinition, isCube } from '../../figures/definition.ts';
import { decimalOf, writeQuantity } from '../../figures/format.ts';
import { parsePeriod } from '../../organisation/period.ts';
import { operator } from '../../platform/access/actor.ts';
import { concern } from '../../platform/access/resource.ts';
import { look } from '../../platform/database/doorways.ts';
import { text } from '../../platform/language/text.ts';
import { reportWords } from '../../publication/html/words.ts';
import { type Command, counted, hasOption, type Terminal, textOption, WrongUse } from '../command.ts';
import { chosenOrganisation, organisationHelp, organisationOption } from '../organisation-option.ts';

/** `explain <figure>`: definition, population, completeness, every cell and its rows, for who may see them unprotected. */
export const explainCommand: Command = {
  name: 'explain',
  use: 'explain [<cijfer>] --period 2021 [--where unit=RVO,year=2021] [--rows]',
  what: text(
    'Legt een cijfer uit: definitie, populatie, volledigheid, waarden en herkomst',
    'Explains a figure: definition, population, completeness, values and origin',
  ),
  words: 1,
  options: {
    ...organisationOption,
    period: { type: 'string' },
    where: { type: 'string' },
    rows: { type: 'boolean' },
    json: { type: 'boolean' },
  },
  help: {
    ...organisationHelp,
    period: text('Over welke periode', 'Over which period'),
    where: text(
      'Alleen deze cellen: verdeling=code, meer met een komma',
      'Only these cells: division=code, more with a comma',
    ),
    rows: text(
      'Bij elk getal de rijen van de ingelezen bestanden die het telt',
      'With each number the rows of imported files that it counts',
    ),
    json: text('De uitkomst als JSON', 'The outcome as JSON'),
  },
  busy: text('Bezig met rekenen …', 'Computing …'),
  run: async (given, terminal, open) => {
    const [id] = given.words;
    if (id === undefined) {
      const list = wholeCatalogue.figures.map(({ id: key, title }) => ({ id: key, title }));
      if (hasOption(given, 'json')) terminal.out(JSON.stringify(list, null, 2));
      else for (const { id: key, title } of list) terminal.out(`${key.padEnd(44)} ${title.nl}`);
      return 0;
    }
    const organisation = await chosenOrganisation(given, await open());
    const actor = operator(terminal.user);
    const withRows = hasOption(given, 'rows');
    const inputs = await look(organisation.door, actor, organisation.catalogue.readInputs, concern, {
      period: parsePeriod(
        textOption(given, 'period') ?? String(new Date().getFullYear() - 1),
        organisation.profile.yearStart,
      ),
      yearsBefore: 1,
      yearStart: organisation.profile.yearStart,
      codes: organisation.profile.codes,
      perRecord: withRows,
    });
    const figures = computeFigures(organisation.catalogue.figures, inputs);
    const definition = figures.definition(id);
    const answer = figures.answer(id);
    const cells = isCube(answer) ? cellsAt(answer, textOption(given, 'where')) : [];
    const behind = withRows
      ? await rowsBehind(
          cells.map(({ cell }) => cell),
          id,
          figures,
          organisation,
          actor,
        )
      : undefined;
    if (hasOption(given, 'json')) {
      const written = cells.map(({ at, cell }) => ({
        at,
        state: cell.state,
        value: hasValue(cell) ? decimalOf(cell.value, definition.quantity) : null,
        note: cell.note?.nl ?? null,
        from: cell.from,
        ...(behind ? { rows: behind(cell) } : {}),
      }));
      const { title, definition: meaning } = definition;
      const cannot = isCube(answer) ? {} : answer;
      terminal.out(JSON.stringify({ id, title, definition: meaning, cells: written, ...cannot }, null, 2));
      return 0;
    }
    writeDefinition(definition, terminal);
    if (!isCube(answer)) {
      terminal.out(`Kan niet worden berekend: ${answer.cannot.nl}`);
      return 0;
    }
    for (const { at, cell } of cells) {
      terminal.out(cellLine(answer, definition, at, cell));
      if (behind) for (const one of behind(cell)) writeRows(one, terminal);
    }
    return 0;
  },
};

const words = reportWords['nl'];

function writeDefinition(definition: FigureDefinition, terminal: Terminal): void {
  terminal.out(`${definition.title.nl} (${definition.id})\n${definition.definition.nl}`);
  const facts: readonly (readonly [string, string])[] = [
    [words.figure.population, definition.population.nl],
    [words.figure.counts, countedWords(definition, 'nl')],
    [words.figure.countingDate, words.countingDates[definition.countingDate]],
    [words.figure.basis, words.bases[definition.basis]],
    [
      words.figure.protection,
      `${words.classes[definition.protection.class]}. ${definition.protection.reason.nl}`,
    ],
    [words.figure.source, definition.source],
  ];
  const widest = Math.max(...facts.map(([question]) => question.length));
  terminal.out(facts.map(([question, answer]) => `  ${question.padEnd(widest)}  ${answer}`).join('\n'));
  terminal.out('');
}

interface PlacedCell {
  readonly at: Coordinates;
  readonly cell: Cell;
}

/** The cells at the codes asked for; all where none was asked. */
function cellsAt(cube: Cube, where: string | undefined): readonly PlacedCell[] {
  const cells = [...cube.cells].map(([key, cell]) => ({ at: coordinatesOf(cube.dimensions, key), cell }));
  if (where === undefined) return cells;
  const wanted = where.split(',').map((part) => wantedCode(cube, part));
  return cells.filter(({ at }) => wanted.every(([key, code]) => at[key] === code));
}

function wantedCode(cube: Cube, part: string): readonly [string, string] {
  const [key = '', code = ''] = part.split('=').map((one) => one.trim());
  const keys = cube.dimensions.map((dimension) => dimension.key);
  const dimension = cube.dimensions.find((one) => one.key === key);
  if (!dimension || code === '')
    throw new WrongUse(
      `„${part}” kiest geen cellen van dit cijfer. Verdeeld naar: ${keys.join(', ')}; schrijf ${keys[0] ?? 'year'}=code.`,
    );
  const codes = [...dimension.members.map((member) => member.code), notRecorded, total];
  if (!codes.includes(code))
    throw new WrongUse(`„${code}” is geen ${dimension.title.nl.toLowerCase()}. Wel: ${codes.join(', ')}.`);
  return [key, code];
}

function cellLine(cube: Cube, definition: FigureDefinition, at: Coordinates, cell: Cell): string {
  const labels = cube.dimensions
    .map((dimension) => labelOf(dimension, at[dimension.key] ?? total).nl)
    .join(' · ');
  const value = hasValue(cell)
    ? writeQuantity(decimalOf(cell.value, definition.quantity), definition.quantity.unit, 'nl')
    : words.states[cell.state];
  return `  ${labels.padEnd(64)} ${value}${cell.note ? `  (${cell.note.nl})` : ''}`;
}

const mostRows = 40;

/** The rows of each file and sheet on a line of their own. */
function writeRows({ key, figure, rows }: RowsBehind, terminal: Terminal): void {
  terminal.out(
    `      ${key}, zie ${figure}: ${rows.length === 0 ? 'geen rijen' : counted(rows.length, 'rij', 'rijen')}`,
  );
  const shown = rows.slice(0, mostRows);
  for (const [file, own] of Map.groupBy(shown, ({ file, sheet }) => (sheet ? `${file}, ${sheet}` : file))) {
    const numbers = own.map(({ row, flags }) =>
      flags.length > 0
        ? `${row} (twijfel: ${flags.map((kind) => doubtWords(kind, 'nl', wholeCatalogue.doubts)).join(', ')})`
        : String(row),
    );
    terminal.out(
      `        ${file === null ? 'hier gemaakt, niet ingelezen' : `${file}: rij ${numbers.join(', ')}`}`,
    );
  }
  if (rows.length > shown.length)
    terminal.out(`        … en nog ${rows.length - shown.length}; alles met --json`);
}
