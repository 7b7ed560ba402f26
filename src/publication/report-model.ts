import type { Verdict } from '../collection/checks/check-line.ts';
import type { ListedRow } from '../collection/offers/report-list.ts';
import type { CountedThing, QuantityUnit } from '../figures/cubes/counted-thing.ts';
import type { PublishedState } from '../figures/cubes/published-state.ts';
import type { Basis, CountingDate, ProtectionClass } from '../figures/definition.ts';
import type { Language, Text } from '../platform/language/text.ts';
import type { ProvisionalYear } from '../tables/table-model.ts';

/**
 * A report as it is published: protected figures and resolved text, nothing else. Every renderer (HTML, PDF,
 * spreadsheets, open data) is made from this one value, so that none can show what another hides. It is plain
 * JSON and never changes once published.
 */
export interface ReportModel {
  readonly format: 'daglicht-report/1';
  readonly slug: string;
  /** 0 for a draft, which has none. */
  readonly version: number;
  /** Made without publishing: it bears no version, no hash and no date, and says on every page what it is. */
  readonly draft?: true;
  /** The language of the chapters, unless a chapter names another (the English summary). */
  readonly language: Language;
  readonly title: string;
  readonly organisation: Text;
  /** Printed on every page, in every file header and in every dataset record; null for a real publication. */
  readonly notice: Text | null;
  /** Whom readers can ask: a function, never a person by name. */
  readonly contact: { readonly name: Text; readonly email: string };
  readonly period: {
    readonly key: string;
    readonly label: Text;
    /** First and last day, where its years are no calendar years. */
    readonly from?: string;
    readonly last?: string;
  };
  /** ISO date; also the date inside every file. Empty for a draft. */
  readonly publishedOn: string;
  readonly program: { readonly name: string; readonly version: string };
  readonly chapters: readonly Chapter[];
  readonly figures: readonly PublishedFigure[];
  readonly abbreviations: readonly Abbreviation[];
  readonly method: Method;
}

export interface Chapter {
  readonly id: string;
  readonly title: string;
  readonly language: Language;
  readonly blocks: readonly Block[];
}

export type Block =
  | { readonly kind: 'heading'; readonly level: 2 | 3; readonly id: string; readonly text: string }
  | { readonly kind: 'paragraph'; readonly content: readonly Inline[] }
  | { readonly kind: 'list'; readonly ordered: boolean; readonly items: readonly (readonly Inline[])[] }
  | FigureBlock
  | {
      readonly kind: 'aid';
      readonly key: string;
      readonly title: string;
      readonly content: readonly Inline[];
    }
  | {
      readonly kind: 'appendix';
      readonly title: string;
      readonly rows: readonly AppendixRow[];
      readonly withheld: number;
    }
  /** What an older report claims, beside what this one publishes. */
  | { readonly kind: 'printed'; readonly rows: readonly PrintedRow[] }
  | { readonly kind: 'abbreviations' }
  | { readonly kind: 'method' };

/** A piece of running text. A number is never in `text`: it is a `value` bound to a figure. */
export type Inline =
  | {
      readonly kind: 'text';
      readonly text: string;
      readonly style?: 'strong' | 'emphasis';
      /** It is a name, which may be written from right to left: it stands apart from what is around it. */
      readonly name?: true;
    }
  | {
      readonly kind: 'value';
      readonly text: string;
      readonly figure: string;
      readonly at: Readonly<Record<string, string>>;
      readonly state: PublishedState;
    }
  | { readonly kind: 'link'; readonly text: string; readonly href: string }
  /** A footnote; numbered through the whole report. */
  | { readonly kind: 'footnote'; readonly number: number; readonly content: readonly Inline[] }
  /** An abbreviation, which is written out where it stands first. */
  | { readonly kind: 'abbreviation'; readonly short: string; readonly long: string; readonly first?: true }
  /** A date, article of law, quotation, benchmark or norm: an exception to "no bare numbers", with its source. */
  | { readonly kind: 'fixed'; readonly text: string; readonly type: FixedKind; readonly source: string };

export const fixedKinds = ['date', 'law', 'quotation', 'benchmark', 'norm', 'name'] as const;
export type FixedKind = (typeof fixedKinds)[number];

/** A table, and the chart of the same cells where there is one: the table is always there. */
export interface FigureBlock {
  readonly kind: 'figure';
  /** Unique in the report: an anchor. */
  readonly id: string;
  /** The figures whose cells it shows. */
  readonly figures: readonly string[];
  /** States the finding; numbers in it are bound. */
  readonly title: readonly Inline[];
  readonly table: TableView;
  readonly chart: ChartView | null;
  /** Completeness and protection, right under it. */
  readonly notes: readonly Text[];
}

/** A table ready to be drawn: labels and cell texts in the chapter's language. */
export interface TableView {
  /** Heading over the row labels. */
  readonly corner: string;
  /** One or two header lines: columns with the same `group` are under one heading. */
  readonly columns: readonly {
    readonly key: string;
    readonly label: string;
    readonly group: string | null;
  }[];
  readonly rows: readonly TableRow[];
  /** In the order of their numbers from 1. */
  readonly footnotes: readonly string[];
}

export interface TableRow {
  readonly key: string;
  readonly label: string;
  /** 0 for the top of the tree; deeper rows are indented. */
  readonly level: number;
  readonly total: boolean;
  readonly cells: readonly TableCell[];
}

export interface TableCell {
  /** As printed: "1.566", "5,3%", "·", "niet opgegeven". */
  readonly text: string;
  readonly state: PublishedState;
  /** The exact printed decimal with a point, or null where there is no value. */
  readonly value: string | null;
  /** Numbers of the table's footnotes. */
  readonly footnotes: readonly number[];
  readonly figure: string;
  readonly at: Readonly<Record<string, string>>;
}

/** Which cells of the table are drawn, and how. Series are columns of the table (at most four). */
export interface ChartView {
  readonly kind: 'bars' | 'grouped-bars' | 'stacked-share' | 'lines';
  /** Keys of columns. */
  readonly series: readonly string[];
  /** Keys of rows, in the order in which they are drawn. */
  readonly categories: readonly string[];
  readonly unit: QuantityUnit;
  /** Text alternative from the data is made by the renderer; this is the plain name of the figure. */
  readonly name: string;
}

/** A claim of an older report: what it printed, what this report gives, and how the two stand. */
export interface PrintedRow {
  /** The chapter of that report; empty where it was not said. */
  readonly chapter: string;
  readonly subject: string;
  /** In our words, without its period. */
  readonly claim: string;
  readonly period: string;
  /** As printed, with its unit. */
  readonly printed: string;
  /** The line or page in that report. */
  readonly place: string;
  /** The number that this report publishes, as a decimal with a point; null where it publishes none. */
  readonly computed: string | null;
  readonly unit: QuantityUnit | null;
  readonly verdict: Verdict;
  /** How it was reckoned, why it differs, or why it cannot be computed; may be empty. */
  readonly why: Text;
}

/** A row of a list of records, as its register offers it. */
export type AppendixRow = ListedRow;

export interface Abbreviation {
  readonly short: string;
  readonly long: string;
}

/** A figure as the public may know it: the cells of figure pages and data files. */
export interface PublishedFigure {
  readonly id: string;
  readonly title: Text;
  readonly definition: Text;
  readonly population: Text;
  readonly counts: CountedThing;
  /** The words for it, where its register brought a thing of its own. */
  readonly countedAs?: Text;
  readonly unit: QuantityUnit;
  readonly decimals: number;
  /** Of a share: of whom or of what it is one. Absent for what is none. */
  readonly share?: PublishedShare;
  readonly countingDate: CountingDate;
  readonly basis: Basis;
  readonly protection: { readonly class: ProtectionClass; readonly reason: Text };
  readonly source: string;
  /** For example "twee onderdelen gaven geen opgave", made from the cells. */
  readonly completeness: Text;
  readonly dimensions: readonly PublishedDimension[];
  readonly cells: readonly PublishedCell[];
  /** Why the data cannot give it at all, or null. */
  readonly cannot: Text | null;
  /** Years in which cases have no outcome yet: what came of them may still change. Absent: none. */
  readonly provisional?: readonly ProvisionalYear[];
  /** Ids of the chapters that show it. */
  readonly usedIn: readonly string[];
  /** What an earlier publication printed and is now known to be otherwise. */
  readonly restated: readonly Restatement[];
}

/** Of whom or of what a share is taken, and which figures count its numerator and its denominator. */
export interface PublishedShare {
  readonly part: string;
  readonly whole: string;
  /** The group in words: "behandelde klacht", "behandelde klachten". */
  readonly of: { readonly one: Text; readonly other: Text };
  /** What is divided is no part of the group: a ratio. */
  readonly ratio?: true;
  /** In what numerator and denominator are expressed. */
  readonly unit: 'count' | 'euro';
}

export interface PublishedDimension {
  readonly key: string;
  readonly title: Text;
  readonly members: readonly {
    readonly code: string;
    readonly label: Text;
    readonly parent: string | null;
  }[];
}

export interface PublishedCell {
  /** A code per dimension; "*" is the total. */
  readonly at: Readonly<Record<string, string>>;
  readonly state: PublishedState;
  readonly value: string | null;
  readonly note: Text | null;
  /** Of a share that is shown, or whose whole is too small to take one of: its numerator and denominator. */
  readonly parts?: { readonly part: string; readonly whole: string };
}

export interface Restatement {
  readonly at: Readonly<Record<string, string>>;
  readonly publication: string;
  readonly was: string;
  readonly now: string;
  readonly cause: Text;
}

/** What the method page says about how the report was made. */
export interface Method {
  readonly threshold: number;
  /** Counts per class of figure. */
  readonly classes: readonly { readonly class: ProtectionClass; readonly figures: number }[];
  readonly audit: {
    readonly cells: number;
    /** How many are hidden. How many of those are small is not stated: it would help an attacker. */
    readonly hidden: number;
    /** "exact" or "heuristic": how the pattern of suppression was found. */
    readonly pattern: 'exact' | 'heuristic' | 'none-needed';
    readonly passed: boolean;
    /** The attackers that were tried, in words. */
    readonly attackers: readonly Text[];
    /**
     * Readers who know a hidden number because it is their own: against which of them the pattern is safe, and how many
     * hidden numbers, small or not, one of them can compute by the sums alone. Absent in what was published before it
     * was counted, and where nothing is hidden.
     */
    readonly ownCell?: { readonly against: 'singletons' | 'every'; readonly computable: number };
    /** Whether a list shows a part of what hidden numbers count, so that fewer values are possible beside it. */
    readonly besideList?: true;
  };
  /**
   * The second audit: from the files alone, those of earlier reports beside them. Only a report that passed it is
   * published. Absent in a draft, and in what was published before there was one.
   */
  readonly outside?: {
    readonly cells: number;
    readonly sums: number;
    /** How many earlier reports were held beside it. */
    readonly earlier: number;
  };
  /** What was published less finely than asked, and why. */
  readonly coarsened: readonly Text[];
  readonly headcount: readonly Text[];
  /** Typed exceptions in the prose, counted by kind. */
  readonly exceptions: readonly {
    readonly type: FixedKind;
    readonly text: string;
    readonly source: string;
  }[];
  readonly completeness: readonly Text[];
  /** Figures that exist and of which the registers hold nothing, with the reason. */
  readonly uncomputable: readonly Text[];
}
