import type { Text } from '../../platform/language/text.ts';
import type { Finding, Weight } from './import-face.ts';

/** A row that is new, gone or different since the same file was read before. */
export interface RowChange {
  readonly what: 'added' | 'changed' | 'vanished';
  readonly row: number;
  readonly sheet: string;
  readonly before: Readonly<Record<string, string>> | null;
  readonly after: Readonly<Record<string, string>> | null;
}

/** How many rows a file changes, and the first of them with what stood and stands in them. */
export interface RowChanges {
  readonly added: number;
  readonly changed: number;
  readonly vanished: number;
  readonly shown: readonly RowChange[];
}

/** How often a kind of finding occurs. */
export interface FindingCount {
  readonly weight: Weight;
  readonly kind: string;
  readonly count: number;
  /** How many different findings that are: an unknown word on many rows is one. */
  readonly told: number;
}

/** A finding, with the rows where the same is found where there are more. */
export type ToldFinding = Finding & {
  readonly rows?: { readonly count: number; readonly first: readonly number[] };
};

/** What an import did, or would do. */
export interface ImportReport {
  readonly register: string;
  readonly file: string;
  readonly outcome: 'imported' | 'unchanged' | 'refused' | 'needs-replace' | 'dry-run' | 'already-read';
  readonly rows: number;
  /** How many records are new or changed: several rows of one number are one record. */
  readonly records: number;
  readonly added: number;
  readonly unchanged: number;
  readonly changed: number;
  readonly vanished: number;
  /** The periods that the rows were given, with how many rows. */
  readonly periods: readonly { readonly key: string; readonly rows: number }[];
  /** What the file covers, in words, in registers where that counts. */
  readonly covers?: Text;
  /** How often each kind of finding occurs, refusals first. */
  readonly kinds: readonly FindingCount[];
  /** The first of each kind; a file with the same slip a thousand times is told once, with the count. */
  readonly findings: readonly ToldFinding[];
  readonly changes: readonly RowChange[];
}
