import { registersOn } from '../../collection/catalogue.ts';
import { keepingOf } from '../../collection/keeping/keeping.ts';
import type { Register } from '../../collection/register.ts';
import {
  earlier,
  type Period,
  parsePeriod,
  periodLabel,
  today,
  type YearStart,
  yearsOf,
} from '../../organisation/period.ts';
import { NoOrganisation } from '../../organisation/records.ts';
import { concern } from '../../platform/access/resource.ts';
import { look } from '../../platform/database/doorways.ts';
import { type EditionLine, editionFigures, editionsQuestion } from '../../publication/inside/editions.ts';
import type { InsideFigure } from '../../publication/inside/inside-figures.ts';
import type { OwnFigures, Ready } from '../../publication/inside/inside-maker.ts';
import { hasRole, type SignedIn } from '../front/visit.ts';
import { profileOf } from '../people-lists/profile-of.ts';

/** What somebody sees of a register: every record, those of their units, or none. */
type View = 'all' | 'units' | 'none';

/** A register of which somebody sees figures. */
export interface FiguresOfRegister {
  readonly register: Register;
  readonly view: View;
  /** The place of its figures, without language. */
  readonly place: string;
  /** The place of its list of records; null where who looks has none. */
  readonly list: string | null;
}

/** A period that can be chosen. */
export interface PeriodChoice {
  readonly period: Period;
  readonly isEnded: boolean;
}

/** Who sees figures, and of which registers; empty for who sees none, or before anybody described the organisation. */
export async function figuresHeld(visit: SignedIn): Promise<readonly FiguresOfRegister[]> {
  if (!hasRole(visit, 'central-coordinator', 'coordinator', 'head', 'auditor')) return [];
  try {
    const profile = await profileOf(visit);
    return registersOn(visit.premises.catalogue.registers, profile)
      .filter(({ figures }) => figures.length > 0)
      .map((register) => {
        const keeping = keepingOf(register);
        const keeps = keeping && hasRole(visit, ...keeping.pages.keptBy.map(({ role }) => role));
        const slug = keeping?.pages.path ?? slugOf(register.name.nl);
        return {
          register,
          view: hasRole(visit, 'central-coordinator') ? 'all' : keeps ? 'units' : 'none',
          place: `/registers/${slug}/cijfers`,
          list: keeping && keeps ? `/registers/${slug}` : null,
        };
      });
  } catch (error) {
    if (error instanceof NoOrganisation) return [];
    throw error;
  }
}

function slugOf(name: string): string {
  return name
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z]+/g, '-')
    .replace(/^-|-$/g, '');
}

/** How many years back can be chosen. */
const yearsBack = 9;

/** The periods that can be chosen: each reporting year, and two of them together, the latest first. */
export function periodChoices(yearStart: YearStart): readonly PeriodChoice[] {
  const now = parsePeriod(today().slice(0, 4), yearStart);
  const running = now.from <= today() ? now : earlier(now, 1);
  const years = Array.from({ length: yearsBack + 1 }, (_, back) => earlier(running, back));
  return years
    .flatMap((year, place) => {
      const before = years[place + 1];
      return before ? [year, parsePeriod(`${before.key}-${year.key}`, yearStart)] : [year];
    })
    .map((period) => ({ period, isEnded: period.until <= today() }));
}

/** The period that an address asks for; the last year that ended without one, null where it asks for none that can be chosen. */
export async function periodAsked(visit: SignedIn): Promise<PeriodChoice | null> {
  const choices = periodChoices((await profileOf(visit)).yearStart);
  const asked = visit.context.req.query('periode') ?? '';
  if (asked !== '') return choices.find(({ period }) => period.key === asked) ?? null;
  return choices.find(({ period, isEnded }) => isEnded && yearsOf(period).length === 1) ?? null;
}

/** What a period is called: "2025", "2024–2025". */
export function periodName(period: Period, language: SignedIn['language']): string {
  return periodLabel(period)[language];
}

/** A part of a page of figures: over all records, over those of own units, or what may be known of others. */
export interface FiguresPart {
  readonly key: 'alles' | 'eigen' | 'rest' | 'beschermd';
  readonly state: Ready<readonly InsideFigure[]>;
  /** The records that a number counts, for who may see them. */
  readonly records: OwnFigures['records'];
  /** The edition that it is of; null where it is counted from what who looks may see. */
  readonly edition: EditionLine | null;
}

/** What is shown of a register over a period. */
export interface ShownFigures {
  readonly parts: readonly FiguresPart[];
  /** How the protected figures stand: absent where nothing of them is shown. */
  readonly editions?: { readonly made: EditionLine | null; readonly last: EditionLine | null };
}

const noRecords = (): null => null;

/** The figures of a register for who looks, as far as they are made. */
export async function figuresShown(
  visit: SignedIn,
  { register, view }: Pick<FiguresOfRegister, 'register' | 'view'>,
  { period, isEnded }: PeriodChoice,
): Promise<ShownFigures> {
  const { premises, actor } = visit;
  const maker = premises.reports?.inside;
  if (!maker) return { parts: [] };
  const own = async (key: FiguresPart['key']): Promise<FiguresPart> => {
    const state = await maker.own(actor, register.key, period);
    return state.kind === 'ready'
      ? { key, state: { ...state, made: state.made.figures }, records: state.made.records, edition: null }
      : { key, state, records: noRecords, edition: null };
  };
  if (view === 'all') return { parts: [await own('alles')] };
  const parts = view === 'units' ? [await own('eigen')] : [];
  if (!isEnded) return { parts, editions: { made: null, last: null } };
  const editions = await look(premises.door, actor, editionsQuestion, concern, { period: period.key });
  const { made } = editions;
  if (!made?.madeAt) return { parts, editions };
  const at = new Date(made.madeAt);
  if (view === 'units') {
    const beside = await maker.beside(actor, register.key, made.id);
    // Of who keeps the records of every unit there are no others.
    if (beside.kind === 'ready' && beside.made === null) return { parts };
    const state = beside.kind === 'ready' ? { ...beside, at, made: beside.made ?? [] } : beside;
    return { parts: [...parts, { key: 'rest', state, records: noRecords, edition: made }], editions };
  }
  const figures = await look(premises.door, actor, editionFigures, concern, {
    edition: made.id,
    register: register.key,
  });
  const state = { kind: 'ready' as const, at, made: figures ?? [] };
  return { parts: [{ key: 'beschermd', state, records: noRecords, edition: made }], editions };
}
