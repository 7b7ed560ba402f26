import type { Language } from '../../platform/language/text.ts';
import type { AnyValue, Field, Fields } from './field.ts';
import { keptFields } from './field.ts';
import { copyRules } from './privacy.ts';
import { shownValue, type WordsOf } from './write-value.ts';

type Values = Readonly<Record<string, AnyValue>>;

/** What changed in one field between two versions. */
export interface FieldChange {
  readonly key: string;
  readonly field: Field;
  readonly before: AnyValue;
  readonly after: AnyValue;
}

/** The fields in which two versions of a record differ, in the order of the description. */
export function changedFields(fields: Fields, before: Values, after: Values): readonly FieldChange[] {
  return keptFields(fields).flatMap(([key, field]) => {
    const [was, is] = [before[key] ?? null, after[key] ?? null];
    return isSame(was, is) ? [] : [{ key, field, before: was, after: is }];
  });
}

function isSame(one: AnyValue, other: AnyValue): boolean {
  if (typeof one !== 'object' || typeof other !== 'object' || one === null || other === null)
    return one === other;
  return one.from === other.from && one.until === other.until && one.precision === other.precision;
}

/**
 * A sentence of a history about one change. Words that somebody typed are not repeated: both versions can be read
 * in the record itself.
 *
 * @example "Categorie: van Financiële schendingen naar Misbruik van positie."
 */
export function changeSentence(
  { field, before, after }: FieldChange,
  language: Language,
  words: WordsOf,
): string {
  const label = field.label[language];
  const isRepeatable = copyRules[field.privacy].log === 'as-is';
  if (!isRepeatable) {
    const nl = before === null ? 'ingevuld' : after === null ? 'leeggemaakt' : 'gewijzigd';
    const en = before === null ? 'filled in' : after === null ? 'emptied' : 'changed';
    return `${label}: ${language === 'nl' ? nl : en}.`;
  }
  const shown = (value: AnyValue) => shownValue(field, value, language, words);
  return language === 'nl'
    ? `${label}: van ${shown(before)} naar ${shown(after)}.`
    : `${label}: from ${shown(before)} to ${shown(after)}.`;
}
