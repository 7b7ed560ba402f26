import type { AnyValue, Fields } from '../../collection/fields/field.ts';
import { type ListColumn, listColumns } from '../../collection/fields/show.ts';
import { shownValue, type WordsOf } from '../../collection/fields/write-value.ts';
import type { Language } from '../../platform/language/text.ts';
import { TextTable } from '../../platform/web/components/text-table.tsx';

/** A record in a list. */
export interface ListedRecord {
  readonly values: Readonly<Record<string, AnyValue>>;
}

/**
 * Records under the columns that their description gives.
 *
 * @param shown the keys of the columns, in their order; those that the description does not have are left out
 */
export function RecordTable({
  caption,
  fields,
  shown,
  records,
  language,
  words,
}: {
  caption: string;
  fields: Fields;
  shown: readonly string[];
  records: readonly ListedRecord[];
  language: Language;
  words: WordsOf;
}) {
  const known = listColumns(fields);
  const columns = shown.flatMap((key): readonly ListColumn[] => known.filter((one) => one.key === key));
  const cell = (record: ListedRecord, { key }: ListColumn) => {
    const field = fields[key];
    return field ? shownValue(field, record.values[key] ?? null, language, words) : '';
  };
  return (
    <TextTable
      caption={caption}
      captionHidden
      heads={columns.map((column) => column.label[language])}
      rows={records.map((record) => columns.map((column) => cell(record, column)))}
    />
  );
}
