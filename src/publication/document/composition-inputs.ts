import type { Profile } from '../../codes/profile.ts';
import type { ListedRows, ReportList } from '../../collection/offers/report-list.ts';
import type { ComputedFigures } from '../../figures/definition.ts';
import type { Structure } from '../../organisation/structure.ts';
import type { Text } from '../../platform/language/text.ts';
import type { KnownCells } from '../disclosure/known-cells.ts';
import type { ProtectedFigures } from '../disclosure/protect-figures.ts';
import type { PrintedAt } from '../earlier/earlier-prints.ts';
import type { Block, PublishedFigure, Restatement } from '../report-model.ts';
import type { PrintedSource } from './blocks/printed-block.ts';
import type { DocumentProblem, ReportDocument } from './document.ts';
import type { WritingRules } from './parse.ts';
import type { RememberedNumbers } from './prose/running-text.ts';

/** What stays the same when another text is set with the same protected figures. */
export interface Remembered {
  /** Figures as they are published, by id; only where they are used belongs to a text. */
  readonly figures: Map<string, PublishedFigure>;
  /** What is written by hand in pieces of text. */
  readonly numbers: RememberedNumbers;
}

/** Everything a report is composed from. */
export interface CompositionInputs {
  readonly document: ReportDocument;
  /** Absent: those of now. */
  readonly rules?: WritingRules;
  /** The figures as computed; what is published of them is in `protection`. */
  readonly figures: ComputedFigures;
  readonly protection: ProtectedFigures;
  /** What earlier reports made known; absent: there are none. */
  readonly known?: KnownCells;
  /** Takes what its author should look at although the report can be made. */
  readonly warn?: (warnings: readonly DocumentProblem[]) => void;
  /** Takes what is wrong, where the text is set nevertheless, without it. Absent: it is thrown. */
  readonly tell?: (problems: readonly DocumentProblem[]) => void;
  /** Takes what became of each block of the text, with the line on which it begins. */
  readonly placed?: (line: number, blocks: readonly Block[]) => void;
  /**
   * What was found in texts that are set again and again with the same figures. Absent: a text is set once.
   */
  readonly remembered?: Remembered;
  /** The figures that were protected, where the text may show others: those wait. Absent: all that it shows were. */
  readonly protectedFor?: ReadonlySet<string>;
  readonly structure: Structure;
  readonly profile: Pick<Profile, 'policies' | 'yearStart' | 'allowedNames' | 'contact' | 'key'> &
    /** Absent in what was frozen before there were any. */
    Partial<Pick<Profile, 'abbreviations'>>;
  readonly organisation: Text;
  readonly notice: Text | null;
  /** The lists that registers offer, and the rows of each by its directive. */
  readonly lists: readonly ReportList[];
  readonly listed: (directive: string) => ListedRows;
  /** What an older report claims, with the figures that it is held against. Absent: the document places none of it. */
  readonly printed?: PrintedSource & { readonly held: readonly string[] };
  readonly version: number;
  /** Whether it is made without publishing it. */
  readonly draft?: true;
  readonly publishedOn: string;
  readonly programVersion: string;
  /** What earlier reports printed of a cell. Absent: there were none. */
  readonly before?: PrintedAt;
  /** What earlier reports printed otherwise than a figure does now. Absent: nothing. */
  readonly restated?: (figure: PublishedFigure) => readonly Restatement[];
  readonly threshold: number;
}
