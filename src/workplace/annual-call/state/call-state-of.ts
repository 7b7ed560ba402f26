import { placeOf } from '../../../collection/annual-call/answers.ts';
import type { AskedQuestion, AskedRegister } from '../../../collection/annual-call/asked.ts';
import {
  gateOf,
  openQuestions,
  progressOf,
  type ReturnProgress,
  type UnitReturn,
  worstFirst,
} from '../../../collection/annual-call/call-state.ts';
import { type Delegation, delegationsQuestion } from '../../../collection/annual-call/delegation/hand-on.ts';
import { isDone } from '../../../collection/annual-call/delegation/take-over.ts';
import { type AnnualCall, callsQuestion } from '../../../collection/annual-call/read-calls.ts';
import { today } from '../../../organisation/period.ts';
import { concern } from '../../../platform/access/resource.ts';
import { look } from '../../../platform/database/doorways.ts';
import { say } from '../../../platform/language/messages.ts';
import { type Language, text } from '../../../platform/language/text.ts';
import { hasRole, type SignedIn } from '../../front/visit.ts';
import { gateWords, valueWords } from '../call-words.ts';
import { askedOf, type CallYear, callYear } from '../held-call.ts';

const words = {
  notAsked: text('niet gevraagd', 'not asked'),
  notBegun: text('nog niet begonnen', 'not begun yet'),
  open: text('nog {count} open', '{count} to go'),
  filled: text('ingevuld', 'filled in'),
  with: text('{state} · bij {names}', '{state} · with {names}'),
  takeOver: text('{state} · over te nemen van {names}', '{state} · to be taken over from {names}'),
  none: text('niet opgegeven', 'not reported'),
  given: text('{value} (gegeven door {who})', '{value} (given by {who})'),
} as const;

/** The return of a unit, as the state of a call shows it. */
export interface UnitState {
  readonly own: UnitReturn;
  readonly progress: ReturnProgress;
  readonly asked: readonly AskedRegister[];
  readonly delegations: readonly Delegation[];
}

/** The state of a call: its units, the worst first, and the registers that any of them is asked about. */
export interface CallState {
  readonly at: CallYear;
  readonly call: AnnualCall;
  readonly units: readonly UnitState[];
  readonly registers: readonly Pick<AskedRegister, 'key' | 'name'>[];
}

/** The state of the call of a year, for who looks after it; null where there is none. */
export async function callState(visit: SignedIn, period: string): Promise<CallState | null> {
  if (!hasRole(visit, 'central-coordinator')) return null;
  const at = await callYear(visit, period);
  if (!at) return null;
  const { premises, actor } = visit;
  const [call] = await look(premises.door, actor, callsQuestion, concern, { period });
  if (!call || call.units.length === 0) return null;
  const delegations = await look(premises.door, actor, delegationsQuestion, concern, { period, unit: null });
  const day = today();
  const units = call.units
    .map((own): UnitState => {
      const asked = askedOf(at, own.unit, own.registers);
      return {
        own,
        asked,
        progress: progressOf(own, asked, day),
        delegations: delegations.filter(({ unit }) => unit === own.unit),
      };
    })
    .sort(
      (one, other) => worstFirst(one.progress, other.progress) || other.progress.open - one.progress.open,
    );
  const registers = at.registers.filter(({ key }) => units.some(({ own }) => own.registers.includes(key)));
  return { at, call, units, registers };
}

/** How far a unit is with one register. */
export function registerState(
  { own, asked, delegations }: UnitState,
  key: string,
  language: Language,
): string {
  const register = asked.find((one) => one.key === key);
  if (!register) return words.notAsked[language];
  const gate = gateOf(own.answers, key);
  const open = openQuestions(own.answers, register).length;
  const state = !gate
    ? words.notBegun[language]
    : gate.state !== 'answered'
      ? gateWords({ state: gate.state, note: null }, language)
      : open > 0
        ? say(words.open[language], language, { count: open })
        : words.filled[language];
  const named = (isMeant: (one: Delegation) => boolean) => {
    const names = delegations.flatMap((one) =>
      isMeant(one) && one.asked.some(({ register: handed }) => handed === key) ? [one.givenTo] : [],
    );
    return [...new Set(names)].join(', ');
  };
  const waiting = named(({ stands }) => stands);
  if (waiting !== '') return say(words.with[language], language, { state, names: waiting });
  const done = named((one) => isDone(one) && !one.events.some(({ kind }) => kind === 'taken-over'));
  return done === '' ? state : say(words.takeOver[language], language, { state, names: done });
}

/** What a unit answered to one question, in words; without a field, of a register as a whole. */
export function questionState(
  { own, asked }: UnitState,
  register: string,
  question: Pick<AskedQuestion, 'field' | 'part'> | null,
  language: Language,
): string {
  const known = asked.find(({ key }) => key === register);
  const { field, part } = question ?? { field: '', part: '' };
  if (
    !known ||
    (question !== null && !known.questions.some((one) => one.field === field && one.part === part))
  )
    return words.notAsked[language];
  const gate = gateOf(own.answers, register);
  if (question !== null && gate && gate.state !== 'answered')
    return gateWords({ state: gate.state, note: null }, language);
  const answer = own.answers.find((one) => placeOf(one) === placeOf({ register, field, part }));
  if (!answer) return words.none[language];
  const value = valueWords(answer, language);
  return answer.givenBy === null
    ? value
    : say(words.given[language], language, { value, who: answer.givenBy });
}
