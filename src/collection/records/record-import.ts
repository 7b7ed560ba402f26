import type { Database } from '../../platform/database/doorways.ts';
import { insertRows } from '../../platform/database/insert-rows.ts';
import { type Text, text } from '../../platform/language/text.ts';
import type { DoubtsOf } from '../doubt.ts';
import { keptFields } from '../fields/field.ts';
import { importColumns, type OwnReaders, rowReader } from '../fields/read-row.ts';
import { isSpan } from '../fields/span.ts';
import {
  type CorrectionRule,
  type Finding,
  findingAt,
  type ImportColumn,
  type ImportContext,
  type ImportFace,
  type InputRow,
  type StoredEntry,
} from '../import/import-face.ts';
import { mergedCorrections, writeMerged } from '../import/matters/edited-here.ts';
import { joinRecords } from './join-records.ts';
import { linesReader } from './read-lines.ts';
import type { KeptLine } from './read-records.ts';
import type { DescribedRecord, RecordDescription } from './record-description.ts';
import { correctVersions, keptVersions, versionRows } from './versions.ts';

/** What an import needs beside the description of its record. */
export interface RecordImport<D extends RecordDescription> {
  /** Shown where several kinds of file can be read. */
  readonly name: Text;
  readonly own?: OwnReaders<D['fields']>;
  readonly doubtsOf?: DoubtsOf<DescribedRecord<D>>;
  /** How a corrected row is known; without this a changed row ends one record and adds another. */
  readonly corrections?: Omit<CorrectionRule, 'correct'>;
  /** See {@link ImportFace.alike}: the values that together tell. */
  readonly alike?: (record: DescribedRecord<D>, sender: string) => readonly unknown[] | undefined;
  readonly settle?: ImportFace['settle'];
  /** The field with the moment by which the unit of a record must have been there, and units of one name are told apart. */
  readonly moment?: keyof D['fields'] & string;
  /** See {@link ImportFace.covers}. */
  readonly covers?: (
    record: DescribedRecord<D>,
    context: ImportContext,
  ) => ReturnType<NonNullable<ImportFace['covers']>>;
  /** Makes records ready that name people by the numbers of a sender: each number becomes the id of a person. */
  readonly prepare?: (
    database: Database,
    sender: string,
    entries: readonly StoredEntry[],
  ) => Promise<readonly StoredEntry[]>;
}

/** The columns by which files bring a record: its fields, and those of its lines with their codes. */
export function recordColumns({ fields, lines }: RecordDescription): readonly ImportColumn[] {
  return [
    ...importColumns(fields),
    ...Object.values(lines).flatMap((one) => [
      ...importColumns(one.fields),
      ...Object.values(one.codes).flatMap(({ importKey, field }) => importColumns({ [importKey]: field })),
    ]),
  ];
}

/** How files fill a register with records of this description. */
export function recordImport<D extends RecordDescription>(
  description: D,
  { name, own = {}, doubtsOf, alike, corrections, settle, covers, moment, prepare }: RecordImport<D>,
): ImportFace {
  const columns = recordColumns(description);
  const read = rowReader<D['fields']>(description.fields, own, moment);
  const rows = versionRows(description);
  const lines = Object.entries(description.lines).map(([key, one]) => [key, linesReader(one)] as const);
  const required = keptFields(description.fields).flatMap(([key, { imported, required: when, label }]) =>
    imported?.column === 'required' && when !== 'always' ? [[key, label] as const] : [],
  );
  const labels = new Map(columns.map(({ key, label }) => [key, label.nl]));
  return {
    name,
    columns,
    interpret: (row, context) => {
      const findings: Finding[] = [];
      const fields = read(row, context, findings);
      const withLines: Record<string, readonly KeptLine[]> = {};
      for (const [key, readAll] of lines) withLines[key] = readAll(row, context, findings);
      for (const [key, label] of required)
        if (isBlank(row, key)) findings.push(requiredBlank(row, key, label));
      if (fields === undefined) return { findings };
      const record = Object.assign(fields, withLines);
      if (moment !== undefined) findings.push(...unitNotThen(row, record, moment, context));
      if (doubtsOf && isRecord(record, description))
        for (const { kind, field, advice } of doubtsOf(record, context))
          findings.push(doubtAt(row, kind, field, labels.get(field) ?? field, advice));
      return findings.some((one) => one.weight === 'refused') ? { findings } : { record, findings };
    },
    ...(corrections ? { join: (records) => joinRecords(description, records) } : {}),
    store: prepare
      ? async (database, entries, sender) => {
          // One table after the other: people reach a line by the record above it.
          for (const one of rows(await prepare(database, sender, entries))) await insertRows(database, one);
        }
      : { rows },
    ...(corrections
      ? {
          corrections: {
            ...corrections,
            correct: async (database, pairs, reason) => {
              const merged = await mergedCorrections(database, description, pairs);
              await correctVersions(database, description, pairs, reason);
              await writeMerged(database, description, merged, reason);
            },
          },
        }
      : {}),
    ...(moment === undefined ? {} : { moment }),
    ...(alike
      ? {
          alike: (record, sender) => {
            const isOurs = typeof record === 'object' && record !== null && isRecord(record, description);
            const values = isOurs ? alike(record, sender) : undefined;
            return values && JSON.stringify(values);
          },
        }
      : {}),
    ...(settle ? { settle } : {}),
    ...(covers
      ? {
          covers: (record, context) =>
            typeof record === 'object' && record !== null && isRecord(record, description)
              ? covers(record, context)
              : undefined,
        }
      : {}),
    kept: keptVersions(description),
  };
}

/** A record about a unit that was not there at the time: it may count nowhere. */
function unitNotThen(
  row: InputRow,
  record: Readonly<Record<string, unknown>>,
  moment: string,
  { structure }: ImportContext,
): readonly Finding[] {
  const unit = structure.units.find(({ key }) => key === record['unit']);
  const when = record[moment];
  const [from, until] = isSpan(when)
    ? [when.from, when.until]
    : typeof when === 'string'
      ? [when, nextDay(when)]
      : [];
  if (!unit || from === undefined || until === undefined) return [];
  const isThere = (unit.from === null || unit.from < until) && (unit.until === null || from < unit.until);
  if (isThere) return [];
  const cell = row.cells['unit'];
  return [
    findingAt(
      row,
      'doubtful',
      'unit-not-then',
      cell,
      'Onderdeel',
      text(
        `Dit onderdeel bestond toen niet (${unit.from ?? '…'} tot ${unit.until ?? '…'}): de registratie telt misschien nergens. Kloppen datum en onderdeel?`,
        `This unit was not there then (${unit.from ?? '…'} until ${unit.until ?? '…'}): the record may count nowhere. Are date and unit right?`,
      ),
    ),
  ];
}

function nextDay(day: string): string {
  return new Date(Date.parse(day) + 86_400_000).toISOString().slice(0, 10);
}

function isBlank(row: InputRow, key: string): boolean {
  return (row.cells[key]?.text ?? '') === '';
}

/** A cell in a column that no table may lack is blank in this row. */
function requiredBlank(row: InputRow, key: string, label: Text): Finding {
  return findingAt(
    row,
    'doubtful',
    'required-blank',
    row.cells[key],
    label.nl,
    text(
      `„${label.nl}” is leeg: bewaard als „niet vastgelegd”. Vul het aan; tot dan telt deze registratie bij „niet vastgelegd”.`,
      `“${label.en}” is blank: kept as “not recorded”. Fill it in; until then this record counts as “not recorded”.`,
    ),
  );
}

/** Fields and lines were read by the description, so that the record is what it says. */
function isRecord<D extends RecordDescription>(record: object, description: D): record is DescribedRecord<D> {
  return Object.keys(description.lines).every((key) => key in record);
}

/** A doubt of the record with the place where the file says it. */
function doubtAt(row: InputRow, kind: string, field: string, label: string, advice: Text): Finding {
  return findingAt(row, 'doubtful', kind, row.cells[field], label, advice);
}
