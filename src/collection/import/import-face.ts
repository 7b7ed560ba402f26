import type { CodeLists } from '../../codes/code-lists.ts';
import type { Profile } from '../../codes/profile.ts';
import type { Period, YearStart } from '../../organisation/period.ts';
import type { Structure } from '../../organisation/structure.ts';
import type { Database } from '../../platform/database/doorways.ts';
import type { NewRows } from '../../platform/database/insert-rows.ts';
import type { Text } from '../../platform/language/text.ts';
import { copied, type PrivacyClass } from '../fields/privacy.ts';

/**
 * How heavy a finding weighs. "Refused": the whole file is left out until it is mended. "Doubtful": kept, and
 * the flag stays with the record. "Note": told once.
 */
export type Weight = 'refused' | 'doubtful' | 'note';

/** Something that reading a file found: where, what, and what the sender can do about it. */
export interface Finding {
  readonly weight: Weight;
  /** For example "subcategory-outside-category"; flags of one kind are counted together. */
  readonly kind: string;
  readonly sheet: string;
  /** Row number as the file shows it; 0 for the file as a whole. */
  readonly row: number;
  /** The column heading as written. */
  readonly column: string;
  readonly value: string;
  readonly advice: Text;
  /** What a person may answer instead of mending the file. */
  readonly asks?: Asked;
}

/**
 * A question that a finding asks: what a heading or a word means, as `--map` takes it ("list:label", "unit:name" or a
 * heading), with what it most resembles; or which of the headings is a column that lacks.
 */
export type Asked =
  | { readonly of: 'meaning'; readonly written: string; readonly proposed: string | null }
  | { readonly of: 'heading'; readonly lacking: readonly string[]; readonly headings: readonly string[] };

/** A column that a register reads: under which headings it is known, and what stands in it. */
export interface ImportColumn {
  readonly key: string;
  readonly label: Text;
  /** Other headings that mean this column. */
  readonly aliases: readonly string[];
  readonly required: boolean;
  /** What a value in it may tell of a person; binds its copies. Absent: it points at nobody. */
  readonly privacy?: PrivacyClass;
  /** For code columns: the code list by which unknown labels are proposed. */
  readonly list?: string;
  /** What an unknown heading is held against when the table has no such column. */
  readonly about?: 'unit' | 'period' | 'moment';
  /** Whether several of these may stand side by side under a heading with a year. */
  readonly perPeriod?: boolean;
}

/** One cell as the register reads it: trimmed text, and whether the file held a number or a date. */
export interface InputCell {
  readonly text: string;
  readonly kind: 'text' | 'number' | 'date' | 'boolean' | 'empty' | 'formula' | 'error';
  /** The heading above it, as written. */
  readonly heading: string;
  /** That of its column. */
  readonly privacy?: PrivacyClass;
  /** It stands in a row above and is merged down to this one. */
  readonly fromAbove?: true;
  /** A footnote mark behind a number: "*". */
  readonly mark?: string;
}

/** One row under the columns that the register knows. */
export interface InputRow {
  readonly sheet: string;
  readonly number: number;
  readonly cells: Readonly<Record<string, InputCell | undefined>>;
  /** From a heading with a year, the tab name or the title above the table. */
  readonly period: Period | undefined;
}

/** What a register needs to know while it reads rows. */
export interface ImportContext {
  readonly structure: Structure;
  readonly codes: CodeLists;
  readonly yearStart: YearStart;
  readonly profile: Profile;
  /** The period stated by the person who imports, for rows that lack one. */
  readonly period: Period | undefined;
  /** What this sender means by a label, confirmed earlier: by list or column, then by the label as written. */
  readonly labels: ReadonlyMap<string, string>;
}

/** The key in {@link ImportContext.labels}. */
export function labelKey(scope: string, written: string): string {
  return `${scope}\u0000${written.trim()}`;
}

/** What one row gives: a record to keep (absent for rows that hold none, such as totals) and what was found. */
export interface Interpretation {
  readonly record?: unknown;
  readonly findings: readonly Finding[];
}

/** A table that can be recognised in a file. */
export interface TableShape {
  /** Shown where several kinds of file can be read: "opgave", "registraties". */
  readonly name: Text;
  readonly columns: readonly ImportColumn[];
}

/** A way in which a register is filled from a file. */
export interface ImportFace extends TableShape {
  /** It reads what an export of this program writes; nobody keeps such a file by hand. */
  readonly ofExports?: true;
  readonly interpret: (row: InputRow, context: ImportContext) => Interpretation;
  /** How records are written, each under the id by which its flags and its source row know it. */
  readonly store: Store;
  /**
   * Whether at most one record may exist per key, as with returns: then vanished rows are ended before new ones
   * are written, and a second, different statement about the same thing is a {@link StoreRefused}.
   */
  readonly keyed?: boolean;
  /**
   * Makes one record of those of several rows that bear one number; where they contradict each other, the keys of the
   * columns in which they differ. Without this each row is a matter of its own.
   */
  readonly join?: (records: readonly unknown[]) => Joined;
  /** The column with the day by which a record is placed: it lies in the past. */
  readonly moment?: string;
  /**
   * By what a matter is known where it bears no number, however it is written: two records with the same may be one
   * matter that two files hold. Undefined where too little is filled in to tell.
   */
  readonly alike?: (record: unknown, sender: string) => string | undefined;
  /** For registers that keep versions. Without this a changed row ends one record and adds another. */
  readonly corrections?: CorrectionRule;
  /** Looks, once all is written, whether the register may be as it is now. Throws a {@link StoreRefused}. */
  readonly settle?: (database: Database) => Promise<void>;
  /** The periods that a record of a return is about, told with how many rows gave them. */
  readonly periods?: (record: unknown) => readonly string[];
  /**
   * The unit and the reporting years that a record is about, for registers whose units answer an annual call: together
   * the records say what their file covers.
   */
  readonly covers?: (
    record: unknown,
    context: ImportContext,
  ) => { readonly unit: string | null; readonly years: readonly string[] } | undefined;
  /** Where its records stand, so that they can be ended and stand again; nothing is deleted. */
  readonly kept: KeptIn;
}

/** The table with the records of a face: rows with `recorded_at` and `withdrawn_at`, and what belongs to each. */
export interface KeptIn {
  readonly table: string;
  /** The column with the id by which flags and source rows know a record. */
  readonly record: string;
  /** The key of a row; where it is the column of the record too, a row that stands again is another record. */
  readonly row: string;
  /** Lines of a row, by its `version_id`, with the codes of a line. */
  readonly lines?: readonly {
    readonly table: string;
    readonly codes: readonly { readonly table: string; readonly lineColumn: string }[];
  }[];
}

/** One record of several rows, or where they differ. */
export type Joined = { readonly record: unknown } | { readonly differing: readonly string[] };

/** How a corrected row is known to be about the matter of an earlier one, and what becomes of the two then. */
export interface CorrectionRule {
  /** Columns with the number that a sender gives a matter, the surest first. */
  readonly numberColumns: readonly string[];
  /** Without a number: sets of columns. At the same place, and filled alike in all columns of one set, is the same matter. */
  readonly tellingColumns: readonly (readonly string[])[];
  /** Makes records that were stored as new into versions of the records that they correct. */
  readonly correct: (database: Database, corrections: readonly Correction[], reason: string) => Promise<void>;
}

/**
 * New records as rows of tables, which are made ready while others are written; or a change of the register's own,
 * where more is to be done than adding rows.
 */
export type Store =
  | { readonly rows: (entries: readonly StoredEntry[]) => readonly NewRows[] }
  | ((database: Database, entries: readonly StoredEntry[], sender: string) => Promise<void>);

/** A record that was stored as new and turned out to be a corrected version of another. */
export interface Correction {
  readonly recordId: string;
  readonly corrects: string;
}

export interface StoredEntry {
  readonly recordId: string;
  /** The id of its version, where it is given; else a new one. */
  readonly versionId?: string;
  /** Why this version was made, for the history; without it nothing is said. */
  readonly reason?: string | null;
  readonly record: unknown;
}

/** That a person may say what a heading is, or that its column is left out. */
export function asksHeading(written: string): { readonly asks: Asked } {
  return { asks: { of: 'meaning', written, proposed: null } };
}

/** A finding about one cell of a row. Of words that may lead to a person it repeats nothing. */
export function findingAt(
  row: InputRow,
  weight: Weight,
  kind: string,
  cell: InputCell | undefined,
  column: string,
  advice: Text,
): Finding {
  return {
    weight,
    kind,
    sheet: row.sheet,
    row: row.number,
    column: cell?.heading ?? column,
    value: copied(cell?.privacy ?? 'coded', 'doubt', cell?.text ?? ''),
    advice,
  };
}

/** A finding about a place in the file, not about one column. */
export function fileFinding(
  weight: Finding['weight'],
  kind: string,
  sheet: string,
  row: number,
  value: string,
  advice: Finding['advice'],
): Finding {
  return { weight, kind, sheet, row, column: '', value, advice };
}

/** Records contradict what the register holds: stated twice with different values, about something unknown. */
export class StoreRefused extends Error {
  override name = 'StoreRefused';
  readonly findings: readonly Finding[];
  constructor(findings: readonly Finding[]) {
    super('Refused by the register');
    this.findings = findings;
  }
}
