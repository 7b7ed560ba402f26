import { z } from 'zod';
import { inEach, sameText, type Text, text } from '../../platform/language/text.ts';
import { unseenCharacters, unseenWords } from '../../platform/language/unseen-characters.ts';

const tooLong = text(
  'Dit is te lang. Het hoogste aantal tekens is',
  'This is too long. The most characters are',
);
const holds = text('Hierin staat het teken', 'This holds the character');
const it = text('dat', 'it');
const retype = text(
  'Typ de tekst opnieuw in plaats van hem te plakken.',
  'Type the text anew instead of pasting it.',
);

/** What is wrong with a text of one line that somebody typed: too long, or with characters that are not what they seem. */
export function typedFault(typed: string, longest: number): Text | null {
  if (typed.length > longest) return inEach`${tooLong} ${sameText(String(longest))}.`;
  const [found] = unseenCharacters(typed);
  return found ? inEach`${holds} ${sameText(found.code)}: ${it} ${unseenWords[found.kind]}. ${retype}` : null;
}

/** What is wrong with a text of several lines, as {@link typedFault} says it of one. */
export function textFault(typed: string, longest: number): Text | null {
  return typedFault(typed.replaceAll('\n', ' '), longest);
}

/** What is wrong with a text that has to be there: `missing` where nothing was typed. */
export function neededFault(typed: string, longest: number, missing: Text): Text | null {
  return typed.trim() === '' ? missing : textFault(typed.trim(), longest);
}

/** Whether a form names something by an id; anything else was not written by a page of ours. */
export function isId(typed: string): boolean {
  return z.uuid().safeParse(typed).success;
}
