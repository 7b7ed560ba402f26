import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { type ProfileFiles, readJson } from '../../codes/profile.ts';
import { datedShape, endsAfterItBegins, endsFirst, holdsOn, textSchema } from './dated.ts';
import { type SituationKey, situationKeys } from './situation-keys.ts';
import { waySchema } from './ways.ts';

/** The file of a profile that holds its desks. */
export const whereToTurnFile = 'where-to-turn.json';

const deskSchema = z
  .strictObject({
    key: z.string().regex(/^[a-z][a-z-]*$/),
    /** A function, never a person. */
    name: textSchema,
    /** What this desk is and does, in a sentence or two. */
    does: textSchema,
    /** Who will know what somebody tells here. */
    knows: textSchema,
    /** In which situations one can turn here; of several desks the first in the file is named first. */
    for: z.array(z.enum(situationKeys)).min(1),
    /** Whether a complaints committee advises here, so that the longer term of the Awb holds. */
    committee: z.boolean().default(false),
    /** Whether it is not part of the organisation. */
    independent: z.boolean().default(false),
    ways: z.array(waySchema),
    /** What the organisation's own rules promise beside the law, with where that stands. */
    promises: z.array(z.strictObject({ text: textSchema, rule: textSchema })).default([]),
    ...datedShape,
  })
  .refine(endsAfterItBegins, endsFirst);

/** What is bound to one organisation on the pages "where to turn": data of its profile. */
const whereToTurnSchema = z
  .strictObject({
    /** Where "leave this page" leads: a site that says nothing about who visits it. */
    leaveTo: z.strictObject({ address: z.url({ protocol: /^https$/ }), name: textSchema }),
    /**
     * Whether there is a procedure for signals: `statutory` where the law asks for one (50 employees and more) or the
     * organisation keeps to one of its own accord; `none` where there is none.
     */
    procedure: z.enum(['statutory', 'none']),
    desks: z.array(deskSchema),
  })
  .refine(({ desks }) => new Set(desks.map(({ key }) => key)).size === desks.length, {
    message: 'een loket staat er tweemaal',
    params: { en: 'a desk stands twice' },
    path: ['desks'],
  });

export type WhereToTurn = z.infer<typeof whereToTurnSchema>;
export type Desk = WhereToTurn['desks'][number];

/**
 * What a profile says of its desks; undefined where it says nothing. What has another shape was refused when it came in
 * ({@link readDesks}); should it stand there all the same it is as if nothing stood there, and the other routes are told.
 */
export function whereToTurnOf(files: ProfileFiles): WhereToTurn | undefined {
  return whereToTurnSchema.safeParse(files[whereToTurnFile]).data;
}

/**
 * What a folder says of desks; undefined where it says nothing. Throws a ProfileError that names file and field of what
 * cannot be used.
 */
export async function readDesks(folder: string): Promise<WhereToTurn | undefined> {
  const file = join(folder, whereToTurnFile);
  return existsSync(file) ? readJson(file, whereToTurnSchema) : undefined;
}

/** The desks for a situation on a day, in the order of the profile. */
export function desksFor(
  profile: WhereToTurn | undefined,
  situation: SituationKey,
  day: string,
): readonly Desk[] {
  return (profile?.desks ?? []).filter((desk) => desk.for.includes(situation) && holdsOn(desk, day));
}
