import { z } from 'zod';

/** What an import is asked to read, and how. */
export const inputSchema = z.strictObject({
  file: z.string(),
  /** Who maintains the file; mappings are remembered per sender. */
  sender: z.string().min(1),
  period: z.string().nullable(),
  /** Confirmed meanings: heading to field, or "list:label" to code. */
  mapping: z.record(z.string(), z.string()),
  /** The headings among them that must stand in this file: one typed for it, not one of a list for many files. */
  typed: z.array(z.string()).optional(),
  replace: z.boolean(),
  dryRun: z.boolean(),
  /** The units and years that the file covers, as typed: "RDL,2024"; taken from its rows without it. */
  covers: z.string().optional(),
  /** Whether the day or the month stands first in dates with slashes; asked where the file does not tell. */
  dates: z.enum(['dmy', 'mdy']).optional(),
  /** The name of the sheet to read; all visible ones without it. */
  sheet: z.string().optional(),
  /** The name of the file of this sender of which this is a newer version, where its own name is another. */
  versionOf: z.string().optional(),
  /** Whether matters that another file brought too are newer versions of those, or other matters. */
  same: z.enum(['newer', 'other']).optional(),
});

export type ImportInput = z.infer<typeof inputSchema>;
