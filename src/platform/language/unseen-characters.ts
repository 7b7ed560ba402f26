import { type Text, text } from './text.ts';

/**
 * Characters that make what is read differ from what is kept: they turn the reading direction round, cannot be seen,
 * steer a device, or have no meaning outside one font. One policy for everything that comes in from people: a text
 * that is written for a report, a name or a reason is refused with the place; a cell of a spreadsheet, which people
 * copy from elsewhere, is read without them and told. Sources: Unicode Standard 23 (special areas), UAX #9
 * (bidirectional controls), UAX #44 (Default_Ignorable_Code_Point).
 */

/** What is wrong with a character. */
export type UnseenKind = 'direction' | 'control' | 'private' | 'invisible';

/** A character that is not what it seems, and where it stands. */
export interface UnseenCharacter {
  /** Offset in the text, in UTF-16 units. */
  readonly at: number;
  readonly kind: UnseenKind;
  /** As Unicode names it: "U+202E". */
  readonly code: string;
}

/* Marks between parts of one pictograph belong to it: they are seen as its shape. */
const unseen =
  /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]|[\p{Cc}\u2028\u2029\ufff9-\ufffb]|[\p{Co}\p{Cs}\p{Noncharacter_Code_Point}]|\p{Default_Ignorable_Code_Point}/gu;
const shapesPictograph = /(?<=\p{Extended_Pictographic})[\u200d\ufe0e\ufe0f]|(?<=\ufe0f)\u200d/uy;
const layout = new Set(['\t', '\n', '\r']);
/** What holds none of them, told fast: nearly every text. */
const plain = /^[\t\n\r\x20-\x7e\xa0-\xac\xae-\u02ff\u2010-\u2027\u202f-\u205e\u20a0-\u20bf]*$/;

/** The characters of a text that are not what they seem, in their order. */
export function unseenCharacters(written: string): readonly UnseenCharacter[] {
  if (plain.test(written)) return [];
  return [...written.matchAll(unseen)].flatMap(({ 0: character, index: at }) => {
    if (layout.has(character)) return [];
    shapesPictograph.lastIndex = at;
    if (shapesPictograph.test(written)) return [];
    return [{ at, kind: kindOf(character), code: codeOf(character) }];
  });
}

/**
 * A text without the characters that are not what they seem: Word's bullets become "•", what separates lines becomes
 * a blank, what has a shape that only its font knows becomes "\ufffd", and the rest goes.
 */
export function seenText(written: string): string {
  const found = unseenCharacters(written);
  if (found.length === 0) return written;
  let seen = '';
  let from = 0;
  for (const { at } of found) {
    const character = String.fromCodePoint(written.codePointAt(at) ?? 0);
    seen += written.slice(from, at) + insteadOf(character);
    from = at + character.length;
  }
  return seen + written.slice(from);
}

/** What a character of each kind does, for who wrote it. */
export const unseenWords: Readonly<Record<UnseenKind, Text>> = {
  direction: text('keert de leesrichting om', 'turns the reading direction round'),
  control: text('is een stuurteken en geen letter', 'steers a device and is no letter'),
  private: text(
    'heeft buiten het eigen lettertype geen vorm; Word gebruikt zulke tekens als opsommingsteken',
    'has no shape outside its own font; Word uses such characters as bullets',
  ),
  invisible: text('is niet te zien', 'cannot be seen'),
};

/** The text of the first string in a value, at any depth, that holds such a character, with the way to it. */
export function unseenWithin(
  value: unknown,
  path: readonly (string | number)[] = [],
): { readonly path: readonly (string | number)[]; readonly character: UnseenCharacter } | undefined {
  if (typeof value === 'string') {
    const [character] = unseenCharacters(value);
    return character && { path, character };
  }
  if (typeof value !== 'object' || value === null) return undefined;
  for (const [key, inner] of Object.entries(value)) {
    const at = [...path, Array.isArray(value) ? Number(key) : key];
    const [inKey] = unseenCharacters(key);
    const found = inKey ? { path: at, character: inKey } : unseenWithin(inner, at);
    if (found) return found;
  }
  return undefined;
}

function kindOf(character: string): UnseenKind {
  if (/^[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]$/.test(character)) return 'direction';
  if (/^[\p{Cc}\u2028\u2029\ufff9-\ufffb]$/u.test(character)) return 'control';
  return /^[\p{Co}\p{Cs}\p{Noncharacter_Code_Point}]$/u.test(character) ? 'private' : 'invisible';
}

function codeOf(character: string): string {
  return `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
}

/** Bullets of the fonts Symbol and Wingdings as Word writes them. */
const bullets = /^[\uf0a7\uf0a8\uf0b7\uf0d8\uf0fc\uf076\uf02d]$/;

function insteadOf(character: string): string {
  if (bullets.test(character)) return '•';
  if (/^[\v\f\x85\u2028\u2029]$/.test(character)) return ' ';
  return kindOf(character) === 'private' ? '\ufffd' : '';
}
