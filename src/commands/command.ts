import type { ParseArgsOptionsConfig } from 'node:util';
import type { Daglicht } from '../app.ts';
import { WordedError } from '../platform/language/explained-error.ts';
import { inEach, type Language, type Text, text } from '../platform/language/text.ts';

/** What a command writes to and reads from. Words are written in the language of who reads them. */
export interface Terminal {
  /** The language of who reads what the command says. */
  readonly language: Language;
  readonly out: (line: Text) => void;
  readonly err: (line: Text) => void;
  /** Writes what is the same in every language: JSON. */
  readonly data: (line: string) => void;
  /** Asks who sits at it for a line; absent where nobody does. What is secret is not shown while it is typed. */
  readonly ask?: (question: Text, how?: { readonly isSecret: boolean }) => Promise<string>;
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Where the data of the embedded server lies. */
  readonly dataFolder: string;
  readonly user: string;
}

/** Exit codes: 0 done, 1 findings or refused input, 2 wrong use. */
export type ExitCode = 0 | 1 | 2;

/** The options and words that a command was given. */
export interface Given {
  readonly words: readonly string[];
  readonly values: Readonly<Record<string, string | boolean | readonly string[] | undefined>>;
}

export interface Command {
  readonly name: string;
  readonly use: Text;
  readonly what: Text;
  /** It runs until it is stopped, and says goodbye itself. */
  readonly stopsItself?: true;
  /** How many words it takes besides options; none without this. A word too many is refused, never left unread. */
  readonly words?: number;
  readonly options: ParseArgsOptionsConfig;
  /** What each option means, for `--help`. */
  readonly help: Readonly<Record<string, Text>>;
  /** Said when it takes more than two seconds; a command without this tells its progress itself. */
  readonly busy?: Text;
  readonly run: (given: Given, terminal: Terminal, open: () => Promise<Daglicht>) => Promise<ExitCode>;
}

/** The words or options do not fit the command; shown with a pointer to `--help`, exit code 2. */
export class WrongUse extends WordedError {
  override name = 'WrongUse';
}

/** The text value of an option, if it was given. */
export function textOption(given: Given, name: string): string | undefined {
  const value = given.values[name];
  return typeof value === 'string' ? value : undefined;
}

/** The day in `--date`, as yyyy-mm-dd; today when none was given. Throws a {@link WrongUse} for what is no day. */
export function dayOption(given: Given): string {
  return dayNamed(given, 'date') ?? new Date().toISOString().slice(0, 10);
}

/** The day in an option, as yyyy-mm-dd; undefined when it was not given. Throws a {@link WrongUse} for what is no day. */
export function dayNamed(given: Given, name: string): string | undefined {
  const day = textOption(given, name);
  if (day === undefined) return undefined;
  const isDay = /^\d{4}-\d{2}-\d{2}$/.test(day) && !Number.isNaN(Date.parse(day));
  // "2026-02-30" is read as a day in March.
  if (isDay && new Date(day).toISOString().slice(0, 10) === day) return day;
  throw new WrongUse(
    text(
      `„${day}” is geen dag. Schrijf jjjj-mm-dd, bijvoorbeeld 2026-05-19.`,
      `“${day}” is no day. Write yyyy-mm-dd, for example 2026-05-19.`,
    ),
  );
}

/** Whether a switch was given. */
export function hasOption(given: Given, name: string): boolean {
  return given.values[name] === true;
}

/** A number with its word in each language: "1 rij", "3 rijen"; "1 row", "3 rows". */
export function counted(number: number, one: Text, many: Text): Text {
  return inEach`${number} ${number === 1 ? one : many}`;
}

/** Rows, counted. */
export function countedRows(number: number): Text {
  return counted(number, text('rij', 'row'), text('rijen', 'rows'));
}

/** What is left out of a list. */
export function andMore(number: number, indent: string): Text {
  return text(
    `${indent}… en nog ${number}; alles met --json`,
    `${indent}… and ${number} more; all with --json`,
  );
}

/** The first line of everything with unprotected numbers: small ones may point at a person. */
export const confidentialLine: Text = text(
  'Vertrouwelijk: onbeschermde aantallen, die naar een persoon kunnen wijzen. Alleen om binnen te lezen.',
  'Confidential: unprotected numbers, which may point at a person. For reading inside only.',
);
