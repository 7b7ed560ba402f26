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
