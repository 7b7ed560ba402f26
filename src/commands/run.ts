import { userInfo } from 'node:os';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import type { Daglicht } from '../app.ts';
import { isDatabaseGone } from '../platform/database/database-gone.ts';
import { openStorage } from '../platform/database/storage.ts';
import { errorCode, errorMessage } from '../platform/language/explained-error.ts';
import { type Command, type ExitCode, type Terminal, textOption, WrongUse } from './command.ts';
import { allCommands, commandNamed, commandNames } from './commands.ts';

/** Runs the program with the words of the command line and answers its exit code. */
export async function run(words: readonly string[], given: Partial<Terminal> = {}): Promise<ExitCode> {
  const environment = given.environment ?? process.env;
  outliveReaders();
  const terminal: Terminal = {
    out: (line) => process.stdout.write(`${line}\n`),
    err: (line) => process.stderr.write(`${line}\n`),
    environment,
    dataFolder: resolve(environment['DAGLICHT_DATA'] ?? '.daglicht'),
    user: userInfo().username,
    ...given,
  };
  const [name, ...rest] = words;
  if (name === undefined || ['--help', '-h', 'help'].includes(name)) {
    overview(terminal, await allCommands());
    return 0;
  }
  const command = await commandNamed(name);
  if (!command) {
    terminal.err(
      `Er is geen opdracht „${name}”. Wel: ${commandNames.join(', ')}.\nZie: npm run --silent daglicht -- --help`,
    );
    return 2;
  }
  let daglicht: Daglicht | undefined;
  let slow: NodeJS.Timeout | undefined;
  const trace = environment['DAGLICHT_TRACE'] === '1';
  const unexpected = (error: Error, origin: NodeJS.UncaughtExceptionOrigin): void => {
    // A connection that breaks while it is in use says so twice: here, and where its query is awaited.
    if (origin === 'uncaughtException' && isDatabaseGone(error)) return;
    void readFailures()
      .then(({ failureOf }) => terminal.err(failureOf(error, command.name, trace).words))
      .finally(() => process.exit(1));
  };
  process.on('uncaughtException', unexpected);
  const interrupted = (): void => {
    terminal.err(
      'Afgebroken. Een wijziging die nog niet klaar was is er helemaal niet; wat ervoor stond, staat er nog.',
    );
    process.exit(130);
  };
  if (!command.stopsItself) process.once('SIGINT', interrupted);
  try {
    const { values, positionals } = parse(command, rest);
    if (values['help'] === true) {
      help(command, terminal);
      return 0;
    }
    refuseExtra(command, positionals);
    const options = { words: positionals, values };
    const { busy } = command;
    if (busy) slow = setTimeout(() => terminal.err(busy.nl), 2000);
    return await command.run(options, terminal, async () => {
      daglicht ??= await open(terminal);
      if (!makesOrganisations.has(command.name))
        await refuseUnknown(textOption(options, 'organisation'), daglicht);
      return daglicht;
    });
  } catch (error) {
    const { failureOf } = await readFailures();
    const { words: told, exit } = failureOf(error, command.name, trace);
    terminal.err(told);
    return exit;
  } finally {
    clearTimeout(slow);
    await daglicht?.close();
    process.off('uncaughtException', unexpected);
    process.off('SIGINT', interrupted);
  }
}

/** Opens the installation. The database needs a moment to come up: meanwhile the rest of the program is read. */
async function open({ environment, dataFolder }: Terminal): Promise<Daglicht> {
  const storage = openStorage(environment, { dataFolder });
  const [{ openDaglicht }] = await Promise.all([import('../app.ts'), storage, readFailures()]);
  return openDaglicht(environment, dataFolder, await storage);
}

/** How failures are told. It knows errors of every room, so it is read when it is needed, or beside the rest. */
const readFailures = () => import('./failures.ts');

/** A reader that goes away (`… | head -1`) is no reason to leave work half done: the rest goes unread. */
function outliveReaders(): void {
  for (const stream of [process.stdout, process.stderr]) {
    stream.off('error', ignoreClosedPipe);
    stream.on('error', ignoreClosedPipe);
  }
}

function ignoreClosedPipe(error: Error): void {
  if (errorCode(error) !== 'EPIPE') throw error;
}

/** The commands that may name an organisation that is not there yet; for the others it is a slip of the pen. */
const makesOrganisations: ReadonlySet<string> = new Set(['organisation', 'database']);

async function refuseUnknown(named: string | undefined, { storage }: Daglicht): Promise<void> {
  // Without the owner login nothing can be made by mistake, and the list may be out of reach.
  if (named === undefined || !storage.mayMigrate) return;
  const keys = await storage.organisations();
  if (keys.includes(named)) return;
  throw new WrongUse(
    `Er is geen organisatie „${named}”. ${
      keys.length > 0
        ? `Wel: ${keys.join(', ')}.`
        : '„npm start” laadt de voorbeelden; „organisation <bestand>” beschrijft een eigen organisatie.'
    }`,
  );
}

function parse(command: Command, rest: readonly string[]) {
  try {
    return parseArgs({
      args: [...rest],
      allowPositionals: true,
      options: { help: { type: 'boolean', short: 'h' }, ...command.options },
    });
  } catch (error) {
    throw new WrongUse(parseWords(error, command));
  }
}

/** `import incidents *.csv` would read the first file and leave the others unread. */
function refuseExtra({ name, words = 0 }: Command, given: readonly string[]): void {
  const extra = given.slice(words);
  if (extra.length === 0) return;
  throw new WrongUse(
    `Te veel woorden: ${extra.map((word) => `„${word}”`).join(', ')}. Er is niets gedaan. ${
      words === 0
        ? `${name} neemt alleen opties.`
        : `${name} neemt er ${words === 1 ? 'een' : words}: ${given.slice(0, words).join(' ')}. Voer de opdracht voor elk apart uit.`
    }`,
  );
}

/** What is wrong with the options, with those that exist. */
function parseWords(error: unknown, command: Command): string {
  const option = /'(?:-\w, )?(-[^' ]*)/.exec(errorMessage(error))?.[1] ?? '';
  const exist = `Opties: ${[...Object.keys(command.options), 'help'].map((name) => `--${name}`).join(', ')}.`;
  if (errorCode(error) === 'ERR_PARSE_ARGS_UNKNOWN_OPTION')
    return `${command.name} kent geen optie ${option}. ${exist}`;
  const name = option.replace(/^--(no-)?/, '');
  return command.options[name]?.type === 'string'
    ? `De optie ${option} vraagt een waarde: ${option}=<…>.`
    : `De optie ${option} heeft geen waarde. ${exist}`;
}

function overview(terminal: Terminal, commands: readonly Command[]): void {
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
