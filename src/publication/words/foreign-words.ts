import type { Language } from '../../platform/language/text.ts';
import type { ReportModel } from '../report-model.ts';

/** A piece of a text: in the language around it where none is named. */
export interface WordPiece {
  readonly text: string;
  readonly language?: Language;
  /** Followed by the name of its language: for sentences, not for names. */
  readonly marked?: boolean;
}

/**
 * What people of the organisation wrote next to a number, in their language alone. Such a note is in both wordings
 * of a cell, as it was written; the product's own words differ between the two.
 */
export function authoredNotes(model: Pick<ReportModel, 'figures'>): readonly string[] {
  const known = notesOf.get(model);
  if (known) return known;
  const notes = model.figures
    .flatMap(({ cells }) => cells.flatMap(({ note }) => note ?? []))
    .flatMap(({ nl, en }) => {
      const other = new Set(en.split('; '));
      return nl.split('; ').filter((part) => part.includes(' ') && other.has(part));
    });
  // The longest first: a note may be the beginning of another.
  const found = [...new Set(notes)].sort((a, b) => b.length - a.length);
  notesOf.set(model, found);
  return found;
}

const notesOf = new WeakMap<Pick<ReportModel, 'figures'>, readonly string[]>();

/** The pieces of a text that is shown in `language`, with the notes of authors in the language of the report. */
export function inPieces(
  text: string,
  language: Language,
  model: Pick<ReportModel, 'figures' | 'language'>,
): readonly WordPiece[] {
  if (language === model.language) return [{ text }];
  return split(text, authoredNotes(model), (note) => ({
    text: note,
    language: model.language,
    marked: true,
  }));
}

/** Cuts a text at what is to be set apart; whole words, whatever the case of the first letter. */
export function split(
  text: string,
  wanted: readonly string[],
  setApart: (found: string) => WordPiece,
): readonly WordPiece[] {
  const lower = text.toLowerCase();
  const found = wanted.find((one) => lower.includes(one.toLowerCase()));
  if (found === undefined) return text === '' ? [] : [{ text }];
  const start = lower.indexOf(found.toLowerCase());
  const end = start + found.length;
  return [
    ...split(text.slice(0, start), wanted, setApart),
    setApart(text.slice(start, end)),
    ...split(text.slice(end), wanted, setApart),
  ];
}
