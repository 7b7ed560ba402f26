import { basename } from 'node:path';
import type { Profile } from '../../codes/profile.ts';
import { needsWholeRegister } from '../../organisation/access/whole-register.ts';
import { type Action, ChangeStopped } from '../../platform/database/doorways.ts';
import type { Register } from '../register.ts';
import type { Finding } from './import-face.ts';
import { type ImportInput, inputSchema } from './import-input.ts';
import type { ImportReport } from './import-report.ts';
import { ImportRun } from './import-run.ts';

export type { ImportReport } from './import-report.ts';

/** The import stopped and nothing was written; the report says why. */
export class ImportStopped extends ChangeStopped {
  override name = 'ImportStopped';
  readonly report: ImportReport;
  constructor(report: ImportReport) {
    super(`Import ${report.outcome}`, { stopped: report.outcome });
    this.report = report;
  }
}

/**
 * Reads a file into a register: all or nothing. Row identity is source + hash of the row + occurrence, so the
 * same file read twice changes nothing, and a changed file shows what was added, changed and vanished and needs
 * `replace`. Doubtful rows are kept with a flag. Throws {@link ImportStopped} when nothing may be written.
 *
 * @param waits told when another import of the register goes first, and that takes a while
 * @param hears told of every finding, as it may be kept
 */
export function importAction(
  register: Register,
  profile: Profile,
  waits?: () => void,
  hears?: (finding: Finding) => void,
): Action<ImportInput, ImportReport> {
  return {
    name: `${register.key}.import`,
    input: inputSchema,
    object: (input) => `${register.key}: ${basename(input.file)}`,
    change: async (database, input) => {
      await needsWholeRegister(database, 'import');
      const report = await new ImportRun(register, profile, input, waits, hears).read(database);
      // Throwing undoes the transaction, with all that was written while the file was read.
      if (report.outcome !== 'imported' && report.outcome !== 'unchanged') throw new ImportStopped(report);
      return {
        result: report,
        audit: {
          rows: report.rows,
          added: report.added,
          changed: report.changed,
          vanished: report.vanished,
          outcome: report.outcome,
        },
      };
    },
  };
}
