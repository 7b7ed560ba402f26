import type { AnyValue } from '../../collection/fields/field.ts';
import type { FormField } from '../../collection/fields/show.ts';
import { isSpan, spanInWords } from '../../collection/fields/span.ts';
import { fileValue } from '../../collection/fields/write-value.ts';
import { type Language, text } from '../../platform/language/text.ts';
import { unknownKind } from '../../platform/language/unknown-kind.ts';
import { ChoiceField, SelectField, TextField } from '../../platform/web/components/fields.tsx';

const dateHint = text(
  'Zo precies als bekend is: 3-11-2025, november 2025 of 2025.',
  'As precisely as is known: 3-11-2025, November 2025 or 2025.',
);
const dayHint = text('Bijvoorbeeld 3-11-2025.', 'For example 3-11-2025.');
const amountHint = text('In euro, bijvoorbeeld 1250,50.', 'In euro, for example 1250.50.');
const notRecorded = text('niet vastgelegd', 'not recorded');
const answers = [
  { value: 'ja', label: text('Ja', 'Yes') },
  { value: 'nee', label: text('Nee', 'No') },
  { value: '', label: text('Niet vastgelegd', 'Not recorded') },
] as const;

/** What a form shows in its fields: what a record holds, or what somebody typed, and what is wrong with it. */
export interface FormState {
  readonly values: Readonly<Record<string, AnyValue>>;
  /** As typed; goes before the value of the record. */
  readonly typed: Readonly<Record<string, string>>;
  readonly errors: Readonly<Record<string, string>>;
  /** What the record holds at a field in words, for a value that is not offered any more. */
  readonly shown?: (key: string) => string;
}

/** The fields of a record as a form asks them, in the order of their description. Works without a script. */
export function RecordFields({
  fields,
  state,
  language,
}: {
  fields: readonly FormField[];
  state: FormState;
  language: Language;
}) {
  return (
    <>
      {fields.map((field) => (
        <RecordField key={field.key} field={field} state={state} language={language} />
      ))}
    </>
  );
}

function RecordField({ field, state, language }: { field: FormField; state: FormState; language: Language }) {
  const { key, label, hint, required, control } = field;
  const error = state.errors[key];
  const value = state.typed[key] ?? typedValue(state.values[key] ?? null, control, language);
  const own = hint?.[language];
  const asked = {
    id: key,
    label: label[language],
    optional: required === 'never',
    language,
    ...(error === undefined ? {} : { error }),
  };
  const hinted = (general?: string) => {
    const words = [own, general].filter(Boolean).join(' ');
    return words === '' ? {} : { hint: words };
  };
  switch (control.is) {
    case 'choose':
      return (
        <SelectField
          {...asked}
          {...hinted()}
          value={value}
          choices={[
            { value: '', label: notRecorded[language] },
            // What stands is kept, also where it is not offered any more.
            ...(value === '' || control.options.some((option) => option.value === value)
              ? []
              : [{ value, label: state.shown?.(key) ?? value }]),
            ...control.options.map((option) => ({
              value: option.value,
              label: option.label[language],
              ...(option.group ? { group: option.group[language] } : {}),
            })),
          ]}
        />
      );
    case 'yes-no':
      return (
        <ChoiceField
          {...asked}
          {...hinted()}
          kind="radio"
          chosen={[value]}
          choices={answers.map((answer) => ({ value: answer.value, label: answer.label[language] }))}
        />
      );
    case 'date':
      return (
        <TextField
          {...asked}
          {...hinted((control.precise ? dayHint : dateHint)[language])}
          value={value}
          short
        />
      );
    case 'amount':
      return <TextField {...asked} {...hinted(amountHint[language])} value={value} short />;
    case 'number':
    case 'person':
      return <TextField {...asked} {...hinted()} value={value} short />;
    case 'lines':
      return <TextField {...asked} {...hinted()} value={value} lines={4} />;
    default:
      throw unknownKind(control satisfies never);
  }
}

/** A value as it is typed in this language: "2-4-2025" and "1250,50". What is typed is read in either way. */
export function typedValue(value: AnyValue, control: FormField['control'], language: Language): string {
  const written = fileValue(value) ?? '';
  if (control.is === 'amount' && language === 'nl') return written.replace('.', ',');
  const day = control.is === 'date' ? /^(\d{4})-(\d{2})-(\d{2})$/.exec(written) : null;
  if (day) return `${Number(day[3])}-${Number(day[2])}-${day[1]}`;
  // A month as it may be typed: "maart 2026".
  const isMonth = control.is === 'date' && isSpan(value) && value.precision === 'month';
  return isMonth ? spanInWords(value, language) : written;
}
