/** The situations that are kept apart, in the order in which they are offered. */
export const situationKeys = [
  'signal',
  'undesirable',
  'complaint',
  'data-leak',
  'labour',
  'talk',
  'told',
  'own-doubt',
] as const;
export type SituationKey = (typeof situationKeys)[number];
