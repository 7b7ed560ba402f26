import type { Language } from '../../platform/language/text.ts';
import { webWords } from '../../platform/web/words.ts';
import type { WordPiece } from '../words/foreign-words.ts';

/**
 * What the template `report.typ` knows how to set. Plain data: the template reads it as JSON and evaluates none
 * of it.
 */
export type PagePiece =
  | {
      readonly kind: 'text';
      readonly text: string;
      readonly style?: 'strong' | 'emphasis';
      /** Where it is not that of the words around it. */
      readonly lang?: Language;
    }
  /** A place in the document (`to`) or an address outside it (`href`). */
  | { readonly kind: 'link'; readonly text: string; readonly to: string | null; readonly href: string | null }
  | { readonly kind: 'footnote'; readonly number: number; readonly content: readonly PagePiece[] };

/** A table of figures, measured: widths in millimetres, `labelWidth` in parts of a column. */
export interface PageTable {
  readonly corner: string;
  readonly width: number;
  readonly size: number;
  /** Above and below the text of a row, in millimetres. */
  readonly inset: number;
  /** So short that it is not broken over two pages; a longer one continues where the page ends, under its headings. */
  readonly whole: boolean;
  readonly 'label-width': number;
  readonly groups: readonly { readonly label: string; readonly span: number }[];
  readonly columns: readonly string[];
  readonly rows: readonly {
    readonly label: string;
    readonly level: number;
    readonly total: boolean;
    /** A row that has rows under it. */
    readonly strong: boolean;
    readonly cells: readonly { readonly text: string; readonly plain: boolean; readonly marks: string }[];
  }[];
  readonly footnotes: readonly (readonly PagePiece[])[];
}

export type PageRow =
  | { readonly kind: 'group'; readonly text: string }
  | { readonly kind: 'row'; readonly strong: boolean; readonly cells: readonly (readonly PagePiece[])[] };

export type PageBlock =
  | {
      readonly kind: 'heading';
      readonly level: number;
      readonly id: string;
      readonly text: string /** Printed in the contents. */;
      readonly listed: boolean;
    }
  | {
      readonly kind: 'paragraph';
      readonly content: readonly PagePiece[];
      /** A short one before a figure or a list: stays on its page. */
      readonly introduces?: boolean;
    }
  | { readonly kind: 'list'; readonly ordered: boolean; readonly items: readonly (readonly PagePiece[])[] }
  | {
      readonly kind: 'figure';
      readonly id: string;
      readonly title: readonly PagePiece[];
      /** Path of the drawing among the shadow files, or null when there is only the table. */
      readonly chart: string | null;
      readonly alt: string;
      /** What the drawing shows, under a title that states the finding; empty where nothing need be added. */
      readonly subject: string;
      /** One, or several under each other when it is too wide; none when there is nothing to show but the notes. */
      readonly tables: readonly PageTable[];
      readonly notes: readonly (readonly PagePiece[])[];
    }
  | { readonly kind: 'aid'; readonly title: string; readonly content: readonly PagePiece[] }
  | {
      readonly kind: 'text-table';
      readonly head: readonly string[];
      /** In parts of the page's width. */
      readonly widths: readonly number[];
      readonly rows: readonly PageRow[];
    }
  | {
      readonly kind: 'terms';
      readonly terms: readonly { readonly name: string; readonly content: readonly PagePiece[] }[];
    };

export interface PageChapter {
  readonly id: string;
  readonly title: string;
  readonly lang: string;
  readonly region: string;
  /** Begins on a new page. */
  readonly apart: boolean;
  readonly blocks: readonly PageBlock[];
}

/** The whole document, as the template reads it. */
export interface PageContent {
  readonly title: string;
  readonly organisation: string;
  readonly description: string;
  readonly keywords: readonly string[];
  /** Null for a draft. */
  readonly date: { readonly year: number; readonly month: number; readonly day: number } | null;
  readonly lang: string;
  readonly region: string;
  readonly notice: string | null;
  readonly words: { readonly figure: string; readonly table: string; readonly contents: string };
  readonly facts: readonly { readonly name: string; readonly text: string }[];
  readonly chapters: readonly PageChapter[];
}

/** A piece of plain text. */
export function plain(text: string): PagePiece {
  return { kind: 'text', text };
}

/** Pieces of words, each with its language, and marked so where a reader should know. */
export function inLanguages(words: readonly WordPiece[], around: Language): readonly PagePiece[] {
  return words.flatMap(({ text, language, marked }): readonly PagePiece[] => {
    if (language === undefined || language === around) return [plain(text)];
    const mark = marked ? [plain(` (${webWords[around].inLanguage[language]})`)] : [];
    return [{ kind: 'text', text, lang: language }, ...mark];
  });
}
