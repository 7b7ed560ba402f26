import { z } from 'zod';
import { seal, unseal } from '../../platform/sealing/seal.ts';
import type { WorkPremises } from '../front/visit.ts';

const keptSchema = z.strictObject({
  /** Where the form goes, with its language. */
  path: z.string().startsWith('/'),
  fields: z.array(z.tuple([z.string(), z.string()])).readonly(),
});

/** A form that waits until its sender showed to be there. */
export type KeptForm = z.infer<typeof keptSchema>;

function placeOf(organisation: string, attempt: string) {
  return { organisation, table: 'provider_attempt', column: 'kept', row: attempt };
}

/** Seals a form for the attempt with this id: what people type is in no dump in clear. */
export function sealedForm({ keys, organisation }: WorkPremises, attempt: string, form: KeptForm): Buffer {
  return seal(keys, placeOf(organisation, attempt), JSON.stringify(form));
}

/** The form that was kept; null where there is none. */
export function keptForm(
  { keys, organisation }: WorkPremises,
  { id, kept }: { readonly id: string; readonly kept: Uint8Array | null },
): KeptForm | null {
  if (kept === null) return null;
  return keptSchema.parse(JSON.parse(unseal(keys, placeOf(organisation, id), kept).toString()));
}
