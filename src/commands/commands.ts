import type { Command } from './command.ts';

/** The commands that exist, in the order of the work. Each is read only when it is asked for. */
const commands = {
  serve: async () => (await import('./serving/serve.ts')).serveCommand,
  invite: async () => (await import('./people/invite.ts')).inviteCommand,
  'sign-in-provider': async () => (await import('./people/sign-in-provider.ts')).signInProviderCommand,
  people: async () => (await import('./people/people.ts')).peopleCommand,
  organisation: async () => (await import('./registers/organisation.ts')).organisationCommand,
  template: async () => (await import('./registers/template.ts')).templateCommand,
  import: async () => (await import('./registers/import.ts')).importCommand,
  imports: async () => (await import('./registers/imports.ts')).importsCommand,
  check: async () => (await import('./registers/check.ts')).checkCommand,
  reason: async () => (await import('./registers/reason.ts')).reasonCommand,
  summaries: async () => (await import('./reports/summaries.ts')).summariesCommand,
  report: async () => (await import('./reports/report.ts')).reportCommand,
  statement: async () => (await import('./reports/statement.ts')).statementCommand,
  verify: async () => (await import('./reports/verify.ts')).verifyCommand,
  explain: async () => (await import('./registers/explain.ts')).explainCommand,
  export: async () => (await import('./registers/export.ts')).exportCommand,
  'backup-made': async () => (await import('./backup-made.ts')).backupMadeCommand,
  rescue: async () => (await import('./people/rescue.ts')).rescueCommand,
  'key-root': async () => (await import('./people/key-root.ts')).keyRootCommand,
  keys: async () => (await import('./people/keys.ts')).keysCommand,
  database: async () => (await import('./database.ts')).databaseCommand,
  examples: async () => (await import('./examples.ts')).examplesCommand,
} satisfies Record<string, () => Promise<Command>>;

export const commandNames: readonly string[] = Object.keys(commands);

/** The command of that name, if there is one. */
export async function commandNamed(name: string): Promise<Command | undefined> {
  return isCommand(name) ? commands[name]() : undefined;
}

/** All commands, in the order of the work. */
export function allCommands(): Promise<readonly Command[]> {
  return Promise.all(Object.values(commands).map((read) => read()));
}

function isCommand(name: string): name is keyof typeof commands {
  return Object.hasOwn(commands, name);
}
