/** What a figure counts; quantities of different things never combine. */
export type CountedThing =
  | 'incident'
  | 'subject'
  | 'measure'
  | 'activity'
  | 'person'
  | 'employment'
  | 'fte'
  | 'position'
  | 'exemption'
  | 'complaint'
  | 'gift'
  | 'counsellor'
  | 'conversation'
  | 'advice request'
  | 'session'
  | 'participant'
  | 'report'
  | 'action'
  | 'recommendation'
  | 'return'
  | 'day';

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
