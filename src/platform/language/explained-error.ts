import type { Language, Text } from './text.ts';

/** The four things a person needs when something goes wrong, each a full sentence or a place. */
export type Explanation = {
  /** What is wrong. */
  readonly what: Text;
  /** Where: a path, a database, a file with its line. */
  readonly where: Text;
  /** What was kept or left untouched. */
  readonly kept: Text;
  /** What to do next. */
  readonly next: Text;
};

const headings: Readonly<Record<Language, readonly [string, string, string]>> = {
  nl: ['Waar', 'Behouden', 'Wat nu'],
  en: ['Where', 'Kept', 'Next'],
};

/**
 * An error with words for the person whom it happens to, in every language: the family of all that is thrown for
 * people. Its message, for logs, is the English wording. What is thrown for programmers alone is no part of it.
 */
export class WordedError extends Error {
  readonly words: Text;

  constructor(words: Text, options?: ErrorOptions) {
    super(words.en, options);
    this.words = words;
  }

  /** What a person who reads this language is told. */
  inLanguage(language: Language): string {
    return this.words[language];
  }
}

/** An error that tells in full what happened: what, where, kept and next, a line each. */
export class ExplainedError extends WordedError {
  readonly code: string;
  readonly explanation: Explanation;

  constructor(code: string, explanation: Explanation, options?: ErrorOptions) {
    super({ nl: tell(explanation, 'nl'), en: tell(explanation, 'en') }, options);
    this.code = code;
    this.explanation = explanation;
  }
}

function tell({ what, where, kept, next }: Explanation, language: Language): string {
  const [whereHeading, keptHeading, nextHeading] = headings[language];
  return [
    what[language],
    `${whereHeading}: ${where[language]}`,
    `${keptHeading}: ${kept[language]}`,
    `${nextHeading}: ${next[language]}`,
  ].join('\n');
}

/** The code of a system or PostgreSQL error (`ENOENT`, `42P01`), or '' when it has none. */
export function errorCode(error: unknown): string {
  if (typeof error === 'object' && error !== null && 'code' in error && typeof error.code === 'string') {
    return error.code;
  }
  return '';
}

/** The message of anything thrown. */
export function errorMessage(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
