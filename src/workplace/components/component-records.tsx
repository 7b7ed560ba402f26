import type { CodeLists } from '../../codes/code-lists.ts';
import { choice, code, day, money, span, words, yesNo } from '../../collection/fields/field.ts';
import { formFields } from '../../collection/fields/show.ts';
import { spanOf } from '../../collection/fields/span.ts';
import type { WordsOf } from '../../collection/fields/write-value.ts';
import { type Language, text } from '../../platform/language/text.ts';
import { RecordFields } from '../records/record-form.tsx';
import { RecordHistory } from '../records/record-history.tsx';
import { RecordTable } from '../records/record-list.tsx';

/* A small record with a field of every kind: its form, its list and its history, as its description makes them. */

const common = { privacy: 'coded', required: 'never', imported: null, counted: 'no' } as const;
const fields = {
  kind: {
    ...common,
    column: 'kind',
    kind: choice({ gift: text('geschenk', 'gift'), invitation: text('uitnodiging', 'invitation') }),
    label: text('Soort', 'Kind'),
    required: 'opening',
  },
  topic: {
    ...common,
    column: 'topic',
    kind: code('sample-topics'),
    label: text('Onderwerp', 'Topic'),
  },
  offered: {
    ...common,
    column: 'offered',
    kind: span,
    label: text('Aangeboden', 'Offered'),
    hint: text('De dag waarop het werd aangeboden.', 'The day on which it was offered.'),
  },
  decided: { ...common, column: 'decided', kind: day, label: text('Besloten op', 'Decided on') },
  accepted: { ...common, column: 'accepted', kind: yesNo, label: text('Aangenomen', 'Accepted') },
  value: { ...common, column: 'value', kind: money, label: text('Waarde', 'Value') },
  note: {
    ...common,
    column: 'note',
    kind: words,
    label: text('Toelichting', 'Explanation'),
    privacy: 'free-text',
  },
} as const;

const codes: CodeLists = new Map([
  [
    'sample-topics',
    {
      key: 'sample-topics',
      title: text('Onderwerpen', 'Topics'),
      version: '1',
      source: 'Daglicht',
      codes: [
        {
          ...{ code: 'supplier', label: text('leverancier', 'supplier'), aliases: [] },
          ...{ from: null, until: null },
        },
        {
          ...{ code: 'visit', label: text('werkbezoek', 'working visit'), aliases: [] },
          ...{ from: null, until: null },
        },
      ],
    },
  ],
]);

const wordsOf: WordsOf = {
  codes,
  day: '2025-12-31',
  structure: { root: '', units: [], successions: [], headcountDefinitions: [] },
};

const first = {
  kind: 'gift',
  topic: 'supplier',
  offered: spanOf({ precision: 'month', year: 2025, month: 3 }),
  decided: null,
  accepted: null,
  value: '75',
  note: null,
} as const;
const second = { ...first, decided: '2025-04-02', accepted: false, note: 'Teruggestuurd.' } as const;
const other = { ...first, kind: 'invitation', topic: 'visit', accepted: true, value: '1250.5' } as const;

/** The form, list and history of a record with a field of every kind. */
export function RecordExamples({ language }: { language: Language }) {
  const amountError = text(
    'Vul een bedrag in, bijvoorbeeld 1250,50',
    'Fill in an amount, for example 1250.50',
  );
  return (
    <section class="dl-flow">
      <h2>{text('Registraties', 'Records')[language]}</h2>
      <form>
        <RecordFields
          fields={formFields(fields, wordsOf)}
          state={{ values: second, typed: { value: 'veel' }, errors: { value: amountError[language] } }}
          language={language}
        />
      </form>
      <RecordTable
        caption={text('Geschenken en uitnodigingen', 'Gifts and invitations')[language]}
        fields={fields}
        shown={['kind', 'topic', 'offered', 'accepted', 'value']}
        records={[{ values: second }, { values: other }]}
        language={language}
        words={wordsOf}
      />
      <RecordHistory
        fields={fields}
        versions={[
          { values: first, recordedAt: '2025-03-10T09:00:00Z', reason: null },
          {
            values: second,
            recordedAt: '2025-04-02T10:00:00Z',
            reason: text('besluit van de leidinggevende', 'decision of the supervisor')[language],
          },
        ]}
        language={language}
        words={wordsOf}
      />
    </section>
  );
}
