import { userInfo } from 'node:os';
import { resolve } from 'node:path';
import { Writable } from 'node:stream';
import { parseArgs } from 'node:util';
import type { Daglicht } from '../app.ts';
import { isDatabaseGone } from '../platform/database/database-gone.ts';
import { openStorage } from '../platform/database/storage.ts';
import { errorCode, errorMessage } from '../platform/language/explained-error.ts';
import { inEach, type Language, languages, type Text, text } from '../platform/language/text.ts';
import { type Command, type ExitCode, type Terminal, textOption, WrongUse } from './command.ts';
import { allCommands, commandNamed, commandNames } from './commands.ts';

/** The options of every command. */
const everyCommand = {
  help: { type: 'boolean', short: 'h' },
  language: { type: 'string' },
} as const;

/** Runs the program with the words of the command line and answers its exit code. */
export async function run(words: readonly string[], given: Partial<Terminal> = {}): Promise<ExitCode> {
  const environment = given.environment ?? process.env;
  outliveReaders();
  const language = languageAsked(words, environment);
  const terminal: Terminal = {
    language,
    out: (line) => process.stdout.write(`${line[language]}\n`),
    err: (line) => process.stderr.write(`${line[language]}\n`),
    data: (line) => process.stdout.write(`${line}\n`),
    environment,
    dataFolder: resolve(environment['DAGLICHT_DATA'] ?? '.daglicht'),
    user: userInfo().username,
    ...(process.stdin.isTTY && process.stdout.isTTY
      ? { ask: (question, how) => askPerson(question[language], how?.isSecret ?? false) }
      : {}),
    ...given,
  };
  const [name, ...rest] = commandFirst(words);
  if (name === undefined || ['--help', '-h', 'help'].includes(name)) {
    overview(terminal, await allCommands());
    return 0;
  }
  const command = await commandNamed(name);
  if (!command) {
    terminal.err(
      text(
        `Er is geen opdracht „${name}”. Wel: ${commandNames.join(', ')}.\nZie: npm run --silent daglicht -- --help`,
        `There is no command “${name}”. There are: ${commandNames.join(', ')}.\nSee: npm run --silent daglicht -- --help`,
      ),
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
      text(
        'Afgebroken. Een wijziging die nog niet klaar was is er helemaal niet; wat ervoor stond, staat er nog.',
        'Interrupted. A change that was not finished is not there at all; what stood before still stands.',
      ),
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
    refuseLanguage(values['language']);
    refuseExtra(command, positionals);
    const options = { words: positionals, values };
    const { busy } = command;
    if (busy) slow = setTimeout(() => terminal.err(busy), 2000);
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

/** A line that a person types; nothing when the input ends. What is secret is not shown. */
async function askPerson(question: string, isSecret: boolean): Promise<string> {
  const { createInterface } = await import('node:readline/promises');
  const unseen = new Writable({ write: (_piece, _encoding, done) => done() });
  if (isSecret) process.stdout.write(question);
  const lines = createInterface({
    input: process.stdin,
    output: isSecret ? unseen : process.stdout,
    terminal: true,
  });
  const ended = new Promise<string>((resolve) => lines.once('close', () => resolve('')));
  try {
    return await Promise.race([lines.question(isSecret ? '' : question), ended]);
  } finally {
    lines.close();
    if (isSecret) process.stdout.write('\n');
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
    keys.length > 0
      ? text(
          `Er is geen organisatie „${named}”. Wel: ${keys.join(', ')}.`,
          `There is no organisation “${named}”. There are: ${keys.join(', ')}.`,
        )
      : text(
          `Er is geen organisatie „${named}”. „npm start” laadt de voorbeelden; „organisation <bestand>” beschrijft een eigen organisatie.`,
          `There is no organisation “${named}”. “npm start” loads the examples; “organisation <file>” describes one of your own.`,
        ),
  );
}

/** What words of a command line may be written in: the option, the variable, else Dutch. */
function languageAsked(
  words: readonly string[],
  { DAGLICHT_LANGUAGE: set }: Terminal['environment'],
): Language {
  const given = words.map((word, index) =>
    word === languageOption
      ? (words[index + 1] ?? '')
      : word.startsWith(`${languageOption}=`)
        ? word.slice(languageOption.length + 1)
        : undefined,
  );
  const asked = given.findLast((one) => one !== undefined) ?? set;
  return languages.find((one) => one === asked) ?? 'nl';
}

const languageOption = '--language';

/** The words with the command in front: `--language en check` is `check --language en`. */
function commandFirst(words: readonly string[]): readonly string[] {
  const [option, value] = words;
  if (option === languageOption && value !== undefined) return [...words.slice(2), option, value];
  return option?.startsWith(`${languageOption}=`) ? [...words.slice(1), option] : words;
}

function parse(command: Command, rest: readonly string[]) {
  try {
    return parseArgs({
      args: [...rest],
      allowPositionals: true,
      options: { ...everyCommand, ...command.options },
    });
  } catch (error) {
    throw new WrongUse(parseWords(error, command));
  }
}

function refuseLanguage(asked: unknown): void {
  if (asked === undefined || languages.some((one) => one === asked)) return;
  throw new WrongUse(
    text(
      `„${String(asked)}” is geen taal van Daglicht: nl of en.`,
      `“${String(asked)}” is no language of Daglicht: nl or en.`,
    ),
  );
}

/** `import incidents *.csv` would read the first file and leave the others unread. */
function refuseExtra({ name, words = 0 }: Command, given: readonly string[]): void {
  const extra = given.slice(words);
  if (extra.length === 0) return;
  const listed = extra.map((word) => `„${word}”`).join(', ');
  const taken = given.slice(0, words).join(' ');
  throw new WrongUse(
    words === 0
      ? text(
          `Te veel woorden: ${listed}. Er is niets gedaan. ${name} neemt alleen opties.`,
          `Too many words: ${listed}. Nothing was done. ${name} takes options only.`,
        )
      : text(
          `Te veel woorden: ${listed}. Er is niets gedaan. ${name} neemt er ${words === 1 ? 'een' : words}: ${taken}. Voer de opdracht voor elk apart uit.`,
          `Too many words: ${listed}. Nothing was done. ${name} takes ${words === 1 ? 'one' : words}: ${taken}. Run the command for each of them.`,
        ),
  );
}

/** What is wrong with the options, with those that exist. */
function parseWords(error: unknown, command: Command): Text {
  const option = /'(?:-\w, )?(-[^' ]*)/.exec(errorMessage(error))?.[1] ?? '';
  const known = [...Object.keys(command.options), ...Object.keys(everyCommand)]
    .map((name) => `--${name}`)
    .join(', ');
  const exist = text(`Opties: ${known}.`, `Options: ${known}.`);
  if (errorCode(error) === 'ERR_PARSE_ARGS_UNKNOWN_OPTION')
    return text(
      `${command.name} kent geen optie ${option}. ${exist.nl}`,
      `${command.name} has no option ${option}. ${exist.en}`,
    );
  const name = option.replace(/^--(no-)?/, '');
  return name === 'language' || command.options[name]?.type === 'string'
    ? text(
        `De optie ${option} vraagt een waarde: ${option}=<…>.`,
        `The option ${option} asks a value: ${option}=<…>.`,
      )
    : text(
        `De optie ${option} heeft geen waarde. ${exist.nl}`,
        `The option ${option} takes no value. ${exist.en}`,
      );
}

function overview(terminal: Terminal, commands: readonly Command[]): void {
  terminal.out(
    text(
      'Daglicht: van registers tot gepubliceerd jaarverslag.\n',
      'Daglicht: from registers to a published annual report.\n',
    ),
  );
  terminal.out(
    text(
      'Gebruik: npm run --silent daglicht -- <opdracht> [opties]\n',
      'Use: npm run --silent daglicht -- <command> [options]\n',
    ),
  );
  const width = Math.max(...commands.map((command) => command.name.length));
  for (const command of commands) terminal.out(inEach`  ${command.name.padEnd(width)}  ${command.what}`);
  terminal.out(
    text(
      '\nElke opdracht kent --help en --language nl|en. Uitgang: 0 gedaan, 1 bevindingen of geweigerde invoer, 2 verkeerd gebruik.',
      '\nEvery command knows --help and --language nl|en. Exit: 0 done, 1 findings or refused input, 2 wrong use.',
    ),
  );
}

function help(command: Command, terminal: Terminal): void {
  const use = text('Gebruik', 'Use');
  terminal.out(inEach`${command.what}\n\n${use}: npm run --silent daglicht -- ${command.use}\n`);
  for (const [name, option] of Object.entries(command.options)) {
    const label = `--${name}${option.type === 'string' ? ' <…>' : ''}`;
    terminal.out(inEach`  ${label.padEnd(24)} ${command.help[name] ?? ''}`);
  }
}
