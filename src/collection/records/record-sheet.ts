import type { CodeLists } from '../../codes/code-lists.ts';
import type { AnyValue } from '../fields/field.ts';
import { fileValue } from '../fields/write-value.ts';
import { codeSeparator, lineSeparator } from './read-lines.ts';
import type { KeptVersion } from './read-records.ts';
import type { RecordDescription } from './record-description.ts';
import { recordColumns } from './record-import.ts';

/** Writes a column in a way of its own, from the whole version. */
export type OwnWriter = (version: KeptVersion, codes: CodeLists) => string | null;

/** The headings of a file with these records, which its import reads: Dutch, as the form has them. */
export function recordHeadings(description: RecordDescription): readonly string[] {
  return recordColumns(description).map((column) => column.label.nl);
}

/** Writes versions as rows under {@link recordHeadings}, so that they are read back as they were. */
export function recordWriter(
  description: RecordDescription,
  own: Readonly<Record<string, OwnWriter>> = {},
): (version: KeptVersion, codes: CodeLists) => readonly (string | null)[] {
  const writers = recordColumns(description).map(({ key }) => own[key] ?? writerOf(description, key));
  return (version, codes) => writers.map((write) => write(version, codes));
}

function writerOf({ fields, lines }: RecordDescription, key: string): OwnWriter {
  const field = fields[key];
  if (field) return ({ values }) => fileValue(values[key] ?? null);
  for (const [lineKey, one] of Object.entries(lines)) {
    const lineField = one.fields[key];
    if (lineField)
      return ({ lines: kept }) =>
        joined((kept[lineKey] ?? []).map((line) => fileValue(scalar(line[key])) ?? ''));
    const codes = Object.entries(one.codes).find(([, { importKey }]) => importKey === key);
    if (codes)
      return ({ lines: kept }) =>
        joined((kept[lineKey] ?? []).map((line) => listOf(line[codes[0]]).join(` ${codeSeparator} `)));
  }
  return () => null;
}

/** Lines side by side, " ; " between them; nothing where there is no line. */
function joined(parts: readonly string[]): string | null {
  return parts.length === 0 ? null : parts.join(` ${lineSeparator} `);
}

function scalar(value: AnyValue | readonly string[] | undefined): AnyValue {
  return value === undefined || isList(value) ? null : value;
}

function listOf(value: AnyValue | readonly string[] | undefined): readonly string[] {
  return isList(value) ? value : [];
}

function isList(value: AnyValue | readonly string[] | undefined): value is readonly string[] {
  return Array.isArray(value);
}
