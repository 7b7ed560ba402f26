import { z } from 'zod';

const told = z.strictObject({
  by: z.string(),
  register: z.string(),
  unit: z.string(),
  when: z.string(),
  kind: z.string().nullable(),
  done: z.array(z.string()),
  words: z.string(),
  callBack: z.boolean(),
  left: z.strictObject({ by: z.string(), reason: z.string() }).optional(),
});

/** What people of an example did, by their names. */
export const atWorkSchema = z.strictObject({
  call: z.strictObject({
    by: z.string(),
    within: z.number().int(),
    message: z.string(),
    units: z.array(z.string()),
    answers: z.array(
      z.strictObject({
        by: z.string(),
        unit: z.string(),
        register: z.string(),
        field: z.string().default(''),
        state: z.enum(['answered', 'value', 'nil']),
        value: z.string().nullable().default(null),
      }),
    ),
  }),
  line: z.array(told),
  /** Records as somebody typed them, by field; what is doubtful about them waits to be decided. */
  records: z.array(
    z.strictObject({ by: z.string(), register: z.string(), typed: z.record(z.string(), z.string()) }),
  ),
  report: z.strictObject({
    by: z.string(),
    document: z.string(),
    reader: z.string(),
    remark: z.strictObject({ block: z.number().int().positive(), text: z.string() }),
  }),
});

export type AtWork = z.infer<typeof atWorkSchema>;
