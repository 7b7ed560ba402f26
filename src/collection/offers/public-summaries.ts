import { z } from 'zod';
import type { Profile } from '../../codes/profile.ts';
import type { Action, Question } from '../../platform/database/doorways.ts';
import { WordedError } from '../../platform/language/explained-error.ts';
import type { ExportSheet } from '../../platform/spreadsheets/export-model.ts';

/** A public summary as it is written: who wrote it, who read it, and what was decided about each warning. */
export const summarySchema = z
  .strictObject({
    /** Of which incident: by the id of its record, or by the reference that it keeps in exports. */
    incidentId: z.uuid().optional(),
    reference: z.string().min(1).optional(),
    language: z.enum(['nl', 'en']),
    text: z.string().min(1),
    settlement: z.string(),
    author: z.string().min(1),
    secondReader: z.string().min(1).nullable(),
    state: z.enum(['draft', 'approved', 'withheld']),
    decidedOn: z.iso.date().nullable(),
    decisions: z.array(
      z.strictObject({
        warning: z.string(),
        found: z.string(),
        decision: z.enum(['changed', 'kept']),
        because: z.string().min(1),
      }),
    ),
  })
  .refine((one) => (one.incidentId === undefined) !== (one.reference === undefined), {
    path: ['incidentId'],
    message: 'noem het incident op een manier: met incidentId of met reference',
    params: { en: 'name the incident in one way: by incidentId or by reference' },
  });
export type PublicSummary = z.infer<typeof summarySchema>;

/** Summaries cannot be kept as they are; nothing was stored. */
export class SummaryRefused extends WordedError {
  override name = 'SummaryRefused';
}

/** An approved text holds something that may identify a person and about which nobody decided. */
export class UndecidedWarning extends SummaryRefused {
  override name = 'UndecidedWarning';
}

/** A summary as it stands, and whether its record is still what it was when the summary was written. */
export interface StandingSummary {
  readonly summary: PublicSummary;
  readonly applies: boolean;
}

/** The public texts of a register as they are taken along. */
export interface ExportedSummaries {
  /** The present ones, each by the reference of its record: in the form that `summaries write` reads. */
  readonly present: readonly PublicSummary[];
  /** Every version, as it is kept. */
  readonly history: ExportSheet;
}

/** A record that came from a file, with the row it stood in: for writing its public summary. */
export interface ImportedRecord {
  readonly incidentId: string;
  readonly rowNumber: number;
  readonly description: string | null;
  readonly settlement: string | null;
}

/** How a register keeps the public texts about its records. */
export interface PublicSummaries {
  readonly write: (
    profile: Pick<Profile, 'allowedNames' | 'identifierDetectors'>,
  ) => Action<readonly PublicSummary[], { written: number }>;
  readonly imported: Question<{ readonly file: string }, readonly ImportedRecord[]>;
  readonly standing: Question<{ readonly file: string }, readonly StandingSummary[]>;
  readonly exported: Question<Record<string, never>, ExportedSummaries>;
}
