import { type CallAnswer, placeOf } from './answers.ts';
import type { AskedQuestion, AskedRegister } from './asked.ts';

/** What became of the return of a unit. */
export interface CallEvent {
  readonly id: string;
  readonly kind: 'extended' | 'reopened' | 'signed' | 'voided';
  readonly deadline: string | null;
  readonly reason: string | null;
  readonly actingAs: string | null;
  readonly hash: string | null;
  readonly by: string | null;
  /** The moment, ISO 8601. */
  readonly at: string;
}

/** The return of a unit: what it is asked, by when, and what it answered so far. */
export interface UnitReturn {
  readonly unit: string;
  readonly registers: readonly string[];
  readonly deadline: string;
  readonly answers: readonly CallAnswer[];
  /** In their order. */
  readonly events: readonly CallEvent[];
}

/** One state of a return; `complete`: everything is answered, and nobody signed it. */
export type ReturnState = 'signed' | 'voided' | 'reopened' | 'complete' | 'busy' | 'not-begun';

/** How far a return is. */
export interface ReturnProgress {
  readonly state: ReturnState;
  /** The term passed and it is not signed. */
  readonly isLate: boolean;
  /** Questions without an answer. */
  readonly open: number;
  /** The last time that somebody did something to it, ISO 8601; null where nobody did. */
  readonly moved: string | null;
}

/** The answer about a register as a whole; undefined where there is none yet. */
export function gateOf(answers: readonly CallAnswer[], register: string): CallAnswer | undefined {
  return answers.find((one) => one.register === register && one.field === '' && one.state !== 'not-reported');
}

/** The questions of a register that are not answered; none where it has nothing to return. */
export function openQuestions(
  answers: readonly CallAnswer[],
  register: AskedRegister,
): readonly AskedQuestion[] {
  if (gateOf(answers, register.key)?.state !== 'answered') return [];
  const given = new Set(answers.filter(({ state }) => state !== 'not-reported').map(placeOf));
  return register.questions.filter(
    ({ field, part }) => !given.has(placeOf({ register: register.key, field, part })),
  );
}

/** How far a return is on a day. */
export function progressOf(
  { answers, events, deadline }: UnitReturn,
  asked: readonly AskedRegister[],
  day: string,
): ReturnProgress {
  const gates = asked.filter(({ key }) => !gateOf(answers, key)).length;
  const open = gates + asked.reduce((sum, one) => sum + openQuestions(answers, one).length, 0);
  const last = events.findLast(({ kind }) => kind !== 'extended');
  const state: ReturnState =
    last?.kind === 'signed'
      ? 'signed'
      : last?.kind === 'voided' || last?.kind === 'reopened'
        ? last.kind
        : answers.length === 0
          ? 'not-begun'
          : open === 0
            ? 'complete'
            : 'busy';
  const moments = [...answers.map(({ at }) => at), ...events.map(({ at }) => at)].sort();
  return { state, open, isLate: state !== 'signed' && deadline < day, moved: moments.at(-1) ?? null };
}

/** The returns that are done, in hand, not begun and late, as the overview counts them: each once. */
export function countProgress(all: readonly ReturnProgress[]): {
  readonly done: number;
  readonly busy: number;
  readonly notBegun: number;
  readonly late: number;
} {
  const late = all.filter(({ isLate }) => isLate).length;
  const done = all.filter(({ state }) => state === 'signed').length;
  const notBegun = all.filter(({ state, isLate }) => state === 'not-begun' && !isLate).length;
  return { done, notBegun, late, busy: all.length - late - done - notBegun };
}

const order: readonly ReturnState[] = ['not-begun', 'reopened', 'voided', 'busy', 'complete', 'signed'];

/** Puts the worst first: late, then by how little was done. */
export function worstFirst(one: ReturnProgress, other: ReturnProgress): number {
  if (one.isLate !== other.isLate) return one.isLate ? -1 : 1;
  return order.indexOf(one.state) - order.indexOf(other.state);
}
