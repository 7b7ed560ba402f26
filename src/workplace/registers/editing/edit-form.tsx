import type { ComponentChildren } from 'preact';
import { type Fields, keptFields } from '../../../collection/fields/field.ts';
import { divider, dividerOf, type FormField, formFields } from '../../../collection/fields/show.ts';
import { shownValue } from '../../../collection/fields/write-value.ts';
import { longestReason } from '../../../collection/keeping/keep-records.ts';
import type { RecordDoubt } from '../../../collection/keeping/record-doubts.ts';
import { formKeys, type TypedContext } from '../../../collection/keeping/typed-record.ts';
import { type RecordValues, valueAt } from '../../../collection/offers/record-pages.ts';
import type { Language, Text } from '../../../platform/language/text.ts';
import { text } from '../../../platform/language/text.ts';
import { ChoiceField, TextField } from '../../../platform/web/components/fields.tsx';
import { Notice } from '../../../platform/web/components/notice.tsx';
import { errorOf, type FieldError } from '../../front/simple-form.tsx';
import { neededFault } from '../../front/typed-text.ts';
import { RecordFields, typedValue } from '../../records/record-form.tsx';

const words = {
  reason: text('Waarom wijzigt u dit?', 'Why do you change this?'),
  reasonHint: text(
    'Anderen gaan al uit van wat hier stond; de reden komt in de geschiedenis.',
    'Others rely on what stood here already; the reason goes into the history.',
  ),
  reasonMissing: text('Kies waarom u dit wijzigt.', 'Choose why you change this.'),
  other: text('Toelichting', 'Explanation'),
  otherMissing: text('Schrijf waarom u dit wijzigt.', 'Write why you change this.'),
  doubted: text('Klopt dit?', 'Is this right?'),
  doubtedText: text(
    'Er is nog niets opgeslagen. Verbeter het hieronder, of bevestig dat het zo is.',
    'Nothing was saved yet. Correct it below, or confirm that it is so.',
  ),
  confirm: text('Het klopt zoals het er staat', 'It is right as it stands'),
  confirmMissing: text(
    'Verbeter wat niet klopt, of bevestig dat het klopt.',
    'Correct what is not right, or confirm that it is.',
  ),
} as const;

/** The reasons that a form offers, by the word under which they are kept. */
const reasons: Readonly<Record<string, Text>> = {
  tikfout: text('tikfout', 'typing error'),
  'nieuwe feiten': text('nieuwe feiten', 'new facts'),
};
const otherReason = text('anders, namelijk', 'otherwise, namely');

/** A reason as it was kept, in words: those of the form in the language of who reads them. */
export function reasonWords(reason: string, language: Language): string {
  return reasons[reason]?.[language] ?? reason;
}

/** The error of a form of which the record is another than the one that it was made from. */
export const changedWords = text(
  'De registratie is gewijzigd sinds u deze pagina opende. Kijk of dit nog klopt en verstuur het opnieuw.',
  'The record was changed since you opened this page. See whether this still holds and send it again.',
);

/** Why a record is confirmed as it stands although it was doubted. */
const confirmedReason = 'Bevestigd bij het invullen.';

/** The fields of a form that say why, and that it is right all the same. */
export const envelopeFields = [
  'versie',
  'reden',
  'toelichting',
  'klopt',
  'getwijfeld',
  'doe',
  'botsing',
] as const;

/** The reason that was typed, or what is wrong with it; null where none is asked. */
export function readReason(
  typed: (field: 'reden' | 'toelichting') => string,
  isAsked: boolean,
  language: Language,
): { readonly reason: string | null; readonly errors: readonly FieldError[] } {
  if (!isAsked) return { reason: null, errors: [] };
  const chosen = typed('reden');
  if (Object.hasOwn(reasons, chosen)) return { reason: chosen, errors: [] };
  const written = typed('toelichting').trim();
  if (chosen !== 'anders')
    return { reason: null, errors: [{ field: 'reden', message: words.reasonMissing[language] }] };
  const fault = neededFault(written, longestReason, words.otherMissing);
  return fault
    ? { reason: null, errors: [{ field: 'toelichting', message: fault[language] }] }
    : { reason: written, errors: [] };
}

/** Asks why something is changed. */
export function ReasonFields({
  typed,
  errors,
  language,
}: {
  typed: (field: 'reden' | 'toelichting') => string;
  errors: readonly FieldError[];
  language: Language;
}) {
  return (
    <>
      <ChoiceField
        id="reden"
        kind="radio"
        label={words.reason[language]}
        hint={words.reasonHint[language]}
        language={language}
        chosen={[typed('reden')]}
        choices={[
          ...Object.entries(reasons).map(([value, label]) => ({ value, label: label[language] })),
          { value: 'anders', label: otherReason[language] },
        ]}
        {...errorOf(errors, 'reden')}
      />
      <TextField
        id="toelichting"
        label={words.other[language]}
        language={language}
        value={typed('toelichting')}
        lines={2}
        optional
        {...errorOf(errors, 'toelichting')}
      />
    </>
  );
}

/** What is doubtful since this change, asked once: correct it, or say that it is so. */
export function DoubtedFields({ doubts, language }: { doubts: readonly RecordDoubt[]; language: Language }) {
  return (
    <Notice kind="warn" title={words.doubted[language]}>
      <p>{words.doubtedText[language]}</p>
      <ul>
        {doubts.map(({ kind, column, advice }) => (
          <li key={`${kind} ${column}`}>{advice[language]}</li>
        ))}
      </ul>
      <input type="hidden" name="getwijfeld" value={doubts.map(doubtShown).join('\n')} />
      <ChoiceField
        id="klopt"
        kind="checkbox"
        label={words.doubted[language]}
        language={language}
        chosen={[]}
        choices={[{ value: 'ja', label: words.confirm[language] }]}
      />
    </Notice>
  );
}

/** A doubt as a form that showed it names it. */
function doubtShown({ kind, column, value }: RecordDoubt): string {
  return [kind, column, value.replaceAll(/\s+/g, ' ')].join(' | ');
}

/** Says why doubts are right all the same: those that the form showed, once it was confirmed; null for all others. */
export function standsOf(
  typed: (field: 'klopt' | 'getwijfeld') => string,
): (doubts: readonly RecordDoubt[]) => string | null {
  const shown = typed('getwijfeld').split('\n');
  return (doubts) =>
    typed('klopt') === 'ja' && doubts.every((doubt) => shown.includes(doubtShown(doubt)))
      ? confirmedReason
      : null;
}

/** The error of a form that was doubted and not confirmed. */
export function notConfirmed(language: Language): FieldError {
  return { field: 'klopt', message: words.confirmMissing[language] };
}

/** The fields of a section as a form asks them. */
export function askedFields(
  fields: Fields,
  keys: readonly string[],
  context: TypedContext,
  values: RecordValues,
): readonly FormField[] {
  const asked = formKeys(fields, keys);
  return formFields(fields, context)
    .filter(({ key }) => asked.includes(key))
    .map((field) => {
      const { control } = field;
      const { units } = context;
      if (fields[field.key]?.kind.is !== 'unit' || units === null || control.is !== 'choose') return field;
      const own = valueAt(values, field.key);
      const options = control.options.filter(({ value }) => units.includes(value) || value === own);
      return { ...field, control: { ...control, options } };
    });
}

/** What a form shows for a record, by field: a field with the one that divides it as one. */
export function typedOf(
  fields: Fields,
  keys: readonly string[],
  values: RecordValues,
  language: Language,
  context: TypedContext,
): Readonly<Record<string, string>> {
  return Object.fromEntries(
    askedFields(fields, keys, context, values).map(({ key, control }): [string, string] => {
      const parts = dividerOf(fields, key);
      const own = typedValue(valueAt(values, key), control, language);
      const below = parts === undefined ? null : valueAt(values, parts);
      return [key, typeof below === 'string' ? `${own}${divider}${below}` : own];
    }),
  );
}

/** The fields of a form with what was typed in them and what is wrong. */
export function SectionFields({
  fields,
  keys,
  values,
  typed,
  errors,
  language,
  context,
}: {
  fields: Fields;
  keys: readonly string[];
  values: RecordValues;
  typed: (key: string) => string;
  errors: readonly FieldError[];
  language: Language;
  context: TypedContext;
}): ComponentChildren {
  const asked = askedFields(fields, keys, context, values);
  const known = new Map(keptFields(fields));
  return (
    <RecordFields
      fields={asked}
      language={language}
      state={{
        values: {},
        typed: Object.fromEntries(asked.map(({ key }) => [key, typed(key)])),
        errors: Object.fromEntries(errors.map(({ field, message }) => [field, message])),
        shown: (key) => {
          const parts = dividerOf(fields, key);
          return [key, ...(parts === undefined ? [] : [parts])]
            .flatMap((one) => {
              const field = known.get(one);
              const value = valueAt(values, one);
              return field && value !== null ? [shownValue(field, value, language, context)] : [];
            })
            .join(': ');
        },
      }}
    />
  );
}
