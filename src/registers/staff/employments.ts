import { sql } from 'kysely';
import { z } from 'zod';
import type { AnyValue } from '../../collection/fields/field.ts';
import type { StoredEntry } from '../../collection/import/import-face.ts';
import { employmentReaders } from '../../collection/people/employment-readers.ts';
import { employmentRecord } from '../../collection/people/employment-record.ts';
import { numberedRecords } from '../../collection/records/numbered-records.ts';
import { recordImport } from '../../collection/records/record-import.ts';
import type { RecordNames } from '../../collection/register.ts';
import { returnNames } from '../../collection/returns/return-rows.ts';
import { firstNumbers, knowNumbers, personsOfNumbers } from '../../organisation/people/persons.ts';
import type { Database } from '../../platform/database/doorways.ts';
import { text } from '../../platform/language/text.ts';

/** A list of employments: who works where, one employment a row. A person stands on as many rows as employments. */
export const employmentImport = recordImport(employmentRecord, {
  name: text('personeelslijst', 'staff list'),
  own: employmentReaders,
  // A person may have several employments, so the personnel number alone tells none of them apart.
  corrections: {
    numberColumns: [],
    tellingColumns: [
      ['number', 'unit'],
      ['number', 'started'],
    ],
  },
  // A number is of its sender: another may give it to somebody else.
  alike: ({ number, unit, started }, sender) => [sender, number, unit, started],
  moment: 'started',
  prepare: withPersons,
});

/** Employments with the persons whom the sender's numbers name. */
async function withPersons(
  database: Database,
  sender: string,
  entries: readonly StoredEntry[],
): Promise<readonly StoredEntry[]> {
  const named = entries.map(({ recordId, record }) => ({ recordId, record: statedSchema.parse(record) }));
  const numbers = new Set(
    named.flatMap(({ record }) => [
      record.number,
      ...(record.supervisor === null ? [] : [record.supervisor]),
    ]),
  );
  await knowNumbers(database, sender, numbers);
  const persons = await personsOfNumbers(database, sender, numbers);
  return named.map(({ recordId, record }) => ({
    recordId,
    record: {
      ...record,
      number: persons.get(record.number),
      supervisor: record.supervisor === null ? null : persons.get(record.supervisor),
    },
  }));
}

/** An employment as a list states it: persons are still the sender's numbers. */
const statedSchema = z.looseObject({ number: z.string().min(1), supervisor: z.string().nullable() });

const { sheet, names } = numberedRecords(employmentRecord, {
  register: 'staff',
  sheet: 'dienstverbanden',
  orderBy: sql`(select number from ${firstNumbers} n where n.person_id = r.person_id),
    r.started_on, r.unit, r.ended_on, r.function, r.kind, r.weekly_hours`,
  named: ['number', 'unit', 'started', 'ended'],
  number: 'equal',
  written: async (database) => {
    const { rows } = await sql<{ person_id: string; number: string }>`
      select person_id, number from ${firstNumbers} n`.execute(database);
    const numbers = new Map(rows.map((row) => [row.person_id, row.number]));
    return (key: string, value: AnyValue) =>
      (key === 'number' || key === 'supervisor') && typeof value === 'string'
        ? (numbers.get(value) ?? null)
        : value;
  },
});

/** The employments as they are known, in the form that {@link employmentImport} reads. */
export const employmentSheet = sheet;

/** Returns are known by what they are about, employments by person, unit, days and their number among equals. */
export const employmentNames: RecordNames = async (database) => [
  ...(await returnNames('staff')(database)),
  ...(await names(database)),
];
