import { wholeCatalogue } from '../../app.ts';
import { doubtWords } from '../../collection/doubt-words.ts';
import { type RowsBehind, rowsBehind } from '../../collection/explaining/figure-rows.ts';
import type { SourceRow } from '../../collection/explaining/rows-behind.ts';
import { countedWords } from '../../figures/counted-words.ts';
import { type Cell, hasValue } from '../../figures/cubes/cell.ts';
import { type Cube, coordinatesOf } from '../../figures/cubes/cube.ts';
import { type Coordinates, labelOf, total } from '../../figures/cubes/dimension.ts';
import { notRecorded } from '../../figures/cubes/facts.ts';
import { computeFigures, type FigureDefinition, isCube } from '../../figures/definition.ts';
import { decimalOf, writeQuantity } from '../../figures/format.ts';
import { askedPeriod, periodRuns } from '../../organisation/period.ts';
import { concern } from '../../platform/access/resource.ts';
import { look } from '../../platform/database/doorways.ts';
import { inEach, type Language, sameText, type Text, text } from '../../platform/language/text.ts';
import { reportWords } from '../../publication/html/words.ts';
import { sourceText } from '../../publication/words/source-words.ts';
import { actingHelp, actingOptions, actorOf, tellWhatIsCounted } from '../acting.ts';
import {
  andMore,
  type Command,
  confidentialLine,
  countedRows,
  hasOption,
  type Terminal,
  textOption,
  WrongUse,
} from '../command.ts';
import { chosenOrganisation } from '../organisation-option.ts';

/** `explain <figure>`: definition, population, completeness, every cell and its rows, for who may see them unprotected. */
export const explainCommand: Command = {
  name: 'explain',
  use: text(
    'explain [<cijfer>] --period 2021 [--where unit=RVO,year=2021] [--rows]',
    'explain [<figure>] --period 2021 [--where unit=RVO,year=2021] [--rows]',
  ),
  what: text(
    'Legt een cijfer uit: definitie, populatie, volledigheid, waarden en herkomst',
    'Explains a figure: definition, population, completeness, values and origin',
  ),
  words: 1,
  options: {
    ...actingOptions,
    period: { type: 'string' },
    where: { type: 'string' },
    rows: { type: 'boolean' },
    json: { type: 'boolean' },
  },
  help: {
    ...actingHelp,
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
      if (hasOption(given, 'json')) terminal.data(JSON.stringify(list, null, 2));
      else for (const { id: key, title } of list) terminal.out(inEach`${key.padEnd(44)} ${title}`);
      return 0;
    }
    const organisation = await chosenOrganisation(given, await open());
    const actor = await actorOf(given, terminal, organisation);
    tellWhatIsCounted(actor, terminal);
    const withRows = hasOption(given, 'rows');
    const inputs = await look(organisation.door, actor, organisation.catalogue.readInputs, concern, {
      period: askedPeriod(
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
      terminal.data(
        JSON.stringify(
          { confidential: confidentialLine, id, title, definition: meaning, cells: written, ...cannot },
          null,
          2,
        ),
      );
      return 0;
    }
    terminal.out(confidentialLine);
    writeDefinition(definition, terminal);
    const runs = periodRuns(inputs.period);
    if (runs) terminal.out(inEach`${inputs.period.key}: ${runs}\n`);
    if (!isCube(answer)) {
      terminal.out(inEach`${text('Kan niet worden berekend', 'Cannot be computed')}: ${answer.cannot}`);
      return 0;
    }
    for (const { at, cell } of cells) {
      terminal.out(cellLine(answer, definition, at, cell));
      if (behind) for (const one of behind(cell)) writeRows(one, terminal);
    }
    return 0;
  },
};

function writeDefinition(definition: FigureDefinition, terminal: Terminal): void {
  terminal.out(inEach`${definition.title} (${definition.id})\n${definition.definition}`);
  terminal.out(text(factsOf(definition, 'nl'), factsOf(definition, 'en')));
  terminal.out(sameText(''));
}

function factsOf(definition: FigureDefinition, language: Language): string {
  const words = reportWords[language];
  const facts: readonly (readonly [string, string])[] = [
    [words.figure.population, definition.population[language]],
    [words.figure.counts, countedWords(definition, language)],
    [words.figure.countingDate, words.countingDates[definition.countingDate]],
    [words.figure.basis, words.bases[definition.basis]],
    [
      words.figure.protection,
      `${words.classes[definition.protection.class]}. ${definition.protection.reason[language]}`,
    ],
    [words.figure.source, sourceText(definition.source, language)],
  ];
  const widest = Math.max(...facts.map(([question]) => question.length));
  return facts.map(([question, answer]) => `  ${question.padEnd(widest)}  ${answer}`).join('\n');
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
      text(
        `„${part}” kiest geen cellen van dit cijfer. Verdeeld naar: ${keys.join(', ')}; schrijf ${keys[0] ?? 'year'}=code.`,
        `“${part}” chooses no cells of this figure. Divided by: ${keys.join(', ')}; write ${keys[0] ?? 'year'}=code.`,
      ),
    );
  const codes = [...dimension.members.map((member) => member.code), notRecorded, total];
  if (!codes.includes(code))
    throw new WrongUse(
      text(
        `„${code}” is geen ${dimension.title.nl.toLowerCase()}. Wel: ${codes.join(', ')}.`,
        `“${code}” is no ${dimension.title.en.toLowerCase()}. There is: ${codes.join(', ')}.`,
      ),
    );
  return [key, code];
}

function cellLine(cube: Cube, definition: FigureDefinition, at: Coordinates, cell: Cell): Text {
  const inWords = (language: Language): string => cellWords(cube, definition, at, cell, language);
  return text(inWords('nl'), inWords('en'));
}

function cellWords(
  cube: Cube,
  definition: FigureDefinition,
  at: Coordinates,
  cell: Cell,
  language: Language,
): string {
  const labels = cube.dimensions
    .map((dimension) => labelOf(dimension, at[dimension.key] ?? total)[language])
    .join(' · ');
  const value = hasValue(cell)
    ? writeQuantity(decimalOf(cell.value, definition.quantity), definition.quantity.unit, language)
    : reportWords[language].states[cell.state];
  return `  ${labels.padEnd(64)} ${value}${cell.note ? `  (${cell.note[language]})` : ''}`;
}

const mostRows = 40;

/** The rows of each file and sheet on a line of their own. */
function writeRows({ key, figure, rows }: RowsBehind, terminal: Terminal): void {
  const many = rows.length === 0 ? text('geen rijen', 'no rows') : countedRows(rows.length);
  terminal.out(inEach`      ${key}, ${text('zie', 'see')} ${figure}: ${many}`);
  const shown = rows.slice(0, mostRows);
  for (const [file, own] of Map.groupBy(shown, ({ file, sheet }) => (sheet ? `${file}, ${sheet}` : file))) {
    terminal.out(
      file === null
        ? text('        hier gemaakt, niet ingelezen', '        made here, not imported')
        : text(
            `        ${file}: rij ${numbersOf(own, 'nl')}`,
            `        ${file}: row ${numbersOf(own, 'en')}`,
          ),
    );
  }
  if (rows.length > shown.length) terminal.out(andMore(rows.length - shown.length, '        '));
}

/** The numbers of rows, each with the doubts that it carries. */
function numbersOf(rows: readonly SourceRow[], language: Language): string {
  const doubt = text('twijfel', 'doubt')[language];
  return rows
    .map(({ row, flags }) => {
      const doubts = flags.map((kind) => doubtWords(kind, language, wholeCatalogue.doubts)).join(', ');
      return doubts === '' ? String(row) : `${row} (${doubt}: ${doubts})`;
    })
    .join(', ');
}
