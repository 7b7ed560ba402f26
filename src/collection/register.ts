import type { CodeLists } from '../codes/code-lists.ts';
import type { RetentionKind } from '../codes/retention.ts';
import type { CountedThing } from '../figures/cubes/counted-thing.ts';
import type { FactTable } from '../figures/cubes/facts.ts';
import type { FigureDefinition } from '../figures/definition.ts';
import type { Period, YearStart } from '../organisation/period.ts';
import type { AccessRow } from '../platform/access/access-table.ts';
import type { Database } from '../platform/database/doorways.ts';
import type { Language, Text } from '../platform/language/text.ts';
import type { ConsistencyCheck } from './checks/check-line.ts';
import type { PrintedRule } from './checks/printed-rules.ts';
import type { Doubts } from './doubt-words.ts';
import type { ImportFace } from './import/import-face.ts';
import type { BuiltOnQuestion } from './import/undo/built-on.ts';
import type { RecordPages } from './offers/record-pages.ts';
import type { ReportList } from './offers/report-list.ts';
import type { StatedRecords } from './offers/stated-records.ts';
import type { RecordDescription } from './records/record-description.ts';
import type { UnitsInYear } from './returns/held-back.ts';

/**
 * A field of a register's annual return, described once: its question, what it counts and its column in sheets that
 * units send.
 */
export interface ReturnField {
  /** "<register>.<field>". */
  readonly key: string;
  readonly label: Text;
  readonly counts: CountedThing;
  /** In what it is expressed; absent: a number of what it counts. */
  readonly unit?: 'euro' | 'days' | 'weeks';
  /** The code list that divides the field, such as topics. */
  readonly part?: string;
  /** Headings that files use beside the label, and whether a sheet without this column is refused. */
  readonly imported: { readonly names: readonly string[]; readonly required: boolean };
}

/** Where coded rows come from: SQL that answers codes and amounts, without text and without people. */
export interface FactSource {
  readonly name: string;
  /** Rows whose counting date lies in the period or overlaps it. */
  readonly read: (database: Database, scope: FactScope) => Promise<FactTable>;
}

/** Over which years facts are read and how a reporting year starts. */
export interface FactScope {
  readonly years: readonly Period[];
  readonly yearStart: YearStart;
  readonly codes: CodeLists;
  /** One row per record with its id in the column {@link recordColumn}, to follow a number to its rows. Never frozen. */
  readonly perRecord?: boolean;
  /** What is not counted, because a report named these units as missing in that year; see `HeldBack`. */
  readonly heldBack?: readonly UnitsInYear[];
  /** The language of the report that is made, in which its lists are read; absent: any. */
  readonly language?: Language;
}

/** A table of the register as `export` writes it and reads it back: its name and its columns in order. */
export interface ExportTable {
  readonly name: string;
  readonly columns: readonly string[];
  /** The columns by which rows are put in order, so that equal registers give equal files. */
  readonly orderBy: readonly string[];
}

/** Present records in the form that the register's import reads; headings are those of its import columns. */
export interface RegisterSheet {
  readonly name: string;
  readonly headings: readonly string[];
  readonly read: (database: Database, codes: CodeLists) => Promise<readonly (readonly (string | null)[])[]>;
}

/** What a present record is called in exports. */
export interface RecordName {
  readonly recordId: string;
  readonly name: string;
  /** Where a record has several names, as a row with several values: the kind of doubt that is about this one. */
  readonly doubt?: string | undefined;
}

/**
 * What the present records of a register are called in its exports, by which flags find them again. Names are unique
 * within the register and outlive the database: a record keeps its name when an export is read back.
 */
export type RecordNames = (database: Database) => Promise<readonly RecordName[]>;

/** Who in a unit knows the answers to the annual call about a register. */
export const whoKnow = ['coordinator', 'hr', 'compliance', 'lead-counsellor', 'committee'] as const;
export type WhoKnows = (typeof whoKnow)[number];

/** Which records of a unit and a year are counted beside the annual call, for the unit to say that they are complete. */
export interface ConfirmedRecords {
  /** The return field that this number answers; null where the unit answers for the records as a whole. */
  readonly field: string | null;
  readonly table: string;
  /** The columns of their first day and of the last, and how both place a record in a year. */
  readonly first: string;
  readonly last: string;
  readonly counts: 'within' | 'in-force';
}

/** How long a register keeps what, and from when (docs/design/domain.md, "Keeping and publishing"). */
export type RetentionRule =
  | {
      readonly what: Text;
      readonly trigger: Text;
      readonly term: Text;
      readonly source: string;
    }
  /** A term of the profile, which two people change. */
  | { readonly kind: RetentionKind };

/**
 * The face of a register: all that the rest of the program knows of it. Menu, access table, import, figure
 * catalogue, export and documentation are made from it; a register that needs a change elsewhere to be added
 * is a fault of this design.
 */
export interface Register {
  readonly key: string;
  readonly name: Text;
  /** One line that says what it holds. */
  readonly what: Text;
  readonly counts: CountedThing;
  /** The words for things that only this register counts. */
  readonly counted?: Readonly<Record<CountedThing, Text>>;
  readonly access: readonly AccessRow[];
  readonly fields: readonly ReturnField[];
  /** The records of which it keeps versions; table, import, export, list, form and history follow from their fields. */
  readonly records?: readonly RecordDescription[];
  /** How its records are kept in the workplace: list, record, forms, states and who keeps them. */
  readonly pages?: RecordPages;
  readonly imports: readonly ImportFace[];
  readonly facts: readonly FactSource[];
  readonly figures: readonly FigureDefinition[];
  readonly printed: readonly PrintedRule[];
  readonly tables: readonly ExportTable[];
  /** Beside its tables `export` writes these, which its import reads back; returns are written for every register. */
  readonly sheets?: readonly RegisterSheet[];
  /** Lists of records that reports may place, and the public texts about them. */
  readonly lists?: readonly ReportList[];
  /** What it offers to the yearly statement to a receiver. */
  readonly stated?: StatedRecords;
  /** For registers whose records carry flags. */
  readonly recordNames?: RecordNames;
  /** What it built on an import since, such as public texts about its records: such an import is not taken back. */
  readonly builtOn?: BuiltOnQuestion;
  /** The kinds of doubt that only this register's rows can carry. */
  readonly doubts?: Doubts;
  readonly retention: readonly RetentionRule[];
  /** What must hold between figures if the registers are right; broken ones are listed by `check`. */
  readonly checks: readonly ConsistencyCheck[];
  /** Whether units answer an annual call for records, nil answers included. */
  readonly annualCall: boolean;
  /** What a unit confirms in the annual call instead of typing it; registers without records have none. */
  readonly confirmed?: ConfirmedRecords;
  /** Who knows the answers to the call; absent: the coordinator. */
  readonly knownBy?: WhoKnows;
  /** Whether its questions go to people with an account alone, and never out by a link. */
  readonly accountsOnly?: true;
}
