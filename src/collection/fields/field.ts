import type { ActorKind } from '../../platform/access/actor.ts';
import type { Text } from '../../platform/language/text.ts';
import type { PrivacyClass } from './privacy.ts';
import type { Span } from './span.ts';

/** A code of a list of the profile, which may differ between organisations and grow. */
export interface CodeKind {
  readonly is: 'code';
  readonly list: string;
}
/** A code of the program itself: figures and rules depend on its meaning. */
export interface ChoiceKind<Choice extends string = string> {
  readonly is: 'choice';
  readonly choices: Readonly<Record<Choice, Text>>;
}
/** Yes, no, or not recorded; with what else senders write for them. */
export interface YesNoKind {
  readonly is: 'yes-no';
  readonly yes: readonly string[];
  readonly no: readonly string[];
}
/** A moment as precisely as it is known: a day, a month, a year, a period. Kept as a span of days. */
export interface SpanKind {
  readonly is: 'span';
}
/** Exactly one day. */
export interface DayKind {
  readonly is: 'day';
}
/** An amount in euro with at most two decimals. */
export interface MoneyKind {
  readonly is: 'money';
}
/** A whole number from zero. */
export interface CountKind {
  readonly is: 'count';
}
/** A number with at most two decimals, such as hours a week. */
export interface DecimalKind {
  readonly is: 'decimal';
}
export interface TextKind {
  readonly is: 'text';
}
/** The key of a unit of the organisation. */
export interface UnitKind {
  readonly is: 'unit';
}
/** The id of a person of the organisation. */
export interface PersonKind {
  readonly is: 'person';
}
/** A column of files that no record keeps: it says something about the row, such as its number among equals. */
export interface RowKind {
  readonly is: 'row';
}

export type FieldKind =
  | CodeKind
  | ChoiceKind
  | YesNoKind
  | SpanKind
  | DayKind
  | MoneyKind
  | CountKind
  | DecimalKind
  | TextKind
  | UnitKind
  | PersonKind
  | RowKind;

export const code = <const List extends string>(list: List) => ({ is: 'code', list }) as const;
export const choice = <Choice extends string>(
  choices: Readonly<Record<Choice, Text>>,
): ChoiceKind<Choice> => ({ is: 'choice', choices });
export const yesNo: YesNoKind = { is: 'yes-no', yes: [], no: [] };
/** Yes and no as senders of this field write them: `yesNoAs(['betaald'], ['onbetaald'])`. */
export const yesNoAs = (yes: readonly string[], no: readonly string[]): YesNoKind => ({
  is: 'yes-no',
  yes,
  no,
});
export const span: SpanKind = { is: 'span' };
export const day: DayKind = { is: 'day' };
export const money: MoneyKind = { is: 'money' };
export const count: CountKind = { is: 'count' };
export const decimal: DecimalKind = { is: 'decimal' };
export const words: TextKind = { is: 'text' };
export const unit: UnitKind = { is: 'unit' };
export const person: PersonKind = { is: 'person' };
export const row: RowKind = { is: 'row' };

/**
 * When a field must be filled. `always`: there is no record without it, and its value is never null. `opening` and
 * `closing`: a person is asked before the record is opened or closed; an import keeps what is missing as "niet
 * vastgelegd".
 */
export type Required = 'always' | 'opening' | 'closing' | 'never';

/** How files name a field; null where no file brings it. */
export type Imported = {
  /** Other headings than its label in both languages. */
  readonly names: readonly string[];
  /** A table without this column is not taken for a table of this register. */
  readonly column: 'required' | 'optional';
} | null;

/** A column that files may have under the label of its field, or under one of these names. */
export const optionalColumn = (...names: readonly string[]): Imported => ({ names, column: 'optional' });
/** A column without which a table is none of this register. */
export const requiredColumn = (...names: readonly string[]): Imported => ({ names, column: 'required' });

/**
 * How a field comes into the figures. `coded`: as a column of the facts, under the key of the field. `own`: as a
 * column that the facts of the register compute, because its meaning depends on more than itself. `no`: it is not
 * counted.
 */
export type Counted = 'coded' | 'own' | 'no';

/**
 * One field, described once. Table, import, export, template, list, form, history, doubts, access and documentation
 * follow from this; nothing of a field stands anywhere else.
 */
export interface Field {
  /** Its column, or for a {@link SpanKind} the stem of its three columns; the empty text for a {@link RowKind}. */
  readonly column: string;
  readonly label: Text;
  readonly kind: FieldKind;
  readonly privacy: PrivacyClass;
  readonly required: Required;
  readonly imported: Imported;
  readonly counted: Counted;
  /** The field whose codes stand above those of this one in the same list: a form asks both as one choice. */
  readonly divides?: string;
  /** What a person who fills it in should know. */
  readonly hint?: Text;
  /** Who may see and change it, where that is not everybody who may see or change the record. */
  readonly may?: { readonly see?: readonly ActorKind[]; readonly change?: readonly ActorKind[] };
  /** How long it is kept, where that is shorter than its record is. */
  readonly kept?: { readonly term: Text; readonly source: string };
  /** Gives a value to a new record that has none; a corrected record keeps the value it had. */
  readonly given?: () => string;
}

/** Fields by key, in the order in which forms, files and lists show them. */
export type Fields = Readonly<Record<string, Field>>;

type Value<Kind extends FieldKind> =
  Kind extends ChoiceKind<infer Choice>
    ? Choice
    : Kind extends YesNoKind
      ? boolean
      : Kind extends SpanKind
        ? Span
        : Kind extends CountKind
          ? number
          : string;

/** What a record keeps of a field; null is "niet vastgelegd". */
export type ValueOf<F extends Field> = F['required'] extends 'always'
  ? Value<F['kind']>
  : Value<F['kind']> | null;

/** The keys of the fields that a record keeps. */
export type KeptKey<F extends Fields> = {
  [Key in keyof F]: F[Key]['kind'] extends RowKind ? never : Key;
}[keyof F] &
  string;

/** A record as its fields describe it. */
export type RecordOf<F extends Fields> = { readonly [Key in KeptKey<F>]: ValueOf<F[Key]> };

/** The value of any field. */
export type AnyValue = string | number | boolean | Span | null;

/** The fields that records keep, with their keys. */
export function keptFields(fields: Fields): readonly (readonly [key: string, field: Field])[] {
  return Object.entries(fields).filter(([, field]) => field.kind.is !== 'row');
}
