import { wholeCatalogue } from '../../app.ts';
import {
  type ImportState,
  type ReadFile,
  readFiles,
  shortId,
} from '../../collection/import/undo/read-files.ts';
import { type UndoReport, UndoStopped, undoImport } from '../../collection/import/undo/undo-import.ts';
import type { OpenOrganisation } from '../../collection/open-organisation.ts';
import type { Actor } from '../../platform/access/actor.ts';
import { concern } from '../../platform/access/resource.ts';
import { look, perform } from '../../platform/database/doorways.ts';
import { inEach, type Text, text } from '../../platform/language/text.ts';
import { unknownKind } from '../../platform/language/unknown-kind.ts';
import { reportsBuiltOn } from '../../publication/earlier/built-on-imports.ts';
import { actingHelp, actingOptions, actorOf } from '../acting.ts';
import {
  type Command,
  counted,
  countedRows,
  type ExitCode,
  hasOption,
  type Terminal,
  textOption,
  WrongUse,
} from '../command.ts';
import { chosenOrganisation } from '../organisation-option.ts';
import { registerList, registerName } from '../register-words.ts';
import { waitsForAnother } from './import.ts';

/** `imports`: which files were read; `imports undo <id>` takes one back as a whole. */
export const importsCommand: Command = {
  name: 'imports',
  use: text(
    'imports [--register <register>] [--json] | imports undo <inlezing> [--dry-run]',
    'imports [--register <register>] [--json] | imports undo <import> [--dry-run]',
  ),
  what: text(
    'Toont wat er is ingelezen, en neemt een inlezing terug',
    'Lists what was imported, and takes an import back',
  ),
  words: 2,
  options: {
    ...actingOptions,
    register: { type: 'string' },
    'dry-run': { type: 'boolean' },
    json: { type: 'boolean' },
  },
  help: {
    ...actingHelp,
    register: text('Alleen de bestanden van dit register', 'Only the files of this register'),
    'dry-run': text(
      'Laat zien wat terugnemen zou doen; schrijft niets',
      'Shows what taking back would do; writes nothing',
    ),
    json: text('De uitkomst als JSON', 'The outcome as JSON'),
  },
  busy: text('Bezig …', 'Working …'),
  run: async (given, terminal, open) => {
    const [what, id] = given.words;
    const register = textOption(given, 'register') ?? null;
    const isUndo = what === 'undo';
    if (isUndo ? id === undefined || register !== null : what !== undefined || hasOption(given, 'dry-run'))
      throw new WrongUse(
        text(
          'Gebruik: imports, imports --register <register>, of imports undo <inlezing>.',
          'Use: imports, imports --register <register>, or imports undo <import>.',
        ),
      );
    const keys = wholeCatalogue.registers.map(({ key }) => key);
    if (register !== null && !keys.includes(register))
      throw new WrongUse(
        text(
          `Er is geen register „${register}”. Wel: ${registerList('nl', keys)}.`,
          `There is no register “${register}”. There are: ${registerList('en', keys)}.`,
        ),
      );
    const organisation = await chosenOrganisation(given, await open());
    const isJson = hasOption(given, 'json');
    const actor = await actorOf(given, terminal, organisation);
    if (isUndo)
      return undo(organisation, actor, { id, dryRun: hasOption(given, 'dry-run') }, terminal, isJson);
    const files = await look(organisation.door, actor, readFiles, concern, { register });
    if (isJson) terminal.data(JSON.stringify(files, null, 2));
    else for (const line of listLines(files)) terminal.out(line);
    return 0;
  },
};

async function undo(
  { door, catalogue, profile }: OpenOrganisation,
  actor: Actor,
  input: { readonly id: string | undefined; readonly dryRun: boolean },
  terminal: Terminal,
  isJson: boolean,
): Promise<ExitCode> {
  const action = undoImport(catalogue.registers, profile.yearStart, reportsBuiltOn, () =>
    terminal.err(waitsForAnother),
  );
  const report = await perform(door, actor, action, concern, input).catch((error: unknown) => {
    if (error instanceof UndoStopped) return error.report;
    throw error;
  });
  if (isJson) terminal.data(JSON.stringify(report, null, 2));
  else for (const line of undoLines(report)) terminal.out(line);
  return report.outcome === 'refused' ? 1 : 0;
}

function listLines(files: readonly ReadFile[]): readonly Text[] {
  if (files.length === 0) return [text('Er is nog niets ingelezen.', 'Nothing was imported yet.')];
  return files.flatMap((one) => {
    const records = counted(one.records, text('registratie', 'record'), text('registraties', 'records'));
    const by = one.by === null ? text('', '') : text(` door ${one.by}`, ` by ${one.by}`);
    const periods = one.periods && one.periods.length > 0 ? ` · ${spanOf(one.periods)}` : '';
    const at = one.readAt.slice(0, 16).replace('T', ' ');
    return [
      text(
        `${shortId(one.id)}  ${registerName(one.register).nl}: ${one.file} (afzender ${one.sender})`,
        `${shortId(one.id)}  ${registerName(one.register).en}: ${one.file} (sender ${one.sender})`,
      ),
      inEach`          ${at} UTC${by}${periods} · ${countedRows(one.rows)}, ${records} · ${stateWords(one.state)}`,
    ];
  });
}

/** "2024", or the first and the last of several: "2021 … 2024". */
function spanOf(periods: readonly string[]): string {
  const [first = ''] = periods;
  const last = periods.at(-1) ?? first;
  return first === last ? first : `${first} … ${last}`;
}

function stateWords(state: ImportState): Text {
  switch (state) {
    case 'nothing-new':
      return text('bracht niets nieuws', 'brought nothing new');
    case 'stands':
      return text('staat in het register', 'stands in the register');
    case 'stands-in-part':
      return text('deels vervangen of vervallen', 'replaced or lapsed in part');
    case 'replaced':
      return text('vervangen of vervallen', 'replaced or lapsed');
    case 'taken-back':
      return text('teruggenomen', 'taken back');
    default:
      throw unknownKind(state satisfies never);
  }
}

function undoLines(report: UndoReport): readonly Text[] {
  const name = report.file === '' ? report.id : `${report.register}: ${report.file}`;
  if (report.outcome === 'refused')
    return [
      inEach`${name}: ${text('niet teruggenomen; er is niets veranderd.', 'not taken back; nothing was changed.')}`,
      ...report.builtOn.map(({ what, next }) => inEach`  ${what} ${next}`),
    ];
  const records = (number: number) =>
    counted(number, text('registratie', 'record'), text('registraties', 'records'));
  const isTrial = report.outcome === 'dry-run';
  const done = isTrial
    ? text('Proef: er is niets geschreven.', 'Trial: nothing was written.')
    : text('Teruggenomen.', 'Taken back.');
  return [
    inEach`${name}: ${done}`,
    inEach`  ${text('Vervalt', 'Lapses')}: ${records(report.ended)}. ${text('Weer zoals ervoor', 'As before again')}: ${records(report.returned)}.`,
    ...(report.mappings === 0
      ? []
      : [
          text(
            '  Wat u bij deze inlezing bevestigde over koppen en woorden blijft onthouden; met --map zegt u het anders.',
            '  What you confirmed with this import about headings and words stays remembered; with --map you say otherwise.',
          ),
        ]),
    ...(isTrial
      ? []
      : [
          text(
            '  Wat stond blijft bewaard als eerdere versie. Het bestand kan opnieuw worden ingelezen.',
            '  What stood is kept as an earlier version. The file can be imported again.',
          ),
        ]),
  ];
}
