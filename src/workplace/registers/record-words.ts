import type { AnyValue } from '../../collection/fields/field.ts';
import type { WordsOf } from '../../collection/fields/write-value.ts';
import { shownValue } from '../../collection/fields/write-value.ts';
import { linesIn, listIn } from '../../collection/keeping/missing.ts';
import {
  fieldNamed,
  type RecordPages,
  type RecordValues,
  valueAt,
} from '../../collection/offers/record-pages.ts';
import type { KeptVersion } from '../../collection/records/read-records.ts';
import type { Language, Text } from '../../platform/language/text.ts';
import { text } from '../../platform/language/text.ts';

/** What a record is called: its name where it has one, else the first part of its id. */
export function recordName(
  { named }: RecordPages,
  { id, values }: Pick<KeptVersion, 'id' | 'values'>,
): string {
  const name = named === null ? null : valueAt(values, named);
  return typeof name === 'string' ? name : id.slice(0, 8);
}

/** All values of a version, its lines among them. */
export function wholeOf({ values, lines }: Pick<KeptVersion, 'values' | 'lines'>): RecordValues {
  return { ...values, ...lines };
}

const none: Text = text('niet vastgelegd', 'not recorded');

/** What a record says at a field of a list: a value, or how often each value stands in its lines. */
export function valueInList(
  { record }: RecordPages,
  values: RecordValues,
  name: string,
  language: Language,
  words: WordsOf,
): string {
  const named = fieldNamed(record, name);
  if (!named) return '';
  const { field, line, key, isCodes } = named;
  if (line === null) return shownValue(field, valueAt(values, key), language, words);
  const found = linesIn(values[line]).flatMap((one): readonly AnyValue[] =>
    isCodes ? listIn(one[key]) : [valueAt(one, key)],
  );
  if (found.length === 0) return none[language];
  const counts = new Map<string, number>();
  for (const value of found) {
    const shown = shownValue(field, value, language, words);
    counts.set(shown, (counts.get(shown) ?? 0) + 1);
  }
  const [only] = counts.keys();
  if (counts.size === 1 && found.length === 1 && only !== undefined) return only;
  return [...counts].map(([shown, count]) => `${count} ${shown}`).join(', ');
}
