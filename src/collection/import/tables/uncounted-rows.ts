import { levelled } from '../../../codes/code-lists.ts';
import { text } from '../../../platform/language/text.ts';
import type { TableShape } from '../import-face.ts';
import { asksHeading, type Finding, fileFinding } from '../import-face.ts';
import type { TableMatch } from './match-columns.ts';

/** Rows that a question names before it says how many more there are. */
const mostNamed = 8;

/** What a register says of a row that it does not count any more, or not yet. */
const uncounted =
  /^(in ?getrokken|vervallen|vervalt|concept|geannuleerd|annulering|verwijderd|gewist|doorgehaald|geschrapt|dubbel|dubbele|duplicaat|ongeldig|niet geldig|teruggetrokken|herroepen|niet meetellen|telt niet( mee)?|foutief( ingevoerd)?|per abuis|test|testmelding|testregistratie|withdrawn|retracted|cancell?ed|draft|deleted|removed|duplicate|void|invalid|revoked|test record)( |$)/;
/** Headings under which "nee" says the same. */
const holds = /^(actief|geldig|telt mee|meetellen|meegeteld|definitief|active|valid|counts|counted|final)$/;
const no = /^(n|nee|neen|nein|no|false|onwaar|0)$/;
const blankOrNo = /^(n|nee|neen|no|false|onwaar|0|n v t|nvt|niet van toepassing|geen)?$/;

/** Whether a cell under a heading says that its row is not to be counted. */
function isUncounted(heading: string, written: string): boolean {
  const [about, says] = [levelled(heading), levelled(written)];
  if (uncounted.test(about)) return !blankOrNo.test(says);
  return holds.test(about) ? no.test(says) : says !== '' && uncounted.test(says);
}

/**
 * Rows of which a column that is not read says that they were withdrawn, are a draft, or stand twice: they would count
 * as any other. Which of them count is for a person to decide.
 */
export class UncountedRows {
  readonly #columns = new Map<
    string,
    {
      readonly sheet: string;
      readonly heading: string;
      readonly values: Set<string>;
      readonly rows: number[];
    }
  >();

  /** The headings of a table that are not read, of which nobody said that they are to be left out. */
  static headings({ columns }: TableMatch<TableShape>): readonly string[] {
    return columns.flatMap(({ heading, meaning, leftOut, again }) =>
      meaning || leftOut || again ? [] : [heading],
    );
  }

  add(sheet: string, row: number, heading: string, written: string): void {
    if (!isUncounted(heading, written)) return;
    const key = `${sheet}\u0000${heading}`;
    const known = this.#columns.get(key) ?? { sheet, heading, values: new Set(), rows: [] };
    known.values.add(written.trim());
    known.rows.push(row);
    this.#columns.set(key, known);
  }

  findings(): readonly Finding[] {
    return [...this.#columns.values()].map(({ sheet, heading, values, rows }) => {
      const named = rows.slice(0, mostNamed).join(', ') + (rows.length > mostNamed ? ' …' : '');
      const words = [...values].slice(0, mostNamed);
      const count = rows.length;
      const many =
        count === 1 ? text('1 rij zou', '1 row would') : text(`${count} rijen zouden`, `${count} rows would`);
      return {
        ...fileFinding(
          'refused',
          'rows-uncounted',
          sheet,
          rows[0] ?? 0,
          words[0] ?? '',
          text(
            `De kolom „${heading}” wordt niet gelezen, en zegt ${words.map((one) => `„${one}”`).join(', ')} (rij ${named}): ${many.nl} meetellen. Horen zij niet mee te tellen, haal ze dan uit het bestand. Tellen zij wel, zeg dat dan met --map '${heading}=-'.`,
            `The column “${heading}” is not read, and says ${words.map((one) => `“${one}”`).join(', ')} (row ${named}): ${many.en} count. If they should not, take them out of the file. If they do count, say so with --map '${heading}=-'.`,
          ),
        ),
        column: heading,
        ...asksHeading(heading),
      };
    });
  }
}
