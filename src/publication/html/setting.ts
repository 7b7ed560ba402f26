import type { Language } from '../../platform/language/text.ts';
import type { ReportModel } from '../report-model.ts';

/** A file of the report that a reader can take along. */
export interface Download {
  readonly name: string;
  readonly href: string;
  /** "PDF, 320 kB". */
  readonly label: string;
  /** What it is for: to read, to keep, to compute with, or to understand the others. */
  readonly role: 'read' | 'archive' | 'figures' | 'records' | 'description';
}

/** The place in a report that lists what changed since earlier ones. */
export const changesAnchor = 'veranderd-sinds-eerdere-verslagen';

/** Where a report is: on the site or as a file by itself. It decides addresses and nothing else. */
export interface Setting {
  readonly model: ReportModel;
  /** Language of the words around the report. */
  readonly language: Language;
  /** The address of the page, or of the place in the file, that explains a figure. */
  readonly figureAddress: (figure: string) => string;
  readonly downloads: readonly Download[];
}

/** What is being rendered: a chapter in its language. */
export interface ChapterSetting extends Setting {
  readonly chapterLanguage: Language;
}
