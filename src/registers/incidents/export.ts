import { sql } from 'kysely';
import { type CodeLists, codeList, findCode } from '../../codes/code-lists.ts';
import { type Span, spanText } from '../../collection/fields/span.ts';
import { writtenNumbers } from '../../collection/import/matters/written-numbers.ts';
import { type KeptVersion, readVersions } from '../../collection/records/read-records.ts';
import { recordColumns } from '../../collection/records/record-import.ts';
import { recordHeadings, recordWriter } from '../../collection/records/record-sheet.ts';
import type { RegisterSheet } from '../../collection/register.ts';
import { incidentRecord } from './fields.ts';

const write = recordWriter(incidentRecord, {
  subcategory: ({ values: { subcategory } }, codes) =>
    typeof subcategory === 'string' ? withLetter(subcategory, codes) : null,
  period: (version) => {
    const span = receivedIn(version);
    return span && inReportingYears(span) ? reportingYears(span) : null;
  },
  received: (version) => {
    const span = receivedIn(version);
    return span && !inReportingYears(span) ? spanText(span) : null;
  },
});

const columns = recordColumns(incidentRecord);
const caseNumberPlace = columns.findIndex(({ key }) => key === 'caseNumber');
const numberColumns = { number: columnOf('caseNumber'), reference: columnOf('reference') };

/**
 * The present registrations on the uniform form, with codes instead of labels and with the reference by which they
 * are the same incidents when they are read back, and with the number that the sender gave, as the sender wrote it.
 */
export const incidentSheet: RegisterSheet = {
  name: 'registraties',
  headings: recordHeadings(incidentRecord),
  read: async (database, codes) => {
    const orderBy = sql`r.received_from, r.reference`;
    const versions = await readVersions(database, incidentRecord, { what: 'present', orderBy });
    const numbers = await writtenNumbers(database, 'incidents', numberColumns);
    return versions.map((version) =>
      write(version, codes).map((cell, place) =>
        place === caseNumberPlace ? (numbers.get(version.id) ?? null) : cell,
      ),
    );
  },
};

function receivedIn({ values: { received } }: KeptVersion): Span | undefined {
  return typeof received === 'object' && received !== null ? received : undefined;
}

/** Received in a year or years that do not begin in January: no date says that, the column of the reporting year does. */
function inReportingYears({ from, precision }: Span): boolean {
  return (precision === 'year' || precision === 'period') && !from.endsWith('-01-01');
}

/** The reporting years of a profile bear the calendar year in which they begin. */
function reportingYears({ from, until }: Span): string {
  const first = from.slice(0, 4);
  const last = String(Number(until.slice(0, 4)) - 1);
  return first === last ? first : `${first}-${last}`;
}

/** The letter of its own category goes before a subcategory: a pair that does not fit stays readable. */
function withLetter(subcategory: string, codes: CodeLists): string {
  const parent = findCode(codeList(codes, 'incident-categories'), subcategory)?.parent;
  return parent !== undefined && /^[a-z]$/.test(parent) ? `${parent}. ${subcategory}` : subcategory;
}

function columnOf(key: string) {
  const column = columns.find((one) => one.key === key);
  if (!column) throw new Error(`The form has no column ${key}.`);
  return column;
}
