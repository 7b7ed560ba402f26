import { codesOn } from '../../codes/code-lists.ts';
import { type Text, text } from '../../platform/language/text.ts';
import { unknownKind } from '../../platform/language/unknown-kind.ts';
import { unseenCharacters, unseenWords } from '../../platform/language/unseen-characters.ts';
import { type AnyValue, type Field, type Fields, keptFields } from '../fields/field.ts';
import { dateUnclear, type Reading, readCount, readDecimal, readMoney } from '../fields/read-value.ts';
import { divider, dividerOf } from '../fields/show.ts';
import { writtenSpan } from '../fields/span.ts';
import { fileValue, type WordsOf } from '../fields/write-value.ts';
import { type RecordValues, valueAt } from '../offers/record-pages.ts';

/** What was typed under the fields of a form: values by field, and what is wrong in words, at the field. */
export interface TypedRecord {
  readonly values: Readonly<Record<string, AnyValue>>;
  readonly errors: readonly { readonly field: string; readonly message: Text }[];
}

/** What is needed to read a form. */
export interface TypedContext extends WordsOf {
  /** The units that may be chosen; null: all. */
  readonly units: readonly string[] | null;
}

/** The longest text in a field, in characters. */
const longestText = 4000;

const mustBeFilled = text('Vul „{field}” in.', 'Fill in “{field}”.');
const notOffered = text(
  'Kies een van de mogelijkheden bij „{field}”.',
  'Choose one of the possibilities at “{field}”.',
);
const unitNotYours = text(
  'Voor dit onderdeel houdt u het register niet bij. Kies een ander onderdeel.',
  'You do not keep the register for this unit. Choose another unit.',
);
const yearOfTwo = text(
  'Schrijf het jaar met vier cijfers, bijvoorbeeld 3-11-2025.',
  'Write the year with four digits, for example 3-11-2025.',
);
const tooLong = text(
  `Dit is langer dan ${longestText} tekens. Maak de tekst korter.`,
  `This is longer than ${longestText} characters. Make the text shorter.`,
);

/** The keys of the fields that a form with these fields sends: a field that divides another is sent with it. */
export function formKeys(fields: Fields, keys: readonly string[]): readonly string[] {
  const known = new Map(keptFields(fields));
  return keys.filter((key) => {
    const field = known.get(key);
    return field !== undefined && field.given === undefined && field.divides === undefined;
  });
}

/**
 * Reads what somebody typed in a form of these fields. What the record had may stay, also a code that is not offered
 * any more; all else must be what a form offers, or be written as such a value is.
 *
 * @param required which of them must be filled
 */
export function readTyped(
  fields: Fields,
  keys: readonly string[],
  typed: (key: string) => string,
  before: RecordValues,
  context: TypedContext,
  required: readonly string[] = [],
): TypedRecord {
  const values: Record<string, AnyValue> = {};
  const errors: { field: string; message: Text }[] = [];
  for (const key of formKeys(fields, keys)) {
    const field = fields[key];
    if (!field) continue;
    const parts = dividerOf(fields, key);
    const read = parts === undefined ? readOne(field, typed(key), valueAt(before, key), context) : undefined;
    if (parts !== undefined) {
      const both = readDivided(fields, key, parts, typed(key), before, context);
      if ('message' in both) errors.push({ field: key, message: both.message });
      else Object.assign(values, both.values);
    } else if (read?.ok) values[key] = read.value;
    else if (read) errors.push({ field: key, message: read.advice });
    const isMissing = (values[key] ?? null) === null && !errors.some((one) => one.field === key);
    if (isMissing && (required.includes(key) || field.required === 'always'))
      errors.push({ field: key, message: named(mustBeFilled, field) });
  }
  return { values, errors };
}

function named(message: Text, { label }: Field): Text {
  return text(
    message.nl.replace('{field}', () => label.nl),
    message.en.replace('{field}', () => label.en),
  );
}

/** A code with the one below it, from one choice. */
function readDivided(
  fields: Fields,
  key: string,
  parts: string,
  typed: string,
  before: RecordValues,
  { codes, day }: TypedContext,
): { readonly values: Readonly<Record<string, AnyValue>> } | { readonly message: Text } {
  const [above = '', below = ''] = typed.split(divider);
  const both = { [key]: above === '' ? null : above, [parts]: below === '' ? null : below };
  const stays = both[key] === valueAt(before, key) && both[parts] === valueAt(before, parts);
  if (stays) return { values: both };
  const field = fields[key];
  const list = field?.kind.is === 'code' ? codes.get(field.kind.list) : undefined;
  const valid = list ? codesOn(list, day) : [];
  const isOffered =
    (above === '' && below === '') ||
    (valid.some(({ code, parent }) => code === above && parent === undefined) &&
      (below === '' || valid.some(({ code, parent }) => code === below && parent === above)));
  if (isOffered || !field) return { values: both };
  return { message: named(notOffered, field) };
}

function readOne(field: Field, typed: string, before: AnyValue, context: TypedContext): Reading<AnyValue> {
  const written = field.kind.is === 'text' ? typed.trim() : typed.trim().replaceAll(/\s+/g, ' ');
  if (written === '') return { ok: true, value: null };
  // What stands may stay as it is, whatever is offered today.
  if (written === fileValue(before)) return { ok: true, value: before };
  const refused = (advice: Text): Reading<AnyValue> => ({ ok: false, kind: 'typed', advice });
  const { kind } = field;
  switch (kind.is) {
    case 'code': {
      const list = context.codes.get(kind.list);
      const isOffered = list && codesOn(list, context.day).some(({ code }) => code === written);
      return isOffered ? { ok: true, value: written } : refused(named(notOffered, field));
    }
    case 'choice':
      return Object.hasOwn(kind.choices, written)
        ? { ok: true, value: written }
        : refused(named(notOffered, field));
    case 'unit':
      if (!context.structure.units.some(({ key }) => key === written))
        return refused(named(notOffered, field));
      return context.units === null || context.units.includes(written)
        ? { ok: true, value: written }
        : refused(unitNotYours);
    case 'yes-no':
      if (written !== 'ja' && written !== 'nee') return refused(named(notOffered, field));
      return { ok: true, value: written === 'ja' };
    case 'span':
    case 'day':
      return readMoment(written, kind.is === 'day');
    case 'money':
      return readMoney(written.replace(/^€\s*/, ''));
    case 'decimal':
      return readDecimal(written);
    case 'count':
      return readCount(written);
    case 'text': {
      const [unseen] = unseenCharacters(written);
      if (unseen) return refused(unseenMessage(unseen));
      return written.length > longestText ? refused(tooLong) : { ok: true, value: written };
    }
    case 'person':
    case 'row':
      return { ok: true, value: before };
    default:
      throw unknownKind(kind satisfies never);
  }
}

function unseenMessage({ kind, code }: ReturnType<typeof unseenCharacters>[number]): Text {
  return text(
    `Hierin staat het teken ${code}: dat ${unseenWords[kind].nl}. Typ de tekst opnieuw in plaats van hem te plakken.`,
    `This holds the character ${code}: it ${unseenWords[kind].en}. Type the text anew instead of pasting it.`,
  );
}

/** A moment as it is typed; a day where only a day will do. */
function readMoment(written: string, isDay: boolean): Reading<AnyValue> {
  const span = writtenSpan(written);
  if (!span) {
    const isShortYear = /(^|[^\d])['’]?\d{2}$/.test(written) && !/\d{4}/.test(written);
    return { ok: false, kind: 'date-unclear', advice: isShortYear ? yearOfTwo : dateUnclear(written) };
  }
  if (!isDay) return { ok: true, value: span };
  return span.precision === 'day'
    ? { ok: true, value: span.from }
    : { ok: false, kind: 'date-unclear', advice: dateUnclear(written) };
}
