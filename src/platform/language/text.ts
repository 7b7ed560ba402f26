/** The languages of the interface: Dutch first, English second. */
export const languages = ['nl', 'en'] as const;
export type Language = (typeof languages)[number];

/** A text that a person reads, complete in every language. */
export type Text = Readonly<Record<Language, string>>;

/** Makes a {@link Text} from its Dutch and its English wording. */
export function text(nl: string, en: string): Text {
  return { nl, en };
}

/** A text that is the same in every language: a name, a code, an abbreviation. */
export function sameText(value: string): Text {
  return { nl: value, en: value };
}

/** Joins what is the same in every language with what is not: inEach`${name}: ${count} of ${total}`. */
export function inEach(parts: TemplateStringsArray, ...between: readonly (Text | string | number)[]): Text {
  const joined = (language: Language): string =>
    parts
      .flatMap((part, index) => {
        const value = between[index] ?? '';
        return [part, typeof value === 'object' ? value[language] : String(value)];
      })
      .join('');
  return { nl: joined('nl'), en: joined('en') };
}
