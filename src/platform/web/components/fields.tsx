import type { Language } from '../../language/text.ts';
import { webWords } from '../words.ts';

interface FieldProps {
  readonly id: string;
  readonly label: string;
  readonly language: Language;
  readonly hint?: string;
  readonly error?: string;
  readonly optional?: boolean;
  readonly disabled?: boolean;
}

/** Ids of the texts that describe a field, for `aria-describedby`. */
function describedBy({ id, hint, error }: FieldProps): string | undefined {
  const ids = [hint && `${id}-uitleg`, error && `${id}-fout`].filter(Boolean);
  return ids.length > 0 ? ids.join(' ') : undefined;
}

function Describing({ id, hint, error, language }: FieldProps) {
  return (
    <>
      {hint && (
        <p class="dl-field__hint" id={`${id}-uitleg`}>
          {hint}
        </p>
      )}
      {error && (
        <p class="dl-field__error" id={`${id}-fout`}>
          <span class="dl-hidden">{webWords[language].errorPrefix} </span>
          {error}
        </p>
      )}
    </>
  );
}

function labelText({ label, optional, language }: FieldProps): string {
  return optional ? `${label} (${webWords[language].optional})` : label;
}

function inputProps(field: FieldProps) {
  return {
    id: field.id,
    name: field.id,
    'aria-describedby': describedBy(field),
    'aria-invalid': field.error ? ('true' as const) : undefined,
    disabled: field.disabled,
  };
}

/** A line of text, or several; label above, hint and error between label and field. */
export function TextField(
  props: FieldProps & {
    readonly value?: string;
    readonly lines?: number;
    readonly short?: boolean;
    /** What a browser does for it: hide it, fill it in, offer another keyboard. */
    readonly type?: 'password' | 'email' | 'search';
    readonly autocomplete?: string;
    readonly digits?: boolean;
    /** What only a script of the page reads: no form sends it, no browser keeps it, no spelling checker sees it. */
    readonly secret?: boolean;
  },
) {
  const { value = '', lines, short, type = 'text', autocomplete, digits, secret } = props;
  const kind = short ? 'dl-input dl-input--short' : 'dl-input';
  return (
    <div class={props.error ? 'dl-field dl-field--wrong' : 'dl-field'}>
      <label for={props.id}>{labelText(props)}</label>
      <Describing {...props} />
      {lines ? (
        <textarea class={kind} rows={lines} {...inputProps(props)}>
          {value}
        </textarea>
      ) : (
        <LineInput
          kind={type}
          class={kind}
          value={value}
          field={props}
          autocomplete={autocomplete}
          digits={digits}
          secret={secret}
        />
      )}
    </div>
  );
}

const unsent = {
  name: undefined,
  autocomplete: 'off',
  spellcheck: false,
  autocapitalize: 'none',
  autocorrect: 'off',
} as const;

function LineInput({
  kind,
  field,
  digits,
  secret,
  ...given
}: {
  kind: 'text' | 'password' | 'email' | 'search';
  class: string;
  value: string;
  field: FieldProps;
  autocomplete: string | undefined;
  digits: boolean | undefined;
  secret: boolean | undefined;
}) {
  const all = {
    ...given,
    ...inputProps(field),
    inputMode: digits ? ('numeric' as const) : undefined,
    ...(secret ? unsent : {}),
  };
  switch (kind) {
    case 'text':
      return <input type="text" {...all} />;
    case 'password':
      return <input type="password" {...all} />;
    case 'email':
      return <input type="email" {...all} />;
    case 'search':
      return <input type="search" {...all} />;
    default:
      return kind satisfies never;
  }
}

export interface Choice {
  readonly value: string;
  readonly label: string;
  /** What it stands under in a list of many; those of one group stand together. */
  readonly group?: string;
}

/** A file to send; its form is sent as multipart/form-data. */
export function FileField(props: FieldProps & { readonly accept: string }) {
  return (
    <div class={props.error ? 'dl-field dl-field--wrong' : 'dl-field'}>
      <label for={props.id}>{labelText(props)}</label>
      <Describing {...props} />
      <input type="file" class="dl-input" accept={props.accept} {...inputProps(props)} />
    </div>
  );
}

/** Choices that follow each other under one heading, or none. */
function inGroups(choices: readonly Choice[]) {
  const groups: { group: string | undefined; choices: Choice[] }[] = [];
  for (const choice of choices) {
    const last = groups.at(-1);
    if (last && last.group === choice.group) last.choices.push(choice);
    else groups.push({ group: choice.group, choices: [choice] });
  }
  return groups;
}

function Option({ choice, value }: { choice: Choice; value: string | undefined }) {
  return (
    <option value={choice.value} selected={choice.value === value}>
      {choice.label}
    </option>
  );
}

/** One out of many. */
export function SelectField(
  props: FieldProps & {
    readonly choices: readonly Choice[];
    readonly value?: string;
    /** What it is sent as, where several forms of a page hold the same field. */
    readonly name?: string;
  },
) {
  return (
    <div class={props.error ? 'dl-field dl-field--wrong' : 'dl-field'}>
      <label for={props.id}>{labelText(props)}</label>
      <Describing {...props} />
      <select class="dl-input" {...inputProps(props)} name={props.name ?? props.id}>
        {inGroups(props.choices).map(({ group, choices }) =>
          group === undefined ? (
            choices.map((choice) => <Option key={choice.value} choice={choice} value={props.value} />)
          ) : (
            <optgroup key={group} label={group}>
              {choices.map((choice) => (
                <Option key={choice.value} choice={choice} value={props.value} />
              ))}
            </optgroup>
          ),
        )}
      </select>
    </div>
  );
}

/** One (radio) or several (checkbox) out of a few, under one question. */
export function ChoiceField(
  props: FieldProps & {
    readonly kind: 'radio' | 'checkbox';
    readonly choices: readonly Choice[];
    readonly chosen: readonly string[];
  },
) {
  return (
    <fieldset
      class={props.error ? 'dl-fieldset dl-fieldset--wrong' : 'dl-fieldset'}
      aria-describedby={describedBy(props)}
      disabled={props.disabled}
    >
      <legend>{labelText(props)}</legend>
      <Describing {...props} />
      {props.choices.map((choice, index) => {
        // The first bears the id of the field itself: there an error leads, and there the focus comes.
        const id = index === 0 ? props.id : `${props.id}-${choice.value}`;
        return (
          <div key={choice.value} class="dl-choice">
            <input
              type={props.kind}
              id={id}
              name={props.id}
              value={choice.value}
              checked={props.chosen.includes(choice.value)}
            />
            <label for={id}>{choice.label}</label>
          </div>
        );
      })}
    </fieldset>
  );
}

/** What is wrong on the page, each leading to its field. It stands above the title and takes the focus. */
export function ErrorSummary({
  errors,
  language,
}: {
  errors: readonly { readonly field: string; readonly message: string }[];
  language: Language;
}) {
  return (
    <section class="dl-error-summary" aria-labelledby="fouten" tabindex={-1} autofocus>
      <h2 id="fouten">{webWords[language].errorSummary}</h2>
      <ul>
        {errors.map((error) => (
          <li key={error.field}>
            <a href={`#${error.field}`}>{error.message}</a>
          </li>
        ))}
      </ul>
    </section>
  );
}
