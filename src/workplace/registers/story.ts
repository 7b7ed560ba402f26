import { changedFields, changeSentence } from '../../collection/fields/describe-change.ts';
import { type AnyValue, keptFields } from '../../collection/fields/field.ts';
import { shownValue, type WordsOf } from '../../collection/fields/write-value.ts';
import { linesIn, listIn } from '../../collection/keeping/missing.ts';
import type { RecordDecision, RecordStory } from '../../collection/keeping/one-record.ts';
import { type RecordValues, valueAt } from '../../collection/offers/record-pages.ts';
import type { LinesDescription, RecordDescription } from '../../collection/records/record-description.ts';
import { say } from '../../platform/language/messages.ts';
import { type Language, type Text, text } from '../../platform/language/text.ts';
import { reasonWords } from './editing/edit-form.tsx';
import { wholeOf } from './record-words.ts';

const words = {
  recorded: text('Vastgelegd.', 'Recorded.'),
  came: text('Gekomen van een ander onderdeel.', 'Came from another unit.'),
  unchanged: text('Geen veld gewijzigd.', 'No field changed.'),
  added: text('{line} toegevoegd.', '{line} added.'),
  removed: text('{line} weggehaald.', '{line} taken away.'),
  codesAdded: text('{field} erbij: {codes}.', '{field} added: {codes}.'),
  codesRemoved: text('{field} eraf: {codes}.', '{field} taken off: {codes}.'),
  withdrawn: text('Ingetrokken: uit het register gehaald.', 'Withdrawn: taken out of the register.'),
  restored: text('Hersteld: staat weer in het register.', 'Restored: stands in the register again.'),
  stands: text('Twijfel beslist: het klopt zoals het er staat.', 'Doubt decided: it is right as it stands.'),
  reopened: text('Twijfel weer geopend.', 'Doubt opened again.'),
} as const;

/** Something that became of a record: when, by whom, in sentences, and why. */
export interface StoryEntry {
  /** Moment in UTC, ISO form. */
  readonly at: string;
  /** Null for a part of the program, and for a person whose name is gone. */
  readonly who: string | null;
  /** Whether a person did it; else a file brought it. */
  readonly isByPerson: boolean;
  readonly sentences: readonly string[];
  readonly reason: string | null;
  /** The decision that can be opened again. */
  readonly decided: string | null;
}

/** What became of a record, the newest first. */
export function storyEntries(
  description: RecordDescription,
  story: RecordStory,
  lineWords: (key: string) => Text,
  language: Language,
  wordsOf: WordsOf,
): readonly StoryEntry[] {
  const ofVersions = story.versions.map((version, index): StoryEntry => {
    const before = story.versions[index - 1];
    const sentences = before
      ? changes(description, wholeOf(before), wholeOf(version), lineWords, language, wordsOf)
      : [(story.cameFromElsewhere ? words.came : words.recorded)[language]];
    return {
      at: version.recordedAt,
      who: version.recordedBy === null ? null : (story.names[version.recordedBy] ?? null),
      isByPerson: version.recordedBy !== null,
      sentences: sentences.length > 0 ? sentences : [words.unchanged[language]],
      reason: version.reason === null ? null : reasonWords(version.reason, language),
      decided: null,
    };
  });
  const reopened = new Set(story.decisions.filter(({ kind }) => kind === 'reopened').map(({ flag }) => flag));
  const ofDecisions = story.decisions.map(
    (decision): StoryEntry => ({
      at: decision.at,
      who: story.names[decision.by] ?? null,
      isByPerson: true,
      sentences: [decisionSentence(decision, language)],
      reason: decision.reason,
      decided: decision.kind === 'stands' && !reopened.has(decision.flag) ? decision.id : null,
    }),
  );
  return [...ofVersions, ...ofDecisions].sort((one, other) =>
    one.at < other.at ? 1 : one.at > other.at ? -1 : 0,
  );
}

function decisionSentence({ kind }: RecordDecision, language: Language): string {
  return words[kind][language];
}

/** What changed between two versions, in sentences: fields, and the lines one by one. */
function changes(
  { fields, lines }: RecordDescription,
  before: RecordValues,
  after: RecordValues,
  lineWords: (key: string) => Text,
  language: Language,
  wordsOf: WordsOf,
): readonly string[] {
  return [
    ...changedFields(fields, scalarsOf(fields, before), scalarsOf(fields, after)).map((change) =>
      changeSentence(change, language, wordsOf),
    ),
    ...Object.entries(lines).flatMap(([key, described]) =>
      lineChanges(
        described,
        linesIn(before[key]),
        linesIn(after[key]),
        lineWords(key)[language],
        language,
        wordsOf,
      ),
    ),
  ];
}

function scalarsOf(
  fields: RecordDescription['fields'],
  values: RecordValues,
): Readonly<Record<string, AnyValue>> {
  return Object.fromEntries(keptFields(fields).map(([key]) => [key, valueAt(values, key)]));
}

function lineChanges(
  { fields, codes }: LinesDescription,
  before: readonly RecordValues[],
  after: readonly RecordValues[],
  called: string,
  language: Language,
  wordsOf: WordsOf,
): readonly string[] {
  return Array.from({ length: Math.max(before.length, after.length) }, (_, index) => index).flatMap(
    (index) => {
      const [was, is] = [before[index], after[index]];
      const line = `${called} ${index + 1}`;
      if (!is) return [say(words.removed[language], language, { line })];
      const sentences = [
        ...changedFields(fields, scalarsOf(fields, was ?? {}), scalarsOf(fields, is)).map(
          (change) => `${line}. ${changeSentence(change, language, wordsOf)}`,
        ),
        ...Object.entries(codes).flatMap(([key, { field }]) => {
          const [had, has] = [listIn(was?.[key]), listIn(is[key])];
          const named = (some: readonly string[]) =>
            some.map((code) => shownValue(field, code, language, wordsOf)).join(', ');
          const added = has.filter((code) => !had.includes(code));
          const removed = had.filter((code) => !has.includes(code));
          const about = { field: `${line}. ${field.label[language]}` };
          return [
            ...(added.length > 0
              ? [say(words.codesAdded[language], language, { ...about, codes: named(added) })]
              : []),
            ...(removed.length > 0
              ? [say(words.codesRemoved[language], language, { ...about, codes: named(removed) })]
              : []),
          ];
        }),
      ];
      return was ? sentences : [say(words.added[language], language, { line }), ...sentences];
    },
  );
}
