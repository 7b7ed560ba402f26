import { sql } from 'kysely';
import { z } from 'zod';
import { dayMissing, readDay } from '../../collection/import/cells/cell-day.ts';
import { readUnit } from '../../collection/import/cells/cell-unit.ts';
import { type Finding, findingAt, type ImportFace } from '../../collection/import/import-face.ts';
import { recordCode, scopedColumns } from '../../collection/record-codes.ts';
import type { FactSource, RecordNames, RegisterSheet } from '../../collection/register.ts';
import { returnNames } from '../../collection/returns/return-rows.ts';
import { factTableFromJoined, type JoinedFactRow } from '../../figures/cubes/facts.ts';
import type { Database } from '../../platform/database/doorways.ts';
import { type InsertColumn, newRows } from '../../platform/database/insert-rows.ts';
import { newId } from '../../platform/database/new-id.ts';
import { text } from '../../platform/language/text.ts';

const declarationSchema = z.strictObject({
  unit: z.string(),
  declaredOn: z.iso.date(),
  endedOn: z.iso.date().nullable(),
  paid: z.boolean().nullable(),
});

interface NewDeclaration extends z.infer<typeof declarationSchema> {
  readonly versionId: string;
  readonly activityId: string;
}

const declarationColumns: readonly InsertColumn<NewDeclaration>[] = [
  ['version_id', 'uuid', (row) => row.versionId],
  ['activity_id', 'uuid', (row) => row.activityId],
  ['unit', 'text', (row) => row.unit],
  ['declared_on', 'date', (row) => row.declaredOn],
  ['ended_on', 'date', (row) => row.endedOn],
  ['paid', 'boolean', (row) => row.paid],
];

/** Declared activities in force at the end of each reporting year: declared by then and not ended. */
export const declarationFacts: FactSource = {
  name: 'outside-activities',
  read: async (database, scope) => {
    const years = JSON.stringify(
      scope.years.map((year) => ({ key: year.key, from: year.from, until: year.until })),
    );
    const rows = await sql<JoinedFactRow>`
      select concat_ws('|', y.key, a.unit, case a.paid when true then 'yes' when false then 'no' else '' end${recordCode(scope, 'a.activity_id')}) as codes, count(*) as amount
      from jsonb_to_recordset(${years}::jsonb) as y(key text, "from" date, until date)
      join outside_activity a on a.declared_on < y.until and (a.ended_on is null or a.ended_on >= y.until)
      where a.withdrawn_at is null
      group by 1 order by 1`.execute(database);
    return factTableFromJoined(
      'outside-activities',
      scopedColumns(scope, ['year', 'unit', 'paid']),
      rows.rows,
    );
  },
};

/** Declarations one by one, where a unit keeps them in a list. */
export const declarationImport: ImportFace = {
  name: text('lijst van opgegeven nevenwerkzaamheden', 'list of declared outside activities'),
  columns: [
    {
      key: 'unit',
      label: text('Onderdeel', 'Unit'),
      aliases: ['Organisatieonderdeel', 'Dienst'],
      required: true,
    },
    {
      key: 'declared',
      label: text('Datum opgave', 'Date declared'),
      aliases: ['Opgegeven op', 'Gemeld op'],
      required: true,
    },
    {
      key: 'ended',
      label: text('Datum einde', 'Date ended'),
      aliases: ['Beëindigd op', 'Einddatum'],
      required: false,
    },
    { key: 'paid', label: text('Betaald', 'Paid'), aliases: ['Bezoldigd'], required: false },
    // Parts declarations that are equal otherwise in an export: they stood in different rows.
    {
      key: 'equal',
      label: text('Volgnummer onder gelijke', 'Number among equals'),
      aliases: [],
      required: false,
    },
  ],
  interpret: (row, context) => {
    const findings: Finding[] = [];
    const unit = readUnit(row, context, findings);
    if (!row.cells['unit']?.text)
      findings.push(findingAt(row, 'refused', 'unit-missing', undefined, 'Onderdeel', unitAdvice));
    const declaredOn = readDay(row, 'declared', 'Datum opgave', findings);
    if (!row.cells['declared']?.text) findings.push(dayMissing(row, 'declared', 'Datum opgave'));
    const endedOn = readDay(row, 'ended', 'Datum einde', findings);
    if (!unit || !declaredOn || findings.length > 0) return { findings };
    const paidText = row.cells['paid']?.text ?? '';
    const paid = /^(ja|yes|betaald|bezoldigd)$/i.test(paidText)
      ? true
      : /^(nee|no|onbetaald|onbezoldigd)$/i.test(paidText)
        ? false
        : null;
    return { record: { unit: unit.key, declaredOn, endedOn, paid }, findings };
  },
  store: {
    rows: (entries) => [
      newRows(
        'outside_activity',
        declarationColumns,
        entries.map((entry) => ({
          ...declarationSchema.parse(entry.record),
          versionId: newId(),
          activityId: entry.recordId,
        })),
      ),
    ],
  },
  withdraw: async (database, recordIds) => {
    await sql`update outside_activity set withdrawn_at = now() where activity_id = any(${recordIds}::uuid[]) and withdrawn_at is null`.execute(
      database,
    );
  },
};

/** The declarations in force or ended, in the form that {@link declarationImport} reads. */
export const declarationSheet: RegisterSheet = {
  name: 'opgaven-per-stuk',
  headings: declarationImport.columns.map((column) => column.label.nl),
  read: async (database) =>
    (await present(database)).map((row) => [
      row.unit,
      row.declared_on,
      row.ended_on,
      row.paid,
      String(row.equal),
    ]),
};

/** Returns are known by what they are about, declarations by what stands in them and their number among equals. */
export const outsideActivityNames: RecordNames = async (database) => [
  ...(await returnNames('outside-activities')(database)),
  ...(await present(database)).map((row) => ({
    recordId: row.activity_id,
    name: [row.unit, row.declared_on, row.ended_on ?? '', row.paid ?? '', row.equal].join(' '),
  })),
];

interface PresentDeclaration {
  readonly activity_id: string;
  readonly unit: string;
  readonly declared_on: string;
  readonly ended_on: string | null;
  readonly paid: 'ja' | 'nee' | null;
  readonly equal: string;
}

/** The present declarations; among equal ones those with fewer doubts go first, so that the numbers come back alike. */
async function present(database: Database): Promise<readonly PresentDeclaration[]> {
  const { rows } = await sql<PresentDeclaration>`
    select a.activity_id, a.unit, a.declared_on::text, a.ended_on::text,
           case a.paid when true then 'ja' when false then 'nee' end as paid,
           (row_number() over (partition by a.unit, a.declared_on, a.ended_on, a.paid
                               order by coalesce(f.flags, ''), a.activity_id))::text as equal
    from outside_activity a
    left join (select record_id, string_agg(concat_ws(' ', kind, value), '|' order by kind, value) as flags from record_flag
               where register = 'outside-activities' and withdrawn_at is null group by record_id) f
      on f.record_id = a.activity_id
    where a.withdrawn_at is null
    order by a.declared_on, a.unit, a.ended_on, a.paid, equal`.execute(database);
  return rows;
}

const unitAdvice = text(
  'Vul in bij welk onderdeel deze opgave hoort.',
  'Fill in to which unit this declaration belongs.',
);
