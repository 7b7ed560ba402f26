import { type GivenAnswer, longestNote } from '../../../collection/annual-call/given-answer.ts';
import { say } from '../../../platform/language/messages.ts';
import { type Language, type Text, text } from '../../../platform/language/text.ts';
import { Disclosure } from '../../../platform/web/components/disclosure.tsx';
import { ChoiceField, TextField } from '../../../platform/web/components/fields.tsx';
import type { Typed } from '../../front/forms.ts';
import { errorOf, type FieldError } from '../../front/simple-form.tsx';
import { typedFault } from '../../front/typed-text.ts';

const words = {
  yes: text('Ja', 'Yes'),
  yesRecords: text(
    'Ja: {count, plural, one {de ene registratie is} other {de # registraties zijn}} compleet',
    'Yes: {count, plural, one {the one record is} other {the # records are}} complete',
  ),
  nil: text('Nihil: er was niets', 'Nil: there was nothing'),
  notApplicable: text('Niet van toepassing, want …', 'Not applicable, because …'),
  why: text('Niet van toepassing? Schrijf waarom', 'Not applicable? Write why'),
  whyLabel: text('Waarom niet van toepassing?', 'Why not applicable?'),
  whyHint: text(
    'Alleen bij „niet van toepassing”. Dit kan in het verslag komen te staan.',
    'With “not applicable” only. This can come to stand in the report.',
  ),
  whyMissing: text(
    '{register}: schrijf waarom het niet van toepassing is.',
    '{register}: write why it is not applicable.',
  ),
  hasRecords: text(
    '{register}: in het register {count, plural, one {staat # registratie} other {staan # registraties}} over dit jaar. Kies „ja”.',
    '{register}: the register holds {count, plural, one {# record} other {# records}} of this year. Choose “yes”.',
  ),
  noRecords: text(
    '{register}: in het register staat niets over dit jaar. Leg eerst vast wat er was, of kies „nihil”.',
    '{register}: the register holds nothing of this year. Record first what there was, or choose “nil”.',
  ),
  stands: text(
    'Klopt dit? Waardoor is het zo anders dan vorig jaar?',
    'Is this right? Why does it differ so from last year?',
  ),
  standsHint: text('Staat bij de opgave, niet in het verslag.', 'Stands with the return, not in the report.'),
  unknown: text('Kies een van de mogelijkheden.', 'Choose one of the possibilities.'),
} as const;

/** The fields by which is asked whether there was anything to return of a register. */
export const gateFieldsOf = (register: string) => [`is-${register}`, `want-${register}`, `klopt-${register}`];

/** What was answered of registers as a whole, as these fields show it. */
export function shownGate(
  register: string,
  answer:
    | { readonly state: string; readonly note: string | null; readonly stands?: string | null }
    | undefined,
): readonly (readonly [field: string, value: string])[] {
  if (!answer || answer.state === 'not-reported') return [];
  return [
    [`is-${register}`, answer.state],
    [`want-${register}`, answer.note ?? ''],
    [`klopt-${register}`, answer.stands ?? ''],
  ];
}

/** The records of a register where a unit answers for those as a whole, or keeps them beside its numbers. */
export interface GateRecords {
  /** How many it answers for as a whole; null where it answers for none, or they cannot be counted. */
  readonly confirmed: number | null;
  /** How many there are at all. */
  readonly kept: number;
}

/** Asks of one register whether there was anything to return. */
export function GateFields({
  language,
  register: { key, name },
  label,
  hint,
  confirmed,
  typed,
  errors,
}: {
  language: Language;
  register: { readonly key: string; readonly name: Text };
  /** Absent: the name of the register. */
  label?: string;
  hint: string;
  /** How many records the answer confirms; null for none. */
  confirmed: number | null;
  typed: Typed<string>;
  errors: readonly FieldError[];
}) {
  return (
    <div class="dl-flow">
      <ChoiceField
        id={`is-${key}`}
        kind="radio"
        label={label ?? name[language]}
        hint={hint}
        language={language}
        choices={[
          {
            value: 'answered',
            label:
              confirmed === null || confirmed === 0
                ? words.yes[language]
                : say(words.yesRecords[language], language, { count: confirmed }),
          },
          { value: 'nil', label: words.nil[language] },
          { value: 'not-applicable', label: words.notApplicable[language] },
        ]}
        chosen={[typed(`is-${key}`)]}
        {...errorOf(errors, `is-${key}`)}
      />
      <Disclosure
        title={words.why[language]}
        open={typed(`want-${key}`) !== '' || errors.some(({ field }) => field === `want-${key}`)}
      >
        <TextField
          id={`want-${key}`}
          label={words.whyLabel[language]}
          hint={words.whyHint[language]}
          language={language}
          value={typed(`want-${key}`)}
          {...errorOf(errors, `want-${key}`)}
        />
      </Disclosure>
      {(typed(`klopt-${key}`) !== '' || errors.some(({ field }) => field === `klopt-${key}`)) && (
        <TextField
          id={`klopt-${key}`}
          label={words.stands[language]}
          hint={words.standsHint[language]}
          language={language}
          value={typed(`klopt-${key}`)}
          {...errorOf(errors, `klopt-${key}`)}
        />
      )}
    </div>
  );
}

/**
 * What was answered of a register as a whole; none where something is wrong, which is added to `errors`.
 *
 * @param oddWords what is unlikely beside last year in a choice; null where nothing is
 */
export function gateTyped(
  language: Language,
  register: { readonly key: string; readonly name: Text },
  { confirmed, kept }: GateRecords,
  oddWords: (choice: 'answered' | 'nil' | 'not-applicable') => string | null,
  typed: Typed<string>,
  errors: FieldError[],
): readonly GivenAnswer[] {
  const { key } = register;
  const name = register.name[language];
  const choice = typed(`is-${key}`);
  const place = { register: key, field: '', part: '', value: null };
  if (choice === '') return [{ ...place, state: 'not-reported', note: null, stands: null }];
  if (choice !== 'answered' && choice !== 'nil' && choice !== 'not-applicable') {
    errors.push({ field: `is-${key}`, message: words.unknown[language] });
    return [];
  }
  const note = typed(`want-${key}`).trim();
  const stands = typed(`klopt-${key}`).trim();
  for (const [field, written] of [
    [`want-${key}`, note],
    [`klopt-${key}`, stands],
  ] as const) {
    const fault = typedFault(written, longestNote);
    if (fault) errors.push({ field, message: fault[language] });
  }
  if (choice === 'not-applicable' && note === '')
    errors.push({
      field: `want-${key}`,
      message: say(words.whyMissing[language], language, { register: name }),
    });
  if (confirmed === null ? choice === 'nil' && kept > 0 : choice !== 'answered' && confirmed > 0)
    errors.push({
      field: `is-${key}`,
      message: say(words.hasRecords[language], language, { register: name, count: confirmed ?? kept }),
    });
  if (confirmed === 0 && choice === 'answered')
    errors.push({
      field: `is-${key}`,
      message: say(words.noRecords[language], language, { register: name }),
    });
  const odd = oddWords(choice);
  if (odd !== null && stands === '') errors.push({ field: `klopt-${key}`, message: odd });
  return [
    {
      ...place,
      state: choice,
      note: choice === 'not-applicable' && note !== '' ? note : null,
      stands: odd !== null && stands !== '' ? stands : null,
    },
  ];
}
