import { WordedError } from '../../platform/language/explained-error.ts';
import { inEach, type Language, type Text, text } from '../../platform/language/text.ts';
import type { FixedKind } from '../report-model.ts';

/** A report as an editor writes it: text with places for figures, before anything is computed. */
export interface ReportDocument {
  readonly slug: string;
  readonly title: string;
  /** The line of the head that holds the title. */
  readonly titleLine: number;
  readonly language: Language;
  readonly period: string;
  readonly yearsBefore: number;
  readonly chapters: readonly ChapterSource[];
}

export interface ChapterSource {
  readonly id: string;
  readonly title: string;
  readonly language: Language;
  readonly place: Place;
  readonly blocks: readonly SourceBlock[];
}

export type Place = { readonly line: number; readonly column: number };

export type SourceBlock =
  | {
      readonly kind: 'heading';
      readonly level: 2 | 3;
      readonly id: string;
      readonly content: readonly SourceInline[];
      readonly place: Place;
    }
  | { readonly kind: 'paragraph'; readonly content: readonly SourceInline[]; readonly place: Place }
  | {
      readonly kind: 'list';
      readonly ordered: boolean;
      readonly items: readonly (readonly SourceInline[])[];
      readonly place: Place;
    }
  | {
      readonly kind: 'figure';
      readonly attributes: Attributes;
      readonly title: readonly SourceInline[];
      readonly place: Place;
    }
  | {
      readonly kind: 'directive';
      /** One of the program, or the directive of a list that a register offers. */
      readonly name: string;
      readonly attributes: Attributes;
      readonly place: Place;
    };

export type SourceInline =
  | {
      readonly kind: 'text';
      /** With the line ends of the source, so that a problem can name its line. */
      readonly text: string;
      readonly style?: 'strong' | 'emphasis';
      readonly place: Place;
    }
  | { readonly kind: 'link'; readonly text: string; readonly href: string; readonly place: Place }
  | {
      readonly kind: 'expression';
      readonly name: ExpressionName;
      readonly label: string;
      readonly attributes: Attributes;
      readonly place: Place;
    }
  | {
      readonly kind: 'fixed';
      readonly type: FixedKind;
      readonly text: string;
      readonly attributes: Attributes;
      readonly place: Place;
    }
  | { readonly kind: 'footnote'; readonly content: readonly SourceInline[] };

export type Attributes = Readonly<Record<string, string>>;

/** What may be in running text where a number or a word of comparison is meant. */
export const expressionNames = [
  'n',
  'word',
  'change',
  'compare',
  'top',
  'title',
  'unit',
  'abbr',
  'period',
  'year',
] as const;
export type ExpressionName = (typeof expressionNames)[number];

/** Something is wrong in a document; every problem is named with its line. */
export class DocumentError extends WordedError {
  override name = 'DocumentError';
  readonly problems: readonly DocumentProblem[];
  constructor(problems: readonly DocumentProblem[]) {
    const listed = (language: Language): string =>
      problems.map((problem) => `${placeWords(problem)[language]}: ${problem.message[language]}`).join('\n');
    super(text(listed('nl'), listed('en')));
    this.problems = problems;
  }
}

function placeWords({ line, column }: DocumentProblem): Text {
  const place = text(`Regel ${line}`, `Line ${line}`);
  return column ? inEach`${place}, ${text('kolom', 'column')} ${column}` : place;
}

export interface DocumentProblem {
  readonly line: number;
  /** Where only one character is meant. */
  readonly column?: number;
  readonly message: Text;
}
