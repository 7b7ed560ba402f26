import type { Language } from '../../platform/language/text.ts';
import { TextField } from '../../platform/web/components/fields.tsx';
import { errorOf, type FieldError } from '../front/simple-form.tsx';
import { codeWords } from './code-words.ts';

/** The first day on which other settings hold: `vanaf`. */
export function FirstDay({
  language,
  typed,
  errors,
}: {
  readonly language: Language;
  readonly typed: (field: 'vanaf') => string;
  readonly errors: readonly FieldError[];
}) {
  return (
    <TextField
      id="vanaf"
      label={codeWords.firstDay[language]}
      hint={codeWords.dayHint[language]}
      language={language}
      value={typed('vanaf')}
      short
      autocomplete="off"
      {...errorOf(errors, 'vanaf')}
    />
  );
}

/** The last questions of a form that proposes other settings: `vanaf`, their first day, and `reden`, by what decision. */
export function WhenAndWhy({
  language,
  typed,
  errors,
}: {
  readonly language: Language;
  readonly typed: (field: 'vanaf' | 'reden') => string;
  readonly errors: readonly FieldError[];
}) {
  return (
    <>
      <FirstDay language={language} typed={typed} errors={errors} />
      <TextField
        id="reden"
        label={codeWords.decision[language]}
        language={language}
        value={typed('reden')}
        autocomplete="off"
        {...errorOf(errors, 'reden')}
      />
    </>
  );
}
