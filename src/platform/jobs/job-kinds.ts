import type { OrganisationDoor } from '../database/doorways.ts';

/** When a job is to be done: each day at an hour in the Netherlands, once in so many minutes, or as it was asked for. */
export type Rhythm =
  | 'asked'
  | { readonly daily: string; readonly everyMinutes?: never }
  | { readonly everyMinutes: number; readonly daily?: never };

/** A job that somebody took: until its lease ends nobody else does it. */
export interface HeldJob {
  readonly id: string;
  readonly kind: string;
  /**
   * What it is for: the day (yyyy-mm-dd) of a daily job, the id of what asked for it, else the moment in
   * minutes since 1970.
   */
  readonly key: string;
  /** Its process (UUID). */
  readonly holder: string;
  readonly attempts: number;
  /** How far an earlier holder came, in the words of the job; null: not begun. */
  readonly progress: string | null;
}

/** What a job is done with. */
export interface JobPlace {
  readonly organisation: string;
  readonly door: OrganisationDoor;
  readonly job: HeldJob;
}

/** A kind of work that the program does by itself. It may be begun again at any point, by another process too. */
export interface JobKind {
  /** In lower case, with hyphens. */
  readonly kind: string;
  readonly rhythm: Rhythm;
  /** Does it. What it throws is told, and it is tried again later. */
  readonly work: (place: JobPlace) => Promise<void>;
}
