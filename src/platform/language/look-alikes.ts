import { seenText } from './unseen-characters.ts';

/**
 * Letters of other scripts, and other shapes of Latin ones, that read as a Latin letter (after Unicode UTS #39,
 * confusables, as far as they are small letters without marks). NFKD has levelled full width, mathematical,
 * superscript and enclosed shapes before.
 */
const shapes: Readonly<Record<string, string>> = {
  a: 'аαɑᴀａ',
  b: 'вьβʙ',
  c: 'сϲᴄⅽ',
  d: 'ԁɗđᴅժ',
  e: 'еєεҽᴇ℮ɛ',
  f: 'ғƒϝꜰ',
  g: 'ɡց',
  h: 'һнħʜհ',
  i: 'іιıɩӏ',
  j: 'јϳȷᴊ',
  k: 'кκᴋ',
  l: 'ⅼłʟ',
  m: 'мᴍ',
  n: 'пηոɴ',
  o: 'оοσөօᴏøο',
  p: 'рρᴘ',
  q: 'ԛգ',
  r: 'гʀɾ',
  s: 'ѕꜱ',
  t: 'тτᴛ',
  u: 'υսцᴜ',
  v: 'νѵᴠ',
  w: 'ѡԝωաᴡ',
  x: 'хχ',
  y: 'уγүʏ',
  z: 'ᴢʐ',
};
const latinOf = new Map(
  Object.entries(shapes).flatMap(([latin, others]) => [...others].map((other) => [other, latin] as const)),
);

/** Letters of emoji that spell: regional indicators and negative enclosed capitals. */
function spelled(codePoint: number): string {
  for (const start of [0x1f1e6, 0x1f170, 0x1f150])
    if (codePoint >= start && codePoint < start + 26) return String.fromCharCode(97 + codePoint - start);
  return '';
}

/**
 * A text as it is read: small letters without accents, every look-alike as the letter that it looks like. Text that
 * cannot be seen is gone; dashes and apostrophes of every kind are the plain ones.
 */
export function levelledText(text: string): string {
  const plain = seenText(text)
    .normalize('NFKD')
    .toLowerCase()
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/[\u2010-\u2015\u2212]/gu, '-')
    .replace(/[\u2018\u2019\u02bc\u0060\u00b4]/gu, "'");
  return plain.replace(
    /[^\t\n\r -~]/gu,
    (character) => latinOf.get(character) ?? (spelled(character.codePointAt(0) ?? 0) || character),
  );
}

/** Words in which letters of one script stand among those of another: nobody writes so in earnest. */
export function mixedWords(text: string): readonly string[] {
  return (
    seenText(text)
      .normalize('NFKC')
      .match(/[\p{L}\p{M}]+/gu) ?? []
  ).filter((word) => {
    const scripts = [
      /\p{Script=Latin}/u,
      /\p{Script=Cyrillic}/u,
      /\p{Script=Greek}/u,
      /\p{Script=Armenian}/u,
    ];
    return scripts.filter((script) => script.test(word)).length > 1;
  });
}
