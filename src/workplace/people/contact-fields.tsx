import { z } from 'zod';
import { type Language, text } from '../../platform/language/text.ts';
import { TextField } from '../../platform/web/components/fields.tsx';
import type { FieldError } from '../front/simple-form.tsx';
import { typedFault } from '../front/typed-text.ts';
import { peopleWords as words } from './words.ts';

/** The most characters of a name, and of a telephone number. */
export const longestName = 200;
const longestTelephone = 50;

const nameMissing = text('Vul de naam in.', 'Fill in the name.');
const mailWrong = text(
  'Dit is geen e-mailadres. Schrijf het als naam@organisatie.nl, of laat het leeg.',
  'This is no mail address. Write it as name@organisation.org, or leave it blank.',
);

/** The fields of how a person is called and reached. */
export function contactFields(
  language: Language,
  typed: (field: string) => string,
  errorOf: (field: string) => { readonly error?: string },
) {
  return (
    <>
      <TextField
        id="naam"
        label={words.name[language]}
        language={language}
        value={typed('naam')}
        autocomplete="off"
        {...errorOf('naam')}
      />
      <TextField
        id="mail"
        label={words.mail[language]}
        language={language}
        value={typed('mail')}
        type="email"
        autocomplete="off"
        optional
        {...errorOf('mail')}
      />
      <TextField
        id="telefoon"
        label={words.telephone[language]}
        language={language}
        value={typed('telefoon')}
        autocomplete="off"
        optional
        {...errorOf('telefoon')}
      />
    </>
  );
}

/** What was typed of a person, or what is wrong with it. */
export function contactOf(
  typed: (field: 'naam' | 'mail' | 'telefoon') => string,
  language: Language,
): {
  readonly contact: {
    readonly name: string;
    readonly mail: string | null;
    readonly telephone: string | null;
  } | null;
  readonly errors: readonly FieldError[];
} {
  const name = typed('naam').trim().replaceAll(/\s+/g, ' ');
  const mail = typed('mail').trim();
  const telephone = typed('telefoon').trim();
  const nameFault = name === '' ? nameMissing : typedFault(name, longestName);
  const telephoneFault = typedFault(telephone, longestTelephone);
  const errors: readonly FieldError[] = [
    ...(nameFault === null ? [] : [{ field: 'naam', message: nameFault[language] }]),
    ...(mail === '' || z.email().max(200).safeParse(mail).success
      ? []
      : [{ field: 'mail', message: mailWrong[language] }]),
    ...(telephoneFault === null ? [] : [{ field: 'telefoon', message: telephoneFault[language] }]),
  ];
  if (errors.length > 0) return { contact: null, errors };
  return {
    contact: {
      name,
      mail: mail === '' ? null : mail,
      telephone: telephone === '' ? null : telephone,
    },
    errors,
  };
}
