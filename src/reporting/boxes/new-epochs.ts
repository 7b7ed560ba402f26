import { z } from 'zod';
import { type Action, ChangeStopped } from '../../platform/database/doorways.ts';
import { epochSchema, newEpoch } from './new-epoch.ts';
import { pin } from './sent.ts';

/** The epochs of the boxes of one case, for who reads from now on in all of them. */
export const epochsSchema = z.strictObject({ epochs: z.array(epochSchema).min(1).max(5) });

const newEpochsSchema = epochsSchema.extend({ pin });

/**
 * Makes the next epochs of several boxes: all of them or none, so that nobody who was taken out of one reads on in another.
 *
 * @throws ChangeStopped where one is not made, with what became of it; EncryptionFault as {@link newEpoch}
 */
export const newEpochs: Action<z.infer<typeof newEpochsSchema>, null> = {
  name: 'boxes.new-epochs',
  input: newEpochsSchema,
  object: ({ epochs }) => epochs.map(({ box }) => box).join(' '),
  change: async (database, { epochs, pin: held }) => {
    const made: string[] = [];
    for (const one of epochs) {
      const { result, audit } = await newEpoch.change(database, { ...one, pin: held });
      if (result.outcome !== 'made')
        throw new ChangeStopped('an epoch was not made', { box: one.box, refused: result.outcome });
      made.push(String(audit?.['record']));
    }
    return { result: null, audit: { records: made.join(' ') } };
  },
};
