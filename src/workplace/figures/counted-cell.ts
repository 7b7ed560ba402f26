import { say } from '../../platform/language/messages.ts';
import { type Language, text } from '../../platform/language/text.ts';
import type { PublishedFigure } from '../../publication/report-model.ts';
import type { SignedIn } from '../front/visit.ts';
import { profileOf } from '../people-lists/profile-of.ts';
import { figuresHeld, figuresShown, periodChoices, periodName } from './held-figures.ts';

const words = {
  of: text('Cijfer „{figure}” over {period}', 'Figure “{figure}” of {period}'),
  at: text('Cijfer „{figure}” over {period}: {places}', 'Figure “{figure}” of {period}: {places}'),
} as const;

/** A cell of a figure of a register, as an address names it. */
export interface CellAddress {
  readonly figure: string;
  readonly period: string;
  readonly at: Readonly<Record<string, string>>;
}

/** The records that a number counts, and what that number is called. */
export interface CountedRecords {
  readonly ids: readonly string[];
  readonly label: string;
}

/** A cell as it stands in an address: `incidents.by-unit~2025~unit=IWK~year=2025`. */
export function cellWritten({ figure, period, at }: CellAddress): string {
  const places = Object.entries(at).filter(([, code]) => code !== '*');
  return [figure, period, ...places.map(([key, code]) => `${key}=${code}`)].join('~');
}

function readCell(written: string): CellAddress {
  const [figure = '', period = '', ...places] = written.split('~');
  const at = places.map((one): [string, string] => {
    const split = one.indexOf('=');
    return [one.slice(0, split), one.slice(split + 1)];
  });
  return { figure, period, at: Object.fromEntries(at) };
}

/**
 * The records that a number of a register counts, for who may see them. "busy" while the figures are being counted; null
 * where there is no such number, or none that counts records.
 */
export async function recordsCounted(
  visit: SignedIn,
  register: string,
  written: string,
): Promise<CountedRecords | 'busy' | null> {
  const { figure, period, at } = readCell(written);
  const held = (await figuresHeld(visit)).find((one) => one.register.key === register);
  const choice = periodChoices((await profileOf(visit)).yearStart).find((one) => one.period.key === period);
  if (!held?.list || !choice) return null;
  // What is shown of the others holds no records: it need not be made for this.
  const { parts } = await figuresShown(visit, held, { ...choice, isEnded: false });
  const [own] = parts;
  if (!own || own.state.kind === 'failed') return null;
  if (own.state.kind === 'busy') return 'busy';
  const shown = own.state.made.find((one) => one.figure.id === figure)?.figure;
  const ids = shown ? own.records(figure, at) : null;
  if (!shown || ids === null) return null;
  const { language } = visit;
  return { ids, label: cellName(shown, at, periodName(choice.period, language), language) };
}

/** What a cell is called: the figure, its period, and where in the figure it stands. */
export function cellName(
  figure: PublishedFigure,
  at: CellAddress['at'],
  period: string,
  language: Language,
): string {
  const places = figure.dimensions
    .flatMap(({ key, members }) => members.find(({ code }) => code === at[key])?.label[language] ?? [])
    // Of one year the period says it.
    .filter((place) => place !== period);
  const said = { figure: figure.title[language], period, places: places.join(', ') };
  return say((places.length === 0 ? words.of : words.at)[language], language, said);
}
