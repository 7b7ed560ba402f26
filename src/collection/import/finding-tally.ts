import type { Finding, Weight } from './import-face.ts';
import type { FindingCount } from './import-report.ts';

const findingsShown = 40;
const order: Readonly<Record<Weight, number>> = { refused: 0, doubtful: 1, note: 2 };

/** The findings of an import: all counted by kind, the first of each kind kept. */
export class FindingTally {
  readonly #kinds = new Map<string, { weight: Weight; kind: string; count: number }>();
  readonly #findings: Finding[] = [];

  add(...findings: readonly Finding[]): void {
    for (const finding of findings) {
      const key = `${finding.weight} ${finding.kind}`;
      const kind = this.#kinds.get(key) ?? { weight: finding.weight, kind: finding.kind, count: 0 };
      kind.count++;
      this.#kinds.set(key, kind);
      if (kind.count <= findingsShown) this.#findings.push(finding);
    }
  }

  /** Whether something was found for which the whole file is left out. */
  get refuses(): boolean {
    return [...this.#kinds.values()].some((kind) => kind.weight === 'refused');
  }

  /** How often each kind was found, heaviest and most frequent first. */
  kinds(): readonly FindingCount[] {
    return [...this.#kinds.values()].sort((a, b) => order[a.weight] - order[b.weight] || b.count - a.count);
  }

  /** The first of each kind, heaviest first. */
  first(): readonly Finding[] {
    return [...this.#findings].sort((a, b) => order[a.weight] - order[b.weight]);
  }
}
