import { type Language, text } from '../../platform/language/text.ts';
import { ChoiceField, ErrorSummary, SelectField, TextField } from '../../platform/web/components/fields.tsx';

const fields = {
  title: text('Titel van het verslag', 'Title of the report'),
  titleHint: text('Bijvoorbeeld: Jaarverslag integriteit 2025', 'For example: Annual integrity report 2025'),
  date: text('Datum van publicatie', 'Date of publication'),
  dateHint: text(
    'Dag, maand en jaar, bijvoorbeeld 3 november 2025',
    'Day, month and year, such as 3 November 2025',
  ),
  dateError: text('Vul een datum in die bestaat', 'Fill in a date that exists'),
  note: text('Toelichting', 'Explanation'),
  kind: text('Soort', 'Kind'),
  languages: text('Talen', 'Languages'),
  languagesError: text('Kies ten minste één taal', 'Choose at least one language'),
  closed: text('Vastgesteld kenmerk', 'Fixed reference'),
};

/** Form fields in every state: empty, filled, with a hint, wrong, disabled. */
export function FormExamples({ language }: { language: Language }) {
  const say = (key: keyof typeof fields): string => fields[key][language];
  const kinds = [
    { value: 'jaar', label: text('Jaarverslag', 'Annual report')[language] },
    { value: 'tussen', label: text('Tussenverslag', 'Interim report')[language] },
  ];
  return (
    <section class="dl-flow">
      <h2>{text('Formulieren', 'Forms')[language]}</h2>
      <ErrorSummary
        language={language}
        errors={[
          { field: 'datum', message: say('dateError') },
          { field: 'talen', message: say('languagesError') },
        ]}
      />
      <form>
        <TextField id="titel" label={say('title')} hint={say('titleHint')} language={language} />
        <TextField
          id="datum"
          label={say('date')}
          hint={say('dateHint')}
          error={say('dateError')}
          value={text('31 februari 2025', '31 February 2025')[language]}
          short
          language={language}
        />
        <TextField id="toelichting" label={say('note')} lines={3} optional language={language} />
        <SelectField id="soort" label={say('kind')} choices={kinds} value="tussen" language={language} />
        <ChoiceField
          id="vorm"
          kind="radio"
          label={say('kind')}
          choices={kinds}
          chosen={['jaar']}
          language={language}
        />
        <ChoiceField
          id="talen"
          kind="checkbox"
          label={say('languages')}
          error={say('languagesError')}
          choices={[
            { value: 'nl', label: 'Nederlands' },
            { value: 'en', label: 'English' },
          ]}
          chosen={[]}
          language={language}
        />
        <TextField id="kenmerk" label={say('closed')} value="2025-1" disabled short language={language} />
      </form>
    </section>
  );
}
