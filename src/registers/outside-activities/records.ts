import { sql } from 'kysely';
import { z } from 'zod';
import { dayMissing, readDay } from '../../collection/import/cell-day.ts';
import { readUnit } from '../../collection/import/cell-unit.ts';
import { type Finding, findingAt, type ImportFace } from '../../collection/import/import-face.ts';
import { recordCode, scopedColumns } from '../../collection/record-codes.ts';
import type { FactSource, RegisterSheet } from '../../collection/register.ts';
import { factTableFromJoined, type JoinedFactRow } from '../../figures/facts.ts';
import { newId } from '../../platform/database/new-id.ts';
import { text } from '../../platform/language/text.ts';

const declarationSchema = z.strictObject({
  unit: z.string(),
  declaredOn: z.iso.date(),
  endedOn: z.iso.date().nullable(),
  paid: z.boolean().nullable(),
});

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
  store: async (database, entries) => {
    const rows = entries.map((entry) => ({
      ...declarationSchema.parse(entry.record),
      version_id: newId(),
      activity_id: entry.recordId,
    }));
    if (rows.length === 0) return;
    await sql`
      insert into outside_activity (version_id, activity_id, unit, declared_on, ended_on, paid)
      select version_id, activity_id, unit, "declaredOn", "endedOn", paid
      from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
        as r(version_id uuid, activity_id uuid, unit text, "declaredOn" date, "endedOn" date, paid boolean)`.execute(
      database,
    );
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
  read: async (database) => {
    const rows = await database
      .selectFrom('outside_activity')
      .select(['unit', 'declared_on', 'ended_on', 'paid'])
      .where('withdrawn_at', 'is', null)
      .orderBy('declared_on')
      .orderBy('unit')
      .orderBy('activity_id')
      .execute();
    return rows.map((row) => [
      row.unit,
      row.declared_on,
      row.ended_on,
      row.paid === null ? null : row.paid ? 'ja' : 'nee',
    ]);
  },
};

const unitAdvice = text(
  'Vul in bij welk onderdeel deze opgave hoort.',
  'Fill in to which unit this declaration belongs.',
);
