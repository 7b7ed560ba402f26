/**
 * What a figure counts, by name: "incident", "gift". Quantities of different things never combine. A register may count
 * a thing of its own; its words stand in its face.
 */
export type CountedThing = string;

/** In what the values of a cube are expressed. A share is stored as a fraction of one and printed in percent. */
export type QuantityUnit =
  | 'count'
  | 'percent'
  | 'percentage-points'
  | 'per-100-staff'
  | 'days'
  | 'weeks'
  | 'rank'
  | 'euro';

/** Whether values in this unit add up over cells; shares, rates, ranks and medians do not. */
export function addsUp(unit: QuantityUnit): boolean {
  return unit === 'count' || unit === 'euro';
}
