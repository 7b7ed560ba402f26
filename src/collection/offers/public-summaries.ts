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

/** A version of a summary as it is kept beside its record. */
export interface SummaryVersion {
  readonly id: string;
  readonly language: PublicSummary['language'];
  readonly text: string;
  readonly settlement: string;
  readonly author: string;
  readonly secondReader: string | null;
  readonly state: PublicSummary['state'];
  /** Whether a second reader is awaited. */
  readonly isAsked: boolean;
  /** Whether the record still says what it said when this was written. */
  readonly applies: boolean;
  /** Who wrote it, by id; null where a file brought it. */
  readonly writtenBy: string | null;
  readonly recordedBy: string | null;
  /** Moment in UTC, ISO 8601. */
  readonly recordedAt: string;
  readonly stands: boolean;
  readonly decidedOn: string | null;
  readonly reason: string | null;
  readonly decisions: PublicSummary['decisions'];
}

/** A summary as somebody writes it beside the record. */
export interface SummaryWritten {
  readonly record: string;
  readonly language: PublicSummary['language'];
  /** The version that was read; null where none stood. */
  readonly base: string | null;
  readonly text: string;
  readonly settlement: string;
  readonly decisions: PublicSummary['decisions'];
  /** Whether a second reader is asked for it. */
  readonly ask: boolean;
  /** What the writer is called. */
  readonly by: string;
}

/** What somebody decides about a summary as it stands. */
export interface SummaryDecided {
  readonly record: string;
  readonly language: PublicSummary['language'];
  readonly base: string;
  readonly decision: 'agreed' | 'returned' | 'withheld';
  /** The version of the record (UUID) beside which it was read; asked of who agrees. */
  readonly beside: string | null;
  readonly reason: string | null;
  /** What who decides is called. */
  readonly by: string;
}

/** Done, or another version stands than the one that was read, of the summary or of the record: nothing was written. */
export type SummaryKept = 'done' | 'changed-meanwhile' | 'record-changed';

/** A summary for which something is still to be done. */
export interface OpenSummary {
  readonly record: string;
  readonly language: PublicSummary['language'];
  readonly what: 'asked' | 'draft' | 'void';
  readonly writtenBy: string | null;
}

/** How summaries are kept beside the record, in the workplace. */
export interface SummariesBesideRecord {
  /** All versions of a record, the newest first. */
  readonly of: Question<{ readonly record: string }, readonly SummaryVersion[]>;
  readonly write: (
    profile: Pick<Profile, 'allowedNames' | 'identifierDetectors'>,
  ) => Action<SummaryWritten, SummaryKept>;
  readonly decide: (
    profile: Pick<Profile, 'allowedNames' | 'identifierDetectors'>,
  ) => Action<SummaryDecided, SummaryKept>;
  /** What waits: to be read, to be finished, or to be written again since the record changed. */
  readonly open: Question<Record<string, never>, readonly OpenSummary[]>;
}

/** How a register keeps the public texts about its records. */
export interface PublicSummaries {
  readonly write: (
    profile: Pick<Profile, 'allowedNames' | 'identifierDetectors'>,
  ) => Action<readonly PublicSummary[], { written: number }>;
  readonly imported: Question<{ readonly file: string }, readonly ImportedRecord[]>;
  readonly standing: Question<{ readonly file: string }, readonly StandingSummary[]>;
  readonly exported: Question<Record<string, never>, ExportedSummaries>;
  readonly beside: SummariesBesideRecord;
}
