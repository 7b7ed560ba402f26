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

/** An error that can tell a person in every language what happened. Its message is the English telling. */
export class ExplainedError extends Error {
  readonly code: string;
  readonly explanation: Explanation;

  constructor(code: string, explanation: Explanation, options?: ErrorOptions) {
    super(tell(explanation, 'en'), options);
    this.code = code;
    this.explanation = explanation;
  }

  /** What, where, kept and next, a line each. */
  inLanguage(language: Language): string {
    return tell(this.explanation, language);
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
