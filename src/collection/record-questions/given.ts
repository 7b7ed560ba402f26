import { isDeepStrictEqual } from 'node:util';
import { codesOn } from '../../codes/code-lists.ts';
import { type Text, text } from '../../platform/language/text.ts';
import { unknownKind } from '../../platform/language/unknown-kind.ts';
import { unseenCharacters } from '../../platform/language/unseen-characters.ts';
import { dateUnclear, readDecimal, readMoney } from '../fields/read-value.ts';
import { writtenSpan } from '../fields/span.ts';
import { linesIn, listIn } from '../keeping/missing.ts';
import { readTyped, type TypedContext } from '../keeping/typed-record.ts';
import type { RecordPages, RecordValues } from '../offers/record-pages.ts';
import { type AskedField, longestAnswer, placeAsked } from './record-question.ts';

const words = {
  notOffered: text('Kies een van de mogelijkheden.', 'Choose one of the possibilities.'),
  precise: text(
    'Vul de hele datum in, bijvoorbeeld 3-11-2025.',
    'Fill in the whole date, for example 3-11-2025.',
  ),
  unseen: text(
    'Hierin staan tekens die niet te zien zijn. Typ de tekst opnieuw in plaats van hem te plakken.',
    'This holds characters that cannot be seen. Type the text anew instead of pasting it.',
  ),
  tooLong: text(
    `Dit is langer dan ${longestAnswer} tekens. Maak de tekst korter.`,
    `This is longer than ${longestAnswer} characters. Make the text shorter.`,
  ),
  gone: text(
    'De registratie heeft intussen een ander aantal betrokkenen; niet bekend is over wie dit gaat.',
    'The record has another number of subjects meanwhile; it is not known whom this is about.',
  ),
  retired: text(
    'Dit antwoord kan niet meer worden gekozen in het register.',
    'This answer cannot be chosen in the register any more.',
  ),
} as const;

/** An answer to a field as it is kept: each choice once. */
export function givenAs({ control }: AskedField, typed: string): string {
  const written = typed.trim();
  return control.is === 'choose-many' ? [...new Set(written.split('\n'))].join('\n') : written;
}

/** What is wrong with an answer to a field; null where it can be kept. Nothing is an answer that can be kept. */
export function givenFault({ control }: AskedField, given: string): Text | null {
  const written = given.trim();
  if (written === '') return null;
  if (written.length > longestAnswer) return words.tooLong;
  const wrong = (reading: { ok: true } | { ok: false; advice: Text }) => (reading.ok ? null : reading.advice);
  switch (control.is) {
    case 'choose':
    case 'choose-many': {
      const chosen = control.is === 'choose' ? [written] : written.split('\n');
      return chosen.every((one) => control.options.some(({ value }) => value === one))
        ? null
        : words.notOffered;
    }
    case 'date': {
      const span = writtenSpan(written);
      if (!span) return dateUnclear(written);
      return control.precise && span.precision !== 'day' ? words.precise : null;
    }
    case 'amount':
      return wrong(readMoney(written.replace(/^€\s*/, '')));
    case 'number':
      return wrong(readDecimal(written));
    case 'lines':
      return answerFault(written);
    default:
      throw unknownKind(control satisfies never);
  }
}

/** What is wrong with an answer in words. */
export function answerFault(written: string): Text | null {
  if (written.length > longestAnswer) return words.tooLong;
  return unseenCharacters(written.replaceAll('\n', ' ')).length > 0 ? words.unseen : null;
}

/** What an answer would make of a record: its values then, or why it cannot be taken over. */
export type TakenOver =
  | { readonly values: RecordValues; readonly isSame: boolean }
  | { readonly fault: Text };

/** Takes an answer to a field over into the values of a record, as an ordinary edit would read it. */
export function takenOver(
  { record }: RecordPages,
  values: RecordValues,
  { place, lines: asked }: AskedField,
  given: string,
  context: TypedContext,
): TakenOver {
  const { line, index, key } = placeAsked(place);
  if (line === null) {
    const read = readTyped(record.fields, [key], () => given, values, context);
    const [error] = read.errors;
    return error ? { fault: error.message } : taken(values, { ...values, ...read.values });
  }
  const described = record.lines[line];
  const all = linesIn(values[line]);
  const own = all[index];
  if (!described || !own || all.length !== asked) return { fault: words.gone };
  const codes = described.codes[key];
  const put = (changed: RecordValues) =>
    taken(values, { ...values, [line]: all.with(index, { ...own, ...changed }) });
  if (codes) {
    const { kind } = codes.field;
    const list = kind.is === 'code' ? context.codes.get(kind.list) : undefined;
    const offered = [
      ...(list ? codesOn(list, context.day).map(({ code }) => code) : []),
      ...listIn(own[key]),
    ];
    const chosen = given.split('\n').filter((one) => one !== '');
    return chosen.every((one) => offered.includes(one))
      ? put({ [key]: [...new Set(chosen)].toSorted() })
      : { fault: words.retired };
  }
  const read = readTyped(described.fields, [key], () => given, own, context);
  const [error] = read.errors;
  return error ? { fault: error.message } : put(read.values);
}

function taken(before: RecordValues, values: RecordValues): TakenOver {
  return { values, isSame: isDeepStrictEqual(before, values) };
}
