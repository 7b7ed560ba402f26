import type { Profile } from '../../codes/profile.ts';
import { type Structure, validOn } from '../../organisation/structure.ts';
import type { Role } from '../../platform/access/relation.ts';

/** A step of the route of approval of a report, in its order. */
export interface RouteStep {
  readonly id: string;
  /** From 1. */
  readonly place: number;
  readonly act: 'read' | 'sign';
  /** Who signs; null for a second reader, who is asked by name. */
  readonly role: Role | null;
  /** The unit that the role is borne for; null: the organisation as a whole. */
  readonly unit: string | null;
}

/**
 * The route that a profile gives a report that is begun on a day: who signs at a level signs for each unit that stands
 * there then.
 */
export function routeOf(
  { reportRoute = usualRoute }: Pick<Profile, 'reportRoute'>,
  structure: Structure,
  day: string,
): readonly Omit<RouteStep, 'id' | 'place'>[] {
  return reportRoute.flatMap((step): readonly Omit<RouteStep, 'id' | 'place'>[] => {
    if (step.act === 'read') return [{ act: 'read', role: null, unit: null }];
    const { act, role, level } = step;
    if (level === undefined) return [{ act, role, unit: null }];
    return structure.units
      .filter((unit) => unit.level === level && validOn(unit, day))
      .map(({ key }) => ({ act, role, unit: key === structure.root ? null : key }));
  });
}

const usualRoute: NonNullable<Profile['reportRoute']> = [{ act: 'read' }, { act: 'sign', role: 'head' }];

/** What became of a report, in its order. */
export interface RouteEvent {
  readonly id: string;
  readonly kind:
    | 'seen'
    | 'read'
    | 'returned'
    | 'signed'
    | 'paper'
    | 'confirmed'
    | 'embargo'
    | 'lifted'
    | 'publishing'
    | 'failed'
    | 'published'
    | 'stopped';
  readonly reading: string | null;
  readonly step: string | null;
  readonly outcome: 'agreed' | 'remarks' | null;
  readonly reason: string | null;
  readonly actingAs: string | null;
  readonly replaces: string | null;
  readonly hash: string | null;
  readonly reference: string | null;
  readonly signer: string | null;
  readonly day: string | null;
  readonly until: string | null;
  readonly about: string | null;
  readonly failed: unknown;
  readonly nextPeriod: string | null;
  readonly version: number | null;
  readonly by: string | null;
  /** The moment, ISO 8601. */
  readonly at: string;
}

/** How a step stands, for the reading version that stands. */
export type StepState =
  | { readonly kind: 'not-yet' }
  | { readonly kind: 'now' }
  | { readonly kind: 'returned'; readonly event: RouteEvent }
  /** Signed on paper, and to be confirmed by somebody else. */
  | { readonly kind: 'to-confirm'; readonly event: RouteEvent }
  | { readonly kind: 'done'; readonly event: RouteEvent };

/** A route as it stands. */
export interface RouteState {
  readonly steps: readonly (RouteStep & { readonly state: StepState })[];
  /** The step that is taken now; null when all are done, and while there is nothing to read. */
  readonly now: (RouteStep & { readonly state: StepState }) | null;
  readonly isDone: boolean;
  /** Sent back: it goes on with a next reading version. */
  readonly returned: RouteEvent | null;
}

/**
 * How a route stands for a reading version: its steps in order, each done by who bears it, of this version alone. A later
 * version voids what was done of the one before.
 *
 * @param reading the version that stands; null while there is none
 */
export function routeState(
  steps: readonly RouteStep[],
  events: readonly RouteEvent[],
  reading: string | null,
): RouteState {
  const own = events.filter((event) => reading !== null && event.reading === reading);
  const returned = own.findLast(({ kind }) => kind === 'returned') ?? null;
  const inOrder = [...steps].sort((one, other) => one.place - other.place);
  let isOpen = reading !== null && returned === null;
  let allDone = true;
  const states = inOrder.map((step, index) => {
    const before = inOrder[index - 1];
    // Who signs in the same role signs in any order: one ministry need not wait for the other.
    if (before && (before.act !== step.act || before.role !== step.role)) isOpen = isOpen && allDone;
    const state = stateOf(step, own, returned, isOpen);
    if (state.kind !== 'done') allDone = false;
    return { ...step, state };
  });
  return {
    steps: states,
    now: states.find(({ state }) => state.kind === 'now' || state.kind === 'to-confirm') ?? null,
    isDone: reading !== null && returned === null && states.every(({ state }) => state.kind === 'done'),
    returned,
  };
}

function stateOf(
  step: RouteStep,
  events: readonly RouteEvent[],
  returned: RouteEvent | null,
  isOpen: boolean,
): StepState {
  const mine = events.filter((event) => event.step === step.id);
  if (returned !== null && returned.step === step.id) return { kind: 'returned', event: returned };
  const read = mine.findLast(({ kind }) => kind === 'read');
  const signed = mine.findLast(({ kind }) => kind === 'signed');
  const done = step.act === 'read' ? read : signed;
  if (done) return { kind: 'done', event: done };
  const paper = mine.findLast(({ kind }) => kind === 'paper');
  const confirmed = paper && mine.find(({ kind, about }) => kind === 'confirmed' && about === paper.id);
  if (paper && confirmed) return { kind: 'done', event: paper };
  if (paper) return { kind: 'to-confirm', event: paper };
  return { kind: isOpen ? 'now' : 'not-yet' };
}

/** The signatures under a version, of which a next version would void this many. */
export function signaturesUnder(events: readonly RouteEvent[], reading: string): readonly RouteEvent[] {
  return events.filter((event) => event.reading === reading && ['signed', 'confirmed'].includes(event.kind));
}

/** Until when a report may not be published; null where nothing holds it back. */
export function embargoOf(events: readonly RouteEvent[]): string | null {
  const last = events.findLast(({ kind }) => kind === 'embargo' || kind === 'lifted');
  return last?.kind === 'embargo' ? last.until : null;
}
