import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { z } from 'zod';
import { writtenPeriod } from '../../organisation/period.ts';
import type { Action, Database } from '../../platform/database/doorways.ts';
import { type InsertColumn, insertRows, newRows } from '../../platform/database/insert-rows.ts';
import { text } from '../../platform/language/text.ts';
import { readUnit } from '../import/cells/cell-unit.ts';
import { type Finding, findingAt, type ImportFace, StoreRefused } from '../import/import-face.ts';
import type { RegisterSheet } from '../register.ts';
import { stateInWords } from './state-in-words.ts';

const states = ['answered', 'nil', 'not-reported', 'not-asked', 'not-applicable'] as const;

/** A unit's answer to the annual call for a register of records. */
export const callAnswerSchema = z.strictObject({
  register: z.string(),
  unit: z.string(),
  period: z.string(),
  state: z.enum(states),
  receivedOn: z.iso.date().nullable().default(null),
});
export type CallAnswer = z.infer<typeof callAnswerSchema>;

/** Records answers to the annual call, nil answers included; an earlier answer keeps its recorded time. */
export const answerCalls: Action<CallAnswer[], { answers: number }> = {
  name: 'calls.answer',
  input: z.array(callAnswerSchema),
  object: (input) => `${input.length} answers`,
  change: async (database, input) => {
    const rows = JSON.stringify(input);
    await sql`update call_answer c set withdrawn_at = now()
      from jsonb_to_recordset(${rows}::jsonb) as r(register text, unit text, period text)
      where c.withdrawn_at is null and c.register = r.register and c.unit = r.unit and c.period = r.period`.execute(
      database,
    );
    await storeAnswers(
      database,
      input.map((answer) => ({ ...answer, id: randomUUID(), noteNl: null, noteEn: null })),
    );
    return { result: { answers: input.length }, audit: { answers: input.length } };
  },
};

const storedSchema = callAnswerSchema.extend({
  noteNl: z.string().nullable(),
  noteEn: z.string().nullable(),
});
type StoredAnswer = z.infer<typeof storedSchema>;

const answerColumns: readonly InsertColumn<StoredAnswer & { readonly id: string }>[] = [
  ['id', 'uuid', (answer) => answer.id],
  ['register', 'text', (answer) => answer.register],
  ['unit', 'text', (answer) => answer.unit],
  ['period', 'text', (answer) => answer.period],
  ['state', 'text', (answer) => answer.state],
  ['note_nl', 'text', (answer) => answer.noteNl],
  ['note_en', 'text', (answer) => answer.noteEn],
  ['received_on', 'date', (answer) => answer.receivedOn],
];

async function storeAnswers(
  database: Database,
  answers: readonly (StoredAnswer & { readonly id: string })[],
): Promise<void> {
  await insertRows(database, newRows('call_answer', answerColumns, answers));
}

const columns = [
  { key: 'unit', label: text('Sleutel van het onderdeel', 'Unit key'), required: true },
  { key: 'period', label: text('Periode', 'Period'), required: true },
  { key: 'state', label: text('Antwoord op de uitvraag', 'Answer to the call'), required: true },
  { key: 'receivedOn', label: text('Antwoord ontvangen op', 'Answer received on'), required: false },
  { key: 'noteNl', label: text('Noot (nl)', 'Note (nl)'), required: false },
  { key: 'noteEn', label: text('Noot (en)', 'Note (en)'), required: false },
] as const;

/** The present answers to the annual call for a register. */
export function callAnswerSheet(register: string): RegisterSheet {
  return {
    name: 'uitvraag',
    headings: columns.map((column) => column.label.nl),
    read: async (database) => {
      const rows = await database
        .selectFrom('call_answer')
        .select(['unit', 'period', 'state', 'received_on', 'note_nl', 'note_en'])
        .where('register', '=', register)
        .where('withdrawn_at', 'is', null)
        .orderBy('unit')
        .orderBy('period')
        .execute();
      return rows.map((row) => [row.unit, row.period, row.state, row.received_on, row.note_nl, row.note_en]);
    },
  };
}

/** Reads answers to the annual call in the form of {@link callAnswerSheet}; another answer than is known is refused. */
export function callAnswersImport(register: string): ImportFace {
  return {
    name: text('antwoorden op de uitvraag', 'answers to the annual call'),
    columns: columns.map((column) => ({ ...column, aliases: [] })),
    interpret: (row, context) => {
      const findings: Finding[] = [];
      const cell = (key: string) => row.cells[key]?.text ?? '';
      const unit = readUnit(row, context, findings, 'unit', writtenPeriod(cell('period'), context.yearStart));
      const answer = storedSchema.safeParse({
        register,
        unit: unit?.key ?? '',
        period: cell('period'),
        state: cell('state'),
        receivedOn: cell('receivedOn') || null,
        noteNl: cell('noteNl') || null,
        noteEn: cell('noteEn') || null,
      });
      if (unit && answer.success && /^\d{4}(-\d{4})?$/.test(answer.data.period))
        return { record: answer.data, findings };
      const advice = text(
        `Schrijf een periode (2024), een antwoord (${states.join(', ')}) en de dag van ontvangst (2025-02-28).`,
        `Write a period (2024), an answer (${states.join(', ')}) and the day of receipt (2025-02-28).`,
      );
      if (unit)
        findings.push(findingAt(row, 'refused', 'answer-unclear', row.cells['state'], 'Antwoord', advice));
      return { findings };
    },
    keyed: true,
    store: async (database, entries) => {
      const known = await database
        .selectFrom('call_answer')
        .select(['unit', 'period', 'state', 'received_on'])
        .where('register', '=', register)
        .where('withdrawn_at', 'is', null)
        .execute();
      const present = new Map(
        known.map((one) => [`${one.unit} ${one.period}`, { state: one.state, receivedOn: one.received_on }]),
      );
      const fresh: (StoredAnswer & { readonly id: string })[] = [];
      const contradictions: Finding[] = [];
      for (const entry of entries) {
        const answer = storedSchema.parse(entry.record);
        const before = present.get(`${answer.unit} ${answer.period}`);
        if (!before) fresh.push({ ...answer, id: entry.recordId });
        else if (before.state !== answer.state || before.receivedOn !== answer.receivedOn)
          contradictions.push(contradiction(answer, before.state));
        present.set(`${answer.unit} ${answer.period}`, before ?? answer);
      }
      if (contradictions.length > 0) throw new StoreRefused(contradictions);
      await storeAnswers(database, fresh);
    },
    kept: { table: 'call_answer', record: 'id', row: 'id' },
  };
}

function contradiction({ unit, period, state }: StoredAnswer, before: string): Finding {
  return {
    weight: 'refused',
    kind: 'stated-twice',
    sheet: '',
    row: 0,
    column: 'Antwoord op de uitvraag',
    value: unit,
    advice: text(
      `Over ${unit} in ${period} is al het antwoord „${stateInWords(before).nl}” bekend, en nu „${stateInWords(state).nl}”. Geen van beide gaat voor: verbeter het onjuiste.`,
      `For ${unit} in ${period} the answer “${stateInWords(before).en}” is known already, and now “${stateInWords(state).en}”. Neither goes before the other: correct the wrong one.`,
    ),
  };
}
