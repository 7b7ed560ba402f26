import { concern } from '../../../platform/access/resource.ts';
import { look } from '../../../platform/database/doorways.ts';
import { say } from '../../../platform/language/messages.ts';
import { type Language, text } from '../../../platform/language/text.ts';
import { type ReadingContent, readingQuestion } from '../../../publication/workbench/readings.ts';
import type { SignedIn } from '../../front/visit.ts';
import type { HeldReport } from '../held-report.ts';

const words = {
  added: text(
    'Blok {number}, „{block}”: toegevoegd of gewijzigd',
    'Block {number}, “{block}”: added or changed',
  ),
  gone: text('„{block}”: weggehaald', '“{block}”: taken out'),
  figure: text('Cijfers veranderd: {title}', 'Figures changed: {title}'),
  title: text('De titel is gewijzigd', 'The title was changed'),
  none: text('Niets', 'Nothing'),
} as const;

/** The last version before this one that somebody saw; null where they saw none. */
export async function lastSeen(
  visit: SignedIn,
  { draft }: HeldReport,
  number: number,
): Promise<ReadingContent | null> {
  const seen = draft.events.flatMap(({ kind, by, reading }) =>
    kind === 'seen' && by === visit.session.person
      ? draft.readings.filter(({ id, number: own }) => id === reading && own < number)
      : [],
  );
  const last = Math.max(0, ...seen.map((one) => one.number));
  return last === 0
    ? null
    : look(visit.premises.door, visit.actor, readingQuestion, concern, { report: draft.id, number: last });
}

/** What is otherwise in a version than in one before it, in sentences. */
export function changesSince(
  before: ReadingContent,
  now: ReadingContent,
  language: Language,
): readonly string[] {
  const figures = new Map(before.model.figures.map((one) => [one.id, JSON.stringify(one.cells)]));
  const found = [
    ...(before.model.title === now.model.title ? [] : [words.title[language]]),
    ...[...new Map(now.blocks.map((one) => [one.id, one])).values()]
      .filter(({ id }) => before.sources.get(id) !== now.sources.get(id))
      .map(({ number, name }) => say(words.added[language], language, { block: name, number })),
    ...before.blocks
      .filter(({ id }) => now.blocks.every((one) => one.id !== id))
      .map(({ name }) => say(words.gone[language], language, { block: name })),
    ...now.model.figures
      .filter(({ id, cells }) => figures.has(id) && figures.get(id) !== JSON.stringify(cells))
      .map(({ title }) => say(words.figure[language], language, { title: title[language] })),
  ];
  return found.length > 0 ? [...new Set(found)] : [words.none[language]];
}
