import { codesOn } from '../../codes/code-lists.ts';
import { nameOn } from '../../organisation/structure.ts';
import type { Text } from '../../platform/language/text.ts';
import { sameText, text } from '../../platform/language/text.ts';
import { unknownKind } from '../../platform/language/unknown-kind.ts';
import { type Field, type FieldKind, type Fields, keptFields, type Required } from './field.ts';
import type { WordsOf } from './write-value.ts';

/** A column of a list of records. */
export interface ListColumn {
  readonly key: string;
  readonly label: Text;
  readonly align: 'start' | 'end';
  /** Whether a list may be put in this order: words that somebody typed say nothing by their order. */
  readonly sorts: boolean;
}

/** The columns in which records can be listed, in the order of the description. */
export function listColumns(fields: Fields): readonly ListColumn[] {
  return keptFields(fields)
    .filter(([, { kind }]) => kind.is !== 'person')
    .map(([key, { label, kind, privacy }]) => ({
      key,
      label,
      align: ['money', 'count', 'decimal'].includes(kind.is) ? 'end' : 'start',
      sorts: privacy === 'coded',
    }));
}

/** One of the values that a field can have. */
export interface FormOption {
  readonly value: string;
  readonly label: Text;
  /** What it stands under, where a field is chosen together with one that divides it. */
  readonly group?: Text;
}

/** How a field is asked in a form; each works without a script. */
export type Control =
  | { readonly is: 'choose'; readonly options: readonly FormOption[] }
  | { readonly is: 'yes-no' }
  | { readonly is: 'date'; readonly precise: boolean }
  | { readonly is: 'amount' }
  | { readonly is: 'number' }
  | { readonly is: 'lines' }
  | { readonly is: 'person' };

/** A field as a form asks it. */
export interface FormField {
  readonly key: string;
  readonly label: Text;
  readonly hint: Text | undefined;
  readonly required: Required;
  readonly control: Control;
}

/**
 * The fields that a form asks, in the order of the description. Codes that are no longer valid on the day are left
 * out; a record that bears one keeps it as long as nobody chooses another.
 */
export function formFields(fields: Fields, words: WordsOf): readonly FormField[] {
  return keptFields(fields)
    .filter(([, { given, divides }]) => given === undefined && divides === undefined)
    .map(([key, field]) => ({
      key,
      label: field.label,
      hint: field.hint,
      required: field.required,
      control: dividerOf(fields, key) === undefined ? controlOf(field, words) : dividedControl(field, words),
    }));
}

/** The key of the field whose codes stand below those of this one. */
export function dividerOf(fields: Fields, key: string): string | undefined {
  return keptFields(fields).find(([, { divides }]) => divides === key)?.[0];
}

/** What parts a code from the code below it in the value of a choice of both. */
export const divider = '/';

/** Codes with those below them, as one choice: each stands under its own as a whole, and then in parts. */
function dividedControl({ kind }: Field, { codes, day }: WordsOf): Control {
  const list = kind.is === 'code' ? codes.get(kind.list) : undefined;
  const valid = list ? codesOn(list, day) : [];
  return {
    is: 'choose',
    options: valid
      .filter(({ parent }) => parent === undefined)
      .flatMap((above): readonly FormOption[] => {
        const below = valid.filter(({ parent }) => parent === above.code);
        if (below.length === 0) return [{ value: above.code, label: above.label }];
        return [
          { value: above.code, label: wholeOf(above.label), group: above.label },
          ...below.map(({ code, label }) => ({
            value: `${above.code}${divider}${code}`,
            label,
            group: above.label,
          })),
        ];
      }),
  };
}

function wholeOf({ nl, en }: Text): Text {
  return text(`${nl}, niet verder verdeeld`, `${en}, not divided further`);
}

function controlOf({ kind }: Field, { codes, structure, day }: WordsOf): Control {
  switch (kind.is) {
    case 'code': {
      const list = codes.get(kind.list);
      const valid = list ? codesOn(list, day) : [];
      return { is: 'choose', options: valid.map(({ code, label }) => ({ value: code, label })) };
    }
    case 'choice':
      return { is: 'choose', options: choicesOf(kind) };
    case 'unit':
      return {
        is: 'choose',
        options: structure.units.map((unit) => ({ value: unit.key, label: nameOn(unit, day).name })),
      };
    case 'yes-no':
      return { is: 'yes-no' };
    case 'span':
      return { is: 'date', precise: false };
    case 'day':
      return { is: 'date', precise: true };
    case 'money':
      return { is: 'amount' };
    case 'count':
    case 'decimal':
      return { is: 'number' };
    case 'text':
    case 'row':
      return { is: 'lines' };
    case 'person':
      return { is: 'person' };
    default:
      throw unknownKind(kind satisfies never);
  }
}

/** The values that a field offers; none for one in which something is typed. */
export function controlOptions(field: Field, words: WordsOf): readonly FormOption[] {
  const control = controlOf(field, words);
  if (control.is === 'yes-no') return yesNoOptions;
  return control.is === 'choose' ? control.options : [];
}

const yesNoOptions: readonly FormOption[] = [
  { value: 'ja', label: text('ja', 'yes') },
  { value: 'nee', label: text('nee', 'no') },
];

function choicesOf({ choices }: Extract<FieldKind, { is: 'choice' }>): readonly FormOption[] {
  return Object.entries(choices).map(([value, label]) => ({ value, label: label ?? sameText(value) }));
}
