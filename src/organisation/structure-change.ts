import { z } from 'zod';
import { WordedError } from '../platform/language/explained-error.ts';
import { type Text, text } from '../platform/language/text.ts';

/** The most characters of a name. */
export const longestName = 200;

const key = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9-]{0,39}$/);
const day = z.iso.date();
const name = z.strictObject({
  nl: z.string().trim().min(1).max(longestName),
  en: z.string().trim().min(1).max(longestName),
});
const named = { name, abbreviation: z.string().trim().min(1).max(40).nullable() };

/**
 * One change of the structure, from a day on. Nothing is taken away: what was stays what it was on the days before.
 *
 * - `rename`: without a day the name was always so, and the one that stood is corrected;
 * - `end`, `merge` and `split`: the unit does not exist any more from that day on;
 * - `split`: each part with its share as a fraction of one ("3/5"), or none, when no key is known.
 */
export const structureChangeSchema = z.discriminatedUnion('is', [
  z.strictObject({ is: z.literal('rename'), unit: key, ...named, from: day.nullable() }),
  z.strictObject({ is: z.literal('move'), unit: key, parent: key, from: day }),
  z.strictObject({
    is: z.literal('add'),
    unit: key,
    ...named,
    level: z.string(),
    type: z.string(),
    parent: key,
    from: day,
  }),
  z.strictObject({
    is: z.literal('split'),
    unit: key,
    from: day,
    into: z
      .array(z.strictObject({ unit: key, ...named, share: z.string().nullable() }))
      .min(2)
      .max(6),
  }),
  z.strictObject({ is: z.literal('merge'), unit: key, into: key, from: day }),
  z.strictObject({ is: z.literal('end'), unit: key, from: day }),
]);
export type StructureChange = z.infer<typeof structureChangeSchema>;

/** What a change of the structure is about, for who shows where it went wrong. */
export type StructureField = 'unit' | 'name' | 'parent' | 'into' | 'from' | 'share';

/** A change of the structure that cannot be made; nothing was written. */
export class StructureRefused extends WordedError {
  override readonly name = 'StructureRefused';

  readonly field: StructureField;

  constructor(field: StructureField, words: Text) {
    super(words);
    this.field = field;
  }
}

/** The shares of a split in lowest terms, which together are the whole; all null where no key is known. */
export function sharesOf(given: readonly (string | null)[]): readonly (string | null)[] {
  if (given.every((one) => one === null)) return given;
  const wrong = (nl: string, en: string) => new StructureRefused('share', text(nl, en));
  const read = given.map((one) => {
    const fraction = /^(\d{1,6})\s*\/\s*(\d{1,6})$/.exec(one ?? '');
    const percent = /^(\d{1,3})\s*%$/.exec(one ?? '');
    const [above, below] = fraction
      ? [BigInt(fraction[1] ?? 0), BigInt(fraction[2] ?? 0)]
      : percent
        ? [BigInt(percent[1] ?? 0), 100n]
        : [0n, 0n];
    if (above === 0n || below === 0n)
      throw wrong(
        'Schrijf elk deel als breuk of percentage, bijvoorbeeld 3/5 of 60%, of laat alle delen leeg.',
        'Write each share as a fraction or percentage, for example 3/5 or 60%, or leave all shares empty.',
      );
    return { above, below };
  });
  const whole = read.reduce((all, { below }) => all * below, 1n);
  const sum = read.reduce((all, { above, below }) => all + above * (whole / below), 0n);
  if (sum !== whole)
    throw wrong(
      'De delen zijn samen niet het geheel. Verbeter ze, of laat alle delen leeg.',
      'The shares together are not the whole. Correct them, or leave all shares empty.',
    );
  return read.map(({ above, below }) => {
    const most = commonDivisor(above, below);
    return `${above / most}/${below / most}`;
  });
}

function commonDivisor(one: bigint, other: bigint): bigint {
  return other === 0n ? one : commonDivisor(other, one % other);
}
