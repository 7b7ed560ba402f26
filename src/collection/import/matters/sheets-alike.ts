import { text } from '../../../platform/language/text.ts';
import { type Finding, fileFinding, type ImportFace, type InputRow } from '../import-face.ts';

/** More rows than a sheet can have: a place as one number. */
const rowsASheet = 2 ** 21;
const mostNamed = 8;

/** Rows of which the first place is remembered; rows of a longer file are held against these. */
const mostRemembered = 10_000;

/**
 * Matters without a number that stand on two sheets of a file, as in a workbook with a tab a year or a quarter, each of
 * which holds what stood before. They may be written otherwise on each.
 */
export class SheetsAlike {
  readonly #sender: string;
  readonly #names: string[] = [];
  /** By a number made of what a matter is known by: where it stood first. */
  readonly #first = new Map<number, number>();
  readonly #rows = new Map<string, number>();
  readonly #pairs = new Map<
    string,
    {
      readonly first: string;
      readonly again: string;
      readonly rows: (readonly [row: number, before: number])[];
    }
  >();

  constructor(sender: string) {
    this.#sender = sender;
  }

  add(face: ImportFace, { cells, sheet, number }: InputRow, record: unknown): void {
    this.#rows.set(sheet, (this.#rows.get(sheet) ?? 0) + 1);
    if (this.#names.at(-1) !== sheet) this.#names.push(sheet);
    // Further down a long first sheet nothing is remembered and nothing can be met.
    if (this.#names.length === 1 && this.#first.size >= mostRemembered) return;
    const isNumbered = face.corrections?.numberColumns.some((key) => (cells[key]?.text ?? '') !== '');
    const key = isNumbered ? undefined : face.alike?.(record, this.#sender);
    if (key === undefined) return;
    const made = numberOf(key);
    const place = this.#first.get(made);
    if (place === undefined) {
      if (this.#first.size < mostRemembered)
        this.#first.set(made, (this.#names.length - 1) * rowsASheet + number);
      return;
    }
    const first = this.#names[Math.floor(place / rowsASheet)] ?? '';
    if (first === sheet) return;
    const pair = this.#pairs.get(`${first}\u0000${sheet}`) ?? { first, again: sheet, rows: [] };
    pair.rows.push([number, place % rowsASheet]);
    this.#pairs.set(`${first}\u0000${sheet}`, pair);
  }

  /** A question where all of one sheet stands on another too, a doubt where some of it does. */
  findings(): readonly Finding[] {
    return [...this.#pairs.values()].map(({ first, again, rows }) => {
      const isAll = [first, again].some((sheet) => this.#rows.get(sheet) === rows.length);
      const named = (word: string) =>
        rows
          .slice(0, mostNamed)
          .map(([row, before]) => `${word} ${row} (${word} ${before})`)
          .join(', ') + (rows.length > mostNamed ? ', …' : '');
      return fileFinding(
        isAll ? 'refused' : 'doubtful',
        'rows-on-two-sheets',
        again,
        rows[0]?.[0] ?? 0,
        first,
        text(
          `${rows.length} van de rijen op dit blad lijken over hetzelfde te gaan als rijen op blad „${first}”: ${named('rij')}. Zo tellen zij twee keer. Haal ze op een van beide bladen weg, of lees één blad: --sheet '${again}'. Zijn het andere zaken, lees de bladen dan elk apart.`,
          `${rows.length} of the rows on this sheet seem to be about the same as rows on sheet “${first}”: ${named('row')}. Like this they count twice. Take them away on one of the two, or read one sheet: --sheet '${again}'. If they are other matters, read each sheet by itself.`,
        ),
      );
    });
  }
}

/** A number of 53 bits made of a text, so that a hundred thousand of them cost little: FNV-1a twice. */
function numberOf(written: string): number {
  let [high, low] = [0x811c9dc5, 0xc9dc5811];
  for (let at = 0; at < written.length; at++) {
    const code = written.charCodeAt(at);
    high = Math.imul(high ^ code, 0x01000193);
    low = Math.imul(low ^ (code + at), 0x01000197);
  }
  return (high >>> 11) * 2 ** 32 + (low >>> 0);
}
