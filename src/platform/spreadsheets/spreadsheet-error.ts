import { WordedError } from '../language/explained-error.ts';
import type { Language } from '../language/text.ts';
import { describeError } from './messages.ts';
import type { Place } from './sheet.ts';
import type { Details, SpreadsheetErrorCode, SpreadsheetProblem } from './spreadsheet-problem.ts';

/** A file that cannot be read or written. Nothing was kept. The message, for logs, is the code with its values. */
export class SpreadsheetError extends WordedError implements SpreadsheetProblem {
  readonly code: SpreadsheetErrorCode;
  readonly where: Place;
  readonly details: Details;

  constructor(code: SpreadsheetErrorCode, where: Place = {}, details: Details = {}) {
    const problem = { code, where, details };
    super({ nl: inLines(problem, 'nl'), en: inLines(problem, 'en') });
    this.message = `${code} ${JSON.stringify({ ...where, ...details })}`;
    this.name = 'SpreadsheetError';
    this.code = code;
    this.where = where;
    this.details = details;
  }
}

/** What is wrong, where, what was kept and what to do now: a line each. */
function inLines(problem: SpreadsheetProblem, language: Language): string {
  const { what, where, kept, next } = describeError(problem, language);
  return [what, where, kept, next].filter((line) => line !== '').join('\n');
}
