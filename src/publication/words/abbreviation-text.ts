import type { Inline } from '../report-model.ts';

/** An abbreviation as plain words: "Wet bescherming klokkenluiders (Wbk)" the first time. */
export function abbreviationText({
  short,
  long,
  first,
}: Pick<Extract<Inline, { kind: 'abbreviation' }>, 'short' | 'long' | 'first'>): string {
  return first ? `${long} (${short})` : short;
}
