import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { z } from 'zod';
import { atCommandLine } from '../../platform/access/access-table.ts';
import type { Question } from '../../platform/database/doorways.ts';
import { text } from '../../platform/language/text.ts';
import { findingAt, type ImportFace } from '../import/import-face.ts';
import type { Register } from '../register.ts';
import { registerAccess } from '../returns/return-register.ts';
import type { PrintedFigure } from './printed-rules.ts';

const printedSchema = z.strictObject({
  subject: z.string(),
  quantity: z.string(),
  period: z.string().nullable(),
  printed: z.string(),
  unit: z.string(),
  place: z.string(),
  chapter: z.string().nullable(),
  figure: z.string().nullable(),
  figure_place: z.string().nullable(),
  remark: z.string().nullable(),
});

const face: ImportFace = {
  name: text('gedrukte cijfers', 'printed figures'),
  columns: [
    { key: 'subject', label: text('Onderwerp', 'Subject'), aliases: [], required: true },
    { key: 'quantity', label: text('Maat', 'Quantity'), aliases: ['Grootheid'], required: true },
    { key: 'period', label: text('Periode', 'Period'), aliases: ['Jaar'], required: false },
    { key: 'printed', label: text('Gedrukte waarde', 'Printed value'), aliases: ['Waarde'], required: true },
    { key: 'unit', label: text('Eenheid', 'Unit'), aliases: [], required: false },
    {
      key: 'place',
      label: text('Regel in bron', 'Place in source'),
      aliases: ['Plaats', 'Bladzijde', 'Page'],
      required: true,
    },
    { key: 'chapter', label: text('Hoofdstuk', 'Chapter'), aliases: [], required: false },
    { key: 'figure', label: text('Cijfer', 'Figure'), aliases: [], required: false },
    { key: 'figure_place', label: text('Waarvan', 'Of what'), aliases: [], required: false },
    { key: 'remark', label: text('Toelichting', 'Remark'), aliases: [], required: false },
  ],
  interpret: (row) => {
    const cell = (key: string) => row.cells[key]?.text ?? '';
    if (cell('printed') === '') {
      const advice = text('Vul in wat er gedrukt staat.', 'Fill in what is printed.');
      return {
        findings: [findingAt(row, 'refused', 'value-blank', row.cells['printed'], 'Gedrukte waarde', advice)],
      };
    }
    const record = {
      subject: cell('subject'),
      quantity: cell('quantity'),
      period: cell('period') || null,
      printed: cell('printed'),
      unit: cell('unit'),
      place: cell('place'),
      chapter: cell('chapter') || null,
      figure: cell('figure') || null,
      figure_place: cell('figure_place') || null,
      remark: cell('remark') || null,
    };
    return { record, findings: [] };
  },
  store: async (database, entries) => {
    const rows = entries.map((entry) => ({
      ...printedSchema.parse(entry.record),
      id: randomUUID(),
      record_id: entry.recordId,
    }));
    if (rows.length === 0) return;
    await sql`insert into printed_figure (id, document, subject, quantity, period, printed, unit, place, chapter, figure,
        figure_place, remark, record_id)
      select id, '', subject, quantity, period, printed, unit, place, chapter, figure, figure_place, remark, record_id
      from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
        as r(id uuid, subject text, quantity text, period text, printed text, unit text, place text, chapter text,
          figure text, figure_place text, remark text, record_id uuid)`.execute(database);
  },
  kept: { table: 'printed_figure', record: 'record_id', row: 'id' },
};

/** Figures that an older report states, to hold against the registers: import them like any register. */
export const printedFigures: Register = {
  key: 'printed-figures',
  name: text('Gedrukte cijfers', 'Printed figures'),
  what: text(
    'Cijfers uit een ouder verslag, met hun plaats.',
    'Figures of an older report, with their place.',
  ),
  counts: 'report',
  access: [
    ...registerAccess('printed-figures'),
    ...atCommandLine(
      {
        may: 'see',
        what: 'printed-figures.facts',
        because: 'Wie gedrukte cijfers met de registers vergelijkt',
      },
      ['central-coordinator'],
    ),
  ],
  fields: [],
  imports: [face],
  facts: [],
  figures: [],
  printed: [],
  tables: [
    {
      name: 'printed_figure',
      columns: [
        'id',
        'document',
        'subject',
        'quantity',
        'period',
        'printed',
        'unit',
        'place',
        'chapter',
        'figure',
        'figure_place',
        'remark',
        'record_id',
        'recorded_at',
        'withdrawn_at',
      ],
      orderBy: ['subject', 'quantity', 'period', 'place', 'id'],
    },
  ],
  sheets: [
    {
      name: 'cijfers',
      headings: face.columns.map((column) => column.label.nl),
      read: async (database) =>
        (await printedQuestion.ask(database, {})).map((one) => [
          one.subject,
          one.quantity,
          one.period,
          one.printed,
          one.unit,
          one.place,
          one.chapter ?? null,
          one.figure ?? null,
          one.figurePlace ?? null,
          one.remark ?? null,
        ]),
    },
  ],
  retention: [],
  checks: [],
  annualCall: false,
};

/** All printed figures, in the order of their places. */
export const printedQuestion: Question<Record<string, never>, readonly PrintedFigure[]> = {
  name: 'printed-figures.facts',
  confidential: false,
  object: () => 'printed-figures',
  ask: async (database) =>
    database
      .selectFrom('printed_figure')
      .select(['document', 'subject', 'quantity', 'period', 'printed', 'unit', 'place', 'chapter'])
      .select(['figure', 'figure_place as figurePlace', 'remark'])
      .where('withdrawn_at', 'is', null)
      .orderBy('subject')
      .orderBy('quantity')
      .orderBy('period')
      .execute(),
};
