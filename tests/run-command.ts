import { tmpdir } from 'node:os';
import type { Daglicht } from '../src/app.ts';
import type { OpenOrganisation } from '../src/collection/open-organisation.ts';
import type { Command, ExitCode, Terminal } from '../src/commands/command.ts';
import { closeOrganisation } from '../src/platform/database/doorways.ts';
import type { Language } from '../src/platform/language/text.ts';
import { testStorage } from './makers/database.ts';

/** What a command answered. */
export interface Answered {
  readonly exit: ExitCode;
  readonly said: string;
  readonly complaints: string;
}

/**
 * Runs a command on one organisation within the test's own process. Throws what the command throws, such as WrongUse.
 *
 * @param answer what the person at the terminal types; without it nobody sits there
 */
export async function runCommand(
  command: Command,
  organisation: OpenOrganisation,
  words: readonly string[],
  values: Readonly<Record<string, string | boolean>>,
  language: Language = 'nl',
  answer?: string,
  environment: Readonly<Record<string, string>> = {},
): Promise<Answered> {
  const [said, complaints]: [string[], string[]] = [[], []];
  const terminal: Terminal = {
    language,
    out: (line) => said.push(line[language]),
    err: (line) => complaints.push(line[language]),
    data: (line) => said.push(line),
    environment,
    dataFolder: tmpdir(),
    user: 'test',
    ...(answer === undefined ? {} : { ask: async () => answer }),
  };
  const storage = await testStorage();
  const daglicht: Daglicht = {
    storage,
    folder: tmpdir(),
    environment: {},
    organisation: async () => organisation,
    leave: async () => closeOrganisation(organisation.door),
    close: async () => undefined,
  };
  const exit = await command.run(
    { words, values: { organisation: organisation.key, ...values } },
    terminal,
    async () => daglicht,
  );
  return { exit, said: said.join('\n'), complaints: complaints.join('\n') };
}
