/** The words in order of how few letters must be added, left out or changed to make them of the given one. */
export function nearestFirst(word: string, words: readonly string[]): readonly string[] {
  const distances = new Map(words.map((one) => [one, distance(word.toLowerCase(), one.toLowerCase())]));
  return [...words].sort((a, b) => (distances.get(a) ?? 0) - (distances.get(b) ?? 0) || (a < b ? -1 : 1));
}

/** Levenshtein's distance. */
function distance(one: string, other: string): number {
  let row = Array.from({ length: other.length + 1 }, (_, index) => index);
  [...one].forEach((letter, index) => {
    const next = [index + 1];
    for (let column = 1; column <= other.length; column++) {
      const change = (row[column - 1] ?? 0) + (other[column - 1] === letter ? 0 : 1);
      next.push(Math.min(change, (row[column] ?? 0) + 1, (next[column - 1] ?? 0) + 1));
    }
    row = next;
  });
  return row.at(-1) ?? 0;
}
