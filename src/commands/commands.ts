import type { Command } from './command.ts';

/** The commands that exist, in the order of the work. Each is read only when it is asked for. */
const commands = {
  serve: async () => (await import('./serve.ts')).serveCommand,
  organisation: async () => (await import('./organisation.ts')).organisationCommand,
  import: async () => (await import('./import.ts')).importCommand,
  check: async () => (await import('./check.ts')).checkCommand,
  reason: async () => (await import('./reason.ts')).reasonCommand,
  summaries: async () => (await import('./summaries.ts')).summariesCommand,
  report: async () => (await import('./report.ts')).reportCommand,
  statement: async () => (await import('./statement.ts')).statementCommand,
  verify: async () => (await import('./verify.ts')).verifyCommand,
  explain: async () => (await import('./explain.ts')).explainCommand,
  export: async () => (await import('./export.ts')).exportCommand,
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
