import { roleWords } from '../../organisation/people/role-words.ts';
import { parsePeriod, periodLabel, today } from '../../organisation/period.ts';
import { structureQuestion } from '../../organisation/records.ts';
import { nameOn } from '../../organisation/structure.ts';
import { concern } from '../../platform/access/resource.ts';
import { look } from '../../platform/database/doorways.ts';
import { momentInWords } from '../../platform/language/dates.ts';
import { say } from '../../platform/language/messages.ts';
import { type Language, type Text, text } from '../../platform/language/text.ts';
import { blockName, type WholeText, wholeText } from '../../publication/workbench/document-text.ts';
import type { FiguresReady } from '../../publication/workbench/making/maker.ts';
import {
  draftQuestion,
  type ReadingLine,
  standingReading,
  type WholeDraft,
} from '../../publication/workbench/read-drafts.ts';
import { type RouteState, type RouteStep, routeState } from '../../publication/workbench/route.ts';
import { type SetText, setText } from '../../publication/workbench/set-text.ts';
import { type Asker, hasRole, type SignedIn } from '../front/visit.ts';
import { profileOf } from '../people-lists/profile-of.ts';

/** A report that somebody opened, with what its pages need. */
export interface HeldReport {
  readonly draft: WholeDraft;
  /** Its place, without language. */
  readonly place: string;
  /** Whether who looks writes it. */
  readonly writes: boolean;
  /** The text as it is written now; null for who does not write it. */
  readonly whole: WholeText | null;
  /** The reading version that stands. */
  readonly reading: ReadingLine | null;
  readonly route: RouteState;
  /** What a step of the route is called. */
  readonly stepName: (step: RouteStep) => string;
  /** What its period is called. */
  readonly period: string;
  /** What of the address comes behind the report. */
  readonly rest: readonly string[];
}

/** Opens a report by the first part of an address; null where there is none for who asks. */
export async function openReport(visit: Asker, part: string): Promise<HeldReport | null> {
  const [id = '', ...rest] = part.split('/');
  if (!/^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/.test(id)) return null;
  const draft = await look(visit.premises.door, visit.actor, draftQuestion, concern, { report: id });
  if (!draft) return null;
  const { language } = visit;
  const reading = standingReading(draft);
  const profile = await profileOf(visit);
  const structure = await look(visit.premises.door, visit.actor, structureQuestion, concern, {});
  const writes = draft.head !== null && hasRole(visit, 'central-coordinator');
  return {
    draft,
    place: `/verslagen/${id}`,
    writes,
    whole: writes && draft.head ? wholeText(draft.head, draft.blocks) : null,
    reading,
    route: routeState(draft.steps, draft.events, reading?.id ?? null),
    stepName: ({ act, role, unit }) => {
      if (act === 'read' || role === null) return words.secondReader[language];
      const title = (role === 'head' ? profile.titles['decider'] : undefined) ?? roleWords[role].name;
      const place = structure.units.find(({ key }) => key === (unit ?? structure.root));
      return place ? `${title[language]}, ${nameOn(place, today()).name[language]}` : title[language];
    },
    period: periodLabel(parsePeriod(draft.period, profile.yearStart))[language],
    rest,
  };
}

const words = {
  secondReader: text('tweede lezer', 'second reader'),
  somebody: text('iemand die hier niet meer werkt', 'somebody who works here no more'),
  empty: text('leeg blok', 'empty block'),
  program: text('het programma', 'the program'),
  byWhom: text('{who}, {moment}', '{who}, {moment}'),
} as const;

/** What the program itself can place in a report, by how it is written. */
const directives: Readonly<Record<string, Text>> = {
  method: text('Hoe de cijfers zijn gemaakt', 'How the figures were made'),
  abbreviations: text('Afkortingen', 'Abbreviations'),
  aid: text('Leeswijzer', 'Reading aid'),
  appendix: text('Lijst van incidenten', 'List of incidents'),
  printed: text('Cijfers van een eerder verslag', 'Figures of an earlier report'),
};

/** What a block is called, for who looks. */
export function nameOfBlock({ premises, language }: SignedIn, source: string): string {
  const [, directive] = /^::([a-z][a-z-]*)/.exec(source.trim()) ?? [];
  if (directive !== undefined && Object.hasOwn(directives, directive))
    return directives[directive]?.[language] ?? directive;
  const named = blockName(
    source,
    (figure) => premises.catalogue.figures.find(({ id }) => id === figure)?.title[language],
  );
  return named || words.empty[language];
}

/** Whether who looks bears the role of a step today. */
export function bearsStep({ session }: Pick<Asker, 'session'>, { draft }: HeldReport, step: string): boolean {
  return draft.bearers.get(step)?.some(({ person }) => person === session.person) === true;
}

/** Who did something, in words. */
export function whoWords({ names }: WholeDraft, person: string | null, language: Language): string {
  if (person === null) return words.program[language];
  return names.get(person) ?? words.somebody[language];
}

/** Who did something and when, in words. */
export function byWhom(draft: WholeDraft, by: string | null, at: string, language: Language): string {
  return say(words.byWhom[language], language, {
    who: whoWords(draft, by, language),
    moment: momentInWords(new Date(at), language),
  });
}

/** How far the figures of this report are, for who writes it. */
export function figuresOfReport({ premises, actor }: SignedIn, { draft, whole }: HeldReport): FiguresReady {
  if (premises.reports === null || whole === null) return { kind: 'none' };
  return premises.reports.figures(actor, draft.id, whole.source, draft.figuresAsked);
}

/** The text as it is written now, set with the figures that are ready; null where none are. */
export function setNow(
  visit: SignedIn,
  held: HeldReport,
  whole: WholeText | null = held.whole,
): SetText | null {
  const ready = figuresOfReport(visit, held);
  if (ready.kind !== 'ready' || whole === null) return null;
  return setText(ready.report, whole, held.draft.blocks);
}
