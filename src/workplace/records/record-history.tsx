import { changedFields, changeSentence } from '../../collection/fields/describe-change.ts';
import type { AnyValue, Fields } from '../../collection/fields/field.ts';
import type { WordsOf } from '../../collection/fields/write-value.ts';
import { dateInWords } from '../../platform/language/dates.ts';
import { type Language, text } from '../../platform/language/text.ts';

/** A version as its history tells it. */
export interface VersionInHistory {
  readonly values: Readonly<Record<string, AnyValue>>;
  /** ISO moment at which it was recorded. */
  readonly recordedAt: string;
  readonly reason: string | null;
}

const recorded = text('Vastgelegd', 'Recorded');
const unchanged = text('Geen veld gewijzigd.', 'No field changed.');

/** What became of a record, the newest version first: when, why, and in sentences what changed. */
export function RecordHistory({
  fields,
  versions,
  language,
  words,
}: {
  fields: Fields;
  /** From the first version on. */
  versions: readonly VersionInHistory[];
  language: Language;
  words: WordsOf;
}) {
  const entries = versions.map((version, index) => {
    const before = versions[index - 1];
    const sentences = before
      ? changedFields(fields, before.values, version.values).map((one) =>
          changeSentence(one, language, words),
        )
      : [`${recorded[language]}.`];
    return { version, sentences: sentences.length > 0 ? sentences : [unchanged[language]] };
  });
  return (
    <ol class="dl-flow" reversed>
      {entries.toReversed().map(({ version, sentences }) => (
        <li key={version.recordedAt}>
          <p>
            <strong>{dateInWords(version.recordedAt.slice(0, 10), language)}</strong>
            {version.reason && `: ${version.reason}`}
          </p>
          <ul>
            {sentences.map((sentence) => (
              <li key={sentence}>{sentence}</li>
            ))}
          </ul>
        </li>
      ))}
    </ol>
  );
}
