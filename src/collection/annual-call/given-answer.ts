import { z } from 'zod';
import { answerStates } from './answers.ts';

/** The longest reason or note, in characters. */
export const longestNote = 500;

const note = z.string().trim().min(1).max(longestNote).nullable();

/** An answer as somebody gives it. */
export const givenSchema = z
  .strictObject({
    register: z.string(),
    field: z.string(),
    part: z.string(),
    state: z.enum(answerStates),
    value: z
      .string()
      .regex(/^\d{1,10}$/)
      .nullable(),
    note,
    stands: note,
  })
  .refine(({ register, field }) => field === '' || field.startsWith(`${register}.`));
export type GivenAnswer = z.infer<typeof givenSchema>;
