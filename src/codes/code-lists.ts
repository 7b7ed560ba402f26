import { z } from 'zod';

const textSchema = z.strictObject({ nl: z.string().min(1), en: z.string().min(1) });

/**
 * A versioned list of codes: data of a profile, never code. A code is valid from and until a day (that day itself no
 * longer): outside it the code is not offered, and still read and counted. A figure records the version of each list
 * it used.
 */
export const codeListSchema = z.strictObject({
  key: z.string().regex(/^[a-z][a-z-]*$/),
  title: textSchema,
  version: z.string().min(1),
  source: z.string().min(1),
  codes: z.array(
    z.strictObject({
      code: z.string().min(1),
      label: textSchema,
      /** Where nothing was established: a label that presumes no guilt. */
      neutralLabel: textSchema.optional(),
      parent: z.string().optional(),
      /** What kind of code it is, where the program treats kinds apart (measures: informal, sanction, order …). */
      group: z.string().optional(),
      /** Other spellings under which senders write it. */
      aliases: z.array(z.string()).default([]),
      /** Codes, and their labels, of earlier versions of the list for which this one stands: read and counted as it. */
      replaces: z.array(z.string()).optional(),
      from: z.string().nullable().default(null),
      until: z.string().nullable().default(null),
    }),
  ),
});

export type CodeList = z.infer<typeof codeListSchema>;
export type Code = CodeList['codes'][number];

/** The code lists of an organisation by key. */
export type CodeLists = ReadonlyMap<string, CodeList>;

/** The list of that key; throws a RangeError when the profile has none. */
export function codeList(lists: CodeLists, key: string): CodeList {
  const list = lists.get(key);
  if (!list) throw new RangeError(`This profile has no code list "${key}".`);
  return list;
}

/**
 * The code in a list, whether or not it is still valid, or the one that replaced it; undefined when the list has none
 * such.
 */
export function findCode(list: CodeList, code: string): Code | undefined {
  return (
    list.codes.find((one) => one.code === code) ?? list.codes.find((one) => one.replaces?.includes(code))
  );
}

/** The codes that may be chosen on a day. */
export function codesOn(list: CodeList, day: string): readonly Code[] {
  return list.codes.filter(
    ({ from, until }) => (from === null || from <= day) && (until === null || day < until),
  );
}

/** How a label as written by a sender matches a code. */
export interface LabelMatch {
  readonly code: Code;
  readonly how: 'exact' | 'normalised' | 'alias' | 'near';
}

/**
 * Finds the code that a written label means: to the letter, after levelling case, spaces and punctuation, by a
 * known other spelling, or (as a proposal only) by at most two changed letters in a label of ten or more.
 */
export function matchLabel(list: CodeList, written: string, within?: string): LabelMatch | undefined {
  let known = matches.get(list);
  if (!known) {
    known = new Map();
    matches.set(list, known);
  }
  const key = `${within ?? ''}|${written}`;
  if (!known.has(key)) known.set(key, findMatch(list, written, within));
  return known.get(key);
}

/** Large files hold the same few labels over and over: each is matched once per list. */
const matches = new WeakMap<CodeList, Map<string, LabelMatch | undefined>>();

function findMatch(list: CodeList, written: string, within: string | undefined): LabelMatch | undefined {
  const candidates = within === undefined ? list.codes : list.codes.filter((one) => one.parent === within);
  const exact = candidates.find(
    (one) => one.label.nl === written || one.label.en === written || one.code === written,
  );
  if (exact) return { code: exact, how: 'exact' };
  const plain = levelled(written);
  const replaced = candidates.find((one) => one.replaces?.some((other) => levelled(other) === plain));
  const normalised = candidates.find(
    (one) =>
      levelled(one.label.nl) === plain || levelled(one.label.en) === plain || levelled(one.code) === plain,
  );
  if (normalised) return { code: normalised, how: 'normalised' };
  if (replaced) return { code: replaced, how: 'exact' };
  const alias = candidates.find((one) => one.aliases.some((other) => levelled(other) === plain));
  if (alias) return { code: alias, how: 'alias' };
  if (plain.length < 10) return undefined;
  const near = candidates.filter((one) => changes(levelled(one.label.nl), plain) <= 2);
  const [only] = near;
  return near.length === 1 && only ? { code: only, how: 'near' } : undefined;
}

/** A label without case, punctuation, double spaces and the leading letter code ("c.) ", "a. "). */
export function levelled(label: string): string {
  return label
    .normalize('NFKC')
    .toLocaleLowerCase('nl')
    .replace(/^\s*[a-z]\s*\.\s*\)?\s+/, '')
    .replace(/[\s\-/,.()'’]+/g, ' ')
    .trim();
}

/** The least number of letters to insert, delete or replace (Levenshtein), given up beyond 3. */
function changes(a: string, b: string): number {
  if (Math.abs(a.length - b.length) > 3) return 4;
  let previous = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const current = [i];
    for (let j = 1; j <= b.length; j++) {
      const substitution = (previous[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      current.push(Math.min(substitution, (previous[j] ?? 0) + 1, (current[j - 1] ?? 0) + 1));
    }
    previous = current;
  }
  return previous[b.length] ?? 4;
}
