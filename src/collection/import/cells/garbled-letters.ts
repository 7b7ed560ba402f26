import { text } from '../../../platform/language/text.ts';
import { type Finding, fileFinding, type InputCell, type InputRow } from '../import-face.ts';

/** Letters of UTF-8 that were read as Windows-1252 and saved so: "KoÃ¶rdinatie", "CafÃ©", "â€“". */
const garbled = /[ÃÂ][\u0080-\u00bf\u0152-\u2122]|â€./;
/** What programs write for a letter that they could not read. */
const lost = '\ufffd';

/** The characters of Windows-1252 that have another place in Unicode. */
const places: ReadonlyMap<string, number> = new Map(
  [...'€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ'].map((letter, at) => [letter, 0x80 + at]),
);
const utf8 = new TextDecoder('utf-8', { fatal: true });

/** A text whose letters were encoded twice, as it was meant; every other text as it stands. */
export function asMeant(written: string): string {
  if (!garbled.test(written)) return written;
  const bytes: number[] = [];
  for (const letter of written) {
    const code = places.get(letter) ?? letter.charCodeAt(0);
    if (letter.length > 1 || code > 0xff) return written;
    bytes.push(code);
  }
  try {
    return utf8.decode(Uint8Array.from(bytes));
  } catch {
    return written;
  }
}

/** Told once for a file: which cells were read as they were meant, and in which letters are lost. */
export class GarbledLetters {
  #mended: { readonly row: InputRow; readonly cell: InputCell } | undefined;
  #lost: { readonly row: InputRow; readonly cell: InputCell } | undefined;
  #mendedCount = 0;
  #lostCount = 0;

  /** The row with its letters as they were meant. */
  read(row: InputRow): InputRow {
    let cells: Record<string, InputCell | undefined> | undefined;
    for (const key in row.cells) {
      const cell = row.cells[key];
      if (!cell || !/[ÃÂâ\ufffd]/.test(cell.text)) continue;
      const meant = asMeant(cell.text);
      if (meant !== cell.text) {
        this.#mendedCount++;
        this.#mended ??= { row, cell };
        cells ??= { ...row.cells };
        cells[key] = { ...cell, text: meant };
      }
      if (meant.includes(lost) || garbled.test(meant)) {
        this.#lostCount++;
        this.#lost ??= { row, cell };
      }
    }
    return cells ? { ...row, cells } : row;
  }

  findings(): readonly Finding[] {
    return [
      ...told(
        this.#mended,
        'letters-mended',
        text(
          `Letters die twee keer waren omgezet („Ã©” voor „é”) zijn gelezen zoals zij bedoeld zijn (${this.#mendedCount} keer). Kijk na of de teksten kloppen; beter nog is een nieuwe uitdraai in UTF-8.`,
          `Letters that had been converted twice (“Ã©” for “é”) were read as they were meant (${this.#mendedCount} times). Check the texts; a new export in UTF-8 is better still.`,
        ),
      ),
      ...told(
        this.#lost,
        'letters-lost',
        text(
          `Hier staan tekens die geen letter meer zijn („\ufffd”, „Ã”): het programma dat het bestand schreef, kende de letter niet (${this.#lostCount} keer). De tekst is bewaard zoals hij staat. Vraag een nieuwe uitdraai in UTF-8, of verbeter de cellen.`,
          `Here stand characters that are no letters any more (“\ufffd”, “Ã”): the program that wrote the file did not know the letter (${this.#lostCount} times). The text was kept as it stands. Ask for a new export in UTF-8, or mend the cells.`,
        ),
      ),
    ];
  }
}

function told(
  first: { readonly row: InputRow; readonly cell: InputCell } | undefined,
  kind: string,
  advice: Finding['advice'],
): readonly Finding[] {
  if (!first) return [];
  const { row, cell } = first;
  return [{ ...fileFinding('doubtful', kind, row.sheet, row.number, '', advice), column: cell.heading }];
}
