import { checkCommand } from './check.ts';
import type { Command } from './command.ts';
import { databaseCommand } from './database.ts';
import { examplesCommand } from './examples.ts';
import { explainCommand } from './explain.ts';
import { exportCommand } from './export.ts';
import { importCommand } from './import.ts';
import { organisationCommand } from './organisation.ts';
import { reasonCommand } from './reason.ts';
import { reportCommand } from './report.ts';
import { serveCommand } from './serve.ts';
import { statementCommand } from './statement.ts';
import { summariesCommand } from './summaries.ts';
import { verifyCommand } from './verify.ts';

/** The commands that exist, in the order of the work. */
export const commands: readonly Command[] = [
  serveCommand,
  organisationCommand,
  importCommand,
  checkCommand,
  reasonCommand,
  summariesCommand,
  reportCommand,
  statementCommand,
  verifyCommand,
  explainCommand,
  exportCommand,
  databaseCommand,
  examplesCommand,
];
