/**
 * A text that starts with one of these is taken for a formula by programs that open a CSV, and a formula can
 * fetch data or start programs (OWASP "CSV injection"; the full-width signs count in East Asian versions).
 * Such a text gets an apostrophe in front. A text that already has apostrophes before such a sign gets one
 * more, so that taking one away always gives back the text.
 */
const LOOKS_LIKE_FORMULA = /^'*[=+\-@\t\r\n＝＋－＠]/;
const GUARDED = /^'+[=+\-@\t\r\n＝＋－＠]/;

/**
 * Header of the last column of our own CSV, present only when an apostrophe was added somewhere. Its cells
 * hold 1 in the rows with an added apostrophe and are empty elsewhere. The header line itself is guarded when
 * this column is there. A column and not a comment line or a file name: it stays valid CSVW with the header
 * first, and survives being sorted, renamed or saved again by a spreadsheet program.
 */
export const FORMAT_MARK = 'added_apostrophe';

/** Whether a text would be taken for a formula. */
export function looksLikeFormula(text: string): boolean {
  return LOOKS_LIKE_FORMULA.test(text);
}

/** The text with an apostrophe in front when it needs one. */
export function withApostrophe(text: string): string {
  return LOOKS_LIKE_FORMULA.test(text) ? `'${text}` : text;
}

/** Takes away the apostrophe that `withApostrophe` added, and nothing else. */
export function withoutApostrophe(text: string): string {
  return GUARDED.test(text) ? text.slice(1) : text;
}

/**
 * A text that every format can hold. Half surrogate pairs and control characters other than tab and line ends
 * become U+FFFD: XML has no way to write them, and no register has a use for them.
 */
export function writableText(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters that are replaced
  return text.toWellFormed().replace(/[\0-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]/g, '\ufffd');
}
