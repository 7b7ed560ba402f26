/** Every way to take one code from each list, the last list turning fastest. */
export function combinations(lists: readonly (readonly string[])[]): readonly (readonly string[])[] {
  let ways: readonly (readonly string[])[] = [[]];
  for (const codes of lists) ways = ways.flatMap((way) => codes.map((code) => [...way, code]));
  return ways;
}
