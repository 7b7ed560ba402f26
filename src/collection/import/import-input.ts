import { z } from 'zod';

/** What an import is asked to read, and how. */
export const inputSchema = z.strictObject({
  file: z.string(),
  /** Who maintains the file; mappings are remembered per sender. */
  sender: z.string().min(1),
  period: z.string().nullable(),
  /** Confirmed meanings: heading to field, or "list:label" to code. */
  mapping: z.record(z.string(), z.string()),
  replace: z.boolean(),
  dryRun: z.boolean(),
});

export type ImportInput = z.infer<typeof inputSchema>;
