import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { type Dated, datedShape, endsAfterItBegins, endsFirst, holdsOn, textSchema } from '../dated.ts';
import { waySchema } from '../ways.ts';

/*
 * What is the same for every organisation in the Netherlands: who outside it receives a signal, and which terms the
 * law sets. Data, so that a lawyer reads and corrects it: each datum has its source and the day on which that was read.
 */

const sourced = {
  ...datedShape,
  source: z.string().min(20),
  consultedOn: z.iso.date(),
  /** Whether the source says it itself. What is still to be checked is kept here and shown to nobody. */
  confirmed: z.boolean(),
};

const routeSchema = z
  .strictObject({
    key: z.string().regex(/^[a-z][a-z-]*$/),
    name: textSchema,
    /** What it is for, in a sentence or two. */
    field: textSchema,
    ways: z.array(waySchema).min(1),
    ...sourced,
  })
  .refine(endsAfterItBegins, endsFirst);

const termSchema = z
  .strictObject({
    key: z.string().regex(/^[a-z]+\.[a-z-]+$/),
    /** As it stands in a sentence: "within 7 days". */
    length: textSchema,
    rule: textSchema,
    ...sourced,
  })
  .refine(endsAfterItBegins, endsFirst);

/** The shape of `outside-routes.json`. An authority says from which day it is one. */
const outsideRoutesSchema = z.strictObject({
  authorities: z.array(
    routeSchema.refine(({ from }) => from !== null, {
      message: 'een bevoegde autoriteit is dat vanaf een dag',
      params: { en: 'a competent authority is one from a day on' },
      path: ['from'],
    }),
  ),
  others: z.array(routeSchema),
});

/** The shape of `terms.json`. */
const termsSchema = z.strictObject({ terms: z.array(termSchema) });

export type OutsideRoute = z.infer<typeof routeSchema>;
export type Term = z.infer<typeof termSchema>;

/** What holds on a day, and was confirmed. */
export interface NationalData {
  /** The authorities of article 2c of the Whistleblower Protection Act, the Huis first. */
  readonly authorities: readonly OutsideRoute[];
  readonly other: (key: string) => OutsideRoute | undefined;
  readonly term: (key: string) => Term | undefined;
}

const read = (name: string): unknown => JSON.parse(readFileSync(join(import.meta.dirname, name), 'utf8'));

let known: { routes: z.infer<typeof outsideRoutesSchema>; terms: readonly Term[] } | undefined;

/** The national data of a day (ISO date). */
export function nationalDataOn(day: string): NationalData {
  known ??= {
    routes: outsideRoutesSchema.parse(read('outside-routes.json')),
    terms: termsSchema.parse(read('terms.json')).terms,
  };
  const { routes, terms } = known;
  const shown = (one: Dated & { readonly confirmed: boolean }) => one.confirmed && holdsOn(one, day);
  return {
    authorities: routes.authorities.filter(shown),
    other: (key) => routes.others.find((one) => one.key === key && shown(one)),
    term: (key) => terms.find((one) => one.key === key && shown(one)),
  };
}
