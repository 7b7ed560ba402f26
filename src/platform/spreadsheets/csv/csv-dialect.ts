/** How a CSV separates its fields. */
export interface CsvDialect {
  /** '' when every line is one field. */
  readonly delimiter: string;
  /** The first line was `sep=;`, a note for Excel and no data. */
  readonly separatorLine: boolean;
}

const CANDIDATES = [',', ';', '\t', '|'] as const;
const SAMPLE_RECORDS = 200;
const STRAY = 0.3;

/**
 * Finds the delimiter from the start of a file: the one that gives most records the same number of fields,
 * quotes respected. Decimal commas inside a file with semicolons give uneven counts and lose.
 */
export function findDialect(sample: string): CsvDialect {
  const line = /^sep=(.)\r?\n?/i.exec(sample);
  if (line?.[1] !== undefined) return { delimiter: line[1], separatorLine: true };
  let best: { delimiter: string; score: number } = { delimiter: '', score: 0 };
  for (const delimiter of CANDIDATES) {
    const { counts, strayQuotes } = fieldCounts(sample, delimiter);
    // With the right delimiter, quotes stand at the start and end of fields.
    const score = evenness(counts) * (strayQuotes ? STRAY : 1);
    if (score > best.score) best = { delimiter, score };
  }
  return { delimiter: best.delimiter, separatorLine: false };
}

/** The share of records with the most usual number of fields, weighed lightly by that number; 0 for one field. */
function evenness(counts: readonly number[]): number {
  const tally = new Map<number, number>();
  for (const count of counts) tally.set(count, (tally.get(count) ?? 0) + 1);
  let usual = 1;
  let most = 0;
  for (const [count, times] of tally) {
    if (count > 1 && (times > most || (times === most && count > usual))) {
      usual = count;
      most = times;
    }
  }
  return usual === 1 ? 0 : (most / counts.length) * (1 + Math.log2(usual) / 100);
}

function fieldCounts(sample: string, delimiter: string): { counts: number[]; strayQuotes: boolean } {
  const counts: number[] = [];
  let fields = 1;
  let quoted = false;
  let fieldStart = true;
  let filled = false;
  let strayQuotes = false;
  for (let at = 0; at < sample.length && counts.length < SAMPLE_RECORDS; at++) {
    const character = sample[at];
    if (quoted) {
      if (character === '"') {
        if (sample[at + 1] === '"') at += 1;
        else {
          quoted = false;
          const next = sample[at + 1];
          strayQuotes ||= next !== undefined && ![delimiter, '\r', '\n'].includes(next);
        }
      }
    } else if (character === '"' && fieldStart) {
      quoted = true;
      filled = true;
    } else if (character === '\n' || character === '\r') {
      if (filled) counts.push(fields);
      fields = 1;
      fieldStart = true;
      filled = false;
      continue;
    } else if (character === delimiter) {
      fields += 1;
      fieldStart = true;
      filled = true;
      continue;
    } else {
      filled = true;
      strayQuotes ||= character === '"';
    }
    fieldStart = false;
  }
  if (filled && !quoted) counts.push(fields);
  return { counts, strayQuotes };
}
