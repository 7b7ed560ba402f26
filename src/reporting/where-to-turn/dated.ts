import { z } from 'zod';

/** A text in both languages. */
export const textSchema = z.strictObject({ nl: z.string().min(1), en: z.string().min(1) });

/** From which day something holds, and the first day on which it no longer does. */
export const datedShape = {
  from: z.iso.date().nullable().default(null),
  until: z.iso.date().nullable().default(null),
};

/** What holds from a day until a day. */
export interface Dated {
  readonly from: string | null;
  readonly until: string | null;
}

/** Whether it holds on that day (ISO date). */
export function holdsOn({ from, until }: Dated, day: string): boolean {
  return (from === null || from <= day) && (until === null || day < until);
}

/** Refuses what ends before it begins. */
export function endsAfterItBegins({ from, until }: Dated): boolean {
  return from === null || until === null || from < until;
}

/** What {@link endsAfterItBegins} refuses, in words. */
export const endsFirst = {
  message: '„until” is de eerste dag waarop het niet meer geldt, en ligt na „from”',
  params: { en: '“until” is the first day on which it no longer holds, and lies after “from”' },
  path: ['until'],
};
