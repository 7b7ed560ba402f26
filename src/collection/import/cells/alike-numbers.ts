import { text } from '../../../platform/language/text.ts';
import { type Finding, fileFinding, type ImportFace, type InputRow } from '../import-face.ts';

/** Pairs that a question names before it says how many more there are. */
const mostNamed = 8;

/**
 * A number of a matter as its digits and letters alone tell it: "INT-007", "int 7" and "Int.7" are alike, "2024-1" and
 * "20241" are not.
 */
export function likeNumber(written: string): string {
  const parts =
    written
      .normalize('NFKC')
      .toLowerCase()
      .match(/\d+|\p{L}+/gu) ?? [];
  return parts.map((part) => (/^\d/.test(part) ? part.replace(/^0+(?=\d)/, '') : part)).join('-');
}

/** Numbers of one file that differ only in zeros, dashes or points: one matter that somebody typed twice, or two. */
export class AlikeNumbers {
  readonly #first = new Map<
    string,
    { readonly same: string; readonly written: string; readonly row: number }
  >();
  readonly #pairs: {
    readonly before: string;
    readonly row: number;
    readonly again: InputRow;
    readonly written: string;
  }[] = [];

  /** @param same the number as it is compared, by which rows become one matter */
  add(face: ImportFace, input: InputRow, written: string, same: string): void {
    const like = likeNumber(written);
    if (like === '') return;
    const key = `${face.name.nl}\u0000${like}`;
    const first = this.#first.get(key);
    if (!first) this.#first.set(key, { same, written, row: input.number });
    else if (first.same !== same)
      this.#pairs.push({ before: first.written, row: first.row, again: input, written });
  }

  findings(): readonly Finding[] {
    const [first] = this.#pairs;
    if (!first) return [];
    const named = (row: string) =>
      this.#pairs
        .slice(0, mostNamed)
        .map((one) => `${one.before} (${row} ${one.row}) en ${one.written} (${row} ${one.again.number})`)
        .join('; ') + (this.#pairs.length > mostNamed ? '; …' : '');
    return [
      fileFinding(
        'refused',
        'numbers-alike',
        first.again.sheet,
        first.again.number,
        first.written,
        text(
          `Deze nummers verschillen alleen in nullen, streepjes of punten: ${named('rij')}. Is het dezelfde zaak, schrijf het nummer dan overal gelijk. Zijn het andere zaken, zeg dan --same other.`,
          `These numbers differ only in zeros, dashes or points: ${named('row').replaceAll(' en ', ' and ')}. If it is the same matter, write the number alike everywhere. If they are other matters, say --same other.`,
        ),
      ),
    ];
  }
}
