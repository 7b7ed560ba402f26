/** What a unit filled in, of a register as a whole (without a field) or of one question. */
export interface CallAnswer {
  readonly id: string;
  readonly register: string;
  readonly field: string;
  readonly part: string;
  readonly state: AnswerState;
  readonly value: string | null;
  readonly note: string | null;
  /** Why an unlikely number is right. */
  readonly stands: string | null;
  /** The delegate who gave it, where it was taken over as given: "Piet Jansen, hoofd HR". */
  readonly givenBy: string | null;
  readonly by: string | null;
  /** The moment, ISO 8601. */
  readonly at: string;
}

/** `answered`: there was something to return, of a register as a whole. */
export const answerStates = [
  'answered',
  'value',
  'nil',
  'partial',
  'estimated',
  'not-applicable',
  'not-reported',
] as const;
export type AnswerState = (typeof answerStates)[number];

/** Names the place of an answer within a return. */
export function placeOf({ register, field, part }: Pick<CallAnswer, 'register' | 'field' | 'part'>): string {
  return `${register}|${field}|${part}`;
}

/** A number that was stated for a year, or why there was none. */
export interface StatedBefore {
  readonly state: string;
  readonly value: string | null;
}

/** Whether a number is unlikely beside last year's: more than double or less than half, and five or more apart. */
export function isUnlikely(before: StatedBefore | undefined, now: string | null): boolean {
  if (now === null || before === undefined || before.value === null) return false;
  const [last, present] = [amountOf(before.value), amountOf(now)];
  return Math.abs(present - last) >= 5 && (present > 2 * last || present < last / 2);
}

/** A stored number, "12" or "1/2", for holding it against another. */
function amountOf(written: string): number {
  const [above = '0', under = '1'] = written.split('/');
  return Number(above) / Number(under);
}

/** No register counts more than this. */
const most = 1_000_000_000;

/** A count as somebody types it: "12", "1.606", "1 606"; undefined for what is no whole number. */
export function typedCount(typed: string): string | undefined {
  const plain = typed.trim();
  if (!/^(\d{1,12}|\d{1,3}([. \u00a0]\d{3})+)$/.test(plain)) return undefined;
  const number = Number(plain.replaceAll(/[. \u00a0]/g, ''));
  return number <= most ? String(number) : undefined;
}
