import { setImmediate } from 'node:timers/promises';
import { z } from 'zod';
import type { Profile } from '../../../codes/profile.ts';
import type { Structure } from '../../../organisation/structure.ts';
import { text } from '../../../platform/language/text.ts';
import { SpreadsheetError } from '../../../platform/spreadsheets/spreadsheet-error.ts';
import { type Field, optionalColumn, row as rowKind, words } from '../../fields/field.ts';
import { importColumns, rowReader } from '../../fields/read-row.ts';
import { readUnit } from '../../import/cells/cell-unit.ts';
import { type DateOrder, DatesOfFile } from '../../import/cells/dates-of-file.ts';
import { withoutMissingWords } from '../../import/cells/missing-words.ts';
import { noRows, unreadable } from '../../import/file-findings.ts';
import {
  type Finding,
  findingAt,
  type ImportColumn,
  type ImportContext,
  type InputRow,
  type TableShape,
} from '../../import/import-face.ts';
import type { ConfirmedColumns } from '../../import/tables/match-columns.ts';
import { type ReadRow, readRows } from '../../import/tables/read-rows.ts';
import { employmentReaders } from '../employment-readers.ts';
import { employmentRecord } from '../employment-record.ts';
import type { OptionalColumn, StatedEmployment, StatedPeople } from '../stated-people.ts';

const identifying = { privacy: 'identifying', required: 'never', counted: 'no', column: '' } as const;

/** How a person is called and reached, as lists of people bring it beside the employment. */
const contactFields = {
  name: {
    ...identifying,
    kind: words,
    label: text('Naam', 'Name'),
    imported: optionalColumn('Naam medewerker', 'Volledige naam', 'Medewerker', 'Full name', 'Employee name'),
  },
  firstName: {
    ...identifying,
    kind: rowKind,
    label: text('Voornaam', 'First name'),
    imported: optionalColumn('Roepnaam', 'Voorletters', 'Initialen', 'Initials', 'Given name'),
  },
  prefix: {
    ...identifying,
    kind: rowKind,
    label: text('Tussenvoegsel', 'Name prefix'),
    imported: optionalColumn('Voorvoegsel', 'Tussenvoegsels', 'Voorvoegsels'),
  },
  lastName: {
    ...identifying,
    kind: rowKind,
    label: text('Achternaam', 'Last name'),
    imported: optionalColumn('Geslachtsnaam', 'Family name', 'Surname'),
  },
  mail: {
    ...identifying,
    kind: words,
    label: text('E-mailadres', 'Mail address'),
    imported: optionalColumn('E-mail', 'Mail', 'Email', 'Zakelijk e-mailadres', 'Werkmail', 'E-mail address'),
  },
} satisfies Readonly<Record<string, Field>>;

const columns: readonly ImportColumn[] = [
  ...importColumns(employmentRecord.fields).filter(({ key }) => key !== 'equal'),
  ...importColumns(contactFields),
];

/** What a list of people looks like. */
export const peopleShape: TableShape = { name: text('lijst van mensen', 'list of people'), columns };

/** What a list may lack, by the columns of the file that bring it. */
const optional: ReadonlyMap<string, OptionalColumn> = new Map([
  ['name', 'name'],
  ['lastName', 'name'],
  ['mail', 'mail'],
  ['function', 'function'],
  ['supervisor', 'supervisor'],
  ['hours', 'hours'],
  ['kind', 'kind'],
]);

/** The most characters of a cell; more is a slip of who made the file. */
const longest: Readonly<Record<string, number>> = {
  number: 60,
  supervisor: 60,
  name: 200,
  firstName: 100,
  prefix: 40,
  lastName: 160,
  mail: 200,
  function: 200,
};

/** Rows read before others get a turn. */
const rowsATurn = 200;

/** How a file with a list of people is read. */
export interface PeopleFileOptions {
  readonly structure: Structure;
  readonly profile: Profile;
  /** Units are those of this day. */
  readonly day: string;
  readonly columns: ConfirmedColumns;
  /** See {@link ImportContext.labels}. */
  readonly labels: ImportContext['labels'];
  readonly dates: DateOrder | undefined;
  readonly sheet: string | undefined;
}

/** Reads a file with a list of people; where something was refused nothing of it may be used. */
export async function readPeopleFile(
  file: string,
  options: PeopleFileOptions,
): Promise<{
  readonly list: StatedPeople;
  readonly findings: readonly Finding[];
  readonly headings: ReadonlySet<string>;
}> {
  const { profile, day } = options;
  const context: ImportContext = {
    structure: options.structure,
    codes: profile.codes,
    yearStart: profile.yearStart,
    profile,
    period: undefined,
    labels: options.labels,
  };
  const dates = new DatesOfFile(options.dates);
  const read = peopleReader(context, day);
  const rows: StatedEmployment[] = [];
  const findings: Finding[] = [];
  const headings = new Set<string>();
  const present = new Set<OptionalColumn>();
  const tables = new Set<object>();
  const interpret = (one: ReadRow<TableShape>): void => {
    if (!tables.has(one.table)) {
      tables.add(one.table);
      for (const { meaning } of one.table.columns) {
        const column = meaning && optional.get(meaning.key);
        if (column) present.add(column);
      }
    }
    if (one.isTotal) return;
    const { input, found } = withoutMissingWords(one.input, columns, context.codes);
    findings.push(...found);
    const stated = read(dates.read(input, columns, context), findings);
    if (stated) rows.push(stated);
  };
  try {
    const batches = readRows(file, [peopleShape], options.columns, profile.yearStart, undefined, {
      chosen: options.sheet,
    });
    for await (const batch of batches) {
      for (const heading of batch.headings) headings.add(heading);
      findings.push(...batch.findings);
      for (const [index, one] of batch.rows.entries()) {
        interpret(one);
        if (index % rowsATurn === 0) await setImmediate();
      }
    }
  } catch (error) {
    if (!(error instanceof SpreadsheetError)) throw error;
    findings.push(unreadable(error, ''));
  }
  findings.push(...dates.findings());
  if (rows.length === 0 && !findings.some(({ weight }) => weight === 'refused')) {
    const { kind, sheet, row, column } = noRows;
    findings.push({ weight: 'refused', kind, sheet, row, column, value: '', advice: emptyList });
  }
  return { list: { rows, columns: present }, findings, headings };
}

function peopleReader(
  context: ImportContext,
  day: string,
): (row: InputRow, found: Finding[]) => StatedEmployment | undefined {
  const onDay = { from: day, until: nextDay(day) };
  const fields = employmentRecord.fields;
  const read = rowReader(fields, {
    ...employmentReaders,
    unit: (row, _context, found) => readUnit(row, context, found, 'unit', onDay)?.key ?? '',
  });
  return (row, found) => {
    const before = found.length;
    for (const key in longest) tooLong(row, key, found);
    const record = read(row, context, found);
    if (record && record.unit === '' && found.length === before) found.push(unitMissing(row));
    if (record) impossibleDays(row, record, day, found);
    if (record) unitEnded(row, record, context.structure, day, found);
    const mail = mailOf(row, found);
    if (!record || found.slice(before).some(({ weight }) => weight === 'refused')) return undefined;
    const { number, unit, function: job, supervisor, hours, kind, started, ended } = record;
    return {
      line: row.number,
      number,
      name: nameOf(row),
      mail,
      unit,
      function: job,
      supervisor,
      hours,
      kind,
      started,
      ended,
    };
  };
}

function nameOf({ cells }: InputRow): string | null {
  const written = (key: string) => cells[key]?.text.replaceAll(/\s+/g, ' ').trim() ?? '';
  const whole = written('name');
  if (whole !== '') return whole;
  return (
    ['firstName', 'prefix', 'lastName']
      .map(written)
      .filter((part) => part !== '')
      .join(' ') || null
  );
}

const mailShape = z.email();

function mailOf(row: InputRow, found: Finding[]): string | null {
  const cell = row.cells['mail'];
  if (!cell || cell.text === '') return null;
  if (mailShape.safeParse(cell.text).success) return cell.text;
  found.push(
    findingAt(
      row,
      'doubtful',
      'mail-unclear',
      cell,
      cell.heading,
      text(
        'Dit is geen e-mailadres: bewaard zonder. Verbeter het in het personeelssysteem.',
        'This is no mail address: kept without one. Correct it in the personnel system.',
      ),
    ),
  );
  return null;
}

function tooLong(row: InputRow, key: string, found: Finding[]): void {
  const cell = row.cells[key];
  const most = longest[key] ?? 0;
  if (!cell || cell.text.length <= most) return;
  found.push(
    findingAt(
      row,
      'refused',
      'cell-too-long',
      cell,
      cell.heading,
      text(
        `Deze cel heeft ${cell.text.length} tekens en mag er ${most} hebben. Staat hier wel wat de kop zegt?`,
        `This cell has ${cell.text.length} characters and may have ${most}. Does it hold what the heading says?`,
      ),
    ),
  );
}

/** Nobody who works now began earlier. */
const firstDay = '1930-01-01';
const yearsAhead = 5;

function impossibleDays(
  row: InputRow,
  { started }: { readonly started: string },
  day: string,
  found: Finding[],
): void {
  const last = `${Number(day.slice(0, 4)) + yearsAhead}${day.slice(4)}`;
  if (started >= firstDay && started <= last) return;
  const cell = row.cells['started'];
  found.push(
    findingAt(
      row,
      'refused',
      'date-impossible',
      cell,
      cell?.heading ?? '',
      text(
        'Op die dag kan geen dienstverband beginnen. Klopt het jaar?',
        'No employment can begin on that day. Is the year right?',
      ),
    ),
  );
}

/** Who works now works for a unit that is there. */
function unitEnded(
  row: InputRow,
  { unit, ended }: { readonly unit: string; readonly ended: string | null },
  structure: Structure,
  day: string,
  found: Finding[],
): void {
  if (ended !== null && ended < day) return;
  const known = structure.units.find(({ key }) => key === unit);
  if (!known || known.until === null || day < known.until) return;
  const cell = row.cells['unit'];
  found.push(
    findingAt(
      row,
      'refused',
      'unit-ended',
      cell,
      'Onderdeel',
      text(
        `Dit onderdeel is er niet meer sinds ${known.until}. Zeg welk onderdeel is bedoeld, in de lijst of met --map 'unit:${cell?.text ?? ''}=<sleutel>'.`,
        `This unit is there no more since ${known.until}. Say which unit is meant, in the list or by --map 'unit:${cell?.text ?? ''}=<key>'.`,
      ),
    ),
  );
}

function unitMissing(row: InputRow): Finding {
  const advice = text('Vul in bij welk onderdeel dit hoort.', 'Fill in to which unit this belongs.');
  return findingAt(row, 'refused', 'unit-missing', row.cells['unit'], 'Onderdeel', advice);
}

const emptyList = text(
  'De lijst heeft koppen en geen rijen. Aan een lege lijst is niet te zien of iedereen weg is: er is niets gewijzigd. Haal de lijst opnieuw op.',
  'The list has headings and no rows. An empty list does not tell whether everybody has left: nothing was changed. Fetch the list again.',
);

function nextDay(day: string): string {
  return new Date(Date.parse(day) + 86_400_000).toISOString().slice(0, 10);
}
