import { levelled } from '../../../codes/code-lists.ts';
import { text } from '../../../platform/language/text.ts';
import type { Finding, ImportFace, InputCell, InputRow } from '../import-face.ts';

/** "Geen meldingen", "nihil": that there is nothing, written where a record would stand. */
const nothing = /^(geen|nihil|nil|niets|no|none|n\.?\s?v\.?\s?t\.?)(\s+\p{L}+){0,4}[.!]?$/iu;

/** Columns that say of themselves that a row is a record: no free text, and not the number that people give in advance. */
function tells(cell: InputCell): boolean {
  const { kind, text: written } = cell;
  if (kind === 'date' || kind === 'number' || kind === 'boolean') return true;
  return isCoded(cell) && /\d/.test(written);
}

function isCoded({ privacy }: InputCell): boolean {
  return privacy === undefined || privacy === 'coded';
}

/** The required columns of a face, found once: every row asks for them. */
const requiredColumns = new WeakMap<ImportFace, ReadonlySet<string>>();

function requiredOf(face: ImportFace): ReadonlySet<string> {
  const known = requiredColumns.get(face);
  if (known) return known;
  const keys = new Set(face.columns.flatMap(({ key, required }) => (required ? [key] : [])));
  requiredColumns.set(face, keys);
  return keys;
}

/**
 * Whether something required stands in the row, beside another cell, and its first cell is not its heading once more:
 * nearly every row, and what they all are asked must be cheap.
 */
function isPlainRecord({ cells }: InputRow, required: ReadonlySet<string>): boolean {
  let filled = 0;
  let isAsked = false;
  for (const key in cells) {
    const cell = cells[key];
    if (!cell || cell.text === '') continue;
    if ((filled === 0 && mayBeHeading(cell)) || mayBeNothing(cell)) return false;
    filled++;
    isAsked ||= required.has(key);
    if (filled > 1 && isAsked) return true;
  }
  return false;
}

/** Words of an equal beginning: only those are looked at further. */
function mayBeHeading({ text: written, heading }: InputCell): boolean {
  return beginning(written) === beginning(heading) && levelled(written) === levelled(heading);
}

/** "Geen", "nihil", "n.v.t.": most cells begin otherwise. */
function mayBeNothing({ text: written }: InputCell): boolean {
  return 'gGnN'.includes(written.charAt(0)) && nothing.test(written);
}

/** The first letter or digit, without regard to case. */
function beginning(written: string): string {
  return /[\p{L}\p{N}]/u.exec(written)?.[0].toLowerCase() ?? '';
}

/**
 * A row that is no record but a line between records: a heading, "geen meldingen", a remark, the headings once more.
 * It is told with what it says, and not read. A row in which nothing required stands is such a line, unless other
 * columns speak of a record, or it goes on with a matter: undefined for such a row, as for a record.
 *
 * @param isOfMatter whether a row above bears the same number
 */
export function lineBetween(face: ImportFace, row: InputRow, isOfMatter: boolean): Finding | undefined {
  const required = requiredOf(face);
  if (face.ofExports || isPlainRecord(row, required)) return undefined;
  const filled = Object.entries(row.cells).flatMap(([key, cell]) =>
    cell && cell.text !== '' ? [{ key, cell }] : [],
  );
  const [first] = filled;
  if (!first) return undefined;
  if (filled.length > 1 && filled.every(({ cell }) => levelled(cell.text) === levelled(cell.heading)))
    return told(
      row,
      'heading-repeated',
      filled,
      text('Koppen die worden herhaald: niet als rij gelezen.', 'Headings once more: not read as a row.'),
    );
  if (filled.length === 1 && nothing.test(first.cell.text) && !face.keyed)
    return told(
      row,
      'nothing-to-report',
      filled,
      text(
        'Hier staat dat er niets is: geen registratie. Wilt u vastleggen dat er niets was, vul dan „nihil” in bij de jaarlijkse uitvraag.',
        'This says that there is nothing: no record. To record that there was nothing, fill in “nil” in the annual call.',
      ),
    );
  if (saysNothing(face, filled)) return nothingOfUnit(row, filled);
  if (required.size === 0 || filled.some(({ key }) => required.has(key))) return undefined;
  const own = filled.filter(({ key }) => !face.corrections?.numberColumns.includes(key));
  if (filled.length > 1 && own.some(({ cell }) => tells(cell))) return undefined;
  // A year of which a return states one number, beside other years in the same row.
  const perPeriod = new Set(face.columns.flatMap((column) => (column.perPeriod ? [column.key] : [])));
  if (row.period && own.some(({ key, cell }) => perPeriod.has(key) && /^\d+$/.test(cell.text.trim())))
    return undefined;
  if (isOfMatter && own.some(({ cell }) => isCoded(cell))) return undefined;
  return told(
    row,
    'line-between',
    filled,
    text(
      'In deze rij staat niets wat een registratie nodig heeft: niet gelezen. Is het er toch een, vul dan de verplichte kolommen in.',
      'Nothing that a record needs stands in this row: not read. If it is one all the same, fill in the required columns.',
    ),
  );
}

/** Beside the unit or the year it is about, such a row says nothing but that there is nothing. */
function saysNothing(
  { keyed, columns }: ImportFace,
  filled: readonly { readonly key: string; readonly cell: InputCell }[],
): boolean {
  if (keyed) return false;
  const about = new Set(
    columns.flatMap(({ key, about: what }) => (what === 'unit' || what === 'period' ? [key] : [])),
  );
  const rest = filled.filter(({ key }) => !about.has(key));
  return rest.length > 0 && rest.length < filled.length && rest.every(({ cell }) => nothing.test(cell.text));
}

function nothingOfUnit(row: InputRow, filled: readonly { readonly cell: InputCell }[]): Finding {
  return {
    ...told(
      row,
      'nothing-to-report',
      filled,
      text(
        'Hier staat dat dit onderdeel niets had: geen registratie, en nog geen nul. Leg de nul vast met een jaaropgave van 0, of bij incidenten met --covers en de onderdelen en jaren van dit bestand.',
        'This says that this unit had nothing: no record, and no zero yet. Record the zero with a return of 0, or for incidents with --covers and the units and years of this file.',
      ),
    ),
    weight: 'doubtful',
  };
}

function told(
  row: InputRow,
  kind: string,
  filled: readonly { readonly cell: InputCell }[],
  advice: Finding['advice'],
): Finding {
  const isPlain = filled.every(({ cell }) => isCoded(cell));
  const value = isPlain
    ? filled
        .map(({ cell }) => cell.text)
        .join(' | ')
        .slice(0, 120)
    : '';
  return { weight: 'note', kind, sheet: row.sheet, row: row.number, column: '', value, advice };
}
