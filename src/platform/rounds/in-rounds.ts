import { isDatabaseGone } from '../database/database-gone.ts';

/** How something is done in rounds. */
export interface Rounds {
  /** What a line about a fault begins with. */
  readonly about: string;
  /** Milliseconds between the end of a round and the next. */
  readonly every: number;
  /** Whether the first round begins at once, instead of after that time. */
  readonly atOnce?: true;
}

/**
 * Does something for each of several organisations, in rounds, as long as the program runs. What goes wrong is told, once
 * per kind, and tried again; a lost database is no news.
 *
 * @param round what is done each time for one: its faults, in words for the console
 * @returns what ends it
 */
export function inRounds<One>(
  { about, every, atOnce }: Rounds,
  organisations: readonly One[],
  round: (one: One, isEnding: () => boolean) => Promise<readonly string[]>,
  tell: (line: string) => void,
): () => Promise<void> {
  let ended = false;
  let timer: NodeJS.Timeout | undefined;
  let last = '';
  const note = (words: string): void => {
    if (words !== last) tell(`${about}: ${words}`);
    last = words;
  };
  const all = async (): Promise<void> => {
    for (const one of organisations) {
      if (ended) return;
      try {
        for (const fault of await round(one, () => ended)) note(fault);
      } catch (error) {
        if (!isDatabaseGone(error)) note(error instanceof Error ? error.message : String(error));
      }
    }
  };
  const next = (): void => {
    if (ended) return;
    timer = setTimeout(() => {
      running = all().finally(next);
    }, every);
    timer.unref();
  };
  let running = atOnce ? all().finally(next) : Promise.resolve();
  if (!atOnce) next();
  return async () => {
    ended = true;
    clearTimeout(timer);
    await running;
  };
}
