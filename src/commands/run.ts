import { userInfo } from 'node:os';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import type { Daglicht } from '../app.ts';
import { openDaglicht } from '../app.ts';
import { ProfileError } from '../codes/profile.ts';
import { UnknownFigure } from '../figures/definition.ts';
import { PeriodError } from '../organisation/period.ts';
import { NoOrganisation } from '../organisation/records.ts';
import { ExplainedError } from '../platform/database/errors.ts';
import { describeError, describePlace } from '../platform/spreadsheets/messages.ts';
import { SpreadsheetError } from '../platform/spreadsheets/spreadsheet-error.ts';
import { type Command, type ExitCode, type Terminal, WrongUse } from './command.ts';
import { commands } from './commands.ts';

/** Runs the program with the words of the command line and answers its exit code. */
export async function run(words: readonly string[], given: Partial<Terminal> = {}): Promise<ExitCode> {
  const environment = given.environment ?? process.env;
  const terminal: Terminal = {
    out: (line) => process.stdout.write(`${line}\n`),
    err: (line) => process.stderr.write(`${line}\n`),
    environment,
    dataFolder: resolve(environment['DAGLICHT_DATA'] ?? '.daglicht'),
    user: userInfo().username,
    ...given,
  };
  const [name, ...rest] = words;
  const command = commands.find((one) => one.name === name);
  if (!command) {
    overview(terminal);
    return name === undefined || name === '--help' || name === 'help' ? 0 : 2;
  }
  let daglicht: Daglicht | undefined;
  try {
    const { values, positionals } = parse(command, rest);
    if (values['help'] === true) {
      help(command, terminal);
      return 0;
    }
    return await command.run({ words: positionals, values }, terminal, async () => {
      daglicht ??= await openDaglicht(terminal.environment, terminal.dataFolder);
      return daglicht;
    });
  } catch (error) {
    return explain(error, command, terminal);
  } finally {
    await daglicht?.close();
  }
}

function parse(command: Command, rest: readonly string[]) {
  try {
    return parseArgs({
      args: [...rest],
      allowPositionals: true,
      options: { help: { type: 'boolean', short: 'h' }, ...command.options },
    });
  } catch (error) {
    throw new WrongUse(error instanceof Error ? error.message : String(error));
  }
}

function overview(terminal: Terminal): void {
  terminal.out('Daglicht: van registers tot gepubliceerd jaarverslag.\n');
  terminal.out('Gebruik: npm run --silent daglicht -- <opdracht> [opties]\n');
  const width = Math.max(...commands.map((command) => command.name.length));
  for (const command of commands) terminal.out(`  ${command.name.padEnd(width)}  ${command.what.nl}`);
  terminal.out(
    '\nElke opdracht kent --help. Uitgang: 0 gedaan, 1 bevindingen of geweigerde invoer, 2 verkeerd gebruik.',
  );
}

function help(command: Command, terminal: Terminal): void {
  terminal.out(`${command.what.nl}\n\nGebruik: npm run --silent daglicht -- ${command.use}\n`);
  for (const [name, option] of Object.entries(command.options)) {
    const label = `--${name}${option.type === 'string' ? ' <…>' : ''}`;
    terminal.out(`  ${label.padEnd(24)} ${command.help[name]?.nl ?? ''}`);
  }
}

/** Errors that a person can do something about, in words; anything else is a fault of the program and shows whole. */
function explain(error: unknown, command: Command, terminal: Terminal): ExitCode {
  if (error instanceof WrongUse) {
    terminal.err(`${error.message}\nZie: npm run --silent daglicht -- ${command.name} --help`);
    return 2;
  }
  if (error instanceof SpreadsheetError) {
    const words = describeError(error, 'nl');
    terminal.err(
      [words.what, describePlace(error.where, 'nl'), words.kept, words.next]
        .filter((line) => line !== '')
        .join('\n'),
    );
    return 1;
  }
  const known = [ExplainedError, PeriodError, NoOrganisation, ProfileError, UnknownFigure];
  if (known.some((kind) => error instanceof kind)) {
    terminal.err(error instanceof Error ? error.message : String(error));
    return error instanceof PeriodError || error instanceof UnknownFigure ? 2 : 1;
  }
  throw error;
}
