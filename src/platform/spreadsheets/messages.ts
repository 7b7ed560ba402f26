import { IntlMessageFormat } from 'intl-messageformat';
import type { Language } from '../language/text.ts';
import type { Place, ReadNote } from './sheet.ts';
import type { SpreadsheetErrorCode, SpreadsheetProblem } from './spreadsheet-problem.ts';
import { wordsEn } from './words.en.ts';
import { type SpreadsheetWords, wordsNl } from './words.nl.ts';

/** A problem in words: what is wrong, where (empty when unknown), what was kept, what to do now. */
export interface ProblemText {
  readonly what: string;
  readonly where: string;
  readonly kept: string;
  readonly next: string;
}

const WORDS: Readonly<Record<Language, SpreadsheetWords>> = { nl: wordsNl, en: wordsEn };
const FROM_WRITING: ReadonlySet<SpreadsheetErrorCode> = new Set([
  'reserved-header',
  'row-width',
  'sheet-name',
  'too-many-rows',
]);
const DELIMITERS: Readonly<Record<string, string>> = {
  ',': 'comma',
  ';': 'semicolon',
  '\t': 'tab',
  '|': 'pipe',
  '': 'none',
};

/** The texts of this room in a language. */
export function spreadsheetWords(language: Language): SpreadsheetWords {
  return WORDS[language];
}

/** What a person reads about a file that was refused. */
export function describeError(problem: SpreadsheetProblem, language: Language): ProblemText {
  const words = WORDS[language];
  const { what, next } = words.errors[problem.code];
  return {
    what: format(what, problem.details, language),
    where: describePlace(problem.where, language),
    kept: FROM_WRITING.has(problem.code) ? words.kept.written : words.kept.read,
    next: format(next, problem.details, language),
  };
}

/** What a person reads about how a file was read: one sentence, with its place in front. */
export function describeNote(note: ReadNote, language: Language): string {
  const details = Object.fromEntries(
    Object.entries(note.details).map(([name, value]) => [name, selector(name, value)]),
  );
  const text = format(WORDS[language].notes[note.code], details, language);
  const place = describePlace(note.where, language);
  return place === '' ? text : `${place.charAt(0).toUpperCase()}${place.slice(1)}: ${text}`;
}

/** A place in words: "blad ‘2020’, rij 12, kolom C"; '' when nothing is known. */
function describePlace(place: Place, language: Language): string {
  const words = WORDS[language].place;
  const parts: string[] = [];
  if (place.sheet !== undefined && place.sheet !== '') {
    parts.push(format(words.sheet, { sheet: place.sheet }, language));
  }
  // Row numbers are names, not amounts: no grouping.
  if (place.row !== undefined) parts.push(format(words.row, { row: String(place.row) }, language));
  if (place.column !== undefined) parts.push(format(words.column, { column: place.column }, language));
  return parts.join(', ');
}

function format(message: string, values: Record<string, string | number>, language: Language): string {
  return String(new IntlMessageFormat(message, language).format(values));
}

/** The choices of a message are named without signs: `;` is semicolon, utf-16le is utf16le. */
function selector(name: string, value: string | number): string | number {
  if (typeof value === 'number') return value;
  if (name === 'delimiter') return DELIMITERS[value] ?? value;
  return name === 'encoding' ? value.replaceAll('-', '') : value;
}
