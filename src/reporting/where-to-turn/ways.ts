import { z } from 'zod';
import { textSchema } from './dated.ts';

const hours = textSchema.optional();

/** A way to reach a desk or an authority. */
export const waySchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('phone'), value: z.string().regex(/^\+?[\d ]{3,20}$/), hours }),
  z.strictObject({ kind: z.literal('mail'), value: z.email(), hours }),
  z.strictObject({ kind: z.literal('web'), value: z.url({ protocol: /^https$/ }), hours }),
  /** An extension, a room, a postal address: what one reads and does not press. */
  z.strictObject({ kind: z.enum(['inside-phone', 'visit', 'post']), value: textSchema, hours }),
]);
export type Way = z.infer<typeof waySchema>;
