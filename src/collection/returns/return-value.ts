import { z } from 'zod';
import { printRational, rational } from '../../figures/cubes/rational.ts';
import { text } from '../../platform/language/text.ts';
import { parseNumber } from '../../platform/spreadsheets/values/numbers.ts';
import { type Finding, findingAt, type InputCell, type InputRow } from '../import/import-face.ts';

/** A value of a return as it is stored. */
export const valueSchema = z.strictObject({
  register: z.string(),
  field: z.string(),
  part: z.string(),
  unit: z.string(),
  period: z.string(),
  state: z.enum([
    'value',
    'nil',
    'partial',
    'estimated',
    'not-reported',
    'not-asked',
    'not-applicable',
    'not-recorded',
  ]),
  value: z.string().nullable(),
  noteNl: z.string().nullable(),
  noteEn: z.string().nullable(),
});
export type StoredValue = z.infer<typeof valueSchema>;

/** Words for states as senders write them. */
const stateWords: readonly (readonly [RegExp, StoredValue['state']])[] = [
  [/^(nihil|nil|geen)$/i, 'nil'],
  [/^(geen opgave|niet opgegeven|not reported|niet gemeld|onbekend|unknown)$/i, 'not-reported'],
  [/^(niet gevraagd|not asked)$/i, 'not-asked'],
  [/^(n\.?\s?v\.?\s?t\.?|niet van toepassing|not applicable|n\/a)$/i, 'not-applicable'],
];

/** No register counts more than this: what is larger is a number of something else, or two numbers without a space. */
const mostCounted = 1_000_000_000n;

/** A value as a cell states it, before it is known about what. */
export type StatedValue = Pick<StoredValue, 'state' | 'value' | 'noteNl' | 'noteEn'>;

/**
 * Reads a count, or the word for why there is none. Blank is never zero; a footnote mark makes a number partial,
 * "about" an estimate. What is neither is refused.
 */
export function readValue(
  row: InputRow,
  cell: InputCell | undefined,
  heading: string,
  note: string | null,
  found: Finding[],
): StatedValue | undefined {
  if (!cell || cell.kind === 'empty') {
    found.push(
      findingAt(
        row,
        'doubtful',
        'value-blank',
        cell,
        heading,
        text(
          'Leeg: bewaard als „niet opgegeven”. Leeg is nooit nul; vul 0 of „nihil” in als het nul is.',
          'Blank: kept as “not reported”. Blank is never zero; fill in 0 or “nil” when it is zero.',
        ),
      ),
    );
    return { state: 'not-reported', value: null, noteNl: note, noteEn: note };
  }
  if (cell.fromAbove) {
    found.push(
      findingAt(
        row,
        'refused',
        'value-merged',
        cell,
        heading,
        text(
          'Dit aantal is samengevoegd over meer rijen: zo zou het meer dan eens tellen. Zeg van welke rij het is, of vul per rij een eigen aantal in.',
          'This number is merged over several rows: it would be counted more than once. Say of which row it is, or fill in a number for each row.',
        ),
      ),
    );
    return undefined;
  }
  const state = stateWords.find(([pattern]) => pattern.test(cell.text.trim()))?.[1];
  if (state) return { state, value: state === 'nil' ? '0' : null, noteNl: note, noteEn: note };
  const reading = parseNumber(cell.text);
  // A count is whole: "1.606" can only be grouped thousands, whatever the sender's decimal mark.
  const number =
    reading.kind === 'number' ? reading.value : reading.kind === 'ambiguous' ? reading.asGrouped : undefined;
  if (
    reading.kind !== 'refused' &&
    number &&
    number.scale === 0 &&
    number.digits >= 0n &&
    number.digits <= mostCounted &&
    reading.unit === undefined
  ) {
    const value = printRational(rational(number.digits));
    const mark = cell.mark ?? reading.mark;
    if (reading.approximate !== undefined) {
      found.push(
        findingAt(
          row,
          'doubtful',
          'value-approximate',
          cell,
          heading,
          text('Bewaard als schatting.', 'Kept as an estimate.'),
        ),
      );
      return {
        state: 'estimated',
        value,
        noteNl: note ?? 'bij benadering opgegeven',
        noteEn: note ?? 'stated as approximate',
      };
    }
    if (mark !== undefined) {
      found.push(
        findingAt(
          row,
          'doubtful',
          'value-footnote',
          cell,
          heading,
          note === null
            ? text(
                `Het getal heeft een voetnoot (${mark}): bewaard als „onvolledig”. Wat er in de noot staat, is niet bekend: zet dat in een kolom „Voetnoot”, in dezelfde rij.`,
                `The number has a footnote (${mark}): kept as “partial”. What the note says is not known: put it in a column “Footnote”, in the same row.`,
              )
            : text(
                `Het getal heeft een voetnoot (${mark}): bewaard als „onvolledig”, met de tekst van de noot.`,
                `The number has a footnote (${mark}): kept as “partial”, with the text of the note.`,
              ),
        ),
      );
      return {
        state: 'partial',
        value,
        noteNl: note ?? 'met voetnoot in de bron',
        noteEn: note ?? 'with a footnote in the source',
      };
    }
    return { state: value === '0' ? 'nil' : 'value', value, noteNl: note, noteEn: note };
  }
  found.push(
    findingAt(
      row,
      'refused',
      'value-unreadable',
      cell,
      heading,
      text(
        `„${cell.text}” is geen aantal. Vul een geheel getal in, „nihil”, „geen opgave” of „n.v.t.”.`,
        `“${cell.text}” is no count. Fill in a whole number, “nil”, “not reported” or “not applicable”.`,
      ),
    ),
  );
  return undefined;
}
