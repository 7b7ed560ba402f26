import type { DetectionContext } from '../../platform/language/identifying/detect.ts';
import { masked } from '../../platform/language/identifying/mask.ts';
import type { Asked, Finding, Weight } from './import-face.ts';
import type { FindingCount, ToldFinding } from './import-report.ts';

const findingsShown = 40;
const rowsNamed = 5;
const order: Readonly<Record<Weight, number>> = { refused: 0, doubtful: 1, note: 2 };

/** Findings about one written word, which is told once, with the rows where it stands. */
const aboutLabels: ReadonlySet<string> = new Set([
  'unit-unknown',
  'label-unknown',
  'label-normalised',
  'value-missing',
  'column-twice',
]);

interface Told {
  readonly finding: Finding;
  readonly rows: number[];
  count: number;
}

/** The findings of an import: all counted by kind, the first of each kind kept, each unknown word once. */
export class FindingTally {
  readonly #patterns: DetectionContext['patterns'];
  readonly #kinds = new Map<string, { weight: Weight; kind: string; count: number; told: number }>();
  readonly #labels = new Map<string, Told>();
  readonly #findings: Told[] = [];
  readonly #hears: ((finding: Finding) => void) | undefined;

  /**
   * @param patterns of numbers by which the organisation knows people: see {@link withoutPersons}
   * @param hears told of every finding, as it may be kept
   */
  constructor(patterns: DetectionContext['patterns'] = [], hears?: (finding: Finding) => void) {
    this.#patterns = patterns;
    this.#hears = hears;
  }

  add(...findings: readonly Finding[]): void {
    for (const finding of findings) {
      this.#hears?.(withoutPersons(finding, this.#patterns));
      const key = `${finding.weight} ${finding.kind}`;
      const kind = this.#kinds.get(key) ?? { weight: finding.weight, kind: finding.kind, count: 0, told: 0 };
      kind.count++;
      this.#kinds.set(key, kind);
      if (this.#isTold(finding)) continue;
      kind.told++;
      if (kind.told > findingsShown) continue;
      const told = { finding: withoutPersons(finding, this.#patterns), rows: [finding.row], count: 1 };
      this.#findings.push(told);
      if (isAboutLabel(finding)) this.#labels.set(labelOf(finding), told);
    }
  }

  /** Counts a finding with the one that was told of the same word. */
  #isTold(finding: Finding): boolean {
    const told = isAboutLabel(finding) ? this.#labels.get(labelOf(finding)) : undefined;
    if (!told) return false;
    told.count++;
    if (told.rows.length < rowsNamed && !told.rows.includes(finding.row)) told.rows.push(finding.row);
    return true;
  }

  /** Whether something was found for which the whole file is left out. */
  get refuses(): boolean {
    return [...this.#kinds.values()].some((kind) => kind.weight === 'refused');
  }

  /** How often each kind was found, heaviest and most frequent first. */
  kinds(): readonly FindingCount[] {
    return [...this.#kinds.values()]
      .map(({ weight, kind, count, told }) => ({ weight, kind, count, told }))
      .sort((a, b) => order[a.weight] - order[b.weight] || b.count - a.count);
  }

  /** The first of each kind, heaviest first. */
  first(): readonly ToldFinding[] {
    return this.#findings
      .map(({ finding, rows, count }) =>
        count === 1 ? finding : { ...finding, rows: { count, first: rows } },
      )
      .sort((a, b) => order[a.weight] - order[b.weight]);
  }
}

/**
 * A finding as it may be printed and kept: what leads to one person is told by its place, and not repeated. It may
 * stand in any column, and in lines that are no rows.
 */
export function withoutPersons(finding: Finding, patterns: DetectionContext['patterns']): Finding {
  const { value, advice, asks, ...place } = finding;
  return {
    ...place,
    value: masked(value, patterns),
    advice: { nl: masked(advice.nl, patterns), en: masked(advice.en, patterns) },
    // What may lead to a person is mended in the file: no question repeats it.
    ...(asks && wordsOf(asks).every((word) => masked(word, patterns) === word) ? { asks } : {}),
  };
}

function wordsOf(asks: Asked): readonly string[] {
  return asks.of === 'meaning' ? [asks.written] : asks.headings;
}

function isAboutLabel({ kind, value }: Finding): boolean {
  return value !== '' && aboutLabels.has(kind);
}

function labelOf({ weight, kind, sheet, column, value }: Finding): string {
  return JSON.stringify([weight, kind, sheet, column, value]);
}
