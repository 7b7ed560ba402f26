/** Words between first and last name that people leave out or write otherwise. */
const particles: ReadonlySet<string> = new Set(
  'van de den der des het t ten ter te tot in op aan bij la le l el al da di do dos du von zu zum zur d s'.split(
    ' ',
  ),
);

/** The words of a name without capitals, accents and signs: "Fátima el-Amrani" is "fatima", "el", "amrani". */
function folded(name: string): readonly string[] {
  return name
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll('ß', 'ss')
    .replaceAll('ø', 'o')
    .replaceAll('ł', 'l')
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '');
}

/** The words by which a name is found, in any order, with or without "van" and "de"; all when it has no others. */
export function searchWords(name: string): readonly string[] {
  const words = folded(name);
  const telling = words.filter((word) => !particles.has(word));
  return telling.length > 0 ? telling : words;
}

/** What is stored of a name to search by: each word after a blank, so that a word is found by how it begins. */
export function nameKey(name: string | null): string {
  return searchWords(name ?? '')
    .map((word) => ` ${word}`)
    .join('');
}
