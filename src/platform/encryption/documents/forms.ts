import { isUuid } from '../bytes.ts';
import { EncryptionFault, must } from '../fault.ts';

/*
 * What a value of a document may be. A form only says yes or no: a document is refused as a whole, and what is
 * refused is never mended.
 */

/**
 * Reads JSON: any value, before its form is looked at.
 * @throws E_FORMAT where it is none.
 */
export function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new EncryptionFault('E_FORMAT', 'no JSON');
  }
}

/**
 * Holds a value that was read against its form and against the one way to write it. The form comes first: it looks no
 * deeper than it is, while writing a value that is nested a hundred thousand times overflows.
 * @throws E_FORMAT.
 */
export function mustBe<T>(value: unknown, written: string, of: Form<T>): asserts value is T {
  must(of(value), 'E_FORMAT', 'another form');
  must(JSON.stringify(value) === written, 'E_FORMAT', 'not written in its one form');
}

export type Form<T> = (value: unknown) => value is T;
export type Of<F> = F extends Form<infer T> ? T : never;

const form =
  <T>(holds: (value: unknown) => boolean): Form<T> =>
  (value): value is T =>
    holds(value);

/** Text of those characters, at most so many: the length first, as a pattern overflows on megabytes. */
const textLike = (pattern: RegExp, most: number): Form<string> =>
  form((value) => typeof value === 'string' && value.length <= most && pattern.test(value));

export const uuid: Form<string> = form((value) => typeof value === 'string' && isUuid(value));

/** So many bytes, as lower-case hexadecimal digits. */
export const hex = (bytes: number): Form<string> =>
  textLike(new RegExp(`^[0-9a-f]{${2 * bytes}}$`), 2 * bytes);

/** A lower-case word, hyphens within, a hundred characters at most. */
export const word: Form<string> = textLike(/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/, 100);

/** Text of any kind, so many characters at most and `least` at least. */
export const text = (most: number, least = 0): Form<string> =>
  form(
    (value) =>
      typeof value === 'string' && value.length >= least && value.length <= most && value.isWellFormed(),
  );

/** A day that exists, as YYYY-MM-DD. */
export const day: Form<string> = form((value) => typeof value === 'string' && isDay(value));

export function isDay(value: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(value)) return false;
  const date = new Date(`${value}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(value);
}

/** A whole number between two, both included. */
export const whole = (least: number, most: number): Form<number> =>
  form((value) => Number.isSafeInteger(value) && Number(value) >= least && Number(value) <= most);

/** One of these values. */
export const oneOf = <const T extends string | number>(...values: readonly T[]): Form<T> =>
  form((value) => values.some((one) => one === value));

export const nothing: Form<null> = form((value) => value === null);

/** What either form takes. */
export const either = <A, B>(one: Form<A>, other: Form<B>): Form<A | B> =>
  form((value) => one(value) || other(value));

/** A list of one form, between two lengths. */
export const listOf = <T>(one: Form<T>, least: number, most: number): Form<T[]> =>
  form(
    (value) =>
      Array.isArray(value) &&
      value.length >= least &&
      value.length <= most &&
      // A hole in a list is no value: `every` alone would pass it by.
      Array.from(value).every((v) => one(v)),
  );

/** A list of exactly these words, in this order. */
export const exactly = <const T extends readonly string[]>(...words: T): Form<T> =>
  form(
    (value) =>
      Array.isArray(value) && value.length === words.length && words.every((one, at) => value[at] === one),
  );

/** An object with exactly these fields, in this order. */
export const fields = <F extends Record<string, Form<unknown>>>(
  of: F,
): Form<{ [K in keyof F]: Of<F[K]> }> => {
  const names = Object.keys(of);
  return form((value) => {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
    const given = Object.entries(value);
    return (
      given.length === names.length &&
      given.every(([name, one], at) => name === names[at] && of[name]?.(one) === true)
    );
  });
};
