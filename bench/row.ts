/** A line of the bench: a median, what to reach, and what was asserted besides time. */
export interface BenchRow {
  readonly what: string;
  readonly medianMs: number;
  readonly reach: string;
  readonly asserted: string;
  /** Whether the figure was reached and everything asserted held. */
  readonly holds: boolean;
}

/** Runs some work a number of times and answers the milliseconds of each run. */
export async function timed(runs: number, work: () => Promise<void>): Promise<number[]> {
  const times: number[] = [];
  for (let run = 0; run < runs; run++) {
    const start = performance.now();
    await work();
    times.push(performance.now() - start);
  }
  return times;
}

/** The middle value. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}
