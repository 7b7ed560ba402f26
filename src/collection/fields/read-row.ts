import { codeList } from '../../codes/code-lists.ts';
import { text } from '../../platform/language/text.ts';
import { unknownKind } from '../../platform/language/unknown-kind.ts';
import { readCodeLabel } from '../import/cells/cell-code.ts';
import { dayMissing, readDay } from '../import/cells/cell-day.ts';
import { readUnit } from '../import/cells/cell-unit.ts';
import {
  type Finding,
  findingAt,
  type ImportColumn,
  type ImportContext,
  type InputCell,
  type InputRow,
} from '../import/import-face.ts';
import { type AnyValue, type Field, type Fields, keptFields, type RecordOf, type ValueOf } from './field.ts';
import {
  dateUnclear,
  type Reading,
  readChoice,
  readCount,
  readDecimal,
  readMoney,
  readYesNo,
} from './read-value.ts';
import { writtenSpan } from './span.ts';

/** The columns by which files bring these fields. */
export function importColumns(fields: Fields): readonly ImportColumn[] {
  return Object.entries(fields).flatMap(([key, { label, kind, imported, privacy }]) =>
    imported === null
      ? []
      : [
          {
            key,
            label,
            aliases: imported.names,
            required: imported.column === 'required',
            privacy,
            ...(kind.is === 'code' ? { list: kind.list } : {}),
            ...(kind.is === 'unit' ? { about: 'unit' as const } : {}),
            ...(kind.is === 'day' || kind.is === 'span' ? { about: 'moment' as const } : {}),
          },
        ],
  );
}

/** Reads one field from a row where its kind does not say it all; `read` holds the fields before it. */
export type OwnReader<V> = (
  row: InputRow,
  context: ImportContext,
  found: Finding[],
  read: Readonly<Record<string, AnyValue>>,
) => V;

/** The fields of a register that it reads in its own way. */
export type OwnReaders<F extends Fields> = { readonly [Key in keyof F]?: OwnReader<ValueOf<F[Key]>> };

/**
 * Reads a row into a record by the description of its fields: what is wrong is added to what was found, and the
 * field is then null. Undefined where a field is missing without which there is no record; that is told too.
 *
 * @param moment the column with the days by which units of one name are told apart
 */
export function rowReader<const F extends Fields>(
  fields: F,
  own: OwnReaders<F> = {},
  moment?: string,
): (row: InputRow, context: ImportContext, found: Finding[]) => RecordOf<F> | undefined {
  const readers = keptFields(fields).map(
    ([key, field]) => [key, own[key] ?? fieldReader(key, field, moment), field] as const,
  );
  const keys = readers.map(([key]) => key);
  const blank: Readonly<Record<string, AnyValue>> = Object.fromEntries(keys.map((key) => [key, null]));
  return (row, context, found) => {
    // A copy of a whole shape: a record that grows key by key is slow to make, a hundred thousand times.
    const record: Record<string, AnyValue> = { ...blank };
    let isWhole = true;
    for (const [key, read, field] of readers) {
      const before = found.length;
      const value = read(row, context, found, record);
      record[key] = value;
      if (value !== null || field.required !== 'always') continue;
      isWhole = false;
      if (found.length === before) found.push(missing(row, key, field));
    }
    return isWhole && holds<F>(record, keys) ? record : undefined;
  };
}

/** Every field has been read, so that the record is what the description says. */
function holds<F extends Fields>(
  record: Record<string, AnyValue>,
  keys: readonly string[],
): record is RecordOf<F> {
  return keys.every((key) => record[key] !== undefined);
}

function missing(row: InputRow, key: string, { kind, label }: Field): Finding {
  if (kind.is === 'day') return dayMissing(row, key, label.nl);
  const advice =
    kind.is === 'unit'
      ? text('Vul in bij welk onderdeel dit hoort.', 'Fill in to which unit this belongs.')
      : text(`Vul „${label.nl}” in.`, `Fill in “${label.en}”.`);
  return findingAt(row, 'refused', `${kind.is}-missing`, row.cells[key], label.nl, advice);
}

/**
 * Reads one field by its kind from its column. Throws a RangeError for a person that files bring: whose number it is,
 * the register looks up itself, and without that it would be lost.
 */
export function fieldReader(
  key: string,
  { kind, label, imported }: Field,
  moment?: string,
): OwnReader<AnyValue> {
  if (imported === null) return () => null;
  switch (kind.is) {
    case 'code':
      return (row, context, found) => {
        const cell = filled(row, key);
        return cell ? readCodeLabel(row, cell, codeList(context.codes, kind.list), context, found) : null;
      };
    case 'choice':
      return told(key, label.nl, (written) => readChoice(written, kind));
    case 'yes-no':
      return told(key, label.nl, (written) => readYesNo(written, kind));
    case 'span':
      return told(key, label.nl, (written) => {
        const span = writtenSpan(written);
        return span
          ? { ok: true, value: span }
          : { ok: false, kind: 'date-unclear', advice: dateUnclear(written) };
      });
    case 'day':
      return (row, _context, found) => readDay(row, key, label.nl, found);
    case 'money':
      return told(key, label.nl, readMoney);
    case 'decimal':
      return told(key, label.nl, readDecimal);
    case 'count':
      return told(key, label.nl, readCount);
    case 'text':
      return (row) => filled(row, key)?.text ?? null;
    case 'unit':
      return (row, context, found) => {
        const when = moment === undefined ? undefined : filled(row, moment);
        return readUnit(row, context, found, key, when && writtenSpan(when.text))?.key ?? null;
      };
    case 'person':
      throw new RangeError(`Files bring the person "${key}", and nothing says how it is read.`);
    case 'row':
      return () => null;
    default:
      throw unknownKind(kind satisfies never);
  }
}

function told<V extends AnyValue>(
  key: string,
  label: string,
  read: (written: string) => Reading<V>,
): OwnReader<AnyValue> {
  return (row, _context, found) => {
    const cell = filled(row, key);
    if (!cell) return null;
    const reading = read(cell.text);
    if (reading.ok) {
      const { doubt } = reading;
      if (doubt) found.push(findingAt(row, 'doubtful', doubt.kind, cell, label, doubt.advice));
      return reading.value;
    }
    found.push(findingAt(row, 'refused', reading.kind, cell, label, reading.advice));
    return null;
  };
}

function filled(row: InputRow, key: string): InputCell | undefined {
  const cell = row.cells[key];
  return cell && cell.text !== '' ? cell : undefined;
}
