import { levelledText } from './look-alikes.ts';

/**
 * Whether two names are those of one person, as far as their writing tells: capitals, accents, blanks, points, the
 * order of the parts and letters that look alike make no second person. Where two people must look at something, a
 * name without a letter is nobody's, and the same as every other.
 */
export function isSamePerson(one: string, other: string): boolean {
  const [a, b] = [partsOf(one), partsOf(other)];
  return a === '' || b === '' || a === b || a.replaceAll(' ', '') === b.replaceAll(' ', '');
}

function partsOf(name: string): string {
  return (levelledText(name).match(/[\p{L}\p{N}]+/gu) ?? []).sort().join(' ');
}
