import { sql } from 'kysely';
import { z } from 'zod';
import { codeList, type LabelMatch, matchLabel } from '../../codes/code-lists.ts';
import { codeOfLabel } from '../../collection/import/cells/cell-code.ts';
import { dayMissing, readDay } from '../../collection/import/cells/cell-day.ts';
import { readUnit } from '../../collection/import/cells/cell-unit.ts';
import {
  type Finding,
  findingAt,
  type ImportColumn,
  type ImportContext,
  type ImportFace,
  type InputRow,
} from '../../collection/import/import-face.ts';
import type { RecordNames, RegisterSheet } from '../../collection/register.ts';
import { returnNames } from '../../collection/returns/return-rows.ts';
import {
  addEmployments,
  correctEmployments,
  withdrawEmployments,
} from '../../organisation/people/employments.ts';
import { firstNumbers } from '../../organisation/people/persons.ts';
import type { Database } from '../../platform/database/doorways.ts';
import { text } from '../../platform/language/text.ts';
import { decimalText } from '../../platform/spreadsheets/values/decimal.ts';
import { parseNumber } from '../../platform/spreadsheets/values/numbers.ts';

/** The code list that says what kinds of employment there are, and which of them are the organisation's own staff. */
export const employmentKinds = 'employment-kinds';

const employmentSchema = z.strictObject({
  number: z.string().min(1),
  unit: z.string(),
  function: z.string().nullable(),
  supervisor: z.string().nullable(),
  weeklyHours: z.string().nullable(),
  kind: z.string().nullable(),
  startedOn: z.iso.date(),
  endedOn: z.iso.date().nullable(),
});

const columns: readonly ImportColumn[] = [
  {
    key: 'number',
    label: text('Personeelsnummer', 'Personnel number'),
    aliases: ['Pers.nr.', 'Personeelsnr', 'Medewerkernummer', 'Employee number'],
    required: true,
  },
  {
    key: 'unit',
    label: text('Onderdeel', 'Unit'),
    aliases: ['Organisatieonderdeel', 'Dienst'],
    required: true,
  },
  {
    key: 'function',
    label: text('Functie', 'Function'),
    aliases: ['Functienaam', 'Job title'],
    required: false,
  },
  {
    key: 'supervisor',
    label: text('Personeelsnummer leidinggevende', 'Personnel number of supervisor'),
    aliases: ['Leidinggevende', 'Supervisor'],
    required: false,
  },
  {
    key: 'hours',
    label: text('Uren per week', 'Hours a week'),
    aliases: ['Uren', 'Arbeidsduur', 'Hours'],
    required: false,
  },
  {
    key: 'kind',
    label: text('Soort dienstverband', 'Kind of employment'),
    aliases: ['Dienstverband', 'Aanstelling', 'Contract'],
    required: false,
    list: employmentKinds,
  },
  {
    key: 'started',
    label: text('Begin dienstverband', 'Employed from'),
    aliases: ['In dienst', 'Datum in dienst', 'Begindatum', 'Start date'],
    required: true,
  },
  {
    key: 'ended',
    label: text('Laatste dag dienstverband', 'Last day employed'),
    aliases: ['Uit dienst', 'Datum uit dienst', 'Einddatum', 'End date'],
    required: false,
  },
  // Parts employments that are equal otherwise in an export: they stood in different rows.
  {
    key: 'equal',
    label: text('Volgnummer onder gelijke', 'Number among equals'),
    aliases: [],
    required: false,
  },
];

const labelOf = (key: string) => columns.find((column) => column.key === key)?.label.nl ?? key;

/** A list of employments: who works where, one employment a row. A person stands on as many rows as employments. */
export const employmentImport: ImportFace = {
  name: text('personeelslijst', 'staff list'),
  columns,
  interpret: (row, context) => {
    const findings: Finding[] = [];
    const cell = (key: string) => row.cells[key]?.text || null;
    const number = cell('number');
    if (number === null) findings.push(refused(row, 'number', 'number-missing', numberAdvice));
    const unit = readUnit(row, context, findings)?.key ?? null;
    if (cell('unit') === null) findings.push(refused(row, 'unit', 'unit-missing', unitAdvice));
    const startedOn = readDay(row, 'started', labelOf('started'), findings);
    if (cell('started') === null) findings.push(dayMissing(row, 'started', labelOf('started')));
    const endedOn = readDay(row, 'ended', labelOf('ended'), findings);
    if (startedOn !== null && endedOn !== null && endedOn < startedOn)
      findings.push(refused(row, 'ended', 'ends-before-start', orderAdvice));
    const stated = {
      number,
      unit,
      function: cell('function'),
      supervisor: cell('supervisor'),
      weeklyHours: hoursOf(row, findings),
      kind: kindOf(row, context, findings),
      startedOn,
      endedOn,
    };
    if (findings.some((one) => one.weight === 'refused')) return { findings };
    return { record: employmentSchema.parse(stated), findings };
  },
  store: (database, entries, sender) =>
    addEmployments(
      database,
      sender,
      entries.map((entry) => ({ ...employmentSchema.parse(entry.record), employmentId: entry.recordId })),
    ),
  // A person may have several employments, so the personnel number alone tells none of them apart.
  corrections: {
    numberColumns: [],
    tellingColumns: [
      ['number', 'unit'],
      ['number', 'started'],
    ],
    correct: correctEmployments,
  },
  withdraw: withdrawEmployments,
};

/** The employments as they are known, in the form that {@link employmentImport} reads. */
export const employmentSheet: RegisterSheet = {
  name: 'dienstverbanden',
  headings: columns.map((column) => column.label.nl),
  read: async (database) =>
    (await present(database)).map((row) => [
      row.number,
      row.unit,
      row.function,
      row.supervisor,
      row.weekly_hours,
      row.kind,
      row.started_on,
      row.ended_on,
      row.equal,
    ]),
};

/** Returns are known by what they are about, employments by person, unit, days and their number among equals. */
export const employmentNames: RecordNames = async (database) => [
  ...(await returnNames('staff')(database)),
  ...(await present(database)).map((row) => ({
    recordId: row.employment_id,
    name: [row.number, row.unit, row.started_on, row.ended_on ?? '', row.equal].join(' '),
  })),
];

interface PresentEmployment {
  readonly employment_id: string;
  readonly number: string;
  readonly unit: string;
  readonly function: string | null;
  readonly supervisor: string | null;
  readonly weekly_hours: string | null;
  readonly kind: string | null;
  readonly started_on: string;
  readonly ended_on: string | null;
  readonly equal: string;
}

/** The present employments; among equal ones those with fewer doubts go first, so that the numbers come back alike. */
async function present(database: Database): Promise<readonly PresentEmployment[]> {
  const { rows } = await sql<PresentEmployment>`
    select e.employment_id, p.number, e.unit, e.function, s.number as supervisor, e.weekly_hours::text, e.kind,
           e.started_on::text, e.ended_on::text,
           (row_number() over (partition by p.number, e.unit, e.started_on, e.ended_on
                               order by e.function, e.kind, e.weekly_hours, coalesce(f.flags, ''), e.employment_id))::text as equal
    from employment e
    join ${firstNumbers} p on p.person_id = e.person_id
    left join ${firstNumbers} s on s.person_id = e.supervisor_id
    left join (select record_id, string_agg(concat_ws(' ', kind, value), '|' order by kind, value) as flags from record_flag
               where register = 'staff' and withdrawn_at is null group by record_id) f
      on f.record_id = e.employment_id
    where e.withdrawn_at is null
    order by p.number, e.started_on, e.unit, e.ended_on, equal`.execute(database);
  return rows;
}

const numberAdvice = text(
  'Zonder nummer is niet te zien of twee dienstverbanden van dezelfde persoon zijn. Vul een nummer in; een naam is niet nodig.',
  'Without a number it cannot be seen whether two employments are one person’s. Fill in a number; no name is needed.',
);
const unitAdvice = text(
  'Vul in bij welk onderdeel dit dienstverband hoort.',
  'Fill in with which unit this employment is.',
);
const orderAdvice = text(
  'De laatste dag ligt voor het begin. Verbeter een van beide.',
  'The last day lies before the beginning. Correct one of them.',
);

function refused(row: InputRow, key: string, kind: string, advice: Finding['advice']): Finding {
  return findingAt(row, 'refused', kind, row.cells[key], labelOf(key), advice);
}

/** Hours a week as a decimal with a point; more than there are in a working week are kept and asked. */
function hoursOf(row: InputRow, found: Finding[]): string | null {
  const cell = row.cells['hours'];
  if (!cell || cell.text === '') return null;
  const reading = parseNumber(cell.text);
  const hours = reading.kind === 'number' ? Number(decimalText(reading.value)) : Number.NaN;
  if (!(hours >= 0.01 && hours <= 99.99)) {
    const advice = text(
      'Dit is geen aantal uren per week. Schrijf bijvoorbeeld 32 of 31,5.',
      'This is no number of hours a week. Write for example 32 or 31.5.',
    );
    found.push(refused(row, 'hours', 'hours-unclear', advice));
    return null;
  }
  if (hours > 48) {
    const advice = text(
      'Meer uren per week dan de wet toelaat; klopt dit getal?',
      'More hours a week than the law allows; is this number right?',
    );
    found.push(findingAt(row, 'doubtful', 'hours-many', cell, cell.heading, advice));
  }
  return hours.toFixed(2);
}

function kindOf(row: InputRow, context: ImportContext, found: Finding[]): string | null {
  const cell = row.cells['kind'];
  if (!cell || cell.text === '') return null;
  const list = codeList(context.codes, employmentKinds);
  const reading = {
    list,
    match: () => matchLabel(list, cell.text),
    told: ({ how }: LabelMatch) => (how === 'normalised' ? ('note' as const) : undefined),
  };
  return codeOfLabel(row, cell, reading, context, found);
}
