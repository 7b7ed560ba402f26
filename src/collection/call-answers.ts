import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { z } from 'zod';
import type { Action } from '../platform/database/doorways.ts';

/** A unit's answer to the annual call for a register of records. */
export const callAnswerSchema = z.strictObject({
  register: z.string(),
  unit: z.string(),
  period: z.string(),
  state: z.enum(['answered', 'nil', 'not-reported', 'not-asked', 'not-applicable']),
  receivedOn: z.iso.date().nullable().default(null),
});
export type CallAnswer = z.infer<typeof callAnswerSchema>;

/** Records answers to the annual call, nil answers included; an earlier answer keeps its recorded time. */
export const answerCalls: Action<CallAnswer[], { answers: number }> = {
  name: 'calls.answer',
  input: z.array(callAnswerSchema),
  object: (input) => `${input.length} answers`,
  change: async (database, input) => {
    const rows = JSON.stringify(input.map((answer) => ({ ...answer, id: randomUUID() })));
    await sql`update call_answer c set withdrawn_at = now()
      from jsonb_to_recordset(${rows}::jsonb) as r(register text, unit text, period text)
      where c.withdrawn_at is null and c.register = r.register and c.unit = r.unit and c.period = r.period`.execute(
      database,
    );
    await sql`insert into call_answer (id, register, unit, period, state, received_on)
      select id, register, unit, period, state, "receivedOn" from jsonb_to_recordset(${rows}::jsonb)
        as r(id uuid, register text, unit text, period text, state text, "receivedOn" date)`.execute(
      database,
    );
    return { result: { answers: input.length }, audit: { answers: input.length } };
  },
};
