import { z } from 'zod';
import type { AccessRow } from '../../platform/access/access-table.ts';
import type { Action } from '../../platform/database/doorways.ts';

const schema = z.strictObject({
  /** The key of a register, `all`, or `statement` and a year. */
  what: z.string().min(1),
  /** The folder that the files are put in. */
  place: z.string().min(1),
  files: z.number().int().nonnegative(),
  rows: z.number().int().nonnegative(),
});

/** Records what leaves the registers as files: where it went, how many files and how many rows. */
export const recordExport: Action<z.infer<typeof schema>, null> = {
  name: 'registers.place-export',
  input: schema,
  object: ({ what }) => what,
  change: async (_database, { place, files, rows }) => ({ result: null, audit: { place, files, rows } }),
};

const because = 'Waarheen een export ging en hoeveel rijen erin staan, wordt vastgelegd';

/** Who writes files of the registers is recorded with them; it gives nothing by itself. */
export const recordExportAccess: readonly AccessRow[] = [
  { who: 'operator', may: 'do', what: recordExport.name, on: 'concern', until: 'first-account', because },
  {
    who: 'central-coordinator',
    may: 'do',
    what: recordExport.name,
    on: 'concern',
    byToken: 'always',
    because,
  },
];
